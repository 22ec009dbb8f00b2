"""Variants of a name: other spellings, initials, acronyms and short forms of given names."""

import re
from functools import cache

from rapidfuzz.distance import OSA

from .lexicon import read_lexicon

# A word shorter than this has too many neighbours to be taken for a misspelling.
SHORTEST = 5


@cache
def _nicknames() -> frozenset[tuple[str, str]]:
    return frozenset(
        (entry["short"].casefold(), entry["name"].casefold()) for entry in read_lexicon("nicknames")
    )


def is_variant(word: str, other: str) -> bool:
    """Return True if two long words may be spellings of one name: one letter apart, or swapped.

    Examples
    --------
    >>> is_variant("tokayev", "tokaev"), is_variant("bush", "rush")
    (True, False)
    """
    return min(len(word), len(other)) >= SHORTEST and OSA.distance(word, other, score_cutoff=1) <= 1


def is_nickname_of(short: str, name: str) -> bool:
    """Return True if a given name is a nickname of another: "rafa", "rafael"."""
    return (short, name) in _nicknames()


def is_given_name_of(short: str, name: str) -> bool:
    """Return True if a given name is another, its initial, its nickname or a variant of it.

    Examples
    --------
    >>> names = ("k kassymjomart", "larry lawrence", "bill hillary")
    >>> [is_given_name_of(*pair.split()) for pair in names]
    [True, True, False]
    >>> is_given_name_of("kristin", "kristen"), is_given_name_of("daniel", "daniela")
    (True, False)
    """
    is_short = len(short) == 1 and name.startswith(short)
    # A last letter tells men's names from women's.
    is_spelling = is_variant(short, name) and short[-1] == name[-1]
    return short == name or is_short or is_nickname_of(short, name) or is_spelling


def is_short_for(words: list[str], full: list[str]) -> bool:
    """Return True if a name of two or more words is another with fewer words or initials."""
    if (
        len(words) < 2
        or len(words) > len(full)
        or not (words[-1] == full[-1] or is_variant(words[-1], full[-1]))
    ):
        return False
    rest = iter(full[:-1])
    return all(any(is_given_name_of(word, other) for other in rest) for word in words[:-1])


def are_initials(short: str, name: str) -> bool:
    """Return True if capitals are a person's initials, by which interviews name who answers."""
    return (
        short.isupper()
        and 1 < len(short) < 4
        and short == "".join(word[0] for word in name.split())
    )


def spells(acronym: str, name: str) -> bool:
    """Return True if a name's capitals or initials spell an acronym, in order."""
    letters = iter("".join(filter(str.isalpha, name)).casefold())
    initials = [word[0].casefold() for word in re.findall(r"\w+", name)]
    is_begun = acronym[0].casefold() in initials
    return is_begun and all(letter in letters for letter in acronym.casefold() if letter.isalpha())
