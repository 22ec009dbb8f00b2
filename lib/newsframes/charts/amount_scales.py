"""How a figure is drawn: exact, about, open, between two bounds or vague; and on which scale."""

import math
from collections.abc import Iterable

from ..tables.linked import Record
from .grammar import ChartRow, Look, Mark, Scale

# A scale is logarithmic if the greatest amount is more than so many times the smallest.
WIDE_RANGE = 50
# Room for the arrow of an open bound, as a share of the scale.
ROOM = 0.22
# What the marks of figures and claims mean.
MEANINGS = {
    "dot": "dot: exact", "ring": "ring: about", "more": "arrow: open bound",
    "less": "arrow: open bound", "range": "bar: range", "vague": "dashed: vague",
    "bar": "bar: part of a whole", "cross": "× taken back", "diamond": "◇ denied",
}  # fmt: skip


def amount_mark(row: Record, note: str) -> Mark:
    """Return the mark of a figure: a band if it is vague, a dot, or a dot with an open end.

    Parameters
    ----------
    row
        A row of ``figures`` or of the ledger.
    note
        The sentence that it stands for.
    """
    if row.bound in ("vague", "range") and row.low != row.high:
        look: Look = "vague" if row.bound == "vague" else "range"
        return Mark(look, row.low, row.high, note, row.figure_id)
    if row.bound[0] in "<>":
        value, end = (row.low, math.inf) if row.bound[0] == ">" else (row.high, -math.inf)
        return Mark("more" if end > 0 else "less", value, end, note, row.figure_id)
    value = row.low if math.isfinite(row.low) else row.high
    return Mark("ring" if row.bound == "~" else "dot", value, value, note, row.figure_id)


def key(rows: Iterable[ChartRow]) -> str:
    """Return what the marks in some rows mean.

    Parameters
    ----------
    rows
        Whose marks ``amount_mark`` made, or those of a ledger.

    Examples
    --------
    >>> key([ChartRow("a", (Mark("more", 3, 3),)), ChartRow("b", (Mark("dot", 9, 9),))])
    'dot: exact; arrow: open bound'
    """
    drawn = {mark.look for row in rows for mark in row.marks}
    return "; ".join(dict.fromkeys(said for look, said in MEANINGS.items() if look in drawn))


def amount_scale(marks: Iterable[Mark]) -> Scale:
    """Return the scale on which all marks have their place: from zero, or logarithmic.

    Parameters
    ----------
    marks
        Of figures.

    Examples
    --------
    >>> amount_scale([Mark("dot", 3, 3), Mark("dot", 9000, 9000)]).is_log
    True
    """
    marks = list(marks)
    values = [end for mark in marks for end in (mark.start, mark.end) if math.isfinite(end)]
    low, high = min(values), max(values)
    is_open = {look: any(mark.look == look for mark in marks) for look in ("more", "less")}
    if low > 0 and high / low > WIDE_RANGE:
        reach = (high / low) ** ROOM
        return Scale(
            low / (reach if is_open["less"] else 1.4),
            high * (reach if is_open["more"] else 1.4),
            is_log=True,
        )
    low, high = min(low, 0), max(high, 0)
    return Scale(low, (high + ROOM * (high - low) if is_open["more"] else high) or 1)


def described(scale: Scale) -> str:
    """Return what a reader must know of a scale.

    Parameters
    ----------
    scale
        Of a panel.

    Examples
    --------
    >>> described(Scale(1, 1000, is_log=True))
    'log scale: each line is ten times more'
    """
    if not scale.is_log:
        return "linear from zero" if scale.low == 0 else "linear"
    many = {1: "ten", 2: "a hundred", 3: "a thousand"}
    step = _decades(scale)[1]
    return f"log scale: each line is {many.get(step, f'10^{step}')} times more"


def ticks(scale: Scale) -> tuple[tuple[float, str], ...]:
    """Return round values on a scale, with how they are written.

    Parameters
    ----------
    scale
        Of a panel.

    Examples
    --------
    >>> ticks(Scale(0, 250))
    ((0, '0'), (100, '100'), (200, '200'))
    """
    if scale.is_log:
        decades, step = _decades(scale)
        return tuple((10.0**decade, written(10.0**decade)) for decade in decades[::step])
    power = 10 ** math.floor(math.log10(scale.high - scale.low))
    step = next(power * part for part in (0.5, 1, 2) if (scale.high - scale.low) / part < 5 * power)
    step = int(step) if step >= 1 else step
    first = math.ceil(scale.low / step)
    places = range(first, math.floor(scale.high / step) + 1)
    return tuple((place * step, written(place * step)) for place in places)


def _decades(scale: Scale) -> tuple[list[int], int]:
    """Return the powers of ten on a scale, and every which one is named."""
    decades = list(range(math.ceil(math.log10(scale.low)), math.floor(math.log10(scale.high)) + 1))
    return decades, max(1, math.ceil(len(decades) / 4))


def written(value: float) -> str:
    """Write an amount, from a million on in words if it is round.

    Parameters
    ----------
    value
        In any unit.

    Examples
    --------
    >>> written(500e6), written(1234567), written(0.25)
    ('500 m', '1,234,567', '0.25')
    """
    for size, word in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size and round(value / size, 3) == value / size:
            return f"{value / size:,.12g} {word}"
    return f"{value:,.12g}"
