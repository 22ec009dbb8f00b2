"""The table to read: texts whole, to the left, nothing empty, no markup from outside."""

import newsframes as nf
import pandas as pd
import pytest

LONG = "The main goal was obvious: the undermining of the constitutional order and more " * 4


def test_a_quotation_is_whole_in_html_and_in_plain_text():
    shown = nf.show(pd.DataFrame({"text": [LONG], "n": [3]}))
    assert LONG in shown._repr_html_() and "…" not in shown._repr_html_()
    alone = repr(nf.show(pd.DataFrame({"text": [LONG]})))
    assert alone.split() == ["text", *LONG.split()]
    assert "…" not in repr(shown) and "..." not in repr(shown)
    assert max(map(len, repr(shown).splitlines())) < 80


def test_texts_stand_left_and_numbers_right():
    page = nf.show(pd.DataFrame({"text": [LONG], "who": ["Ann"], "low": [2000.0]}))._repr_html_()
    assert page.count("text-align:left") == 4
    assert page.count("text-align:right") == 2
    assert "min-width:26em" in page and "anywhere" not in page


def test_ids_and_days_are_never_broken_at_a_hyphen():
    frame = pd.DataFrame(
        {"day": ["2022-01-10"], "id": ["5b09a07d7ca6:q79-163"], "who": ["Ann-Marie Lee"]}
    )
    styles = {column.name: column.style for column in nf.show(frame).columns}
    assert "white-space:pre" in styles["day"] and "white-space:pre" in styles["id"]
    assert "white-space:nowrap" in styles["who"]  # a narrow page of our own may take that off


def test_values_as_they_are_read():
    frame = pd.DataFrame(
        {
            "value": [2000.0, float("inf"), 1234567.0, -float("inf"), 0.25, None],
            "n": [1, 9999, 10000, 0, -5, 7],
            "is_part": [True, False, True, True, True, True],
            "names": [["a", "b"], [], (1, 2), [], [], []],
            "who": pd.array(["Ann", pd.NA, "Bo", "", "C", "D"], dtype="string"),
        }
    )
    columns = {column.name: column.texts for column in nf.show(frame).columns}
    assert columns["value"] == ("2000", "∞", "1,234,567", "−∞", "0.25", "")
    assert columns["n"] == ("1", "9999", "10,000", "0", "-5", "7")
    assert columns["is_part"][:2] == ("yes", "no")
    assert columns["names"][:3] == ("a, b", "", "1, 2")
    assert columns["who"][:2] == ("Ann", "")


def test_empty_columns_are_left_out_and_named():
    shown = nf.show(pd.DataFrame({"a": ["x"], "b": [None], "c": [pd.NA]}))
    assert [column.name for column in shown.columns] == ["a"]
    assert "Empty, so left out: b, c." in shown._repr_html_() and "left out: b, c." in repr(shown)


def test_a_named_index_is_a_column():
    counts = pd.Series(["p", "p", "o"]).value_counts().rename_axis("kind").to_frame("actors")
    assert [column.name for column in nf.show(counts).columns] == ["kind", "actors"]


def test_rows_are_counted():
    frame = pd.DataFrame({"a": range(12)})
    before = frame.copy()
    assert nf.show(frame)._repr_html_().count("<tr") == 11
    assert "10 of 12 rows." in nf.show(frame)._repr_html_()
    assert nf.show(frame, n_rows=12).note == ""
    assert repr(nf.show(frame.head(0))) == "No rows."
    assert "<table" not in nf.show(frame.head(0))._repr_html_()
    pd.testing.assert_frame_equal(frame, before)


def test_no_markup_and_no_mathematics_from_outside():
    page = nf.show(pd.DataFrame({"<i>": ["<b>x</b> $1 and $2"]}))._repr_html_()
    assert "<b>" not in page and "<i>" not in page
    assert page.startswith('<div class="tex2jax_ignore mathjax_ignore">')


@pytest.mark.parametrize("given", ["text", pd.Series([1], name="a"), None])
def test_what_is_no_frame_is_refused(given: object):
    with pytest.raises(TypeError, match=r"Cannot show a .*Expected a DataFrame"):
        nf.show(given)
