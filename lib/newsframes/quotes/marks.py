"""Quotation marks: which passages stand in them, and which mark has lost its partner."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from ..issue import Issue
from ..reader import Reading

DOUBLE = re.compile(r"[“”„«»]|\"|''|``")
INCHES = re.compile(r"[\d′]\"")
OPENING, CLOSING = {"“", "„", "«", "``"}, {"”", "»", "''"}
LINE_END = re.compile(r"[\r\n]")
# British usage; a ’ before a letter, or after an s with no stop, is an apostrophe.
SINGLE = re.compile(r"(?<!\w)‘[^“”\r\n]{2,600}?(?<![s\s])’(?!\w)|(?<!\w)‘[^“”\r\n]{2,600}?[,.!?]’(?!\w)")
THAT = re.compile(r"that[\s\xa0]+[“„«\"‘]", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """What stands in marks, the marks included."""

    start: int
    end: int


def find_passages(reading: Reading) -> tuple[list[Passage], list[Issue]]:
    """Pair the marks of a body, paragraph by paragraph.

    A quote of several paragraphs opens each with a mark and closes the last alone; each paragraph is then a passage.
    Not found: single straight marks, which cannot be told from apostrophes.

    Returns
    -------
    list of Passage
        In order, without overlaps.
    list of Issue
        Marks without a partner.
    """
    passages, unclosed = pair_marks(reading.article.text, reading.body.start, reading.body.end)
    return passages, [_unclosed(reading, at) for at in unclosed]


def pair_marks(text: str, body_start: int, body_end: int) -> tuple[list[Passage], list[int]]:
    """Pair the marks of a stretch of text; return the passages in order and where marks without a partner stand."""
    lines = [body_start, *(match.end() for match in LINE_END.finditer(text, body_start, body_end)), body_end]
    passages, unclosed = [], []
    for start, end in pairwise(lines):
        found, opened = _pair(text, start, end)
        passages += found
        if opened is not None and _goes_on(text, end, body_end):
            passages.append(Passage(opened, start + len(text[start:end].rstrip())))
        elif opened is not None:
            unclosed.append(opened)
    doubles = [passage.start for passage in passages]
    for match in SINGLE.finditer(text, body_start, body_end):
        n = bisect_right(doubles, match.start()) - 1
        if n < 0 or passages[n].end <= match.start():
            passages.append(Passage(*match.span()))
    return sorted(passages, key=lambda passage: passage.start), unclosed


def _pair(text: str, start: int, end: int) -> tuple[list[Passage], int | None]:
    """Pair the double marks of one line; return what is still open at its end."""
    found, opened = [], None
    for match in DOUBLE.finditer(text, start, end):
        mark = match.group()
        if opened is None and INCHES.fullmatch(text, match.start() - 1, match.end()):
            continue
        if opened is None:
            opened = match.start() if mark not in CLOSING or mark == "''" else None
        elif mark not in OPENING:
            found.append(Passage(opened, match.end()))
            opened = None
    return found, opened


def _goes_on(text: str, end: int, limit: int) -> bool:
    """Say whether the next paragraph opens with a mark, as one does in a quote of several paragraphs."""
    rest = text[end : min(limit, end + 200)].lstrip()
    return rest[:1] in OPENING or rest[:1] == '"' or rest[:2] in ("''", "``")


def _unclosed(reading: Reading, at: int) -> Issue:
    message = f"The quotation mark at {at} is not closed in its paragraph; what follows it is not taken as marked."
    return Issue("unclosed_mark", message, reading.article.article_id, at, at + 1)


def quote_kind(text: str, parts: tuple[tuple[int, int], ...], passages: list[Passage]) -> str:
    """Say whether all, some or none of a content's words stand in marks; a "that" before them does not count."""
    words = [part[0] + match.start() for part in parts for match in re.finditer(r"\w+", text[slice(*part)])]
    words = words[1:] if THAT.match(text, parts[0][0]) else words
    starts = [passage.start for passage in passages]
    marked = 0
    for at in words:
        n = bisect_right(starts, at) - 1
        marked += n >= 0 and at < passages[n].end
    if not marked:
        return "indirect"
    return "direct" if marked == len(words) else "mixed"
