"""Respective figures: "Rio Tinto and Glencore fell 3.1% and 2.8%" says one of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from ..reader import Reading
from .figure import Figure
from .noun_phrases import full_phrase

BETWEEN = re.compile(r",?\s(?:and\s)?|,\s")


def share_out(reading: Reading, figures: Sequence[Figure], spans: Sequence[Span]) -> list[Figure]:
    """Give figures in a row what each measures, where the text names as many in a row before them.

    Where these are no names ("sales in France and Germany rose 4% and 6%"), all keep the whole
    phrase.

    Parameters
    ----------
    reading
        The article as read.
    figures, spans
        The figures in order, and their words.
    """
    found = list(figures)
    for first, stop in _rows(reading.text, figures, spans):
        about = figures[first].about
        if about is None or any(
            figure.about not in (None, about) for figure in figures[first:stop]
        ):
            continue
        root = reading.span(*about).root
        named = [
            root,
            *(other for other in root.conjuncts if root.i < other.i < spans[first].start),
        ]
        inner = [
            token
            for token in root.subtree
            if token.dep_ == "pobj" and token.conjuncts and token.head.dep_ != "conj"
        ]
        is_named = len(named) == stop - first and all(
            bool(other.ent_type_) == bool(root.ent_type_) for other in named
        )
        for n in range(first, stop):
            phrase = (
                full_phrase(named[n - first], spans[n])
                if is_named
                else _whole(root, [*named, *inner], spans[first])
            )
            if phrase is not None:
                found[n] = replace(found[n], about=reading.offsets(phrase))
    return found


def _rows(text: str, figures: Sequence[Figure], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield where rows of measures in one unit begin and end, with nothing but commas and "and" between them."""
    first = 0
    for n in range(1, len(figures) + 1):
        is_next = (
            n < len(figures)
            and figures[n].number.unit == figures[first].number.unit
            and spans[n].sent == spans[first].sent
            and BETWEEN.fullmatch(text, figures[n - 1].end, figures[n].start) is not None
        )
        if is_next:
            continue
        if n - first > 1 and figures[first].number.unit_kind not in ("count", "age"):
            yield first, n
        first = n


def _whole(root: Token, words: list[Token], span: Span) -> Span | None:
    """Return a noun with all that is joined in it, up to the verb."""
    last = max(
        (other.i for word in words for other in (word, *word.conjuncts) if other.i < span.start),
        default=root.i,
    )
    return root.doc[root.left_edge.i : last + 1] if last > root.i and len(words) > 1 else None
