"""Nested quotes: what a speaker tells of others, given to them as second-hand sources."""

from collections.abc import Iterable, Iterator

from ..actors import Actor, Mention, Speech
from ..actors.phrase_index import PhraseIndex
from ..actors.source_heads import find_source
from ..quotes import Attribution
from ..reader import Reading
from .statements import Statement


def resolve_nested(
    reading: Reading,
    nested: Iterable[Attribution],
    statements: list[Statement],
    placed: Iterable[tuple[Mention, Actor]],
) -> Iterator[Statement]:
    """Yield the quotes within others whose source is an actor, with who passes them on.

    Parameters
    ----------
    reading
        The article as read.
    nested
        The quotes within others.
    statements
        The quotes that they stand in, with their speakers; where that is not known, nothing is
        passed on, and nothing to one who speaks or passes on already.
    placed
        Every mention with its actor; one that only is somewhere or something says nothing.
    """
    home = {
        mention.phrase: (mention, actor)
        for mention, actor in placed
        if actor.kind not in ("thing", "place")
    }
    index = PhraseIndex(home)
    for quote in nested:
        if quote.within is None or quote.source is None:
            continue
        outer = statements[quote.within].speech
        source = find_source(reading, quote.source, index)
        if outer.actor is None or source is None:
            continue
        mention, actor = home[source]
        if actor not in (outer.actor, outer.relayed_by):
            speech = Speech(
                quote.contents,
                quote.source,
                quote.cue,
                quote.marked,
                actor=actor,
                mention=mention,
                relayed_by=outer.actor,
            )
            yield Statement(quote, speech, within=statements[quote.within])
