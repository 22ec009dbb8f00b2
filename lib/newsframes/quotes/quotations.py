"""Quotations: what stands in marks, given to the cue it belongs to or left on its own."""

from collections.abc import Iterator
from dataclasses import replace

from ..language.spans import TextSpan
from .attribution import Attribution, spans_of
from .linking import is_apart

# How many words make a quotation: fewer may be a name or a word of the report's own.
FEWEST_WORDS = 4
# How sure what only marks tell is, and what marks and the words beside them tell.
MARKED, ATTRIBUTED = 0.5, 0.6
# Marks that open and close a quotation, and how far who speaks may stand from it.
OPENED, CLOSED, GAP = "\"“„«‘'` ", "\"”»’' ", 3


def with_quotations_beside(
    text: str, attributions: list[Attribution], passages: list[TextSpan]
) -> list[Attribution]:
    """Give source and cue the quotation right before them that nobody else has.

    Of "“… on Instagram,” he added. “It is new.”" what follows is then a quotation of its own.
    """
    bare = [one for one in attributions if not one.introduction]
    spans = spans_of(one for one in attributions if one.introduction)
    said = (one for one in attributions if one.introduction)
    joined = [_with_before(text, one, spans, passages) for one in said]
    taken = [span for one in joined for span in one.contents]
    return [
        *joined,
        *(one for one in bare if not any(span.overlaps_any(taken) for span in one.contents)),
    ]


def _with_before(
    text: str, one: Attribution, spans: list[TextSpan], passages: list[TextSpan]
) -> Attribution:
    """Give a source and a cue the quotation right before them."""
    begin, end = bounds_of(one)
    if one.cue is None or one.start < end:
        return one
    for passage in passages:
        is_near = 0 <= begin - passage.end <= GAP
        if is_near and text[passage.end : begin].strip(" \xa0") in ("", ","):
            if not is_attributable(text, passage, spans):
                return one
            rest = () if is_apart(text, end, one.start) else one.contents
            confidence = min(one.confidence, ATTRIBUTED)
            return replace(one, contents=(passage, *rest), confidence=confidence)
    return one


def bounds_of(one: Attribution) -> tuple[int, int]:
    """Return where cue and source begin and end; 0 and 0 if there are none."""
    spans = one.introduction
    return (spans[0].start, max(span.end for span in spans)) if spans else (0, 0)


def is_attributable(text: str, passage: TextSpan, spans: list[TextSpan]) -> bool:
    """Return True if a free quotation begins its sentence and ends as before who says it.

    Not "in “Romeo and Juliet,” he wrote".
    """
    words = passage.of(text).rstrip(CLOSED)
    is_long = len(words.split()) >= FEWEST_WORDS and _begins(text, passage)
    is_open = words[-1:] in (",", "?", "!") or text[passage.end : passage.end + 1] == ","
    return is_long and is_open and not passage.overlaps_any(spans)


def _begins(text: str, passage: TextSpan) -> bool:
    """Return True if a quotation begins a paragraph or follows a sentence or a quotation."""
    before = text[max(0, passage.start - 40) : passage.start].rstrip(" \t\xa0")
    return not before or before[-1] in '\r\n.!?”"'


def with_beginnings(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """Give a cue in the midst of a sentence the words that begin it.

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
            yield Attribution((passage,), found_by="marks", confidence=MARKED)
