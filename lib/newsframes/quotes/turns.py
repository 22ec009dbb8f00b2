"""Turns: what someone says in a transcript, from "LEE:" at a paragraph's start to its end."""

import re
from dataclasses import replace

from ..reader import Reading
from .linking import Group
from .quotations import spans_of

# So many paragraphs that begin with a name and a colon make a transcript.
FEWEST = 2
LEAD = re.compile(r"[^\w\n]*\Z")
ENDS = " \xa0\t\r"


def with_turns(reading: Reading, groups: list[Group], sentences: list[tuple[int, int]]) -> list[Group]:
    """Widen what is said behind a name and a colon to the end of its paragraph, in a transcript.

    Up to the sentence in which another attribution stands.

    Parameters
    ----------
    reading
        The article as read.
    groups
        The attributions found, in order.
    sentences
        Offsets of the sentences.
    """
    text = reading.text
    turns = [group for group in groups if _is_turn(text, group)]
    if len(turns) < FEWEST:
        return groups
    return [_whole(text, group, groups, sentences) if group in turns else group for group in groups]


def _is_turn(text: str, group: Group) -> bool:
    """Say whether an attribution is a name that opens a line, a colon, and what is said."""
    if group.source is None or group.cue is None or text[group.cue.start : group.cue.end].strip() != ":":
        return False
    line = text.rfind("\n", 0, group.source.start) + 1
    is_first = LEAD.fullmatch(text, line, group.source.start) is not None
    return is_first and group.source.end <= group.cue.start <= group.contents[0].start


def _whole(text: str, group: Group, groups: list[Group], sentences: list[tuple[int, int]]) -> Group:
    """Return a turn with all that is said in its paragraph."""
    last = group.contents[-1]
    line = text.find("\n", last.end)
    stop = line if line >= 0 else len(text)
    others = (span.start for other in groups if other is not group for span in spans_of(other))
    first = min((start for start in others if last.end <= start < stop), default=stop)
    if first < stop:
        stop = max((start for start, _ in sentences if last.end <= start <= first), default=last.end)
    end = len(text[:stop].rstrip(ENDS))
    return replace(group, contents=(*group.contents[:-1], replace(last, end=max(last.end, end))))
