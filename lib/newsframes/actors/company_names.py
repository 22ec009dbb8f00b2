"""Companies by their short names: "Ford" behind "Ford Motor Company"."""

from functools import cache

from ..language.countries import find_country
from ..language.lexicon import read_lexicon
from ..language.noun_classes import nouns
from .actor import Mention, common_kind
from .persons import SUFFIXES, heads_name


def is_companys(key: str, members: list[Mention], groups: dict[str, list[Mention]]) -> bool:
    """Return True if one word is the short form of a company's name that stands before it.

    "Ford" behind "Ford Motor Company", unless a person bears it or a title stands before it.
    """
    if " " in key or any(heads_name(mention.phrase) for mention in members):
        return False
    longer = [other for other in groups if other != key and key in other.split()]
    if len(longer) != 1 or common_kind(groups[longer[0]]) != "organisation":
        return False
    first, *rest = longer[0].split()
    is_behind = groups[longer[0]][0].start < members[0].start
    return is_behind and first == key and bool(rest) and business() >= set(rest)


def is_company(words: list[str], rest: list[str]) -> bool:
    """Return True if a short name leaves off what a company does.

    "Samsung" of "Samsung Electronics Co".
    """
    common = nouns("organisation", "collective", "person", "title")
    is_branch = any(find_country(word.title()) for word in rest)  # Facebook Ireland Limited
    return words[-1] not in common and not is_branch and not business().isdisjoint(rest)


@cache
def business() -> frozenset[str]:
    """List the words of companies' names for what they do and for their legal form."""
    return frozenset(entry["word"] for entry in read_lexicon("business_words")) | SUFFIXES
