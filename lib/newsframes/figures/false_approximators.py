"""Placing: an "over" or "about" before a number that is a preposition, and bounds nothing."""

from dataclasses import replace
from functools import cache

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon
from .context import FigureContext
from .quantity import Number

PREPOSITIONS = {"over", "about"}
# Less or more than one thing is no amount: "under one roof", "over one another".
AROUND = {"over", "under", "above", "below"}
# What ends an amount before it.
UNITS_BEFORE = {"m", "bn", "k", "%", "percent", "dollars", "euros", "pounds"}
# Behind these a duration says when, and "over" can only be its bound.
SINCE = {"ago", "later", "earlier", "before"}


def without_place(number: Number, context: FigureContext) -> Number:
    """Remove the bound of a number behind a preposition.

    "Paid over five years", "charged over two murders".

    Parameters
    ----------
    number
        The number as the text alone shows it, the preposition taken for its bound.
    span
        Its tokens.
    """
    span = context.span
    word = span[0]
    is_one = number.unit == "count" and number.is_word and 1 in (number.low, number.high)
    if is_one and number.bound in (">", "<") and word.lower_ in AROUND and len(span) > 1:
        return _behind(number, span)
    if (
        word.lower_ not in PREPOSITIONS
        or len(span) < 2
        or not _places(word, number.unit_kind == "duration")
    ):
        return number
    if number.unit_kind == "money" and word.i and word.nbor(-1).lemma_.lower() == "win":
        return number  # "won over $1 million", but "won over 300 voters"
    return _behind(number, span)


def _behind(number: Number, span: Span) -> Number:
    """Return what stands behind the preposition, by itself."""
    value = number.low if number.bound[0] == ">" else number.high
    start = number.start + span[1].idx - span[0].idx
    return replace(number, start=start, low=value, high=value, bound="=")


def _places(word: Token, is_duration: bool) -> bool:
    """Return True if a word before a number is a preposition, by its place in text or tree."""
    before = word.doc[word.i - 1] if word.i > word.sent.start else word.head
    above = word.head if word.dep_ == "prep" else before
    forms = _words().get((above.lemma_.lower(), word.lower_), frozenset())
    is_passive = above.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in above.children)
    if is_duration and any(child.lower_ in SINCE for child in word.doc[word.i + 1 : word.i + 5]):
        return False  # "sent over a month ago"
    if (
        is_duration
        and before != word.head
        and (before.text[0].isdigit() or before.like_num or before.lower_ in UNITS_BEFORE)
    ):
        return True  # "£3bn over 10 years"
    if (
        is_duration
        and word.lower_ == "over"
        and before.tag_ == "RB"
        and before.lower_.endswith("ly")
    ):
        return True  # "rose gradually over six years"
    if above == before and ("any" in forms or ("passive" in forms and is_passive)):
        return True
    return word.lower_ == "over" and is_duration and word.dep_ == "prep" and "lasting" not in forms


@cache
def _words() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for entry in read_lexicon("placing_words"):
        found.setdefault((entry["word"], entry["preposition"]), set()).add(entry["form"])
    return {key: frozenset(forms) for key, forms in found.items()}
