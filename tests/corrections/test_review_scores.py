"""Precision from a person's own review: what counts as right, and which rows are drawn to look at."""

import math

import newsframes as nf
import pytest
from newsframes.corrections.scores import wilson

TEXT = " ".join(
    f"{name} Lee said {n} people had left." for n, name in enumerate(("Ann", "Bo", "Cy", "Di"), 20)
)


@pytest.fixture(scope="module")
def tables() -> nf.Tables:
    found = nf.tabulate(TEXT)
    assert len(found.quotes) == 4
    return found


def scored(tables: nf.Tables, edits: nf.Corrections, table: str = "quotes"):
    scores = nf.review_scores(tables.correct(edits))
    return scores[(scores.table == table) & (scores.by == "all")]


def judged(tables: nf.Tables, *steps: tuple) -> list[int]:
    """Return how many quotes were checked and right after some calls."""
    edits = nf.Corrections()
    for name, *arguments in steps:
        getattr(edits, name)(tables, *arguments)
    return scored(tables, edits)[["n_checked", "n_right"]].values.ravel().tolist()


def test_what_was_changed_was_wrong_also_if_it_is_confirmed_afterwards(tables):
    one, other, *_ = tables.quotes.quote_id
    first, second, *_ = tables.quotes.speaker_id
    assert judged(tables, ("confirm", one), ("reject", other)) == [2, 1]
    assert judged(tables, ("set_speaker", one, second), ("confirm", one)) == [1, 0]
    assert judged(tables, ("reject", one), ("confirm", one)) == [1, 1]
    assert judged(tables, ("set_speaker", one, first)) == [1, 1]
    assert judged(tables, ("set_speaker", one, second), ("set_speaker", one, first)) == [1, 0]
    assert judged(tables, ("set_speaker", one, None)) == [1, 0]


def test_of_merged_actors_the_first_was_right(tables):
    edits = nf.Corrections()
    edits.merge_actors(tables, tables.actors.actor_id[:3].tolist()[::-1])
    (row,) = scored(tables, edits, "actors").itertuples()
    assert (row.n_checked, row.n_right) == (3, 1)


def test_rows_that_were_added_are_not_counted(tables):
    edits = nf.Corrections()
    edits.add_quote(tables, tables.articles.article_id[0], 0, 7)
    assert nf.review_scores(tables.correct(edits)).empty
    assert nf.review_scores(tables).empty


def test_the_estimate_weights_bands_by_their_rows(tables):
    """All of one sure band and half of the other: the share is that of the rows, not of the sample."""
    sure, unsure = tables.quotes.quote_id[:3], tables.quotes.quote_id[3]
    quotes = tables.quotes.assign(confidence=[0.97, 0.97, 0.97, 0.4])
    read = nf.Tables(**{**tables.frames(), "quotes": quotes}).check()
    edits = nf.Corrections()
    edits.confirm(read, sure[0])
    edits.reject(read, unsure)
    (row,) = scored(read, edits).itertuples()
    assert math.isclose(row.share, 0.75)
    assert row.low < 0.75 < row.high
    bands = nf.review_scores(read.correct(edits)).query("table == 'quotes' and by == 'confidence'")
    assert bands[["value", "share", "n_rows"]].values.tolist() == [
        ["0.00 to 0.50", 0.0, 1],
        ["0.95 to 1.00", 1.0, 3],
    ]


def test_wilson_is_within_its_bounds():
    assert wilson(0, 0) == (0.0, 1.0)
    assert [round(end, 3) for end in wilson(0, 10)] == [0.0, 0.278]
    assert [round(end, 3) for end in wilson(10, 10)] == [0.722, 1.0]


def test_a_sample_is_the_same_each_time_and_from_every_stratum(seed):
    one, again, other = (nf.sample_to_check(seed, n=8, seed=n) for n in (0, 0, 1))
    assert one.equals(again)
    assert not one.equals(other)
    assert len(one) == 8
    assert one.row_id.isin(seed.quotes.quote_id).all()
    assert len(nf.sample_to_check(seed, n=1000)) == len(seed.quotes)
    kinds = nf.sample_to_check(seed, n=3, by="kind").stratum
    assert set(kinds) == set(seed.quotes.kind)


@pytest.mark.parametrize(
    ("options", "told"),
    [({"table": "issues"}, "Expected one of"), ({"by": "size"}, "Expected some")],
)
def test_a_sample_of_what_there_is_not_is_an_error(seed, options, told):
    with pytest.raises(nf.CorrectionError, match=told):
        nf.sample_to_check(seed, **options)
