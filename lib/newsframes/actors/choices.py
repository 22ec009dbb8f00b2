"""Choices: whom a phrase most likely means, of the actors found so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..reader.chain_probabilities import ChainProbabilities
from .actor import Actor
from .constraints import Context, find_obstacle
from .entities import Entities
from .mention import GENDERS, Phrase

# A runner-up that is less likely than this is not worth a row's cell.
LEAST_SECOND = 0.1
# Nor is one that is less likely than this looked at.
LEAST = 0.03
# The weight of a person of unknown gender for "he" and "she". On our marks (tests/gold) .7
# to .9 link most at the same precision.
UNKNOWN = 0.8


@dataclass(frozen=True)
class Choice:
    """Whom a phrase most likely means, how likely, and a phrase of who comes second.

    ``share`` is how likely among the actors that it may mean at all.
    """

    number: int
    chance: float
    second: Phrase | None
    share: float


class Choices:
    """Chances of an article's phrases, and the actors found so far."""

    def __init__(
        self,
        phrases: Sequence[Phrase],
        chances: ChainProbabilities,
        entities: Entities,
        context: Context,
    ) -> None:
        self.phrases, self.chances = phrases, chances
        self.entities, self.context = entities, context
        self.places = {phrase: n for n, phrase in enumerate(phrases)}
        self.headed = {phrase.head.i: phrase for phrase in phrases}

    def choose(self, phrase: Phrase, among: Sequence[int] | None = None) -> Choice | None:
        """Return whom a phrase most likely means, of all actors that nothing forbids or of some.

        A noun phrase means only who was mentioned before it.
        """
        ranked = [
            (chance * self._fit(phrase, number), chance, number, other)
            for chance, number, other in self._ranked(phrase)
            if among is None or number in among
            if find_obstacle(phrase, self.entities.actors[number], self.context) is None
        ]
        if not ranked:
            return None
        ranked.sort(key=lambda entry: (-entry[0], entry[2]))
        weight, chance, number, _ = ranked[0]
        second = next((other for _, c, _, other in ranked[1:] if c >= LEAST_SECOND), None)
        return Choice(number, chance, second, weight / sum(entry[0] for entry in ranked))

    def chance(self, one: Phrase, other: Phrase) -> float:
        """Return how likely two phrases are of one chain."""
        return min(self.chances.between(self.places[one], self.places[other]), 1.0)

    def may_join(self, actor: Actor, number: int) -> bool:
        """Return True if nothing forbids that any phrase of an actor means another."""
        other = self.entities.actors[number]
        phrases = [mention.phrase for mention in actor.mentions]
        return all(find_obstacle(phrase, other, self.context) is None for phrase in phrases)

    def _fit(self, phrase: Phrase, number: int) -> float:
        """Return the weight of a person for "he" or "she".

        It is less if no gender is known, which the scorer cannot tell.
        """
        is_unknown = phrase.kind in GENDERS and self.entities.actors[number].gender is None
        return UNKNOWN if is_unknown else 1.0

    def _ranked(self, phrase: Phrase) -> Iterator[tuple[float, int, Phrase]]:
        """Yield (chance, actor, phrase of it), the likeliest first, as far as worth a look."""
        first, row = self.chances.of(self.places[phrase])
        best: dict[int, tuple[float, Phrase]] = {}
        for at in np.flatnonzero(row >= LEAST).tolist():
            other = self.phrases[first + at]
            number = self.entities.home.get(other)
            if number is None or (phrase.form != "pronoun" and other.start > phrase.start):
                continue
            if number not in best or row[at] > best[number][0]:
                best[number] = (float(row[at]), other)
        for number, (chance, other) in sorted(best.items(), key=lambda e: (-e[1][0], e[0])):
            yield chance, number, other
