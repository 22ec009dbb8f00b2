"""The coreference head: what it reads off a text, and the arithmetic of chains."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsframes.reader import default_encoder
from newsframes.reader import pair_scorer as head
from newsframes.reader.pair_scorer import (
    Candidate,
    PairScorer,
    chain_probabilities,
    class_of,
    describe,
)
from newsframes.reader.wordpieces import split_pieces

TEXT = "Mayor Ana Ruiz of the Port Authority said “she won.”\nRuiz, the former mayor, praised US firms and the PA."


def mention(surface: str, form: str, *, after: int = 0) -> Candidate:
    start = TEXT.index(surface, after)
    return Candidate(start, start + len(surface), start + surface.rfind(" ") + 1, form)


MENTIONS = [
    mention("Ana Ruiz", "name"), mention("the Port Authority", "name"), mention("she", "pronoun"),
    mention("Ruiz", "name", after=50), mention("the former mayor", "nominal"), mention("US", "name"),
    mention("the PA", "name"),
]  # fmt: skip


def test_a_mention_is_classed_by_its_form():
    classes = [class_of(TEXT, each) for each in MENTIONS]
    she = list(head.PRONOUNS).index("she")
    assert classes == [head.NAME, head.NAME, she, head.NAME, head.DEFINITE, head.NAME, head.NAME]


@pytest.mark.parametrize(
    ("feature", "pairs"),
    [
        (0, set()),
        (1, {(3, 0)}),
        (2, {(3, 0)}),
        (3, {(3, 0)}),
        (4, {(6, 1)}),
        (5, {(3, 0)}),
        (11, {(4, 3)}),
        (12, set()),
    ],
)
def test_features_of_pairs(feature: int, pairs: set):
    found = np.argwhere(
        np.tril(describe(TEXT, MENTIONS).pairs(slice(None), slice(None))[:, :, feature], -1)
    )
    assert set(map(tuple, found.tolist())) == pairs


def test_quotation_marks_sentences_and_lines_are_seen():
    seen = describe(TEXT, MENTIONS)
    assert seen.quoted.tolist() == [False, False, True, False, False, False, False]
    assert seen.paragraphs.tolist() == [0, 0, 0, 1, 1, 1, 1]
    assert len(set(seen.sentences[3:])) == 1 and seen.sentences[3] > seen.sentences[2]


@given(st.integers(0, 500), st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_chain_probabilities_sum_over_every_choice_of_antecedents(seed: int, n: int):
    chances = np.tril(np.random.default_rng(seed).random((n, n + 1)) + 0.01)
    chances /= chances.sum(1, keepdims=True)
    exact = np.zeros((n, n))
    for choice in itertools.product(*(range(-1, i) for i in range(n))):
        home = []
        for i, j in enumerate(choice):
            home.append(i if j < 0 else home[j])
        share = np.prod([chances[i, j + 1] for i, j in enumerate(choice)])
        exact += share * (np.array(home)[:, None] == np.array(home)[None, :])
    with np.errstate(divide="ignore"):
        assert np.allclose(chain_probabilities(np.log(chances)), exact, atol=1e-6)


def scorer(seed: int, *, width: int = 6, size: int = 5) -> PairScorer:
    """Make a small head with random weights."""
    shapes = {
        "attend": (1, width), "norm": (3 * width,), "project": (size, 3 * width), "classes": (head.N_CLASSES, size),
        "quoted": (2, size), "widths": (6, size), "anaphor": (4, size), "candidate": (4, size),
        "features": (4, head.N_FEATURES), "mentions_apart": (12, 4), "sentences_apart": (12, 4), "out": (1, 4),
        "left": (3, size), "right": (3, size), "forms": (head.N_CLASSES**2, 1), "null.0": (4, size), "null.2": (1, 4),
    }  # fmt: skip
    draw = np.random.default_rng(seed)
    weights = {f"{name}.weight": draw.normal(size=shape) for name, shape in shapes.items()}
    return PairScorer(weights | {"norm.bias": draw.normal(size=3 * width)})


def score(text: str, mentions: list[Candidate]) -> np.ndarray:
    pieces = split_pieces(text, default_encoder().tokenizer)
    states = np.random.default_rng(3).normal(size=(len(pieces.ids), 6))
    return scorer(1).antecedents(states, pieces, mentions, text)


def test_each_mention_looks_back_or_nowhere():
    chances = np.exp(score(TEXT, MENTIONS))
    assert np.allclose(chances.sum(1), 1)
    assert not np.triu(chances[:, 1:]).any()
    assert score("", []).shape == (0, 1)


def test_a_choice_depends_on_nothing_that_comes_later():
    assert np.allclose(score(TEXT, MENTIONS)[:5, :6], score(TEXT, MENTIONS[:5]), atol=1e-5)


def test_far_candidates_are_out_of_reach_and_near_ones_are_not():
    text = "Ana saw her. " * 400
    names = [Candidate(at, at + 3, at, "name") for at in range(0, len(text), 13)]
    chances = np.exp(score(text, names))
    assert not chances[-1, 1 : 400 - head.REACH - head.BLOCK].any()
    assert (chances[-1, 400 - head.REACH : -1] > 0).all()
    assert np.allclose(chances.sum(1), 1)
