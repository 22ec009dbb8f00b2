"""Tables handed to the process of a notebook: they stand in for reading, and for nothing else."""

from pathlib import Path

import newsframes as nf
import pytest
from newsframes import pipeline, read_before

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

    def refuse(*_: object) -> None:
        raise ZeroDivisionError("read")

    monkeypatch.setattr(pipeline, "_read_one", refuse)
    return tables


def test_the_same_article_is_not_read_again(handed: nf.Tables):
    for _ in range(2):
        tables = nf.tabulate(nf.Article(TEXT, title="Floods"))
        for name, frame in tables.frames().items():
            assert frame.equals(getattr(handed, name))
            assert frame.dtypes.equals(getattr(handed, name).dtypes)


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
