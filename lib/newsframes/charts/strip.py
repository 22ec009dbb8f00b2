"""Where in an article each actor appears: a strip by position."""

import pandas as pd
from matplotlib.axes import Axes

from ..tables.linked import Tables
from .actors import COLOURS, LETTERS
from .chart import GREY, INK, Chart, Spot, blank, finish, house_style, legible, nothing

MARKS = {"name": "|", "nominal": "x", "pronoun": "."}


def strip(tables: Tables, *, top: int = 10, ax: Axes | None = None) -> Chart:
    """Draw where in the text the most mentioned actors appear, from first to last character.

    Parameters
    ----------
    tables
        Of one or many articles; positions are shares of each article's body.
    top
        How many actors at most.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        One row an actor, in the order of first appearance; bars are names, crosses noun phrases,
        dots pronouns.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.strip(tables).title
    'Ann Lee comes first'
    """
    if tables.mentions.empty:
        return nothing(ax, what="mentions", sources=tables.articles.source)
    placed = _positions(tables)
    counts = placed.groupby("name").agg(n=("at", "size"), first=("at", "min")).reset_index()
    kept = counts.sort_values(["n", "name"], ascending=[False, True]).head(top)
    kept = kept.sort_values(["first", "name"])
    with house_style():
        _, ax = blank(ax)
        spots = _draw(ax, placed, kept.name.tolist())
        last = placed.sort_values(["at", "name"]).name.iloc[-1]
        first = placed.sort_values(["at", "name"]).name.iloc[0]
        ordered = kept.sort_values(["n", "name"], ascending=[False, True])[["name", "n"]].head(4)
        listed = ", ".join(f"{name} {n}" for name, n in ordered.itertuples(index=False))
        alt = (
            f"Strip of {len(placed)} mentions by position in the text, the {len(kept)} most"
            f" mentioned actors: first comes {first}, last {last}; {listed}."
        )
        same = "opens and closes the report" if first == last else "comes first"
        return finish(
            ax, title=f"{legible(first, 34)} {same}",
            subtitle="Mentions by place in the text (| by name, × by a noun phrase, • by a"
            " pronoun)",
            sources=tables.articles.source, noun="mentions",
            row_ids=tables.mentions.mention_id.tolist(), alt=alt, spots=spots,
        )  # fmt: skip


def _positions(tables: Tables) -> pd.DataFrame:
    """Place each mention between 0 and 1 in its article's body."""
    bodies = tables.articles[["article_id", "body_start", "body_end"]]
    placed = tables.mentions.merge(bodies, on="article_id", validate="many_to_one").merge(
        tables.actors[["actor_id", "name", "kind"]], on="actor_id", validate="many_to_one"
    )
    length = (placed.body_end - placed.body_start).clip(lower=1)
    return placed.assign(at=((placed.start - placed.body_start) / length).astype(float))


def _draw(ax: Axes, placed: pd.DataFrame, names: list[str]) -> list[Spot]:
    """Draw one row of marks an actor; return what can be pointed at."""
    labels: list[str] = []
    spots: list[Spot] = []
    for row, name in enumerate(names):
        own = placed[placed.name == name]
        kind = own.kind.iloc[0]
        labels.append(f"{legible(name, 24)}  {LETTERS[kind]}")
        ax.axhline(row, color=GREY, lw=0.4, zorder=0)
        for form, mark in MARKS.items():
            some = own[own.form == form]
            size = {"|": 12, "x": 6, ".": 8}[mark]
            ax.plot(
                some["at"],
                [row] * len(some),
                mark,
                color=COLOURS[kind],
                ms=size,
                mew=1.8,
                ls="none",
            )
        spots += [
            ((mention.at, row), mention.mention_id, f"{name}: {mention.text}")
            for mention in own.itertuples()
        ]
    ax.set_yticks(range(len(names)), labels)
    ax.set_ylim(max(len(names), 4) - 0.4, -0.6)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([0, 0.5, 1], ["beginning", "middle", "end"])
    ax.tick_params(axis="y", length=0, labelcolor=INK)
    return spots
