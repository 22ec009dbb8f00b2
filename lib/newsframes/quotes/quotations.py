"""Quotations: what stands in marks, given to the cue it belongs to or left on its own."""

from collections.abc import Iterator

from ..language.spans import TextSpan
from ..tables.schema import QUOTATION
from .attribution import Attribution, spans_of
from .linking import is_apart

# How many words make a quotation: fewer may be a name or a word of the report's own.
FEWEST_WORDS = 4
# Marks that close a quotation.
CLOSED = "\"”»’' "


def bounds_of(one: Attribution) -> tuple[int, int]:
    """Return where cue and source begin and end; 0 and 0 if there are none."""
    spans = one.introduction
    return (spans[0].start, max(span.end for span in spans)) if spans else (0, 0)


def _begins(text: str, passage: TextSpan) -> bool:
    """Return True if a quotation begins a paragraph or follows a sentence or a quotation."""
    before = text[max(0, passage.start - 40) : passage.start].rstrip(" \t\xa0")
    return not before or before[-1] in '\r\n.!?”"'


def with_beginnings(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """Extend a content with the beginning of a sentence that its cue interrupts.

    "“…,” she said. But for safety, she said, all may leave."
    """
    moved = list(attributions)
    for n in range(len(moved) - 1):
        one, other = moved[n : n + 2]
        last = one.contents[-1]
        if len(one.contents) < 2 or one.cue is None or last.start < one.cue.end:
            continue
        is_plain = not any(mark in last.of(text) for mark in '"“”')
        is_next = is_plain and text[last.end : bounds_of(other)[0]] == ", "
        if is_next and is_apart(text, one.cue.end, last.start):
            moved[n] = one.with_contents(one.contents[:-1])
            moved[n + 1] = other.with_contents((last, *other.contents))
    return moved


def find_follow_on(
    text: str, attributions: list[Attribution], passages: list[TextSpan]
) -> Iterator[Attribution]:
    """Yield whole quotations that begin a paragraph or follow a quote, and that nobody has."""
    spans = spans_of(attributions)
    for passage in passages:
        words = passage.of(text)
        is_whole = _begins(text, passage) and words.rstrip(CLOSED)[-1:] in ".!?"
        if is_whole and len(words.split()) >= FEWEST_WORDS and not passage.overlaps_any(spans):
            yield Attribution((passage,), found_by=QUOTATION)
