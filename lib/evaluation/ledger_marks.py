"""Relations of the ledger between figures of many events, against pairs marked by hand."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import newsframes as nf
import pandas as pd

from .corpora import running_text
from .estimates import Score, share

GOLD = Path(__file__).parents[2] / "tests/gold/ledger.jsonl"
NAME = "Ledger over events"
# What a pair of figures of one quantity is; the others are parts of one another, or unrelated.
RELATED = ("same", "update", "dispute")
MEANS = {"repeats": "same", "raises": "update", "lowers": "update", "disputes": "dispute"}
Place = tuple[str, int, int]


@dataclass(frozen=True)
class MarkedPair:
    """Two figures, and how they stand to each other: one of ``RELATED``, ``part`` or ``none``."""

    places: tuple[Place, Place]
    relation: str


def read_pairs(path: Path = GOLD) -> list[MarkedPair]:
    """Read the marks, one pair a line."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [MarkedPair((tuple(row["a"]), tuple(row["b"])), row["relation"]) for row in rows]


def read_articles(data: Path) -> Iterator[nf.Article]:
    """Read Wikinews of 2019 with its days, and ECB+'s development part, which has none."""
    yield from nf.read_articles(data / "wikinews/wikinews_2019.csv")
    documents: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (data / "ecbplus/ECB_Dev_corpus.txt").read_text("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 4:
            documents[fields[0]][fields[1]].append(fields[3])
    for sentences in documents.values():
        text, _ = running_text(list(sentences.values()), end="\n")
        yield nf.Article(text, as_is=True)


def score_pairs(tables: nf.Tables) -> Iterator[Score]:
    """Score the ledger of all articles at once: what it takes for one quantity, and how it differs.

    Two figures are one quantity to the ledger if its relations lead from one to the other; how they
    differ is scored where one is related to the other itself.
    """
    entries = nf.ledger(tables, claimed=False)
    linked = entries[entries.relation.isin(MEANS)]
    graph = nx.Graph()
    graph.add_nodes_from(entries.figure_id.dropna())
    graph.add_edges_from(zip(linked.figure_id, linked.related_id, strict=True))
    direct = {
        frozenset((row.figure_id, row.related_id)): MEANS[row.relation]
        for row in linked.itertuples()
    }
    pairs = [(pair, *(_figure_at(tables.figures, place) for place in pair.places))
             for pair in read_pairs()]  # fmt: skip
    is_joined = [
        one in graph and other in graph and nx.has_path(graph, one, other)
        for _, one, other in pairs
    ]
    is_one = [pair.relation in RELATED for pair, *_ in pairs]
    yield share(
        f"{NAME}, taken for one quantity: right",
        [(gold, found) for gold, found in zip(is_one, is_joined, strict=True) if found],
    )
    yield share(
        f"{NAME}, one quantity: found",
        [(found, gold) for gold, found in zip(is_one, is_joined, strict=True) if gold],
    )
    related = [(pair.relation, direct.get(frozenset((a, b)))) for pair, a, b in pairs]
    yield share(f"{NAME}, relations right", [(gold == ours, 1) for gold, ours in related if ours])


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
    for score in score_pairs(nf.tabulate(read_articles(parser.parse_args().data))):
        print(score, flush=True)


if __name__ == "__main__":
    main()
