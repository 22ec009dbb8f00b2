"""The share of voice of a few speakers over time."""

import pandas as pd
from matplotlib.axes import Axes

from ..analysis.voice_over_time import track_voices
from ..tables.linked import Tables
from .chart import (
    BLUE,
    BROWN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    Chart,
    Spot,
    blank,
    finish,
    house_style,
    legible,
    nothing,
)  # fmt: skip
from .speakers import quotes_counted

COLOURS = (BLUE, ORANGE, PURPLE, BROWN, INK)
# Labels at the lines' ends keep this share of the height from one another.
LEAST_GAP = 0.075
MOST_TICKS = 7


def voices_over_time(
    tables: Tables, *, every: str = "month", by: str = "speaker", ax: Axes | None = None
) -> Chart:
    """Draw the share of the attributed words of the five named speakers with most, over time.

    Parameters
    ----------
    tables
        Of many articles with their days; ``unify_names`` gives one actor one name.
    every, by
        As those of ``track_voices``.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        One line a speaker, with a point in each period that has quotes. Only speakers with a name
        have one; the words of all others count in the shares.

    Examples
    --------
    >>> import newsframes as nf
    >>> articles = [
    ...     nf.Article("Ann Lee said the mobs left.", published="2022-01-07"),
    ...     nf.Article("Ann Lee said it rained. Police said she left.", published="2022-02-01"),
    ... ]
    >>> nf.charts.voices_over_time(nf.tabulate(articles)).title
    'Ann Lee has most words in 2 of 2 months'
    """
    found = track_voices(tables, every=every, by=by)
    named = found[found.is_named]
    if named.empty:
        what = "named speakers in articles with a day"
        return nothing(ax, what=what, sources=tables.articles.source)
    periods = found.period.drop_duplicates().tolist()
    totals = named.groupby("speaker").n_words.sum().sort_values(ascending=False, kind="stable")
    shares = named.pivot_table(
        index="period", columns="speaker", values="share", aggfunc="sum", fill_value=0.0
    ).reindex(index=periods, columns=totals.index[: len(COLOURS)], fill_value=0.0)
    leads = named.drop_duplicates("period").speaker.value_counts()
    best = next(name for name in totals.index if leads.get(name, 0) == leads.max())
    dated = tables.outer_quotes[
        tables.outer_quotes.article_id.isin(
            tables.articles.article_id[tables.articles.published.notna()]
        )
    ]
    with house_style():
        _, ax = blank(ax)
        spots = _draw(ax, shares, dated)
        span = f"{periods[0]} to {periods[-1]}" if len(periods) > 1 else periods[0]
        noun = f"{every}s" if len(periods) > 1 else every
        listed = ", ".join(
            f"{name} {round(100 * shares[name].max())}% in {shares[name].idxmax()}"
            for name in shares.columns[:3]
        )
        return finish(
            ax, left=0.08,
            title=f"{legible(str(best), 36)} has most words in {leads.max()} of {len(periods)}"
            f" {noun}",
            subtitle=f"Share of the words attributed, by {every}, {span}; the"
            f" {len(shares.columns)} named with most",
            sources=tables.articles.source, noun=quotes_counted(tables),
            row_ids=dated.quote_id.tolist(), spots=spots,
            alt=f"Line chart of the share of {found.n_words.sum()} attributed words by {every},"
            f" {span}; highest: {listed}.",
        )  # fmt: skip


def _draw(ax: Axes, shares: pd.DataFrame, quotes: pd.DataFrame) -> list[Spot]:
    """Draw a line a speaker with its name at the end; return what can be pointed at."""
    periods, places = shares.index.tolist(), range(len(shares))
    top = max(float(shares.to_numpy().max()), 0.01) * 1.08
    spots: list[Spot] = []
    for name, colour in zip(shares.columns, COLOURS, strict=False):
        ax.plot(places, shares[name], color=colour, lw=2, marker="o", ms=4)
        own = quotes[quotes.speaker_name == name]
        if len(own):
            spots += [
                ((place, share), own.quote_id.iloc[0], f"{name}, {period}: {share:.0%}")
                for place, period, share in zip(places, periods, shares[name], strict=True)
                if share
            ]
    for name, at in _label_heights(shares.iloc[-1], top).items():
        colour = COLOURS[shares.columns.get_loc(name)]
        ax.annotate(
            legible(str(name), 24), (len(shares) - 1, at), xytext=(8, 0), color=colour,
            textcoords="offset points", va="center", fontsize=9, annotation_clip=False,
        )  # fmt: skip
    step = -(-len(periods) // MOST_TICKS)
    ax.set_xticks(places[::step], periods[::step])
    ax.set_xlim(-0.1, max(len(shares) - 1, 1) * 1.36)
    ax.set_ylim(0, top)
    ax.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    ax.tick_params(axis="both", length=0, labelcolor=INK)
    ax.grid(axis="y", color=GREY, alpha=0.25, lw=0.6)
    return spots


def _label_heights(last: pd.Series, top: float) -> dict[str, float]:
    """Move labels up so that none covers the one below it."""
    heights: dict[str, float] = {}
    least = 0.02 * top
    for name, share in last.sort_values(kind="stable").items():
        heights[str(name)] = max(float(share), least)
        least = heights[str(name)] + LEAST_GAP * top
    return heights
