"""Whose a figure is, and how the claimant stands to it."""

import newsframes as nf
import pytest

from conftest import golden


@pytest.mark.parametrize("case", golden("claimants"))
def test_claimants(case):
    figures = nf.tabulate(case["text"]).figures[["text", "claimant_name"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["claims"]


@pytest.mark.parametrize("case", golden("claims"))
def test_how_a_claimant_stands_to_a_figure(case):
    figures = nf.tabulate(case["text"]).figures[["text", "claimant_name", "claim"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["claims"]


def test_figure_in_a_quote_is_its_speakers():
    tables = nf.tabulate("Maria Lopez said: “We have detained 26 people.” Some 300 people marched.")
    assert tables.figures.claimant_name.tolist()[0] == "Maria Lopez"
    assert tables.figures.claimant_id.isna().tolist() == [False, True]
    assert tables.figures.quote_id.tolist()[0] == tables.quotes.quote_id.item()


def test_figure_passed_on_leads_to_the_quote_that_claims_it():
    tables = nf.tabulate("Reuters reported that the ministry denied that 40 people were hurt.")
    outer, inner = tables.quotes.itertuples()
    assert (outer.speaker_name, inner.speaker_name, inner.stance) == ("Reuters", "ministry", "deny")
    assert inner.relayed_by_id == outer.speaker_id
    figure = tables.figures.iloc[0]
    assert (figure.claimant_name, figure.quote_id) == ("ministry", inner.quote_id)
