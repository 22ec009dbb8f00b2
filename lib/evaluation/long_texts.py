"""Benchmark ``newsframes.tabulate`` on long texts: time must grow with length, not its square."""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import newsframes as nf

# Sizes of the texts in kB, and the most times the first's time that the last may take.
SIZES, MOST = (10, 20, 40, 80, 160, 320), 35


def read_texts(data: Path) -> Iterator[str]:
    """Yield different articles, again and again."""
    articles = list(nf.read_articles(data / "wikinews/wikinews_2019.csv"))
    polnear = sorted((data / "polnear/dev").glob("*.txt"))
    texts = [article.text for article in articles] + [path.read_text("utf-8") for path in polnear]
    while texts:
        yield from texts


def long_text(data: Path, size: int) -> str:
    """Join articles to a text of ``size`` characters."""
    parts, length = [], 0
    for text in read_texts(data):
        parts.append(text)
        length += len(text) + 2
        if length >= size:
            return "\n\n".join(parts)[:size]
    raise ValueError(f"Cannot make a text: {data} holds no articles.")


def many_numbers(_: Path) -> str:
    """Make one sentence of a thousand numbers."""
    counts = ", ".join(f"{n} in ward {n + 1}" for n in range(500))
    return f"The commission counted these ballots: {counts}."


def many_quotes(_: Path) -> str:
    """Make two thousand quotes of forty speakers."""
    first = ("Ana", "Boris", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hugo")
    last = ("Abara", "Bell", "Cruz", "Dahl", "Eze")
    names = [f"{one} {other}" for one in first for other in last]
    said = (f"“The plan of district {n} failed,” {names[n % 40]} said." for n in range(2000))
    return "\n\n".join(said)


def one_paragraph(data: Path) -> str:
    """Put fifty thousand words into one paragraph."""
    words = long_text(data, 400_000).split()
    return " ".join(words[:50_000])


SHAPES: dict[str, Callable[[Path], str]] = {
    "1,000 numbers in one sentence": many_numbers,
    "2,000 quotes": many_quotes,
    "50,000 words in one paragraph": one_paragraph,
}


def measure(text: str) -> tuple[float, float]:
    """Return the processor seconds of one text, and the peak memory of the process in MB."""
    nf.tabulate("Maria Lopez said that 20 people died.")
    begun = time.process_time()
    nf.tabulate(nf.Article(text=text, as_is=True))
    seconds = time.process_time() - begun
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def in_own_process(data: Path, name: str) -> tuple[float, float]:
    """Measure one text in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "evaluation.long_texts", "--data", str(data), "--only", name]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    seconds, memory = json.loads(done.stdout)
    return seconds, memory


def main() -> None:
    """Print the processor seconds and the peak memory of each text; fail if they grow too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", help="one size in kB or one shape, as JSON")
    parser.add_argument("--longest", type=int, default=SIZES[-1], help="the largest size in kB")
    options = parser.parse_args()
    if options.only is not None:
        make = SHAPES.get(options.only)
        text = make(options.data) if make else long_text(options.data, int(options.only) * 1000)
        print(json.dumps(measure(text)))
        return
    sizes = [size for size in SIZES if size <= options.longest]
    found = {}
    for size in sizes:
        found[size], memory = in_own_process(options.data, str(size))
        print(f"{f'{size} kB':<32}{found[size]:8.1f} s {memory:6.0f} MB", flush=True)
    for name in SHAPES:
        seconds, memory = in_own_process(options.data, name)
        print(f"{name:<32}{seconds:8.1f} s {memory:6.0f} MB", flush=True)
    longer, slower = sizes[-1] / sizes[0], found[sizes[-1]] / found[sizes[0]]
    print(f"{longer:.0f} times the text takes {slower:.1f} times the time")
    if slower > longer * MOST / 32:
        sys.exit(f"Too slow: at most {longer * MOST / 32:.0f} times are accepted.")


if __name__ == "__main__":
    main()
