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


def test_answers_without_a_name_are_whose_interview_it_is():
    text = "The Ledger met Mayor Ann Lee.\n\nQ: How many left?\nA: About 400 people left.\n\nQ: And now?\nA: We are all back."
    tables = nf.tabulate(text)
    turns = tables.quotes.query("speaker.isin(['Q', 'A'])")
    assert turns.speaker.tolist() == ["Q", "A"] * 2
    assert turns.speaker_name.fillna("").tolist() == ["", "Ann Lee"] * 2
    assert turns.resolved_by.fillna("").tolist() == ["", "interview"] * 2
    assert not set(tables.actors.name) & {"Q", "A"}
    assert tables.figures.claimant_name.tolist() == ["Ann Lee"]
    assert "no_speaker" not in set(tables.issues.kind)
