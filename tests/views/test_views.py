"""What people see: the annotated text, the report, the table view."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import newsframes as nf
import pandas as pd
import pytest
from newsframes.tables.schema import frame_of
from newsframes.views.markdown import render_markdown
from newsframes.views.report import render_report, write_report


class _Text(HTMLParser):
    """Collects the text of a page and the tags and attributes in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.attributes = "", [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data):
        self.text += data


def parse(page: str) -> _Text:
    parser = _Text()
    parser.feed(page)
    return parser


def test_annotated_text_is_the_text(seed: nf.Tables):
    page = re.sub(r"<sup.*?</sup>", "", nf.annotate(seed)._repr_html_())
    assert seed.articles.text.item() in parse(page).text


def test_markup_survives_the_sanitizer(seed: nf.Tables):
    parsed = parse(nf.annotate(seed)._repr_html_())
    assert set(parsed.tags) <= {"div", "p", "span", "sup", "br"}
    assert parsed.attributes <= {"class", "style", "title"}


def test_nested_and_overlapping_spans_are_drawn():
    text = "“We in Paris say 26 men,” Lopez said."
    rows = {
        "articles": [{"article_id": "a", "n_chars": len(text), "body_start": 0, "body_end": len(text), "text": text}],
        "actors": [{"actor_id": "a1", "article_id": "a", "name": "Paris say", "kind": "place", "is_generic": False, "aliases": [], "n_mentions": 1, "n_quotes": 0, "first_start": 7}],
        "mentions": [{"mention_id": "m", "article_id": "a", "actor_id": "a1", "start": 7, "end": 19, "text": "Paris say 26", "form": "name", "resolved_by": "name", "confidence": 1.0}],
        "quotes": [{"quote_id": "q", "article_id": "a", "kind": "direct", "act": "speech", "text": text[:24], "start": 0, "end": 24, "parts": [(0, 24)], "stance": "neutral", "co_speaker_ids": [], "confidence": 0.5, "found_by": "tagger"}],
        "figures": [{"figure_id": "f", "article_id": "a", "text": "26 men,” Lopez", "start": 17, "end": 31, "low": 26.0, "high": 26.0, "bound": "=", "unit": "count", "unit_kind": "count", "confidence": 0.5, "found_by": "made"}],
    }  # fmt: skip
    page = nf.annotate(nf.Tables.of(rows), actors=True, letters=True)._repr_html_()
    assert text in parse(re.sub(r"<sup.*?</sup>", "", page)).text
    assert page.count("<span") == page.count("</span>")
    assert [re.sub("<.*?>", "", sup) for sup in re.findall(r"<sup.*?</sup>", page)] == [
        "Q check",
        "A",
        "F check",
    ]


def test_hostile_text_never_becomes_markup(tmp_path: Path):
    text = 'Maria <script>alert(1)</script> Lopez said: “<img src=x onerror=alert(2)> is ‘"quoted"’ & more” to 26 <u>men</u>.\0'
    tables = nf.tabulate(
        nf.Article(
            text=text, title="</title><script>alert(3)</script>", source='"><svg onload=alert(4)>'
        )
    )
    page = write_report(tables, tmp_path / "new/report.html").read_text("utf-8")
    parsed = parse(page)
    assert parsed.tags.count("script") == 1 and "alert" not in page.rpartition("<script")[2]
    assert parsed.tags.count("svg") == 2 * parsed.tags.count("figure") > 0
    assert not {"img", "u"} & set(parsed.tags)
    assert not {name for name in parsed.attributes if name.startswith("on")}
    assert "\0" not in page


def test_report_stands_alone_and_repeats(seed: nf.Tables):
    page = render_report(seed)
    assert page == render_report(seed)
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert page.count("<svg ") == page.count('role="group" aria-label=') == 2 * 6
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert seed.articles.article_id.item() in page


def test_unknown_article_lists_what_there_is(seed: nf.Tables):
    with pytest.raises(
        ValueError, match=r"Cannot annotate 'x': no such article\. Available: [0-9a-f]{12}"
    ):
        nf.annotate(seed, article_id="x")
    none = replace(seed, **{name: frame_of(name, []) for name in seed.frames()})
    with pytest.raises(ValueError, match=r"Available: none"):
        nf.annotate(none, article_id="x")
    assert repr(nf.annotate(none)) == "Annotated text: no article was read."


def test_rows_and_text_lead_to_each_other(seed: nf.Tables):
    page = nf.annotate(seed, layout="side", actors=True)._repr_html_()
    ids, links = re.findall(r' id="([^"]+)"', page), re.findall(r'href="#([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    n_quotes = len(seed.without_attitudes().quotes)
    rows = n_quotes + len(seed.figures) + len(seed.actors)
    assert sum(name.startswith("row-") for name in ids) == rows
    assert len(ids) - rows == n_quotes + len(seed.figures) + len(seed.mentions)
    parsed = parse(page)
    assert set(parsed.tags) <= {"div", "p", "span", "sup", "br", "a", "ul", "li", "b", "i"}
    assert parsed.attributes <= {"class", "style", "title", "id", "href", "tabindex"}


def test_speakers_have_bands_and_actors_are_marked_on_demand(seed: nf.Tables):
    page = nf.annotate(seed)._repr_html_()
    assert "rgba(41,109,189,0.16)" in page and "rgba(41,109,189,0.36)" in page
    labels = [re.sub("<.*?>", "", sup) for sup in re.findall(r"<sup.*?</sup>", page)]
    assert labels[:6] == ["KT", "VP", "AB", "So", "Ka", "?"]
    assert labels.count("KT") == 7 and "check" in "".join(labels)
    assert "actor mentioned" not in page
    assert "actor mentioned (53)" in nf.annotate(seed, actors=True)._repr_html_()
    lettered = nf.annotate(seed, layout="side", letters=True)._repr_html_()
    assert re.search(r'<a href="#row-[^"]+">Q7</a>', lettered)
    side = nf.annotate(seed, layout="side")._repr_html_()
    ids, links = re.findall(r' id="([^"]+)"', side), re.findall(r'href="#([^"]+)"', side)
    assert set(links) <= set(ids)
    assert max(seed.quotes.text, key=len) in parse(side).text.split("Quotes (14)")[1]


def test_inline_styles_name_no_colour_of_text(seed: nf.Tables):
    """A notebook's theme is light or dark; a sanitizer keeps no var() and no style sheet."""
    for page in (nf.annotate(seed, layout="side"), nf.summarize(seed)):
        for style in re.findall(r'style="([^"]*)"', page._repr_html_()):
            assert not re.search(r"(?:^|;)\s*color:|var\(|inherit", style)


def test_first_screen_leads_to_the_rows_of_the_text_on_its_page(seed: nf.Tables):
    links = re.findall(r'href="#([^"]+)"', nf.summarize(seed).linked()._repr_html_())
    rows = re.findall(r' id="([^"]+)"', nf.annotate(seed, layout="side")._repr_html_())
    assert links and set(links) <= set(rows)
    assert "href" not in nf.summarize(seed)._repr_html_()


def test_residue_is_pale(seed: nf.Tables):
    assert re.search(r'opacity:0.7"><br>Comments', nf.annotate(seed)._repr_html_())


def test_report_marks_unsure_rows_in_text_lists_and_charts(seed: nf.Tables):
    page = render_report(seed)
    figure = seed.figures.figure_id[0]
    assert f"{figure} (check)" in page
    assert re.search(r'<span class="check">check</span>dozens', page)
    assert re.search(r'<span class="check">check</span> a vague amount, read as 24 to 99', page)
    for label, text in {"kind": "indirect", "stance": "claims", "place": "Paragraph 5"}.items():
        assert text in page, label


def test_report_says_that_there_is_nothing(empty: nf.Tables):
    page = render_report(empty)
    for sentence in (
        "Nobody is quoted.",
        "The report gives no figure.",
        "Nothing to draw.",
        "no issue is open",
    ):
        assert sentence in page


def test_a_quote_in_two_paragraphs_is_one_mark():
    text = "“We left,” Ann Lee said.\n“And we came back.”"
    end = len(text)
    rows = {
        "articles": [{"article_id": "a", "n_chars": end, "body_start": 0, "body_end": end, "text": text}],
        "quotes": [{"quote_id": "q", "article_id": "a", "kind": "direct", "act": "speech", "text": text, "start": 0, "end": end, "parts": [(0, 10), (25, end)], "stance": "neutral", "co_speaker_ids": [], "confidence": 0.9, "found_by": "tagger"}],
    }  # fmt: skip
    page = render_report(nf.Tables.of(rows))
    assert page.count(' id="q"') == 1 and page.count("(end of quote)") == 1
    assert page.count('class="band') == 2


def test_citation_has_all_that_finds_the_words_again(seed: nf.Tables):
    page = render_report(seed)
    cited = [html.unescape(text) for text in re.findall(r'data-cite="([^"]+)"', page)]
    assert len(cited) == 14
    assert any(
        text.startswith("Large protests … were “used by destructive forces")
        and text.endswith("paragraph 8, characters 1853–1951 [5b09a07d7ca6:q1853-1951]")
        for text in cited
    )


def test_print_layout_has_no_colour_and_every_row(seed: nf.Tables):
    page = nf.annotate(seed, layout="print")._repr_html_()
    assert "#e8f1fb" not in page and "href" not in page and " id=" not in page
    assert all(f"<b>Q{n}</b>" in page for n in range(1, len(seed.without_attitudes().quotes) + 1))
    text = re.sub(r"<sup.*?</sup>", "", page)
    assert seed.articles.text.item() in parse(text).text


def test_unknown_layout_lists_what_there_is(seed: nf.Tables):
    with pytest.raises(ValueError, match=r"layout 'wide'\. Expected one of text, side, print"):
        nf.annotate(seed, layout="wide")


def test_markdown_report_escapes_and_repeats(seed: nf.Tables):
    page = render_markdown(seed, parameters={"vague": "interval"})
    assert page == render_markdown(seed, parameters={"vague": "interval"})
    assert "vague = interval" in page and "reader.onnx" in page
    hostile = nf.tabulate(
        nf.Article(
            text="Ann <b>Lee</b> | [x](http://e) said: “`a` *b* _c_ <script>”.", title="# <script>"
        )
    )
    page = render_markdown(hostile)
    assert (
        "<script>" not in page
        and "<b>" not in page
        and "](" not in page.replace("\\](", "").replace("\\]\\(", "")
    )
    assert (
        len(
            {
                line.count("|") - line.count("\\|")
                for line in page.splitlines()
                if line.startswith("| ") and "Lee" in line
            }
        )
        <= 2
    )


def test_browser_has_a_still_form_and_no_markup_from_outside():
    browser = nf.browse(pd.DataFrame({"a": ["<b>x</b>"] * 12, "b": [["y", "z"]] * 12}))
    bundle, _ = browser._repr_mimebundle_()
    assert {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"} == set(bundle)
    assert (
        bundle["text/html"].count("<tr") == 11
        and "<b>" not in bundle["text/html"]
        and "y, z" in bundle["text/html"]
    )
    assert repr(browser).startswith("12 rows: a, b")
