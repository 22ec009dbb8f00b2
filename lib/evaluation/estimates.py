"""Measures over documents, each with a bootstrap interval by document."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

DRAWS, SEED = 1000, 20220110
Offsets = tuple[int, int]


@dataclass(frozen=True)
class Score:
    """One figure in percent, with its 95% interval; ``n`` counts the gold items."""

    name: str
    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return (
            f"{self.name:<58} {self.value:5.1f}  [{self.low:.1f}, {self.high:.1f}]  n = {self.n:,}"
        )


def f1(name: str, counts: Iterable[tuple[int, int, int]]) -> Score:
    """F1 of (hits, gold, found) a document."""
    return _bootstrap(
        name, counts, lambda hits, gold, found: 200 * hits / np.maximum(gold + found, 1)
    )


def share(name: str, counts: Iterable[tuple[int, int]]) -> Score:
    """Percentage of (hits, gold) a document."""
    return _bootstrap(
        name,
        ((hits, gold) for hits, gold in counts),
        lambda hits, gold: 100 * hits / np.maximum(gold, 1),
    )


def conll(name: str, counts: Iterable[tuple[float, ...]]) -> Score:
    """Mean F1 of MUC, B-cubed and CEAF-e, of what ``chains.count_links`` counts.

    N is the gold mentions.
    """
    rows = [(row[4], row[5], *row[:4], *row[6:]) for row in counts]
    return _bootstrap(name, rows, _mean_of_three)


def _mean_of_three(*sums: np.ndarray) -> np.ndarray:
    """Return the CoNLL score from summed (hits, all) of recall and precision of its measures.

    B-cubed recall comes first.
    """
    b_recall, muc_recall, muc_precision, b_precision, ceaf_recall, ceaf_precision = (
        hits / np.maximum(total, 1) for hits, total in zip(sums[::2], sums[1::2], strict=True)
    )
    pairs = [(muc_recall, muc_precision), (b_recall, b_precision), (ceaf_recall, ceaf_precision)]
    return 100 * sum(2 * r * p / np.maximum(r + p, 1e-9) for r, p in pairs) / 3


def _bootstrap(name: str, counts: Iterable[tuple[int, ...]], measure) -> Score:
    """Resample documents with replacement (Efron 1979, percentiles)."""
    table = np.array(list(counts), np.float64)
    draws = np.random.default_rng(SEED).integers(0, len(table), (DRAWS, len(table)))
    values = measure(*table[draws].sum(axis=1).T)
    low, high = np.percentile(values, [2.5, 97.5])
    whole = measure(*table.sum(axis=0))
    return Score(
        name,
        round(float(whole), 1),
        round(float(low), 1),
        round(float(high), 1),
        int(table[:, 1].sum()),
    )


def trim(text: str, start: int, end: int) -> Offsets:
    """Strip punctuation and white space from both edges."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def matched(gold: set, found: set) -> tuple[int, int, int]:
    """Count (hits, gold, found) of exact matches."""
    return len(gold & found), len(gold), len(found)


def overlaps(gold: list[Offsets], found: list[Offsets]) -> bool:
    """Return True if two sets of fragments share more than half of either's characters."""
    one, other = (
        {at for start, end in spans for at in range(start, end)} for spans in (gold, found)
    )
    return 2 * len(one & other) > max(len(one), len(other))
