"""Tables handed to the process of a notebook: they stand in for reading, and for nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import newsframes as nf
import pytest
from newsframes import pipeline, read_before
from newsframes.tables.issue import Issue
from newsframes.views.rerun import TAKE, WARM_UP, with_article

from conftest import ROOT, SEED

RUN = """import json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
for code in json.load(sys.stdin):
    shell.run_cell(code).raise_error()
print("loaded:", sorted({"spacy", "onnxruntime"} & sys.modules.keys()))"""
TEXT = "Ann Lee said 3 men died."


@pytest.fixture
def handed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> nf.Tables:
    """Hand the tables of one article over to this very process; reading another one fails."""
    tables = nf.tabulate(nf.Article(TEXT, title="Floods"))
    held: list[bytes] = []
    monkeypatch.setattr(read_before, "_held", lambda: held)
    path = tmp_path / "read-before"
    read_before.hand_over(nf.Article(TEXT, title="Floods"), "interval", tables, path)
    read_before.take(str(path))

    def refuse(*_: object, **__: object) -> None:
        raise ZeroDivisionError("read")

    for reading in ("_read_one", "find_rows_of_all"):
        monkeypatch.setattr(pipeline, reading, refuse)
    return tables


def test_the_same_article_is_not_read_again(handed: nf.Tables):
    for _ in range(2):
        tables = nf.tabulate(nf.Article(TEXT, title="Floods"))
        for name, frame in tables.frames().items():
            assert frame.equals(getattr(handed, name))
            assert frame.dtypes.equals(getattr(handed, name).dtypes)


def test_one_of_what_was_gathered_is_not_read_again(handed: nf.Tables):
    found = nf.Articles((nf.Article(TEXT, title="Floods"), nf.Article("Rain.")))
    assert nf.tabulate(found.pick(1)).figures.equals(handed.figures)
    with pytest.raises(ZeroDivisionError, match="read"):
        nf.tabulate(found)


def test_issues_beside_an_article_are_not_lost(handed: nf.Tables):
    found = nf.Articles((nf.Article(TEXT, title="Floods"),), (Issue("unreadable", "b.txt"),))
    with pytest.raises(ZeroDivisionError, match="read"):
        nf.tabulate(found)


def test_a_notebook_that_is_handed_its_tables_never_loads_the_reader(tmp_path: Path):
    """Otherwise it would read the article a second time: seconds of ``make run``."""
    article = nf.gather_articles(SEED)[0]
    path = tmp_path / "read-before"
    read_before.hand_over(article, "interval", nf.tabulate(article), path)
    notebook = with_article(ROOT / "notebooks/99-your-article.ipynb", str(SEED))
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    given = json.dumps([WARM_UP, TAKE.format(str(path)), *cells])
    ran = subprocess.run(
        [sys.executable, "-c", RUN], input=given, capture_output=True, text=True, check=True,
        cwd=tmp_path,
    )  # fmt: skip
    assert ran.stdout.splitlines()[-1] == "loaded: []"


def test_what_is_changed_in_them_is_not_kept(handed: nf.Tables):
    tables = nf.tabulate(nf.Article(TEXT, title="Floods"))
    tables.figures.loc[0, "text"] = "4"
    assert nf.tabulate(nf.Article(TEXT, title="Floods")).figures.text[0] == "3"


def test_corrections_apply_to_them(handed: nf.Tables):
    edits = nf.Corrections()
    edits.reject(handed, handed.quotes.quote_id[0])
    assert nf.tabulate(nf.Article(TEXT, title="Floods"), corrections=edits).quotes.empty


@pytest.mark.parametrize(
    ("article", "vague"),
    [(nf.Article(TEXT, title="Fires"), "interval"), (nf.Article(TEXT, title="Floods"), "acled")],
)
def test_another_article_or_another_way_is_read(handed: nf.Tables, article: nf.Article, vague: str):
    with pytest.raises(ZeroDivisionError, match="read"):
        nf.tabulate(article, vague=vague)
