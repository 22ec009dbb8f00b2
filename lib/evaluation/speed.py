"""Compare tabulate with stock spaCy and with a chain of packages, each in its own process."""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import newsframes as nf
from newsframes.reader import default_encoder
from newsframes.reader.wordpieces import split_pieces

from .benchmark import STOCK_PIPELINE, processor

N_ARTICLES = 60
# Multiply-adds of a wordpiece: seven layers of 768, attention over 200 wordpieces apart.
PRODUCTS = 49.5e6
OURS = "newsframes.tabulate"


def ours(texts: list[str]) -> dict[str, float]:
    """Measure tabulate in this process."""
    reader = nf.Reader.load()
    nf.tabulate([nf.Article(text=text) for text in texts[:2]], reader=reader, progress=False)
    begun, busy = time.perf_counter(), time.process_time()
    nf.tabulate([nf.Article(text=text) for text in texts], reader=reader, progress=False)
    spent, used = time.perf_counter() - begun, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"cpu": used, "seconds": spent, "memory": peak}


def encoder_seconds(texts: list[str]) -> tuple[int, float]:
    """Return the wordpieces of texts and the processor seconds of encoding them."""
    encoder = default_encoder()
    encoder.mark(texts[0])
    begun = time.process_time()
    for text in texts:
        encoder.mark(text)
    used = time.process_time() - begun
    return sum(len(split_pieces(text, encoder.tokenizer).ids) for text in texts), used


def run(command: list[str], texts: list[str], *, finds_ours: bool = False) -> dict[str, float]:
    """Measure in a process of its own, which gets the texts as JSON.

    Only ours finds this library: spaCy imports whatever it finds that adds a component to it.
    """
    surroundings = {
        name: value for name, value in os.environ.items() if finds_ours or name != "PYTHONPATH"
    }
    done = subprocess.run(
        command, input=json.dumps(texts), stdout=subprocess.PIPE, text=True, check=True,
        env=surroundings,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def page(
    found: dict[str, dict[str, float]], texts: list[str], pieces: int, used: float, load: float
) -> str:
    """Return docs/speed.md."""
    size = sum(len(text.encode()) for text in texts) / 1000
    rows = [
        f"| {name} | {len(texts) / one['cpu']:.1f} | {size / one['cpu']:.1f}"
        f" | {one['cpu'] / len(texts):.3f} | {one['memory']:.0f}"
        f" | {found[OURS]['cpu'] / one['cpu']:.2f} |"
        for name, one in found.items()
    ]
    lines = [
        "# Speed", "",
        "`make bench` writes this page. Each line is a process of its own that reads the same texts"
        f" ({len(texts)} articles of Wikinews, {size / len(texts):.1f} kB each) after two to warm"
        " up. Seconds are the processor's, which other work on the machine disturbs less than"
        " clock time.", "",
        f"Processor: {processor()}; load average before it {load:.0f} (a machine at rest has 0).",
        "",
        "| what | articles a CPU second | kB a CPU second | CPU seconds an article"
        " | peak memory, MB"
        " | times as fast as ours |",
        "| --- | --: | --: | --: | --: | --: |", *rows, "",
        "The chain is stock"
        " spaCy, `textacy.extract.direct_quotations` and `quantulum3.parser.parse` without its"
        " classifier, which does not load with today's scikit-learn. textacy refuses texts with an"
        " odd number of quotation marks; these are counted as read.", "",
        "## Where the encoder stands", "",
        f"A wordpiece takes {PRODUCTS / 1e6:.1f} million multiply-adds in the matrices of seven"
        f" layers. {pieces:,} wordpieces took {used:.1f} CPU seconds, so"
        f" {pieces * PRODUCTS / used / 1e9:.0f} billion multiply-adds a second of one core, those"
        " that are read twice for context not counted. A core with 512-bit VNNI does 64 eight-bit"
        " ones an instruction: at 2.5 GHz and one instruction a cycle 160 billion a second, at two"
        " instructions 320.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Measure and write the page; ``--only`` measures tabulate alone, for a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--chain", help="the Python that has textacy and quantulum3")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--articles", type=int, default=N_ARTICLES)
    parser.add_argument("--only", action="store_true")
    options = parser.parse_args()
    if options.only:
        print(json.dumps(ours(json.load(sys.stdin))))
        return
    articles = nf.read_articles(options.data / "wikinews/wikinews_2019.csv")
    texts = [article.text for article in articles][: options.articles]
    load = os.getloadavg()[0]
    worker = str(Path(__file__).with_name("chain.py"))
    found = {"stock spaCy small": run([sys.executable, worker, STOCK_PIPELINE, "stock"], texts)}
    if options.chain:
        found["spaCy + textacy + quantulum3"] = run(
            [options.chain, worker, STOCK_PIPELINE, "chain"], texts
        )
    found[OURS] = run([sys.executable, "-m", "evaluation.speed", "--only"], texts, finds_ours=True)
    made = page(found, texts, *encoder_seconds(texts), load)
    print(made)
    if options.write:
        options.write.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
