"""What figures are about, decided: the rules' answers weighed by the head, and its own."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from spacy.tokens import Span

from ..reader import Reading
from ..reader.noun_scorer import NounScorer
from .about_questions import AboutQuestion, ask
from .figure import Figure, Offsets
from .noun_phrases import full_phrase
from .words import words

# The least probability with which an answer stands, of the rules or of the head. Chosen on articles
# of tests/gold/about_train.jsonl that were left out.
SURE = 0.7
# Kinds of unit of what is a level of something else, never what a level is of.
LEVELS = {"percent", "money", "temperature", "speed", "duration", "age"}


def decide_abouts(
    reading: Reading, figures: Sequence[Figure], spans: Sequence[Span]
) -> list[Figure]:
    """Return figures with what they are about as the head has it, or the rules.

    Parameters
    ----------
    reading
        The article as read.
    figures, spans
        The figures with what the rules say, and the words of each.
    """
    scorer = reading.encoded.nouns
    if scorer is None or not figures:
        return list(figures)
    projected = scorer.project(word_states(reading))
    decided = []
    for at, (figure, span) in enumerate(zip(figures, spans, strict=True)):
        question = ask(reading, figures, spans, at)
        about = _answer(question, _probabilities(scorer, projected, question), span, figure.about)
        if isinstance(about, Span):
            about = reading.offsets(about)
        decided.append(replace(figure, about=about))
    return _beyond_measures(reading, decided, spans)


def _beyond_measures(
    reading: Reading, figures: Sequence[Figure], spans: Sequence[Span]
) -> list[Figure]:
    """Return figures whose about is no measure of their kind, but what that is of.

    "Fell 12 degrees to minus 3", but "one bitcoin is worth $800".
    """
    measures: dict[int, Figure] = {}
    for figure, span in zip(figures, spans, strict=True):
        point = reading.span(*figure.thing).root if figure.thing else span.root
        is_of_points = point.lemma_.lower() in words("points")
        own = (*span, point) if is_of_points else span
        if (is_of_points or figure.number.unit_kind in LEVELS) and figure.number.low != 1:
            measures |= {word.i: figure for word in own}
    found = []
    for figure in figures:
        root = reading.span(*figure.about).root.i if figure.about else None
        measure = measures.get(root) if root is not None else None
        found.append(replace(figure, about=measure.about) if measure else figure)
    return found


def _probabilities(
    scorer: NounScorer, projected: np.ndarray, question: AboutQuestion
) -> np.ndarray:
    rows = projected[question.words.start : question.words.end]
    return scorer.probabilities(
        rows, question.columns, question.flags, question.figure, question.candidates
    )


def _answer(
    question: AboutQuestion, probabilities: np.ndarray, span: Span, told: Offsets | None
) -> Offsets | Span | None:
    """Return the rules' answer if the head is sure of it, or another that it is sure of."""
    chances = probabilities[1:]
    if told is not None and (question.answer is None or chances[question.answer] >= SURE):
        return told
    best = int(chances.argmax())
    if chances[best] < SURE:
        return None
    noun = question.words[best]
    while noun.dep_ == "compound" and noun.head.i > noun.i and noun.head not in span:
        noun = noun.head
    return full_phrase(noun, span)


def word_states(reading: Reading) -> np.ndarray:
    """Return the mean of the encoder's states of each word of the body."""
    pieces, states = reading.encoded.pieces, reading.encoded.states
    starts = np.array([word.idx for word in reading.doc])
    ends = starts + np.array([len(word) for word in reading.doc])
    first = np.minimum(np.searchsorted(pieces.ends, starts, "right"), len(pieces.first) - 1)
    last = np.maximum(np.searchsorted(pieces.starts, ends, "left"), first + 1)
    bounds = np.append(pieces.first, len(pieces.ids))
    begins, widths = bounds[first], bounds[last] - bounds[first]
    places = np.repeat(begins - (np.cumsum(widths) - widths), widths) + np.arange(widths.sum())
    sums = np.add.reduceat(states[places].astype(np.float64), np.cumsum(widths) - widths, axis=0)
    means: np.ndarray = sums / widths[:, None]
    return means
