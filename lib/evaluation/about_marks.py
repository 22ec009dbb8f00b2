"""Score what figures are about on our own marks (``tests/gold/about.jsonl``)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import pandas as pd

from .corpora import read_worldwide
from .estimates import Offsets, Score, share

GOLD = Path(__file__).parents[2] / "tests/gold/about.jsonl"
DRAWS = {1: "developed on", 2: "blind"}
WORD = re.compile(r"[\w.&’'-]*\w")
# Where the words behind the head of a noun phrase begin.
BEHIND = re.compile(
    r"[^\w\s$€£’'-]|\b(?:of|in|for|to|from|between|among|at|on|by|with|such|who|which|that|when|and)\b",
    re.I,
)


@dataclass(frozen=True)
class AboutMark:
    """A marked figure: its span and value, and what it is about and counts, None for nothing."""

    span: Offsets
    low: float
    about: Offsets | None
    thing: Offsets | None


@dataclass(frozen=True)
class AboutSentence:
    """A marked sentence.

    ``draw`` is 1 for those that rules were developed on, 2 for the blind ones.
    """

    article_id: str
    span: Offsets
    draw: int
    figures: list[AboutMark]


def read_marks(path: Path = GOLD) -> list[AboutSentence]:
    """Read the marks, one sentence a line."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        figures = [
            AboutMark((start, end), low, *(tuple(span) if span else None for span in spans))
            for start, end, low, *spans in row["figures"]
        ]
        found.append(
            AboutSentence(
                row["article_id"], (row["start"], row["end"]), row.get("draw", 1), figures
            )
        )
    return found


def score_abouts(data: Path, reader: nf.Reader) -> Iterator[Score]:
    """Score whole articles through ``tabulate`` on the marked sentences of each draw."""
    gold = read_marks()
    wanted = {marked.article_id for marked in gold}
    articles = (nf.Article(text=example.text) for example in read_worldwide(data / "worldwide"))
    articles = [article for article in articles if article.article_id in wanted]
    tables = nf.tabulate(articles, reader=reader, progress=False)
    for draw, how in DRAWS.items():
        if drawn := [marked for marked in gold if marked.draw == draw]:
            yield from _score(f"Business, sport and science marks, {how}", drawn, tables)


def _score(name: str, gold: list[AboutSentence], tables: nf.Tables) -> Iterator[Score]:
    texts = tables.articles.set_index("article_id").text
    counts = [_count(marked, tables, texts[marked.article_id]) for marked in gold]
    yield share(
        f"{name}, about right, of those about something", [(count[0], count[2]) for count in counts]
    )
    yield share(f"{name}, about wrong, of all figures", [(count[1], count[3]) for count in counts])


def _count(marked: AboutSentence, tables: nf.Tables, text: str) -> tuple[int, int, int, int]:
    """Count right, wrong, marked abouts and figures in one sentence."""
    verdicts = [verdict for _, _, verdict in judge(marked, tables, text)]
    n_about = sum(figure.about is not None for figure in marked.figures)
    return verdicts.count("right"), verdicts.count("wrong"), n_about, len(marked.figures)


def judge(
    marked: AboutSentence, tables: nf.Tables, text: str
) -> Iterator[tuple[AboutMark, object | None, str]]:
    """Yield each marked figure with our row and "right", "wrong" or "none" of its about."""
    figures = tables.figures
    ours = list(figures[figures.article_id == marked.article_id].itertuples())
    for figure in marked.figures:
        near = [row for row in ours if row.start < figure.span[1] and figure.span[0] < row.end]
        near.sort(
            key=lambda row: (figure.low not in (row.low, row.high), abs(row.start - figure.span[0]))
        )
        row = near[0] if near else None
        if row is None or pd.isna(row.about_start):
            yield figure, row, "none"
        else:
            is_right = figure.about is not None and is_same(
                text, figure.about, (row.about_start, row.about_end)
            )
            yield figure, row, "right" if is_right else "wrong"


def is_same(text: str, gold: Offsets, ours: Offsets) -> bool:
    """Return True if the head of our phrase stands in the marked one.

    "Blackmores" is right for "Shares of Blackmores", "prices" for "consumer prices"; articles do
    not matter.
    """
    start, end = head_of(text, *ours)
    return gold[0] <= start and end <= gold[1]


def head_of(text: str, start: int, end: int) -> Offsets:
    """Return the last word before what stands behind a noun phrase's head."""
    words = list(WORD.finditer(text, start, end))
    behind = BEHIND.search(text, words[0].end(), end) if words else None
    before = [word for word in words if behind is None or word.end() <= behind.start()]
    return before[-1].span() if before else (start, end)
