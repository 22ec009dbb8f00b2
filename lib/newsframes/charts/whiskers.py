"""Figures as dots with their bounds as arrows, vague amounts as bands."""

import math

import pandas as pd

from ..claims.commitment_words import ASSERTED
from ..claims.crediting import credit
from ..tables.linked import Record
from ..tables.parts import TablesInParts, gather
from .amount_scales import amount_mark, amount_scale, described, key, ticks, written
from .chart import Chart, finish, nothing
from .grammar import ChartRow, Panel, others
from .headline import on_sure_rows
from .text_measure import clip, named


@on_sure_rows()
def figures(tables: TablesInParts, *, unit: str = "count", top: int = 12) -> Chart:
    """Draw figures of one unit, on a logarithmic scale if they are far apart.

    Each is a dot, with an arrow where its bound is open; a vague amount is a band without a dot.
    Zero is left out.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus.
    unit
        Which unit to draw, as in ``figures.unit``.
    top
        How many rows at most, in order of appearance.

    Returns
    -------
    Chart
        One row a figure, in order of appearance.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.figures(tables).title
    '1 of 1 figures is given exactly'
    """
    tables = gather(tables)
    frame = tables.figures[tables.figures.unit == unit]
    frame = frame[frame.low.abs().where(frame.low.abs() != math.inf, frame.high.abs()) > 0]
    what = "counts" if unit == "count" else f"figures in {unit}"
    if frame.empty:
        return nothing(what=what, tables=tables)
    shown = frame.head(top)
    n_open = int((frame.low.abs() == math.inf).sum() + (frame.high.abs() == math.inf).sum())
    n_vague = int((frame.bound == "vague").sum())
    exact = int((frame.bound == "=").sum())
    are = "is" if exact == 1 else "are"
    listed = "; ".join(clip(_told(row), 45) for row in shown.head(4).itertuples(index=False))
    rows = tuple(_row(row) for row in shown.itertuples(index=False))
    scale = amount_scale(mark for row in rows for mark in row.marks)
    rest = others(len(frame) - len(shown), "figures")
    return finish(
        [Panel(rows, scale, aside=described(scale), ticks=ticks(scale), rest=rest)],
        title=f"{exact} of {len(frame)} figures {are} given exactly",
        subtitle=f"{what.capitalize()} and who claims them; {key(rows)}",
        tables=tables, noun="figures", row_ids=frame.figure_id.tolist(),
        alt=f"Dot-and-whisker chart of {len(shown)} {what}, {n_open} open, {n_vague}"
        f" vague: {listed}.",
    )  # fmt: skip


def _label(row: Record) -> str:
    """Return the figure as written with what it counts or what happened."""
    what = row.thing if not pd.isna(row.thing) else row.event
    return str(row.text) if pd.isna(what) else f"{row.text} {what}"


def _told(row: Record) -> str:
    """Return the figure with what it counts, and who denies, asks or supposes it."""
    is_plain = pd.isna(row.claim) or row.claim == ASSERTED
    return _label(row) if is_plain else f"{_label(row)}, {credit(row, unclaimed='the article')}"


def _row(row: Record) -> ChartRow:
    """Return the row of a figure, with who claims it and how it is read."""
    if row.bound in ("vague", "range") and row.low != row.high:
        read = f"{written(row.low)}–{written(row.high)}"
    else:
        value = row.low if math.isfinite(row.low) else row.high
        sign = {"=": "", ">=": "≥ ", "<=": "≤ "}.get(row.bound, f"{row.bound} ")
        read = f"{sign}{written(value)}"
    who = credit(row, unclaimed="the article")
    mark = amount_mark(row, f"{_label(row)}: {read}, {who}")
    return ChartRow(clip(_label(row)), (mark,), read, under=named(who))
