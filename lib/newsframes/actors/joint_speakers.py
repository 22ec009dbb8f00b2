"""Joint speakers: whom a source names beside its speaker ("Lee and Hill said")."""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from ..language.noun_classes import kind_of
from ..reader import Reading
from .mention import Phrase
from .phrase_index import PhraseIndex
from .source_heads import find_phrase, head_of_source


def find_joint(
    reading: Reading, source: tuple[int, int], speaking: Phrase, phrases: Iterable[Phrase]
) -> list[Phrase]:
    """Return the phrases of a source that a coordination puts beside the one that speaks.

    Not found: who is only accompanied ("Lee, joined by Hill, said") and who speaks in a clause of
    their own. A second description of one person is nobody else ("the lawyer and former judge").

    Parameters
    ----------
    reading
        The article as read.
    source
        Offsets of the source.
    speaking
        The phrase of the source that names the speaker.
    phrases
        Those to choose from.
    """
    words = reading.span(*source)
    near = PhraseIndex.of(phrases).between(*reading.offsets(words))
    inside = [p for p in near if words.start <= p.first and p.last < words.end]
    found: list[Phrase] = []
    for token in _joined(words, speaking):
        phrase = _named(token, inside) or find_phrase(token, inside)
        if (
            phrase is not None
            and phrase is not speaking
            and phrase not in found
            and phrase.kind not in ("thing", "place")
            and not (speaking.first <= phrase.head.i <= speaking.last)
            and not _describes(phrase, speaking)
        ):
            found.append(phrase)
    return sorted(found, key=lambda phrase: phrase.start)


def _joined(words: Span, speaking: Phrase) -> list[Token]:
    """List the words of a source that are joined to its speaker, in the order of the text."""
    heads = [speaking.head]
    head = head_of_source(words)
    if speaking.head.head.i == head.i and speaking.head.dep_ in ("appos", "conj"):
        heads.append(head)
    within = {word.i for word in words}
    joined = {other for one in heads for other in (one, *one.conjuncts) if other.i in within}
    joined |= {name for name in _behind_and(speaking.head) if name.i in within}
    found = (token for token in joined - {speaking.head} if not _is_listed(token, speaking))
    return sorted(found, key=lambda token: token.i)


def _behind_and(name: Token) -> list[Token]:
    """List the names that a parser sets beside a name though "and" and a title part them.

    "Governor Greg Abbott and Attorney General Ken Paxton".
    """
    joints = [child.i for child in name.rights if child.dep_ == "cc"]
    beside = [child for child in name.rights if child.dep_ == "appos" and child.ent_type_]
    return [
        child
        for child in beside
        if child.ent_type_ == name.ent_type_ and any(at < child.left_edge.i for at in joints)
    ]


def _is_listed(token: Token, speaking: Phrase) -> bool:
    """Return True for a body in a list of bodies that only tells whose a description is.

    "Researchers at Acme, Paris, and Bolt", "officials from Acme and Bolt".
    """
    if speaking.form != "nominal" or token.ent_type_ not in ("ORG", "LOC"):
        return False
    between = token.doc[speaking.head.i + 1 : token.left_edge.i]
    preps = [child for child in speaking.head.rights if child.dep_ == "prep"]
    return any(
        word.ent_type_ == token.ent_type_ and any(prep.is_ancestor(word) for prep in preps)
        for word in between
    )


def _named(token: Token, inside: list[Phrase]) -> Phrase | None:
    """Return the person whom a description is set beside: of "his wife, Ann Lee", the name."""
    beside = [child for child in token.rights if child.dep_ == "appos"]
    found = (find_phrase(child, inside) for child in beside)
    return next((p for p in found if p is not None and p.form == "name"), None)


def _describes(phrase: Phrase, speaking: Phrase) -> bool:
    """Return True if a phrase only tells what the speaker is: "Lee, a lawyer and judge"."""
    if phrase.form != "nominal" or phrase.is_plural or speaking.form == "pronoun":
        return False
    is_beside = phrase.head.head is speaking.head and phrase.head.dep_ == "appos"
    is_title = phrase.head.i < speaking.first and speaking.form == "name"
    is_person = kind_of(phrase.head, is_plural=False) == "person"
    return is_person and (is_beside or (is_title and phrase.is_bare) or _is_of_apposition(phrase))


def _is_of_apposition(phrase: Phrase) -> bool:
    """Return True for what is joined to an apposition: the judge of "Lee, a lawyer and judge"."""
    head = phrase.head
    while head.dep_ == "conj":
        head = head.head
    return head.dep_ == "appos" and head is not phrase.head
