"""Path: the words from a figure up to the cue that attributes it."""

from itertools import pairwise

from spacy.tokens import Span, Token


def number_of(words: Span) -> Token:
    """Return the word that carries the number."""
    return next((token for token in words if token.tag_ == "CD"), words.root)


def top_of_content(words: Span, cue: Span) -> Token | None:
    """Return the highest word below a cue on the way up from a figure; None if it is not below."""
    path = [number_of(words), *number_of(words).ancestors]
    return next((below for below, above in pairwise(path) if above in cue), None)


def words_between(token: Token, attributing: frozenset[int]) -> frozenset[int]:
    """Return the places of the words from a token up to the cue: "claims by Lee … were denied"."""
    above = [word.i for word in token.ancestors]
    ends = [n for n, place in enumerate(above) if place in attributing]
    return frozenset(above[: ends[0]]) if ends else frozenset()
