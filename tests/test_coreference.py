"""The coreference head: what it reads off a text, and the arithmetic of chains."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsframes.reader import coreference as head
from newsframes.reader.coreference import Mention, chain_probabilities, class_of, describe

TEXT = 'Mayor Ana Ruiz of the Port Authority said “she won.”\nRuiz, the former mayor, praised US firms and the PA.'


def mention(surface: str, form: str, *, after: int = 0) -> Mention:
    start = TEXT.index(surface, after)
    return Mention(start, start + len(surface), start + surface.rfind(" ") + 1, form)


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
    found = np.argwhere(np.tril(describe(TEXT, MENTIONS).pairs(slice(None), slice(None))[:, :, feature], -1))
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
