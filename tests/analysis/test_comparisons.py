"""Two articles or outlets compared, and near copies of one report."""

import newsframes as nf
import pandas as pd
import pytest

WIRE = (
    "A bus fell off a bridge over the river Saône in Lyon on Monday. {} people were killed, police"
    " said. “It was raining hard,” Ann Lee, the mayor, said. Rescuers searched until the evening."
    " The bridge, which was built in 1950, had been closed to lorries since the spring of that year,"
    " and the bus, on its way from the station to the airport, was the last that crossed it."
)
OTHER = "Parliament in Oslo passed a budget after a long night, and Bo Hill said taxes would fall."


@pytest.fixture(scope="module")
def wires() -> nf.Tables:
    changed = WIRE.format("Fourteen").replace("hard", "very hard")
    return nf.tabulate([
        nf.Article(f"{changed} Trains stopped, Cy Day said.", published="2022-01-02"),
        nf.Article(WIRE.format("Twelve"), published="2022-01-01", source="https://www.one.org/a"),
        nf.Article(OTHER, published="2022-01-01", source="https://two.org/b"),
    ])  # fmt: skip


def test_the_earliest_report_is_the_original(wires):
    found = nf.find_copies(wires)
    ids = wires.articles.article_id.tolist()
    assert found[["article_id", "copy_of"]].values.tolist() == [[ids[0], ids[1]]]
    assert 0.6 <= found.shared[0] < 1


def test_what_copies_change(wires):
    found = nf.compare_copies(wires).fillna("")
    rows = found[["table", "change", "before", "after", "after_name"]].values.tolist()
    assert ["figures", "changed", "Twelve", "Fourteen", "police"] in rows
    assert ["quotes", "added", "", "Trains stopped", "Cy Day"] in rows
    assert [
        "quotes",
        "changed",
        "“It was raining hard,”",
        "“It was raining very hard,”",
        "Ann Lee",
    ] in rows
    known = {*wires.quotes.quote_id, *wires.figures.figure_id, ""}
    assert {*found.before_id, *found.after_id} <= known


def test_counts_by_story_leave_copies_out(wires):
    stories = nf.without_copies(wires).check()
    assert len(stories.articles) == 2
    assert len(wires.articles) == 3
    assert nf.find_copies(stories).empty


def test_reports_of_their_own_are_no_copies():
    tables = nf.tabulate(["It rained.", "It snowed.", OTHER])
    assert nf.find_copies(tables).empty
    assert nf.compare_copies(tables).empty


def test_two_outlets_are_compared(wires):
    found = nf.compare("one.org", "https://two.org/b", tables=wires)
    speakers = found.speakers.set_index("speaker").found
    assert speakers["Ann Lee"] == "a only"
    assert speakers["Bo Hill"] == "b only"
    assert found.figures.found.tolist() == ["a only"]
    assert repr(found).startswith("Two sides compared. Speakers: a only 2, b only 1.")
    n_words = found.words.set_index("word")
    assert (n_words.n_a["bridge"], n_words.n_b["bridge"]) == (2, 0)
    assert n_words.z["bridge"] > 0 > n_words.z["budget"]


def test_figures_of_one_event_differ_between_two_reports(wires):
    ids = wires.articles.article_id
    found = nf.compare(ids[1], ids[0], tables=wires)
    killed = found.figures[found.figures.group == "killed: people"]
    assert killed[["a", "b", "found"]].values.tolist() == [[["Twelve"], ["Fourteen"], "differing"]]
    assert found.speakers.set_index("speaker").found["Ann Lee"] == "both"


@pytest.mark.parametrize(
    ("sides", "message"),
    [
        (("one.org", "three.org"), "no article or outlet 'three.org'. Outlets: one.org, two.org"),
        (("one.org", "https://www.one.org/a"), "Cannot compare an article with itself"),
    ],
)
def test_compare_refuses(wires, sides, message):
    with pytest.raises(ValueError, match=message.replace(".", r"\.")):
        nf.compare(*sides, tables=wires)


def test_an_id_needs_tables(wires):
    with pytest.raises(ValueError, match="without tables"):
        nf.compare(wires, "one.org")


def test_nothing_compared_with_nothing_has_all_columns(wires):
    empty, full = (
        nf.compare(nf.tabulate("It rained."), nf.tabulate("It snowed.")),
        nf.compare("one.org", "two.org", tables=wires),
    )
    pd.testing.assert_series_equal(empty.speakers.dtypes, full.speakers.dtypes)
    pd.testing.assert_series_equal(empty.figures.dtypes, full.figures.dtypes)
