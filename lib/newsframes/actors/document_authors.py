"""Authors: whose document a source is, where the document speaks."""

from collections.abc import Iterable

from spacy.tokens import Span

from ..language.noun_classes import documents
from ..reader import Reading
from .mention import Phrase
from .phrase_index import PhraseIndex
from .relative_pronouns import antecedent, is_relative
from .source_heads import PASSING, POSSESSIVE, find_phrase, head_of_source

# By which a document's maker follows it, and by which the paper does that prints it.
MAKING = {"by", "from"}
PRINTED = {
    "of": {"edition", "issue"},
    "in": {"article", "column", "editorial", "piece", "report", "story"},
}  # fmt: skip


def find_author(
    reading: Reading, source: tuple[int, int], phrases: Iterable[Phrase] | PhraseIndex
) -> Phrase | None:
    """Return whose document a source is.

    "The court's summary", "a report by the Atlantic", "UN data", "his statement". None where the
    source is no document, and for one that names no author ("the study"). For "which", it is what
    that refers to.
    """
    span = reading.span(*source)
    head = head_of_source(span)
    if is_relative(head) and (above := antecedent(head)) is not None:
        while above.lemma_.lower() not in documents() and above.dep_ in ("pobj", "prep"):
            above = above.head  # "the report on Saturday, which …"
        head, span = above, reading.doc[above.left_edge.i : head.i]
    near = PhraseIndex.of(phrases).between(*reading.offsets(span))
    inside = [phrase for phrase in near if span.start <= phrase.first and phrase.last < span.end]
    if not {head.lemma_.lower(), head.lower_} & documents():
        return _named_owner(reading, span, inside)
    owners = [child for child in head.children if child.dep_ == "poss"]
    makers = [
        head,
        *(
            child
            for child in head.children
            if child.dep_ == "acl" and child.lemma_.lower() not in PASSING
        ),
    ]
    preps = [child for maker in makers for child in maker.children if child.lower_ in MAKING]
    preps += [
        child for child in head.rights if head.lemma_.lower() in PRINTED.get(child.lower_, ())
    ]
    by = [child for prep in preps for child in prep.children if child.dep_ == "pobj"]
    within = [child for child in head.children if child.dep_ in ("compound", "nmod", "amod")]
    for token in (*owners, *by, *within):
        phrase = find_phrase(token, inside)
        if phrase is not None and (token not in within or phrase.form == "name"):
            named = (
                other for other in inside if other.form == "name" and other.first == phrase.last + 1
            )
            return next(named, phrase)  # "the newspaper El Universo"
    return None


def _named_owner(reading: Reading, span: Span, inside: list[Phrase]) -> Phrase | None:
    """Return the name that owns a document, where the parser takes the name apart.

    "The Centers for Disease Control and Prevention's latest report" is by none of the words in that
    name.
    """
    names = [
        phrase
        for phrase in inside
        if phrase.form == "name" and POSSESSIVE.match(reading.text, phrase.end)
    ]
    owner = next(
        (phrase for phrase in names if phrase.first - span.start <= (span[0].lower_ == "the")), None
    )
    owned = list(span.doc[owner.last + 1 : span.end]) if owner is not None else []
    # Of "the Centre's database of cars", up to "of".
    end = next((n for n, token in enumerate(owned) if token.pos_ == "ADP"), len(owned))
    return owner if end > 1 and owned[end - 1].lemma_.lower() in documents() else None
