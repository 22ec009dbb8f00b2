"""Namesakes: the persons who bear a name that stands alone, of whom resolution chooses one."""

from collections.abc import Sequence

from .actor import Actor
from .names import fold
from .persons import find_gender, name_parts


def bearers_of(actor: Actor, actors: Sequence[Actor]) -> list[int]:
    """List the places of the persons whose surname, else given name, is all of an actor's name.

    Empty for who has a fuller name. Of several, only those whom a "Mr" or "Mrs" before it fits.
    """
    words = {tuple(name_parts(fold(mention.text))) for mention in actor.names}
    if actor.kind != "person" or len(words) != 1 or len(*words) != 1:
        return []
    ((word,),) = words
    full = [
        (n, parts)
        for n, other in enumerate(actors)
        if other is not actor and other.kind == "person"
        for parts in {tuple(name_parts(fold(mention.text))) for mention in other.names}
        if len(parts) > 1
    ]
    found = [n for n, parts in full if parts[-1] == word]
    found = found or [n for n, parts in full if parts[0] == word]
    gender = find_gender(actor.names)
    told = {n: find_gender(actors[n].names) for n in found}
    if gender:
        fitting = [n for n in found if told[n] == gender]
        found = fitting or [n for n in found if told[n] is None]
    return list(dict.fromkeys(found))
