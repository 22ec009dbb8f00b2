"""The command line on corrections and drafts: files beside articles, exit codes, what is printed."""

from pathlib import Path

import newsframes as nf
import pytest
from newsframes.cli import app
from typer.testing import CliRunner

TEXT = "Ann Lee said 40 people had died in the flood. “It was cold,” Bo Hill said.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return path


def corrections(article: Path) -> Path:
    """Write one rejection beside the article."""
    tables = nf.tabulate(nf.read_article(article))
    edits = nf.Corrections()
    edits.reject(tables, tables.quotes.quote_id[0])
    return edits.save(article.with_name("corrections.jsonl"))


def run(*args: object):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_corrections_beside_the_article_are_applied(article: Path, tmp_path: Path):
    assert run("tabulate", article, "--out", tmp_path / "before", "-q").exit_code == 0
    corrections(article)
    result = run("tabulate", article, "--out", tmp_path / "after")
    told = f"1 correction of {article.with_name('corrections.jsonl')}"
    assert (result.exit_code, told in result.output) == (0, True)
    before, after = (nf.Tables.load(tmp_path / name) for name in ("before", "after"))
    assert len(after.quotes) == len(before.quotes) - 1


def test_decisions_are_scored_and_exported(article: Path, tmp_path: Path):
    path = corrections(article)
    scored = run("corrections", "score", path, article)
    assert (scored.exit_code, "0 of 1 decisions are met" in scored.output) == (1, True)
    kept = run("corrections", "export", path, article, "--golden", tmp_path / "cases.jsonl")
    assert kept.exit_code == 0
    assert len((tmp_path / "cases.jsonl").read_text("utf-8").splitlines()) == 1


def test_a_missing_file_of_corrections_is_an_error(article: Path):
    result = run("corrections", "score", "nowhere.jsonl", article)
    assert (result.exit_code, "Cannot read corrections" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("draft", "code", "told"),
    [
        ("“It was cold,” Bo Hill said.", 0, "1 exact"),
        ("“It was hot,” Bo Hill said.", 1, "1 altered"),
    ],
)
def test_check_fails_on_what_must_not_go_to_print(
    article: Path, tmp_path: Path, draft: str, code: int, told: str
):
    path = tmp_path / "draft.md"
    path.write_text(draft, "utf-8")
    result = run("check", path, article, "--out", tmp_path / "check.html")
    assert (result.exit_code, told in result.stdout) == (code, True)
    assert told in (tmp_path / "check.html").read_text("utf-8")
