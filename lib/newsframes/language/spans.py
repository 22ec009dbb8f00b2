"""Spans of text: half-open offsets in code points."""

from collections.abc import Iterable
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
        """Return the span without white space, or some characters, at its edges; empty if all are."""
        words = self.of(text)
        end = self.end - len(words) + len(words.rstrip(characters))
        return TextSpan(min(end, self.start + len(words) - len(words.lstrip(characters))), end)
