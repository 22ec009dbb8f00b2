"""Cues by the stance that they give to what is said."""

import pandas as pd

from ..tables.parts import TablesInParts, gather
from ..tables.schema import STANCES
from .chart import Chart, finish, nothing
from .grammar import ChartRow, Mark, bars
from .headline import on_sure_rows
from .text_measure import clip


@on_sure_rows()
def stances(tables: TablesInParts) -> Chart:
    """Draw how many quotes each stance has; its cues stand beside the bar.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus.

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
    tables = gather(tables)
    quotes = tables.without_attitudes().quotes
    if quotes.empty:
        return nothing(what="quotes", tables=tables)
    counts = (
        quotes.groupby("stance")
        .agg(n=("quote_id", "size"), cues=("cue_lemma", _frequent), ids=("quote_id", tuple))
        .reset_index()
        .assign(order=lambda frame: frame.stance.map(STANCES.index))
        .sort_values(["n", "order"], ascending=[False, True])
    )
    n_taken = int((quotes.stance != "neutral").sum())
    listed = "; ".join(
        f"{row.stance} {row.n} ({clip(row.cues, 40)})" for row in counts.head(4).itertuples()
    )
    rows = [
        ChartRow(
            row.stance,
            (
                Mark(
                    "bar", 0, row.n, f"{row.stance}: {row.n:,} quotes, {row.cues}",
                    is_muted=row.stance == "neutral", rows=row.ids,
                ),
            ),
            f"{row.n:,}: {clip(row.cues)}",
        )
        for row in counts.itertuples()
    ]  # fmt: skip
    return finish(
        bars(rows), title=f"{n_taken} of {len(quotes)} quotes come with a cue that takes a stance",
        subtitle="Quotes by the stance of the cue, with the cues' lemmas, the most frequent first",
        tables=tables, noun="quotes", row_ids=quotes.quote_id.tolist(),
        alt=f"Bar chart of {len(quotes)} quotes by the stance of their cue, {n_taken} not neutral:"
        f" {listed}.",
    )  # fmt: skip


def _frequent(lemmas: pd.Series) -> str:
    """List lemmas, the most frequent first; ties by letter."""
    counts = lemmas.dropna().value_counts().rename_axis("lemma").reset_index(name="n")
    return ", ".join(counts.sort_values(["n", "lemma"], ascending=[False, True]).lemma) or "no cue"
