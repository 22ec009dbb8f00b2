"""GAP: which of two names a pronoun means, through ``tabulate`` (Webster et al. 2018)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import pandas as pd

from .estimates import Offsets, Score, f1, share

FEMININE = frozenset(["she", "her", "hers"])


@dataclass(frozen=True)
class GapPassage:
    """A text, a pronoun in it, and two names, each with whether the pronoun means it."""

    text: str
    pronoun: Offsets
    names: tuple[tuple[Offsets, bool], ...]

    @property
    def is_feminine(self) -> bool:
        """Return True for "she" and its forms."""
        return self.text[slice(*self.pronoun)].lower() in FEMININE


def read_gap(path: Path) -> list[GapPassage]:
    """Read a tab-separated file of GAP; offsets are code points, and marks are not quoted."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        GapPassage(
            row["Text"],
            _span(row["Pronoun"], row["Pronoun-offset"]),
            tuple(
                (_span(row[name], row[f"{name}-offset"]), row[f"{name}-coref"] == "TRUE")
                for name in "AB"
            ),
        )
        for row in rows
    ]


def _span(text: str, start: str) -> Offsets:
    return int(start), int(start) + len(text)


def score_gap(name: str, passages: list[GapPassage], reader: nf.Reader) -> Iterator[Score]:
    """F1, precision and recall of "the pronoun means this name", and F1 by the pronoun's gender.

    A pronoun means a name if its actor has a mention by name within the span of that name.
    """
    counts = []
    for passage in passages:
        tables = nf.tabulate(nf.Article(text=passage.text, as_is=True), reader=reader)
        counts.append(_count(passage, tables.mentions))
    yield f1(f"{name}, pronoun means name, F1", counts)
    yield share(
        f"{name}, pronoun means name, precision", [(hits, found) for hits, _, found in counts]
    )
    yield share(f"{name}, pronoun means name, recall", [(hits, gold) for hits, gold, _ in counts])
    for gender, is_feminine in (("masculine", False), ("feminine", True)):
        kept = [c for c, p in zip(counts, passages, strict=True) if p.is_feminine == is_feminine]
        yield f1(f"{name}, {gender}, F1", kept)


def _count(passage: GapPassage, mentions: pd.DataFrame) -> tuple[int, int, int]:
    """Count names meant by gold and ours, by gold, and by ours."""
    start, end = passage.pronoun
    actors = mentions[(mentions.start == start) & (mentions.end == end)].actor_id
    own = mentions[mentions.actor_id.isin(actors) & (mentions.form == "name")]
    meant = [
        bool(((own.start < stop) & (begin < own.end)).any()) for (begin, stop), _ in passage.names
    ]
    gold = [is_meant for _, is_meant in passage.names]
    return sum(map(min, meant, gold)), sum(gold), sum(meant)
