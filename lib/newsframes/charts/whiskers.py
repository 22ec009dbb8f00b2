"""Figures as dots with their bounds as whiskers, vague amounts as bands."""

import math

import pandas as pd
from matplotlib.axes import Axes

from ..claims.commitment_words import ASSERTED
from ..claims.crediting import credit
from ..tables.linked import Record, Tables
from .chart import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    Chart,
    Spot,
    blank,
    finish,
    house_style,
    legible,
    nothing,
)

# An open bound's arrow reaches this many times the value.
REACH = 2.5


def figures(tables: Tables, *, unit: str = "count", top: int = 12, ax: Axes | None = None) -> Chart:
    """Draw figures of one unit on a logarithmic axis.

    Each is a dot, with an arrow where its bound is open and a band where it is vague. Zero and what
    is below it are left out.

    Parameters
    ----------
    tables
        Of one or many articles.
    unit
        Which unit to draw, as in ``figures.unit``.
    top
        How many rows at most, in order of appearance.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        One row a figure, in order of appearance.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.figures(tables).title
    '1 of 1 figures is given without bound or doubt'
    """
    frame = tables.figures[tables.figures.unit == unit]
    frame = frame[frame.low.abs().where(frame.low.abs() != math.inf, frame.high.abs()) > 0]
    if frame.empty:
        return nothing(ax, what=f"figures in {unit}", sources=tables.articles.source)
    shown = frame.head(top)
    n_open = int((frame.low.abs() == math.inf).sum() + (frame.high.abs() == math.inf).sum())
    n_vague = int((frame.bound == "vague").sum())
    with house_style():
        _, ax = blank(ax)
        spots = [_draw(ax, place, row) for place, row in enumerate(shown.itertuples(index=False))]
        _dress(ax, shown)
        exact = len(frame) - n_open - n_vague
        are = "is" if exact == 1 else "are"
        listed = "; ".join(legible(_told(row), 45) for row in shown.head(4).itertuples(index=False))
        return finish(
            ax, title=f"{exact} of {len(frame)} figures {are} given without bound or doubt",
            subtitle=f"Figures in {unit} and who claims them; arrow: open bound, band:"
            " vague amount",
            sources=tables.articles.source, noun="figures", row_ids=frame.figure_id.tolist(),
            alt=f"Dot-and-whisker chart of {len(shown)} figures in {unit}, {n_open} open, {n_vague}"
            f" vague: {listed}.",
            spots=spots,
        )  # fmt: skip


def _label(row: Record) -> str:
    """Return the figure as written with what it counts or what happened."""
    what = row.thing if not pd.isna(row.thing) else row.event
    return str(row.text) if pd.isna(what) else f"{row.text} {what}"


def _told(row: Record) -> str:
    """Return the figure with what it counts, and who denies, asks or supposes it."""
    is_plain = pd.isna(row.claim) or row.claim == ASSERTED
    return _label(row) if is_plain else f"{_label(row)}, {credit(row, unclaimed='the article')}"


def _draw(ax: Axes, place: int, row: Record) -> Spot:
    """Draw one figure; return what can be pointed at."""
    if row.bound == "vague" and row.low != row.high:
        ax.barh(place, row.high - row.low, left=row.low, height=0.5, color=ORANGE, alpha=0.55)
        value, note = row.high, f"{row.low:,.0f}–{row.high:,.0f}"
    elif row.bound == "range":
        ax.plot([row.low, row.high], [place, place], color=BLUE, lw=2, marker="|", ms=11, mew=2)
        value, note = row.high, f"{row.low:,.6g}–{row.high:,.6g}"
    else:
        value = row.low if math.isfinite(row.low) else row.high
        if row.bound in (">", ">=", "<", "<="):
            end = value * REACH if row.bound[0] == ">" else value / REACH
            ax.annotate(
                "",
                (end, place),
                (value, place),
                arrowprops={"arrowstyle": "->", "color": BLUE, "lw": 1.8, "shrinkA": 0},
            )
        ax.plot(
            value,
            place,
            "o",
            color=BLUE if row.bound != "~" else "white",
            markeredgecolor=BLUE,
            ms=8,
            zorder=3,
        )
        note = f"{'' if row.bound == '=' else row.bound + ' '}{value:,.6g}"
    note += f", {legible(credit(row, unclaimed='the article'), 22)}"
    reach = value * REACH if row.bound in (">", ">=") else value
    ax.annotate(
        note, (reach, place), xytext=(9, 0), textcoords="offset points", va="center", fontsize=9.5
    )
    return (value, place), row.figure_id, f"{_label(row)}: {note}"


def _dress(ax: Axes, shown: pd.DataFrame) -> None:
    """Label the rows and set the axis wide enough for arrows and notes."""
    finite = [v for v in [*shown.low, *shown.high] if math.isfinite(v) and v > 0]
    low, high = min(finite), max(finite)
    ax.set_xscale("log")
    ax.set_xlim(low / 4, high * REACH * max(200.0, (high / low) ** 0.9))
    ax.set_yticks(
        range(len(shown)), [legible(_label(row), 27) for row in shown.itertuples(index=False)]
    )
    ax.set_ylim(max(len(shown), 4) - 0.4, -0.6)
    decades = list(range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1))
    ax.set_xticks([10.0**decade for decade in decades[:: max(1, math.ceil(len(decades) / 5))]])
    ax.grid(axis="x", visible=True)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}")
    ax.minorticks_off()
    ax.tick_params(axis="y", length=0, labelcolor=INK)
    ax.spines["left"].set_color(GREY)
