"""Speakers by the number of words that the report attributes to them."""

from collections.abc import Mapping

import pandas as pd

from ..analysis.share_of_voice import UNKNOWN, quoted_words
from ..tables.linked import Record, Tables
from ..tables.parts import TablesInParts, gather
from .chart import Chart, finish, nothing
from .grammar import TINTS, ChartRow, Mark, bars, others, stacked
from .headline import on_sure_rows
from .text_measure import named


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


@on_sure_rows()
def speakers(tables: TablesInParts, *, by: str = "speaker", top: int = 10) -> Chart:
    """Draw the share of voice: words attributed, by speaker and kind of quote.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus.
    by
        ``"speaker"``, or ``"speaks_for"`` to count the words of spokespersons, officials, lawyers
        and documents as those of whom they speak for.
    top
        How many bars at most.

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
    tables = gather(tables)
    if tables.outer_quotes.empty:
        return nothing(what="quotes", tables=tables)
    words = quoted_words(tables, by=by)
    ranked = _totals(words)
    totals, rest = ranked.head(top), ranked.iloc[top:]
    ids = words.groupby(["speaker", "is_resolved", "kind"]).quote_id.agg(tuple).to_dict()
    first, total = totals.iloc[0], int(words.n_words.sum())
    shares = {kind: round(100 * words.n_words[words.kind == kind].sum() / total) for kind in TINTS}
    split = ", ".join(f"{kind} {share}%" for kind, share in shares.items())
    key = " ".join(f"■\u00a0{kind}\u00a0{share}%" for kind, share in shares.items())
    listed = ", ".join(
        f"{name} {n}" for name, n in totals[["speaker", "n_words"]].head(3).itertuples(index=False)
    )
    whose = "by whom they speak for" if by == "speaks_for" else "attributed"
    said = f" with {rest.n_words.sum():,} words"
    return finish(
        bars(
            [_row(row, ids) for row in totals.itertuples(index=False)],
            rest=others(len(rest), "speakers", said=said),
        ),
        title=_finding(first.speaker, round(100 * first.n_words / total)),
        subtitle=f"Words {whose}: {key}. Hatched: no named actor", tints=tuple(TINTS.values()),
        tables=tables, noun=quotes_counted(tables),
        row_ids=words.quote_id.tolist(),
        alt=f"Stacked bar chart of {total} words in {len(words)} quotes by speaker, {split}:"
        f" {listed}.",
    )  # fmt: skip


def _finding(speaker: str, share: int) -> str:
    """Return the title: who has most words, and how many percent."""
    if speaker == UNKNOWN:
        return f"No speaker was found for {share}% of the words attributed"
    return f"{named(speaker)} has {share}% of the words attributed"


def _totals(words: pd.DataFrame) -> pd.DataFrame:
    """Sum the words of each speaker by kind of quote, most words first."""
    keys = ["speaker", "is_resolved"]
    totals = words.pivot_table(
        index=keys, columns="kind", values="n_words", aggfunc="sum", fill_value=0
    ).reindex(columns=list(TINTS), fill_value=0)
    totals["n_words"] = totals.sum(axis=1)
    totals["n_quotes"] = words.groupby(keys).size()
    return totals.reset_index().sort_values(["n_words", "speaker"], ascending=[False, True])


def _row(row: Record, ids: Mapping[tuple[object, ...], tuple[str, ...]]) -> ChartRow:
    """Return the bar of a speaker, a part for each kind of quote."""
    parts = [
        (
            getattr(row, kind),
            Mark(
                "bar", 0, 0, f"{row.speaker}: {getattr(row, kind):,} words, {kind}",
                tint=tint, is_hatched=not row.is_resolved,
                rows=ids.get((row.speaker, row.is_resolved, kind), ()),
            ),
        )
        for kind, tint in TINTS.items()
    ]  # fmt: skip
    told = f"{row.n_words:,} in {row.n_quotes} quote{'s' if row.n_quotes != 1 else ''}"
    return ChartRow(named(row.speaker), stacked(parts), told)
