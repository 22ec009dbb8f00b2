"""Questions to many articles: search, voices over time, who speaks of whom, which sources."""

import newsframes as nf
import pandas as pd
import pytest

TEXTS = {
    "2022-01-07": "Ann Lee, the mayor, said Bo Hill\nhad lied. “We saw the death toll rise,” she said.",
    "2022-02-01": "Police said the death\ntoll was 12. Ann Lee said nothing helped. It was cold.",
    None: "Bo Hill said the mayor was wrong about the death toll.",
}


@pytest.fixture(scope="module")
def tables() -> nf.Tables:
    return nf.tabulate([nf.Article(text, published=day) for day, text in TEXTS.items()])


@pytest.fixture(scope="module")
def empty() -> nf.Tables:
    return nf.tabulate("It rained.")


def test_search_finds_a_pattern_over_a_line_end_in_the_order_of_days(tables):
    found = nf.search(tables, "death toll", width=12)
    assert found[["left", "match", "right", "speaker"]].fillna("").values.tolist() == [
        ["“We saw the", "death toll", "rise,” she", "Ann Lee"],
        ["said the", "death\ntoll", "was 12. Ann", "Police"],
        ["about the", "death toll", ".", "Bo Hill"],
    ]
    assert found.published.fillna("").tolist() == ["2022-01-07", "2022-02-01", ""]
    assert set(found.row_id) <= set(tables.quotes.quote_id)


@pytest.mark.parametrize("by", ["text", "speaker", "actor"])
def test_a_found_span_holds_the_match(tables, by):
    found = nf.search(tables, "l[ei]", by=by)
    texts = tables.articles.set_index("article_id").text
    assert len(found)
    for row in found.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.match
        assert len(row.left) <= 60 >= len(row.right)


def test_search_by_speaker_lists_quotes_and_by_actor_mentions(tables):
    quoted = nf.search(tables, "^ann lee$", by="speaker")
    assert quoted.speaker.unique().tolist() == ["Ann Lee"]
    assert set(quoted.row_id) <= set(tables.quotes.quote_id)
    mentioned = nf.search(tables, "ann lee", by="actor")
    assert "she" in mentioned.match.tolist()
    assert set(mentioned.row_id) <= set(tables.mentions.mention_id)


def test_what_a_speaker_interrupts_is_nobodys_words():
    tables = nf.tabulate("“We saw it,” Ann Lee said on Monday, “and left.”")
    assert nf.search(tables, "monday").speaker.isna().all()
    assert nf.search(tables, "left").speaker.tolist() == ["Ann Lee"]


def test_residue_and_empty_matches_are_not_found():
    tables = nf.tabulate("All quiet, police said.\nREAD MORE: Cranes run again\nThe end came soon.")
    assert nf.search(tables, "cranes").empty
    assert nf.search(tables, "x*").empty


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"pattern": "a(", "by": "text"}, "Cannot search for 'a\\('.*regular expression"),
        ({"pattern": "a", "by": "cue"}, "Cannot search by 'cue'. Expected one of text, speaker"),
    ],
)
def test_search_refuses(tables, asked, message):
    with pytest.raises(ValueError, match=message):
        nf.search(tables, asked["pattern"], by=asked["by"])


def test_shares_of_a_period_add_up_and_undated_articles_are_left_out(tables):
    found = nf.track_voices(tables)
    assert found.period.unique().tolist() == ["2022-01", "2022-02"]
    assert found.groupby("period").share.sum().tolist() == pytest.approx([1, 1])
    assert "Bo Hill" not in found.speaker.tolist()
    named = found.set_index(["period", "speaker"]).is_named
    assert named["2022-01", "Ann Lee"]
    assert not named["2022-02", "Police"]


@pytest.mark.parametrize(
    ("every", "first"),
    [("day", "2022-01-07"), ("week", "2022-W01"), ("month", "2022-01"), ("year", "2022")],
)
def test_periods_are_written_as_iso_8601_does(tables, every, first):
    assert nf.track_voices(tables, every=every).period[0] == first


def test_voices_over_time_are_drawn_for_speakers_with_a_name(tables):
    chart = nf.charts.voices_over_time(tables)
    (panel,) = chart.panels
    assert panel.columns == ("Ann Lee",)
    assert [row.label for row in panel.rows] == ["2022-01", "2022-02"]
    assert chart.title == "Ann Lee has most words in 2 of 2 months"
    assert 60 <= len(chart.alt) <= 250
    assert chart.png() == nf.charts.voices_over_time(tables).png()


def test_who_is_quoted_about_whom(tables):
    found = nf.quoted_about(tables)
    pairs = found.set_index(["speaker", "about"])
    assert pairs.n_quotes["Ann Lee", "Bo Hill"] == 1
    assert not (found.speaker == found.about).any()
    ids = [quote_id for own in found.quote_ids for quote_id in own]
    assert set(ids) <= set(tables.quotes.quote_id)


def test_the_sources_counted_are_all_quotes(tables):
    found = nf.audit_sources(tables)
    assert found.n_quotes.sum() == len(tables.outer_quotes)
    assert found.share.sum() == pytest.approx(1)
    by_name = nf.audit_sources(tables, by="naming").set_index("naming")
    assert by_name.n_speakers["named person"] == 2
    assert found.role.dropna().str.islower().all()


@pytest.mark.parametrize("by", [(), ("naming", "age"), "age"])
def test_the_audit_refuses_what_it_cannot_count_by(tables, by):
    with pytest.raises(ValueError, match="Expected some of naming, kind, role, country"):
        nf.audit_sources(tables, by=by)


def test_periods_that_are_unknown_are_refused(tables):
    with pytest.raises(ValueError, match=r"every 'hour'\. Expected one of day"):
        nf.track_voices(tables, every="hour")


@pytest.mark.parametrize(
    "ask",
    [lambda it: nf.search(it, "snow"), nf.track_voices, nf.quoted_about, nf.audit_sources],
)
def test_nothing_is_found_in_nothing_and_columns_keep_their_types(ask, tables, empty):
    found, full = ask(empty), ask(tables)
    assert found.empty
    pd.testing.assert_series_equal(found.dtypes, full.dtypes)


def test_inputs_are_not_changed(tables):
    before = {name: frame.copy(deep=True) for name, frame in tables.frames().items()}
    nf.search(tables, "toll")
    nf.track_voices(tables)
    nf.quoted_about(tables)
    nf.audit_sources(tables)
    for name, frame in tables.frames().items():
        pd.testing.assert_frame_equal(frame, before[name])
