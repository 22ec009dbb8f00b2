"""Short names of bodies: "Lockheed" for Lockheed Martin, "Xinhua" for Xinhua News Agency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..language.countries import find_country
from ..language.noun_classes import nouns
from .actor import Mention
from .company_names import business, is_company
from .persons import SUFFIXES, is_legal_form

if TYPE_CHECKING:
    from ..reader import Reading

# Which chamber "the House" is.
CHAMBER = re.compile(r"(?:^|^\w+ )house of (?:commons|delegates|keys|lords|representatives)$")
# What sort of body a name goes on with, and what may stand before that.
SORTS, BRANCHES = {"news", "university", "fc", "afc"}, {"motor", "motors"}


def short_forms(
    reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]
) -> dict[str, str]:
    """Join the short form of a body's name to the full name.

    "Lockheed" to Lockheed Martin, "the Air Force" to the United States Air Force, "EADS" to EADS
    N.V.
    """
    full = {key: key.split() for key in groups if kinds[key] == "organisation"}
    found = {}
    for key in groups:
        words = key.split()
        if kinds[key] == "person" or find_country(groups[key][0].text):
            continue
        longer = [
            other
            for other, parts in full.items()
            if len(parts) > len(words) and _is_part(words, parts, groups[key][0], groups[other][0])
        ]
        if len(longer) == 1:
            found[key] = longer[0]
    return {short: found.get(full, full) for short, full in found.items()}


def singulars(
    reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]
) -> dict[str, str]:
    """Join the name of a movement to its plural: "Houthi missiles" to the Houthis."""
    bodies = {"organisation", "group"}
    return {
        key: f"{key}s"
        for key in groups
        if kinds[key] in bodies and f"{key}s" in groups and kinds[f"{key}s"] in bodies
    }


def _is_part(words: list[str], parts: list[str], short: Mention, full: Mention) -> bool:
    """Return True if a short name is another's beginning or end.

    The beginning is without its kind or second surname.
    """
    if words == ["house"] and CHAMBER.search(" ".join(parts)):
        return True
    rest, before = parts[len(words) :], parts[: -len(words)]
    if parts[: len(words)] == words:
        if is_legal_form(words, parts):
            return True
        if full.start > short.start:
            return short.phrase.kind == "organisation" and _is_sort(rest)
        is_legal = all(
            {word, word.removesuffix("s")} & (SUFFIXES | nouns("organisation")) for word in rest
        )
        is_firms = short.phrase.kind == "organisation" or set(rest) <= business()
        is_legal |= is_company(words, rest) and is_firms
        is_surname = (
            len(parts) == 2
            and rest[0] not in nouns("organisation", "collective")
            and rest[0].isalpha()
            and rest[0][-1] != "s"
        )
        is_described = len(words) > 1 and rest[0] in ("for", "of", "and", "on")
        return (
            is_legal
            or is_described
            or (is_surname and short.phrase.kind == "organisation" and len(words[0]) > 3)
        )
    if parts[-len(words) :] != words:
        return False
    if words[0] in nouns("organisation") and len(words) == 1:  # "the Assembly", "the Fund"
        return full.start < short.start and short.phrase.kind == full.phrase.kind
    is_national = (len(before) == 1 and before[0].isupper()) or find_country(
        " ".join(before)
    ) is not None
    return is_national or _is_proper_end(words, before, short, full)


def _is_sort(rest: list[str]) -> bool:
    """Return True if words only say what sort of body a name is.

    Those of "Xinhua News Agency" do; "Tata Steel" is another than Tata.
    """
    sorts = SORTS | SUFFIXES | nouns("named")
    return rest[-1] in sorts and set(rest[:-1]) <= sorts | BRANCHES


def _is_proper_end(words: list[str], before: list[str], short: Mention, full: Mention) -> bool:
    """Return True if a short name is the end of another that papers and teams go by.

    "The Post", "the Red Sox". Not if it ends in a common noun: "the Democratic Party" is more than
    "the Texas Democratic Party".
    """
    common = {words[-1], words[-1].removesuffix("s")} & nouns(
        "organisation", "collective", "person", "title", "trade"
    )
    is_named = short.phrase.kind == full.phrase.kind == "organisation" and full.start < short.start
    return is_named and not common and not {"of", "for", "and"} & set(before)
