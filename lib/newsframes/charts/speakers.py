"""Speakers by the number of words that the report attributes to them."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from ..analysis.share_of_voice import quoted_words
from ..tables.linked import Tables
from .chart import INK, Chart, blank, finish, house_style, legible, nothing

# One hue, the darker the more of the words are the speaker's own.
HUE = "#1d5fa6"
# Letter, tint, and the ink that is legible on it.
KINDS = {
    "direct": ("D", HUE, "white"),
    "mixed": ("M", "#c0d6ee", INK),
    "indirect": ("I", "white", INK),
}


def quotes_counted(tables: Tables) -> str:
    """Return the noun for what a chart counts: quotes.

    It says how many statements stand within them and are left out.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> quotes_counted(tables)
    'quotes'
    """
    left_out = len(tables.without_attitudes().quotes) - len(tables.outer_quotes)
    return f"quotes ({left_out} within them left out)" if left_out else "quotes"


def speakers(
    tables: Tables, *, by: str = "speaker", top: int = 10, ax: Axes | None = None
) -> Chart:
    """Draw the share of voice: words attributed, by speaker and kind of quote.

    Parameters
    ----------
    tables
        Of one or many articles.
    by
        ``"speaker"``, or ``"speaks_for"`` to count the words of spokespersons, officials, lawyers
        and documents as those of whom they speak for.
    top
        How many bars at most.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        Bars in falling order, ties by name; a speaker who is no named actor is hatched and stands
        in marks.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.speakers(tables).title
    'Police has 62% of the words attributed'
    """
    if tables.outer_quotes.empty:
        return nothing(ax, what="quotes", sources=tables.articles.source)
    words = quoted_words(tables, by=by)
    totals = words.pivot_table(
        index=["speaker", "is_resolved"],
        columns="kind",
        values="n_words",
        aggfunc="sum",
        fill_value=0,
    ).reindex(columns=list(KINDS), fill_value=0)
    totals["n_words"] = totals.sum(axis=1)
    totals["n_quotes"] = words.groupby(["speaker", "is_resolved"]).size()
    totals = (
        totals.reset_index().sort_values(["n_words", "speaker"], ascending=[False, True]).head(top)
    )
    with house_style():
        _, ax = blank(ax)
        _bars(ax, totals)
        first, total = totals.iloc[0], int(words.n_words.sum())
        share = round(100 * first.n_words / total)
        title = f"{legible(first.speaker, 36)} has {share}% of the words attributed"
        split = ", ".join(
            f"{kind} {round(100 * words.n_words[words.kind == kind].sum() / total)}%"
            for kind in KINDS
        )
        listed = ", ".join(
            f"{name} {n}"
            for name, n in totals[["speaker", "n_words"]].head(3).itertuples(index=False)
        )
        alt = (
            f"Stacked bar chart of {total} words in {len(words)} quotes by speaker, {split}:"
            f" {listed}."
        )
        key = ", ".join(f"{KINDS[part.split()[0]][0]} {part}" for part in split.split(", "))
        whose = "by whom they speak for" if by == "speaks_for" else "attributed"
        subtitle = f"Words {whose}: {key}; hatched: no named actor"
        return finish(
            ax, title=title, subtitle=subtitle, sources=tables.articles.source,
            noun=quotes_counted(tables), row_ids=words.quote_id.tolist(), alt=alt,
        )  # fmt: skip


def _bars(ax: Axes, totals: pd.DataFrame) -> None:
    """Draw one stacked bar a speaker, with words and quotes at its end.

    A segment that has room has a letter for its kind.
    """
    widest = max(totals.n_words.max(), 1) * 1.35
    for place, row in enumerate(totals.itertuples(index=False)):
        left = 0
        for kind, (letter, colour, ink) in KINDS.items():
            if not (width := getattr(row, kind)):
                continue
            style: dict[str, Any] = {"facecolor": "white", "hatch": "////"}
            if row.is_resolved:
                style = {"facecolor": colour}
            ax.barh(place, width, left=left, height=0.7, edgecolor=HUE, linewidth=0.8, **style)
            if width > 0.03 * widest:
                box = (
                    None
                    if row.is_resolved
                    else {"facecolor": "white", "edgecolor": "none", "pad": 1}
                )
                ax.text(
                    left + width / 2, place, letter, color=ink if row.is_resolved else INK,
                    fontsize=9, ha="center", va="center", bbox=box,
                )  # fmt: skip
            left += width
        label = f"{row.n_words:,} in {row.n_quotes} quote{'s' if row.n_quotes != 1 else ''}"
        ax.annotate(
            label,
            (row.n_words, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
        )
    ax.set_yticks(range(len(totals)), [legible(speaker, 26) for speaker in totals.speaker])
    ax.set_ylim(max(len(totals), 4) - 0.4, -0.6)
    ax.set_xlim(0, widest)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", length=0, labelcolor=INK)
