"""What is known of an actor when actors of many articles are compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..actors.names import fold
from ..language.countries import find_country
from ..language.names_of_bodies import full_name

TERRITORIES = {"place", "state"}
# What decides whether two actors are one, besides their articles.
Signature = tuple[str, str, str | None, str | None, tuple[str, ...]]
# Groups in which an actor's like can be found.
Block = tuple[str, ...]
# From so many letters on, two spellings of a surname are looked for in one story, and in all.
SHORTEST_IN_STORY, SHORTEST_ELSEWHERE = 4, 5


@dataclass(frozen=True)
class KnownActor:
    """What a row of ``actors`` tells of who an actor is; ``story`` is that of its article."""

    actor_id: str
    article_id: str
    name: str
    kind: str
    role: str | None
    country: str | None
    aliases: tuple[str, ...]
    story: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Its name and aliases."""
        return self.name, *self.aliases

    @cached_property
    def words(self) -> list[str]:
        """The words of its name, folded."""
        return fold(self.name).split() or [self.name]

    @property
    def signature(self) -> Signature:
        """Return all that is compared of it."""
        return self.kind, self.name, self.role, self.country, self.aliases

    @property
    def is_territory(self) -> bool:
        """Return True if it is a place or a state."""
        return self.kind in TERRITORIES

    @property
    def is_surname(self) -> bool:
        """Return True if it is a person known by one word."""
        return self.kind == "person" and len(self.words) == 1

    @cached_property
    def code(self) -> str | None:
        """The code of the country that it is, if it is one."""
        found = map(find_country, self.forms) if self.is_territory else ()
        return next((one.code for one in found if one and one.use == "name"), None)

    def blocks(self) -> Iterator[Block]:
        """Yield the groups in which its like can be found."""
        if self.kind == "person":
            surname = self.words[-1]
            yield from (("person", form) for form in spellings(surname, SHORTEST_ELSEWHERE))
            for form in spellings(surname, SHORTEST_IN_STORY):
                yield "story", self.story, form
        elif code := self.code:
            yield "country", code
        elif self.is_territory:
            yield "land", fold(full_name(self.name) or self.name)
        else:
            yield from ((self.kind, fold(full_name(form) or form)) for form in self.forms)


def spellings(surname: str, shortest: int) -> list[str]:
    """Return a surname, and, if it is long enough, what is left of it without one letter.

    Two spellings that are one letter apart have one of these in common (the symmetric deletions of
    Garbe 2012), so that no others need be compared.

    Examples
    --------
    >>> spellings("rait", 4)
    ['rait', 'ait', 'rit', 'rat', 'rai']
    """
    if len(surname) < shortest:
        return [surname]
    cut = (surname[:n] + surname[n + 1 :] for n in range(len(surname)))
    return list(dict.fromkeys([surname, *cut]))
