"""Alignment: the same actor recognised over many articles, with the evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import pandas as pd

from ..actors.names import fold
from ..language.countries import find_country, name_of
from ..language.lexicon import read_lexicon
from ..language.name_variants import is_given_name_of, is_short_for, is_variant
from ..language.noun_classes import find_body
from ..tables.linked import Tables

Known = dict[str, object]
ALIGNED = ["actor_id", "article_id", "name", "kind", "canonical_id", "canonical_name", "evidence"]
TERRITORIES = {"place", "state"}


def align_actors(tables: Tables) -> pd.DataFrame:
    """Give the same actor one id over many articles.

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
    rows = [row._asdict() for row in tables.actors.itertuples(index=False)]
    homes: dict[str, str] = {}
    leaders: dict[tuple[str, str], list[Known]] = {}
    evidence: dict[str, object] = {}
    for row in _fullest_first(rows):
        key, found = row["actor_id"], None
        if key in named:
            found = next(
                (match for block in _blocks(row) if (match := _match(row, leaders.get(block, ())))),
                None,
            )
            for block in _blocks(row):
                leaders.setdefault(block, []).append(row)
        homes[key] = homes[found[0]["actor_id"]] if found else key
        evidence[key] = found[1] if found else pd.NA
    return _frame(rows, homes, evidence)


def unify_names(tables: Tables) -> Tables:
    """Write every actor's name as ``align_actors`` does, so that one actor has one name in charts over many articles.

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


def _fullest_first(rows: list[Known]) -> list[Known]:
    """Put full names before short ones, so that a surname meets every person who bears it.

    Else keep the order.
    """
    return sorted(
        rows, key=lambda row: -len(fold(row["name"]).split()) if row["kind"] == "person" else 0
    )


def _forms(row: Known) -> list[str]:
    return [row["name"], *row["aliases"]]


def _blocks(row: Known) -> Iterator[tuple[str, str]]:
    """Yield the groups in which an actor's like can be found."""
    if row["kind"] == "person":
        yield "person", fold(row["name"]).split()[-1][:3]
        return
    if row["kind"] in TERRITORIES and (code := _code(row)):
        yield "country", code
        return
    for form in _forms(row) if row["kind"] not in TERRITORIES else [row["name"]]:
        yield "land" if row["kind"] in TERRITORIES else row["kind"], fold(find_body(form) or form)


def _code(row: Known) -> str | None:
    """Return the country that an actor is."""
    found = [
        country for form in _forms(row) if (country := find_country(form)) and country.use == "name"
    ]
    return found[0].code if found else None


def _match(row: Known, others: Iterable[Known]) -> tuple[Known, str] | None:
    """Find the one actor among others whom a row means, and say why; none where two fit."""
    fitting = [(other, why) for other in others if (why := _same(row, other))]
    distinct = {fold(other["name"]) for other, _ in fitting}
    if row["kind"] == "person" and len(fold(row["name"]).split()) == 1 and len(distinct) > 1:
        return None
    return fitting[0] if fitting else None


def _same(row: Known, other: Known) -> str | None:
    """Say why two actors are one, or None."""
    if row["article_id"] == other["article_id"] or _differ(row["country"], other["country"]):
        return None
    if row["kind"] in TERRITORIES:
        return "country" if _code(row) else "name"
    if row["kind"] != "person":
        bodies = {find_body(form) for form in _forms(row)} & {
            find_body(form) for form in _forms(other)
        }
        if bodies - {None}:
            return "international body"
        shared = {fold(form) for form in _forms(row)} & {fold(form) for form in _forms(other)}
        if not _agree(row, other) and all(map(_is_generic, shared)):
            return None
        return "name" if fold(row["name"]) == fold(other["name"]) else "alias"
    words, full = fold(row["name"]).split(), fold(other["name"]).split()
    if words == full and (len(words) > 1 or _agree(row, other)):
        return "name"
    if len(words) > 1 and len(full) > 1:
        near = (words[-1] == full[-1] and is_given_name_of(words[0], full[0])) or _spelt_alike(
            words, full
        )
        return (
            "spelling" if near or is_short_for(words, full) or is_short_for(full, words) else None
        )
    same = words[-1] == full[-1] or is_variant(words[-1], full[-1])
    return "surname and role or country" if same and _agree(row, other) else None


@cache
def _is_generic(name: str) -> bool:
    """Return True if a folded name is one that many countries have, such as "supreme court"."""
    return {entry["word"] for entry in read_lexicon("generic_names")} >= set(name.split())


def _spelt_alike(words: list[str], full: list[str]) -> bool:
    """Return True if two names of as many words differ in one letter here and there."""
    pairs = list(zip(words, full, strict=False))
    return len(words) == len(full) and all(
        one == other or is_variant(one, other) for one, other in pairs
    )


def _differ(one: object, other: object) -> bool:
    return pd.notna(one) and pd.notna(other) and one != other


def _agree(row: Known, other: Known) -> bool:
    """Return True if role or country are known to be the same."""
    countries = (
        pd.notna(row["country"])
        and pd.notna(other["country"])
        and row["country"] == other["country"]
    )
    roles = [
        set(str(entry["role"]).lower().split()) for entry in (row, other) if pd.notna(entry["role"])
    ]
    return countries or (len(roles) == 2 and bool(roles[0] & roles[1]))


def _frame(rows: list[Known], homes: dict[str, str], evidence: dict[str, object]) -> pd.DataFrame:
    """Lay the result out in the order of the actors, with the fullest name of each."""
    names: dict[str, str] = {}
    first: dict[str, str] = {}
    for row in rows:
        home = homes[row["actor_id"]]
        first.setdefault(home, row["actor_id"])
        code = _code(row) if row["kind"] in TERRITORIES else None
        name = name_of(code) if code else find_body(row["name"]) or row["name"]
        names[home] = max(names.get(home, ""), name, key=len)
    frame = pd.DataFrame(rows, columns=["actor_id", "article_id", "name", "kind"])
    home = frame.actor_id.map(homes)
    frame["canonical_id"] = home.map(first)
    frame["canonical_name"] = home.map(names)
    leads = frame.canonical_id == frame.actor_id
    frame["evidence"] = frame.actor_id.map(evidence).where(~leads).astype("string")
    # Where a short name came first, it is the full one that joins it, for the same reason.
    mirrored = frame.canonical_id.map(evidence).astype("string")
    frame["evidence"] = frame.evidence.fillna(mirrored).where(~leads)
    return frame[ALIGNED]
