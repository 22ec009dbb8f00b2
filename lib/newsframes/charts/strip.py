"""Where in an article each actor appears: a strip by position."""

import pandas as pd

from ..tables.linked import Tables
from ..tables.parts import TablesInParts, gather
from .actors import LETTERS
from .chart import Chart, finish, nothing
from .grammar import DENSE, ChartRow, Look, Mark, is_dense, lanes, others
from .headline import on_sure_rows
from .text_measure import named

LOOKS: dict[str, Look] = {"name": "tick", "nominal": "small cross", "pronoun": "point"}
FORMS = "| by name, × by a noun phrase, • by a pronoun"


@on_sure_rows(lead="Of sure mentions: ")
def strip(tables: TablesInParts, *, top: int = 10) -> Chart:
    """Draw where in the text the most mentioned actors appear, from first to last character.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus; positions are shares of each article's body.
    top
        How many actors at most.

    Returns
    -------
    Chart
        One row an actor, in the order of first appearance; strokes are names, crosses noun phrases,
        dots pronouns. Many of them are counted in bins, the stronger the more.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.strip(tables).title
    'Ann Lee comes first'
    """
    tables = gather(tables)
    if tables.mentions.empty:
        return nothing(what="mentions", tables=tables)
    placed = _positions(tables)
    counts = placed.groupby("name").agg(n=("at", "size"), first=("at", "min")).reset_index()
    kept = counts.sort_values(["n", "name"], ascending=[False, True]).head(top)
    ordered = placed.sort_values(["at", "name"]).name
    first, last = ordered.iloc[0], ordered.iloc[-1]
    listed = ", ".join(f"{name} {n}" for name, n in kept[["name", "n"]].head(4).values)
    is_group = placed.kind[placed["name"] == first].iloc[0] == "group"
    same = ("opens and closes the report", "open and close the report")[is_group]
    same = same if first == last else ("comes first", "come first")[is_group]
    groups = dict(iter(placed.groupby("name")))
    rows = [_row(name, groups[name]) for name in kept.sort_values(["first", "name"]).name]
    return finish(
        lanes(rows, noun="mentions", rest=others(len(counts) - len(kept), "actors")),
        title=f"{named(first)} {same}",
        subtitle=f"Mentions by place in the text ({DENSE if is_dense(rows) else FORMS})",
        tables=tables, noun="mentions",
        row_ids=tables.mentions.mention_id.tolist(),
        alt=f"Strip of {len(placed)} mentions by position in the text, the {len(kept)} most"
        f" mentioned actors: first comes {first}, last {last}; {listed}.",
    )  # fmt: skip


def _positions(tables: Tables) -> pd.DataFrame:
    """Place each mention between 0 and 1 in its article's body."""
    bodies = tables.articles[["article_id", "body_start", "body_end"]]
    placed = tables.mentions.merge(bodies, on="article_id", validate="many_to_one").merge(
        tables.actors[["actor_id", "name", "kind"]], on="actor_id", validate="many_to_one"
    )
    length = (placed.body_end - placed.body_start).clip(lower=1)
    return placed.assign(at=((placed.start - placed.body_start) / length).astype(float))


def _row(name: str, own: pd.DataFrame) -> ChartRow:
    """Return the mentions of an actor."""
    marks = tuple(
        Mark(LOOKS[row.form], at, at, f"{name}: {row.text}", row.mention_id)
        for at, row in zip(own["at"], own.itertuples(), strict=True)
    )
    return ChartRow(f"{named(name)}\u00a0·\u00a0{LETTERS[own.kind.iloc[0]]}", marks)
