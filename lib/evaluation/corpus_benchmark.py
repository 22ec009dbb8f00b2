"""Measure building and querying a corpus: time, cost beside plain tabulate, memory, size."""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import newsframes as nf
import psutil

from .benchmark import processor

# Weeks by which the days of each copy of an article are later, so that no two texts are the same.
WEEKS = 52
DAY_LINE = "%A, %B %d, %Y"
PLAIN = """import sys, newsframes as nf
tables = nf.tabulate(nf.read_articles(sys.argv[1]), progress=False)
tables.save(sys.argv[2], format="parquet")"""
BUILD = """import sys, newsframes as nf
nf.build_corpus(sys.argv[1], sys.argv[2], workers=int(sys.argv[3]), progress=False)"""
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


@dataclass(frozen=True)
class Cost:
    """What a process and its children cost.

    ``early`` and ``late`` are the largest memory of one process in the first and in the last third
    of the time, in MB.
    """

    seconds: float
    cpu: float
    early: float
    late: float


def copies_of(articles: Sequence[nf.Article], n: int) -> Iterator[dict[str, str | None]]:
    """Yield articles n times, each copy of another year by its day and its first line."""
    for copy in range(n):
        shift = timedelta(weeks=WEEKS * copy)
        for article in articles:
            day = date.fromisoformat(str(article.published)) + shift
            line, _, rest = article.text.partition("\n")
            body = rest if str(day.year - shift.days // 364) in line[-8:] else article.text
            yield {
                "text": f"{day.strftime(DAY_LINE)}\n{body}", "title": article.title,
                "date": day.isoformat(), "source": article.source,
            }  # fmt: skip


def measure(script: str, *arguments: object, cores: int | None = None) -> Cost:
    """Run a script in a process of its own, on the first cores only if a number is given."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)])
    if cores:
        os.sched_setaffinity(process.pid, set(sorted(os.sched_getaffinity(0))[:cores]))
    sizes = []
    while process.poll() is None:
        sizes.append((time.perf_counter(), _largest(process.pid)))
        time.sleep(0.25)
    seconds = time.perf_counter() - begun
    if process.returncode:
        sys.exit(f"Cannot measure: the process ended with {process.returncode}.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    third = seconds / 3
    early = max((size for at, size in sizes if at - begun <= third), default=0.0)
    late = max((size for at, size in sizes if at - begun >= 2 * third), default=0.0)
    return Cost(seconds, cpu, early, late)


def _largest(pid: int) -> float:
    """Return the memory of the largest process among one and its descendants, in MB."""
    sizes = [0.0]
    try:
        process = psutil.Process(pid)
        for one in [process, *process.children(recursive=True)]:
            sizes.append(one.memory_info().rss / 1e6)
    except psutil.NoSuchProcess:
        pass  # it ended meanwhile
    return max(sizes)


def bytes_of(folder: Path) -> int:
    """Return the bytes of all Parquet files of a corpus."""
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


def figures_of(articles: Sequence[nf.Article], counts: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield what is measured, with its value."""
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            source, n = Path(folder, f"{count}.jsonl"), count * len(articles)
            with source.open("w", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(one)}\n" for one in copies_of(articles, count))
            label, out = f"{n:,} articles", Path(folder, f"out-{count}")
            if count == counts[0]:
                plain = measure(PLAIN, source, Path(folder, "plain"))
                yield f"{label}, plain tabulate", _cost(plain, n)
            one = measure(BUILD, source, out, 1)
            yield f"{label}, one worker", _cost(one, n)
            if count == counts[0]:
                ratios = f"{one.cpu / plain.cpu:.2f} (processor), {one.seconds / plain.seconds:.2f}"
                yield f"{label}, one worker against plain tabulate", f"{ratios} (clock)"
                alone = measure(BUILD, source, Path(folder, "alone"), 1, cores=1)
                yield f"{label}, one worker on one core", _cost(alone, n)
                two = measure(BUILD, source, Path(folder, "two"), 2, cores=2)
                yield f"{label}, two workers on two cores", _cost(two, n)
                yield (
                    "two workers on two cores against one on one core",
                    f"{alone.seconds / two.seconds:.2f} times as fast",
                )
            yield (
                f"{label}, largest process, first and last third of the run",
                f"{one.early:,.0f} MB, {one.late:,.0f} MB",
            )
            yield f"{label}, Parquet", f"{bytes_of(out) / n / 1000:.1f} kB an article"
            corpus = nf.Corpus(out)
            for name, query in QUESTIONS.items():
                corpus.sql(query).fetchall()
                begun = time.perf_counter()
                corpus.sql(query).fetchall()
                yield f"{label}, {name}", f"{1000 * (time.perf_counter() - begun):,.0f} ms"


def _cost(cost: Cost, n: int) -> str:
    return (
        f"{cost.seconds:,.1f} s, {1000 * cost.seconds / n:,.0f} ms an article"
        f" ({1000 * cost.cpu / n:,.0f} ms of processor)"
    )


def main() -> None:
    """Measure, print, and write what was measured for the docs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10], help="of each article")
    parser.add_argument("--articles", type=int, default=None, help="take the first of them only")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    articles = nf.read_articles(given.data / "wikinews/wikinews_2019.csv")[: given.articles]
    load = f"{os.getloadavg()[0]:.1f}"
    figures = {}
    for name, value in figures_of(articles, given.copies):
        figures[name] = value
        print(f"{name}: {value}", flush=True)
    found = {
        "date": date.today().isoformat(), "processor": processor(),
        "cores": os.cpu_count(), "load": load, "figures": figures,
    }  # fmt: skip
    if given.write:
        given.write.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
