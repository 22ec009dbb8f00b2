"""Who speaks of whom: speakers joined to the actors named in their quotes."""

import pandas as pd

from ..analysis.answer import counted
from ..analysis.quoted_about import spoken_of
from ..tables.doubt import unsure_rows
from ..tables.parts import TablesInParts, gather
from .actors import LETTERS
from .chart import Chart, finish, nothing
from .grammar import LETTERED, ChartRow, Mark, Panel, others
from .headline import on_sure_rows
from .speakers import quotes_counted
from .text_measure import named

# The palest cell that can be told from an empty one.
PALEST = 0.14


@on_sure_rows()
def network(tables: TablesInParts, *, top: int = 12, speakers: int = 5) -> Chart:
    """Draw who speaks of whom as the matrix of a network: a speaker a column, an actor a row.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus.
    top
        How many actors at most, those of whom most speakers speak.
    speakers
        How many speakers at most, those who speak of most actors.

    Returns
    -------
    Chart
        Cells with the number of quotes, the stronger the more. On a narrow page it is a list.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.network(tables).title
    'Ann Lee speaks of one other actor'
    """
    tables = gather(tables)
    pairs = spoken_of(tables)
    if pairs.empty:
        return nothing(what="speakers who speak of others", tables=tables)
    names = tables.actors.set_index("actor_id").name
    kinds = tables.actors.drop_duplicates("name").set_index("name").kind
    links = pairs.assign(speaker=pairs.speaker.map(names), mentioned=pairs.mentioned.map(names))
    links = links.groupby(["speaker", "mentioned"], as_index=False).agg(
        size=("quote_id", "size"), ids=("mention_id", tuple)
    )
    doubted = unsure_rows(tables)
    is_doubted = pairs.mention_id.isin(doubted) | pairs.quote_id.isin(doubted)
    unsure = frozenset(pairs.mention_id[is_doubted])
    heard = _ranked(links, "speaker", "mentioned")
    name, count = heard.index[0], heard.n.iloc[0]
    noun = "one other actor" if count == 1 else f"{count} other actors"
    listed = ", ".join(f"{key} of {n}" for key, n in heard.n.head(3).items())
    return finish(
        [_matrix(links, list(heard.index[:speakers]), kinds, top)],
        title=f"{named(name)} speaks of {noun}",
        subtitle="Number of quotes in which each speaker mentions an actor; letters are kinds of"
        " actor",
        tables=tables, noun=f"mentions in {pairs.quote_id.nunique():,} {quotes_counted(tables)}",
        row_ids=pairs.mention_id.drop_duplicates().tolist(), unsure=unsure,
        alt=f"Matrix of {len(heard)} speakers and the actors in their quotes, {len(links)} links:"
        f" {listed}.",
    )  # fmt: skip


def _ranked(links: pd.DataFrame, column: str, other: str) -> pd.DataFrame:
    """Count the links of each actor, most first; then by quotes, then by name."""
    counts = links.groupby(column).agg(n=(other, "nunique"), size=("size", "sum"))
    ranked = counts.reset_index().sort_values(
        ["n", "size", column], ascending=[False, False, True]
    )  # fmt: skip
    return ranked.set_index(column)


def _matrix(links: pd.DataFrame, columns: list[str], kinds: pd.Series, top: int) -> Panel:
    """Return the actors of whom most speakers speak, with a cell a speaker."""
    shown = links[links.speaker.isin(columns)]
    ranked, most = _ranked(shown, "mentioned", "speaker"), int(shown["size"].max())
    ids = {(row.mentioned, row.speaker): row.ids for row in shown.itertuples(index=False)}
    rows = []
    for actor in ranked.index[:top]:
        found = [(place, user, ids.get((actor, user), ())) for place, user in enumerate(columns)]
        cells = tuple(
            Mark(
                "cell", place, place, f"{user} mentions {actor} in {counted(len(own), 'quote')}",
                tint=PALEST + (LETTERED - PALEST) * len(own) / most, letter=f"{len(own):,}",
                rows=own,
            )
            for place, user, own in found
            if own
        )  # fmt: skip
        text = ", ".join(f"{named(user)} {len(own)}" for _, user, own in found if own)
        rows.append(ChartRow(f"{named(actor)}\u00a0·\u00a0{LETTERS[kinds[actor]]}", cells, text))
    left_out = links.mentioned.nunique() - len(rows)
    rest = others(left_out, "actors", said=", of whom fewer speak")
    n_more = links.speaker.nunique() - len(columns)
    if n_more:
        rest = f"{rest} {others(n_more, 'speakers', said=' of fewer')}".strip()
    return Panel(tuple(rows), columns=tuple(named(name) for name in columns), rest=rest)
