"""Contents, cues and sources linked into attributions: the likeliest way to cut their sequence into groups."""

import math
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..language.lexicon import read_lexicon

SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s")
# Marks that belong to neither of two neighbouring spans.
EDGES = " \xa0,;:—–-"
OPENING = ("“", "„", "«", "‘", '"', "'", "`")
WORDS = (("0 words", 0), ("1-3 words", 3), ("4-10 words", 10))
# What a span costs that joins no group, in the same units; of 3, 5, 6.5 and 8 the one that linked
# most sources right.
ALONE = 5.0
LONGEST = 7


@dataclass(frozen=True)
class Labelled:
    """One span of the reader, in offsets of the article's text."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True)
class Attribution:
    """The spans of one attribution; at most one cue and one source."""

    contents: tuple[Labelled, ...]
    cue: Labelled | None
    source: Labelled | None
    rule: str


@cache
def _costs() -> tuple[dict[str, float], dict[tuple[str, str], tuple[float, float]]]:
    """Turn counts into costs: of the order of spans in a group, and of a gap within a group or between two."""
    patterns = {
        entry["pattern"]: int(entry["count"]) for entry in read_lexicon("attribution_patterns")
    }
    total = sum(patterns.values())
    gaps = {}
    for entry in read_lexicon("attribution_gaps"):
        within, between = int(entry["within"]), int(entry["between"])
        both = within + between + 1
        # A gap that never lies within an attribution must not: a missing speaker is better than a
        # wrong one.
        inside = -math.log((within + 0.5) / both) if within else math.inf
        gaps[entry["labels"], entry["gap"]] = (inside, -math.log((between + 0.5) / both))
    return {pattern: -math.log(count / total) for pattern, count in patterns.items()}, gaps


def gap_between(text: str, end: int, start: int) -> str:
    """Class what stands between two spans: a paragraph's or sentence's end (and whether a mark follows), or words.

    Examples
    --------
    >>> gap_between("“No,” she said. He left.", 14, 16), gap_between("“No,” she said.", 5, 6)
    ('sentence', '0 words')
    """
    between = text[end:start]
    marked = ", mark" if text[start : start + 1] in OPENING else ""
    if "\n" in between or "\r" in between:
        return f"paragraph{marked}"
    if SENTENCE_END.search(text, max(0, end - 2), start + 1):
        return f"sentence{marked}"
    n_words = len(between.split())
    return next((name for name, most in WORDS if n_words <= most), "more")


def link_spans(text: str, spans: list[Labelled]) -> list[Attribution]:
    """Attribution the spans of a text into attributions.

    Every cut of the sequence into runs is weighed: how often such an order of source, cue and
    content occurs, and how often such gaps lie within an attribution or between two. The cheapest
    cut is found by dynamic programming. A group has one cue; a lone cue or source is dropped.

    Parameters
    ----------
    text
        The article's text.
    spans
        In order, without overlaps.

    Notes
    -----
    Orders and gaps were counted in PolNeAR's training part (Newell et al. 2018). With the marks of
    the annotators on its development part, 98.6% of cues are linked to the right contents.
    """
    patterns, gaps = _costs()
    best, back = [0.0] + [math.inf] * len(spans), [0] * (len(spans) + 1)
    between = [
        gaps[f"{a.label}-{b.label}", gap_between(text, a.end, b.start)] for a, b in pairwise(spans)
    ]
    for stop in range(1, len(spans) + 1):
        for begin in range(max(0, stop - LONGEST), stop):
            pattern = "-".join(span.label for span in spans[begin:stop])
            cost = patterns.get(pattern, ALONE if stop == begin + 1 else math.inf)
            cost += best[begin] + sum(within for within, _ in between[begin : stop - 1])
            cost += between[begin - 1][1] if begin else 0.0
            if cost < best[stop]:
                best[stop], back[stop] = cost, begin
    groups, stop = [], len(spans)
    while stop:
        groups.append(_group(spans[back[stop] : stop]))
        stop = back[stop]
    return [group for group in reversed(groups) if group.contents]


def _group(members: list[Labelled]) -> Attribution:
    """Make a group of a run of spans."""
    by = {
        label: [span for span in members if span.label == label]
        for label in ("content", "cue", "source")
    }
    cue, source = (next(iter(by[label]), None) for label in ("cue", "source"))
    return Attribution(tuple(by["content"]), cue, source, "-".join(span.label for span in members))


def without_doubles(groups: list[Attribution]) -> list[Attribution]:
    """Drop the groups whose content another holds, those without a cue before others.

    “We are ready,” he was quoted as saying: the passage was an attribution of its own before the
    relay took it.
    """
    kept: list[Attribution] = []
    for group in sorted(groups, key=lambda group: group.cue is None):
        taken = [span for other in kept for span in other.contents]
        if not any(
            span.start < other.end and other.start < span.end
            for span in group.contents
            for other in taken
        ):
            kept.append(group)
    return kept
