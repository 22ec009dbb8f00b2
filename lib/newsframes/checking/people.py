"""Compare who speaks in a draft and in a source."""

import re

from rapidfuzz import fuzz

# Words that name nobody by themselves.
TITLES = frozenset(
    "mr mrs ms dr sir president minister prime senator judge mayor general the a an of".split()  # noqa: SIM905
)
# Names that agree so much are spelt differently.
SAME_SPELLING = 88


def are_same(one: str, others: list[str]) -> bool:
    """Return True if a name can mean who has one of some names.

    Examples
    --------
    >>> are_same("Tokayev", ["Kassym-Jomart Tokayev"]), are_same("Ann Lee", ["Bo Lee"])
    (True, False)
    """
    return any(_agree(_words(one), _words(other)) for other in others)


def _words(name: str) -> list[str]:
    words = re.findall(r"[\w'’.-]*\w", name.casefold())
    return [word for word in words if word not in TITLES] or words


def _agree(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    if "".join(word[0] for word in one) == "".join(other) or "".join(
        word[0] for word in other
    ) == "".join(one):
        return True  # an acronym
    short, long = sorted((one, other), key=len)
    if fuzz.ratio(short[-1], long[-1]) < SAME_SPELLING:
        return set(short) <= set(long)
    return all(any(_fits(word, of) for of in long) for word in short)


def _fits(word: str, other: str) -> bool:
    is_initial = len(word.rstrip(".")) == 1 or len(other.rstrip(".")) == 1
    return word[0] == other[0] if is_initial else fuzz.ratio(word, other) >= SAME_SPELLING
