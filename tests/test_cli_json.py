"""``--json``: one line of JSON that keeps the schema; errors as JSON on standard error."""

import json
import re
from pathlib import Path

import newsframes as nf
import pytest
from jsonschema import Draft202012Validator
from newsframes.cli import app
from newsframes.cli.json_schema import json_schema
from newsframes.tables.row_json import rows_as_json
from typer.testing import CliRunner

from conftest import ROOT, SEED

run = CliRunner().invoke
SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
DRAFT = "“We will rebuild each house,” said Bo Hill. There were 40 who died."
SOURCE = "“We will rebuild every house,” Ann Lee said. Police said at least 40 died."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    return tmp_path


def answer_of(*arguments: str, exit_code: int = 0) -> dict:
    """Return the one line that a command writes, if it keeps the schema and nothing else is said."""
    result = run(app, [*arguments, "--json"])
    assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (exit_code, "", 1)
    found = json.loads(result.stdout)
    VALIDATOR.validate(found)
    assert found["command"] == arguments[0]
    return found


def error_of(*arguments: str) -> dict:
    result = run(app, [*arguments, "--json"])
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    found = json.loads(result.stderr)
    VALIDATOR.validate(found)
    return found["error"]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_tabulate_answers_with_the_tables(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder)
    found = answer_of("tabulate", str(SEED))
    tables = nf.tabulate(nf.read_article(SEED))
    assert found["tables"] == {
        name: rows_as_json(name, frame) for name, frame in tables.frames().items()
    }
    assert {path.name for path in folder.iterdir()} == {"draft.txt", "source.txt"}
    answer_of("tabulate", "source.txt", "--out", "there", "--format", "csv")
    assert len(list((folder / "there").iterdir())) == 6


def test_the_example_of_the_page_is_an_answer():
    page = (ROOT / "docs/for-programs.md").read_text("utf-8")
    (block,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    shown, found = json.loads(block), answer_of("tabulate", str(SEED))
    assert {key: found[key] for key in ("format", "command", "version")} == {
        key: shown[key] for key in ("format", "command", "version")
    }
    (row,) = shown["tables"]["figures"]
    assert row.items() <= found["tables"]["figures"][1].items()


def test_tabulate_says_what_could_not_be_read(folder: Path):
    found = answer_of("tabulate", str(SEED), str(folder / "none.txt"), exit_code=1)
    assert [row["kind"] for row in found["tables"]["issues"]].count("unreadable") == 1


def test_check_answers_with_its_rows(folder: Path):
    draft, source = str(folder / "draft.txt"), str(folder / "source.txt")
    found = answer_of("check", draft, source, exit_code=1)
    assert found["has_faults"]
    assert [row["verdict"] for row in found["rows"]] == ["altered", "figure differs"]
    assert not answer_of("check", source, source)["has_faults"]


def test_explain_answers_with_row_and_sentence():
    row_id = nf.tabulate(nf.read_article(SEED)).figures.figure_id[1]
    found = answer_of("explain", row_id, str(SEED))
    assert (found["table"], found["row"]["figure_id"]) == ("figures", row_id)
    own = "".join(piece["text"] for piece in found["sentence"] if piece["is_row"])
    assert own == found["row"]["text"] == "just over 2,000"
    assert {"label": "unit", "value": "count"} not in found["facts"]
    assert "found by" in [fact["label"] for fact in found["facts"]]


def test_export_answers_with_the_path(folder: Path):
    out = folder / "a.md"
    found = answer_of("export", str(SEED), "--out", str(out))
    assert (found["path"], found["rows"]["quotes"]) == (str(out), 15)
    assert out.read_text("utf-8").startswith("# Quotes and figures")


def test_a_crate_says_how_vague_amounts_were_read(folder: Path):
    crate = folder / "crate"
    call = ["--format", "ro-crate", "--out", str(crate), "--date", "2026-11-29"]
    answer_of("export", str(folder / "source.txt"), *call, "--vague", "acled")
    graph = json.loads((crate / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    asked = [one for one in graph if one["@type"] == "PropertyValue"]
    assert [(one["name"], one["value"]) for one in asked] == [("vague", "acled")]
    error = error_of("export", str(crate / "tables"), *call, "--vague", "acled")
    assert "in saved tables: they have their values" in error["message"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tabulate", "none.txt"], "Nothing could be read."),
        (["tabulate"], "Missing argument"),
        (["tabulate", "a.txt", "--format", "xls"], "'xls' is not one of"),
        (["tabulate", "a.txt", "--colour"], "No such option"),
        (["check", "none.txt", str(SEED)], "there is no such file"),
        (["explain", "x", str(SEED)], "Cannot explain 'x'"),
        (["export", str(SEED), "--out", "a.json"], "its suffix tells no format"),
        (["export", str(SEED), "--out", "a", "--format", "ro-crate"], "without a date"),
        (["guess"], "No such command"),
    ],
)  # fmt: skip
def test_errors_are_json(arguments: list[str], message: str):
    assert message in error_of(*arguments)["message"]


def test_an_error_names_what_could_not_be_read():
    assert "none.txt: there is no such file" in error_of("tabulate", "none.txt")["details"][0]
