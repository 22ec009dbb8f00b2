"""Wordings: golden cases, spans, an empty frame, input not changed, a lexicon without doubles."""

from collections import Counter

import newsframes as nf
import pandas as pd
import pytest
from newsframes.analysis.contested_terms import COLUMNS, DTYPES
from newsframes.language.lexicon import read_lexicon

from conftest import golden


@pytest.mark.parametrize("case", golden("wordings"))
def test_golden(case):
    found = nf.wordings(nf.tabulate(case["text"]))[
        ["text", "word", "colour", "voice", "is_marked", "user"]
    ]
    assert found.astype(object).where(found.notna(), None).values.tolist() == case["uses"]


def test_the_seed_keeps_its_distance(seed: nf.Tables):
    uses, text = nf.wordings(seed), seed.articles.text.item()
    assert all(text[row.start : row.end] == row.text for row in uses.itertuples())
    assert uses.word_id.is_unique
    marked = uses[uses.is_marked].set_index("text").user
    assert marked.to_dict() == {
        "armed militants": "Kassym-Jomart Tokayev", "colour revolutions": "Vladimir Putin",
        "armed bandits": "Kazakhstan",
    }  # fmt: skip


def test_empty_frame_has_columns_and_dtypes(empty: nf.Tables):
    found = nf.wordings(empty)
    assert found.empty and list(found.columns) == COLUMNS
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == DTYPES


def test_tables_are_not_changed(seed: nf.Tables):
    before = {name: frame.copy(deep=True) for name, frame in seed.frames().items()}
    nf.wordings(seed)
    for name, frame in seed.frames().items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_no_word_is_listed_twice():
    assert [
        word
        for word, n in Counter(entry["word"] for entry in read_lexicon("contested_words")).items()
        if n > 1
    ] == []
