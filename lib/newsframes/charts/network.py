"""Who speaks of whom: speakers joined to the actors named in their quotes."""

import networkx
import numpy as np
import pandas as pd
import textalloc
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from ..tables.linked import Tables
from .actors import COLOURS, LETTERS
from .chart import GREY, INK, Chart, blank, finish, house_style, legible, nothing
from .speakers import quotes_counted

SEED = 20220110
COLUMNS = ["quote_id", "speaker", "mentioned"]


def spoken_of(tables: Tables) -> pd.DataFrame:
    """List which actors stand in the content of whose quotes.

    A speaker's words about himself, and a name that only interrupts a quote, are left out.

    Parameters
    ----------
    tables
        Of one or many articles.

    Returns
    -------
    pandas.DataFrame
        ``quote_id, speaker, mentioned`` (actor ids), one row a quote and actor.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> len(spoken_of(tables))
    2
    """
    quotes = tables.outer_quotes.dropna(subset="speaker_id")
    pairs = quotes[["quote_id", "article_id", "speaker_id", "parts"]].merge(
        tables.mentions[["article_id", "actor_id", "start", "end"]],
        on="article_id",
        validate="many_to_many",
    )
    inside = [
        any(begin <= start and end <= stop for begin, stop in parts)
        for parts, start, end in zip(pairs.parts, pairs.start, pairs.end, strict=True)
    ]
    found = pairs[np.array(inside, bool) & (pairs.speaker_id != pairs.actor_id).to_numpy(bool)]
    found = found.rename(columns={"speaker_id": "speaker", "actor_id": "mentioned"})
    return found[COLUMNS].drop_duplicates(ignore_index=True)


def network(tables: Tables, *, top: int = 14, ax: Axes | None = None) -> Chart:
    """Draw speakers and those they speak of as a network; an arrow leads from the speaker.

    Parameters
    ----------
    tables
        Of one or many articles.
    top
        How many actors at most, those with most links first.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        Arrows as wide as the quotes are many. The layout is seeded: the same table gives the same
        picture.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.network(tables).title
    'Ann Lee speaks of one other actor'
    """
    pairs = spoken_of(tables)
    if pairs.empty:
        return nothing(ax, what="speakers who speak of others", sources=tables.articles.source)
    names = tables.actors.set_index("actor_id").name
    kinds = tables.actors.drop_duplicates("name").set_index("name").kind
    links = pairs.assign(speaker=pairs.speaker.map(names), mentioned=pairs.mentioned.map(names))
    links = links.groupby(["speaker", "mentioned"], as_index=False).size()
    graph = _graph(links, top)
    with house_style():
        _, ax = blank(ax)
        _draw(ax, graph, kinds)
        heard = links.groupby("speaker").mentioned.nunique()
        ranked = sorted(heard.items(), key=lambda item: (-item[1], item[0]))
        name, count = ranked[0]
        noun = "one other actor" if count == 1 else f"{count} other actors"
        listed = ", ".join(f"{key} of {n}" for key, n in ranked[:3])
        alt = (
            f"Network of {len(heard)} speakers and the actors in their quotes, {len(links)} links:"
            f" {listed}."
        )
        chart = finish(
            ax, left=0.04, title=f"{legible(name, 34)} speaks of {noun}",
            subtitle="Who is mentioned in whose words; the arrow leads from the speaker; letters"
            " are kinds of actor",
            sources=tables.articles.source, noun=quotes_counted(tables),
            row_ids=pairs.quote_id.drop_duplicates().tolist(), alt=alt,
        )  # fmt: skip
        _label(ax, graph, kinds)
    return chart


def _graph(links: pd.DataFrame, top: int) -> networkx.DiGraph:
    """Return the links of up to ``top`` actors with most of them, in a fixed order."""
    degrees = pd.concat([links.speaker, links.mentioned]).value_counts()
    weight = links.speaker.map(degrees) + links.mentioned.map(degrees)
    ranked = links.assign(weight=weight).sort_values(
        ["weight", "size", "speaker", "mentioned"], ascending=[False, False, True, True]
    )
    graph = networkx.DiGraph()
    for row in ranked.itertuples(index=False):
        if len({*graph, row.speaker, row.mentioned}) <= top:
            graph.add_edge(row.speaker, row.mentioned, size=row.size)
    return graph


def _draw(ax: Axes, graph: networkx.DiGraph, kinds: pd.Series) -> None:
    """Draw arrows and points at seeded places."""
    places = networkx.spring_layout(graph, seed=SEED, method="energy", k=2.5, iterations=300)
    networkx.set_node_attributes(
        graph, {node: tuple(map(float, place)) for node, place in places.items()}, "at"
    )
    for start, end, data in graph.edges(data=True):
        ax.annotate(
            "", places[end], places[start],
            arrowprops={
                "arrowstyle": "-|>", "color": GREY, "lw": 0.8 + 0.5 * min(4, data["size"] - 1),
                "shrinkA": 4, "shrinkB": 7, "connectionstyle": "arc3,rad=0.08",
            },
        )  # fmt: skip
    spots = np.array([places[node] for node in graph])
    colours = [COLOURS[kinds[node]] for node in graph]
    ax.scatter(spots[:, 0], spots[:, 1], s=70, color=colours, zorder=3)
    low, high = spots.min(axis=0), spots.max(axis=0)
    room = np.maximum(high - low, 0.5) * (0.25, 0.12)
    ax.set_xlim(low[0] - room[0], high[0] + room[0])
    ax.set_ylim(low[1] - room[1], high[1] + room[1])
    ax.set(xticks=[], yticks=[])
    ax.set_axis_off()


def _label(ax: Axes, graph: networkx.DiGraph, kinds: pd.Series) -> None:
    """Write names where they cover neither a point nor another name."""
    spots = np.array([data["at"] for _, data in graph.nodes(data=True)])
    names = [f"{legible(node, 22)} {LETTERS[kinds[node]]}" for node in graph]
    textalloc.allocate(
        ax, spots[:, 0], spots[:, 1], names, x_scatter=spots[:, 0], y_scatter=spots[:, 1],
        textsize=9, path_effects=[withStroke(linewidth=3, foreground="white")], textcolor=INK,
        linecolor=GREY, linewidth=0.6, min_distance=0.02, max_distance=0.3, draw_all=False,
        xlims=ax.get_xlim(), ylims=ax.get_ylim(),
    )  # fmt: skip
