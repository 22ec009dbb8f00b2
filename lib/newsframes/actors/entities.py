"""The entities of an article while its phrases are resolved."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .actor import Actor, Mention
from .mention import Phrase


class Entities:
    """Actors, found by a number that stays the same, and the one that each phrase belongs to."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = list(actors)
        self.home = {m.phrase: n for n, actor in enumerate(self.actors) for m in actor.mentions}

    def __iter__(self) -> Iterator[tuple[int, Actor]]:
        """Yield those that still have a mention, with their numbers."""
        return ((n, actor) for n, actor in enumerate(self.actors) if actor.mentions)

    def of(self, phrase: Phrase | None) -> Actor | None:
        """Return whom a phrase means."""
        return self.actors[self.home[phrase]] if phrase in self.home else None

    def add(self, number: int, mention: Mention) -> None:
        """Add a mention to an actor."""
        self.actors[number] = self.actors[number].having(mention)
        self.home[mention.phrase] = number

    def drop(self, phrase: Phrase) -> None:
        """Remove a phrase from its actor."""
        number = self.home.pop(phrase)
        kept = (m for m in self.actors[number].mentions if m.phrase is not phrase)
        self.change(number, replace(self.actors[number], mentions=tuple(kept)))

    def begin(self, actor: Actor) -> None:
        """Add a new actor."""
        self.home |= {mention.phrase: len(self.actors) for mention in actor.mentions}
        self.actors.append(actor)

    def change(self, number: int, actor: Actor) -> None:
        """Put an actor of whom more is known in the place of what was known."""
        self.actors[number] = actor

    def phrases(self) -> dict[Phrase, Actor]:
        """Return the actor of every phrase that has one."""
        return {phrase: self.actors[number] for phrase, number in self.home.items()}
