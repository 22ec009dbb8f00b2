"""Multiples: "twice as many", "three times the size", "a fivefold rise", read as ratios."""

import re
from dataclasses import replace
from functools import cache
from math import inf

from .bounds import find_bound
from .joins import put_in_place
from .magnitudes import number_words
from .measures import GAPS
from .quantity import Number
from .words import alternatives

# A number in a word or in digits, none longer than "seventeen": a word of any length must not cost
# its square.
NUMBER = r"[a-z]{3,9}?|\d{1,6}(?:\.\d{1,3})?"
FOLD = re.compile(
    rf"(?<![\w.,-])(?:(?P<least>{NUMBER})(?:fold)?-?\s?(?:to|-|–)\s?)?(?P<amount>{NUMBER})[\s-]?fold\b",
    re.IGNORECASE,
)
# "The purpose is twofold": it has two parts.
PARTED = re.compile(r"\b(?:is|are|was|were|be|being)\s\Z")
LARGE = {"hundred": 100.0, "thousand": 1000.0, "million": 1e6}
# "To double the rent" is a verb; here it says how much.
DOUBLE = re.compile(
    r"\b(?:(?:is|are|was|were|be|at|nearly|almost|about|roughly|around|than|over|earns?|earned|pays?|paid|cost|costs)\s)"
    r"(?P<amount>double)\s(?=(?:the|that of|what|its|their|his|her)\b)",
    re.IGNORECASE,
)


def read_multiples(text: str, numbers: list[Number]) -> list[Number]:
    """Read multiples in the place of the numbers in them.

    "was fined three times" counts occasions and is none.

    Parameters
    ----------
    text
        The text.
    numbers
        The numbers found in it, in order.
    """
    found = [number for match in FOLD.finditer(text) if (number := _fold(match)) is not None]
    found += [
        _ratio(text, match.start("amount"), match.end("amount"), 2.0)
        for match in DOUBLE.finditer(text)
    ]
    found += [_ratio(text, *match.span(), 2.0) for match in _twice().finditer(text)]
    for number in numbers:
        times = _times().match(text, number.end) if number.unit == "count" else None
        if times is not None:
            found.append(replace(number, end=times.end(), unit="ratio", unit_kind="ratio"))
    return put_in_place(numbers, found)


@cache
def _times() -> re.Pattern[str]:
    return re.compile(
        rf"{GAPS}times(?={GAPS}(?:{alternatives('multiple', 'times')})\b)", re.IGNORECASE
    )


@cache
def _twice() -> re.Pattern[str]:
    return re.compile(rf"\btwice(?={GAPS}(?:{alternatives('multiple')})\b)", re.IGNORECASE)


def _fold(match: re.Match[str]) -> Number | None:
    """Read "tenfold", "12-fold", "three- to five-fold".

    None for "manifold", and for what has two parts.
    """
    least, most = _value(match["least"]), _value(match["amount"])
    if most is None or (
        most <= 3 and PARTED.search(match.string, max(0, match.start() - 8), match.start())
    ):
        return None
    number = _ratio(match.string, match.start("least" if least else "amount"), match.end(), most)
    return (
        replace(number, low=least, high=most, bound="range", found_by="range")
        if least and least < most
        else number
    )


def _value(word: str | None) -> float | None:
    if word is None:
        return None
    words, folded = number_words(), word.lower()
    return (
        float(folded)
        if folded[0].isdigit()
        else {**words["one"], **words["ten"], **LARGE}.get(folded)
    )


def _ratio(text: str, start: int, end: int, value: float) -> Number:
    """Make a ratio of the words between two places, with what stands before them to bound it."""
    begin, end, bound = find_bound(text, start, end, 0)
    low, high = (-inf if bound[0] == "<" else value), (inf if bound[0] == ">" else value)
    return Number(begin, end, low, high, bound, "ratio", "ratio", True, "multiple", start)
