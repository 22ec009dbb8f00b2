"""Nouns that stand for actors, and the names of international bodies, from the lexicons."""

import re
from functools import cache

from ..lexicon import read_lexicon

# Endings of nouns for persons.
PERSONAL = ("er", "or", "ist", "ian", "eer", "ee", "ant", "man", "men", "woman", "women", "crat", "ite")
# Words that stand for someone whom the text does not describe, when they speak.
SOME = {
    "some": "group", "many": "group", "others": "group", "few": "group", "several": "group", "most": "group",
    "both": "group", "all": "group", "those": "group", "none": "group", "one": "person", "another": "person",
    "someone": "person", "somebody": "person", "anyone": "person", "everyone": "group", "everybody": "group",
    "nobody": "group", "other": "person",
}  # fmt: skip
# Nouns that name a territory and, with it, whoever governs it.
LANDS = {"country", "nation", "state", "republic", "kingdom"}


def is_personal(noun: str) -> bool:
    """Say whether a noun that the lexicon lacks has an ending of persons, and is no document."""
    return noun in nouns("speaker") or (noun.endswith(PERSONAL) and noun not in documents())


@cache
def documents(*uses: str) -> frozenset[str]:
    """List the nouns for what is written or recorded, and what it says; only those of some uses if any is given."""
    return frozenset(entry["noun"] for entry in read_lexicon("documents") if not uses or entry["use"] in uses)


@cache
def name_endings() -> frozenset[str]:
    """List what may follow a person's name, folded: "jr", "iii", "mp"."""
    return frozenset(entry["word"] for entry in read_lexicon("name_endings"))


@cache
def nouns(*uses: str) -> frozenset[str]:
    """List the nouns of the lexicon that have one of the uses."""
    return frozenset(entry["word"] for entry in read_lexicon("actor_nouns") if entry["use"] in uses)


@cache
def _bodies() -> dict[str, str]:
    rows = read_lexicon("bodies")
    return {_spelt(form): row["name"] for row in rows for form in row.values() if form != "-"}


def find_body(text: str) -> str | None:
    """Return the full name of an international body, whichever way it is written; None for any other name.

    Examples
    --------
    >>> find_body("the U.N."), find_body("Ruritanian Union")
    ('United Nations', None)
    """
    return _bodies().get(_spelt(text))


def _spelt(text: str) -> str:
    """Fold a body's name: article, stops and British spelling."""
    return re.sub(r"^(?i:the )|\.", "", text).replace("isation", "ization")


@cache
def known_nouns() -> frozenset[str]:
    return nouns("title", "person", "collective", "organisation") | LANDS
