"""Phrases: the names, noun phrases and pronouns of an article that could mean an actor."""

import re
from collections import Counter
from collections.abc import Sequence

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from ..language.countries import find_country
from ..language.name_variants import are_initials
from ..language.names_of_bodies import find_body
from ..language.noun_classes import is_countryman, is_known_noun, name_endings, nouns
from ..reader import Reading
from .mention import Phrase, is_no_one
from .name_edges import balance, with_campuses, with_firms
from .named_things import find_things
from .naming_clauses import Naming, find_namings
from .nominals import describe, nominal_span
from .titles import COURTESIES, is_courtesy

KINDS = {"PERSON": "person", "ORG": "organisation", "LOC": "place"}
TRIM = re.compile(
    r"^(?:the|The|THE|a|A|an|An)\s+|(?:['’]s|['’])$|^[\s\W]+|[\s\"“”,;:\u200b-\u200d\ufeff]+$"
)
# Third person, first, and second, which means an actor only in an interview.
PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she",
    "hers": "she", "herself": "she", "it": "it", "its": "it", "itself": "it", "they": "they",
    "them": "they", "their": "they", "theirs": "they", "themselves": "they", "i": "i", "me": "i",
    "my": "i", "mine": "i", "myself": "i", "we": "we", "us": "we", "our": "we", "ours": "we",
    "ourselves": "we", "you": "you", "your": "you", "yours": "you", "yourself": "you",
}  # fmt: skip
# The first half of a name with a hyphen: "Man-kei Tam".
CUT = re.compile(r"(?<![\w-])(?!(?:Anti|Pro|Non|Ex|Post|Pre|Neo)-)[A-Z][^\W\d_]+-\Z")
# The party and seat that follow a legislator's name: "(D-Minn.)".
PARTY = re.compile(r"\(?[A-Z]-[A-Z][\w.]*\)?$")
# Before a name, it says that a person bears it.
HONORED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Cllr|Coun|Councillor)\.? (?=[A-Z])")
# A company's name with a model number is a product's.
MODEL = re.compile(r"\s(?:[A-Z]-?\d|\d{3})[\w-]*$")


def find_phrases(reading: Reading, speaking: frozenset[int] = frozenset()) -> list[Phrase]:
    """Find every phrase that could mean an actor, and its competitors for a pronoun.

    Parameters
    ----------
    reading
        The article as read.
    speaking
        Indices of the words that head the source of a quote: whoever speaks is someone, though the
        lexicon may not know the noun, if its ending is a person's and it is no document.

    Returns
    -------
    list of Phrase
        In the order of the text, without overlaps but for a possessive in a larger phrase.
    """
    doc = reading.doc
    sentences = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
    names = _names(doc, speaking, find_namings(reading))
    named = {token.i for span in names for token in span}
    within = {
        token.i for span in doc.ents if _is_title(span) for token in span if token != span.root
    }
    sources = {at: span.start for span in doc.spans.get("source", ()) for at in _places(span)}
    found = [phrase for span in names if (phrase := _name(reading, span, sentences))]
    for token in doc:
        if token.i in named or is_no_one(token):
            continue
        if (
            token.lower_ in PRONOUNS
            and token.pos_ in ("PRON", "DET", "PROPN")
            and token.text not in ("US", "IT")
            and not is_courtesy(token)
        ):
            found.append(_pronoun(reading, token, sentences))
        elif token.i not in within and (
            span := nominal_span(token, named, sources, token.i in speaking)
        ):
            found.append(describe(reading, span, token, sentences, token.i in speaking))
    return sorted(found, key=lambda phrase: (phrase.start, -phrase.end))


def _names(doc: Doc, speaking: frozenset[int], namings: Sequence[Naming]) -> list[Span]:
    """List the names of actors.

    What a naming clause gives is one. One that the reader took for something else counts if it is
    an actor's elsewhere, or if it speaks; so does one that it passed over here and found elsewhere.
    """
    labels = {span.text: span.label_ for span in doc.ents if span.label_ in KINDS}
    things = find_things(doc)
    found = []
    for span in doc.ents:
        if (
            (span.start in things and speaking.isdisjoint(_places(span)))
            or _is_kin(span)
            or _is_title(span)
            or (span.label_ == "ORG" and (MODEL.search(span.text) or _is_common(span)))
        ):
            continue
        if span.label_ in KINDS:
            found.append(span)
        elif span.label_ == "MISC" and span.text in labels:
            found.append(Span(doc, span.start, span.end, label=labels[span.text]))
        elif span.label_ == "MISC" and not speaking.isdisjoint(range(span.start, span.end)):
            found.append(Span(doc, span.start, span.end, label="ORG"))
        elif span.label_ == "NORP" and _are_people(span, speaking):
            found.append(span)
    taken = {token.i for span in doc.ents for token in span}
    given = [naming.span for naming in namings if taken.isdisjoint(_places(naming.span))]
    found += given
    taken.update(at for span in given for at in _places(span))
    for span in _repeated(doc, taken):
        found.append(span)
        taken.update(_places(span))
    for at in (at for at in speaking if not is_no_one(doc[at])):
        is_noun = is_known_noun(doc[at]) or is_countryman(doc[at])
        is_noun = is_noun or doc[at].lower_ in COURTESIES  # "His Highness Sheikh Hamad"
        is_short = doc[at].is_upper and len(doc[at]) > 1 and doc[at].pos_ not in ("DET", "PRON")
        is_name = doc[at].pos_ == "PROPN" or is_short
        if at not in taken and is_name and not is_noun and not doc[at].is_lower:
            found.append(_passed_over(doc, at, taken))
    return with_firms(doc, with_campuses([part for span in found for part in _parted(span)]))


def _are_people(span: Span, speaking: frozenset[int]) -> bool:
    """Return True for many of one people or party, whatever the parser makes of who speaks."""
    is_speaking = not speaking.isdisjoint(_places(span)) and not is_countryman(span.root)
    return span.root.tag_ in ("NNS", "NNPS") or (is_speaking and span.text.endswith("s"))


def _places(span: Span) -> range:
    return range(span.start, span.end)


def _passed_over(doc: Doc, at: int, taken: set[int]) -> Span:
    """Return the whole name of a speaker whom the reader passed over.

    Behind a title a person's, and a person's initials: "Queen Ann II", "JD: I do".
    """
    first = at
    if doc[at].is_upper and any(
        span.label_ == "PERSON" and are_initials(doc[at].text, span.text) for span in doc.ents
    ):
        return Span(doc, at, at + 1, label="PERSON")
    if doc[at + 1 : at + 2].text == "," and any(
        token.ent_type_ == "PERSON" for token in doc[at + 2 : at + 3]
    ):
        return Span(doc, at, at + 1, label="ORG")  # "the Third Judge Electoral, Ann Lee,"
    while (
        first
        and doc[first - 1].pos_ == "PROPN"
        and doc[first - 1].dep_ == "compound"
        and first - 1 not in taken
    ):
        if is_known_noun(doc[first - 1]):
            return Span(doc, first, at + 1, label="PERSON")
        first -= 1
    return Span(doc, first, at + 1, label="NORP" if doc[at].tag_ == "NNPS" else "ORG")


def _parted(span: Span) -> list[Span]:
    """Cut a place at its country's possessive: "Indonesia's East Java"."""
    clitic = next(
        (token.i for token in span if token.tag_ == "POS" and token.i < span.end - 1), None
    )
    if clitic is None or span.label_ != "LOC":
        return [span]
    country = find_country(span.doc[span.start : clitic].text)
    if country is None or country.use == "demonym":
        return [span]
    bounds = ((span.start, clitic), (clitic + 1, span.end))
    return [Span(span.doc, start, end, label="LOC") for start, end in bounds]


def _is_title(span: Span) -> bool:
    """Return True if the reader took a title for a body.

    "The Senate Majority Leader", "become Secretary of State".
    """
    is_short = (
        span.root.lemma_.lower() != span.root.lower_ and len(span) == 1
    )  # "Sens. Lopez and Lee"
    is_one = span.label_ == "ORG" and (span.root.tag_ not in ("NNS", "NNPS") or is_short)
    return is_one and span.root.lemma_.lower() in nouns("title")


def _is_kin(span: Span) -> bool:
    """Return True if a surname only tells which family: "the Floyd family"."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return span.label_ == "PERSON" and after is not None and after.lemma_.lower() in nouns("kin")


def _is_common(span: Span) -> bool:
    """Return True if the reader took a common noun for a body: "a blacksmith"."""
    return len(span) == 1 and span[0].tag_ == "NN" and span[0].is_lower and span[0].is_alpha


def _repeated(doc: Doc, taken: set[int]) -> list[Span]:
    """List the names found elsewhere in an article that the reader passed over here.

    Of overlapping ones only the longest. Not what goes on with a hyphen or a number, as "the Boeing
    747" does, which is no company.
    """
    labels: dict[str, Counter[str]] = {}
    for span in doc.ents:
        if span.label_ in KINDS and len(span.text) > 2 and span.text[0].isupper():
            labels.setdefault(span.text, Counter())[span.label_] += 1
    matcher = PhraseMatcher(doc.vocab)
    spans = {span.text: span for span in doc.ents if span.text in labels}
    words = ([token.text for token in span] for span in spans.values())
    matcher.add("name", [Doc(doc.vocab, words=parts) for parts in words])
    found = []
    for span in filter_spans([doc[start:end] for _, start, end in matcher(doc)]):
        after = doc[span.end] if span.end < len(doc) else None
        goes_on = after is not None and (
            after.like_num or (after.text == "-" and not span[-1].whitespace_)
        )
        if (
            span.root.pos_ in ("PROPN", "NOUN")
            and not goes_on
            and taken.isdisjoint(token.i for token in span)
        ):
            found.append(
                Span(doc, span.start, span.end, label=labels[span.text].most_common(1)[0][0])
            )
    return found


def _name(reading: Reading, span: Span, sentences: dict[int, int]) -> Phrase | None:
    """Turn an entity into a phrase, without article, possessive and stray marks.

    None when nothing is left.
    """
    start, end = reading.offsets(span)
    while match := TRIM.search(reading.words(start, end)):
        start, end = (
            (start + match.end(), end) if match.start() == 0 else (start, start + match.start())
        )
    start, end = balance(reading, start, end)
    label = "ORG" if _is_firms(span) else span.label_
    if match := HONORED.match(reading.words(start, end)):  # "Mrs Lopez", taken for a body
        start, label = start + match.end(), "PERSON"
    if label == "PERSON" and (cut := CUT.search(reading.text, max(0, start - 20), start)):
        start = cut.start()
    text = reading.words(start, end)
    if not any(map(str.isupper, text)) or "\n" in text or "://" in text or PARTY.match(text):
        return None
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.ent_type_ == "PERSON" and text.casefold() in name_endings():
        return None  # "Kama Melly QC"
    tokens = reading.span(start, end)
    kind = "group" if _is_family(span.doc, tokens) else _kind_of_name(text, label)
    return Phrase(
        start, end, text, "name", kind, tokens.root, tokens.start, sentences[tokens.root.i],
        kind == "group"
    )  # fmt: skip


def _is_firms(span: Span) -> bool:
    """Return True if the reader took a firm's name for a person's: "the law firm Hill Lee"."""
    if span.label_ != "PERSON" or not span.start:
        return False
    before = span.doc[span.start - 1]
    is_firm = before.tag_ == "NN" and before.lemma_ in nouns("trade")
    return is_firm and before.dep_ in ("compound", "nmod") and before.head.i in _places(span)


def _is_family(doc: Doc, name: Span) -> bool:
    """Return True if a name is a surname in the plural: "the Lees"."""
    before = doc[name.start - 1].lower_ if name.start else ""
    return (
        len(name) == 1
        and name[0].ent_type_ == "PERSON"
        and name[0].tag_ == "NNPS"
        and before == "the"
    )


def _kind_of_name(text: str, label: str) -> str:
    """Return a name's kind by its label.

    International bodies are told from places, and peoples and parties are groups.
    """
    if find_body(text):
        return "organisation"
    return KINDS.get(label, "group")


def _pronoun(reading: Reading, token: Token, sentences: dict[int, int]) -> Phrase:
    start = reading.body.start + token.idx
    kind = PRONOUNS[token.lower_]
    is_plural = kind in ("they", "we")
    return Phrase(
        start, start + len(token), token.text, "pronoun", kind, token, token.i, sentences[token.i],
        is_plural
    )  # fmt: skip
