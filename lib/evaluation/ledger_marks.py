"""Relations of the ledger between figures of many events, against pairs marked by hand."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import newsframes as nf
import pandas as pd

from .corpora import read_worldwide, running_text
from .estimates import Score, share

GOLD = Path(__file__).parents[2] / "tests/gold/ledger.jsonl"
NAME = "Ledger over events"
# What a pair of figures of one quantity is; the others are parts of one another, or unrelated.
RELATED = ("same", "update", "dispute")
MEANS = {"repeats": "same", "raises": "update", "lowers": "update", "disputes": "dispute"}
CHANGES = ("update", "dispute")
Place = tuple[str, int, int]


@dataclass(frozen=True)
class MarkedPair:
    """Two figures, and how they stand to each other: one of ``RELATED``, ``part`` or ``none``.

    Those of draw 1 were marked before any output was seen; the others are relations that the
    ledger gave on articles that no rule had been chosen on, judged before anything was changed.
    """

    places: tuple[Place, Place]
    relation: str
    draw: int = 1


def read_pairs(path: Path = GOLD) -> list[MarkedPair]:
    """Read the marks, one pair a line."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        MarkedPair((tuple(row["a"]), tuple(row["b"])), row["relation"], row.get("draw", 1))
        for row in rows
    ]


def read_articles(data: Path) -> Iterator[nf.Article]:
    """Read Wikinews of 2019 with its days, and ECB+'s development part, which has none."""
    yield from nf.read_articles(data / "wikinews/wikinews_2019.csv")
    yield from _read_ecb(data / "ecbplus/ECB_Dev_corpus.txt")


def read_more(data: Path) -> Iterator[nf.Article]:
    """Read the articles of the later draws: ECB+'s training part, some of Worldwide and PolNeAR."""
    yield from _read_ecb(data / "ecbplus/ECB_Train_corpus.txt")
    marked = {place[0] for pair in read_pairs() for place in pair.places}
    others = [nf.Article(one.text, as_is=True) for one in read_worldwide(data / "worldwide")]
    for path in sorted((data / "polnear/train").glob("*.txt")):
        day = path.name.split("_")[1]
        others.append(nf.Article(path.read_text("utf-8"), published=day, source=path.name))
    yield from (article for article in others if article.article_id in marked)


def _read_ecb(path: Path) -> Iterator[nf.Article]:
    documents: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 4:
            documents[fields[0]][fields[1]].append(fields[3])
    for sentences in documents.values():
        text, _ = running_text(list(sentences.values()), end="\n")
        yield nf.Article(text, as_is=True)


def score_pairs(parts: Sequence[nf.Tables], draw: int) -> Iterator[Score]:
    """Score the ledger of each part's articles at once: what it takes for one quantity, and how.

    Two figures are one quantity to the ledger if its relations lead from one to the other; how they
    differ is scored where one is related to the other itself.
    """
    name = NAME if draw == 1 else f"{NAME}, draw {draw}"
    entries = pd.concat([nf.ledger(tables, claimed=False) for tables in parts])
    figures = pd.concat([tables.figures for tables in parts])
    linked = entries[entries.relation.isin(MEANS)]
    graph = nx.Graph()
    graph.add_nodes_from(entries.figure_id.dropna())
    graph.add_edges_from(zip(linked.figure_id, linked.related_id, strict=True))
    direct = {
        frozenset((row.figure_id, row.related_id)): MEANS[row.relation]
        for row in linked.itertuples()
    }
    pairs = [(pair, *(_figure_at(figures, place) for place in pair.places))
             for pair in read_pairs() if pair.draw == draw]  # fmt: skip
    is_joined = [
        one in graph and other in graph and nx.has_path(graph, one, other)
        for _, one, other in pairs
    ]
    is_one = [pair.relation in RELATED for pair, *_ in pairs]
    yield share(
        f"{name}, taken for one quantity: right",
        [(gold, found) for gold, found in zip(is_one, is_joined, strict=True) if found],
    )
    if draw == 1:  # the others are what the ledger gave
        yield share(
            f"{name}, one quantity: found",
            [(found, gold) for gold, found in zip(is_one, is_joined, strict=True) if gold],
        )
    related = [(pair.relation, direct.get(frozenset((a, b)))) for pair, a, b in pairs]
    yield share(f"{name}, relations right", [(gold == ours, 1) for gold, ours in related if ours])
    changes = [(gold == ours, 1) for gold, ours in related if ours in CHANGES]
    if changes:
        yield share(f"{name}, updates and disputes right", changes)


def _figure_at(figures: pd.DataFrame, place: Place) -> str | None:
    """Return the figure whose characters overlap with those marked."""
    article_id, start, end = place
    own = figures[figures.article_id == article_id]
    over = own[(own.start < end) & (start < own.end)]
    return None if over.empty else str(over.figure_id.iloc[0])


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    parts = [nf.tabulate(read(data)) for read in (read_articles, read_more)]
    for draw in sorted({pair.draw for pair in read_pairs()}):
        for score in score_pairs(parts, draw):
            print(score, flush=True)


if __name__ == "__main__":
    main()
