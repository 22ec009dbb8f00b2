"""The part of docs/corpus.md that ``make docs`` writes: what ``make corpus-bench`` measured."""

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

MEASURED = Path(__file__).parent.parent / "lib/newsframes/reader/model/corpus-bench.json"
# The measures of the cost of a corpus, as evaluation.corpus_benchmark names them.
PROCESSOR = "processor time"
# Dollars for which a core is rented for an hour.
CORE_HOUR = (0.03, 0.05)
Parts = dict[str, dict[str, Any]]


def corpus_table() -> str:
    """List what ``make corpus-bench`` measured, part by part."""
    parts = json.loads(MEASURED.read_text("utf-8"))
    lines = []
    for name in sorted(parts, key=lambda name: (_count_in(name), name)):
        part = parts[name]
        lines += [
            f"**{name}**, measured on {part['date']}, on {part['cores']} cores of"
            f" {part['processor']}; load average before it {part['load']}.",
            "",
            "| measure | value |", "| --- | --: |",
            *(f"| {measure} | {value} |" for measure, value in part["figures"].items()),
            "",
        ]  # fmt: skip
    lines += [_growth(parts, kind) for kind in ("articles", "leads")]
    return "\n".join([*lines, *_at_scale(parts)]) + "\n"


def _growth(parts: Parts, kind: str) -> str:
    """Return the cost of each further article or lead; the start of the processes is left out."""
    costs = _by_size(parts, kind, PROCESSOR)
    steps = [
        (few, many, (many * costs[many] - few * costs[few]) / (many - few))
        for few, many in pairwise(sorted(costs))
    ]
    said = ", ".join(f"{cost:.1f} ms from {few:,} to {many:,}" for few, many, cost in steps)
    change = f": {100 * (steps[-1][2] / steps[0][2] - 1):+.1f} %" if len(steps) > 1 else ""
    return f"- Processor time of each further one of the {kind}: {said}{change}."


def _at_scale(parts: Parts) -> Iterable[str]:
    """Compute from the largest corpus of whole articles what a million and more would cost."""
    articles, sizes = (_by_size(parts, "articles", name) for name in (PROCESSOR, "Parquet"))
    many = max(articles)
    for n, name in ((1e6, "A million"), (1e8, "A hundred million")):
        hours = n * articles[many] / 1000 / 3600
        low, high = (f"{_rounded(rate * hours):,}" for rate in CORE_HOUR)
        yield (
            f"- {name} at the cost of each of {many:,}: {_rounded(hours):,} core hours, {low} to"
            f" {high} dollars; {_rounded(n * sizes[many] / 1e6):,} GB of Parquet."
        )


def _by_size(parts: Parts, kind: str, measure: str) -> dict[int, float]:
    """Return the number that a measure begins with for each corpus of a kind, by its size."""
    return {
        _count_in(name): float(part["figures"][measure].split()[0].replace(",", ""))
        for name, part in parts.items()
        if name.endswith(kind) and measure in part["figures"]
    }


def _rounded(value: float) -> int:
    """Round to two digits."""
    return int(float(f"{value:.1e}"))


def _count_in(name: str) -> int:
    return int(name.split()[0].replace(",", ""))
