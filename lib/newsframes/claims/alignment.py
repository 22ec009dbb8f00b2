"""Alignment: the same actor recognised over many articles, with the evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import pandas as pd

from ..language.countries import name_of
from ..language.names_of_bodies import find_body
from ..tables.linked import Tables
from ..tables.parts import TablesInParts
from .known_actor import Block, KnownActor, Signature
from .ledger_entry import without_na
from .same_actor import IN_STORY, why_same
from .stories import Lead, find_leads, find_stories

if TYPE_CHECKING:
    from ..corrections import Correction, Target

ALIGNED = ["actor_id", "article_id", "name", "kind", "canonical_id", "canonical_name", "evidence"]
# Of the actors that are alike in all that is compared, two of different articles stand for all.
PER_SIGNATURE = 2


def align_actors(
    tables: TablesInParts, *, corrections: "Iterable[Correction] | str | Path | None" = None
) -> pd.DataFrame:
    """Assign one id to the same actor in many articles.

    Countries and international bodies join under all their names ("US", "United States"),
    organisations by name or by an abbreviation that one of the articles spells out, persons by full
    name, by other spellings and short forms of it ("Tokayev", "Tokaev"), and by surname alone if
    one person fits and role or country agree, or the articles tell of one event (as in ``ledger``).
    Two whose countries differ never join, nor do institutions with a name that many countries have,
    unless their country is known. Not aligned: actors without a name ("witnesses"), which stay
    apart in every article.

    Parameters
    ----------
    tables
        Of any number of articles, or a corpus; they are not changed.
    corrections
        A person's corrections or the path of their file; by default those that the tables were
        corrected with. ``merge_actors`` joins actors of different articles, with all that is one
        with them; ``split_actor`` takes an actor out of what it was joined to.

    Returns
    -------
    pandas.DataFrame
        One row an actor and article: ``actor_id``, ``article_id``, ``name``, ``kind``,
        ``canonical_id`` (the ``actor_id`` of the first of the same), ``canonical_name`` (the
        fullest), ``evidence`` (why it joined, NA for the first).

    Notes
    -----
    People with a name in ECB+'s development topics: CoNLL 71.0; 71.8 is what a perfect alignment of
    our actors would have, and 91.2 what this one has if the chains within documents are given
    (``make score``). Its kinds of misses were read.

    Examples
    --------
    >>> import newsframes as nf
    >>> aligned = align_actors(nf.tabulate(["The US sent aid.", "The United States agreed."]))
    >>> aligned[["name", "canonical_name", "evidence"]].fillna("").values.tolist()
    [['US', 'United States', ''], ['United States', 'United States', 'country']]
    """
    decisions = _decisions(tables, corrections)
    actors, named, targets = _known_actors(tables, decisions)
    groups = _Groups(named)
    for actor in _fullest_first(actors):
        groups.add(actor)
    homes, evidence = groups.homes, groups.evidence
    if decisions:
        from ..corrections.aligned_actors import correct_homes

        homes, evidence = correct_homes(homes, evidence, decisions, targets.get)
    return _frame(actors, homes, evidence)


def _decisions(
    tables: TablesInParts, corrections: "Iterable[Correction] | str | Path | None"
) -> "list[Correction]":
    """Return a person's decisions about actors, those given or those that the tables have."""
    given = getattr(tables, "corrections", ()) if corrections is None else corrections
    if not given:
        return []
    from ..corrections.aligned_actors import across_articles

    return across_articles(given)


@dataclass(frozen=True)
class UnifiedParts:
    """Tables in parts whose actors have one name each."""

    tables: TablesInParts
    names: pd.Series

    def parts(self) -> Iterator[Tables]:
        """Yield the tables of some articles at a time, with the names of all."""
        for part in self.tables.parts():
            yield _renamed(part, self.names)

    def known_copies(self) -> pd.DataFrame | None:
        """Return the near copies among the articles."""
        return self.tables.known_copies()


@overload
def unify_names(tables: Tables) -> Tables: ...  # type: ignore[overload-overlap]
@overload
def unify_names(tables: TablesInParts) -> UnifiedParts: ...
def unify_names(tables: TablesInParts) -> Tables | UnifiedParts:
    """Write every actor's name as ``align_actors`` does, so that one actor has one name.

    Parameters
    ----------
    tables
        Of any number of articles, or a corpus.

    Returns
    -------
    Tables
        The same rows and ids; ``actors.name``, ``quotes.speaker_name`` and
        ``figures.claimant_name`` are replaced. Of a corpus, what the question functions
        (``search``, ``track_voices``, …) take in its place.
    """
    names = align_actors(tables).set_index("actor_id").canonical_name
    return _renamed(tables, names) if isinstance(tables, Tables) else UnifiedParts(tables, names)


def _renamed(tables: Tables, names: pd.Series) -> Tables:
    """Return tables with other names."""
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


def _known_actors(
    tables: TablesInParts, decisions: "Iterable[Correction]"
) -> "tuple[list[KnownActor], set[str], dict[Target, str]]":
    """Return what is known of all actors, the ids of those with a name, and of decided ones."""
    leads: list[Lead] = []
    actors: list[KnownActor] = []
    named: set[str] = set()
    targets: dict[Any, str] = {}
    wanted = [target for decision in decisions for target in decision.targets]
    for part in tables.parts():
        leads += find_leads(part)
        named.update(part.mentions.actor_id[part.mentions.form == "name"])
        actors += [
            KnownActor(
                row.actor_id, row.article_id, row.name, row.kind, row.role, row.country,
                tuple(row.aliases), "",
            )
            for row in without_na(part.actors)
        ]  # fmt: skip
        targets |= {one: key for one in wanted if (key := _actor_at(part, one)) is not None}
    stories = find_stories(leads)
    actors = [replace(actor, story=stories[actor.article_id]) for actor in actors]
    return actors, named, targets


def _actor_at(tables: Tables, target: "Target") -> str | None:
    """Return the actor of a decision: by its id, or by the mention that it was known by."""
    if (tables.actors.actor_id == target.row_id).any():
        return target.row_id
    own = tables.mentions[tables.mentions.article_id == target.article_id]
    own = own[(own.start == target.start) & (own.end == target.end)]
    return None if own.empty else str(own.actor_id.iloc[0])


class _Groups:
    """Actors that are one, and why each of them joined; ``homes`` leads from each to its group."""

    def __init__(self, named: set[str]) -> None:
        self.named = named
        self.homes: dict[str, str] = {}
        self.evidence: dict[str, str | None] = {}
        self._articles: defaultdict[str, set[str]] = defaultdict(set)
        self._known: defaultdict[Block, dict[Signature, list[KnownActor]]] = defaultdict(dict)

    def add(self, actor: KnownActor) -> None:
        """Join an actor to the group of one that is the same, or begin a group with it."""
        key = actor.actor_id
        blocks = list(dict.fromkeys(actor.blocks())) if key in self.named else []
        alike = (one for block in blocks for own in self._known[block].values() for one in own)
        found = self._match(actor, {other.actor_id: other for other in alike}.values())
        for block in blocks:
            own = self._known[block].setdefault(actor.signature, [])
            if len(own) < PER_SIGNATURE and all(one.article_id != actor.article_id for one in own):
                own.append(actor)
        self.homes[key] = self.homes[found[0].actor_id] if found else key
        self.evidence[key] = found[1] if found else None
        self._articles[self.homes[key]].add(actor.article_id)

    def _match(
        self, actor: KnownActor, others: Iterable[KnownActor]
    ) -> tuple[KnownActor, str] | None:
        """Find the one actor among others who is the same, and why; none where two fit."""
        fitting = [(other, why) for other in others if (why := why_same(actor, other))]
        if not fitting:
            return None
        surer = [pair for pair in fitting if pair[1] != IN_STORY] or fitting
        found = {self.homes[other.actor_id] for other, _ in surer}
        if actor.is_surname and len(found) > 1:
            return None
        # Who stands in the article beside that person is somebody else.
        is_apart = surer[0][1] == IN_STORY and actor.article_id in self._articles[found.pop()]
        return None if is_apart else surer[0]


def _fullest_first(actors: list[KnownActor]) -> list[KnownActor]:
    """Sort full names before short ones, so that a surname meets every person who bears it."""
    return sorted(actors, key=lambda actor: -len(actor.words) if actor.kind == "person" else 0)


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
