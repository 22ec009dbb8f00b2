"""Quotation marks: which passages stand in them, and which mark has lost its partner."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from ..language.spans import TextSpan
from ..tables.issue import Issue

if TYPE_CHECKING:
    from ..reader import Reading

DOUBLE = re.compile(r"[“”„«»]|\"|''|``")
# A straight mark that closes: right after a word or a stop, and before white space, a stop or the
# end of the line.
CLOSES = re.compile(r"(?<=[\w.,!?…’'])(?:\"|'')(?=[\s.,;:!?)—–-]|$)")
INCHES = re.compile(r"[\d′]\"")
OPENING, CLOSING = {"“", "„", "«", "``"}, {"”", "»", "''"}
LINE_END = re.compile(r"[\r\n]")
# British usage; a ’ before a letter, or after an s with no stop, is an apostrophe.
SINGLE = re.compile(
    r"(?<!\w)‘[^“”\r\n]{2,600}?(?<![s\s])’(?!\w)|(?<!\w)‘[^“”\r\n]{2,600}?[,.!?]’(?!\w)"
)
WORD = re.compile(r"\w+")
THAT = re.compile(r"that[\s\xa0]+[“„«\"‘]", re.IGNORECASE)


def find_passages(reading: Reading) -> tuple[list[TextSpan], list[Issue]]:
    """Find the passages in quotation marks of a body, paragraph by paragraph.

    A quote of several paragraphs opens each with a mark and closes the last alone, or is broken
    once between its marks; each paragraph is then a passage. Not found: single straight marks,
    which cannot be told from apostrophes.

    Returns
    -------
    list of TextSpan
        In order, without overlaps, the marks included.
    list of Issue
        Marks without a partner.
    """
    passages, unpaired = pair_marks(reading.text, reading.body.start, reading.body.end)
    return passages, [_unpaired(reading, at) for at in unpaired]


def pair_marks(text: str, body_start: int, body_end: int) -> tuple[list[TextSpan], list[int]]:
    """Pair the marks of a stretch of text.

    Return the passages in order and where marks without a partner stand.
    """
    edges = [
        body_start,
        *(match.end() for match in LINE_END.finditer(text, body_start, body_end)),
        body_end,
    ]
    lines = [
        (start, start + len(text[start:end].rstrip()))
        for start, end in pairwise(edges)
        if text[start:end].strip()
    ]
    passages, unpaired = [], []
    # From a mark that its paragraph does not close to that paragraph's end.
    waiting: TextSpan | None = None
    for start, end in lines:
        found, opened, closed = _pair(text, start, end)
        if waiting and closed and not (found and found[0].start < closed[0]):
            passages += [waiting, TextSpan(start, closed.pop(0))]
        elif waiting and _opens(text, start):
            passages.append(waiting)
        elif waiting:
            unpaired.append(waiting.start)
        passages += found
        unpaired += [end - 1 for end in closed]
        waiting = TextSpan(opened, end) if opened is not None else None
    unpaired += [waiting.start] if waiting else []
    doubles = sorted(passage.start for passage in passages)
    for match in SINGLE.finditer(text, body_start, body_end):
        n = bisect_right(doubles, match.start()) - 1
        if n < 0 or passages[n].end <= match.start():
            passages.append(TextSpan(*match.span()))
    return sorted(passages, key=lambda passage: passage.start), unpaired


def _pair(text: str, start: int, end: int) -> tuple[list[TextSpan], int | None, list[int]]:
    """Pair the double marks of one line.

    Returns
    -------
    list of TextSpan
        Those whose two marks stand in the line.
    int or None
        Where the mark stands that is still open at the line's end.
    list of int
        Where marks end that close what the line did not open.
    """
    found, opened, closed = [], None, []
    for match in DOUBLE.finditer(text, start, end):
        mark = match.group()
        if opened is None and INCHES.fullmatch(text, match.start() - 1, match.end()):
            continue
        if opened is None and (mark in CLOSING - {"''"} or CLOSES.match(text, match.start())):
            closed.append(match.end())
        elif opened is None:
            opened = match.start()
        elif mark not in OPENING:
            found.append(TextSpan(opened, match.end()))
            opened = None
    return found, opened, closed


def _opens(text: str, start: int) -> bool:
    """Return True if a paragraph opens with a mark, as those of longer quotes do."""
    return text[start] in OPENING or text[start] == '"' or text[start : start + 2] in ("''", "``")


def _unpaired(reading: Reading, at: int) -> Issue:
    message = (
        f"The quotation mark at {at} has no partner in its paragraph;"
        " what stands beside it is not taken as marked."
    )
    return Issue("unclosed_mark", message, reading.article.article_id, at, at + 1)


def marked_parts(contents: Iterable[TextSpan], passages: list[TextSpan]) -> tuple[TextSpan, ...]:
    """Return what of a content stands in quotation marks."""
    return tuple(
        TextSpan(max(part.start, passage.start), min(part.end, passage.end))
        for part in contents
        for passage in passages
        if passage.overlaps(part)
    )


def quote_kind(text: str, contents: tuple[TextSpan, ...], passages: list[TextSpan]) -> str:
    """Return whether all, some or none of a content's words stand in quotation marks.

    A "that" before them does not count.
    """
    words = [match.start() for part in contents for match in WORD.finditer(text, *part)]
    words = words[1:] if THAT.match(text, contents[0].start) else words
    starts = [passage.start for passage in passages]
    marked = 0
    for at in words:
        n = bisect_right(starts, at) - 1
        marked += n >= 0 and at < passages[n].end
    if not marked:
        return "indirect"
    return "direct" if marked == len(words) else "mixed"
