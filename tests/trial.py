"""Run the notebook for one's own article on every article of a file, and on an empty, a short and a long one.

One kernel runs them all, one after the other; the notebook's cells are what a user would run.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import newsframes as nf
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from newsframes.views.rerun import with_article
from tqdm.auto import tqdm

NOTEBOOK = Path(__file__).parent.parent / "notebooks/99-your-article.ipynb"
LONG = 60_000


def articles(source: Path) -> Iterator[tuple[str, str]]:
    """Yield a name and a text for each article, the odd ones first."""
    found = nf.read_articles(source)
    yield "empty", ""
    yield "one sentence", "Police said 26 people were killed."
    yield f"{LONG:,} characters", "\n\n".join(article.text for article in found)[:LONG]
    for article in found:
        yield article.title or article.article_id, article.text


def run(source: Path) -> list[str]:
    """Run the notebook on each; return what went wrong."""
    faults = []
    cases = list(articles(source))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_text(cases[0][1], "utf-8")
        client = NotebookClient(
            with_article(NOTEBOOK, str(file)), timeout=300, kernel_name="python3",
            resources={"metadata": {"path": str(NOTEBOOK.parent)}},
        )  # fmt: skip
        with client.setup_kernel():
            for name, text in tqdm(cases, desc="running", unit="article"):
                file.write_text(text, "utf-8")
                client.nb = with_article(NOTEBOOK, str(file))
                try:
                    for place, cell in enumerate(client.nb.cells):
                        client.execute_cell(cell, place)
                except CellExecutionError as error:
                    faults.append(f"{name}: {str(error).strip().splitlines()[-1]}")
    print(f"{NOTEBOOK.name}: {len(cases) - len(faults)} of {len(cases)} articles without an error")  # noqa: T201
    return faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="JSONL, CSV, Parquet or a folder")
    if left := run(parser.parse_args().source):
        sys.exit("\n".join(left))
