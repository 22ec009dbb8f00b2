"""What charts are made of: panels of rows, and marks on a scale in each row."""

import math
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Literal

Look = Literal[
    "bar", "range", "interval", "vague", "more", "less", "dot", "ring", "diamond", "cross", "tick",
    "small cross", "point", "cell",
]  # fmt: skip
# Tints of the one hue: the words of a speaker in quotation marks, partly so, and paraphrased.
TINTS = {"direct": 1.0, "mixed": 0.42, "indirect": 0.0}
KEY = "■\u00a0in quotation marks ■\u00a0partly ■\u00a0paraphrased"
# What stands at a row that is to be checked.
CHECK = "check"
# A letter is legible on tints up to this one, light and dark.
LETTERED = 0.45
# Above this number, the marks of a panel are counted in bins.
MOST_MARKS = 150
BINS = 40
DENSE = f"counted in {BINS} parts of it, stronger for more"


@dataclass(frozen=True)
class Mark:
    """A mark from ``start`` to ``end`` on the scale of its panel, with the sentence it stands for.

    ``tint`` is the share of the hue in its filling; hatched and muted marks are grey. ``rows`` are
    those that it counts, if they are not ``row_id`` alone; it is unsure if all of them are.
    """

    look: Look
    start: float
    end: float
    note: str = ""
    row_id: str = ""
    tint: float = 1.0
    letter: str = ""
    is_hatched: bool = False
    is_muted: bool = False
    rows: tuple[str, ...] = ()
    is_unsure: bool = False

    @property
    def row_ids(self) -> tuple[str, ...]:
        """Return the rows that it stands for."""
        return self.rows or ((self.row_id,) if self.row_id else ())


@dataclass(frozen=True)
class ChartRow:
    """A row: its label, its marks, and what is said beside them.

    ``step`` is the place from which a step leads down to the mark; ``under`` stands below the
    label, and ``check`` below it, if rows that it rests on are to be checked.
    """

    label: str
    marks: tuple[Mark, ...] = ()
    text: str = ""
    under: str = ""
    is_struck: bool = False
    step: float | None = None
    check: str = ""


@dataclass(frozen=True)
class Scale:
    """From which value to which the lane of the marks goes."""

    low: float = 0.0
    high: float = 1.0
    is_log: bool = False

    def share(self, value: float) -> float:
        """Return where a value lies, from 0 to 1.

        Parameters
        ----------
        value
            In the unit of the scale; what is beyond its ends lies at them.

        Examples
        --------
        >>> Scale(1, 100, is_log=True).share(10)
        0.5
        """
        value = min(max(value, self.low), self.high)
        low, at, high = (math.log10(x) if self.is_log else x for x in (self.low, value, self.high))
        return (at - low) / ((high - low) or 1)


@dataclass(frozen=True)
class Panel:
    """Rows with one scale; or a matrix, if its columns have names."""

    rows: tuple[ChartRow, ...]
    scale: Scale = field(default_factory=Scale)
    heading: str = ""
    aside: str = ""
    ticks: tuple[tuple[float, str], ...] = ()
    columns: tuple[str, ...] = ()
    rest: str = ""
    has_lanes: bool = False


def bars(rows: Iterable[ChartRow], *, rest: str = "") -> tuple[Panel, ...]:
    """Return a panel of bars from zero.

    Parameters
    ----------
    rows
        With marks that are bars, in their order.
    rest
        What is said of the rows that have no place.

    Examples
    --------
    >>> (panel,) = bars([ChartRow("a", (Mark("bar", 0, 3),)), ChartRow("b", (Mark("bar", 0, 5),))])
    >>> panel.scale.high
    5
    """
    rows = tuple(rows)
    widest = max((mark.end for row in rows for mark in row.marks), default=1)
    return (Panel(rows, Scale(0, max(widest, 1)), rest=rest),)


def stacked(parts: Iterable[tuple[float, Mark]]) -> tuple[Mark, ...]:
    """Put bars end to end; those without length are left out.

    Parameters
    ----------
    parts
        Length and mark of each.

    Examples
    --------
    >>> [mark.end for mark in stacked([(2, Mark("bar", 0, 0)), (3, Mark("bar", 0, 0))])]
    [2.0, 5.0]
    """
    marks: list[Mark] = []
    at = 0.0
    for length, mark in parts:
        if length:
            marks.append(replace(mark, start=at, end=at + length))
            at += length
    return tuple(marks)


def lanes(rows: Sequence[ChartRow], *, noun: str, rest: str = "") -> tuple[Panel, ...]:
    """Return a panel of marks by their place in the text, from 0 to 1.

    Parameters
    ----------
    rows
        With marks between 0 and 1. Above ``MOST_MARKS`` they are counted in bins, the stronger the
        more.
    noun
        What a mark stands for, in the plural.
    rest
        What is said of the rows that have no place.

    Examples
    --------
    >>> (panel,) = lanes([ChartRow("a", (Mark("tick", 0.5, 0.5),) * 200)], noun="mentions")
    >>> [mark.note for mark in panel.rows[0].marks]
    ['a: 200 mentions']
    """
    if is_dense(rows):
        counts = [_bins(row) for row in rows]
        most = max(len(marks) for count in counts for marks in count.values())
        rows = [
            replace(row, marks=tuple(_bin(row, place, marks, most, noun) for place, marks in some))
            for row, some in zip(rows, (sorted(count.items()) for count in counts), strict=True)
        ]
    ticks = ((0.0, "beginning"), (0.5, "middle"), (1.0, "end"))
    return (Panel(tuple(rows), ticks=ticks, rest=rest, has_lanes=True),)


def with_doubt(panel: Panel, unsure: Set[str]) -> Panel:
    """Return a panel whose marks and rows say which of the rows they stand for are unsure.

    Parameters
    ----------
    panel
        What is drawn.
    unsure
        Ids of the rows that are to be checked.

    Examples
    --------
    >>> (panel,) = bars([ChartRow("a", (Mark("bar", 0, 2, rows=("q1", "q2")),))])
    >>> with_doubt(panel, {"q2"}).rows[0].check
    'check 1 of 2'
    """
    return replace(panel, rows=tuple(_with_doubt(row, unsure) for row in panel.rows))


def _with_doubt(row: ChartRow, unsure: Set[str]) -> ChartRow:
    counted = {row_id for mark in row.marks for row_id in mark.row_ids}
    n_unsure = len(counted & unsure)
    if not n_unsure:
        return row
    check = CHECK if len(counted) == 1 else f"{CHECK} {n_unsure:,} of {len(counted):,}"
    marks = tuple(
        replace(mark, is_unsure=True, note=f"{mark.note} ({CHECK})" if mark.note else "")
        if mark.row_ids and unsure >= {*mark.row_ids}
        else mark
        for mark in row.marks
    )
    return replace(row, marks=marks, check=check)


def is_dense(rows: Sequence[ChartRow]) -> bool:
    """Return True if the marks of a panel are too many to be drawn each."""
    return sum(len(row.marks) for row in rows) > MOST_MARKS


def _bins(row: ChartRow) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in row.marks:
        found.setdefault(min(int(mark.start * BINS), BINS - 1), []).append(mark)
    return found


def _bin(row: ChartRow, place: int, marks: list[Mark], most: int, noun: str) -> Mark:
    note = f"{row.label}: {len(marks)} {noun}"
    tint = 0.15 + 0.85 * len(marks) / most
    ids = tuple(row_id for mark in marks for row_id in mark.row_ids)
    return Mark("bar", place / BINS, (place + 1) / BINS, note, marks[0].row_id, tint, rows=ids)


def others(n: int, noun: str, *, said: str = "") -> str:
    """Return the line about what has no place in a chart, or nothing.

    Parameters
    ----------
    n
        How many are left out.
    noun
        What they are, in the plural.
    said
        What is said of them.

    Examples
    --------
    >>> others(3, "speakers", said=" with 9 words"), others(1, "days before"), others(0, "days")
    ('and 3 other speakers with 9 words', 'and 1 other day before', '')
    """
    one = re.sub(r"^(\w+?)s\b", r"\1", noun) if n == 1 else noun
    return f"and {n:,} other {one}{said}" if n > 0 else ""
