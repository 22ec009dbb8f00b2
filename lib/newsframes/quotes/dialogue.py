"""Dialogue: what someone says in a transcript, from "LEE:" at a paragraph's start to its end."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from ..language.lexicon import read_lexicon
from ..language.reporting_cues import is_communication
from ..language.spans import TextSpan
from ..language.syntax import FINITE
from ..reader import Reading
from ..tables.schema import TURN
from .attribution import Attribution, spans_of

# So many paragraphs that begin with a speaker and a colon make a transcript.
FEWEST = 2
# So many words in marks behind a colon are speech, wherever they stand.
FEWEST_MARKED = 3
LONGEST_LABEL = 8
# A bullet or a time; a name with what says who that is and a colon, the letter of a question or
# answer and a full stop, or initials in double brackets; and what follows.
LINE = re.compile(
    r"^[ \t\xa0]*(?:[-*•–—][ \t]+)?"
    r"(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \t]?[ap]\.?m\.?)?[\])]?[ \t]+)?"
    r"(?:(?P<label>[^\W\d_][^:\n\"“”?!;]{0,70}?)(?P<colon>:)|(?P<letter>[QA])(?P<stop>\.)"
    r"|\(\((?P<initials>[^\W\d_][^()\n]{0,30})(?P<brackets>\)\)):?)[ \t\xa0]+(?=[^\s“\"«„])",
    re.MULTILINE,
)
# In an interview whose questions bear initials in brackets, the answers may bear bare ones.
BARE = re.compile(r"^(?P<label>[A-Z]{2,4})[ \t\xa0]+(?=[A-Z“\"])", re.MULTILINE)
LABELS, CUES = ("label", "letter", "initials"), ("colon", "stop", "brackets")
ASIDE, WORDS = re.compile(r"\s*[(\[]+[^()\[\]\n]*[)\]]+"), re.compile(r"[^\W\d_][\w.'’-]*")
VOICE = re.compile(r"\b(?:I|me|my|[Ww]e|us|[Oo]ur|[Yy]ou|[Yy]our)\b|\?")


@dataclass(frozen=True)
class Turn:
    """A paragraph with a label: the label without asides, the mark behind it, what follows."""

    label: TextSpan
    mark: TextSpan | None
    content: TextSpan
    name: str
    is_named: bool

    @property
    def edge(self) -> int:
        """Where the label ends, with the mark behind it."""
        return self.label.end if self.mark is None else self.mark.end


def find_turns(reading: Reading) -> list[Turn]:
    """Find the turns of a transcript.

    In a transcript, some speak in the first or second person or ask, and two do, one asks, or a
    label comes again. Not found: lists of labels ("Lyon: 3 goals").
    """
    text = reading.text
    lines = list(LINE.finditer(text, reading.body.start, reading.body.end))
    labelled = [turn for line in lines if (turn := _turn(reading, line)) is not None]
    if not {"q", "a"} <= {turn.name for turn in labelled}:  # "A. Lee" is no answer
        labelled = [turn for turn in labelled if turn.mark is None or turn.mark.of(text) != "."]
    if any(line["initials"] for line in lines):
        labelled = sorted((*labelled, *_bare_turns(reading)), key=lambda turn: turn.label)
    counts = Counter(turn.name for turn in labelled)
    unnamed = _labels("asks", "answers", "unnamed")
    turns = [t for t in labelled if t.is_named or counts[t.name] > 1 or t.name in unnamed]
    voices = [VOICE.search(text, *turn.content) is not None for turn in turns]
    asks = any(turn.content.of(text).endswith("?") for turn in turns)
    is_exchange = sum(voices) >= FEWEST or asks or len({turn.name for turn in turns}) < len(turns)
    is_voiced = any(voices) and 3 * sum(voices) >= len(turns) >= FEWEST
    return turns if is_voiced and is_exchange else []


def _turn(reading: Reading, line: re.Match[str]) -> Turn | None:
    """Make a turn of a line whose label can name a speaker: no sentence, no note, no number."""
    group, mark = next(pair for pair in zip(LABELS, CUES, strict=True) if line[pair[0]])
    start = line.start(group)
    name = ASIDE.split(line[group])[0].rstrip(" ,\xa0")
    words, label = WORDS.findall(name), TextSpan(start, start + len(name))
    tokens = reading.span(*label)
    is_clause = any(token.tag_ in FINITE and token.is_lower for token in tokens)
    is_name = 0 < len(words) <= LONGEST_LABEL and words[0][0].isupper() and not is_clause
    if not is_name or any(map(str.isdigit, name)) or name.casefold() in _labels("note"):
        return None
    end = _end_of_line(reading, line)
    is_named = name.isupper() or any(token.ent_type_ in ("PERSON", "ORG") for token in tokens)
    cue, content = TextSpan(*line.span(mark)), TextSpan(line.end(), end)
    return Turn(label, cue, content, name.casefold(), is_named or group == "initials")


def _bare_turns(reading: Reading) -> list[Turn]:
    """List the paragraphs that begin with the initials of a person of the text: "MS We did"."""
    text = reading.text
    people = (span.text.split() for span in reading.doc.ents if span.label_ == "PERSON")
    known = {"".join(word[0] for word in words) for words in people if len(words) > 1}
    lines = BARE.finditer(text, reading.body.start, reading.body.end)
    turns = [
        Turn(TextSpan(*line.span("label")), None, TextSpan(line.end(), _end_of_line(reading, line)),
             line["label"].casefold(), True)
        for line in lines
        if line["label"] in known
    ]  # fmt: skip
    return turns if len({turn.name for turn in turns}) == 1 else []  # one who answers


def _end_of_line(reading: Reading, line: re.Match[str]) -> int:
    """Return where a paragraph ends, without white space."""
    break_at = reading.text.find("\n", line.end(), reading.body.end)
    return len(reading.text[: break_at if break_at >= 0 else reading.body.end].rstrip())


@cache
def _labels(*uses: str) -> frozenset[str]:
    entries = read_lexicon("transcript_labels")
    return frozenset(row["label"] for row in entries if row["use"] in uses)


def part_of(label: str) -> str | None:
    """Return what part a label without a name gives in an interview: it asks or it answers.

    Examples
    --------
    >>> part_of("Q"), part_of("Ann Lee")
    ('asks', None)
    """
    return next((use for use in ("asks", "answers") if label.casefold() in _labels(use)), None)


def without_lists(
    reading: Reading, attributions: list[Attribution], turns: list[Turn], passages: list[TextSpan]
) -> list[Attribution]:
    """Leave out what only a colon attributes, outside a transcript: "Ann Lee: theft".

    A colon introduces speech behind a word of saying, before quotation marks, and in a turn.
    """
    lines = [TextSpan(turn.label.start, turn.content.end) for turn in turns]
    return [one for one in attributions if not _is_listed(reading, one, lines, passages)]


def _is_listed(
    reading: Reading, one: Attribution, lines: list[TextSpan], passages: list[TextSpan]
) -> bool:
    """Return True if only a colon that introduces no speech attributes a content."""
    if one.cue is None or not _is_colon(one.cue.of(reading.text)):
        return False
    is_speech = one.cue.overlaps_any(lines) or _is_marked(reading.text, one, passages)
    return not is_speech and not _is_behind_saying(reading, one.cue)


def _is_colon(cue: str) -> bool:
    return ":" in cue and not any(map(str.isalnum, cue))


def _is_marked(text: str, one: Attribution, passages: list[TextSpan]) -> bool:
    """Return True if a content begins in quotation marks or has some words in them."""
    if any(passage.start <= one.start < passage.end for passage in passages):
        return True
    marked = (
        text[max(part.start, passage.start) : min(part.end, passage.end)]
        for part in one.contents
        for passage in filter(part.overlaps, passages)
    )
    return len(" ".join(marked).split()) >= FEWEST_MARKED


def _is_behind_saying(reading: Reading, cue: TextSpan) -> bool:
    """Return True if a verb of saying stands before a cue in its line."""
    before = reading.span(reading.text.rfind("\n", 0, cue.start) + 1, cue.start)
    verbs = (n for n, token in enumerate(before) if token.pos_ == "VERB")
    return any(is_communication(before[n : n + 1]) for n in verbs)


def with_turns(
    attributions: list[Attribution], turns: list[Turn], sentences: list[TextSpan]
) -> list[Attribution]:
    """Extend every turn to its paragraph, up to the sentence of the next attribution.

    Parameters
    ----------
    attributions
        Those found.
    turns
        The turns of a transcript.
    sentences
        Offsets of the sentences.
    """
    for turn in turns:
        attributions = [_behind_label(one, turn) for one in attributions]
        own = [one for one in attributions if _introduces(one, turn)]
        others = [one for one in attributions if one not in own and not _is_bare(one, turn)]
        made = _whole(turn, own, others, sentences)
        if made is not None and turn.name not in _labels("unnamed"):
            attributions = [*others, made]
    return attributions


def _behind_label(one: Attribution, turn: Turn) -> Attribution:
    """Return an attribution whose content leaves out bare initials before it: "MS We did"."""
    if turn.mark is not None or not turn.label.overlaps_any(one.contents):
        return one
    cut = (TextSpan(max(span.start, turn.content.start), span.end) for span in one.contents)
    kept = tuple(span for span in cut if span.start < span.end)
    return replace(one, contents=kept, source=one.source or turn.label) if kept else one


def _introduces(one: Attribution, turn: Turn) -> bool:
    """Return True if a cue, or the source without a cue, stands in the label of a turn."""
    span = one.cue or one.source
    return span is not None and turn.label.start <= span.start < turn.edge


def _is_bare(one: Attribution, turn: Turn) -> bool:
    """Return True if a content in a turn has no cue, so that nothing else claims it."""
    line = TextSpan(turn.label.start + 1, turn.content.end)
    return one.cue is None and line.overlaps_any(one.contents)


def _whole(
    turn: Turn, own: list[Attribution], others: list[Attribution], sentences: list[TextSpan]
) -> Attribution | None:
    """Make the attribution of a turn; None if another one takes up all that is said."""
    start, stop = turn.content
    first = min(
        (span.start for span in filter(turn.content.overlaps, spans_of(others))), default=stop
    )
    if first < stop:
        begun = max((s for s, _ in sentences if start <= s <= first), default=start)
        stop = max((end for _, end in sentences if start < end <= begun), default=start)
    if stop <= start:
        return None
    is_tagged = own and turn.mark is not None
    one = own[0] if is_tagged else Attribution((), found_by=TURN)
    return replace(
        one,
        contents=(TextSpan(start, stop),),
        cue=turn.mark,
        source=turn.label,
        part=part_of(turn.name) if turn.mark is not None else "answers",
    )
