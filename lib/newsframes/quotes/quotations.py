"""Quotations: what stands in marks, taken whole, and given to who speaks beside it where the reader marks nobody."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from ..language.reporting_cues import is_known
from ..reader import Reading
from .attributions import Attribution, Labelled, gap_between
from .quotation_marks import Passage

# How many words make a quotation: fewer may be a name or a word of the report's own.
FEWEST_WORDS = 4
# How many words behind a quotation may be who speaks, and the verb.
REACH = 14
# How sure these are; nothing but marks and the tree speaks for them.
MARKED, ATTRIBUTED = 0.5, 0.6
FINITE = {"VBD", "VBZ", "VBP"}
NAMED = {"PROPN", "NOUN", "PRON"}
# Marks that open and close a quotation, and how far who speaks may stand from it.
OPENED, CLOSED, GAP = "\"“„«‘'` ", "\"”»’' ", 3
STOPS = {".", "!", "?", ";", ":"}


def without_cuts(
    text: str, groups: list[Attribution], passages: list[Passage]
) -> list[Attribution]:
    """Widen contents that stop or begin within a quotation to the whole of it, if nothing else is marked there."""
    spans = [span for group in groups for span in spans_of(group)]
    return [
        replace(
            group, contents=tuple(_whole(text, span, spans, passages) for span in group.contents)
        )
        for group in groups
    ]


def _whole(text: str, span: Labelled, spans: list[Labelled], passages: list[Passage]) -> Labelled:
    """Return a content with the rest of the quotation that it begins or ends."""
    for passage in (
        other for other in passages if other.start < span.end and span.start < other.end
    ):
        begins = not text[passage.start : span.start].strip(OPENED)
        ends = not text[span.end : passage.end].strip(CLOSED)
        inside = [
            other for other in spans if other.start < passage.end and passage.start < other.end
        ]
        if (begins or ends) and inside == [span]:
            return replace(
                span, start=min(span.start, passage.start), end=max(span.end, passage.end)
            )
    return span


def with_quotation_before(
    text: str, groups: list[Attribution], passages: list[Passage]
) -> list[Attribution]:
    """Give a source and a cue the quotation right before them that nobody else has.

    Of "“… on Instagram,” he added. “It is new.”" what follows is then a quotation of its own.
    """
    bare = [group for group in groups if group.cue is None and group.source is None]
    spans = [span for group in groups if group not in bare for span in spans_of(group)]
    said = [_behind_cue(text, group, spans, passages) for group in groups if group not in bare]
    joined = [_joined(text, group, spans, passages) for group in said]
    taken = [span for group in joined for span in group.contents]
    free = (
        g
        for g in bare
        if not any(a.start < b.end and b.start < a.end for a in g.contents for b in taken)
    )
    return [*joined, *free]


def _behind_cue(
    text: str, group: Attribution, spans: list[Labelled], passages: list[Passage]
) -> Attribution:
    """Give a cue the quotation right behind it, and not what tells of that: "it reads, “More”, the line of Lee"."""
    content = group.contents[0]
    if group.cue is None or content.start < group.cue.end or len(group.contents) > 1:
        return group
    near = (p for p in passages if group.cue.end < p.start and p.end < content.start)
    passage = next(
        (p for p in near if text[group.cue.end : p.start].strip(" \xa0") in ("", ",", ":")), None
    )
    if passage is None or text[passage.end : content.start].strip(" \xa0") != ",":
        return group
    is_free = not any(span.start < passage.end and passage.start < span.end for span in spans)
    return (
        replace(group, contents=(replace(content, start=passage.start, end=passage.end),))
        if is_free
        else group
    )


def _joined(
    text: str, group: Attribution, spans: list[Labelled], passages: list[Passage]
) -> Attribution:
    """Return a group with the quotation before its source and cue."""
    said = [span for span in (group.cue, group.source) if span is not None]
    begin, end = (
        min((span.start for span in said), default=0),
        max((span.end for span in said), default=0),
    )
    if group.cue is None or group.contents[0].start < end:
        return group
    near = (passage for passage in passages if 0 <= begin - passage.end <= GAP)
    passage = next(
        (passage for passage in near if text[passage.end : begin].strip(" \xa0") in ("", ",")), None
    )
    if passage is None or not _may_go_on(text, passage, spans):
        return group
    content = Labelled(passage.start, passage.end, "content", ATTRIBUTED)
    is_apart = gap_between(text, end, group.contents[0].start).startswith(("sentence", "paragraph"))
    return replace(group, contents=(content, *(() if is_apart else group.contents)))


def _may_go_on(text: str, passage: Passage, spans: list[Labelled]) -> bool:
    """Say whether a quotation is free, begins its sentence, is of some length, and ends as before who says it."""
    is_free = not any(span.start < passage.end and passage.start < span.end for span in spans)
    words = text[passage.start : passage.end].rstrip(CLOSED)
    is_long = len(words.split()) >= FEWEST_WORDS and _begins(
        text, passage
    )  # not "in “Romeo and Juliet,” he wrote"
    return (
        is_free and is_long and (words[-1] in ",?!" or text[passage.end : passage.end + 1] == ",")
    )


def _begins(text: str, passage: Passage) -> bool:
    """Say whether a quotation begins a paragraph or follows a sentence or a quotation."""
    before = text[max(0, passage.start - 40) : passage.start].rstrip(" \t\xa0")
    return not before or before[-1] in '\r\n.!?”"'


def without_strays(text: str, groups: list[Attribution]) -> list[Attribution]:
    """Free quotations that end a sentence before the one in which another content is said, or that only go on.

    "“… when you are faster.” ¶ According to the UN, the rate is the lowest": the UN does not say
    the first. "“It is a new state,” he wrote. “It is war.” Earlier his movement claimed an attack":
    nor does the movement say the second.
    """
    kept: list[Attribution] = []
    for group in _with_beginnings(text, groups):
        said = [span for span in (group.cue, group.source) if span is not None]
        begin = min((span.start for span in said), default=0)
        apart = [
            span for span in group.contents if span.end <= begin and _ends_before(text, span, begin)
        ]
        ends = max((span.end for span in said), default=len(text))
        later = (
            group.contents if all(_is_later(text, ends, span) for span in group.contents) else ()
        )
        others = (span for span in group.contents if span not in apart and span not in later)
        rest = tuple(span for span in others if not _is_stray(text, span, group, begin))
        is_on = bool(kept and apart) and not any(
            map(str.isalnum, text[max(span.end for span in spans_of(kept[-1])) : apart[0].start])
        )
        if rest or is_on:
            kept += [Attribution((span,), None, None, "marks") for span in apart]
        if rest or not (is_on or later):
            kept.append(replace(group, contents=rest or group.contents))
        kept += [Attribution((span,), None, None, "marks") for span in later]
    return kept


def _with_beginnings(text: str, groups: list[Attribution]) -> list[Attribution]:
    """Give what begins a sentence to the cue in its midst: "“…,” she said.

    But for safety, she said, all may leave".
    """
    moved = list(groups)
    for n in range(len(moved) - 1):
        group, other = moved[n : n + 2]
        last = group.contents[-1]
        said = [span for span in (other.cue, other.source) if span is not None]
        if len(group.contents) < 2 or group.cue is None or not said or last.start < group.cue.end:
            continue
        is_plain = not any(mark in text[last.start : last.end] for mark in '"“”')
        is_apart = gap_between(text, group.cue.end, last.start).startswith("sentence")
        if is_plain and is_apart and text[last.end : min(span.start for span in said)] == ", ":
            moved[n] = replace(group, contents=group.contents[:-1])
            moved[n + 1] = replace(other, contents=(last, *other.contents))
    return moved


def _ends_before(text: str, span: Labelled, start: int) -> bool:
    """Say whether a content is a quotation that closes with its sentence, and words of the next stand before a place.

    Not "“Who is so stupid?” wrote Cattelan".
    """
    words, between = text[span.start : span.end], text[span.end : start]
    is_closed = words[:1] in OPENED and words[-1:] in CLOSED and words.rstrip(CLOSED)[-1:] in ".!?"
    is_apart = gap_between(text, span.end, start).startswith(("sentence", "paragraph"))
    return is_closed and is_apart and ("\n" in between or any(map(str.isalnum, between)))


def _is_later(text: str, end: int, span: Labelled) -> bool:
    """Say whether a quotation begins a paragraph behind a whole sentence: "Bolton disagreed with Lee.¶“I think …”"."""
    between = text[end : span.start]
    is_marked = text[span.start : span.start + 1] in OPENED.strip()
    return "\n" in between and is_marked and between.rstrip().rstrip(CLOSED)[-1:] in (".", "!", "?")


def _is_stray(text: str, span: Labelled, group: Attribution, begin: int) -> bool:
    """Say whether a content without marks ends a sentence before the one that another content shares with its cue."""
    is_before = span.end <= begin and gap_between(text, span.end, begin).startswith(
        ("sentence", "paragraph")
    )
    is_plain = not any(mark in text[span.start : span.end] for mark in '"“”')
    others = (other for other in group.contents if other.start >= begin)
    return is_before and is_plain and any(others) and text[begin : begin + 9].lower() == "according"


def find_attributed(
    reading: Reading, groups: list[Attribution], passages: list[Passage]
) -> Iterator[Attribution]:
    """Yield quotations that the reader left unmarked, with who is said to speak right behind them.

    "“… on Instagram,” he added"; "“… even hawker centres,” observes Khir".
    """
    spans = [span for group in groups for span in spans_of(group)]
    for passage in passages:
        found = (
            _speaker_behind(reading, passage.end)
            if _may_go_on(reading.text, passage, spans)
            else None
        )
        if found is None:
            continue
        source, cue = (reading.offsets(part) for part in found)
        if not any(
            start < span.end and span.start < end for span in spans for start, end in (source, cue)
        ):
            content = Labelled(passage.start, passage.end, "content", ATTRIBUTED)
            cue, source = Labelled(*cue, "cue", ATTRIBUTED), Labelled(*source, "source", ATTRIBUTED)
            yield Attribution((content,), cue, source, "marks and verb")


def _speaker_behind(reading: Reading, end: int) -> tuple[Span, Span] | None:
    """Return who speaks and the verb, right behind a quotation: "he later added", "said Ann Lee"."""
    doc = reading.doc
    first = next((token.i for token in reading.span(end, end + 3) if token.is_alpha), None)
    if first is None or "\n" in reading.text[end : reading.offsets(doc[first : first + 1])[0]]:
        return None
    after = doc[first : first + REACH]
    verb = next((token for token in after if _says(token)), None)
    if verb is None or any(token.text in STOPS or token.is_space for token in doc[first : verb.i]):
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.left_edge.i < first or subject.right_edge.i >= first + REACH:
        return None
    is_between = subject.left_edge.i == first and subject.right_edge.i < verb.i
    is_behind = verb.i == first and subject.left_edge.i == verb.i + 1
    if subject.pos_ not in NAMED or not (is_between or is_behind):
        return None
    begin = subject.right_edge.i + 1 if is_between else verb.i
    begin = next(token.i for token in doc[begin : verb.i + 1] if token.is_alpha)
    return doc[subject.left_edge.i : subject.right_edge.i + 1], doc[begin : verb.i + 1]


def _says(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.tag_ in FINITE and is_known(verb.lemma_.lower())


def find_follow_on(
    reading: Reading, groups: list[Attribution], passages: list[Passage]
) -> Iterator[Attribution]:
    """Yield quotations of some length that begin a paragraph or follow a quote, and that nobody is said to speak."""
    text = reading.text
    spans = [span for group in groups for span in spans_of(group)]
    for passage in passages:
        is_free = not any(span.start < passage.end and passage.start < span.end for span in spans)
        words = text[passage.start : passage.end]
        is_whole = _begins(text, passage) and words.rstrip(CLOSED)[-1:] in ".!?"
        if is_free and is_whole and len(words.split()) >= FEWEST_WORDS:
            yield Attribution(
                (Labelled(passage.start, passage.end, "content", MARKED),), None, None, "marks"
            )


def spans_of(group: Attribution) -> list[Labelled]:
    """List the spans of an attribution."""
    return [span for span in (*group.contents, group.cue, group.source) if span is not None]
