"""A still table to read: text whole and to the left, numbers to the right, nothing empty."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from numbers import Integral, Real
from textwrap import wrap

import pandas as pd

from ..tables.linked import Tables
from ..tables.rendering import render

ROWS = 10
# Columns of longer texts get room, so that no word is broken; others stay on one line.
LONG_TEXT, WIDEST_EM = 24, 26
# In plain text, in characters.
WIDEST_PLAIN = 60
SPACE = re.compile(r"\s")
# Below it a number is written as in a sentence or an offset: 2000, but 20,000.
FIRST_WITH_COMMAS = 10_000
SHARE_DIGITS = 2


@dataclass(frozen=True)
class ReadColumn:
    """A column as it is read: its name, its texts, and how they are set."""

    name: str
    texts: tuple[str, ...]
    is_number: bool

    @property
    def style(self) -> str:
        """Inline style of its cells; JupyterLab aligns all to the right else."""
        if self.is_number:
            return "text-align:right;white-space:nowrap"
        longest = max(map(len, self.texts), default=0)
        if not any(SPACE.search(text) for text in self.texts):
            # Ids and days would be broken at a hyphen on a page that lets names wrap.
            return "text-align:left;white-space:pre"
        if longest <= LONG_TEXT:
            return "text-align:left;white-space:nowrap"
        width = min(WIDEST_EM, max(10, longest // 5))
        return f"text-align:left;white-space:normal;min-width:{width}em"

    def lines(self) -> list[list[str]]:
        """Return the lines of its name and of each of its texts, padded to one width."""
        cells = [wrap(text, WIDEST_PLAIN) or [""] for text in (self.name, *self.texts)]
        width = max(len(line) for cell in cells for line in cell)
        pad = str.rjust if self.is_number else str.ljust
        return [[pad(line, width) for line in cell] for cell in cells]


class ReadingTable:
    """The first rows of a frame, each text whole; it shows itself in a notebook.

    Parameters
    ----------
    frame
        Any frame; a named index becomes a column, another is left out.
    n_rows
        How many rows to show.
    """

    def __init__(self, frame: pd.DataFrame, n_rows: int = ROWS) -> None:
        self.frame = frame
        named = [name for name in frame.index.names if name is not None]
        flat = frame.reset_index() if named else frame
        shown = flat.head(n_rows)
        is_empty = shown.isna().all() if len(shown) else pd.Series(False, shown.columns)
        self.left_out = [str(name) for name in shown.columns[is_empty]]
        self.columns = [
            _column(name, shown[name]) for name in shown.columns if str(name) not in self.left_out
        ]
        self.n_shown = len(shown)

    @property
    def note(self) -> str:
        """What is not shown; empty if everything is."""
        notes = []
        if not self.n_shown:
            notes.append("No rows.")
        elif self.n_shown < len(self.frame):
            notes.append(f"{self.n_shown} of {len(self.frame):,} rows.")
        if self.left_out:
            notes.append(f"Empty, so left out: {', '.join(self.left_out)}.")
        return " ".join(notes)

    def __repr__(self) -> str:
        """Return every text whole, long ones on several lines."""
        blocks = [column.lines() for column in self.columns] if self.n_shown else []
        lines = [
            "  ".join(cells).rstrip()
            for row in zip(*blocks, strict=True)
            for cells in _side_by_side(row)
        ]
        return "\n".join([*lines, *filter(None, [self.note])])

    def _repr_html_(self) -> str:
        rows = list(zip(*(column.texts for column in self.columns), strict=True))
        return render("reading_table", columns=self.columns, rows=rows, note=self.note)


def show(frame: pd.DataFrame, *, n_rows: int = ROWS) -> ReadingTable:
    """Show the first rows of a frame to be read: texts whole and left-aligned, nothing empty.

    pandas cuts a text at 50 characters and JupyterLab aligns it to the right. ``browse`` shows a
    table to search and sort.

    Parameters
    ----------
    frame
        Any frame, such as ``tables.quotes``; it is not changed.
    n_rows
        How many rows to show.

    Returns
    -------
    ReadingTable
        Shows itself in a notebook. Columns without any value are left out, and named below.

    Raises
    ------
    TypeError
        If it is no frame.

    Examples
    --------
    >>> show(pd.DataFrame({"said": ["All quiet."], "by": ["Ann"], "of": [None]}))
    said        by
    All quiet.  Ann
    Empty, so left out: of.
    """
    check_is_frame(frame, "show")
    return ReadingTable(frame, n_rows)


def check_is_frame(given: object, verb: str) -> None:
    """Refuse what is no frame.

    Parameters
    ----------
    given
        What is to be shown.
    verb
        What cannot be done with it.

    Raises
    ------
    TypeError
        If it is no frame.
    """
    if isinstance(given, Tables):
        names = ", ".join(f"tables.{name}" for name in given.frames())
        raise TypeError(f"Cannot {verb} Tables. Expected one of their frames: {names}.")
    if not isinstance(given, pd.DataFrame):
        raise TypeError(
            f"Cannot {verb} a {type(given).__name__}. Expected a DataFrame, such as tables.quotes;"
            " turn a Series into one with to_frame()."
        )


def _side_by_side(cells: tuple[list[str], ...]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the cells of a row, the shorter cells filled up with spaces."""
    for at in range(max(map(len, cells))):
        yield tuple(cell[at] if at < len(cell) else " " * len(cell[0]) for cell in cells)


def _column(name: Hashable, values: pd.Series) -> ReadColumn:
    is_number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    if is_number and _is_share(values):
        texts = ["" if pd.isna(value) else f"{value:.{SHARE_DIGITS}f}" for value in values]
        return ReadColumn(str(name), tuple(texts), is_number)
    return ReadColumn(str(name), tuple(map(_written, values)), is_number)


def _is_share(values: pd.Series) -> bool:
    """Return True if numbers are shares or probabilities: from 0 to 1, and not all whole."""
    known = values.dropna().astype(float)
    return bool(known.between(0, 1).all() and (known % 1 > 0).any())


def _written(value: object) -> str:
    """Return a value as it is read."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if pd.isna(value):
        return ""
    if isinstance(value, bool) or pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if isinstance(value, Real) and not isinstance(value, Integral):
        return _written_number(float(value))
    return _written_number(int(value)) if isinstance(value, Integral) else str(value)


def _written_number(value: float) -> str:
    """Return a number with commas from 10,000, and without a point where it is whole."""
    if value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else "−∞"
    whole = int(value) if value == int(value) else value
    return f"{whole:,}" if abs(whole) >= FIRST_WITH_COMMAS else str(whole)
