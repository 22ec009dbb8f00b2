"""Measure building and querying a corpus: time, cost beside plain tabulate, memory, size."""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import newsframes as nf
from newsframes.corpus.building import SIZE

from .benchmark import processor
from .many_copies import write_copies
from .process_cost import ITSELF, STARTED, Cost, measure

PLAIN = """import sys, newsframes as nf
tables = nf.tabulate(nf.read_articles(sys.argv[1]), progress=False)
tables.save(sys.argv[2], format="parquet")"""
BUILD = """import sys, newsframes as nf
workers, size = map(int, sys.argv[3:])
nf.build_corpus(sys.argv[1], sys.argv[2], workers=workers, size=size, progress=False)"""
QUESTIONS = {
    "who is quoted most": "SELECT speaker_name, count(*) AS n FROM quotes GROUP BY 1"
    " ORDER BY n DESC LIMIT 20",
    "who denies, by month": "SELECT left(published, 7), speaker_name, count(*) FROM quotes JOIN"
    " articles USING (article_id) WHERE stance = 'deny' GROUP BY 1, 2",
    "a word in quotes (KWIC)": "SELECT article_id, text FROM quotes WHERE text ILIKE '%climate%'",
    "highest death tolls, with claimant": "SELECT claimant_name, low, text FROM figures WHERE"
    " event = 'killed' ORDER BY low DESC LIMIT 20",
    "who is quoted in the same article": "SELECT a.speaker_name, b.speaker_name, count(*) FROM"
    " quotes AS a JOIN quotes AS b USING (article_id) WHERE a.speaker_name < b.speaker_name"
    " GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 20",
}
# In batches of the usual size 171 articles are four, of which one worker gets a larger half.
SMALL = 16
# Where memory is compared: in the second tenth of the time everything is loaded; in the last one
# near copies are looked for, too.
SECOND, LATE = 1, (-2, -1)
# The measure by which runs of different sizes are compared.
PROCESSOR = "processor time"
# How often a question is asked.
ASKED = 5
Figures = Iterator[tuple[str, str]]


def beside_plain(source: Path, n: int, folder: Path, repeats: int) -> Figures:
    """Yield what one worker costs beside plain tabulate, by the median of several runs."""
    plain, one = [], []
    for run in range(repeats):  # in turn, so that what else runs disturbs both alike
        plain.append(measure(PLAIN, source, folder / f"plain-{run}"))
        one.append(measure(BUILD, source, folder / f"one-{run}", 1, SIZE))
    yield "plain tabulate", _cost(plain, n)
    yield "one worker", _cost(one, n)
    pairs = [*zip(one, plain, strict=True)]
    yield (
        "one worker against plain tabulate",
        f"{_median(ours.cpu / theirs.cpu for ours, theirs in pairs)} (processor),"
        f" {_median(ours.seconds / theirs.seconds for ours, theirs in pairs)} (clock)",
    )


def two_workers(source: Path, n: int, folder: Path, repeats: int) -> Figures:
    """Yield what two workers on two cores gain over one on one core."""
    one, two = [], []
    for run in range(repeats):
        one.append(measure(BUILD, source, folder / f"alone-{run}", 1, SMALL, cores=1))
        two.append(measure(BUILD, source, folder / f"two-{run}", 2, SMALL, cores=2))
    yield f"one worker on one core, {SMALL} a batch", _cost(one, n)
    yield f"two workers on two cores, {SMALL} a batch", _cost(two, n)
    ratio = _median(alone.seconds / both.seconds for alone, both in zip(one, two, strict=True))
    yield "two workers on two cores against one on one core", f"{ratio} times as fast"


def many(source: Path, n: int, folder: Path, repeats: int) -> Figures:
    """Yield cost, memory, size and the time of questions of a corpus that two workers build."""
    cost = measure(BUILD, source, folder / "out", 2, SIZE)
    yield "two workers", f"{cost.seconds:,.0f} s, {1000 * cost.seconds / n:,.1f} ms each"
    yield PROCESSOR, f"{1000 * cost.cpu / n:,.1f} ms each"
    yield f"{PROCESSOR}, process that streams", f"{cost.own_cpu:.1f} s in all"
    for kind, name in ((STARTED, "largest process that reads"), (ITSELF, "process that streams")):
        sizes = cost.memory[kind]
        listed = ", ".join(f"{size:.0f}" for size in sizes)
        changes = [100 * (sizes[part] / max(sizes[SECOND], 1) - 1) for part in LATE]
        yield f"{name}, each tenth of the run", f"{listed} MB"
        said = ", ".join(f"{change:+.0f} %" for change in changes)
        yield f"{name}, ninth and last tenth against second", said
    yield "Parquet", f"{_bytes_of(folder / 'out') / n / 1000:.1f} kB each"
    corpus = nf.Corpus(folder / "out")
    for name, query in QUESTIONS.items():
        yield f"question: {name}", f"{median(_times(corpus, query)):,.0f} ms"


def _times(corpus: nf.Corpus, query: str) -> Iterator[float]:
    for _ in range(ASKED):
        begun = time.perf_counter()
        corpus.sql(query).fetchall()
        yield 1000 * (time.perf_counter() - begun)


def _bytes_of(folder: Path) -> int:
    """Return the bytes of all Parquet files of a corpus."""
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


def _cost(costs: Sequence[Cost], n: int) -> str:
    seconds = median(cost.seconds for cost in costs)
    cpu = median(cost.cpu for cost in costs)
    return (
        f"{seconds:,.1f} s, {1000 * seconds / n:,.1f} ms each"
        f" ({1000 * cpu / n:,.1f} ms of processor)"
    )


def _median(values: Iterable[float]) -> str:
    return f"{median(values):.2f}"


class Record:
    """What was measured, by part; one that is measured anew takes the place of its old figures.

    Parameters
    ----------
    path
        JSON file that keeps it; None to print alone.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.parts: dict[str, Any] = {}
        if path is not None and path.is_file():
            self.parts = json.loads(path.read_text("utf-8"))

    def add(self, name: str, load: float, figures: Figures) -> None:
        """Print the figures of a part, and write them with the day, the processor and the load."""
        found = {}
        for figure, value in figures:
            found[figure] = value
            print(f"{name}, {figure}: {value}", flush=True)
        self.parts[name] = {
            "date": date.today().isoformat(), "processor": processor(), "cores": os.cpu_count(),
            "load": f"{load:.1f}", "figures": found,
        }  # fmt: skip
        if self.path:
            text = json.dumps(self.parts, indent=1, ensure_ascii=False)
            self.path.write_text(f"{text}\n", "utf-8")


# How a part is measured, and whether of leads.
PARTS: dict[str, tuple[Callable[[Path, int, Path, int], Figures], bool]] = {
    "plain": (beside_plain, False), "workers": (two_workers, False),
    "whole": (many, False), "leads": (many, True),
}  # fmt: skip


def main() -> None:
    """Measure, print, and write what was measured for the docs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=[*PARTS])
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10], help="of whole articles")
    parser.add_argument("--leads", type=int, nargs="+", default=[10], help="copies of leads")
    parser.add_argument("--articles", type=int, default=None, help="take the first of them only")
    parser.add_argument("--repeats", type=int, default=3, help="of what is compared")
    parser.add_argument("--write", type=Path, help="JSON file; its other parts stay")
    given = parser.parse_args()
    articles = nf.read_articles(given.data / "wikinews/wikinews_2019.csv")[: given.articles]
    record = Record(given.write)
    counts = {"whole": given.copies, "leads": given.leads}
    for part in given.parts:
        figures, is_lead = PARTS[part]
        for count in counts.get(part, [1]):
            n, load = count * len(articles), os.getloadavg()[0]
            name = f"{n:,} {'leads' if is_lead else 'articles'}"
            name = name if part in counts else f"{name}, {part}"
            with tempfile.TemporaryDirectory() as folder:
                source = Path(folder, "source.jsonl")
                write_copies(source, articles, count, is_lead=is_lead)
                record.add(name, load, figures(source, n, Path(folder), given.repeats))


if __name__ == "__main__":
    main()
