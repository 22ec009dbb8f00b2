"""Questions of what a figure is about, as the head is asked them: the words around the figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Span, Token

from ..reader import Reading
from .figure import Figure

# How many words of the sentence are read before and behind the figure, and of the one before it.
BEFORE, BEHIND, EARLIER = 70, 45, 25
DISTANCES = np.array([1, 2, 3, 4, 5, 6, 7, 9, 11, 14, 18, 23, 31, 46, 71])
# Paths in the tree are told apart up to so many steps up and down.
UP, DOWN = 6, 5
TELLING = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
OWN, OTHER, COUNTED, ANSWER, PHRASE, OTHERS_ANSWER = range(6)


@dataclass(frozen=True)
class AboutQuestion:
    """The words around a figure and what is known of each.

    ``answer`` is the place of the head of what the rules say among the words, None for nothing or
    for a word that is no candidate.
    """

    words: Span
    columns: Mapping[str, list[str]]
    flags: np.ndarray
    figure: Mapping[str, str]
    candidates: np.ndarray
    answer: int | None


def ask(
    reading: Reading, figures: Sequence[Figure], spans: Sequence[Span], at: int
) -> AboutQuestion:
    """Describe the words around one of an article's figures."""
    figure, span, doc = figures[at], spans[at], reading.doc
    words = _around(span)
    flags = np.zeros((len(words), OTHERS_ANSWER + 1), bool)

    def flag(column: int, first: int, end: int) -> None:
        flags[max(0, first - words.start) : max(0, end - words.start), column] = True

    for n, (other, place) in enumerate(zip(figures, spans, strict=True)):
        if place.start < words.end and words.start < place.end:
            flag(OWN if n == at else OTHER, place.start, place.end)
            if n != at and (head := _head(reading, other.about)) is not None:
                flag(OTHERS_ANSWER, head.i, head.i + 1)
    answer = _head(reading, figure.about)
    for column, found in ((COUNTED, figure.thing), (PHRASE, figure.about)):
        if found is not None:
            phrase = reading.span(*found)
            flag(column, phrase.start, phrase.end)
    if answer is not None:
        flag(ANSWER, answer.i, answer.i + 1)
    told = [figure.change, figure.thing, figure.about, figure.number.per, figure.event]
    candidates = np.array([word.pos_ in TELLING or word.tag_ == "VBG" for word in words], bool)
    candidates &= ~flags[:, OWN]
    told_at = answer.i - words.start if answer is not None and answer in words else None
    return AboutQuestion(
        words,
        _columns(doc, words, span.root),
        flags,
        {
            "kind": figure.number.unit_kind,
            "told": "".join("-+"[value is not None] for value in told),
        },
        candidates,
        told_at if told_at is not None and candidates[told_at] else None,
    )


def _around(span: Span) -> Span:
    """Return the words that are read: of the figure's sentence and the one before it."""
    doc, sentence = span.doc, span.root.sent
    first = sentence.start
    if first and span.start - BEFORE < first:
        first = max(doc[first - 1].sent.start, first - EARLIER)
    last = max(span.end, min(sentence.end, span.root.i + BEHIND))
    return doc[min(span.start, max(first, span.start - BEFORE)) : last]


def _head(reading: Reading, found: tuple[int, int] | None) -> Token | None:
    span = reading.span(*found) if found is not None else None
    return span.root if span else None


def _columns(doc: Doc, words: Span, root: Token) -> dict[str, list[str]]:
    """Return categories of each word; a path begins at the figure."""
    above = [root, *root.ancestors]
    steps_up = {word.i: n for n, word in enumerate(above)}
    found: dict[str, list[str]] = {
        name: [] for name in ("tag", "dep", "ent", "near", "path", "up", "down")
    }
    for word in words:
        apart = int(np.searchsorted(DISTANCES, abs(word.i - root.i), "right"))
        path, up, down = _path(word, above, steps_up)
        values = (
            word.tag_, word.dep_, word.ent_type_, f"{'-' if word.i < root.i else '+'}{apart}",
            path, up, down,
        )  # fmt: skip
        for column, value in zip(found.values(), values, strict=True):
            column.append(value)
    return found


def _path(word: Token, above: list[Token], steps_up: Mapping[int, int]) -> tuple[str, str, str]:
    """Return the steps up from the figure and down to a word, and the last and first relation."""
    last, down = "", 0
    while word.i not in steps_up:
        last, down = word.dep_, down + 1
        if word.head is word or word.head.i == word.i:
            return "apart", "", ""
        word = word.head
    up = steps_up[word.i]
    first = above[up - 1].dep_ if up else ""
    return f"{min(up, UP)}/{min(down, DOWN)}", first, last
