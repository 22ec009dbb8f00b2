"""The rows of an article as lists beside its text, each linked to its characters."""

import html
import math
from dataclasses import dataclass

import pandas as pd

from ..claims.crediting import credit
from ..tables.linked import Tables, anchor_of

LIST = "list-style:none;margin:4px 0 12px 0;padding:0"
LINK = "color:#222222;font-weight:bold"
CONTENT = 140
# Confidences differ by hundredths between processors; whether one lies below this does so rarely.
UNSURE = 0.6


@dataclass(frozen=True)
class Place:
    """The number of a row in its list, and the row of the list that it leads to: a mention leads to its actor."""

    number: int
    home: str


def number_rows(tables: Tables, article_id: str) -> dict[str, Place]:
    """Number the quotes, actors and figures of an article in their order.

    A mention bears its actor's number.
    """
    places = {}
    for name, key in (("quotes", "quote_id"), ("actors", "actor_id"), ("figures", "figure_id")):
        frame = getattr(tables, name)
        ids = frame.loc[frame.article_id == article_id, key]
        places |= {row_id: Place(n, row_id) for n, row_id in enumerate(ids, start=1)}
    mentions = tables.mentions[tables.mentions.article_id == article_id]
    return places | {row.mention_id: places[row.actor_id] for row in mentions.itertuples()}


def list_rows(
    tables: Tables, article_id: str, places: dict[str, Place], *, is_linked: bool = True
) -> str:
    """Return the three lists as HTML with inline styles; every text is escaped."""
    one = {name: frame[frame.article_id == article_id] for name, frame in tables.frames().items()}
    mentions = one["mentions"].groupby("actor_id").mention_id.agg(list)
    names = one["actors"].set_index("actor_id").name
    return "".join(
        (
            _list("Quotes", [_item("Q", places[row.quote_id], row.quote_id, _quote(row, names), is_linked)
                             for row in one["quotes"].itertuples()]),
            _list("Figures", [_item("F", places[row.figure_id], row.figure_id, _figure(row), is_linked)
                              for row in one["figures"].itertuples()]),
            _list("Actors", [_actor(row, places[row.actor_id], mentions.get(row.actor_id, []), is_linked)
                             for row in one["actors"].itertuples()]),
        )
    )  # fmt: skip


def _list(title: str, items: list[str]) -> str:
    listed = "".join(items) or "<li>None.</li>"
    return f'<p style="margin:0"><b>{title} ({len(items)})</b></p><ul style="{LIST}">{listed}</ul>'


def _item(letter: str, place: Place, row_id: str, text: str, is_linked: bool) -> str:
    """Return one row; its label leads to its characters."""
    label = f"{letter}{place.number}"
    anchor = html.escape(anchor_of(row_id))
    if not is_linked:
        return f"<li><b>{label}</b> {text}</li>"
    return f'<li id="row-{anchor}"><a href="#{anchor}" style="{LINK}">{label}</a> {text}</li>'


def _actor(row: object, place: Place, mentions: list[str], is_linked: bool) -> str:
    """Return one actor with a link for each of its mentions."""
    known = [row.kind, *(value for value in (row.role, row.country) if not pd.isna(value))]
    text = f"{_shown(row.name)} ({_shown(', '.join(known))})"
    if not is_linked:
        return f"<li><b>A{place.number}</b> {text}, {len(mentions)} ×</li>"
    links = " ".join(
        f'<a href="#{html.escape(anchor_of(mention))}" style="color:#222222">{n}</a>'
        for n, mention in enumerate(mentions, start=1)
    )
    return f'<li id="row-{html.escape(anchor_of(row.actor_id))}"><b>A{place.number}</b> {text}: {links}</li>'


def doubt(*confidences: float) -> str:
    """Return ", unsure" if one of some confidences is below ``UNSURE``, else nothing; NA is none."""
    return ", unsure" if any(c < UNSURE for c in confidences if not pd.isna(c)) else ""


def _quote(row: object, names: pd.Series) -> str:
    """Return who says what by which word, who passes it on, and whether the row is unsure."""
    speaker = row.speaker if pd.isna(row.speaker_name) else row.speaker_name
    who = "<i>speaker not found</i>" if pd.isna(speaker) else _shown(speaker)
    cue = "" if pd.isna(row.cue) else f" [{_shown(row.cue)}]"
    text = row.text if len(row.text) <= CONTENT else row.text[:CONTENT].rsplit(" ", 1)[0] + " …"
    passed_on = (
        "" if pd.isna(row.relayed_by_id) else f", passed on by {_shown(names[row.relayed_by_id])}"
    )
    return f"{who}{cue}: {_shown(text)} ({row.kind}{doubt(row.confidence, row.speaker_confidence)}{passed_on})"


def _figure(row: object) -> str:
    """Say what is counted, within which bounds, and who claims it."""
    thing = next((value for value in (row.thing, row.event, row.about) if not pd.isna(value)), None)
    what = "" if thing is None else f" {_shown(thing)}"
    ends = [f"{end:,.10g}" for end in dict.fromkeys((row.low, row.high)) if math.isfinite(end)]
    value = " to ".join(ends)
    claimant = _shown(credit(row, asserting="says {}", unclaimed="says the article"))
    return f"{_shown(row.text)}{what} ({_shown(row.bound)} {value} {_shown(row.unit)}), {claimant}"


def _shown(text: str) -> str:
    return html.escape(" ".join(str(text).replace("\0", "\ufffd").split()))
