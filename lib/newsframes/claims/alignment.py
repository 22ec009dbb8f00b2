"""Alignment: the same actor recognised over many articles, with the evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

import pandas as pd

from ..actors.names import fold
from ..language.countries import find_country, name_of
from ..language.lexicon import read_lexicon
from ..language.name_variants import SHORTEST, is_given_name_of, is_short_for, is_variant
from ..language.noun_classes import find_body
from ..tables.linked import Tables
from .ledger_entry import without_na

ALIGNED = ["actor_id", "article_id", "name", "kind", "canonical_id", "canonical_name", "evidence"]
TERRITORIES = {"place", "state"}
# What decides whether two actors are one, besides their articles.
Signature = tuple[str, str, str | None, str | None, tuple[str, ...]]
# Of the actors that are alike in all this, two of different articles stand for all.
PER_SIGNATURE = 2


@dataclass(frozen=True)
class KnownActor:
    """What a row of ``actors`` tells of who an actor is."""

    actor_id: str
    article_id: str
    name: str
    kind: str
    role: str | None
    country: str | None
    aliases: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Its name and aliases."""
        return self.name, *self.aliases

    @cached_property
    def words(self) -> list[str]:
        """The words of its name, folded."""
        return fold(self.name).split()

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


def align_actors(tables: Tables) -> pd.DataFrame:
    """Assign one id to the same actor in many articles.

    Countries and international bodies join under all their names ("US", "United States"),
    organisations by name or by an abbreviation that one of the articles spells out, persons by full
    name, by other spellings and short forms of it ("Tokayev", "Tokaev"), and by surname alone only
    if role or country agree and one person fits. Two whose countries differ never join, nor do
    institutions with a name that many countries have, unless their country is known. Not aligned:
    actors without a name ("witnesses"), which stay apart in every article.

    Parameters
    ----------
    tables
        Of any number of articles; they are not changed.

    Returns
    -------
    pandas.DataFrame
        One row an actor and article: ``actor_id``, ``article_id``, ``name``, ``kind``,
        ``canonical_id`` (the ``actor_id`` of the first of the same), ``canonical_name`` (the
        fullest), ``evidence`` (why it joined, NA for the first).

    Examples
    --------
    >>> import newsframes as nf
    >>> aligned = align_actors(nf.tabulate(["The US sent aid.", "The United States agreed."]))
    >>> aligned[["name", "canonical_name", "evidence"]].fillna("").values.tolist()
    [['US', 'United States', ''], ['United States', 'United States', 'country']]
    """
    named = set(tables.mentions[tables.mentions.form == "name"].actor_id)
    actors = [
        KnownActor(
            row.actor_id, row.article_id, row.name, row.kind, row.role, row.country,
            tuple(row.aliases),
        )
        for row in without_na(tables.actors)
    ]  # fmt: skip
    homes: dict[str, str] = {}
    known: dict[tuple[str, str], dict[Signature, list[KnownActor]]] = defaultdict(dict)
    evidence: dict[str, str | None] = {}
    for actor in _fullest_first(actors):
        key, blocks = actor.actor_id, list(_blocks(actor)) if actor.actor_id in named else []
        alike = (one for block in blocks for own in known[block].values() for one in own)
        found = _match(actor, {other.actor_id: other for other in alike}.values())
        for block in blocks:
            own = known[block].setdefault(actor.signature, [])
            if len(own) < PER_SIGNATURE and all(one.article_id != actor.article_id for one in own):
                own.append(actor)
        homes[key] = homes[found[0].actor_id] if found else key
        evidence[key] = found[1] if found else None
    return _frame(actors, homes, evidence)


def unify_names(tables: Tables) -> Tables:
    """Write every actor's name as ``align_actors`` does, so that one actor has one name.

    Returns
    -------
    Tables
        The same rows and ids; ``actors.name``, ``quotes.speaker_name`` and
        ``figures.claimant_name`` are replaced.
    """
    names = align_actors(tables).set_index("actor_id").canonical_name
    return replace(
        tables,
        actors=tables.actors.assign(name=tables.actors.actor_id.map(names).astype("string")),
        quotes=tables.quotes.assign(
            speaker_name=tables.quotes.speaker_id.map(names).astype("string")
        ),
        figures=tables.figures.assign(
            claimant_name=tables.figures.claimant_id.map(names).astype("string")
        ),
    )


def _fullest_first(actors: list[KnownActor]) -> list[KnownActor]:
    """Sort full names before short ones, so that a surname meets every person who bears it."""
    return sorted(actors, key=lambda actor: -len(actor.words) if actor.kind == "person" else 0)


def _blocks(actor: KnownActor) -> Iterator[tuple[str, str]]:
    """Yield the groups in which an actor's like can be found."""
    if actor.kind == "person":
        yield from (("person", form) for form in _spellings(actor.words[-1]))
    elif code := actor.code:
        yield "country", code
    elif actor.is_territory:
        yield "land", fold(find_body(actor.name) or actor.name)
    else:
        yield from ((actor.kind, fold(find_body(form) or form)) for form in actor.forms)


def _spellings(surname: str) -> list[str]:
    """Return a surname, and what is left of it without one letter.

    Two spellings that ``is_variant`` takes for one have one of these in common (the symmetric
    deletions of Garbe 2012), so that no others need be compared.
    """
    if len(surname) < SHORTEST:
        return [surname]
    cut = (surname[:n] + surname[n + 1 :] for n in range(len(surname)))
    return list(dict.fromkeys([surname, *cut]))


def _match(actor: KnownActor, others: Iterable[KnownActor]) -> tuple[KnownActor, str] | None:
    """Find the one actor among others who is the same, and why; none where two fit."""
    fitting = [(other, why) for other in others if (why := _why_same(actor, other))]
    if actor.is_surname and len({fold(other.name) for other, _ in fitting}) > 1:
        return None
    return fitting[0] if fitting else None


def _why_same(actor: KnownActor, other: KnownActor) -> str | None:
    """Return why two actors are one, or None."""
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
        return "spelling" if is_near else None
    is_surname = words[-1] == full[-1] or is_variant(words[-1], full[-1])
    return "surname and role or country" if is_surname and _agree(actor, other) else None


@cache
def _is_generic(name: str) -> bool:
    """Return True if many countries have a body of a folded name: "supreme court"."""
    return {entry["word"] for entry in read_lexicon("generic_names")} >= set(name.split())


def _are_spelt_alike(words: list[str], full: list[str]) -> bool:
    """Return True if two names of as many words differ in one letter here and there."""
    pairs = zip(words, full, strict=False)
    is_alike = all(one == other or is_variant(one, other) for one, other in pairs)
    return len(words) == len(full) and is_alike


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _agree(actor: KnownActor, other: KnownActor) -> bool:
    """Return True if role or country are known to be the same."""
    if actor.country is not None and actor.country == other.country:
        return True
    roles = [set((one.role or "").lower().split()) for one in (actor, other)]
    return bool(roles[0] & roles[1])


def _frame(
    actors: list[KnownActor], homes: dict[str, str], evidence: dict[str, str | None]
) -> pd.DataFrame:
    """Lay the result out in the order of the actors, with the fullest name of each."""
    names: dict[str, str] = {}
    first: dict[str, str] = {}
    for actor in actors:
        home = homes[actor.actor_id]
        first.setdefault(home, actor.actor_id)
        name = name_of(actor.code) if actor.code else find_body(actor.name) or actor.name
        names[home] = max(names.get(home, ""), name, key=len)
    frame = pd.DataFrame(
        [vars(actor) for actor in actors], columns=["actor_id", "article_id", "name", "kind"]
    )
    home = frame.actor_id.map(homes)
    frame["canonical_id"] = home.map(first)
    frame["canonical_name"] = home.map(names)
    is_first = frame.canonical_id == frame.actor_id
    # Where a short name came first, it is the full one that joins it, for the same reason.
    why = frame.actor_id.map(evidence).astype("string").where(~is_first)
    mirrored = frame.canonical_id.map(evidence).astype("string")
    frame["evidence"] = why.fillna(mirrored).where(~is_first)
    return frame[ALIGNED]
