"""Passing on: what a speaker tells of others, given to them, with the speaker as who passes it on."""

from collections.abc import Iterable, Iterator

from ..actors import Actor, Mention, Speech
from ..actors.source_heads import find_source
from ..quotes import Attribution
from ..reader import Reading

Row = dict[str, object]


def pass_on(
    reading: Reading,
    nested: Iterable[Attribution],
    speeches: list[Speech],
    placed: Iterable[tuple[Mention, Actor]],
) -> Iterator[tuple[Attribution, Speech]]:
    """Yield what is attributed within a quote to an actor who is neither its speaker nor passes it on.

    Parameters
    ----------
    reading
        The article as read.
    nested
        The quotes within others.
    speeches
        The quotes that they stand in, with their speakers; where that is not known, nothing is
        passed on.
    placed
        Every mention with its actor; one that only is somewhere or something says nothing.
    """
    home = {
        mention.phrase: (mention, actor)
        for mention, actor in placed
        if actor.kind not in ("thing", "place")
    }
    for quote in nested:
        outer = speeches[quote.within]
        mention, actor = home.get(find_source(reading, quote.source, home), (None, None))
        if outer.actor is not None and actor not in (None, outer.actor, outer.relayed_by):
            speech = Speech(
                quote.contents, quote.source, quote.cue, quote.marked, actor=actor, mention=mention
            )
            speech.relayed_by = outer.actor
            yield quote, speech


def lead_to_claim(figure: Row, passed_on: Iterable[Row]) -> Row:
    """Lead a figure to the quote within another whose speaker claims it: "AFP said the ministry denied 40 deaths"."""
    for quote in passed_on:
        is_inside = quote["start"] <= figure["start"] and figure["end"] <= quote["end"]
        if is_inside and quote["speaker_id"] == figure.get("claimant_id"):
            return figure | {"quote_id": quote["quote_id"]}
    return figure
