"""Choices: whom a phrase most likely means, of the actors found so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .constraints import Context, find_obstacle
from .entities import Entities
from .mention import Phrase

# A runner-up that is less likely than this is not worth a row's cell.
LEAST_SECOND = 0.1


@dataclass(frozen=True)
class Choice:
    """Whom a phrase most likely means, how likely, and a phrase of who comes second."""

    number: int
    chance: float
    second: Phrase | None


class Choices:
    """Chances of an article's phrases, and the actors found so far."""

    def __init__(
        self,
        phrases: Sequence[Phrase],
        chances: np.ndarray,
        entities: Entities,
        context: Context,
    ) -> None:
        self.phrases, self.chances = phrases, chances
        self.entities, self.context = entities, context
        self.places = {phrase: n for n, phrase in enumerate(phrases)}

    def choose(self, phrase: Phrase, among: Sequence[int] | None = None) -> Choice | None:
        """Return whom a phrase most likely means, of all actors that nothing forbids or of some.

        A noun phrase means only who was mentioned before it.
        """
        ranked = [
            (chance, number, other)
            for chance, number, other in self._ranked(phrase)
            if among is None or number in among
            if find_obstacle(phrase, self.entities.actors[number], self.context) is None
        ]
        if not ranked:
            return None
        second = ranked[1] if len(ranked) > 1 else None
        return Choice(ranked[0][1], ranked[0][0], second and second[2])

    def _ranked(self, phrase: Phrase) -> Iterator[tuple[float, int, Phrase]]:
        """Yield (chance, actor, phrase of it), the likeliest first, down to the least worth a look."""
        row = self.chances[self.places[phrase]]
        best: dict[int, tuple[float, Phrase]] = {}
        for at in np.flatnonzero(row >= LEAST_SECOND):
            other = self.phrases[at]
            number = self.entities.home.get(other)
            if number is None or (phrase.form != "pronoun" and other.start > phrase.start):
                continue
            if number not in best or row[at] > best[number][0]:
                best[number] = (float(row[at]), other)
        for number, (chance, other) in sorted(best.items(), key=lambda e: (-e[1][0], e[0])):
            yield chance, number, other
