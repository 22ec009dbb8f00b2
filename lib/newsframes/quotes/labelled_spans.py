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
    return [one for one in apart if not _is_naming(reading, one, apart)]


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


def _is_naming(reading: Reading, one: LabelledSpan, spans: list[LabelledSpan]) -> bool:
    """Return True for a cue that only tells a name, and for what is beside one, but for a clause.

    "A rate known as the blue dollar", "a book titled …".
    """
    head = head_of(reading.span(*one.span))
    if one.label == "cue":
        names = ("known", "titled", "entitled", "referred")
        is_participle = head is not None and head.tag_ == "VBN" and head.dep_ == "acl"
        return head is not None and head.lower_ in names and is_participle
    if head is not None and head.tag_ in FINITE:
        return False
    cues = (other for other in spans if other.label == "cue")
    beside = (c for c in cues if abs(one.start - c.end) <= GAP or abs(c.start - one.end) <= GAP)
    return any(_is_naming(reading, cue, []) for cue in beside)
