"""Degrees: what they measure, by the other words of their sentence."""

import re
from functools import cache

from ..language.lexicon import read_lexicon

NEAR = 160
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
    if _words("temperature").search(f"{before} {behind}"):
        return "temperature"
    return (
        "award"
        if text[start:end] == "degrees" and _words("award").search(f"{before} {behind}")
        else "angle"
    )


@cache
def _words(use: str) -> re.Pattern[str]:
    words = (re.escape(row["word"]) for row in read_lexicon("degree_words") if row["use"] == use)
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)
