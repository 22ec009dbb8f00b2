"""Time what ``make run`` does with an article after installation: tables, report and notebook."""

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

DO_NOT_KEEP = "PYTHONDONTWRITEBYTECODE"
NOTEBOOK = Path("notebooks/99-your-article.ipynb")


def run_once(article: Path, folder: Path) -> tuple[float, float]:
    """Run the command in processes of its own.

    Parameters
    ----------
    article
        What is read.
    folder
        Where it writes to.

    Returns
    -------
    tuple
        Seconds that passed, and processor seconds of the command and of the notebook's kernel.
    """
    command = [sys.executable, "-m", "newsframes", "report", str(article), "--quiet"]
    # Otherwise every run would compile a thousand modules, which people's first run keeps.
    kept = {name: value for name, value in os.environ.items() if name != DO_NOT_KEEP}
    begun, before = time.perf_counter(), _processor_seconds()
    command += ["--out", str(folder), "--notebook", str(NOTEBOOK)]
    subprocess.run(command, check=True, env=kept)
    return time.perf_counter() - begun, _processor_seconds() - before


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the least of some runs, the first of which is not counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("article", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        times = [run_once(options.article, Path(folder)) for _ in range(options.runs + 1)][1:]
    passed, used = (min(column) for column in zip(*times, strict=True))
    size = options.article.stat().st_size / 1000
    print(f"{options.article.name}, {size:.1f} kB: report and notebook, least of {options.runs}")
    print(f"{passed:.1f} s passed, {used:.1f} processor seconds on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
