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
