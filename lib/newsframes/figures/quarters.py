"""Quarters: parts of a year ("for two quarters running"), or fractions ("three quarters of us")."""

import re
from collections.abc import Iterator

from .quantity import Number

# "A quarter point", of a rate near it.
PARTS, NEAR = {"half": 0.5, "quarter": 0.25, "three-quarter": 0.75}, 80
POINTS = re.compile(
    r"\b(?:an?\s)?(?P<part>half|quarter|three-quarter)[\s-](?P<percentage>percentage[\s-])?point\b",
    re.IGNORECASE,
)
RATE = re.compile(r"\b(?:rates?|per\s?cent|yields?|inflation)\b|%")
# What stands before or behind quarters that follow each other.
ORDERED = re.compile(
    r"\b(?:first|last|past|next|final|latest|most recent|previous|preceding|prior"
    r"|following|coming|these|those|straight|consecutive|successive)\s\Z",
    re.IGNORECASE,
)
LASTING = re.compile(
    r"\b(?:for|in|after|during|within|every|last(?:ed|s)?|over the|of the)\s\Z", re.IGNORECASE
)
RUNNING = re.compile(
    r"\s(?:running|in\sa\srow|straight|ago|later|earlier|on\send|before|since)\b", re.IGNORECASE
)
# What has quarters, and what goes on for some: "three quarters of 2019", "of negative growth".
OF_TIME = re.compile(
    r"\sof\s(?:(?:19|20)\d\d|(?:the\s|this\s|last\s|its\s)?(?:calendar\s|fiscal\s|financial\s)?(?:year|season|game|match)\b"
    r"|(?:\w+\s)?(?:contraction|decline|expansion|falls?|gains?|growth|loss(?:es)?|profits?|recession)\b)",
    re.IGNORECASE,
)
OF = re.compile(r"\sof\s", re.IGNORECASE)


def are_of_year(text: str, start: int, end: int, value: float) -> bool:
    """Return True if "two quarters" are a time.

    Nobody writes two or four of them for a half or the whole.

    Parameters
    ----------
    text, start, end
        The text, and where the amount stands in it, without its approximator.
    value
        How many quarters there are.
    """
    if value != 3:
        return value > 1
    if "-" in text[start:end]:
        return False
    before = text[max(0, start - 16) : start]
    if RUNNING.match(text, end) or (
        OF_TIME.match(text, end) and (ORDERED.search(before) or LASTING.search(before))
    ):
        return True
    return not OF.match(text, end) and bool(ORDERED.search(before) or LASTING.search(before))


def find_points(text: str) -> Iterator[Number]:
    """Find the points that a fraction alone counts: "cut its rate by a quarter point".

    Not found: what may be points of an index or of a game ("half a point").

    Examples
    --------
    >>> [(number.low, number.unit) for number in find_points("a quarter-point cut in the rate")]
    [(0.25, 'percentage point')]
    """
    for match in POINTS.finditer(text):
        near = text[max(0, match.start() - NEAR) : match.end() + NEAR]
        if match["percentage"] is None and RATE.search(near) is None:
            continue
        value = PARTS[match["part"].lower()]
        yield Number(
            match.start(), match.end(), value, value, "=", "percentage point", "percent", True,
            "words", match.start("part"),
        )  # fmt: skip
