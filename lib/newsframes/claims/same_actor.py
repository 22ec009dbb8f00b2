"""Whether two actors of different articles are one, and why."""

from functools import cache

from rapidfuzz.distance import OSA

from ..actors.names import fold
from ..language.lexicon import read_lexicon
from ..language.name_variants import is_given_name_of, is_short_for, is_variant
from ..language.names_of_bodies import find_body
from .known_actor import SHORTEST_IN_STORY, KnownActor

# What joins persons only within one story, where nobody else may bear the name.
IN_STORY = "surname in one story"


def why_same(actor: KnownActor, other: KnownActor) -> str | None:
    """Return why two actors are one, or None.

    Parameters
    ----------
    actor, other
        Of any articles; two of one article are never the same.
    """
    if actor.article_id == other.article_id or _differ(actor.country, other.country):
        return None
    if actor.is_territory:
        return "country" if actor.code else "name"
    if actor.kind == "person":
        return _why_same_person(actor, other)
    if ({*map(find_body, actor.forms)} & {*map(find_body, other.forms)}) - {None}:
        return "international body"
    shared = {*map(fold, actor.forms)} & {*map(fold, other.forms)}
    if not _agree(actor, other) and all(map(_is_generic, shared)):
        return None
    return "name" if fold(actor.name) == fold(other.name) else "alias"


def _why_same_person(actor: KnownActor, other: KnownActor) -> str | None:
    """Return why two persons are one, or None."""
    words, full = actor.words, other.words
    if words == full and (len(words) > 1 or _agree(actor, other)):
        return "name"
    if len(words) > 1 and len(full) > 1:
        is_short = words[-1] == full[-1] and is_given_name_of(words[0], full[0])
        is_near = is_short or _are_spelt_alike(words, full)
        is_near = is_near or is_short_for(words, full) or is_short_for(full, words)
        is_near = is_near or (actor.story == other.story and _differ_in_a_letter(words, full))
        return "spelling" if is_near else None
    if words[-1] != full[-1] and not is_variant(words[-1], full[-1]):
        return None
    if _agree(actor, other):
        return "surname and role or country"
    return IN_STORY if actor.story == other.story and words[-1] == full[-1] else None


@cache
def _is_generic(name: str) -> bool:
    """Return True if many countries have a body of a folded name: "supreme court"."""
    return {entry["word"] for entry in read_lexicon("generic_names")} >= set(name.split())


def _are_spelt_alike(words: list[str], full: list[str]) -> bool:
    """Return True if two names of as many words differ in one letter here and there."""
    pairs = zip(words, full, strict=False)
    is_alike = all(one == other or is_variant(one, other) for one, other in pairs)
    return len(words) == len(full) and is_alike


def _differ_in_a_letter(words: list[str], full: list[str]) -> bool:
    """Return True if only the surnames of two names differ, by a letter: "Rait", "Raite".

    So short a surname has too many neighbours to be compared beyond one story.
    """
    last, other = words[-1], full[-1]
    is_long = min(len(last), len(other)) >= SHORTEST_IN_STORY
    return is_long and words[:-1] == full[:-1] and OSA.distance(last, other, score_cutoff=1) <= 1


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _agree(actor: KnownActor, other: KnownActor) -> bool:
    """Return True if role or country are known to be the same."""
    if actor.country is not None and actor.country == other.country:
        return True
    roles = [set((one.role or "").lower().split()) for one in (actor, other)]
    return bool(roles[0] & roles[1])
