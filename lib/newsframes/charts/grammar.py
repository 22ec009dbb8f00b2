"""What charts are made of: panels of rows, and marks on a scale in each row."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Look = Literal[
    "bar", "range", "interval", "vague", "more", "less", "dot", "ring", "diamond", "cross", "tick",
    "small cross", "point", "cell",
]  # fmt: skip
# Tints of the one hue: the words of a speaker in quotation marks, partly so, and paraphrased.
TINTS = {"direct": 1.0, "mixed": 0.42, "indirect": 0.0}
KEY = "■\u00a0in quotation marks ■\u00a0partly ■\u00a0paraphrased"
# A letter is legible on tints up to this one, light and dark.
LETTERED = 0.45
# Above this number, the marks of a panel are counted in bins.
MOST_MARKS = 150
BINS = 40
DENSE = f"counted in {BINS} parts of it, stronger for more"


@dataclass(frozen=True)
class Mark:
    """A mark from ``start`` to ``end`` on the scale of its panel, with the sentence it stands for.

    ``tint`` is the share of the hue in its filling; hatched and muted marks are grey.
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


@dataclass(frozen=True)
class ChartRow:
    """A row: its label, its marks, and what is said beside them.

    ``step`` is the place from which a step leads down to the mark; ``under`` stands below the
    label.
    """

    label: str
    marks: tuple[Mark, ...] = ()
    text: str = ""
    under: str = ""
    is_struck: bool = False
    step: float | None = None


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
    return Mark("bar", place / BINS, (place + 1) / BINS, note, marks[0].row_id, tint)


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
    >>> others(3, "speakers", said=" with 9 words"), others(0, "speakers")
    ('and 3 other speakers with 9 words', '')
    """
    return f"and {n:,} other {noun}{said}" if n > 0 else ""
