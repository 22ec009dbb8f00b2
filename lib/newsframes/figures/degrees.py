"""Degrees: what they measure, by the other words of their sentence."""

import re
from functools import cache

from ..language.lexicon import read_lexicon

NEAR = 160
# A full turn and its parts are angles by themselves.
TURNS = re.compile(r"\b(?:90|180|270|360|720)\Z")
BELOW_ZERO = re.compile(r"(?:(?<!\w)[-−]|\bminus\s)\d[\d.]*[\s-]?\Z")
# "It was 45 degrees in Baghdad".
IT_IS = re.compile(
    r"\b[Ii]t(?:['’]s|\s(?:is|was|will\sbe|has\sbeen|felt|hit|reached))(?:\s[a-z]+){0,2}\s\d[\d.]*\s\Z"
)
START, END = re.compile(r".*(?:[.!?…]\s|\n)", re.DOTALL), re.compile(r"[.!?…](?:\s|$)|\n")


def kind_of_degrees(text: str, start: int, end: int) -> str:
    """Return "temperature", "angle" or "award" (of a university) for degrees without a scale.

    Parameters
    ----------
    text
        The text.
    start, end
        Where the unit begins and ends.

    Examples
    --------
    >>> text = "Temperatures hit 118 degrees. The boat sank at 12 degrees north."
    >>> kind_of_degrees(text, 21, 28), kind_of_degrees(text, 50, 57)
    ('temperature', 'angle')
    """
    behind = text[end : end + NEAR]
    behind = behind[: stop.start()] if (stop := END.search(behind)) else behind
    before = START.sub("", text[max(0, start - NEAR) : start])
    if _words("angle").match(behind.lstrip(" ,-")):
        return "angle"
    if BELOW_ZERO.search(before) or (text[start:end] == "degrees" and IT_IS.search(before)):
        return "temperature"
    if _words("temperature").search(f"{before} {behind}"):
        is_turn = _words("angle").search(before[-40:]) or TURNS.search(before.rstrip(" -"))
        return "angle" if is_turn else "temperature"
    return (
        "award"
        if text[start:end] == "degrees" and _words("award").search(f"{before} {behind}")
        else "angle"
    )


@cache
def _words(use: str) -> re.Pattern[str]:
    words = (re.escape(row["word"]) for row in read_lexicon("degree_words") if row["use"] == use)
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)
