"""Sources named and unnamed: who can be asked again, and who cannot."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..analysis.share_of_voice import source_namings
from ..tables.linked import Tables
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
from .speakers import quotes_counted

# Label and look of each kind of source, from the most open to the least.
NAMINGS = {
    "named person": ("A person by name", BLUE, ""),
    "named body": ("A body by name", BLUE, ""),
    "unnamed person": ("Someone without a name", ORANGE, "////"),
    "unnamed body": ("A group or office", ORANGE, "////"),
    "not found": ("Nobody found", GREY, "...."),
}


def sources(tables: Tables, *, ax: Axes | None = None) -> Chart:
    """Draw how many quotes come from named sources, from unnamed ones, and from nobody found.

    Parameters
    ----------
    tables
        Of one or many articles.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        One bar a kind of source, from the most open to the least; without a name it is hatched. The
        most frequent sources stand beside it.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.sources(tables).title
    '1 of 2 quotes come from a source by name'
    """
    if tables.outer_quotes.empty:
        return nothing(ax, what="quotes", sources=tables.articles.source)
    found = source_namings(tables)
    counts = found.naming.value_counts().reindex(list(NAMINGS), fill_value=0)
    with house_style():
        _, ax = blank(ax)
        spots = _bars(ax, found, counts)
        named = int(counts["named person"] + counts["named body"])
        listed = ", ".join(
            f"{label.lower()} {counts[key]}" for key, (label, _, _) in NAMINGS.items()
        )
        return finish(
            ax, title=f"{named} of {len(found)} quotes come from a source by name",
            subtitle="Quotes by naming of their source, with the most frequent; hatched:"
            " without a name",
            sources=tables.articles.source, noun=quotes_counted(tables),
            row_ids=found.quote_id.tolist(), spots=spots,
            alt=f"Bar chart of {len(found)} quotes by whether the report names their source:"
            f" {listed}.",
        )  # fmt: skip


def _bars(ax: Axes, found: pd.DataFrame, counts: pd.Series) -> list[Spot]:
    """Draw one bar a kind of source; return what can be pointed at."""
    spots: list[Spot] = []
    for place, (key, (_, colour, hatch)) in enumerate(NAMINGS.items()):
        style: dict[str, Any] = {"color": colour}
        if hatch:
            style = {"color": "white", "edgecolor": colour, "hatch": hatch}
        (bar,) = ax.barh(place, counts[key], height=0.7, **style)
        own = found[found.naming == key]
        totals = own.speaker.dropna().value_counts().rename_axis("name").reset_index(name="n")
        totals = totals.sort_values(["n", "name"], ascending=[False, True])
        listed = ", ".join(
            f"{row.name_} {row.n}" for row in totals.rename(columns={"name": "name_"}).itertuples()
        )
        note = f"{counts[key]:,}  {legible(listed, 40)}"
        ax.annotate(
            note,
            (counts[key], place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
        )
        if len(own):
            spots.append((bar, own.quote_id.iloc[0], listed or NAMINGS[key][0]))
    ax.set_yticks(range(len(NAMINGS)), [label for label, _, _ in NAMINGS.values()])
    ax.set_ylim(len(NAMINGS) - 0.4, -0.6)
    ax.set_xlim(0, max(counts.max(), 1) * 2.9)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", length=0, labelcolor=INK)
    return spots
