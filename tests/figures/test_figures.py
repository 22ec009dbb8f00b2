"""Figures: values, units, what they count and measure."""

import newsframes as nf
import pytest
from newsframes.figures import find_numbers

from conftest import golden


@pytest.mark.parametrize("case", golden("numbers"))
def test_numbers(case):
    found = [
        [case["text"][n.start : n.end], n.low, n.high, n.bound, n.unit]
        for n in find_numbers(case["text"])
    ]
    assert found == [
        [text, float(low), float(high), *rest] for text, low, high, *rest in case["found"]
    ]


@pytest.mark.parametrize("case", golden("figures"))
def test_figures(case):
    figures = nf.tabulate(case["text"]).figures[["text", "thing", "event"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["figures"]


@pytest.mark.parametrize("case", golden("bounds"))
def test_bounds_in_a_sentence(case):
    assert nf.tabulate(case["text"]).figures[["text", "bound"]].values.tolist() == case["found"]


@pytest.mark.parametrize("case", golden("units"))
def test_units_in_a_sentence(case):
    assert (
        nf.tabulate(case["text"]).figures[["text", "unit", "unit_kind"]].values.tolist()
        == case["found"]
    )


@pytest.mark.parametrize("case", golden("rates"))
def test_rates(case):
    figures = nf.tabulate(case["text"]).figures[["text", "per"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["found"]


@pytest.mark.parametrize("case", golden("currencies"))
def test_currencies_by_what_the_article_names(case):
    money = nf.tabulate(case["text"]).figures.query("unit_kind == 'money'")
    assert money[["text", "unit", "confidence"]].values.tolist() == case["currencies"]


@pytest.mark.parametrize("case", golden("topics"))
def test_topics_and_changes(case):
    figures = nf.tabulate(case["text"]).figures[["text", "thing", "about", "change"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["figures"]


def test_vague_amounts_by_rule():
    assert nf.tabulate("Police detained dozens of people.", vague="acled").figures.low.tolist() == [
        12.0
    ]
    with pytest.raises(ValueError, match=r"by 'guess'\. Expected one of interval, acled"):
        nf.tabulate("Police detained dozens.", vague="guess")
