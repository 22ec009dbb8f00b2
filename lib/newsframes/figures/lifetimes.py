"""Decades of life: "in his 90s", "in her late 80s", "in their twenties", read as ranges of age."""

import re

from .quantity import Number

TENS = {
    "teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
# The years of a decade that its part stands for.
PARTS = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}
OLDEST_TEEN = 19
DECADE = (
    r"(?:(?P<part>early|mid|late)(?:[\s-]|\sto\slate\s))?"
    rf"(?P<tens>[2-9]0\s?[’']?s|{'|'.join(TENS)})\b"
)
OWN = re.compile(
    rf"\b(?:in|into|past|reached|entered)\s(?:his|her|their|my|our|your)\s{DECADE}", re.IGNORECASE
)
ANOTHER = re.compile(rf"(?:,|\s(?:and|or|to)|,\s(?:and|or))\s{DECADE}", re.IGNORECASE)


def find_decades(text: str) -> list[Number]:
    """Find the decades of life that a text gives as ages, with those that are joined to them.

    Not found: decades of a century ("in the late 80s").

    Examples
    --------
    >>> found = find_decades("A man in his late 80s and women in their 20s and 30s.")
    >>> [(number.low, number.high) for number in found]
    [(85.0, 89.0), (20.0, 29.0), (30.0, 39.0)]
    """
    found = []
    for first in OWN.finditer(text):
        match: re.Match[str] | None = first
        while match is not None:
            found.append(_age(match))
            match = ANOTHER.match(text, match.end())
    return found


def _age(match: re.Match[str]) -> Number:
    tens = match["tens"].lower()
    first = TENS.get(tens) or int(tens[:2])
    low, high = (first, OLDEST_TEEN) if tens == "teens" else (first, first + 9)
    if match["part"]:
        least, most = PARTS[match["part"].lower()]
        low, high = (
            (max(low, 10 + least), 10 + most) if tens == "teens" else (first + least, first + most)
        )
    start = match.start("part") if match["part"] else match.start("tens")
    is_word = not tens[0].isdigit()
    return Number(
        start, match.end(), float(low), float(high), "range", "year", "age", is_word, "range", start
    )
