"""Actors by the number of their mentions."""

from ..tables.parts import TablesInParts, gather
from .chart import Chart, finish, nothing
from .grammar import ChartRow, Mark, bars, others
from .headline import on_sure_rows
from .text_measure import named

LETTERS = {"person": "P", "organisation": "O", "state": "S", "group": "G", "place": "L"}


@on_sure_rows(lead="Of sure mentions: ")
def actors(tables: TablesInParts, *, top: int = 10) -> Chart:
    """Draw the actors with the most mentions as bars; a letter names their kind.

    Nobody in particular ("communities") is left out.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus; an actor of several articles counts by its name.
    top
        How many bars at most.

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
    tables = gather(tables)
    known = tables.actors.loc[~tables.actors.is_generic, ["actor_id", "name", "kind"]]
    mentions = tables.mentions.merge(known, on="actor_id", validate="many_to_one")
    if mentions.empty:
        return nothing(what="actors", tables=tables)
    ranked = (
        mentions.groupby(["name", "kind"], as_index=False)
        .agg(n=("mention_id", "size"), ids=("mention_id", tuple))
        .sort_values(["n", "name"], ascending=[False, True])
    )
    counts, rest = ranked.head(top), ranked.iloc[top:]
    first = counts.iloc[0]
    tied = counts.name[counts.n == first.n].tolist()
    title = (
        f"{named(first['name'])} is mentioned most"
        if len(tied) == 1
        else f"{len(tied)} are mentioned equally often"
    )
    listed = ", ".join(
        f"{name} {n}" for name, n in counts[["name", "n"]].head(4).itertuples(index=False)
    )
    kinds = ", ".join(f"{LETTERS[kind]} {kind}" for kind in LETTERS if kind in set(counts.kind))
    rows = [
        ChartRow(
            f"{named(name)}\u00a0·\u00a0{LETTERS[kind]}",
            (Mark("bar", 0, n, f"{name}, {kind}: {n:,} mentions", rows=ids),),
            f"{n:,}",
        )
        for name, kind, n, ids in counts.itertuples(index=False)
    ]
    said = f" with {rest.n.sum():,} mentions"
    return finish(
        bars(rows, rest=others(len(rest), "actors", said=said)),
        title=title, subtitle=f"Mentions in the text, by actor ({kinds})",
        tables=tables, noun="mentions", row_ids=mentions.mention_id.tolist(),
        alt=f"Bar chart of mentions in the text by actor, the top {len(counts)} of"
        f" {mentions.name.nunique()}: {listed}.",
    )  # fmt: skip
