"""The explorer without a browser: its state, its still page, its scripts."""

import json
import re
from html.parser import HTMLParser

import newsframes as nf
import pytest
from newsframes.checking.comparison import Comparison
from newsframes.corrections.widget import Review
from newsframes.tables.client_code import CLIENT
from newsframes.views.explorer import Explorer
from newsframes.views.report import render_report

HOSTILE = (
    "“We spent $31 & {{ 7 * 7 }} </script><img src=x onerror=alert(1)> on it,” Ann Lee said. Bo Hill"
    " warned that dozens might leave."
)


@pytest.fixture(scope="module")
def seed() -> nf.Tables:
    return nf.tabulate(nf.examples.kazakhstan())


class Visible(HTMLParser):
    """The text of a page, and the tags in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.add(tag)


def test_its_pieces_are_the_text(seed):
    state = nf.explore(seed).state
    text = "\n".join(
        "".join(words for words, _ in paragraph["pieces"]) for paragraph in state["paragraphs"]
    )
    assert text == "\n".join(line for line in seed.articles.text[0].splitlines() if line.strip())


def test_it_has_every_quote_and_figure_in_the_order_of_the_text(seed):
    rows = nf.explore(seed).state["rows"]
    stated = seed.without_attitudes().quotes
    assert len(stated) < len(seed.quotes)
    assert {row["id"] for row in rows} == {*stated.quote_id, *seed.figures.figure_id}
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    marks = {
        mark["row"]
        for paragraph in nf.explore(seed).state["paragraphs"]
        for _, marks in paragraph["pieces"]
        for mark in marks
    }
    assert marks - {""} == {row["row"] for row in rows}


def test_its_rows_are_those_of_its_still_page_and_of_the_report(seed):
    explorer = nf.explore(seed)
    assert repr(explorer).endswith(": 14 quotes, 3 figures")
    assert "14 quotes" in explorer.still()
    assert render_report(seed).count('<article class="q ') == 14


def test_speakers_look_as_in_the_report(seed):
    page = render_report(seed)
    for speaker in nf.explore(seed).state["speakers"]:
        found = re.search(rf'class="h(\d)"><span[^>]*>[^<]*</span> {speaker["name"]}<', page)
        assert int(found[1]) == speaker["hue"]


def test_its_state_is_json_and_the_same_every_time(seed):
    first, second = (json.dumps(nf.explore(seed).state) for _ in range(2))
    assert first == second


def test_a_figure_is_cited_with_its_bound_and_claimant():
    tables = nf.tabulate(nf.Article("Police said more than 30 men died.", title="Floods"))
    (row,) = [row for row in nf.explore(tables).state["rows"] if row["table"] == "figures"]
    assert row["citation"] == (
        "more than 30 — men, killed (more than 30; claimed by Police), in: Floods, paragraph 1,"
        f" characters 12–24 [{row['id']}]"
    )


def test_another_article():
    texts = {"A": "Ann Lee said it rained.", "B": "Police counted 40 men."}
    tables = nf.tabulate([nf.Article(text, title=title) for title, text in texts.items()])
    explorer = nf.explore(tables, article_id=tables.articles.article_id[1])
    assert repr(explorer) == "Explorer: article 2 of 2, B: 0 quotes, 1 figure"
    explorer.show_article(0)
    assert repr(explorer) == "Explorer: article 1 of 2, A: 1 quote, 0 figures"
    with pytest.raises(ValueError, match="Cannot show article 2: there are 2, counted from 0"):
        explorer.show_article(2)
    with pytest.raises(ValueError, match=r"Cannot explore .c.: no such article\. Available: "):
        nf.explore(tables, article_id="c")


def test_what_cannot_be_explored():
    with pytest.raises(TypeError, match=r"Cannot explore a str\. Expected Tables"):
        nf.explore("Ann Lee said it rained.")


def test_without_articles():
    explorer = nf.explore(nf.tabulate([]))
    assert repr(explorer) == "Explorer: no article was read."
    assert "No article was read." in explorer.still()


def test_the_still_page_keeps_texts_as_texts():
    tables = nf.tabulate(nf.Article(HOSTILE, title="<b>$1</b> & $2", as_is=True))
    explorer = nf.explore(tables)
    bundle, _ = explorer._repr_mimebundle_()
    assert bundle["text/plain"] == repr(explorer)
    page = Visible(bundle["text/html"])
    assert "$31 & {{ 7 * 7 }} </script><img src=x onerror=alert(1)> on it" in page.text
    assert not page.tags & {"img", "script", "style"}
    assert "tex2jax_ignore mathjax_ignore" in bundle["text/html"]


@pytest.mark.parametrize("view", [Explorer, Review, Comparison])
def test_live_views_share_their_code_and_load_nothing(view):
    assert view._esm.startswith((CLIENT / "shared.js").read_text("utf-8"))
    for part in ("light.css", "dark.css", "marks.css", "widget.css"):
        assert (CLIENT / part).read_text("utf-8") in view._css
    assert not re.search(
        r"https?:|@import|\burl\(|\bimport\b|\bfetch\(|innerHTML", view._esm + view._css
    )


def test_a_saved_page_holds_no_markup_of_the_article(tmp_path):
    tables = nf.tabulate(nf.Article(HOSTILE, title="A", as_is=True))
    path = nf.explore(tables).save(tmp_path / "new/explorer.html")
    page = path.read_text("utf-8")
    assert page.count("<script") == page.count("</script>") == 2
    assert "<img src=x" not in page
    state = re.search(r'<script id="state"[^>]*>(.*?)</script>', page)[1]
    words = "".join(w for p in json.loads(state)["paragraphs"] for w, _ in p["pieces"])
    assert words == HOSTILE
    assert page == nf.explore(tables).save(tmp_path / "again.html").read_text("utf-8")
