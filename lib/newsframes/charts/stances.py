"""Cues by the stance that they give to what is said."""

import pandas as pd
from matplotlib.axes import Axes

from ..tables.linked import Tables
from ..tables.schema import STANCES
from .chart import BLUE, GREY, INK, Chart, blank, clip, finish, house_style, legible, nothing


def stances(tables: Tables, *, ax: Axes | None = None) -> Chart:
    """Draw how many quotes each stance has; its cues stand beside the bar.

    Parameters
    ----------
    tables
        Of one or many articles.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        A bar for each stance that occurs, in falling order; neutral is grey.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.stances(tables).title
    '1 of 2 quotes come with a cue that takes a stance'
    """
    quotes = tables.without_attitudes().quotes
    if quotes.empty:
        return nothing(ax, what="quotes", sources=tables.articles.source)
    counts = (
        quotes.groupby("stance")
        .agg(n=("quote_id", "size"), cues=("cue_lemma", _frequent))
        .reset_index()
        .assign(order=lambda frame: frame.stance.map(STANCES.index))
        .sort_values(["n", "order"], ascending=[False, True])
    )
    coloured = int((quotes.stance != "neutral").sum())
    with house_style():
        _, ax = blank(ax)
        _bars(ax, counts)
        title = f"{coloured} of {len(quotes)} quotes come with a cue that takes a stance"
        listed = "; ".join(
            f"{row.stance} {row.n} ({clip(row.cues, 40)})" for row in counts.head(4).itertuples()
        )
        alt = (
            f"Bar chart of {len(quotes)} quotes by the stance of their cue, {coloured} not neutral:"
            f" {listed}."
        )
        return finish(
            ax, title=title,
            subtitle="Quotes by the stance of the cue, with the cues' lemmas, the most frequent"
            " first",
            sources=tables.articles.source, noun="quotes", row_ids=quotes.quote_id.tolist(),
            alt=alt,
        )  # fmt: skip


def _frequent(lemmas: pd.Series) -> str:
    """List lemmas, the most frequent first; ties by letter."""
    counts = lemmas.dropna().value_counts().rename_axis("lemma").reset_index(name="n")
    return ", ".join(counts.sort_values(["n", "lemma"], ascending=[False, True]).lemma) or "no cue"


def _bars(ax: Axes, counts: pd.DataFrame) -> None:
    """Draw one bar a stance."""
    for place, row in enumerate(counts.itertuples(index=False)):
        ax.barh(place, row.n, height=0.7, color=GREY if row.stance == "neutral" else BLUE)
        note = f"{row.n:,}  {legible(row.cues, 34)}"
        ax.annotate(
            note,
            (row.n, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
        )
    ax.set_yticks(range(len(counts)), counts.stance)
    ax.set_ylim(max(len(counts), 4) - 0.4, -0.6)
    ax.set_xlim(0, counts.n.max() * 2.4)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", length=0, labelcolor=INK)
