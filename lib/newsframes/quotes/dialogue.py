"""Turns: what someone says in a transcript, from "LEE:" at a paragraph's start to its end.

No lists of that form.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from ..language.lexicon import read_lexicon
from ..language.reporting_cues import is_communication
from ..reader import Reading
from .attributions import Attribution, Labelled
from .quotation_marks import Passage
from .quotations import spans_of
from .quote import Offsets

# So many paragraphs that begin with a speaker and a colon make a transcript.
FEWEST = 2
# How sure a turn is that only its label tells.
LABELLED = 0.6
# So many words in marks behind a colon are speech, wherever they stand.
FEWEST_MARKED = 3
# A bullet or a time, a name with what says who that is, a colon and what follows.
LINE = re.compile(
    r"^[ \t\xa0]*(?:[-*•–—][ \t]+)?(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \t]?[ap]\.?m\.?)?[\])]?[ \t]+)?"
    r"(?P<label>[^\W\d_][^:\n\"“”?!;]{0,70}?):[ \t\xa0]+(?=[^\s“\"«„])",
    re.MULTILINE,
)
ASIDE, WORDS = re.compile(r"\s*[(\[][^)\]\n]*[)\]]"), re.compile(r"[^\W\d_][\w.'’-]*")
VOICE = re.compile(r"\b(?:I|me|my|[Ww]e|us|[Oo]ur|[Yy]ou|[Yy]our)\b|\?")
FINITE = {"VBD", "VBZ", "VBP", "MD"}
LONGEST_LABEL = 8
ENDS = " \xa0\t\r"


@dataclass(frozen=True)
class Turn:
    """A paragraph that begins with a label and a colon: the label without asides, the colon, and what follows."""

    label: Offsets
    colon: int
    start: int
    end: int
    name: str
    is_named: bool

    def holds(self, at: int) -> bool:
        """Return True if a character belongs to the paragraph."""
        return self.label[0] <= at < self.end


def find_turns(reading: Reading) -> list[Turn]:
    """Find the turns of a transcript.

    None where paragraphs with labels are a list ("Lyon: 3 goals").

    In a transcript, some speak in the first or second person or ask, and two do, one asks, or a
    label comes again.
    """
    lines = [turn for match in LINE.finditer(reading.text, reading.body.start, reading.body.end)
             if (turn := _turn(reading, match)) is not None]  # fmt: skip
    counts = Counter(turn.name for turn in lines)
    turns = [
        turn
        for turn in lines
        if turn.is_named or counts[turn.name] > 1 or turn.name in _labels("unnamed")
    ]
    voices = [VOICE.search(reading.text, turn.start, turn.end) is not None for turn in turns]
    asks = any(reading.text[turn.start : turn.end].endswith("?") for turn in turns)
    is_exchange = sum(voices) >= FEWEST or asks or len({turn.name for turn in turns}) < len(turns)
    return (
        turns
        if len(turns) >= FEWEST and 3 * sum(voices) >= len(turns) and any(voices) and is_exchange
        else []
    )


def _turn(reading: Reading, match: re.Match[str]) -> Turn | None:
    """Make a turn of a line whose label can name a speaker: no sentence, no note, no number."""
    text, start = reading.text, match.start("label")
    name = ASIDE.split(match["label"])[0].rstrip(" ,\xa0")
    words = WORDS.findall(name)
    tokens = reading.span(start, start + len(name))
    is_clause = any(token.tag_ in FINITE and token.is_lower for token in tokens)
    if not words or len(words) > LONGEST_LABEL or not words[0][0].isupper() or is_clause:
        return None
    if any(map(str.isdigit, name)) or name.casefold() in _labels("note"):
        return None
    line = text.find("\n", match.end())
    end = len(
        text[: line if 0 <= line < reading.body.end else reading.body.end].rstrip(ENDS + "\n")
    )
    is_named = name.isupper() or any(token.ent_type_ in ("PERSON", "ORG") for token in tokens)
    return Turn(
        (start, start + len(name)), match.end("label"), match.end(), end, name.casefold(), is_named
    )


@cache
def _labels(use: str) -> frozenset[str]:
    return frozenset(
        entry["label"] for entry in read_lexicon("transcript_labels") if entry["use"] == use
    )


def without_lists(
    reading: Reading, groups: list[Attribution], turns: list[Turn], passages: list[Passage]
) -> list[Attribution]:
    """Leave out what only a colon attributes, outside a transcript: "Ann Lee: possession of a drug".

    A colon introduces speech behind a word of saying, before quotation marks, and in a turn.
    """
    return [group for group in groups if _is_spoken(reading, group, turns, passages)]


def _is_spoken(
    reading: Reading, group: Attribution, turns: list[Turn], passages: list[Passage]
) -> bool:
    text = reading.text
    if group.cue is None or ":" not in text[group.cue.start : group.cue.end]:
        return True
    if any(map(str.isalnum, text[group.cue.start : group.cue.end])) or any(
        t.holds(group.cue.start) for t in turns
    ):
        return True
    marked = [
        text[max(span.start, p.start) : min(span.end, p.end)]
        for span in group.contents
        for p in passages
        if p.start < span.end and span.start < p.end
    ]
    first = group.contents[0].start
    if (
        any(p.start <= first < p.end for p in passages)
        or len(" ".join(marked).split()) >= FEWEST_MARKED
    ):
        return True
    line = text.rfind("\n", 0, group.cue.start) + 1
    before = reading.span(line, group.cue.start)
    return any(
        token.pos_ == "VERB" and is_communication(before[n : n + 1])
        for n, token in enumerate(before)
    )


def with_turns(
    groups: list[Attribution], turns: list[Turn], sentences: list[Offsets]
) -> list[Attribution]:
    """Extend every turn to its paragraph, up to the sentence of the next attribution.

    Parameters
    ----------
    groups
        The attributions found, in order.
    turns
        The turns of a transcript.
    sentences
        Offsets of the sentences.
    """
    for turn in turns:
        own = [group for group in groups if _introduces(group, turn)]
        others = [group for group in groups if group not in own and not _is_bare(group, turn)]
        is_source = turn.name not in _labels("unnamed")
        if is_source and (made := _whole(turn, own, others, sentences)):
            groups = [*others, made]
    return groups


def _introduces(group: Attribution, turn: Turn) -> bool:
    """Return True if a group's cue, or its source without a cue, stands in the label of a turn."""
    spans = [span for span in (group.cue or group.source,) if span is not None]
    return any(turn.label[0] <= span.start <= turn.colon for span in spans)


def _is_bare(group: Attribution, turn: Turn) -> bool:
    """Return True if a content in a turn has no cue, so that nothing else claims it."""
    return group.cue is None and any(
        turn.label[0] < span.end and span.start < turn.end for span in group.contents
    )


def _whole(
    turn: Turn, own: list[Attribution], others: list[Attribution], sentences: list[Offsets]
) -> Attribution | None:
    """Make the group of a turn; None if another attribution takes up all that is said."""
    taken = [(span.start, span.end) for group in others for span in spans_of(group)]
    stop = turn.end
    first = min((start for start, end in taken if turn.start < end and start < stop), default=stop)
    if first < stop:
        stop = max(
            (start for start, _ in sentences if turn.start <= start <= first), default=turn.start
        )
        stop = max((end for _, end in sentences if turn.start < end <= stop), default=turn.start)
    if stop <= turn.start:
        return None
    confidence = min(
        (span.confidence for group in own for span in spans_of(group)), default=LABELLED
    )
    content = Labelled(turn.start, stop, "content", confidence)
    cue = Labelled(turn.colon, turn.colon + 1, "cue", confidence)
    source = Labelled(*turn.label, "source", confidence)
    if own:
        return replace(own[0], contents=(content,), cue=cue, source=source)
    return Attribution((content,), cue, source, "turn")
