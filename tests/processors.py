"""``make processors``: the share of rows that other processors' instructions give alike.

The same articles are tabulated as here, then with numpy and OpenBLAS held to older instructions by
their own switches, then, with qemu-user, on emulated processors, where the parser and the ONNX
Runtime too use others. These two have no switches.
"""

import argparse
import collections
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import newsframes as nf
import numpy as np

TABLES = ("articles", "mentions", "actors", "quotes", "figures", "issues")
# No vector instructions but those that every x86-64 has; those of numpy are found out.
SWITCHES = {"OPENBLAS_CORETYPE": "Nehalem"}
QEMU = "qemu-x86_64"


def numpy_features() -> str:
    """Return what numpy finds here beyond its baseline."""
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    return " ".join(name for name in __cpu_dispatch__ if __cpu_features__[name])


def write_rows(texts: list[Path], out: Path) -> None:
    """Tabulate texts and write every row of every table as a line of JSON."""
    tables = nf.tabulate([nf.read_article(path) for path in texts], progress=False)
    lines = [
        f"{name} {row}"
        for name in TABLES
        for row in getattr(tables, name)
        .to_json(orient="records", lines=True, double_precision=15)
        .splitlines()
    ]
    out.write_text("\n".join(lines), "utf-8")


def rows_with(texts: list[Path], settings: dict[str, str], emulated: str | None) -> list[str]:
    """Return the rows that a process of its own makes of texts."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "rows"
        emulator = [QEMU, "-cpu", emulated] if emulated else []
        command = [*emulator, sys.executable, __file__, "--worker", out, *texts]
        subprocess.run(command, check=True, env=os.environ | settings)
        return out.read_text("utf-8").splitlines()


def report(name: str, here: list[str], there: list[str]) -> None:
    """Print the share of rows in common, by table, and the first rows that differ."""
    only_here = collections.Counter(here) - collections.Counter(there)
    only_there = collections.Counter(there) - collections.Counter(here)
    print(f"{name}: {1 - only_here.total() / len(here):.2%} of {len(here)} rows are identical")
    lost = collections.Counter(row.split(maxsplit=1)[0] for row in only_here)
    for table, n in lost.items():
        print(f"  {table}: {n} rows differ")
    for mark, rows in (("-", only_here), ("+", only_there)):
        print(*(f"  {mark} {row[:300]}" for row in list(rows)[:5]), sep="\n")


def main() -> None:
    """Compare, or be the process that tabulates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+", help="files, each of one article")
    parser.add_argument("--worker", type=Path, help="write the rows to this file")
    parser.add_argument("--emulate", nargs="*", default=[], help="processors that qemu knows")
    options = parser.parse_args()
    if options.worker:
        write_rows(options.texts, options.worker)
        return
    here = rows_with(options.texts, {}, None)
    print(f"{len(here)} rows of {len(options.texts)} articles, numpy {np.__version__}", flush=True)
    older = SWITCHES | {"NPY_DISABLE_CPU_FEATURES": numpy_features()}
    report("older instructions by switches", here, rows_with(options.texts, older, None))
    for processor in options.emulate:
        if shutil.which(QEMU) is None:
            raise SystemExit(f"Cannot emulate {processor}: {QEMU} is not installed (qemu-user).")
        report(f"emulated {processor}", here, rows_with(options.texts, {}, processor))


if __name__ == "__main__":
    main()
