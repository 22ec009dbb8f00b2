"""A timeline of the days that reports speak of."""

from datetime import date

import pandas as pd

from ..analysis.answer import counted, listed
from ..analysis.chronology import times
from ..tables.linked import Record
from ..tables.parts import TablesInParts, gather
from .chart import Chart, finish, nothing
from .grammar import ChartRow, Look, Mark, Panel, Scale, others
from .text_measure import clip

SHORT = {"day", "week"}


def timeline(tables: TablesInParts, *, top: int = 11) -> Chart:
    """Draw the days and weeks that the reports speak of, each with the sentence that first does.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus; times relative to the day of report need
        ``articles.published``.
    top
        How many days at most, those in most reports; the earlier first among equals.

    Returns
    -------
    Chart
        One row a day, in order of time, with the number of reports; filled where a date is written,
        hollow where it was worked out from words such as "on Monday". A bar is a week.

    Examples
    --------
    >>> import newsframes as nf
    >>> report = nf.Article(text="Police left on 2 January.", published="2022-01-12")
    >>> nf.charts.timeline(nf.tabulate(report)).title
    '1 day in the text, of 2 Jan 2022'
    """
    tables = gather(tables)
    found = times(tables)
    dated = found[found["first"].notna() & found.precision.isin(SHORT)]
    if dated.empty:
        return nothing(what="dated sentences", tables=tables)
    days = dated.groupby(["first", "last"], as_index=False).agg(
        n=("article_id", "nunique"), sentence=("sentence", "first"),
        is_written=("rule", lambda rules: "date" in set(rules)), time_id=("time_id", "first"),
    ).rename(columns={"first": "begin", "last": "end"})  # fmt: skip
    ranked = days.sort_values(["n", "begin", "end"], ascending=[False, True, True])
    kept = ranked.head(top)
    busiest = kept.iloc[0]
    kept = kept.sort_values(["begin", "end"])
    begin, end = _named(kept.begin.iloc[0]), _named(kept.end.iloc[-1])
    span = f"from {begin} to {end}" if begin != end else f"of {begin}"
    n_undated = int(found["first"].isna().sum())
    return finish(
        [_panel(kept, others(len(days) - len(kept), "days"))],
        title=f"{_counted(days)} in the text, {span}",
        subtitle=f"{_shown(days, kept)} number of reports and first sentence; hollow: worked out;"
        f" {n_undated} undated",
        tables=tables, noun="times", row_ids=dated.time_id.tolist(),
        alt=f"Timeline of {_counted(kept)} {span} in {dated.article_id.nunique()} reports,"
        f" {n_undated} times undated; most reports speak of {_named(busiest.begin)} in"
        f" {busiest.n}: {clip(busiest.sentence, 80)}",
    )  # fmt: skip


def _counted(days: pd.DataFrame) -> str:
    """Write how many days there are, and how many weeks."""
    n_days = int((days.begin == days.end).sum())
    counts = {"day": n_days, "week": len(days) - n_days}
    return listed([counted(n, noun) for noun, n in counts.items() if n])


def _shown(days: pd.DataFrame, kept: pd.DataFrame) -> str:
    """Return how the subtitle begins: how many of the days are drawn, if not all are."""
    return "With" if len(kept) == len(days) else f"{len(kept)} of them, with"


def _named(day: str) -> str:
    return f"{date.fromisoformat(day):%-d %b %Y}"


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _panel(kept: pd.DataFrame, rest: str) -> Panel:
    """Return one row a day on an axis of time."""
    rows = tuple(_row(day) for day in kept.itertuples())
    low, high = kept.begin.map(_ordinal).min(), kept.end.map(_ordinal).max()
    return Panel(rows, Scale(low, max(high, low + 4)), rest=rest, has_lanes=True)


def _row(day: Record) -> ChartRow:
    start, end = _ordinal(day.begin), _ordinal(day.end)
    look: Look = "bar" if end > start else "dot" if day.is_written else "ring"
    mark = Mark(
        look, start, end, day.sentence, day.time_id, tint=1.0 if day.is_written else 0.0
    )  # fmt: skip
    first = date.fromisoformat(day.begin)
    label = (
        f"{first:%a %-d %b %Y}" if start == end else f"{first:%-d %b} – {_named(day.end)}"
    )  # fmt: skip
    under = f"{day.n:,} report{'s' if day.n > 1 else ''}"
    return ChartRow(label, (mark,), clip(day.sentence, 140), under)
