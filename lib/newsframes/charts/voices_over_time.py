"""The share of voice of a few speakers over time."""

import pandas as pd

from ..analysis.voice_over_time import track_voices
from ..tables.parts import TablesInParts, gather
from .chart import Chart, finish, nothing
from .grammar import LETTERED, ChartRow, Mark, Panel, others
from .headline import on_sure_rows
from .network import PALEST
from .speakers import quotes_counted
from .text_measure import named

# How many speakers and how many periods, the last ones, have a place.
COLUMNS, ROWS = 5, 24


@on_sure_rows()
def voices_over_time(tables: TablesInParts, *, every: str = "month", by: str = "speaker") -> Chart:
    """Draw the share of the attributed words of the five named speakers with most, over time.

    Parameters
    ----------
    tables
        Of many articles with their days, or a corpus; ``unify_names`` gives one actor one name.
    every, by
        As those of ``track_voices``.

    Returns
    -------
    Chart
        A matrix: a row for each of the last 24 periods that have quotes, a column a speaker, cells
        with the share in percent, the stronger the larger. Only speakers with a name have a column;
        the words of all others count in the shares.

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
    tables = gather(tables)
    found = track_voices(tables, every=every, by=by)
    spoken = found[found.is_named]
    if spoken.empty:
        what = "named speakers in articles with a day"
        return nothing(what=what, tables=tables)
    periods = found.period.drop_duplicates().tolist()
    totals = spoken.groupby("speaker").n_words.sum().sort_values(ascending=False, kind="stable")
    shares = spoken.pivot_table(
        index="period", columns="speaker", values="share", aggfunc="sum", fill_value=0.0
    ).reindex(index=periods, columns=totals.index[:COLUMNS], fill_value=0.0)
    leads = spoken.drop_duplicates("period").speaker.value_counts()
    best = next(name for name in totals.index if leads.get(name, 0) == leads.max())
    is_dated = tables.articles.published.notna()
    dated = tables.outer_quotes[
        tables.outer_quotes.article_id.isin(tables.articles.article_id[is_dated])
    ]
    span = f"{periods[0]} to {periods[-1]}" if len(periods) > 1 else periods[0]
    noun = f"{every}s" if len(periods) > 1 else every
    listed = ", ".join(
        f"{name} {round(100 * shares[name].max())}% in {shares[name].idxmax()}"
        for name in shares.columns[:3]
    )
    return finish(
        [_matrix(shares, noun)],
        title=f"{named(str(best))} has most words in {leads.max()} of {len(periods)} {noun}",
        subtitle=f"Share of the words attributed in percent, by {every}, {span}; the"
        f" {len(shares.columns)} named with most",
        tables=tables, noun=quotes_counted(tables),
        row_ids=dated.quote_id.tolist(),
        alt=f"Matrix of the share of {found.n_words.sum()} attributed words by {every},"
        f" {span}; highest: {listed}.",
    )  # fmt: skip


def _matrix(shares: pd.DataFrame, noun: str) -> Panel:
    """Return the last periods, with a cell for each speaker who has words in them."""
    most = max(float(shares.to_numpy().max()), 0.01)
    rows = []
    for period, own in shares.tail(ROWS).iterrows():
        found = [(n, str(name), share) for n, (name, share) in enumerate(own.items()) if share]
        cells = tuple(
            Mark(
                "cell", place, place, f"{name}, {period}: {share:.0%} of the words",
                tint=PALEST + (LETTERED - PALEST) * share / most, letter=f"{100 * share:.0f}",
            )
            for place, name, share in found
        )  # fmt: skip
        text = ", ".join(f"{named(name)} {share:.0%}" for _, name, share in found)
        text = text or "none of those named here"
        rows.append(ChartRow(str(period), cells, text))
    rest = others(len(shares) - len(rows), f"{noun} before")
    return Panel(tuple(rows), columns=tuple(named(str(name)) for name in shares), rest=rest)
