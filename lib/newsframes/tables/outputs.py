"""The files that a run writes to a folder, by name: those of an earlier run are removed."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from .schema import CONTRACT
from .storage import FORMATS

TABLES = {f"{name}.{format}" for name in CONTRACT for format in FORMATS}
REPORT = re.compile(r"report(?:-[0-9a-f]{12})?\.(?:html|md)")
NOTEBOOK = "99-your-article.ipynb"
# The key in a notebook's metadata that says that it was run by newsframes on a given article.
MARK = "newsframes"


def remove_outputs(folder: Path, *, inputs: Iterable[str | Path] = ()) -> None:
    """Remove the tables, reports and the notebook of an earlier run, and nothing else.

    Parameters
    ----------
    folder
        Where they lie; it may be absent.
    inputs
        Files and folders that are about to be read. A file among them stays; if ``folder`` is one
        of them, everything stays, because outputs cannot be told from articles there.
    """
    kept = {Path(source).resolve() for source in inputs}
    if not folder.is_dir() or folder.resolve() in kept:
        return
    for path in sorted(folder.iterdir()):
        if path.resolve() not in kept and _is_output(path):
            path.unlink()


def _is_output(path: Path) -> bool:
    """Return True for a file of a name that a run gives; a notebook must bear the mark of one."""
    if not path.is_file():
        return False
    if path.name == NOTEBOOK:
        try:
            return MARK in json.loads(path.read_text("utf-8"))["metadata"]
        except (ValueError, LookupError, TypeError):
            return False  # no notebook, so none of ours
    return path.name in TABLES or REPORT.fullmatch(path.name) is not None
