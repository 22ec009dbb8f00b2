"""Labelled spans: what the reader marked as content, cue and source, cleaned for linking."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..language.sentences import sentence_at
from ..language.spans import TextSpan
from ..language.syntax import FINITE, head_of
from ..reader import Reading
from .attribution import LabelledSpan, text_span

LABELS = ("content", "cue", "source")
# Marks that belong to neither of two neighbouring spans.
EDGES = " \xa0,;:—–-"
# How far what a name belongs to may stand from the word that tells it.
GAP = 3


def labelled_spans(
    reading: Reading, passages: list[TextSpan], sentences: list[TextSpan]
) -> list[LabelledSpan]:
    """List the spans that the reader marked, in order and without overlaps.

    Parameters
    ----------
    reading
        The article as read.
    passages
        What stands in quotation marks.
    sentences
        Offsets of the sentences.
    """
    marked = sorted(
        (one for label in LABELS for one in _marked(reading, label)), key=lambda one: one.span
    )
    apart = [
        one for last, one in pairwise([None, *marked]) if last is None or one.start >= last.end
    ]
    apart = [one for one in apart if not _is_naming(reading, one, apart)]
    return [
        part for one in apart for part in _parted(reading.text, one, apart, passages, sentences)
    ]


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
        is_name = head is not None and head.lower_ in names
        return is_name and head.tag_ == "VBN" and head.dep_ == "acl"
    if head is not None and head.tag_ in FINITE:
        return False
    cues = (other for other in spans if other.label == "cue")
    beside = (c for c in cues if abs(one.start - c.end) <= GAP or abs(c.start - one.end) <= GAP)
    return any(_is_naming(reading, cue, []) for cue in beside)


def _parted(
    text: str,
    one: LabelledSpan,
    spans: list[LabelledSpan],
    passages: list[TextSpan],
    sentences: list[TextSpan],
) -> Iterator[LabelledSpan]:
    """Part a content from its last sentence, if that has a cue of its own behind the content.

    "… is good care.” ¶ Rates were 25%, according to the WHO": the first sentence is another's. A
    quotation of several sentences is taken for one.
    """
    start, stop = sentence_at(sentences, one.end - 1)
    has_cue = any(other.label == "cue" and one.end <= other.start < stop for other in spans)
    before = text[:start].rstrip()
    around = next((p for p in passages if p.start < start and len(before) < p.end), None)
    start = start if around is None else around.start
    end = len(text[:start].rstrip())
    goes_on = text[end - 1] in ":," if around is None else text[end - 1] not in ".!?"
    if one.label != "content" or start <= one.start or not has_cue or goes_on:
        yield one
    else:
        yield replace(one, span=TextSpan(one.start, end))
        yield replace(one, span=TextSpan(start, one.end))
