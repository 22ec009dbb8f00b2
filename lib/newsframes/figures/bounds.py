"""Bounds: approximators on either side of an amount."""

import re
from functools import cache

from ..language.lexicon import read_lexicon
from .measures import GAPS, any_of, patterns

LONGEST_APPROXIMATOR = 28
# No part of a counted noun: "5 to the left or more", "12 were hurt at least".
NO_NOUN = re.compile(
    r"\b(?:to|of|in|on|at|by|for|from|with|and|or|but|as|is|was|were|are|had|has|have|be|been|said|than|that|who|which"
    r"|not|more|less|fewer|the|an?|this|ago|later|earlier|after|before|into|over|under|died|killed|hurt)\b"
)
# "12 people, or so he said".
OR_SO = re.compile(r"\s(?:he|she|it|they|we|i|you|the|an?|[A-Z]\w+)\b")
# These bound a noun only at the end of its phrase: "12 people at least", but not "12 times at least
# partly".
LOOSE = ("at ", "and ", "give ", "approximately", "or under", "or over", "or above", "or below")
CLOSED = re.compile(
    r"\s?(?:[.,;:)!?”\"–—]|$|\n)|\s(?:and|but|or|are|were|was|is|have|had|has|must|may|can|will|would|should|could|do"
    r"|need|died|to|in|on|by|who|that|qualify|pay|get|face|require|vote|hold|live)\b"
)
# Before "the" these place or compare: "chose it over the two bills", "short of the 226 needed".
PLACING = re.compile(
    r"(?:over|under|above|below|around|about|exceeding|topping|within|.* (?:of|than))[\s\xa0]+the",
    re.I,
)
# "Went up to 15" is where it went; "can go up to 15" is a bound.
RISING = re.compile(
    r"\b(?<!can )(?<!could )(?<!may )(?<!might )"
    r"(?:go|goes|going|went|gone|moved|moves|moving|climbed|inched|edged)[\s\xa0]$",
    re.IGNORECASE,
)
# "Lower than a year ago", "12% more than a year ago": the figure is when.
COMPARED = re.compile(r"(?!.*\b(?:more|less)\b).*\bthan$", re.IGNORECASE)
SHARE = re.compile(
    r"(?:%|\b(?:percent|per[\s\xa0]cent|points?|times|million|billion)|\d)[\s\xa0]$", re.IGNORECASE
)
AGO = re.compile(r"[\s\xa0]+(?:ago|earlier|before)\b", re.IGNORECASE)


def find_bound(
    text: str, start: int, end: int, before: int, *, rate_end: int = 0
) -> tuple[int, int, str]:
    """Read the approximator on either side, also behind a rate ("$75,000 a year or less").

    Parameters
    ----------
    text
        The text.
    start, end
        Where the amount begins and ends.
    before
        Where the figure before it ends.
    rate_end
        Where its rate ends, if it has one.

    Returns
    -------
    tuple
        Where the figure begins and ends with its approximator, and the bound ("=" without one).

    Examples
    --------
    >>> find_bound("just over 2,000 troops", 10, 15, 0)
    (0, 15, '>')
    """
    bound = "="
    if match := re.compile(r"[\s\xa0]?\+(?!\s?\d)|[\s\xa0-]plus\b").match(text, end):
        end, bound = match.end(), ">="
    elif match := re.compile(r"-odd\b").match(text, end):
        end, bound = match.end(), "~"
    elif match := patterns()["after"].match(text, end) or patterns()["after"].match(
        text, max(end, rate_end)
    ):
        end, bound = match.end("words"), bound_of(match["words"], "after")
    opened = re.search(r"(?i)\b(?:between|from)[\s\xa0]+$", text[max(before, start - 10) : start])
    start = (
        start - len(opened.group())
        if opened and opened.group().lower().startswith("between")
        else start
    )
    for _ in range(2):
        match = patterns()["before"].search(
            text[max(before, start - LONGEST_APPROXIMATOR - 5) : start]
        )
        if (
            match is None
            or PLACING.fullmatch(match.group().rstrip())
            or _is_no_bound(match, text, start, end)
        ):
            break
        start -= len(match.group())
        own = bound_of(match["words"], "before")
        bound = own if bound in "=~" else bound
    return start, end, bound


def bound_behind(text: str, end: int) -> str | None:
    """Return the bound that follows the noun of a count: "50 employees or more".

    None where none does.
    """
    match = _behind().match(text, end)
    if match is None or NO_NOUN.search(match["noun"]):
        return None
    if match["words"].lower() == "or so" and OR_SO.match(text, match.end()):
        return None
    is_apart = (
        "," in text[match.start() : match.start("words")]
    )  # "needs 30 drivers, or more trains will be cut"
    is_loose = is_apart or match["words"].lower().startswith(LOOSE)
    return (
        None
        if is_loose and not CLOSED.match(text, match.end())
        else bound_of(match["words"], "after")
    )


@cache
def _behind() -> re.Pattern[str]:
    words = any_of(
        [entry["words"] for entry in read_lexicon("approximators") if entry["side"] == "after"]
    )
    words_of_number = "than|an?|one|two|three|half|ten|twenty|thirty|hundreds|thousands"
    number = rf"{GAPS}+(?:(?:{words_of_number})\b|[$£€]?\d)"
    noun = rf"(?P<noun>(?:{GAPS}[a-z][a-z’'-]*){{1,3}}?)"
    return re.compile(rf"{noun},?{GAPS}(?P<words>{words})\b(?!{number})", re.IGNORECASE)


def _is_no_bound(match: re.Match[str], text: str, start: int, end: int) -> bool:
    """Return True if words before a figure do not bound it.

    "Went up to 15", "lower than a year ago".
    """
    first = start - len(match.group())
    before = text[max(0, first - 12) : first]
    return bool(
        (match["words"].lower() == "up to" and RISING.search(before))
        or is_moment(match["words"], before, text, end)
    )


def is_moment(words: str, before: str, text: str, end: int) -> bool:
    """Return True if a figure after "than" is when something was compared.

    "12% lower than a year ago".
    """
    is_compared = COMPARED.fullmatch(words) or (
        words.lower().endswith("than") and SHARE.search(before)
    )
    return bool(is_compared and AGO.match(text, end))


def bound_of(words: str, side: str) -> str:
    """Return the bound that an approximator sets "before" or "after" an amount."""
    folded = " ".join(words.lower().split())
    entries = read_lexicon("approximators")
    return next(
        entry["bound"] for entry in entries if entry["words"] == folded and entry["side"] == side
    )
