"""Charts: what is drawn, what is said, what can be pointed at."""

import html
import inspect
import io
import re
import subprocess
import sys
from base64 import b64decode
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import newsframes as nf
import pandas as pd
import pytest
from markupsafe import escape
from newsframes.charts.chart import NARROW, WIDE, Chart
from newsframes.charts.grammar import LETTERED, TINTS, ChartRow, Mark
from newsframes.charts.headline import UNSURE
from newsframes.charts.png import drawable
from newsframes.charts.shapes import GREY, HUE, Path, Text, bounds
from newsframes.charts.text_measure import clip, width_of
from newsframes.tables.doubt import sure_part
from PIL import Image

CHARTS = (
    "actors", "speakers", "figures", "network", "strip", "sources", "turns", "voices", "words",
    "timeline",
)  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>", "$x$ and $y$", "x" * 300, "علي حسين المجيد", "李明 & “co”",
    "a\u202eb\u0000c", "Ann-Marie " * 12,
)  # fmt: skip
INKS, PAPERS = ("#1c1f24", "#e9eaec"), ("#ffffff", "#111111")


def rows_of(chart: Chart) -> list[ChartRow]:
    return [row for panel in chart.panels for row in panel.rows]


def marks_of(chart: Chart) -> list[Mark]:
    return [mark for row in rows_of(chart) for mark in row.marks]


def texts_of(svg: str) -> str:
    """Return what a reader of the picture reads."""
    found = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return " ".join("".join(text.itertext()) for text in found)


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
    counts = {"network": n if n > 1 else 0, "actors": 2 * n, "strip": 2 * n}
    assert len(chart.row_ids) == counts.get(name, n)
    assert f'alt="{html.escape(chart.alt)}"' in chart._repr_html_()
    assert chart._repr_html_() == getattr(nf.charts, name)(tables)._repr_html_()


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("n", [1, 3, 100])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_text_is_crossed_or_leaves_the_picture(name: str, n: int, width: float):
    drawing = getattr(nf.charts, name)(many(n)).lay_out(width)
    texts = [shape for shape in drawing.shapes if isinstance(shape, Text)]
    lines = [
        (*map(min, start, end), *map(max, start, end))
        for shape in drawing.shapes
        if isinstance(shape, Path)
        for line in shape.lines
        for start, end in pairwise(line)
    ]
    marks = [bounds(shape) for _, shapes in drawing.marks for shape in shapes]
    for place, text in enumerate(texts):
        left, top, right, bottom = bounds(text)
        assert left >= 0 and right <= width + 0.01 and top >= 0, f"{text.text!r} leaves the picture"
        assert bottom <= drawing.height, f"{text.text!r} leaves the picture"
        others = [(other.text, bounds(other)) for other in texts[place + 1 :]]
        for other, (x, y, to_x, to_y) in [*others, *((box, box) for box in [*lines, *marks])]:
            is_apart = to_x <= left or x >= right or to_y <= top or y >= bottom
            assert is_apart, f"{text.text!r} is crossed by {other!r}"


@pytest.mark.parametrize("name", CHARTS)
def test_two_hundred_rows_stay_legible(name: str):
    chart = getattr(nf.charts, name)(many(100))
    limit = 12 if name in ("figures", "timeline", "network") else 10
    assert len(rows_of(chart)) <= limit
    assert chart.lay_out().height < 95 * limit
    assert len(chart.svg()) < 40_000
    if name not in ("sources", "voices"):
        assert re.search(r"and \d+ other", texts_of(chart.svg()))


def test_dense_marks_are_counted_in_bins():
    tables = many(100)
    tables = replace(
        tables, mentions=tables.mentions.assign(actor_id=["a1", "a2", "a3", "a4"] * 50)
    )
    chart = nf.charts.strip(tables)
    marks = marks_of(chart)
    assert len(marks) <= 4 * 40 and {mark.look for mark in marks} == {"bar"}
    counts = [int(re.search(r": (\d+) mentions", mark.note)[1]) for mark in marks]
    assert sum(counts) == len(chart.row_ids) == 200
    assert max(mark.tint for mark in marks) == 1
    assert "counted in 40 parts" in chart.subtitle and "pronoun" not in chart.subtitle


def test_bars_are_the_counts_in_falling_order(seed: nf.Tables):
    frame = seed.actors[~seed.actors.is_generic]
    expected = frame.n_mentions.sort_values(ascending=False).tolist()
    chart = nf.charts.actors(seed)
    assert len(chart.row_ids) == sum(expected)
    assert [mark.end for mark in marks_of(chart)] == expected[:10]
    left_out = f"and {len(expected) - 10} other actors with {sum(expected[10:])} mentions"
    assert chart.panels[0].rest == left_out
    widths = [shapes[0].width for _, shapes in chart.lay_out().marks]
    assert widths == pytest.approx([widths[0] * n / expected[0] for n in expected[:10]])


def test_doubt_is_drawn(seed: nf.Tables):
    chart = nf.charts.figures(seed)
    assert [(mark.look, mark.start, mark.end) for mark in marks_of(chart)] == [
        ("vague", 24, 99),  # dozens: a band without a dot
        ("more", 2000, float("inf")),  # just over 2,000
        ("dot", 250, 250),
    ]
    assert "just over 2,000 troops" in chart.alt
    assert chart.panels[0].aside.startswith("log scale")
    hatched = {row.label for row in rows_of(nf.charts.speakers(seed)) if row.marks[0].is_hatched}
    unresolved = seed.outer_quotes.speaker_id.isna()
    assert len(hatched) == seed.outer_quotes[unresolved].speaker.fillna("").nunique()


def test_chart_does_not_change_its_tables(seed: nf.Tables):
    before = {name: frame.copy(deep=True) for name, frame in seed.frames().items()}
    for name in CHARTS:
        getattr(nf.charts, name)(seed)
    for name, frame in seed.frames().items():
        pd.testing.assert_frame_equal(frame, before[name])


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_text_is_text_on_light_and_dark_pages(seed: nf.Tables, name: str, width: float):
    chart = getattr(nf.charts, name)(seed)
    svg = chart.svg(width=width)
    assert svg == getattr(nf.charts, name)(seed).svg(width=width)
    read = texts_of(svg)
    assert chart.title in read
    for row in rows_of(chart):
        for words in (row.label, row.under):
            assert set(re.findall(r"[^ -]+", words)) <= set(re.findall(r"[^ -]+", read))
    root = ElementTree.fromstring(svg)
    assert root.get("fill") == "currentColor" and root.get("aria-label") == chart.alt
    assert "prefers-color-scheme:dark" in svg and " id=" not in svg
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
    assert colours <= {HUE, GREY, "currentColor", "none", "transparent"}
    inline = chart.inline()
    assert "<style" not in inline and "#fff" not in inline


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one) + 0.05, luminance(other) + 0.05), reverse=True)
    return bright / dark


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def tinted(paper: str, tint: float) -> str:
    pairs = [(int(HUE[n : n + 2], 16), int(paper[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(tint * hue + (1 - tint) * page):02x}" for hue, page in pairs)


@pytest.mark.parametrize(("ink", "paper"), [*zip(INKS, PAPERS, strict=True)])
def test_contrasts_hold_on_both_papers_and_in_grey(ink: str, paper: str):
    assert min(contrast(HUE, paper), contrast(GREY, paper)) >= 4
    assert contrast(ink, tinted(paper, LETTERED)) >= 4.5
    greys = [luminance(tinted(paper, tint)) for tint in TINTS.values()]
    assert (
        min(contrast(tinted(paper, a), tinted(paper, b)) for a, b in pairwise(TINTS.values())) > 1.4
    )
    assert len(set(greys)) == len(TINTS)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_hostile_names_stay_text(name: str, width: float):
    tables = many(len(HOSTILE))
    names = dict(zip(tables.actors.name, HOSTILE, strict=True))
    tables = replace(
        tables,
        actors=tables.actors.assign(name=tables.actors.name.map(names)),
        quotes=tables.quotes.assign(speaker_name=tables.quotes.speaker_name.map(names)),
    )
    chart = getattr(nf.charts, name)(tables)
    svg = chart.svg(width=width)
    assert "<script" not in svg and "\u202e" not in svg and "\0" not in svg
    page = chart._repr_html_() + chart.inline()
    assert "<script" not in page and "\u202e" not in svg
    drawing = chart.lay_out(width)
    assert all(
        bounds(shape)[2] <= width + 0.01 for shape in drawing.shapes if isinstance(shape, Text)
    )
    if name in ("actors", "speakers", "turns", "strip"):
        assert "<script>alert(1)</script>" in texts_of(svg)
        assert "\u2068علي حسين المجيد\u2069" in texts_of(svg)


def test_control_characters_never_reach_the_picture():
    report = nf.Article(
        text="Police said 12 people were killed.", published="2022-01-12", source="a\x0bb\u202e"
    )
    tables = nf.tabulate(report)
    for chart in (
        nf.charts.ledger(tables),
        nf.charts.ledger(tables, group="x\x0b"),
        nf.charts.figures(tables, unit="\u202e"),
    ):
        assert ElementTree.fromstring(chart.svg()).tag.endswith("svg")
        assert not re.search(r"[\x0b\u202e]", chart.svg() + chart._repr_html_() + repr(chart))


def test_each_group_of_the_ledger_has_a_panel_with_a_scale_of_its_own():
    reports = [
        nf.Article(text="Police said 12 people were killed.", published="2022-01-01"),
        nf.Article(
            text="Police said 20 people were killed. Police said 7,000 people were injured.",
            published="2022-01-02",
        ),
    ]
    groups = ["killed: people", "injured: people"]
    chart = nf.charts.ledger(nf.tabulate(reports), group=groups)
    assert [panel.heading for panel in chart.panels] == ["Killed: people", "Injured: people"]
    assert [panel.scale.high for panel in chart.panels] == [20, 7000]
    assert {panel.aside for panel in chart.panels} == {"linear from zero"}
    steps = [[row.step for row in panel.rows] for panel in chart.panels]
    assert steps == [[None, 12], [None]]
    assert chart.title == "Killed: from 12 to 20"


def test_a_narrow_page_has_a_drawing_of_its_own(seed: nf.Tables):
    page = nf.charts.network(seed)._repr_html_()
    wide, narrow = (
        b64decode(found).decode() for found in re.findall(r'base64,([^"]+)"', page)[::-1]
    )
    assert 'viewBox="-8 -8 656' in wide and 'viewBox="-8 -8 360' in narrow
    assert "Kassym-Jomart Tokayev 2, Vladimir Putin 2, Some 1" in texts_of(narrow)
    assert "<title>Who" not in page and "<svg" not in page


def test_a_png_is_on_white_paper_and_says_what_it_shows(seed: nf.Tables, tmp_path):
    chart = nf.charts.speakers(seed)
    path = chart.save(tmp_path / "speakers.png")
    assert path.read_bytes() == nf.charts.speakers(seed).png()
    with Image.open(io.BytesIO(chart.png())) as picture:
        assert picture.text["Description"] == chart.alt
        assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
        assert picture.width == 2 * (WIDE + 16)
    assert chart.save(tmp_path / "speakers.svg").read_text("utf-8") == chart.svg() + "\n"
    with pytest.raises(ValueError, match=r"'speakers\.gif'\. Expected \.svg or \.png"):
        chart.save(tmp_path / "speakers.gif")


def test_charts_do_without_matplotlib(tmp_path):
    code = (
        "import sys, newsframes as nf; tables = nf.tabulate('Ann Lee said the mobs left.');"
        "nf.charts.speakers(tables)._repr_html_(); print('matplotlib' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "False\n"


def test_what_the_font_of_a_png_lacks_is_a_box():
    assert drawable("李明 Tokayev") == "□□ Tokayev"
    assert clip("one two three", 9) == "one two…"
    assert width_of("李明", 10) == 20


def test_the_network_links_speakers_to_those_in_their_quotes(seed: nf.Tables):
    names = seed.actors.set_index("actor_id").name
    pairs = nf.charts.spoken_of(seed)
    assert {names[key] for key in pairs[pairs.speaker.map(names) == "Kazakhstan"].mentioned} == {
        "armed bandits", "terrorists",
    }  # fmt: skip
    assert (pairs.speaker != pairs.mentioned).all()
    columns = ["quote_id", "speaker", "mentioned", "mention_id"]
    assert list(nf.charts.spoken_of(many(0)).columns) == columns
    mentions = seed.mentions.set_index("mention_id")
    assert mentions.actor_id[pairs.mention_id].tolist() == pairs.mentioned.tolist()


def test_of_several_mentions_in_a_quote_a_sure_one_counts():
    tables = nf.tabulate("Ann Lee said Bo Hill was ill and Bo Hill would rest.")
    first, second = tables.mentions.query("text == 'Bo Hill'").mention_id
    assert nf.charts.spoken_of(tables).mention_id.tolist() == [first]
    tables = doubted(tables, "mentions", [first])
    assert nf.charts.spoken_of(tables).mention_id.tolist() == [second]
    assert not nf.charts.network(tables).unsure_ids


def test_words_within_another_quote_count_once():
    tables = nf.tabulate("Mayor Ann Lee said the Acme company plans to leave Boston.")
    assert tables.quotes.speaker_name.tolist() == ["Ann Lee", "Acme"]
    assert tables.outer_quotes.speaker_name.tolist() == ["Ann Lee"]
    for draw in (
        nf.charts.speakers,
        nf.charts.voices,
        nf.charts.turns,
        nf.charts.sources,
    ):
        chart = draw(tables)
        assert chart.row_ids == tuple(tables.outer_quotes.quote_id)
        assert "n = 1 quotes (1 within them left out)" in chart.source.replace("\xa0", " ")
    source = nf.charts.network(tables).source.replace("\xa0", " ")
    assert "n = 2 mentions in 1 quotes (1 within them left out)" in source
    assert "passed on by Ann Lee" in nf.annotate(tables, layout="side")._repr_html_()


def test_only_marks_that_are_drawn_are_explained():
    tables = nf.tabulate("Police said about 40 people were hurt and 12 men died.")
    chart = nf.charts.figures(tables)
    assert chart.subtitle == "Counts and who claims them; dot: exact; ring: about"
    assert chart.title == "1 of 2 figures is given exactly"
    report = nf.Article(text="Police said 12 people were killed.", published="2022-01-12")
    subtitle = nf.charts.ledger(nf.tabulate(report)).subtitle
    assert subtitle.endswith("day of report; dot: exact")
    later = replace(report, text="Police said 15 people were killed.", published="2022-01-13")
    subtitle = nf.charts.ledger(nf.tabulate([report, later])).subtitle
    assert subtitle.endswith("day of report; steps join those of one claimant; dot: exact")


def test_a_week_is_no_day():
    report = nf.Article(text="It rained last week. It was dry on 2 May.", published="2022-05-12")
    chart = nf.charts.timeline(nf.tabulate(report))
    assert chart.title == "1 day and 1 week in the text, from 2 May 2022 to 8 May 2022"
    assert chart.subtitle.startswith("With number of reports")
    assert "11 days" not in chart.alt and "Timeline of 1 day and 1 week" in chart.alt


def test_an_empty_chart_lists_no_rows():
    page = nf.charts.speakers(nf.tabulate("The streets were quiet."))._repr_html_()
    assert "<details" not in page and "no quotes were found" in page


def test_a_period_without_the_speakers_says_so():
    days = ("2022-01-07", "2022-02-01")
    texts = ("Ann Lee said the mobs left.", "Police said 40 people were hurt.")
    articles = [nf.Article(text, published=day) for text, day in zip(texts, days, strict=True)]
    chart = nf.charts.voices_over_time(nf.tabulate(articles))
    assert [row.text for row in rows_of(chart)] == ["Ann Lee 100%", "none of those named here"]


def test_the_strip_places_mentions_by_their_start(seed: nf.Tables):
    chart = nf.charts.strip(seed)
    at = [mark.start for mark in marks_of(chart)]
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
    assert chart.svg() == nf.charts.ledger(nf.tabulate(reports)).svg()
    assert nf.charts.ledger(many(3)).title == "No dated claims about “killed: people”"


def test_marks_lie_in_the_picture_and_lead_to_rows(seed: nf.Tables):
    for name in ("turns", "strip", "speakers", "sources", "figures", "words"):
        chart = getattr(nf.charts, name)(seed)
        for spot in chart._spots():
            assert spot["left"] >= 0 and spot["left"] + spot["width"] <= 100
            assert spot["top"] >= 0 and spot["top"] + spot["height"] <= 100
        page = chart._repr_html_()
        assert "href" not in page
        assert page.count('<span title="') == len(chart.marks)
        assert all(
            f"<title>{escape(clip(mark.note, 300))}</title>" in chart.svg() for mark in chart.marks
        )
    turns = nf.charts.turns(seed)
    assert {mark.row_id for mark in turns.marks} == set(seed.outer_quotes.quote_id)
    assert turns.linked()._repr_html_().count('href="#5b09a07d7ca6-q') == len(turns.marks)
    assert turns.inline().count('href="#5b09a07d7ca6-q') == 2 * len(turns.marks)


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
    chart = nf.charts.voices(nf.tabulate(reports), by="day")
    assert [row.label for row in rows_of(chart)] == ["1 January 2022", "2 January 2022"]
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
    rows = rows_of(chart)
    assert [(row.label, row.marks[0].look, row.marks[0].start, row.step) for row in rows] == [
        ("union", "dot", 70, None), ("union", "dot", 90, 70), ("denied by navy", "diamond", 70, None),
    ]  # fmt: skip
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


def test_rows_to_be_checked_are_marked_in_the_picture(seed: nf.Tables):
    chart = nf.charts.figures(seed)
    (unsure,) = chart.unsure_ids
    (row,) = [row for panel in chart.panels for row in panel.rows if row.check]
    assert (row.check, row.marks[0].row_id, row.marks[0].is_unsure) == ("check", unsure, True)
    assert ">check</text>" in chart.svg() and ">check</text>" in chart.svg(width=344)
    assert "1 to check" in chart.source


def test_a_bar_says_how_many_of_its_rows_are_to_be_checked(seed: nf.Tables):
    sure = replace(seed, quotes=seed.quotes.assign(confidence=0.95))
    first = sure.quotes.index == 0
    doubtful = sure.quotes.confidence.mask(first, 0.5)
    tables = replace(sure, quotes=sure.quotes.assign(confidence=doubtful))
    for draw in (nf.charts.speakers, nf.charts.turns, nf.charts.stances, nf.charts.sources):
        checks = [row.check for panel in draw(tables).panels for row in panel.rows if row.check]
        assert checks and all(re.fullmatch(r"check(?: 1 of \d+)?", check) for check in checks)
    assert not any(row.check for row in nf.charts.speakers(sure).panels[0].rows)


def test_a_long_source_is_cited_short():
    address = "https://www.example.org/" + "a-long-way-" * 20
    tables = nf.tabulate(nf.Article("Ann Lee said it rained.", source=address))
    source = nf.charts.speakers(tables).source
    assert source.startswith("Source: example.org/a-long") and len(source) < 150


def test_checked_rows_are_bars_with_their_intervals(seed: nf.Tables):
    tables = reviewed(seed, 4, 2)
    scores = nf.review_scores(tables).query("by == 'all'").set_index("table")
    assert scores.n_checked.to_dict() == {"quotes": 6, "actors": 1}
    chart = nf.charts.review_scores(tables)
    rows = rows_of(chart)
    assert [row.label for row in rows] == ["quotes", "actors"]
    assert [row.marks[0].end for row in rows] == scores.share.tolist()
    whiskers = [[row.marks[1].start, row.marks[1].end] for row in rows]
    assert whiskers == scores[["low", "high"]].values.tolist()
    assert [row.text.split("  ")[1] for row in rows] == ["n = 6 of 15", "n = 1 of 23"]
    share, low, high = (
        round(100 * scores.loc["quotes", name]) for name in ("share", "low", "high")
    )
    assert chart.title == f"{share}% of quotes are right ({low} to {high}%, n = 6)"
    assert f"quotes {share}% ({low} to {high}%, n = 6 of 15); actors 100%" in repr(chart)
    assert len(chart.row_ids) == 7
    assert chart.svg() == nf.charts.review_scores(seed, corrections=tables.corrections).svg()


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
    assert [row.label for row in rows_of(draw(apart, by="kind"))] == [
        "quotes: direct",
        "quotes: mixed",
        "actors: person",
    ]


def test_nothing_checked_is_a_sentence(seed: nf.Tables):
    chart = nf.charts.review_scores(seed)
    assert chart.title == "No checked rows"
    assert not chart.marks and chart.alt in chart.svg()
    with pytest.raises(ValueError, match=r"by 'size'\. Expected all or kind"):
        nf.charts.review_scores(seed, by="size")
    with pytest.raises(ValueError, match=r"rows of 'issues'\. Expected quotes or"):
        nf.charts.review_scores(seed, table="issues")


def doubted(tables: nf.Tables, table: str, ids: list[str]) -> nf.Tables:
    """Return tables in which some rows are to be checked."""
    frame = getattr(tables, table)
    confidence = frame.confidence.mask(frame.iloc[:, 0].isin(ids), 0.1)
    return replace(tables, **{table: frame.assign(confidence=confidence)})


# Which tables each chart's headline rests on. Days are read off the text, and what a person decided is sure.
RESTS_ON = {
    "actors": {"mentions"}, "figures": {"figures"}, "ledger": {"figures"},
    "network": {"quotes", "mentions"}, "review_scores": set(), "sources": {"quotes"},
    "speakers": {"quotes"}, "stances": {"quotes"}, "strip": {"mentions"}, "timeline": set(),
    "turns": {"quotes"}, "voices": {"quotes"}, "voices_over_time": {"quotes"}, "words": {"quotes"},
}  # fmt: skip
DRAWN = [
    name
    for name in nf.charts.__all__
    if inspect.isfunction(getattr(nf.charts, name))
    and inspect.signature(getattr(nf.charts, name)).return_annotation in (Chart, "Chart")
]


@pytest.fixture(scope="module")
def days() -> nf.Tables:
    return nf.tabulate(nf.examples.chronicle(), progress=False)


def test_of_every_chart_it_is_known_what_its_headline_rests_on():
    assert sorted(DRAWN) == sorted(RESTS_ON)


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("table", ["quotes", "figures", "mentions"])
@pytest.mark.parametrize("every", [2, 3])
def test_no_headline_rests_on_a_row_to_be_checked(days, name, table, every):
    draw, frame = getattr(nf.charts, name), getattr(days, table)
    # Whose a name is, is sure.
    ids = (frame if table != "mentions" else frame[frame.form != "name"]).iloc[:, 0].tolist()
    tables = doubted(days, table, ids[::every])
    chart = draw(tables)
    if table not in RESTS_ON[name]:
        assert chart.title == draw(days).title
        return
    n = len(chart.unsure_ids)
    assert f"{n:,} to check (below 70%), not in the headline" in chart.source
    assert chart.alt.endswith(f"; {n:,} to check.") and len(chart.alt) <= 250
    # Words of a quote that is left out would be the report's own, and a figure that a row to be
    # checked takes back does not stand.
    if name not in ("words", "ledger"):
        sure = draw(sure_part(tables))
        told = sure.title if sure.panels else UNSURE
        assert chart.title.endswith(told) and len(chart.row_ids) > len(sure.row_ids)


def test_the_headline_of_a_ledger_rests_on_no_claim_that_an_unsure_row_takes_back(days):
    claims = nf.ledger(days)
    claims = claims[(claims.group == "killed: people") & claims.figure_id.notna()]
    standing = claims[~claims.is_part & ~claims.is_withdrawn]
    last, struck = standing.iloc[-1], claims[claims.is_withdrawn & ~claims.is_part].iloc[0]
    others = [one for one in claims.figure_id if one not in (last.figure_id, struck.figure_id)]
    assert nf.charts.ledger(doubted(days, "figures", others)).title == f"Killed: {last.text}"
    doubts = [one for one in claims.figure_id if one != struck.figure_id]
    title = f"Killed: {struck.text}, taken back"
    assert nf.charts.ledger(doubted(days, "figures", doubts)).title == title


@pytest.mark.parametrize("name", [name for name in DRAWN if RESTS_ON[name]])
def test_where_nothing_is_sure_there_is_no_headline(days, name):
    tables = days
    for table in RESTS_ON[name]:
        tables = doubted(tables, table, getattr(tables, table).iloc[:, 0].tolist())
    if name == "words":  # of quotes; those of the reports themselves are sure
        tables = nf.tabulate("Ann Lee said the thugs left.")
        tables = doubted(tables, "quotes", tables.quotes.quote_id.tolist())
    chart = getattr(nf.charts, name)(tables)
    assert chart.title == UNSURE and chart.marks


def test_who_would_have_the_last_word_but_for_a_doubt_is_said_so(seed):
    last = nf.charts.turns(seed).title
    final = seed.outer_quotes.sort_values("start").quote_id.iloc[-1]
    title = nf.charts.turns(doubted(seed, "quotes", [final])).title
    assert title.startswith("Of sure quotes: ") and not title.endswith(last)


def test_words_of_unsure_quotes_do_not_become_the_reports_own(seed):
    assert nf.charts.words(seed).title.startswith("0 of 4 ")
    uses = nf.wordings(seed).query("field == 'opponents'")
    some = uses.quote_id.dropna().head(1).tolist()
    chart = nf.charts.words(doubted(seed, "quotes", some))
    n = int(uses.quote_id.isin(some).sum())
    assert chart.title.startswith(f"0 of {4 - n} ") and len(chart.unsure_ids) == n


def test_where_no_word_takes_a_side_the_headline_says_so():
    draw = nf.charts.words
    plain = nf.tabulate("Ann Lee said the protesters left.")
    assert draw(plain).title == "No word for opponents takes a side"


def test_the_ledgers_headline_leaves_out_what_is_to_be_checked():
    text = "Police said 12 people were killed."
    reports = [nf.Article(text.replace("12", n), published=f"2022-01-{n}") for n in ("12", "20")]
    tables = nf.tabulate(reports)
    assert nf.charts.ledger(tables).title == "Killed: from 12 to 20"
    ids = tables.figures.figure_id.tolist()
    assert nf.charts.ledger(doubted(tables, "figures", ids[1:])).title == "Killed: 12"
