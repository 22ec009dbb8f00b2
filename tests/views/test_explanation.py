"""Explanations of rows: sentence, rules, confidence and the path to the claimant."""

import re
from dataclasses import replace
from pathlib import Path

import newsframes as nf
import pandas as pd
import pytest
from newsframes.cli import app
from typer.testing import CliRunner

TEXT = (
    "Ann Lee leads the port union. It has 900 members. She said on Monday that 12 men had died."
    " Nobody else spoke."
)


@pytest.fixture(scope="module")
def tables() -> nf.Tables:
    return nf.tabulate(TEXT)


def figure_id(tables: nf.Tables, text: str) -> str:
    return tables.figures.set_index("text").figure_id[text]


def test_a_figure_leads_to_its_claimant(tables: nf.Tables):
    shown = repr(nf.explain(figure_id(tables, "12"), tables, rules=False))
    assert "\nShe said on Monday that [12] men had died.\n" in shown
    (line,) = [line for line in shown.splitlines() if line.startswith("claimant ")]
    assert "asserted by Ann Lee → speaker of the quote" in line
    assert "cue “said” → source “She” → pronoun “She”" in line


def test_the_articles_own_figure_has_no_claimant(tables: nf.Tables):
    shown = repr(nf.explain(figure_id(tables, "900"), tables, rules=False))
    assert "none: the article says it in its own voice" in shown
    assert "died" not in shown


@pytest.mark.parametrize("table", ["mentions", "actors", "quotes", "figures"])
def test_every_row_can_be_explained(tables: nf.Tables, table: str):
    frame = tables.frames()[table]
    assert len(frame)
    for row_id, text in zip(frame.iloc[:, 0], frame.get("text", frame.get("name")), strict=True):
        explanation = nf.explain(row_id, tables, rules=False)
        assert row_id in explanation.title
        assert text in "".join(stretch for stretch, is_own in explanation.stretches if is_own)
        assert all(value for _, value in explanation.facts)


def test_parts_of_a_quote_are_marked_one_by_one():
    tables = nf.tabulate("“We ran,” said Ann Lee, the guide. “It was dark.” Then it rained.")
    explanation = nf.explain(tables.quotes.quote_id[0], tables)
    marked = [text for text, is_own in explanation.stretches if is_own]
    assert marked == [tables.articles.text[0][slice(*part)] for part in tables.quotes.parts[0]]
    assert "rained" not in repr(explanation)


def test_html_is_escaped():
    tables = nf.tabulate(nf.Article(text="Police said 12 <b>men</b> died.", as_is=True))
    page = nf.explain(tables.figures.figure_id[0], tables)._repr_html_()
    assert "&lt;b&gt;" in page
    assert "<b>men" not in page


def test_an_unknown_id_names_ids_that_are_known(tables: nf.Tables):
    known = tables.figures.figure_id[0]
    with pytest.raises(ValueError, match=rf"'x': no row has this id\. .* such as .*{known}"):
        nf.explain("x", tables)
    nothing = {name: frame.iloc[:0] for name, frame in tables.frames().items()}
    with pytest.raises(ValueError, match="these tables have no rows"):
        nf.explain(known, nf.Tables(**nothing))


def test_columns_that_a_table_lacks_are_left_out(tables: nf.Tables):
    quotes = tables.quotes.drop(columns=["confidence", "speaker_confidence"]).assign(
        resolved_by="name", co_speaker_ids=pd.NA
    )
    changed = replace(tables, quotes=quotes)
    shown = repr(nf.explain(quotes.quote_id[0], changed, rules=False))
    assert re.search(r"resolved by +name", shown)
    assert "confidence" not in shown
    assert "together with" not in shown


def test_the_command_reads_a_folder_of_tables_or_the_article(tables: nf.Tables, tmp_path: Path):
    row_id = figure_id(tables, "12")
    (tmp_path / "article.txt").write_text(TEXT)
    tables.save(tmp_path / "saved")
    run = CliRunner().invoke
    outputs = {
        run(app, ["explain", row_id, str(tmp_path / name)]).stdout
        for name in ("article.txt", "saved")
    }
    assert outputs == {f"{nf.explain(row_id, tables)!r}\n"}
    failed = run(app, ["explain", "x", str(tmp_path / "saved")])
    assert (failed.exit_code, failed.stdout) == (2, "")
    assert "no row has this id" in failed.stderr


def test_the_rules_tried_are_listed_on_request(tables: nf.Tables):
    row_id = figure_id(tables, "12")
    plain = nf.explain(row_id, tables, rules=False).facts
    traced = nf.explain(row_id, tables).facts
    assert traced[: len(plain)] == plain
    assert any("tried" in value for _, value in traced[len(plain) :])
