"""The coreference head: what it reads off a text, and the arithmetic of chains."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsframes.reader import default_encoder
from newsframes.reader import mention_features as features
from newsframes.reader import pair_scorer as head
from newsframes.reader.chain_probabilities import ChainProbabilities
from newsframes.reader.mention_features import Candidate, class_of, describe
from newsframes.reader.pair_scorer import PairScorer
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
    she = list(features.PRONOUNS).index("she")
    assert classes == [
        features.NAME,
        features.NAME,
        she,
        features.NAME,
        features.DEFINITE,
        features.NAME,
        features.NAME,
    ]


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
    every = np.arange(len(MENTIONS))
    found = np.argwhere(np.tril(describe(TEXT, MENTIONS).pairs(every, every)[:, :, feature], -1))
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
    assert np.allclose(dense(ChainProbabilities(by_distance(chances))), exact, atol=1e-6)


def by_distance(chances: np.ndarray) -> np.ndarray:
    """Turn columns by candidate into columns by distance."""
    shares = np.zeros((len(chances), len(chances)))
    for i, row in enumerate(chances):
        shares[i, : i + 1] = [row[0], *row[i:0:-1]]
    return shares


def dense(chains: ChainProbabilities) -> np.ndarray:
    n = len(chains.table)
    return np.array([[chains.between(i, k) for k in range(n)] for i in range(n)])


@given(st.integers(0, 500), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_a_table_with_few_columns_holds_what_is_near(seed: int, n: int):
    shares = np.random.default_rng(seed).random((n, min(n, 5)))
    for i in range(n):
        shares[i, i + 1 :] = 0
    shares /= shares.sum(1, keepdims=True)
    whole, narrow = ChainProbabilities(shares), ChainProbabilities(shares, columns=16)
    near = np.abs(np.arange(n)[:, None] - np.arange(n)) < narrow.kept
    assert np.allclose(dense(narrow)[near], dense(whole)[near], atol=1e-6)
    assert not dense(narrow)[~near].any()
    for i in range(n):
        first, row = narrow.of(i)
        assert np.array_equal(row, dense(narrow)[i, first : first + len(row)])
        assert len(row) == near[i].sum()


def scorer(seed: int, *, width: int = 6, size: int = 5) -> PairScorer:
    """Make a small head with random weights."""
    shapes = {
        "attend": (1, width), "norm": (3 * width,), "project": (size, 3 * width), "classes": (features.N_CLASSES, size),
        "quoted": (2, size), "widths": (6, size), "anaphor": (4, size), "candidate": (4, size),
        "features": (4, features.N_FEATURES), "mentions_apart": (12, 4), "sentences_apart": (12, 4), "out": (1, 4),
        "left": (3, size), "right": (3, size), "forms": (features.N_CLASSES**2, 1), "null.0": (4, size), "null.2": (1, 4),
    }  # fmt: skip
    draw = np.random.default_rng(seed)
    weights = {f"{name}.weight": draw.normal(size=shape) for name, shape in shapes.items()}
    return PairScorer(weights | {"norm.bias": draw.normal(size=3 * width)})


def score(text: str, mentions: list[Candidate], *, only: np.ndarray | None = None) -> np.ndarray:
    pieces = split_pieces(text, default_encoder().tokenizer)
    states = np.random.default_rng(3).normal(size=(len(pieces.ids), 6))
    return scorer(1).antecedents(states, pieces, mentions, text, only=only)


def test_each_mention_looks_back_or_nowhere():
    chances = np.exp(score(TEXT, MENTIONS))
    assert np.allclose(chances.sum(1), 1)
    assert not np.triu(chances, 1).any()
    assert score("", []).shape == (0, 1)


def test_a_choice_depends_on_nothing_that_comes_later():
    assert np.allclose(score(TEXT, MENTIONS)[:5, :5], score(TEXT, MENTIONS[:5]), atol=1e-5)


def test_far_candidates_are_out_of_reach_and_near_ones_are_not():
    text = "Ana saw her. " * 400
    names = [Candidate(at, at + 3, at, "name") for at in range(0, len(text), 13)]
    chances = np.exp(score(text, names))
    assert chances.shape == (400, head.FURTHEST + 1)
    assert (chances[-1, 1 : head.REACH] > 0).all()
    assert not chances[0, 1:].any()
    assert np.allclose(chances.sum(1), 1)


def test_only_mentions_that_are_asked_for_are_scored():
    only = np.array([True, False, True, False, True, True, False])
    some, every = np.exp(score(TEXT, MENTIONS, only=only)), np.exp(score(TEXT, MENTIONS))
    assert np.allclose(some[only], every[only], atol=1e-6)
    assert (some[~only, 0] == 1).all() and not some[~only, 1:].any()
