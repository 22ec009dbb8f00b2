"""Contents split at lines of residue: a quotation of several paragraphs with a link or a caption between them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..reader import Reading
from .attributions import Attribution
from .quote import Offsets

# A line that is blank as the finders read it.
BLANK_LINE = re.compile(r"(?<=[\r\n])[^\S\r\n]+(?=[\r\n])")


def split_at_residue(reading: Reading, group: Attribution) -> Iterator[Attribution]:
    """Yield a group for each stretch of its contents between lines of residue.

    Each keeps cue and source.

    A row's text runs from the first to the last character of its content, and must not hold what
    nobody said.
    """
    start, end = group.contents[0].start, group.contents[-1].end
    edges = [start, *(at for line in _residue(reading, start, end) for at in line), end]
    for begin, stop in list(pairwise(edges))[::2]:
        contents = tuple(
            replace(span, start=low, end=high)
            for span in group.contents
            for low, high in [_trim(reading.text, max(span.start, begin), min(span.end, stop))]
            if low < high
        )
        if contents:
            yield replace(group, contents=contents)


def _residue(reading: Reading, start: int, end: int) -> Iterator[Offsets]:
    """Yield the lines between two offsets that hold words in the article's text and none in what finders read."""
    for match in BLANK_LINE.finditer(reading.text, start, end):
        if reading.surface(*match.span()).strip():
            yield match.span()


def _trim(text: str, start: int, end: int) -> Offsets:
    """Return two offsets without the white space at the edges."""
    piece = text[start:end] if start < end else ""
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
