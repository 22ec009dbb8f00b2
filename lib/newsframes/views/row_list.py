"""The rows of an article as lists beside its text, each linked to its characters."""

import math
from dataclasses import dataclass

import pandas as pd

from ..analysis.answer import one_line
from ..claims.crediting import credit
from ..tables.doubt import is_unsure
from ..tables.linked import Record, Tables, anchor_of


@dataclass(frozen=True)
class Place:
    """The number of a row in its list, and the row of the list that it leads to.

    A mention leads to its actor.
    """

    number: int
    home: str


@dataclass(frozen=True)
class ListedRow:
    """One row of a list: its label and number, its anchor and what it says, whole.

    ``is_unheard`` marks a quote whose speaker was not found, ``is_unsure`` a row to check;
    ``mentions`` are the anchors of an actor's mentions.
    """

    label: str
    anchor: str
    text: str
    is_unheard: bool = False
    is_unsure: bool = False
    mentions: tuple[str, ...] = ()


def number_rows(tables: Tables, article_id: str) -> dict[str, Place]:
    """Assign numbers to the quotes, actors and figures of an article, in their order.

    A mention has its actor's number.
    """
    places: dict[str, Place] = {}
    for name, key in (("quotes", "quote_id"), ("actors", "actor_id"), ("figures", "figure_id")):
        frame = getattr(tables, name)
        ids = frame.loc[frame.article_id == article_id, key]
        places |= {row_id: Place(n, row_id) for n, row_id in enumerate(ids, start=1)}
    mentions = tables.mentions[tables.mentions.article_id == article_id]
    return places | {row.mention_id: places[row.actor_id] for row in mentions.itertuples()}


def list_rows(
    tables: Tables,
    article_id: str,
    places: dict[str, Place],
    *,
    labels: dict[str, str] | None = None,
) -> dict[str, list[ListedRow]]:
    """List the quotes, figures and actors of one article, each under its title.

    Parameters
    ----------
    tables
        Of one or many articles.
    article_id
        Which article.
    places
        What ``number_rows`` returns for it.
    labels
        What to write for a quote before its number, by id; "Q" by default.

    Returns
    -------
    dict
        Rows by the title of their list, in the order of the tables.
    """
    one = {name: frame[frame.article_id == article_id] for name, frame in tables.frames().items()}
    letters = labels or {}
    names = one["actors"].set_index("actor_id").name
    mentions = one["mentions"].groupby("actor_id").mention_id.agg(list)
    return {
        "Quotes": [
            _quote(row, f"{letters.get(row.quote_id, 'Q')}{places[row.quote_id].number}", names)
            for row in one["quotes"].itertuples()
        ],
        "Figures": [
            _figure(row, f"F{places[row.figure_id].number}") for row in one["figures"].itertuples()
        ],
        "Actors": [
            _actor(row, f"A{places[row.actor_id].number}", mentions.get(row.actor_id, []))
            for row in one["actors"].itertuples()
        ],
    }


def _quote(row: Record, label: str, names: pd.Series) -> ListedRow:
    """List who says what by which word, and who passes it on."""
    speaker = row.speaker if pd.isna(row.speaker_name) else row.speaker_name
    who = "" if pd.isna(speaker) else one_line(speaker)
    cue = "" if pd.isna(row.cue) else f" [{one_line(row.cue)}]"
    relay = row.relayed_by_id
    passed_on = "" if pd.isna(relay) else f", passed on by {one_line(names[relay])}"
    said = f"{who}{cue}: {one_line(row.text)} ({row.kind}{passed_on})"
    check = is_unsure(row.confidence, row.speaker_confidence)
    return ListedRow(label, anchor_of(row.quote_id), said, is_unheard=not who, is_unsure=check)


def _figure(row: Record, label: str) -> ListedRow:
    """List what is counted, within which bounds, and who claims it."""
    thing = next((value for value in (row.thing, row.event, row.about) if not pd.isna(value)), None)
    what = "" if thing is None else f" {one_line(thing)}"
    ends = [f"{end:,.10g}" for end in dict.fromkeys((row.low, row.high)) if math.isfinite(end)]
    claimant = one_line(credit(row, asserting="says {}", unclaimed="says the article"))
    value = f"{row.bound} {' to '.join(ends)} {row.unit}"
    text = f"{one_line(row.text)}{what} ({value}), {claimant}"
    check = is_unsure(row.confidence, row.claimant_confidence)
    return ListedRow(label, anchor_of(row.figure_id), text, is_unsure=check)


def _actor(row: Record, label: str, mentions: list[str]) -> ListedRow:
    """List one actor with its mentions."""
    known = [row.kind, *(value for value in (row.role, row.country) if not pd.isna(value))]
    text = f"{one_line(row.name)} ({one_line(', '.join(known))})"
    anchors = tuple(anchor_of(mention) for mention in mentions)
    return ListedRow(label, anchor_of(row.actor_id), text, mentions=anchors)
