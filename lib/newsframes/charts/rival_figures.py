"""Rival figures over time: who claimed what when, and what was taken back."""

import math
from datetime import date

import pandas as pd
import textalloc
from matplotlib.axes import Axes

from ..claims.commitment_words import ASSERTED, DENIED
from ..claims.crediting import credit
from ..claims.ledger import ledger as list_claims
from ..tables.linked import Record, Tables
from .chart import BLUE, BROWN, GREY, INK, Chart, Spot, blank, finish, house_style, legible, nothing


def ledger(tables: Tables, *, group: str = "killed: people", ax: Axes | None = None) -> Chart:
    """Draw the claimed figures of one group of the ledger over the days of their reports.

    Parameters
    ----------
    tables
        Of several articles with a day of publication; claims without one are left out.
    group
        A value of the ledger's ``group``.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        Dots are claims that stand, joined in their order; crosses were taken back; squares are
        parts of a whole, not joined to it; diamonds are figures that someone denies, not joined,
        either. Whiskers lead to open bounds; a band is a vague amount.

    Examples
    --------
    >>> import newsframes as nf
    >>> report = nf.Article(text="Police said 12 people were killed.", published="2022-01-12")
    >>> nf.charts.ledger(nf.tabulate(report)).title
    'Killed: 12'
    """
    claims = list_claims(tables)
    claims = claims[(claims.group == group) & claims.published.notna() & claims.figure_id.notna()]
    if claims.empty:
        return nothing(ax, what=f"dated claims about “{group}”", sources=tables.articles.source)
    points = claims.assign(
        day=[date.fromisoformat(day).toordinal() for day in claims.published],
        value=[_value(row) for row in claims.itertuples()],
        claim=claims.claim.fillna(ASSERTED),
    )
    with house_style():
        _, ax = blank(ax)
        _draw(ax, points)
        n_struck, n_denied = int(points.is_withdrawn.sum()), int((points.claim == DENIED).sum())
        struck = (f", {n_struck} taken back" if n_struck else "") + (
            f", {n_denied} denied" if n_denied else ""
        )
        marks = "× taken back, " + ("◇ denied, " if n_denied else "") + "□ part of a whole"
        listed = "; ".join(
            f"{row.published} {row.text} ({_credit(row)})" for row in points.head(4).itertuples()
        )
        chart = finish(
            ax, left=0.11, title=_title(points, group),
            subtitle=f"Claims about “{group}” by day of report{struck} ({marks})",
            sources=tables.articles.source, noun="claims", row_ids=claims.figure_id.tolist(),
            spots=[_spot(row) for row in points.itertuples()],
            alt=f"Points over time of {len(points)} claims about {group}{struck}: {listed}.",
        )  # fmt: skip
        _label(ax, points)
    return chart


def _credit(row: Record) -> str:
    return credit(row, unclaimed="the article")


def _spot(row: Record) -> Spot:
    note = f"{row.published}: {row.text}, {_credit(row)}"
    return (row.day, row.value), row.figure_id, note


def _standing(points: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that stand: those of a whole, neither taken back nor denials."""
    return points[~points.is_part & ~points.is_withdrawn & (points.claim != DENIED)]


def _title(points: pd.DataFrame, group: str) -> str:
    """Return the title: the first and the last of the standing claims, or the only figure."""
    noun, standing = group.partition(": ")[0].capitalize(), _standing(points)
    if len(standing) < 2:
        row = (standing if len(standing) else points).iloc[0]
        by_whom = f", {_credit(row)}" if row.claim == DENIED else ""
        return f"{noun}: {row.text}{by_whom}"
    first, last = standing.text.iloc[0], standing.text.iloc[-1]
    return f"{noun}: from {first[0].lower()}{first[1:]} to {last}"


def _value(row: Record) -> float:
    """Return where a figure stands: its finite bound, or the middle of an interval."""
    ends = [end for end in (row.low, row.high) if math.isfinite(end)]
    return sum(ends) / len(ends)


def _draw(ax: Axes, points: pd.DataFrame) -> None:
    """Draw the claims, and the line through those that stand."""
    standing = _standing(points)
    ax.plot(standing.day, standing.value, color=BLUE, lw=1.5, zorder=1)
    top = max(points.value.max(), 1.0)
    for row in points.itertuples():
        is_denied = row.claim == DENIED
        colour = GREY if row.is_withdrawn or is_denied else BROWN if row.is_part else BLUE
        marker = "D" if is_denied else "s" if row.is_part else "x" if row.is_withdrawn else "o"
        filled = colour if marker == "o" else "none"
        ax.plot(
            row.day, row.value, marker, color=colour, mfc=filled, ms=8, mew=2, ls="none", zorder=3
        )
        if row.bound == "vague":
            ax.plot(
                [row.day] * 2,
                [row.low, row.high],
                color=colour,
                lw=9,
                alpha=0.3,
                solid_capstyle="butt",
            )
        elif row.bound[0] in "<>":
            way = 0.08 * top * (1 if row.bound[0] == ">" else -1)
            ax.annotate(
                "",
                (row.day, row.value + way),
                (row.day, row.value),
                arrowprops={"arrowstyle": "->", "color": colour},
            )
    days = sorted(set(points.day))
    ax.set_xticks(*_ticks(days))
    room = max(days[-1] - days[0], 2)
    ax.set_xlim(days[0] - 0.12 * room, days[-1] + 0.3 * room)
    ax.set_ylim(0, 1.25 * top)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def _ticks(days: list[int]) -> tuple[list[int], list[str]]:
    """Name at most six days, the first and the last among them."""
    step = max(1, math.ceil((len(days) - 1) / 5))
    kept = days[::-1][::step][::-1]
    return kept, [f"{date.fromordinal(day):%-d %b}" for day in kept]


def _label(ax: Axes, points: pd.DataFrame) -> None:
    """Write figure and claimant beside each claim."""
    texts = [
        legible(f"{row.text}, {_credit(row)}", 34)
        + (" (taken back)" if row.is_withdrawn and not row.is_part else "")
        for row in points.itertuples()
    ]
    days, values = points.day.tolist(), points.value.tolist()
    line = _standing(points)
    textalloc.allocate(
        ax, days, values, texts, x_scatter=days, y_scatter=values, x_lines=[line.day.tolist()],
        y_lines=[line.value.tolist()], textsize=8.5, textcolor=INK, linecolor=GREY, linewidth=0.6,
        min_distance=0.02, max_distance=0.35, draw_all=False, xlims=ax.get_xlim(),
        ylims=ax.get_ylim(),
    )  # fmt: skip
