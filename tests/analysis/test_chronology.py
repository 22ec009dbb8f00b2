"""Times: golden cases, spans, an empty frame, input not changed."""

import newsframes as nf
import pandas as pd
import pytest
from newsframes.analysis.chronology import COLUMNS, DTYPES
from newsframes.language.sentences import split_sentences

from conftest import golden


@pytest.mark.parametrize("case", golden("times"))
def test_golden(case):
    found = nf.times(nf.tabulate(nf.Article(text=case["text"], published=case["published"])))
    rows = (
        found[["text", "first", "last", "rule"]]
        .astype(object)
        .where(found[["text", "first", "last", "rule"]].notna(), None)
    )
    assert rows.values.tolist() == case["times"]


def test_spans_are_surfaces_and_stand_in_their_sentence(seed: nf.Tables):
    text, found = seed.articles.text.item(), nf.times(seed)
    assert len(found) == 5
    for row in found.itertuples():
        assert text[row.start : row.end] == row.text
        assert text[row.sentence_start : row.sentence_end] == row.sentence
        assert row.sentence_start <= row.start and row.end <= row.sentence_end


def test_empty_frame_has_columns_and_dtypes(empty: nf.Tables):
    found = nf.times(empty).iloc[:0]
    assert list(found.columns) == COLUMNS
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == DTYPES


def test_tables_are_not_changed(seed: nf.Tables):
    before = seed.articles.copy(deep=True)
    nf.times(seed)
    pd.testing.assert_frame_equal(seed.articles, before)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J. K. Lee left. He ran.", ["J. K. Lee left.", "He ran."]),
        ("The U.S. sent aid. It helped.", ["The U.S. sent aid.", "It helped."]),
        ("He said: “Go! Now.” She went.", ["He said: “Go!", "Now.”", "She went."]),
        ("Prices rose 3.5 percent.\nNobody knew", ["Prices rose 3.5 percent.", "Nobody knew"]),
        ("", []),
        ("...", ["..."]),
    ],
)
def test_sentences(text: str, expected: list[str]):
    assert [text[start:end] for start, end in split_sentences(text, 0, len(text))] == expected
