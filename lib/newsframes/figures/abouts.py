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

# The least probability with which an answer of the rules stays, and with which the head answers.
# Chosen on articles of tests/gold/about_train.jsonl that were left out, with the golden cases of
# topics in view.
STAYS, ANSWERS = 0.05, 0.9


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
    return decided


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
    """Return the rules' answer if the head finds it possible, or the head's if it is sure."""
    words = probabilities[1:]
    if told is not None and (question.answer is None or words[question.answer] >= STAYS):
        return told
    best = int(words.argmax())
    if words[best] < ANSWERS:
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
