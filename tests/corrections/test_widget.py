"""The review widget without a browser: messages change the tables, faults change nothing."""

import newsframes as nf
import pytest


@pytest.fixture
def widget(monkeypatch: pytest.MonkeyPatch):
    made = nf.review(nf.tabulate("Ann Lee said 40 people died. “It was cold,” Bo Hill said."))
    made.told = []
    monkeypatch.setattr(made, "send", made.told.append)
    return made


def test_a_decision_changes_tables_and_state(widget):
    quote_id = widget.tables.quotes.quote_id[0]
    widget.receive({"do": "reject", "id": quote_id})
    assert quote_id not in set(widget.tables.quotes.quote_id)
    assert quote_id not in {row["id"] for row in widget.state["rows"]}
    widget.receive({"do": "undo"})
    assert quote_id in set(widget.tables.quotes.quote_id)
    widget.receive({"do": "redo"})
    assert len(widget.edits) == 1


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"do": "undo"}, "nothing to take back"),
        ({"do": "redo"}, "nothing to make again"),
        ({"do": "reject", "id": "x"}, "Cannot find the row 'x'"),
        ({"do": "explode"}, "explode"),
        ({}, "do"),
    ],
)
def test_what_cannot_be_done_is_told(widget, message, told):
    before = widget.state
    widget.receive(message)
    assert told in widget.told[0]["error"]
    assert widget.state == before


def test_tables_without_articles_can_be_shown():
    made = nf.review(nf.Tables.of({}))
    assert made.state == {}
    assert repr(made) == "Review: 0 of 0 rows checked, 0 corrections"


def test_an_article_without_rows_can_be_shown(empty):
    made = nf.review(empty)
    assert (made.state["rows"], made.state["total"]) == ([], 0)


def test_decisions_are_kept_beside_the_article(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("Ann Lee said it rained.", "utf-8")
    tables = nf.tabulate(nf.read_article(article), corrections=nf.Corrections.beside(article))
    made = nf.review(tables, nf.Corrections.beside(article))
    made.receive({"do": "reject", "id": tables.quotes.quote_id[0]})
    kept = nf.Corrections.beside(article)
    assert kept.path == tmp_path / "corrections.jsonl"
    again = nf.tabulate(nf.read_article(article), corrections=kept)
    assert again.quotes.empty
    assert nf.review(again, kept).state["can_undo"]
    assert not nf.read_articles(tmp_path).issues


@pytest.mark.parametrize("place", ["https://example.org/a.html", ".", "nowhere.txt", ""])
def test_beside_what_is_no_file_nothing_is_kept(place):
    assert nf.Corrections.beside(place).path is None
