"""What people see: the annotated text, the report, the table view."""

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
    page = nf.annotate(nf.Tables.of(rows))._repr_html_()
    assert text in parse(re.sub(r"<sup.*?</sup>", "", page)).text
    assert page.count("<span") == page.count("</span>")
    assert [re.sub("<.*?>", "", sup) for sup in re.findall(r"<sup.*?</sup>", page)][3:] == [
        "Q",
        "A",
        "F",
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
    assert "script" not in parsed.tags and "svg" not in parsed.tags and "u" not in parsed.tags
    assert not {name for name in parsed.attributes if name.startswith("on")}
    assert "\0" not in page


def test_report_stands_alone_and_repeats(seed: nf.Tables):
    page = render_report(seed)
    assert page == render_report(seed)
    assert not re.search(r'(?:src|href)="(?!data:image/png|#)', page)
    assert page.count("<img alt=") == 9
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
    page = nf.annotate(seed, layout="side")._repr_html_()
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
