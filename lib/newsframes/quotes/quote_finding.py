"""Finding: the attributions of an article, step by step from the reader's spans to the rows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from ..language.reporting_cues import read_cue
from ..language.sentences import sentence_at, split_sentences
from ..language.spans import TextSpan
from ..reader import Reading
from ..tables.issue import Issue
from ..tables.schema import ATTITUDE, FOLLOW_ON, SHARED, SUBJECT, TURN
from .attribution import Attribution
from .content import is_attitude, only_points
from .coordination import split_coordinated
from .dialogue import find_turns, with_turns, without_lists
from .empty_attributions import is_empty, is_only_supposed
from .fragments import without_fragments
from .fronted_contents import with_rest
from .intermediaries import settle_intermediary
from .labelled_spans import labelled_spans
from .linking import link_spans, without_doubles
from .missing_sources import find_source, shared_source
from .quotation_marks import find_passages, marked_parts, quote_kind
from .quotations import find_follow_on, with_beginnings
from .source_filters import may_be_source, without_addressee
from .syntactic_attributions import find_unmarked
from .whole_passages import with_whole_passages

# A line that is blank as the finders read it.
BLANK_LINE = re.compile(r"(?<=[\r\n])[^\S\r\n]+(?=[\r\n])")


def find_quotes(reading: Reading) -> tuple[list[Attribution], list[Issue]]:
    """Find the quotes of an article.

    Not found: what is attributed across paragraphs, unless it is a quotation that goes on; and,
    outside quotation marks, what is attributed across sentences, unless a colon announces it.

    Parameters
    ----------
    reading
        The article as read.

    Returns
    -------
    list of Attribution
        In order of appearance; no two share a character of content.
    list of Issue
        Quotation marks that are never closed in their paragraph.
    """
    text = reading.text
    passages, issues = find_passages(reading)
    sentences, turns = _sentences(reading), find_turns(reading)

    # Link what the reader marked.
    spans = split_coordinated(reading, labelled_spans(reading))
    found = link_spans(text, spans)
    found = without_lists(reading, found, turns, passages)
    found = [one for one in found if not is_only_supposed(reading, one)]

    # Repair who says what.
    found = [settle_intermediary(reading, one, passages) for one in found]
    found = [without_addressee(reading, one, passages) for one in found]
    found = without_doubles(found)

    # Repair what is said.
    found = [part for one in found for part in _within_sentence(text, one, passages, sentences)]
    found = with_beginnings(text, found)
    found = with_rest(reading, found, passages, sentences)
    found = list(without_fragments(reading, found, passages))
    found = with_whole_passages(text, found, passages)

    # Add what the reader left unmarked; attributions of nothing must not keep it out.
    found = [
        one
        for n, one in enumerate(found)
        if one.cue is None or _read(reading, one, found[:n], passages)
    ]
    found += find_unmarked(reading, found, passages)
    found += find_follow_on(text, found, passages)
    found = [part for one in found for part in _split_at_residue(reading, one)]
    found = with_turns(found, turns, sentences)

    # Read kind, act, stance and source off the words.
    found = sorted(found, key=lambda one: one.start)
    return _read_all(reading, found, passages), issues


def _sentences(reading: Reading) -> list[TextSpan]:
    """List the body's sentences; a single line break may only part a quote from who says it."""
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", reading.text)
    sentences = split_sentences(joined, reading.body.start, reading.body.end)
    return [TextSpan(*sentence) for sentence in sentences]


def _within_sentence(
    text: str, one: Attribution, passages: list[TextSpan], sentences: list[TextSpan]
) -> Iterator[Attribution]:
    """Yield an attribution with contents outside marks cut to the cue's sentence, if any is left.

    Of PolNeAR's development part, what lies outside is right 3 times in 12, and each time a colon
    announces it or the cue stands alone in its sentence.
    """
    start, end = sentence_at(sentences, one.cue.start) if one.cue is not None else (0, len(text))
    is_marked = quote_kind(text, one.contents, passages) != "indirect"
    if one.cue is None or text[start:end].endswith(":"):
        yield one
        return
    if is_marked:
        yield from _within_paragraph(text, one, passages)
        return
    parts = (TextSpan(max(span.start, start), min(span.end, end)) for span in one.contents)
    if contents := tuple(part for part in parts if part.start < part.end):
        yield one.with_contents(contents)


def _within_paragraph(
    text: str, one: Attribution, passages: list[TextSpan]
) -> Iterator[Attribution]:
    """Yield an attribution without what lies in another paragraph than its cue, outside marks.

    Of 12 such contents of the training articles, 8 went on into what nobody had said, and the
    other 4 were in marks.
    """
    at = one.cue.start if one.cue is not None else one.start
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    own = TextSpan(start, end if end >= 0 else len(text))
    kept = []
    for span in one.contents:
        inside = [place for place in (own, *passages) if place.overlaps(span)]
        pieces = sorted(TextSpan(max(span.start, p.start), min(span.end, p.end)) for p in inside)
        if own.contains(span):
            kept.append(span)
        elif pieces:
            kept.append(TextSpan(pieces[0].start, max(piece.end for piece in pieces)))
    if kept:
        yield one.with_contents(tuple(kept))


def _split_at_residue(reading: Reading, one: Attribution) -> Iterator[Attribution]:
    """Yield an attribution for each stretch of content between lines of residue.

    A row's text runs from the first to the last character of its content, and must not hold a
    link or a caption that nobody said.
    """
    lines = (match.span() for match in BLANK_LINE.finditer(reading.text, one.start, one.end))
    residue = (line for line in lines if reading.surface(*line).strip())
    edges = [one.start, *(at for line in residue for at in line), one.end]
    for begin, stop in list(pairwise(edges))[::2]:
        cut = (TextSpan(max(s.start, begin), min(s.end, stop)) for s in one.contents)
        parts = (part.trimmed(reading.text) for part in cut if part.start < part.end)
        if contents := tuple(part for part in parts if part.start < part.end):
            yield one.with_contents(contents)


def _read_all(
    reading: Reading, found: list[Attribution], passages: list[TextSpan]
) -> list[Attribution]:
    """Read every attribution; those without a cue must go on from the one before."""
    quotes: list[Attribution] = []
    for n, one in enumerate(found):
        read: Attribution | None
        if one.cue is None and one.found_by == TURN:
            read = replace(one, kind=quote_kind(reading.text, one.contents, passages),
                           marked=marked_parts(one.contents, passages))  # fmt: skip
        elif one.cue is None:
            read = _read_following(reading.text, one, quotes, passages)
        else:
            read = _read(reading, one, found[:n], passages)
        if read is not None:
            quotes.append(read)
    return quotes


def _read_following(
    text: str, one: Attribution, quotes: list[Attribution], passages: list[TextSpan]
) -> Attribution | None:
    """Read an attribution without cue: a marked passage behind a quote, whose source goes on."""
    kind = quote_kind(text, one.contents, passages)
    if kind == "indirect" or not quotes:
        return None
    last = quotes[-1]
    is_open = text[: one.end].rstrip("\"'”’").endswith(",")  # its own attribution follows
    follows = len(quotes) - 1 if not is_open and _goes_on(text, last, one.start) else None
    act = last.act if follows is not None and last.act != ATTITUDE else "speech"
    return replace(
        one, cue=None, source=None, found_by=FOLLOW_ON, sure=(*one.sure[:2], None), kind=kind,
        act=act, marked=marked_parts(one.contents, passages), follows=follows,
    )  # fmt: skip


def _read(
    reading: Reading, one: Attribution, before: list[Attribution], passages: list[TextSpan]
) -> Attribution | None:
    """Read kind, act, stance and source of an attribution with a cue; None if it says nothing."""
    one = _with_source(reading, one, before)
    if one.cue is None:
        return None
    kind = quote_kind(reading.text, one.contents, passages)
    if kind == "indirect" and is_empty(reading, one, has_source=one.source is not None):
        return None
    cue = reading.span(*one.cue)
    lemma, act, stance = read_cue(cue)
    if kind == "indirect":
        contents = [reading.span(*part) for part in one.contents]
        source = reading.span(*one.source) if one.source is not None else None
        act = ATTITUDE if is_attitude(cue, contents, source, stance) else act
        if act != ATTITUDE and all(map(only_points, contents)):
            return None
    return replace(
        one, kind=kind, act=act, stance=stance, cue_lemma=lemma,
        marked=marked_parts(one.contents, passages),
    )  # fmt: skip


def _with_source(reading: Reading, one: Attribution, before: Iterable[Attribution]) -> Attribution:
    """Return an attribution with the source beside its cue, a shared one, or one from the tree."""
    if one.source is not None and (one.part or may_be_source(reading, one)):
        return one
    if (other := shared_source(reading, one, list(before))) is not None:
        return replace(
            one, source=other.source, sure=(*one.sure[:2], other.sure[2]), found_by=SHARED
        )
    source = find_source(reading, one)
    found_by = one.found_by if source is None else SUBJECT
    return replace(one, source=source, sure=(*one.sure[:2], None), found_by=found_by)


def _goes_on(text: str, last: Attribution, start: int) -> bool:
    """Return True if only the introduction of the last quote stands between it and an offset."""
    between = text[max(span.end for span in last.spans) : start]
    return not any(map(str.isalnum, between)) and between.count("\n") <= 2
