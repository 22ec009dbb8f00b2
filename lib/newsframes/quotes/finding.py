"""Quotes found: the reader's spans linked, their kind read off the marks, shared and carried speakers settled."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..language.reporting_cues import is_communication, is_known, read_cue
from ..language.sentences import sentence_at, split_sentences
from ..reader import Reading
from ..tables.issue import Issue
from ..tables.schema import (
    ATTITUDE,
    FOLLOW_ON,
    QUOTATION,
    SHARED,
    SUBJECT,
    SYNTAX,
    TAGGER,
    TURN,
)
from .according_phrases import find_according, with_authority
from .attributions import EDGES, Attribution, Labelled, link_spans, without_doubles
from .content import is_attitude
from .content_splits import split_at_residue
from .coordination import join_opinions, split_coordinated
from .dialogue import find_turns, with_turns, without_lists
from .fronted_contents import with_rest
from .intermediaries import only_names_source, settle_relay
from .quotation_marks import Passage, find_passages, marked_parts, quote_kind
from .quotations import (
    find_attributed,
    find_follow_on,
    spans_of,
    with_quotation_before,
    without_cuts,
    without_strays,
)
from .quote import Offsets, Quote
from .source_filters import head_of, may_be_source, only_names, says_nothing, without_addressee
from .subjects import find_object, find_subject, shared_source
from .supposition import is_supposed
from .syntactic_attributions import find_missed

FINITE = {"VBD", "VBZ", "VBP", "MD"}
LABELS = ("content", "cue", "source")
# "Asked us." between two quotations, and "on Twitter:" before one.
TAIL, ANNOUNCED = re.compile(r" [^.!?:;“”\"\n]{1,50}\.\s+"), re.compile(r"[^.!?\n]*:\s*")
GAP = 3
BLANK = re.compile(r"\s*\n\s*\n\s*")
# How a group was found that is not made of tagged spans.
FOUND = {"tree": SYNTAX, "marks": QUOTATION, "marks and verb": QUOTATION, "turn": TURN}


def find_quotes(reading: Reading) -> tuple[list[Quote], list[Issue]]:
    """Find the quotes of an article.

    Not found: what is attributed across paragraphs, unless it is a quotation that goes on; and,
    outside quotation marks, what is attributed across sentences, unless a colon announces it.

    Parameters
    ----------
    reading
        The article as read.

    Returns
    -------
    list of Quote
        In order of appearance; no two share a character of content.
    list of Issue
        Quotation marks that are never closed in their paragraph.
    """
    passages, issues = find_passages(reading)
    spans = sorted(
        (span for label in LABELS for span in _spans(reading, label)),
        key=lambda s: (s.start, s.end),
    )
    spans = [
        span
        for before, span in pairwise([None, *spans])
        if before is None or span.start >= before.end
    ]
    spans = [_within_paragraph(reading.text, span, spans) for span in spans]
    sentences = _sentences(reading)
    spans = list(_without_names(reading, spans))
    spans = [
        part
        for span in spans
        for part in _cut_before_last(reading.text, span, spans, passages, sentences)
    ]
    groups = link_spans(
        reading.text, split_coordinated(reading, join_opinions(reading.text, spans))
    )
    turns = find_turns(reading)
    groups = without_lists(reading, groups, turns, passages)
    groups = [
        group for group in groups if group.cue is None or not _is_only_supposed(reading, group.cue)
    ]
    groups = [settle_relay(reading, group, passages) for group in groups]
    groups = [without_addressee(reading, group, passages) for group in groups]
    groups = with_authority(reading, without_doubles(groups))
    groups = [
        kept for group in groups if (kept := _within_sentence(reading, group, passages, sentences))
    ]
    groups = without_strays(reading.text, without_cuts(reading.text, groups, passages))
    groups = with_rest(
        reading, with_quotation_before(reading.text, groups, passages), passages, sentences
    )
    # What comes to nothing ("also known as") must not keep the tree from what is said around it.
    groups = [
        group
        for n, group in enumerate(groups)
        if group.cue is None or _quote(reading, group, groups[:n], [], passages) is not None
    ]
    groups += find_attributed(reading, groups, passages)
    groups += find_missed(reading, [span for group in groups for span in spans_of(group)], passages)
    groups += find_according(reading, [span for group in groups for span in spans_of(group)])
    groups += find_follow_on(reading, groups, passages)
    groups = [part for group in groups for part in split_at_residue(reading, group)]
    groups = sorted(with_turns(groups, turns, sentences), key=lambda group: group.contents[0].start)
    quotes: list[Quote] = []
    for n, group in enumerate(groups):
        if quote := _quote(reading, group, groups[:n], quotes, passages):
            quotes.append(quote)
    return quotes, issues


def _spans(reading: Reading, label: str) -> list[Labelled]:
    """Take one label's spans from the ``Doc``, in the article's offsets.

    Cue and source without outer marks.
    """
    found = []
    for span in reading.doc.spans[label]:
        start, end = reading.offsets(span)
        text = reading.words(start, end)
        if label != "content" and (bare := text.strip(EDGES)):
            start += text.index(bare)
            end = start + len(bare)
        found.append(Labelled(start, end, label, span._.confidence))
    return found


def _within_paragraph(text: str, span: Labelled, spans: list[Labelled]) -> Labelled:
    """Cut a source or a cue that runs over a blank line to its paragraph that is nearest to another span."""
    if span.label == "content" or BLANK.search(text, span.start, span.end) is None:
        return span
    edges = [
        span.start,
        *(edge for match in BLANK.finditer(text, span.start, span.end) for edge in match.span()),
    ]
    parts = list(zip(edges[::2], [*edges[1::2], span.end], strict=True))
    others = [other for other in spans if other is not span]

    def distance(part: Offsets) -> int:
        return min((max(part[0] - other.end, other.start - part[1]) for other in others), default=0)

    start, end = min(parts, key=distance)
    return replace(span, start=start, end=end)


def _without_names(reading: Reading, spans: list[Labelled]) -> Iterator[Labelled]:
    """Leave out cues that only tell what something is called, and what is right beside them, but for a clause."""
    naming = [
        span
        for span in spans
        if span.label == "cue" and only_names(reading.span(span.start, span.end))
    ]
    for span in spans:
        is_beside = any(
            abs(span.start - cue.end) <= GAP or abs(cue.start - span.end) <= GAP for cue in naming
        )
        head = head_of(reading.span(span.start, span.end))
        is_clause = head is not None and head.tag_ in FINITE
        if span not in naming and (span.label == "cue" or is_clause or not is_beside):
            yield span


def _cut_before_last(
    text: str,
    span: Labelled,
    spans: list[Labelled],
    passages: list[Passage],
    sentences: list[Offsets],
) -> Iterator[Labelled]:
    """Part a content that runs over a sentence's end from its last sentence, if a cue of its own follows in that.

    "… is good care.” ¶ Rates were 25%, according to the WHO": the first sentence is another's. A
    quotation of several sentences is taken for one.
    """
    start, stop = sentence_at(sentences, span.end - 1)
    has_cue = any(other.label == "cue" and span.end <= other.start < stop for other in spans)
    around = next(
        (p for p in passages if p.start < start and len(text[:start].rstrip()) < p.end), None
    )
    start = start if around is None else around.start
    end = len(text[:start].rstrip())
    goes_on = text[end - 1] in ":," if around is None else text[end - 1] not in ".!?"
    if span.label != "content" or start <= span.start or not has_cue or goes_on:
        yield span
    else:
        yield replace(span, end=end)
        yield replace(span, start=start)


def _sentences(reading: Reading) -> list[Offsets]:
    """List the body's sentences; a single line break may only part a quote from who says it."""
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", reading.text)
    return split_sentences(joined, reading.body.start, reading.body.end)


def _within_sentence(
    reading: Reading, group: Attribution, passages: list[Passage], sentences: list[Offsets]
) -> Attribution | None:
    """Cut contents without marks to the sentence of their cue; None if nothing is left.

    Of PolNeAR's development part, what lies outside is right 3 times in 12, and each time a colon
    announces it or the cue stands alone in its sentence.
    """
    parts = tuple((span.start, span.end) for span in group.contents)
    text = reading.text
    if group.cue is None or quote_kind(text, parts, passages) != "indirect":
        return group
    start, end = sentence_at(sentences, group.cue.start)
    if text[start:end].endswith(":"):
        return group
    contents = tuple(
        replace(span, start=max(span.start, start), end=min(span.end, end))
        for span in group.contents
        if span.start < end and start < span.end
    )
    return replace(group, contents=contents) if contents else None


def _quote(
    reading: Reading,
    group: Attribution,
    before: list[Attribution],
    quotes: list[Quote],
    passages: list[Passage],
) -> Quote | None:
    """Make a quote of a group.

    Without a cue it must be a marked passage that goes on from the quote before it.
    """
    text = reading.text
    parts = tuple((span.start, span.end) for span in group.contents)
    kind, marked = quote_kind(text, parts, passages), marked_parts(parts, passages)
    if group.cue is None:
        if kind == "indirect" or not quotes:
            return None
        is_open = text[: parts[-1][1]].rstrip("\"'”’").endswith(",")  # its own attribution follows
        follows = (
            len(quotes) - 1 if not is_open and _goes_on(text, quotes[-1], parts[0][0]) else None
        )
        act = quotes[-1].act if follows is not None and quotes[-1].act != ATTITUDE else "speech"
        return Quote(
            kind,
            act,
            "neutral",
            parts,
            marked,
            None,
            None,
            None,
            follows,
            FOLLOW_ON,
            _sure(group, None),
        )
    lemma, act, stance = read_cue(reading.span(group.cue.start, group.cue.end))
    source = group.source if may_be_source(reading, group) else None
    found_by = FOUND.get(group.rule, TAGGER)
    if source is None and (shared := shared_source(reading, group.cue, before)):
        source, found_by = shared, SHARED
    speaker = (source.start, source.end) if source else None
    if speaker is None and (speaker := find_subject(reading, group) or find_object(reading, group)):
        found_by = SUBJECT
    if kind == "indirect" and (
        says_nothing(reading, group, speaker is not None) or only_names_source(reading, group)
    ):
        return None
    if (
        kind == "indirect"
        and speaker is None
        and parts[0][0] < group.cue.start
        and not is_known(lemma)
    ):
        head = head_of(reading.span(group.cue.start, group.cue.end))
        if head is not None and head.tag_ == "VBN":
            return None  # "Clinton was impeached": nobody says so, by no word of saying
    cue: Offsets = (group.cue.start, group.cue.end)
    if kind == "indirect" and _states_nothing(reading, cue, parts, speaker, stance):
        act = ATTITUDE
    sure = _sure(group, source)
    return Quote(kind, act, stance, parts, marked, cue, lemma, speaker, None, found_by, sure)


def _sure(
    group: Attribution, source: Labelled | None
) -> tuple[float | None, float | None, float | None]:
    """Return how sure the tagger is of content, cue and source; None for what it did not tag."""
    if group.rule in FOUND:
        return None, None, None
    content = min((span.confidence for span in group.contents), default=None)
    cue = None if group.cue is None else group.cue.confidence
    return content, cue, None if source is None else source.confidence


def _is_only_supposed(reading: Reading, cue: Labelled) -> bool:
    """Return True if a word of communication tells of no statement: "had the mayor said so"."""
    words = reading.span(cue.start, cue.end)
    return is_supposed(words) and is_communication(words)


def _states_nothing(
    reading: Reading, cue: Offsets, parts: tuple[Offsets, ...], speaker: Offsets | None, stance: str
) -> bool:
    """Return True if an attribution without quotation marks has no propositional content."""
    source = reading.span(*speaker) if speaker is not None else None
    return is_attitude(reading.span(*cue), [reading.span(*part) for part in parts], source, stance)


def _goes_on(text: str, last: Quote, start: int) -> bool:
    """Say whether nothing but the attribution of the last quote stands between it and what begins at ``start``."""
    ends = [end for span in (last.cue, last.speaker, *last.parts) if span for end in (span[1],)]
    between = text[max(ends) : start]
    is_announced = ANNOUNCED.fullmatch(between) is not None
    is_behind = TAIL.fullmatch(between) or not any(map(str.isalnum, between))
    return is_announced or (is_behind and between.count("\n") <= 2)
