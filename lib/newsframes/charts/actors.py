"""Actors by the number of their mentions."""

import pandas as pd
from matplotlib.axes import Axes

from ..tables.linked import Tables
from .chart import (
    BLUE,
    BROWN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    Chart,
    blank,
    finish,
    house_style,
    legible,
    nothing,
)

LETTERS = {"person": "P", "organisation": "O", "state": "S", "group": "G", "place": "L"}
COLOURS = {"person": BLUE, "organisation": ORANGE, "state": PURPLE, "group": BROWN, "place": GREY}


def actors(tables: Tables, *, top: int = 10, ax: Axes | None = None) -> Chart:
    """Draw the actors with the most mentions as bars; colour and letter name their kind.

    Nobody in particular ("communities") is left out.

    Parameters
    ----------
    tables
        Of one or many articles; an actor of several articles counts by its name.
    top
        How many bars at most.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        Bars in falling order; ties by name.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.actors(tables).title
    '4 are mentioned equally often'
    """
    frame = tables.actors[~tables.actors.is_generic]
    if frame.empty:
        return nothing(ax, what="actors", sources=tables.articles.source)
    counts = (
        frame.groupby(["name", "kind"], as_index=False)
        .agg(n_mentions=("n_mentions", "sum"))
        .sort_values(["n_mentions", "name"], ascending=[False, True])
        .head(top)
    )
    with house_style():
        _, ax = blank(ax)
        _bars(ax, counts)
        first = counts.iloc[0]
        tied = counts.name[counts.n_mentions == first.n_mentions].tolist()
        title = (
            f"{legible(first['name'], 40)} is mentioned most"
            if len(tied) == 1
            else f"{len(tied)} are mentioned equally often"
        )
        listed = ", ".join(
            f"{name} {n}"
            for name, n in counts[["name", "n_mentions"]].head(4).itertuples(index=False)
        )
        alt = (
            f"Bar chart of mentions in the text by actor, the top {len(counts)} of"
            f" {frame.name.nunique()}: {listed}."
        )
        kinds = ", ".join(f"{LETTERS[kind]} {kind}" for kind in LETTERS if kind in set(counts.kind))
        return finish(
            ax, title=title, subtitle=f"Mentions in the text, by actor ({kinds})",
            sources=tables.articles.source, noun="actors", row_ids=frame.actor_id.tolist(), alt=alt,
        )  # fmt: skip


def _bars(ax: Axes, counts: pd.DataFrame) -> None:
    """Draw one bar an actor, labelled at its end."""
    places = range(len(counts))
    ax.barh(places, counts.n_mentions, color=[COLOURS[kind] for kind in counts.kind], height=0.7)
    for place, n in zip(places, counts.n_mentions, strict=True):
        ax.annotate(
            f"{n:,}",
            (n, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
        )
    labels = [
        f"{legible(name, 24)}  {LETTERS[kind]}"
        for name, kind in zip(counts.name, counts.kind, strict=True)
    ]
    ax.set_yticks(places, labels)
    ax.set_ylim(max(len(counts), 4) - 0.4, -0.6)
    ax.set_xlim(0, counts.n_mentions.max() * 1.1)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", length=0, labelcolor=INK)
