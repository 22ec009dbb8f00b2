"""Sources named and unnamed: who can be asked again, and who cannot."""

import pandas as pd

from ..analysis.share_of_voice import source_namings
from ..tables.parts import TablesInParts, gather
from .chart import Chart, finish, nothing
from .grammar import ChartRow, Mark, bars
from .headline import on_sure_rows
from .speakers import quotes_counted
from .text_measure import clip

# Label of each kind of source, from the most open to the least, and whether it has a name.
NAMINGS = {
    "named person": ("A person by name", True),
    "named body": ("A body by name", True),
    "unnamed person": ("Someone without a name", False),
    "unnamed body": ("A group or office", False),
    "not found": ("Nobody found", False),
}


@on_sure_rows()
def sources(tables: TablesInParts) -> Chart:
    """Draw how many quotes come from named sources, from unnamed ones, and from nobody found.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus.

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
    tables = gather(tables)
    if tables.outer_quotes.empty:
        return nothing(what="quotes", tables=tables)
    found = source_namings(tables)
    counts = found.naming.value_counts().reindex(list(NAMINGS), fill_value=0)
    n_named = int(sum(counts[key] for key, (_, is_named) in NAMINGS.items() if is_named))
    listed = ", ".join(f"{label.lower()} {counts[key]}" for key, (label, _) in NAMINGS.items())
    return finish(
        bars([_row(key, found[found.naming == key]) for key in NAMINGS]),
        title=f"{n_named} of {len(found)} quotes come from a source by name",
        subtitle="Quotes by naming of their source, with the most frequent; hatched: without a"
        " name",
        tables=tables, noun=quotes_counted(tables),
        row_ids=found.quote_id.tolist(),
        alt=f"Bar chart of {len(found)} quotes by whether the report names their source: {listed}.",
    )  # fmt: skip


def _row(key: str, own: pd.DataFrame) -> ChartRow:
    """Return the bar of a kind of source, beside it those with most quotes."""
    label, is_named = NAMINGS[key]
    totals = own.speaker.dropna().value_counts().rename_axis("name").reset_index(name="n")
    totals = totals.sort_values(["n", "name"], ascending=[False, True])
    listed = ", ".join(f"{name} {n}" for name, n in totals.itertuples(index=False))
    marks: tuple[Mark, ...] = ()
    if len(own):
        note = f"{label}: {listed or len(own)}"
        marks = (
            Mark(
                "bar", 0, len(own), note, own.quote_id.iloc[0], is_hatched=not is_named,
                rows=tuple(own.quote_id),
            ),
        )  # fmt: skip
    return ChartRow(label, marks, f"{len(own):,}: {clip(listed)}".removesuffix(": "))
