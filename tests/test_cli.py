"""The command line: exit codes, errors on stderr, files where they were asked for."""

import json
from pathlib import Path

import newsframes as nf
import pytest
from newsframes.cli import app
from newsframes.rerun import rerun
from typer.testing import CliRunner

from conftest import SEED

run = CliRunner().invoke


def test_tabulate_writes_what_was_asked(tmp_path: Path):
    result = run(app, ["tabulate", str(SEED), "--out", str(tmp_path / "o"), "--format", "csv"])
    assert result.exit_code == 0
    assert "1 article" in result.stdout
    assert sorted(path.suffix for path in (tmp_path / "o").iterdir()) == [".csv"] * 6
    assert len(nf.Tables.load(tmp_path / "o").figures) == 3


def test_quiet_says_nothing(tmp_path: Path):
    result = run(app, ["tabulate", str(SEED), "--out", str(tmp_path), "--quiet"])
    assert (result.exit_code, result.output) == (0, "")


def test_report_writes_a_page_an_article(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Police detained 26 people.")
    (tmp_path / "b.txt").write_text("Police detained 27 people.")
    assert run(app, ["report", str(tmp_path), "--out", str(tmp_path / "o"), "-q"]).exit_code == 0
    assert len(list((tmp_path / "o").glob("report-*.html"))) == 2


def test_exit_1_when_some_could_not_be_read(tmp_path: Path):
    result = run(app, ["tabulate", str(SEED), str(tmp_path / "none.txt"), "--out", str(tmp_path / "o")])
    assert result.exit_code == 1
    assert "none.txt: there is no such file" in result.stderr
    assert len(nf.Tables.load(tmp_path / "o").issues.query("kind == 'unreadable'")) == 1


@pytest.mark.parametrize("arguments", [["tabulate", "none.txt"], ["tabulate"], ["report", "x", "--vague", "guess"], ["codebook", "--format", "xls"]])  # fmt: skip
def test_exit_2_when_nothing_can_be_done(arguments: list[str]):
    result = run(app, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_codebook_in_both_formats():
    assert "| `claimant_id` | string |" in run(app, ["codebook"]).stdout
    assert run(app, ["codebook", "--format", "csv"]).stdout.startswith("table,column,dtype,unit,meaning\n")


def test_rerun_on_another_article_takes_back_the_headline(tmp_path: Path):
    article = tmp_path / "mine.txt"
    article.write_text("Police in Paris detained 26 people, Maria Lopez said.")
    start = Path(__file__).parent.parent / "notebooks/00-start-here.ipynb"
    before = start.read_bytes()
    (written,) = rerun([start], out=tmp_path / "o", article=str(article))
    cells = json.loads(written.read_text("utf-8"))["cells"]
    assert "".join(cells[0]["source"]).startswith("# mine.txt: What does newsframes make")
    assert "26" in json.dumps(cells[-1]["outputs"])
    assert start.read_bytes() == before
