"""Score speakers and confidences on our own marks (``tests/gold/speakers.jsonl``)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import newsframes as nf
import pandas as pd
from newsframes.tables.doubt import SURE, is_unsure, percent
from newsframes.tables.schema import ATTITUDE

from .calibration import score_confidence
from .corpora import read_worldwide
from .estimates import Offsets, Score, overlaps, share

# The judged articles that are scored, and those that the confidences learn from.
HELD, TRAIN = "held", "train"
GOLD = Path(__file__).parents[2] / "tests/gold/speakers.jsonl"
NAME = "Worldwide marks"


@dataclass(frozen=True)
class JudgedQuote:
    """A judged quote.

    Notes
    -----
    ``acts`` are those that may be said of it: statement, attitude or neither. ``is_right`` says
    whether the content of exactly this span is right. ``speakers`` are mentions of the right
    speaker, any of which will do; with ``is_unnamed`` there may be none. ``together`` holds the
    mentions of each further speaker.
    """

    article_id: str
    span: Offsets
    acts: tuple[str, ...]
    is_right: bool
    speakers: tuple[Offsets, ...]
    is_unnamed: bool
    together: tuple[tuple[Offsets, ...], ...]

    @property
    def is_attribution(self) -> bool:
        """Return True if it is one at all."""
        return self.acts != ("neither",)


@dataclass(frozen=True)
class Verdict:
    """A judged quote with our row, and whether speaker and joint speakers are right.

    ``joint`` is None where there are no joint speakers.
    """

    marked: JudgedQuote
    row: object | None
    speaker: str
    joint: str | None


def read_marks(path: Path = GOLD, *, part: str = HELD) -> list[JudgedQuote]:
    """Read the marks of one part, one quote a line."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        JudgedQuote(
            row["article_id"],
            (row["start"], row["end"]),
            tuple(row["act"]),
            row["content"],
            tuple(map(tuple, row["speaker"])),
            row["is_unnamed"],
            tuple(tuple(map(tuple, spans)) for spans in row["together"]),
        )
        for row in rows
        if row["part"] == part
    ]


class HasArticle(Protocol):
    """What is marked in an article."""

    @property
    def article_id(self) -> str:
        """The article's id."""


def read_judged(data: Path, gold: Sequence[HasArticle]) -> list[nf.Article]:
    """Return the articles of some marks: those of Worldwide Newswire and of Wikinews."""
    wanted = {marked.article_id for marked in gold}
    texts = [example.text for example in read_worldwide(data / "worldwide")]
    texts += pd.read_csv(data / "wikinews/wikinews_2019.csv").text.dropna().tolist()
    articles = (nf.Article(text=text) for text in texts)
    return [article for article in articles if article.article_id in wanted]


def score_speakers(data: Path, reader: nf.Reader) -> Iterator[Score]:
    """Score whole articles through ``tabulate`` on the judged quotes."""
    gold = read_marks()
    tables = nf.tabulate(read_judged(data, gold), reader=reader, progress=False)
    yield from score_verdicts(judge(gold, tables))


def judge(gold: list[JudgedQuote], tables: nf.Tables) -> list[Verdict]:
    """Compare each judged quote with the row that shares most of its characters."""
    rows = {key: list(own.itertuples()) for key, own in tables.quotes.groupby("article_id")}
    spans: dict[str, set[Offsets]] = {}
    for mention in tables.mentions.itertuples():
        spans.setdefault(mention.actor_id, set()).add((mention.start, mention.end))
    found = []
    for marked in gold:
        near = [
            row
            for row in rows.get(marked.article_id, ())
            if overlaps([marked.span], [(row.start, row.end)])
        ]
        near.sort(key=lambda row: abs(row.start - marked.span[0]) + abs(row.end - marked.span[1]))
        row = near[0] if near else None
        speaker, joint = ("missing", None) if row is None else _judge(marked, row, spans)
        found.append(Verdict(marked, row, speaker, joint))
    return found


def _judge(
    marked: JudgedQuote, row: object, spans: dict[str, set[Offsets]]
) -> tuple[str, str | None]:
    """Return "right", "wrong" or "missing" of the speaker, and of the joint speakers, if any."""
    if pd.isna(row.speaker_id):
        speaker = "right" if marked.is_unnamed or not marked.speakers else "missing"
    else:
        speaker = "right" if means(spans[row.speaker_id], marked.speakers) else "wrong"
    ours = [spans[actor_id] for actor_id in row.co_speaker_ids]
    if not marked.together:
        return speaker, "wrong" if ours else None
    pairs = [any(means(own, wanted) for own in ours) for wanted in marked.together]
    is_right = all(pairs) and len(ours) == len(pairs)
    return speaker, "right" if is_right else "wrong" if ours else "missing"


def means(ours: set[Offsets], gold: tuple[Offsets, ...]) -> bool:
    """Return True if a mention of an actor begins or ends where a marked one does."""
    return any(
        start < other_end and other_start < end and (start == other_start or end == other_end)
        for start, end in ours
        for other_start, other_end in gold
    )


def score_verdicts(verdicts: list[Verdict]) -> Iterator[Score]:
    """Count speakers, joint speakers, acts and contents, and score the confidences."""
    found = [v for v in verdicts if v.row is not None]
    real = [v for v in found if v.marked.is_attribution]
    yield _share("quotes that are attributions", found, lambda v: v.marked.is_attribution)
    yield _share("statement or attitude right", real, _is_act_right)
    same = [v for v in found if (v.row.start, v.row.end) == v.marked.span]
    yield _share("content right, of those with the judged span", same, lambda v: v.marked.is_right)
    for verdict in ("right", "wrong"):
        yield _share(f"speaker {verdict}", real, lambda v, w=verdict: v.speaker == w)
    joint = [v for v in real if v.marked.together]
    if joint:
        yield _share("joint speakers right", joint, lambda v: v.joint == "right")
    single = [v for v in real if not v.marked.together]
    yield _share("joint speakers invented", single, lambda v: v.joint is not None)
    right = [
        (v.marked.article_id, v.row.confidence, v.marked.is_attribution and v.marked.is_right)
        for v in same
    ]
    yield from score_confidence(f"{NAME}, confidence", right)
    stated = [v for v in found if v.row.act != ATTITUDE]
    for name, is_kept in ((f"at least {percent(SURE)} sure", True), ("below it", False)):
        kept = [v for v in stated if _is_sure(v) == is_kept]
        if kept:
            yield _share(f"statements right in content and speaker, {name}", kept, _is_right)
    named = [v for v in real if not pd.isna(v.row.speaker_id)]
    right = [(v.marked.article_id, v.row.speaker_confidence, v.speaker == "right") for v in named]
    yield from score_confidence(f"{NAME}, speaker_confidence", right)


def _is_sure(verdict: Verdict) -> bool:
    return not is_unsure(verdict.row.confidence, verdict.row.speaker_confidence)


def _is_right(verdict: Verdict) -> bool:
    """Return True if a row is an attribution with the right content and speaker."""
    marked, row = verdict.marked, verdict.row
    is_content_right = marked.is_right or (row.start, row.end) != marked.span
    return marked.is_attribution and is_content_right and verdict.speaker == "right"


def _is_act_right(verdict: Verdict) -> bool:
    act = "attitude" if verdict.row.act == ATTITUDE else "statement"
    return act in verdict.marked.acts


def _share(name: str, verdicts: list[Verdict], is_counted) -> Score:
    counts: dict[str, list[int]] = {}
    for verdict in verdicts:
        count = counts.setdefault(verdict.marked.article_id, [0, 0])
        count[0] += is_counted(verdict)
        count[1] += 1
    return share(f"{NAME}, {name}", map(tuple, counts.values()))
