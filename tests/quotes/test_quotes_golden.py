"""Quotes and their acts on golden cases."""

import newsframes as nf
import pytest

from conftest import golden


@pytest.mark.parametrize("case", golden("quotes"))
def test_quotes(case):
    quotes = nf.tabulate(case["text"]).quotes
    assert quotes[["text", "cue", "speaker", "kind", "stance"]].values.tolist() == case["quotes"]


@pytest.mark.parametrize("case", golden("acts"))
def test_acts(case):
    assert nf.tabulate(case["text"]).quotes[["act", "stance"]].values.tolist() == case["acts"]


def test_unclosed_mark_is_an_issue_and_costs_nothing():
    tables = nf.tabulate("“We are ready, Lopez said.\nPolice detained 26 people.")
    issue = tables.issues.query("kind == 'unclosed_mark'")
    assert issue[["start", "end"]].values.tolist() == [[0, 1]]
    assert len(tables.figures) == 1
