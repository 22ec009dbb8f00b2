"""Speakers by the number of words that the report gives to them."""

import pandas as pd
from matplotlib.axes import Axes

from ..tables import Tables
from .chart import BLUE, GREY, INK, Chart, blank, finish, house_style, legible, nothing

UNKNOWN = "speaker not resolved"


def quoted_words(tables: Tables) -> pd.DataFrame:
    """Count the words of each quote's content, with the name to show for its speaker.

    Returns
    -------
    pandas.DataFrame
        ``quote_id, speaker, is_resolved, kind, n_words``, one row a quote.
    """
    quotes = tables.quotes
    written = quotes.speaker.map(lambda speaker: f"“{speaker}”", na_action="ignore").astype("string")
    return pd.DataFrame(
        {
            "quote_id": quotes.quote_id,
            "speaker": quotes.speaker_name.fillna(written).fillna(UNKNOWN),
            "is_resolved": quotes.speaker_name.notna(),
            "kind": quotes.kind,
            "n_words": quotes.text.str.count(r"\w+(?:['’.,-]\w+)*").astype("int64"),
        }
    )


def speakers(tables: Tables, *, top: int = 10, ax: Axes | None = None) -> Chart:
    """Draw the speakers by words quoted; a speaker who is no named actor is hatched.

    Parameters
    ----------
    tables
        Of one or many articles.
    top
        How many bars at most.
    ax
        Axes to draw on; new ones by default.
    """
    if tables.quotes.empty:
        return nothing(ax, what="quotes", sources=tables.articles.source)
    words = quoted_words(tables)
    totals = (
        words.groupby(["speaker", "is_resolved"], as_index=False)
        .agg(n_words=("n_words", "sum"), n_quotes=("quote_id", "size"))
        .sort_values(["n_words", "speaker"], ascending=[False, True])
        .head(top)
    )
    with house_style():
        _, ax = blank(ax)
        _bars(ax, totals)
        first, total = totals.iloc[0], int(words.n_words.sum())
        share = round(100 * first.n_words / total)
        title = f"{legible(first.speaker, 36)} has {share}% of the words quoted"
        listed = ", ".join(f"{name} {n}" for name, n in totals[["speaker", "n_words"]].head(4).itertuples(index=False))
        alt = f"Bar chart of words quoted by speaker, {total} words in {len(words)} quotes: {listed}."
        return finish(
            ax, title=title, subtitle="Words quoted, by speaker; hatched: not resolved to a named actor",
            sources=tables.articles.source, noun="quotes", row_ids=words.quote_id.tolist(), alt=alt,
        )  # fmt: skip


def _bars(ax: Axes, totals: pd.DataFrame) -> None:
    """Draw one bar a speaker, labelled with words and quotes."""
    for place, row in enumerate(totals.itertuples(index=False)):
        style = {"color": BLUE} if row.is_resolved else {"color": "white", "edgecolor": GREY, "hatch": "////"}
        ax.barh(place, row.n_words, height=0.7, **style)
        label = f"{row.n_words:,} in {row.n_quotes} quote{'s' if row.n_quotes != 1 else ''}"
        ax.annotate(label, (row.n_words, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9.5)
    ax.set_yticks(range(len(totals)), [legible(speaker, 26) for speaker in totals.speaker])
    ax.set_ylim(max(len(totals), 4) - 0.4, -0.6)
    ax.set_xlim(0, max(totals.n_words.max(), 1) * 1.35)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", length=0, labelcolor=INK)
