"""Score figures on our own marks in ``tests/gold``: values, bounds, things and claimants."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import pandas as pd

from .corpora import read_attributions, read_worldwide
from .estimates import Offsets, Score, f1, share
from .meantime import read_meantime
from .ontogum import read_ontogum

GOLD = Path(__file__).parents[2] / "tests/gold/figures.jsonl"


@dataclass(frozen=True)
class MarkedFigure:
    """One marked figure: its span, values, bound and unit, the spans of thing and claimant.

    ``claimant`` is None for the narrator. ``change`` and ``about`` were marked in one sample alone;
    in others ``change`` is ``"?"``.
    """

    span: Offsets
    low: float
    high: float
    bound: str
    unit: str
    thing: Offsets | None
    claimant: Offsets | None
    change: str | None = "?"
    about: Offsets | None = None


@dataclass(frozen=True)
class MarkedSentence:
    """A marked sentence."""

    article_id: str
    span: Offsets
    figures: list[MarkedFigure]
    draw: int = 1


def read_gold(path: Path = GOLD) -> list[MarkedSentence]:
    """Read the marks, one sentence a line."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        figures = [_figure(marks) for marks in row["figures"]]
        found.append(
            MarkedSentence(
                row["article_id"], (row["start"], row["end"]), figures, row.get("draw", 1)
            )
        )
    return found


def _figure(marks: list) -> MarkedFigure:
    """Make a figure of its marks in order; the last two are there in one sample alone."""
    start, end, low, high, bound, unit, *spans = marks
    thing, claimant, change, about = spans if len(spans) == 4 else (*spans, "?", [])
    thing, claimant, about = (tuple(span) or None for span in (thing, claimant, about))
    return MarkedFigure(
        (start, end), float(low), float(high), bound, unit, thing, claimant, change, about
    )


def score_figures(data: Path, reader: nf.Reader) -> Iterator[Score]:
    """Score whole articles through ``tabulate`` on the marked sentences of each draw.

    The marks name who gives a figure, be it as so, as denied, asked or supposed ("You don't have to
    come up with a quarter of a million dollars"), so the claimant is compared whatever ``claim``
    says, and ``claim`` is not scored.
    """
    gold = read_gold()
    wanted = {marked.article_id for marked in gold}
    articles = [
        *nf.read_articles(data / "wikinews/wikinews_2019.csv"),
        *(
            nf.Article(text=example.text, as_is=True)
            for example in read_worldwide(data / "worldwide")
        ),
        *(
            nf.Article(text=text, as_is=True)
            for _, text, _ in read_attributions(data / "polnear/dev")
        ),
        *(
            nf.Article(text=report.text, as_is=True)
            for name in CORPORA
            for report in read_meantime(data / "meantime" / name)
        ),
        *(
            nf.Article(text=one.text, as_is=True)
            for half in (0, 1)
            for one in read_ontogum(data / "gum", half=half, genres="_news_")
        ),
    ]
    articles = [article for article in articles if article.article_id in wanted]
    tables = nf.tabulate(articles, reader=reader, progress=False)
    for name, draws in SAMPLES.items():
        yield from _score(name, [marked for marked in gold if marked.draw in draws], tables)


def _score(name: str, gold: list[MarkedSentence], tables: nf.Tables) -> Iterator[Score]:
    rows = {key: list(frame.itertuples()) for key, frame in tables.figures.groupby("article_id")}
    counts = []
    for marked in gold:
        ours = [
            row
            for row in rows.get(marked.article_id, [])
            if marked.span[0] <= row.start < marked.span[1]
        ]
        counts.append(_count(marked.figures, ours, tables))
    has_all = any(figure.change != "?" for marked in gold for figure in marked.figures)
    for key, (measure, title) in MEASURES.items():
        if has_all or key not in EXTENDED:
            yield measure(f"{name}, {title}", [count[key] for count in counts])


def _count(gold: list[MarkedFigure], ours: list, tables: nf.Tables) -> dict[str, tuple[int, ...]]:
    """Count what is right in one sentence, by measure."""
    pairs, both = pair(gold, ours), (len(gold), len(ours))
    same = [(figure, row) for figure, row in pairs if is_value(figure, row)]
    described = [(figure.about, row) for figure, row in pairs if figure.about]
    counted = [(figure.thing, row) for figure, row in pairs if figure.thing]
    free = [row for figure, row in pairs if not figure.claimant]
    return {
        "value": (len(same), *both),
        "unit": (sum(figure.unit == row.unit for figure, row in same), *both),
        "bound": (sum(figure.bound == row.bound for figure, row in pairs), len(pairs)),
        "change": (
            sum(
                figure.change == (row.change if pd.notna(row.change) else None)
                for figure, row in same
            ),
            *both,
        ),
        "about": (
            sum(
                is_near(about, _about(row)) or is_near(about, _thing(row))
                for about, row in described
            ),
            sum(figure.about is not None for figure in gold),
        ),
        "thing": (
            sum(is_near(thing, _thing(row)) for thing, row in counted),
            sum(figure.thing is not None for figure in gold),
        ),
        "claimant": (
            sum(is_claimed(figure, row, tables) for figure, row in pairs if figure.claimant),
            sum(figure.claimant is not None for figure in gold),
        ),
        "invented": (sum(pd.notna(row.claimant_name) for row in free), len(free)),
    }


def _about(row: object) -> Offsets:
    return row.about_start, row.about_end


def _thing(row: object) -> Offsets:
    return row.thing_start, row.thing_end


SAMPLES = {
    "Wikinews, first draw": {1},
    "Wikinews, second draw": {2},
    "Wikinews, both draws": {1, 2},
    "Worldwide sample": {3},
    "PolNeAR sample": {4},
    "MEANTIME sample": {5},
    "GUM sample": {6},
}
CORPORA = ("corpus_airbus", "corpus_apple")
EXTENDED = {"change", "about"}
MEASURES = {
    "value": (f1, "figures, value F1"),
    "unit": (f1, "figures, value and unit F1"),
    "bound": (share, "bound right, of figures found"),
    "change": (f1, "figures, value and change F1"),
    "about": (share, "what it is about, found near"),
    "thing": (share, "thing counted, found near"),
    "claimant": (share, "claimant right"),
    "invented": (share, "claimant invented, of unclaimed figures"),
}


def pair(gold: list[MarkedFigure], ours: list) -> list[tuple[MarkedFigure, object]]:
    """Pair marks and rows one to one: those that overlap, the same values first."""
    pairs = [
        (not is_value(figure, row), abs(figure.span[0] - row.start), n, m)
        for n, figure in enumerate(gold)
        for m, row in enumerate(ours)
        if figure.span[0] < row.end and row.start < figure.span[1]
    ]
    found: dict[int, int] = {}
    for _, _, n, m in sorted(pairs):
        if n not in found and m not in found.values():
            found[n] = m
    return [(gold[n], ours[m]) for n, m in sorted(found.items())]


def is_value(figure: MarkedFigure, row: object) -> bool:
    """Return True if both bounds agree, but for which side is open: that is the bound's score."""
    points = [
        sorted(x for x in ends if math.isfinite(x))
        for ends in ((figure.low, figure.high), (row.low, row.high))
    ]
    one, other = ([ends[0], ends[-1]] for ends in points)
    return all(math.isclose(a, b, rel_tol=1e-3) for a, b in zip(one, other, strict=True))


def is_near(gold: Offsets, ours: Offsets) -> bool:
    """Return True if two spans share half of the shorter one and the last word of either."""
    if pd.isna(ours[0]):
        return False
    shared = min(gold[1], ours[1]) - max(gold[0], ours[0])
    return 2 * shared >= min(gold[1] - gold[0], ours[1] - ours[0])


def is_claimed(figure: MarkedFigure, row: object, tables: nf.Tables) -> bool:
    """Return True if the claimant is the one marked.

    One of its mentions, or its quote's source, overlaps the mark. A document that claims as written
    is no actor: its words have to be those marked, or hold them.
    """
    if pd.isna(row.claimant_name):
        return False
    if pd.isna(row.claimant_id):
        text = tables.articles.set_index("article_id").text[row.article_id]
        marked, cited = text[slice(*figure.claimant)].casefold(), row.claimant_name.casefold()
        if marked in cited or cited in marked:
            return True
    mentions = tables.mentions[(tables.mentions.actor_id == row.claimant_id).fillna(False)]
    spans = list(mentions[["start", "end"]].itertuples(index=False, name=None))
    quotes = tables.quotes[tables.quotes.quote_id == row.quote_id]
    spans += list(
        quotes[["speaker_start", "speaker_end"]].dropna().itertuples(index=False, name=None)
    )
    return any(start < figure.claimant[1] and figure.claimant[0] < end for start, end in spans)
