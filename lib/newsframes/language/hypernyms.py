"""Wider terms: a president is a leader, a senator a lawmaker."""

from functools import cache

from .lexicon import read_lexicon


@cache
def _wider() -> frozenset[tuple[str, str]]:
    return frozenset((entry["noun"], entry["wider"]) for entry in read_lexicon("wider_nouns"))


def is_kind_of(noun: str, other: str) -> bool:
    """Return True if a noun is another, or one of its kinds.

    Examples
    --------
    >>> is_kind_of("president", "leader"), is_kind_of("leader", "president")
    (True, False)
    """
    return noun == other or (noun, other) in _wider()
