"""Labelled spans: what the reader marked as content, cue and source, cleaned for linking."""

from collections.abc import Iterator

from ..language.spans import TextSpan
from ..language.syntax import FINITE, head_of
from ..reader import Reading
from .attribution import LabelledSpan, text_span

LABELS = ("content", "cue", "source")
# Marks that belong to neither of two neighbouring spans.
EDGES = " \xa0,;:—–-"
# How far what a name belongs to may stand from the word that tells it.
GAP = 3


def labelled_spans(reading: Reading) -> list[LabelledSpan]:
    """List the spans that the reader marked, in order and without overlaps."""
    marked = sorted(
        (one for label in LABELS for one in _marked(reading, label)), key=lambda one: one.span
    )
    apart = [
        one
        for last, one in zip((None, *marked), marked, strict=False)
        if last is None or one.start >= last.end
    ]
    naming = [one for one in apart if one.label == "cue" and _names(reading, one)]
    return [one for one in apart if one not in naming and not _is_beside(reading, one, naming)]


def _marked(reading: Reading, label: str) -> Iterator[LabelledSpan]:
    """Yield the spans of one label; cues and sources in a paragraph, without marks at the edges."""
    for tokens in reading.doc.spans[label]:
        span = text_span(reading, tokens)
        if label != "content":
            paragraph = reading.text.rfind("\n\n", *span)
            bare = TextSpan(max(span.start, paragraph), span.end).trimmed(
                reading.text, EDGES + "\n"
            )
            span = bare if bare.start < bare.end else span
        yield LabelledSpan(span, label, tokens._.confidence)


def _names(reading: Reading, cue: LabelledSpan) -> bool:
    """Return True for a cue that only tells a name: "a rate known as the blue dollar"."""
    head = head_of(reading.span(*cue.span))
    if head is None or head.lower_ not in ("known", "titled", "entitled", "referred"):
        return False
    return head.tag_ == "VBN" and head.dep_ == "acl"


def _is_beside(reading: Reading, one: LabelledSpan, naming: list[LabelledSpan]) -> bool:
    """Return True for what is beside a cue that only tells a name, but for a clause or a cue."""
    beside = (c for c in naming if abs(one.start - c.end) <= GAP or abs(c.start - one.end) <= GAP)
    if one.label == "cue" or next(beside, None) is None:
        return False
    head = head_of(reading.span(*one.span))
    return head is None or head.tag_ not in FINITE
