"""Paths, days and folders as people give them."""

import os

import newsframes as nf
import pytest
from newsframes.articles.given_path import clean_path
from newsframes.articles.written_day import parse_day

on_posix = pytest.mark.skipif(os.name == "nt", reason="there C:\\ is a path like others")


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("a.txt", "a.txt"),
        (" a b.txt\n", "a b.txt"),
        ('"news/a.txt"', "news/a.txt"),
        ("'news/a.txt'", "news/a.txt"),
        ("“news/a.txt”", "news/a.txt"),
        ('"', '"'),
        ("", ""),
        ("file:///news/a%20b.txt", "/news/a b.txt"),
        ("file://localhost/a.txt", "/a.txt"),
        ("https://example.org/~ann/a.html", "https://example.org/~ann/a.html"),
        ("-", "-"),
    ],
)
def test_paths_as_pasted(given: str, path: str):
    assert clean_path(given) == path


def test_the_home_folder(monkeypatch):
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setenv("USERPROFILE", "/home/ann")
    assert clean_path("~/a.txt") == "/home/ann/a.txt"


@on_posix
def test_a_path_of_windows_is_found_under_its_drive(tmp_path):
    (tmp_path / "c").mkdir()
    expected = str(tmp_path / "c" / "Users" / "Ann Lee" / "a.txt")
    for given in (
        r"C:\Users\Ann Lee\a.txt",
        '"c:/Users/Ann Lee/a.txt"',
        r"file:///C:\Users\Ann Lee\a.txt",
    ):
        assert clean_path(given, drives=tmp_path) == expected
    with pytest.raises(nf.ArticleError, match="Copy or upload the file to this machine"):
        clean_path(r"D:\a.txt", drives=tmp_path)
    with pytest.raises(nf.ArticleError, match="path of Windows"):
        clean_path(r"\\server\share\a.txt", drives=tmp_path)


@on_posix
def test_a_path_that_cannot_be_reached_is_an_issue():
    (issue,) = nf.gather_articles(r"Q:\a.txt").issues
    assert r"Cannot read Q:\a.txt: it is a path of Windows" in issue.message
    assert nf.Corrections.beside(r"Q:\a.txt").path is None


def test_corrections_lie_beside_a_path_as_pasted(tmp_path):
    (tmp_path / "a.txt").write_text("All quiet.", "utf-8")
    pasted = f'"{tmp_path / "a.txt"}"'
    assert nf.gather_articles(pasted)[0].text == "All quiet."
    assert nf.Corrections.beside(pasted).path == tmp_path / "corrections.jsonl"


@pytest.mark.parametrize(
    "written",
    [
        "2022-01-10", "2022-01-10T08:00:00Z", "10 January 2022", "January 10, 2022", "10.1.2022",
        "10th of January 2022", "Monday, Jan. 10, 2022", " 10 Jan 2022 ",
    ],
)  # fmt: skip
def test_days_as_people_write_them(written: str):
    assert parse_day(written) == "2022-01-10"


def test_a_day_in_figures_that_can_be_only_one():
    assert parse_day("25/1/2022") == parse_day("1/25/2022") == "2022-01-25"
    assert parse_day("1/1/2022") == "2022-01-01"


@pytest.mark.parametrize(
    "written",
    [
        "yesterday",
        "2024-13-02",
        "January 2022",
        "soon",
        "40.1.2022",
        "10 January",
        "30 February 2022",
    ],
)
def test_what_is_no_day(written: str):
    with pytest.raises(nf.ArticleError, match=r"Expected day, month and year, such as 2022-01-10"):
        parse_day(written)


def test_a_day_that_may_be_one_of_two():
    with pytest.raises(nf.ArticleError, match=r"it may be 2022-01-10 or 2022-10-01\. Write one"):
        parse_day("10/1/2022")


def test_a_wrong_day_is_an_issue_and_the_article_is_read():
    found = nf.gather_articles("-", text="All quiet.", published="10/1/2022")
    assert (len(found), found[0].published) == (1, None)
    assert (found.issues[0].kind, "it may be" in found.issues[0].message) == ("no_day", True)
    assert repr(found).startswith("Articles: 1 read, 0 not read\n  Cannot take")
    assert (
        nf.gather_articles("-", text="All quiet.", published="10 Jan 2022")[0].published
        == "2022-01-10"
    )


def test_a_folder_is_a_list_to_pick_from(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Title: Quiet\nDate: 2022-01-02\n\nAll quiet in Paris.", "utf-8"
    )
    (tmp_path / "b.txt").write_text("word " * 100, "utf-8")
    (tmp_path / "c.txt").write_text("", "utf-8")
    found = nf.gather_articles(tmp_path)
    contents = found.contents()
    assert contents.number.tolist() == [1, 2]
    assert contents.title[0] == "Quiet"
    assert contents.title[1].endswith(" …") and len(contents.title[1]) <= 60
    assert found.pick(2)[0].source == "b.txt"
    assert found.pick(2).issues == found.issues
    for number in (0, 3, -1, "1"):
        with pytest.raises(nf.ArticleError, match=r"there are 2\. Expected a number from 1 to 2"):
            found.pick(number)


def test_what_cannot_be_read_is_said_where_the_articles_are_shown():
    found = nf.gather_articles(*(f"none-{n}.txt" for n in range(7)))
    lines = repr(found).splitlines()
    assert lines[0] == "Articles: 0 read, 7 not read"
    assert lines[1].startswith("  Cannot read none-0.txt: there is no such file or folder.")
    assert lines[-1] == "  and 2 more: see issues"
    assert found.pick(1) is found
    assert found.contents().empty


def test_the_list_in_a_notebook_holds_no_markup_from_outside():
    found = nf.Articles((nf.Article("All quiet.", title="1 < 2 & $1"),) * 60)
    page = found._repr_html_()
    assert "1 &lt; 2 &amp; $1" in page and "mathjax_ignore" in page
    assert page.count("<tr") == 51 and "The first 50 of 60" in page
    assert "No article could be read" in nf.gather_articles("none.txt")._repr_html_()
