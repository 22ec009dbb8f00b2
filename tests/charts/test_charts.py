"""Charts: what is drawn, what is said, what can be pointed at."""

import html
from dataclasses import replace

import matplotlib.pyplot as plt
import newsframes as nf
import pandas as pd
import pytest
from matplotlib.transforms import Bbox
from newsframes.charts.chart import legible

CHARTS = (
    "actors",
    "speakers",
    "figures",
    "network",
    "strip",
    "sources",
    "turns",
    "voices",
    "words",
    "timeline",
)


MONTHS = ("January", "February", "March", "April")


WORDS = (
    "bandits",
    "protesters",
    "destructive forces",
    "freedom fighters",
    "jihadis",
    "coup plotters",
    "rioters",
    "mobs",
    "hooligans",
    "thugs",
    "vandals",
    "looters",
)


def many(n: int) -> nf.Tables:
    """Make tables of n rows with long names in several scripts."""
    names = [
        f"Токаев Қасым-Жомарт {i} of a very long house of names and titles"
        if i % 2
        else f"李明 {i}"
        for i in range(n)
    ]
    text = (
        " ".join(
            f"{name} said: “{i} is all, {names[i - 1]}, {WORDS[i % len(WORDS)]}.” It was {1 + i % 28} {MONTHS[i // 28]} 2021."
            for i, name in enumerate(names)
        )
        or "Nothing."
    )
    rows = {name: [] for name in ("articles", "mentions", "actors", "quotes", "figures", "issues")}
    rows["articles"] = [
        {
            "article_id": "a",
            "n_chars": len(text),
            "body_start": 0,
            "body_end": len(text),
            "text": text,
            "source": "x" * 200,
        }
    ]
    at = 0
    for i, name in enumerate(names):
        at = text.index(f"{name} said", at)
        quote = text.index("“", at)
        end = text.index("”", quote) + 1
        inside = text.index(names[i - 1], quote)
        for who, start, key in ((i, at, f"m{i}"), ((i - 1) % n, inside, f"n{i}")):
            mention = {
                "mention_id": key,
                "article_id": "a",
                "actor_id": f"a{who}",
                "form": "name",
                "resolved_by": "name",
                "confidence": 1.0,
            }
            rows["mentions"].append(
                mention | {"start": start, "end": start + len(names[who]), "text": names[who]}
            )
        rows["actors"].append(
            {
                "actor_id": f"a{i}",
                "article_id": "a",
                "name": name,
                "kind": "person",
                "aliases": [],
                "n_mentions": i + 1,
                "is_generic": False,
                "n_quotes": 1,
                "first_start": at,
            }
        )
        rows["quotes"].append(
            {
                "quote_id": f"q{i}",
                "article_id": "a",
                "kind": "direct",
                "act": "speech",
                "text": text[quote:end],
                "start": quote,
                "end": end,
                "parts": [(quote, end)],
                "stance": "neutral",
                "speaker_id": f"a{i}",
                "speaker_name": name,
                "speaker_kind": "person",
                "co_speaker_ids": [],
                "confidence": 0.5,
                "found_by": "tagger",
            }
        )
        bound = ("=", ">", "<=", "vague", "range", "~")[i % 6]
        low, high = {
            "=": (i + 1, i + 1),
            ">": (i + 1, float("inf")),
            "<=": (-float("inf"), i + 1),
        }.get(bound, (i + 1, 9 * i + 9))
        rows["figures"].append(
            {
                "figure_id": f"f{i}",
                "article_id": "a",
                "text": str(i),
                "start": quote + 1,
                "end": quote + 1 + len(str(i)),
                "low": float(low),
                "high": float(high),
                "bound": bound,
                "unit": "count",
                "unit_kind": "count",
                "confidence": 0.5,
                "found_by": "made",
            }
        )
    return nf.Tables.of(rows)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("n", [0, 1, 100])
def test_charts_hold_for_any_number_of_rows(name: str, n: int):
    tables = many(n)
    chart = getattr(nf.charts, name)(tables)
    assert 60 <= len(chart.alt) <= 250
    assert repr(chart) == chart.alt
    assert len(chart.row_ids) == {"network": n if n > 1 else 0, "strip": 2 * n}.get(name, n)
    assert f'alt="{html.escape(chart.alt)}"' in chart._repr_html_()
    assert chart.png() == getattr(nf.charts, name)(tables).png()
    assert plt.get_fignums() == []


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("n", [1, 3, 100])
def test_no_label_overlaps_another_or_leaves_the_picture(name: str, n: int):
    figure = getattr(nf.charts, name)(many(n)).figure
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    ax = figure.axes[0]
    texts = [
        text
        for text in [*figure.texts, *ax.texts, *ax.get_yticklabels(), *ax.get_xticklabels()]
        if text.get_text()
    ]
    low, high = sorted(ax.get_xlim())
    ticks = {id(text) for text in ax.get_xticklabels() if not low <= text.get_position()[0] <= high}
    boxes = [
        (text.get_text(), text.get_window_extent(renderer))
        for text in texts
        if id(text) not in ticks
    ]
    page = Bbox.from_bounds(0, 0, *figure.canvas.get_width_height())
    for place, (text, box) in enumerate(boxes):
        assert page.x0 <= box.x0 and box.x1 <= page.x1, f"{text!r} leaves the picture"
        for other, its in boxes[place + 1 :]:
            assert not box.overlaps(its), f"{text!r} overlaps {other!r}"


def test_bars_are_the_counts_in_falling_order(seed: nf.Tables):
    bars = nf.charts.actors(seed).figure.axes[0].patches
    expected = seed.actors.sort_values("n_mentions", ascending=False).n_mentions.head(10).tolist()
    assert [bar.get_width() for bar in bars] == expected


def test_doubt_is_drawn(seed: nf.Tables):
    chart = nf.charts.figures(seed)
    ax = chart.figure.axes[0]
    assert [patch.get_width() for patch in ax.patches] == [75.0]  # dozens: 24 to 99
    assert sum(text.arrow_patch is not None for text in ax.texts) == 1  # just over 2,000
    assert "just over 2,000 troops" in chart.alt
    hatched = nf.charts.speakers(seed).figure.axes[0].patches
    unresolved = seed.quotes.speaker_id.isna()
    assert (
        sum(bool(bar.get_hatch()) for bar in hatched)
        == seed.quotes[unresolved].speaker.fillna("").nunique()
    )


def test_chart_does_not_change_its_tables(seed: nf.Tables):
    before = {name: frame.copy(deep=True) for name, frame in seed.frames().items()}
    for name in CHARTS:
        getattr(nf.charts, name)(seed)
    for name, frame in seed.frames().items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_drawing_on_the_callers_axes(seed: nf.Tables):
    figure, ax = plt.subplots()
    assert nf.charts.actors(seed, ax=ax).figure is figure
    plt.close(figure)


def test_what_the_font_lacks_is_a_box():
    assert legible("李明 Tokayev", 20) == "□□ Tokayev"
    assert legible("one two three", 9) == "one two…"


@pytest.mark.parametrize(
    "draw", [nf.charts.actors, nf.charts.speakers, nf.charts.stances, nf.charts.figures]
)
def test_labels_stay_within_the_picture(seed: nf.Tables, draw):
    lemmas = seed.quotes.cue_lemma.where(
        seed.quotes.stance != "neutral", "speak at some length and then go on for some more"
    )
    tables = replace(seed, quotes=seed.quotes.assign(cue_lemma=lemmas))
    figure = draw(tables).figure
    edges = figure.bbox
    for label in [*figure.axes[0].texts, *figure.texts]:
        box = label.get_window_extent(figure.canvas.get_renderer())
        assert edges.x0 <= box.x0 and box.x1 <= edges.x1, label.get_text()


def test_the_network_links_speakers_to_those_in_their_quotes(seed: nf.Tables):
    names = seed.actors.set_index("actor_id").name
    pairs = nf.charts.spoken_of(seed)
    assert {names[key] for key in pairs[pairs.speaker.map(names) == "Kazakhstan"].mentioned} == {
        "armed bandits", "terrorists",
    }  # fmt: skip
    assert (pairs.speaker != pairs.mentioned).all()
    assert list(nf.charts.spoken_of(many(0)).columns) == ["quote_id", "speaker", "mentioned"]


def test_words_within_another_quote_count_once():
    tables = nf.tabulate("Mayor Ann Lee said the Acme company plans to leave Boston.")
    assert tables.quotes.speaker_name.tolist() == ["Ann Lee", "Acme"]
    assert tables.outer_quotes.speaker_name.tolist() == ["Ann Lee"]
    for draw in (
        nf.charts.speakers,
        nf.charts.voices,
        nf.charts.turns,
        nf.charts.sources,
        nf.charts.network,
    ):
        chart = draw(tables)
        assert chart.row_ids == tuple(tables.outer_quotes.quote_id)
        assert "n = 1 quotes (1 within them left out)" in " ".join(
            text.get_text() for text in chart.figure.texts
        )
    assert "passed on by Ann Lee" in nf.annotate(tables, layout="side")._repr_html_()


def test_the_strip_places_mentions_by_their_start(seed: nf.Tables):
    chart = nf.charts.strip(seed)
    at = [
        float(x)
        for line in chart.figure.axes[0].lines
        for x in line.get_xdata()
        if line.get_linestyle() == "None"
    ]
    body = seed.articles.iloc[0]
    shares = (seed.mentions.start - body.body_start) / (body.body_end - body.body_start)
    assert set(at) <= set(shares)
    assert chart.title == "Kazakhstan comes first"


def test_claims_are_drawn_over_time():
    reports = [
        nf.Article(text="Police said dozens of people were killed.", published="2022-01-01"),
        nf.Article(
            text="The ministry said that more than 120 people were killed.", published="2022-01-04"
        ),
    ]
    chart = nf.charts.ledger(nf.tabulate(reports))
    assert chart.title == "Killed: from dozens to more than 120"
    assert len(chart.row_ids) == 2
    assert chart.png() == nf.charts.ledger(nf.tabulate(reports)).png()
    assert nf.charts.ledger(many(3)).title == "No dated claims about “killed: people”"


def test_marks_lie_in_the_picture_and_lead_to_rows(seed: nf.Tables):
    for name in ("turns", "strip", "speakers", "sources", "figures", "words"):
        chart = getattr(nf.charts, name)(seed)
        for mark in chart.marks:
            assert mark.left >= -0.02 and mark.left + mark.width <= 1.02 and -0.02 <= mark.top <= 1
            assert mark.note
        assert "href" not in chart._repr_html_()
    turns = nf.charts.turns(seed)
    assert {mark.row_id for mark in turns.marks} == set(seed.outer_quotes.quote_id)
    assert turns.linked()._repr_html_().count('href="#5b09a07d7ca6-q') == len(turns.marks)


def test_who_is_named_and_who_is_not(seed: nf.Tables):
    namings = nf.charts.source_namings(seed).set_index("quote_id").naming
    speakers = seed.quotes.set_index("quote_id").speaker_name
    assert set(namings[speakers == "Antony Blinken"]) == {"named person"}
    assert set(namings[speakers == "Kazakhstan"]) == {"named body"}
    assert set(namings[speakers == "Some"]) == {"unnamed body"}
    assert set(namings[speakers.isna()]) == {"not found"}


def test_share_of_voice_by_day():
    reports = [
        nf.Article(text="Police said 12 people were killed.", published="2022-01-02"),
        nf.Article(text="Ann Lee said that it was “all a lie”.", published="2022-01-01"),
    ]
    ax = nf.charts.voices(nf.tabulate(reports), by="day").figure.axes[0]
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "1 January 2022",
        "2 January 2022",
    ]
    with pytest.raises(ValueError, match=r"by 'week'\. Expected all or day"):
        nf.charts.voices(nf.tabulate(reports), by="week")


def test_what_someone_denies_is_not_drawn_as_their_claim():
    reports = [
        nf.Article(text="The union said 70 people were killed.", published="2022-01-01"),
        nf.Article(text="The navy denied that 70 people were killed.", published="2022-01-02"),
        nf.Article(text="The union said 90 people were killed.", published="2022-01-04"),
    ]
    tables = nf.tabulate(reports)
    chart = nf.charts.ledger(tables)
    assert chart.title == "Killed: from 70 to 90"
    assert "1 denied: 2022-01-01 70 (union); 2022-01-02 70 (denied by navy)" in repr(chart)
    line, *points = chart.figure.axes[0].lines
    assert line.get_ydata().tolist() == [70, 90]
    assert [point.get_marker() for point in points[:3]] == ["o", "D", "o"]
    assert "70 people, denied by navy" in repr(nf.charts.figures(tables))
    denial = tables.articles.article_id[1]
    assert "denied by navy" in nf.annotate(tables, article_id=denial, layout="side")._repr_html_()


def reviewed(tables: nf.Tables, n_right: int, n_wrong: int) -> nf.Tables:
    """Correct tables so that so many quotes were right and wrong, and one actor was right."""
    edits = nf.Corrections()
    for n, quote_id in enumerate(tables.quotes.quote_id[: n_right + n_wrong]):
        (edits.confirm if n < n_right else edits.reject)(tables, quote_id)
    edits.confirm(tables, tables.actors.actor_id[0])
    return tables.correct(edits)


def test_checked_rows_are_bars_with_their_intervals(seed: nf.Tables):
    tables = reviewed(seed, 4, 2)
    scores = nf.review_scores(tables).query("by == 'all'").set_index("table")
    assert scores.n_checked.to_dict() == {"quotes": 6, "actors": 1}
    chart = nf.charts.review_scores(tables)
    ax = chart.figure.axes[0]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["quotes", "actors"]
    assert [bar.get_width() for bar in ax.patches] == scores.share.tolist()
    assert [line.get_xdata().tolist() for line in ax.lines] == scores[
        ["low", "high"]
    ].values.tolist()
    assert [text.get_text().split("  ")[1] for text in ax.texts] == ["n = 6 of 15", "n = 1 of 23"]
    share, low, high = (
        round(100 * scores.loc["quotes", name]) for name in ("share", "low", "high")
    )
    assert chart.title == f"{share}% of quotes are right ({low} to {high}%, n = 6)"
    assert f"quotes {share}% ({low} to {high}%, n = 6 of 15); actors 100%" in repr(chart)
    assert len(chart.row_ids) == 7
    assert chart.png() == nf.charts.review_scores(seed, corrections=tables.corrections).png()


def test_a_difference_is_claimed_only_where_intervals_are_apart():
    tables = many(40)
    kinds = ["direct"] * 20 + ["mixed"] * 20
    tables = replace(tables, quotes=tables.quotes.assign(kind=kinds))
    alike, apart = reviewed(tables, 20, 0), reviewed(tables, 20, 20)
    draw = nf.charts.review_scores
    assert draw(apart, table="quotes", by="kind").title == (
        "“mixed” is less often right than “direct”"
    )
    assert draw(alike, table="quotes", by="kind").title.startswith("100% of quotes (direct)")
    few = reviewed(replace(tables, quotes=tables.quotes.assign(kind=kinds[::10] * 10)), 4, 1)
    assert (
        draw(few, table="quotes", by="kind").title
        == "No clear difference by kind: intervals overlap"
    )
    labels = draw(apart, by="kind").figure.axes[0].get_yticklabels()
    assert [label.get_text() for label in labels] == [
        "quotes: direct",
        "quotes: mixed",
        "actors: person",
    ]


def test_nothing_checked_is_a_sentence(seed: nf.Tables):
    chart = nf.charts.review_scores(seed)
    assert chart.title == "No checked rows"
    assert not chart.figure.axes[0].patches
    with pytest.raises(ValueError, match=r"by 'size'\. Expected all or kind"):
        nf.charts.review_scores(seed, by="size")
    with pytest.raises(ValueError, match=r"rows of 'issues'\. Expected quotes or"):
        nf.charts.review_scores(seed, table="issues")
