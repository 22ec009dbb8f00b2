"""A timeline of the days that reports speak of."""

from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from ..analysis.chronology import times
from ..tables.linked import Tables
from .chart import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    Chart,
    Spot,
    blank,
    clip,
    finish,
    house_style,
    legible,
    nothing,
)

SHORT = {"day", "week"}


def timeline(tables: Tables, *, top: int = 11, ax: Axes | None = None) -> Chart:
    """Draw the days and weeks that the reports speak of, each with the sentence that first does.

    Parameters
    ----------
    tables
        Of one or many articles; times relative to the day of report need ``articles.published``.
    top
        How many days at most, those in most reports; the earlier first among equals.
    ax
        Axes to draw on; new ones by default.

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
    found = times(tables)
    dated = found[found["first"].notna() & found.precision.isin(SHORT)]
    if dated.empty:
        return nothing(ax, what="dated sentences", sources=tables.articles.source)
    days = dated.groupby(["first", "last"], as_index=False).agg(
        n=("article_id", "nunique"), sentence=("sentence", "first"),
        is_written=("rule", lambda rules: "date" in set(rules)), time_id=("time_id", "first"),
    )  # fmt: skip
    kept = (
        days.sort_values(["n", "first", "last"], ascending=[False, True, True])
        .head(top)
        .sort_values(["first", "last"])
    )
    with house_style():
        _, ax = blank(ax)
        spots = _draw(ax, kept)
        begin, end = _named(kept["first"].iloc[0]), _named(kept["last"].iloc[-1])
        undated = int(found["first"].isna().sum())
        busiest = kept.sort_values(["n", "first"], ascending=[False, True]).iloc[0]
        most = f"{_named(busiest['first'])} in {busiest.n}"
        span = f"from {begin} to {end}" if begin != end else f"of {begin}"
        return finish(
            ax, title=f"{len(days)} day{'s' if len(days) > 1 else ''} in the text, {span}",
            left=0.20,
            subtitle=f"{len(kept)} of them, with n reports and first sentence; hollow: worked out;"
            f" {undated} undated",
            sources=tables.articles.source, noun="times", row_ids=dated.time_id.tolist(),
            spots=spots,
            alt=f"Timeline of {len(kept)} days {span} in {dated.article_id.nunique()} reports,"
            f" {undated} times undated; most reports speak of {most}: {clip(busiest.sentence, 80)}",
        )  # fmt: skip


def _named(day: str) -> str:
    return f"{date.fromisoformat(day):%-d %b %Y}"


def _draw(ax: Axes, kept: pd.DataFrame) -> list[Spot]:
    """Draw one row a day on an axis of time; return what can be pointed at."""
    starts = [date.fromisoformat(day).toordinal() for day in kept["first"]]
    ends = [date.fromisoformat(day).toordinal() for day in kept["last"]]
    low, high = min(starts), max(ends)
    room = max(high - low, 4)
    spots: list[Spot] = []
    for row, (start, end, day) in enumerate(zip(starts, ends, kept.itertuples(), strict=True)):
        face = BLUE if day.is_written else "white"
        if end > start:
            ax.barh(row, end - start, left=start, height=0.35, color=face, edgecolor=ORANGE)
        else:
            ax.plot(start, row, "o", ms=9, mfc=face, mec=BLUE, mew=1.8)
        ax.annotate(
            f"{day.n}  {legible(day.sentence, 54)}", (low + 1.09 * room, row), va="center",
            fontsize=8.5, color=INK, annotation_clip=False,
        )  # fmt: skip
        ax.plot([end, low + 1.06 * room], [row, row], color=GREY, lw=0.3, zorder=0)
        spots.append((((start + end) / 2, row), day.time_id, day.sentence))
    ax.set_yticks(
        range(len(kept)), [_label(*pair) for pair in zip(kept["first"], kept["last"], strict=True)]
    )
    ax.set_ylim(max(len(kept), 4) - 0.4, -0.6)
    ax.set_xlim(low - 0.06 * room, low + 3.8 * room)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", length=0, labelcolor=INK)
    return spots


def _label(first: str, last: str) -> str:
    """Name a day with its weekday, or the two ends of a week."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return f"{start:%a %-d %b %Y}" if start == end else f"{start:%-d %b} – {end:%-d %b %Y}"
