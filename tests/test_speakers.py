"""Speakers: who speaks, with whom, and for whom; how sure that is."""

import json

import newsframes as nf
import pandas as pd
import pytest
from evaluation.calibration import calibration_error, ranking, score_confidence
from evaluation.speaker_marks import JudgedQuote, judge, read_marks, score_verdicts
from newsframes.tables.schema import FOUND_BY, RESOLVED_BY

from conftest import golden


def _names(tables: nf.Tables) -> dict[str, str]:
    return tables.actors.set_index("actor_id").name.to_dict()


@pytest.mark.parametrize("case", golden("speakers"))
def test_who_speaks_with_whom_and_for_whom(case):
    tables = nf.tabulate(case["text"])
    names = _names(tables)
    for words, speaker, speaks_for, together in case["quotes"]:
        row = next(row for row in tables.quotes.itertuples() if words in row.text)
        assert (None if pd.isna(row.speaker_id) else names[row.speaker_id]) == speaker
        assert (None if pd.isna(row.speaks_for_id) else names[row.speaks_for_id]) == speaks_for
        assert [names[actor_id] for actor_id in row.co_speaker_ids] == together


def test_how_it_was_found_and_resolved_is_of_a_closed_list():
    tables = nf.tabulate(
        "Maria Lopez said the firm plans to leave. She said the town had waited. “We lost.” “It is late.”"
    )
    quotes = tables.quotes
    assert set(quotes.found_by) <= set(FOUND_BY)
    assert set(quotes.resolved_by.dropna()) <= set(RESOLVED_BY)
    assert (quotes.resolved_by.isna() == quotes.speaker_id.isna()).all()
    assert (quotes.speaker_confidence.isna() == quotes.speaker_id.isna()).all()
    nested = quotes[quotes.within_id.notna()]
    assert nested.text.tolist() == ["to leave"]
    assert nested.within_id.tolist() == [quotes.quote_id.iloc[0]]
    assert nested.found_by.tolist() == ["nested"]


def test_a_claimants_confidence_is_its_speakers():
    tables = nf.tabulate("Maria Lopez opened the bridge. She said 300 people came.")
    assert tables.figures.claimant_confidence.tolist() == tables.quotes.speaker_confidence.tolist()
    alone = nf.tabulate("In May, 300 people came.")
    assert alone.figures.claimant_confidence.isna().all()


def test_a_name_is_surer_than_a_pronoun():
    quotes = nf.tabulate(
        "Maria Lopez met Ann Hill. Lopez said the town was safe. She said the bridge would open."
    ).quotes
    assert quotes.speaker_confidence.iloc[0] > quotes.speaker_confidence.iloc[1]


def test_speakers_are_counted_by_whom_they_speak_for():
    tables = nf.tabulate(
        "Ann Park, a spokeswoman for Acme, said it was late. Acme said it was sorry."
    )
    assert "Ann Park 3" in nf.charts.speakers(tables).alt
    alt = nf.charts.speakers(tables, by="speaks_for").alt
    assert "Acme 6" in alt
    assert "Park" not in alt
    with pytest.raises(ValueError, match="Cannot count words by 'name'"):
        nf.charts.speakers(tables, by="name")


def test_ranking_and_calibration_error_by_hand():
    assert ranking([0.9, 0.4, 0.4], [True, True, False]) == 0.75
    assert calibration_error([0.95, 0.95, 0.25], [True, False, False]) == pytest.approx(
        (2 * 0.45 + 0.25) / 3
    )
    auc, error = score_confidence("x", [("a", 0.9, True), ("b", 0.2, False), ("b", 0.6, True)])
    assert (auc.value, auc.n) == (100.0, 3)
    assert error.value == pytest.approx(100 * (0.1 + 0.2 + 0.4) / 3, abs=0.1)


def test_marks_are_judged_by_the_mentions_of_the_speaker():
    text = "Maria Lopez met Ann Hill. Hill said the town was safe."
    tables = nf.tabulate(text)
    row = tables.quotes.iloc[0]
    key, hill, lopez = row.article_id, text.index("Ann Hill"), text.index("Maria")
    span = (int(row.start), int(row.end))

    def marked(start: int, end: int, *, is_right: bool) -> JudgedQuote:
        return JudgedQuote(key, span, ("statement",), is_right, ((start, end),), False, ())

    right = marked(hill, hill + len("Ann Hill"), is_right=True)
    wrong = marked(lopez, lopez + len("Maria Lopez"), is_right=False)
    verdicts = judge([right, wrong], tables)
    assert [verdict.speaker for verdict in verdicts] == ["right", "wrong"]
    scores = {score.name.split(", ", 1)[1]: score.value for score in score_verdicts(verdicts)}
    assert (scores["speaker right"], scores["speaker wrong"]) == (50.0, 50.0)


def test_the_parts_of_the_marks_share_no_article():
    held, train = ({marked.article_id for marked in read_marks(part=p)} for p in ("held", "train"))
    assert held.isdisjoint(train)
    assert len(read_marks()) == 302


def test_marks_hold_no_text():
    from evaluation.speaker_marks import GOLD

    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {
            "article_id", "part", "start", "end", "act", "content", "speaker", "is_unnamed", "together",
        }  # fmt: skip
