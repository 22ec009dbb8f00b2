"""Spans of text: half-open offsets in code points."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class TextSpan(NamedTuple):
    """A stretch of a text, from ``start`` up to but without ``end``.

    Examples
    --------
    >>> word = TextSpan(4, 8)
    >>> word.of("She said no."), word.overlaps((0, 5)), word.contains((4, 6))
    ('said', True, True)
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Return True if two spans share a character."""
        return self.start < other[1] and other[0] < self.end

    def overlaps_any(self, others: Iterable[tuple[int, int]]) -> bool:
        """Return True if the span shares a character with one of others."""
        return any(map(self.overlaps, others))

    def contains(self, other: tuple[int, int]) -> bool:
        """Return True if another span lies within this one."""
        return self.start <= other[0] and other[1] <= self.end

    def trimmed(self, text: str, characters: str | None = None) -> "TextSpan":
        """Return the span without white space, or some characters, at its edges."""
        words = self.of(text)
        end = self.end - len(words) + len(words.rstrip(characters))
        return TextSpan(min(end, self.start + len(words) - len(words.lstrip(characters))), end)


def merge(spans: Iterable[TextSpan]) -> list[TextSpan]:
    """Return what some spans cover as disjoint spans, in the order of the text.

    Examples
    --------
    >>> merge([TextSpan(5, 9), TextSpan(0, 3), TextSpan(2, 4)])
    [TextSpan(start=0, end=4), TextSpan(start=5, end=9)]
    """
    merged: list[TextSpan] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = TextSpan(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def overlapping(spans: Sequence[TextSpan], other: TextSpan) -> Sequence[TextSpan]:
    """Return which of some disjoint spans, in the order of the text, share a character with one.

    Examples
    --------
    >>> overlapping([TextSpan(0, 4), TextSpan(5, 9), TextSpan(9, 12)], TextSpan(4, 9))
    [TextSpan(start=5, end=9)]
    """
    first = bisect_right(spans, other.start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, other.end, key=lambda span: span.start)]
