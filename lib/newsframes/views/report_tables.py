"""The report's tables of figures and actors, written for a reader."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from ..analysis.answer import one_line
from ..analysis.to_check import reason_of_figure
from ..claims.crediting import credit
from ..tables.doubt import is_unsure
from ..tables.linked import Record, Tables, anchor_of
from .paragraphs_view import find_paragraphs, paragraph_at

BOUNDS = {
    "=": "exactly {low}", "~": "about {mid}", ">": "more than {low}", ">=": "at least {low}",
    "<": "less than {high}", "<=": "at most {high}", "range": "{low} to {high}",
    "vague": "vague: read as {low} to {high}",
}  # fmt: skip


@dataclass(frozen=True)
class FigureRow:
    """One figure: as written, what it counts, who claims it, how it is bounded, where it stands."""

    number: int
    anchor: str
    row_id: str
    text: str
    counts: str
    claimant: str
    quote: str
    bound: str
    paragraph: int
    reason: str
    is_unsure: bool
    found_by: str
    confidences: str


@dataclass(frozen=True)
class ActorRow:
    """One actor with other names, mentions and quotes; ``first`` leads to its first mention."""

    number: int
    anchor: str
    row_id: str
    name: str
    kind: str
    role: str
    aliases: str
    n_mentions: int
    n_quotes: int
    first: str
    is_minor: bool


def list_figures(tables: Tables) -> Iterator[FigureRow]:
    """Yield the figures of one article in the order of its text."""
    article = tables.articles.iloc[0]
    paragraphs = find_paragraphs(article.text)
    shown = set(tables.quotes.quote_id)
    for number, row in enumerate(tables.figures.itertuples(), start=1):
        claimant = (
            "" if pd.isna(row.claimant_confidence) else f", claimant {row.claimant_confidence:.2f}"
        )
        yield FigureRow(
            number=number, anchor=anchor_of(row.figure_id), row_id=row.figure_id,
            text=one_line(row.text), counts=_counts(row),
            claimant=one_line(credit(row, unclaimed="nobody: the report’s own voice")),
            quote=anchor_of(row.quote_id) if row.quote_id in shown else "",
            bound=bound_in_words(row),
            paragraph=paragraph_at(paragraphs, row.start), reason=reason_of_figure(row),
            is_unsure=is_unsure(row.confidence, row.claimant_confidence), found_by=row.found_by,
            confidences=f"{row.confidence:.2f}{claimant}",
        )  # fmt: skip


def bound_in_words(row: Record) -> str:
    """Return how a figure is bounded, with its values and unit.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Police detained more than 2,000 people and dozens of men.")
    >>> [bound_in_words(row) for row in tables.figures.itertuples()]
    ['more than 2,000', 'vague: read as 24 to 99']
    """
    ends = {"low": row.low, "high": row.high, "mid": _middle(row)}
    said = BOUNDS[row.bound].format(**{name: f"{end:,.10g}" for name, end in ends.items()})
    unit = "" if row.unit == "count" else f" {row.unit}"
    return f"{said}{unit}{'' if pd.isna(row.per) else f' per {row.per}'}"


def _middle(row: Record) -> float:
    ends = [end for end in (row.low, row.high) if math.isfinite(end)]
    return sum(ends) / len(ends) if ends else math.nan


def _counts(row: Record) -> str:
    """Return what a figure counts or measures, what happened to it, and whose it is."""
    parts = [row.thing, row.event, None if pd.isna(row.about) else f"of {row.about}"]
    change = {"up": "rose", "down": "fell"}.get("" if pd.isna(row.change) else row.change)
    known = [
        one_line(str(part)) for part in (*parts, change) if part is not None and not pd.isna(part)
    ]
    return ", ".join(known) or "not told"


def list_actors(tables: Tables) -> Iterator[ActorRow]:
    """Yield the actors of one article, most mentions first; minor ones speak and recur not."""
    ids = tables.mentions.sort_values("start").drop_duplicates("actor_id").set_index("actor_id")
    numbers = {actor_id: n for n, actor_id in enumerate(tables.actors.actor_id, start=1)}
    order = tables.actors.sort_values(
        ["n_mentions", "n_quotes", "first_start"], ascending=[False, False, True]
    )
    for row in order.itertuples():
        roles = [row.role, row.affiliation]
        yield ActorRow(
            number=numbers[row.actor_id], anchor=anchor_of(row.actor_id), row_id=row.actor_id,
            name=one_line(row.name), kind=row.kind,
            role=", ".join(one_line(str(part)) for part in roles if not pd.isna(part)),
            aliases=", ".join(map(one_line, row.aliases)), n_mentions=row.n_mentions,
            n_quotes=row.n_quotes, first=anchor_of(ids.mention_id[row.actor_id]),
            is_minor=row.n_mentions < 2 and not row.n_quotes,
        )  # fmt: skip
