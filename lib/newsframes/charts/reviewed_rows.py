"""How many of the rows that a person checked were right, with intervals."""

from collections.abc import Iterable

import pandas as pd

from ..corrections import Correction
from ..corrections import scores as reviewing
from ..tables.linked import Record, Tables
from .chart import Chart, finish, nothing
from .grammar import LETTERED, ChartRow, Mark, Panel, Scale, others
from .text_measure import clip

TABLES = ("quotes", "figures", "actors", "mentions")
GROUPS = {
    "all": "table", "kind": "kind", "found_by": "what found them",
    "resolved_by": "what resolved the actor", "confidence": "confidence",
}  # fmt: skip


def review_scores(
    tables: Tables,
    *,
    corrections: Iterable[Correction] | None = None,
    table: str | None = None,
    by: str = "all",
    top: int = 8,
) -> Chart:
    """Draw which share of the rows that a person checked was right, as ``nf.review_scores`` has it.

    Parameters
    ----------
    tables
        What ``tabulate`` returned, corrected or not.
    corrections
        The decisions; by default those that the tables were corrected with.
    table
        ``quotes``, ``figures``, ``actors`` or ``mentions``; all of them by default.
    by
        What a bar stands for: ``"all"``, a table; else ``"kind"``, ``"found_by"``,
        ``"resolved_by"`` or ``"confidence"`` (in bands) of a table's rows.
    top
        How many bars at most, those with most rows checked.

    Returns
    -------
    Chart
        A bar a group, with Wilson's 95 % interval as a whisker and the number of rows checked. With
        ``by="all"`` the share is the estimate for all rows of the table. A sentence if nothing was
        checked.

    Raises
    ------
    ValueError
        If ``table`` or ``by`` is something else.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> edits = nf.Corrections()
    >>> edits.confirm(tables, tables.quotes.quote_id[0])
    >>> edits.reject(tables, tables.quotes.quote_id[1])
    >>> nf.charts.review_scores(tables.correct(edits)).title
    '50% of quotes are right (9 to 91%, n = 2)'
    """
    if by not in GROUPS:
        raise ValueError(f"Cannot draw checked rows by {by!r}. Expected {' or '.join(GROUPS)}.")
    if table not in (None, *TABLES):
        raise ValueError(f"Cannot draw rows of {table!r}. Expected {' or '.join(TABLES)}.")
    decisions = list(tables.corrections if corrections is None else corrections)
    shown = _groups(reviewing.review_scores(tables, decisions), table, by)
    if shown.empty:
        return nothing(what="checked rows", tables=tables)
    checked = {
        name: list(known)
        for name, known in reviewing.verdicts(tables, decisions).items()
        if name in set(shown.table)
    }
    row_ids = [row_id for ids in checked.values() for row_id in ids]
    drawn = shown.sort_values("n_checked", ascending=False, kind="stable").head(top).sort_index()
    rows = tuple(_row(row, checked[row.table][0]) for row in drawn.itertuples())
    ticks = tuple((share / 100, f"{share}%") for share in (0, 25, 50, 75, 100))
    listed = "; ".join(clip(_told(row), 55) for row in drawn.head(4).itertuples())
    return finish(
        [Panel(rows, Scale(0, 1), ticks=ticks, rest=others(len(shown) - len(drawn), "groups"))],
        title=_finding(shown, by),
        subtitle=f"Share of checked rows that were right, by {GROUPS[by]}; whisker: 95% interval",
        tables=tables, noun="checked rows", row_ids=row_ids,
        unsure=frozenset(),
        alt=f"Bar chart with 95% intervals of right rows by {GROUPS[by]}, {len(row_ids)} rows"
        f" checked: {listed}.",
    )  # fmt: skip


def _groups(scores: pd.DataFrame, table: str | None, by: str) -> pd.DataFrame:
    """Return the scores to draw, with a label each."""
    shown = scores[(scores.by == by) & (True if table is None else scores.table == table)]
    is_named = by == "all" or table is not None
    label = shown.table if by == "all" else shown["value"]
    return shown.assign(label=label if is_named else shown.table + ": " + label)


def _interval(row: Record) -> str:
    return f"{row.low * 100:.0f} to {row.high * 100:.0f}%"


def _told(row: Record) -> str:
    """Return a group with its share, interval and numbers."""
    return f"{row.label} {row.share:.0%} ({_interval(row)}, n = {row.n_checked} of {row.n_rows})"


def _finding(shown: pd.DataFrame, by: str) -> str:
    """Return the share of the first table, or which group is worse where intervals say so."""
    first = next(shown.itertuples())
    if by == "all" or len(shown) == 1:
        rows = first.table if by == "all" else f"{first.table} ({first.value})"
        return f"{first.share:.0%} of {rows} are right ({_interval(first)}, n = {first.n_checked})"
    worst = next(shown.sort_values(["high", "label"]).itertuples())
    best = next(shown.sort_values(["low", "label"], ascending=[False, True]).itertuples())
    if worst.high < best.low:
        return f"“{worst.label}” is less often right than “{best.label}”"
    return f"No clear difference by {GROUPS[by]}: intervals overlap"


def _row(row: Record, row_id: str) -> ChartRow:
    """Return the bar of a group with its interval."""
    marks = (
        Mark("bar", 0, row.share, _told(row), row_id, LETTERED),
        Mark("interval", row.low, row.high, _told(row), row_id),
    )
    return ChartRow(
        clip(row.label), marks, f"{row.share:.0%}  n = {row.n_checked:,} of {row.n_rows:,}"
    )
