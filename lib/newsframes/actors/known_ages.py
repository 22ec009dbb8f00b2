"""Ages: how old a text says someone is, and later calls them by ("the 37-year-old said")."""

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from .actor import Mention
from .mention import Phrase

ARTICLES = {"the", "a", "an", "this", "that"}
# The words of "37-year-old" before its last.
LENGTH = 4
DESCRIBED = {"NOUN", "PROPN", "ADJ", "NUM"}
APPOSING = {",", "("}


def find_aged(token: Token) -> Span | None:
    """Return "the 37-year-old" where it stands for a person, by its last word.

    None where a noun follows.
    """
    doc, first = token.doc, token.i - LENGTH - 1
    if first < 0 or _age_before(doc, token.i + 1) is None or doc[first].lower_ not in ARTICLES:
        return None
    is_described = token.i + 1 < len(doc) and (
        doc[token.i + 1].pos_ in DESCRIBED or doc[token.i + 1].text == "-"
    )
    return None if is_described else doc[first : token.i + 1]


def age_of(phrase: Phrase) -> int | None:
    """Return the age that a phrase gives within it, before it or after it.

    "Lee, 37,", "the 37-year-old nurse".
    """
    doc, first, stop = phrase.head.doc, phrase.first, phrase.last + 1
    within = (_age_before(doc, at) for at in range(first + LENGTH, stop + 1))
    found = next((age for age in within if age is not None), None) or _age_before(doc, first)
    if found is not None:
        return found
    after = doc[stop : stop + 4]
    words = [token for token in after if token.lower_ not in ("aged", "age")]
    is_apposed = (
        len(words) > 2
        and words[0].text in APPOSING
        and words[1].text.isdigit()
        and words[2].text in ",).;"
    )
    return _as_age(words[1]) if is_apposed else None


def ages_of(mentions: Iterable[Mention]) -> set[int]:
    """Return the ages that an actor's mentions give."""
    return {age for mention in mentions if (age := age_of(mention.phrase)) is not None}


def _age_before(doc: Doc, stop: int) -> int | None:
    """Return the age of a "37-year-old" that ends before a word."""
    if not stop or doc[stop - 1].lower_ != "old":
        return None
    words = doc[max(0, stop - LENGTH - 1) : stop]
    is_age = [word.lower_ for word in words[1:]] == ["-", "year", "-", "old"]
    return _as_age(words[0]) if is_age else None


def _as_age(token: Token) -> int | None:
    return (
        int(token.text)
        if token.text.isdecimal() and token.text.isascii() and len(token.text) < 4
        else None
    )
