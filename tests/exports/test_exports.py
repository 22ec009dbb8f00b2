"""Exports: each is read back to the same rows by the tools of its format; hostile text stays text."""

import json
import math
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import newsframes as nf
import pytest
from hostile_tables import hostile_tables
from newsframes.exports import registry
from newsframes.exports.fixed_archive import EPOCH
from newsframes.exports.references import one_line
from read_back import (
    read_annotation_graph,
    read_annotations,
    read_brat,
    read_crate,
    read_data_package,
    read_docx,
    read_gkg,
    read_markdown,
    read_spacy,
    read_xlsx,
    rows_of,
)

NAMES = {
    "xlsx": "a.xlsx", "docx": "a.docx", "markdown": "a.md", "web-annotation": "a.jsonld",
    "brat": "brat", "data-package": "package", "ro-crate": "crate", "gkg": "a.tsv",
    "spacy": "a.spacy",
}  # fmt: skip
DATE = "2026-11-29"


@pytest.fixture(scope="module")
def hostile() -> nf.Tables:
    return hostile_tables()


@pytest.fixture(params=["seed", "hostile", "empty"])
def tables(request: pytest.FixtureRequest) -> nf.Tables:
    return request.getfixturevalue(request.param)


def write(tables: nf.Tables, folder: Path, format: str) -> Path:
    return nf.export(tables, folder / NAMES[format], format=format, date=DATE, licence="CC-BY-4.0")


def same_rows(reader: Callable) -> Callable:
    """Return a check that a reader finds the rows of all tables."""
    return lambda path, tables: _equal(reader(path), rows_of(tables))


def _equal(found: dict, expected: dict) -> None:
    assert {name: rows for name, rows in found.items() if rows} == {
        name: rows for name, rows in expected.items() if rows
    }


def same_references(reader: Callable) -> Callable:
    """Return a check that a reader finds the words of each statement and figure, under its id."""

    def check(path: Path, tables: nf.Tables) -> None:
        stated = tables.without_attitudes()
        expected = [(row.quote_id, row.text) for row in stated.quotes.itertuples()]
        expected += [(row.figure_id, row.text) for row in stated.figures.itertuples()]
        found = sorted(reader(path, tables))
        assert found == sorted((one_line(key), one_line(words)) for key, words in expected)

    return check


def check_annotations(path: Path, tables: nf.Tables) -> None:
    expected = rows_of(tables, "mentions", "actors", "quotes", "figures", "issues")
    expected["issues"] = [row for row in expected["issues"] if row["start"] is not None]
    _equal(read_annotations(path, tables), expected)
    items = json.loads(path.read_text("utf-8"))["first"]["items"]
    written = [
        (item["target"]["source"], place["start"], place["end"], quote["exact"])
        for item in items
        for quote, place in [item["target"]["selector"]]
    ]
    assert read_annotation_graph(path) == sorted(written)


def check_brat(path: Path, tables: nf.Tables) -> None:
    found = read_brat(path, tables)
    expected = rows_of(tables, "mentions", "actors", "quotes", "figures")
    key = {"mentions": "mention_id", "actors": "actor_id"}
    for rows in (found, expected):
        for name, column in key.items():
            rows[name] = sorted(rows.get(name, []), key=lambda row: row[column])
    _equal(found, expected)


def check_gkg(path: Path, tables: nf.Tables) -> None:
    rows = rows_of(tables.without_attitudes(), "quotes", "figures", "mentions")
    values = [row["high"] if row["low"] is None else row["low"] for row in rows["figures"]]
    expected = {
        "quotes": [{"start": row["start"], "end": row["end"]} for row in rows["quotes"]],
        "figures": [
            {"start": row["start"], "value": value}
            for row, value in zip(rows["figures"], values, strict=True)
        ],
        "mentions": [{"start": row["start"]} for row in rows["mentions"] if row["form"] == "name"],
    }
    _equal(read_gkg(path, tables), expected)


def check_spacy(path: Path, tables: nf.Tables) -> None:
    expected = rows_of(tables)
    expected["issues"] = [row for row in expected["issues"] if row["article_id"] is not None]
    _equal(read_spacy(path, tables), expected)


CHECKS = {
    "xlsx": same_rows(read_xlsx), "docx": same_references(read_docx),
    "markdown": same_references(read_markdown), "web-annotation": check_annotations,
    "brat": check_brat, "data-package": same_rows(read_data_package),
    "ro-crate": same_rows(read_crate), "gkg": check_gkg, "spacy": check_spacy,
}  # fmt: skip


def test_every_format_is_checked():
    assert set(CHECKS) == set(NAMES) == set(registry.FORMATS)


@pytest.mark.parametrize("format", CHECKS)
def test_rows_are_read_back(format: str, tables: nf.Tables, tmp_path: Path):
    CHECKS[format](write(tables, tmp_path, format), tables)


def contents(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in files}


@pytest.mark.parametrize("format", CHECKS)
def test_a_second_run_writes_the_same_bytes(format: str, hostile: nf.Tables, tmp_path: Path):
    first = contents(write(hostile, tmp_path / "1", format))
    assert contents(write(hostile, tmp_path / "2", format)) == first
    assert contents(write(hostile, tmp_path / "1", format)) == first


@pytest.mark.parametrize("format", ["xlsx", "docx"])
def test_an_archive_bears_no_time(format: str, empty: nf.Tables, tmp_path: Path):
    with zipfile.ZipFile(write(empty, tmp_path, format)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {EPOCH}
        dates = re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))
        assert set(dates) == {b"1980-01-01T"}


@pytest.mark.parametrize("format", CHECKS)
def test_nothing_is_written_elsewhere(format: str, hostile: nf.Tables, tmp_path: Path):
    folder = tmp_path / "a/b/c"
    write(hostile, folder, format)
    outside = {one for one in tmp_path.rglob("*") if one.is_file()} - {*folder.rglob("*")}
    assert outside == set()
    assert not [one for one in folder.rglob("*") if one.name.startswith(".")]


def test_a_text_longer_than_a_cell_goes_on(tmp_path: Path):
    text = "Police said 12 people died. " + "\x07_x0007_\U0001f600" * 5_000
    tables = nf.Tables.of({
        "articles": [{
            "article_id": "a", "n_chars": len(text), "body_start": 0, "body_end": len(text),
            "text": text,
        }]
    })  # fmt: skip
    CHECKS["xlsx"](write(tables, tmp_path, "xlsx"), tables)


def test_links_lead_to_the_words_on_the_page(tmp_path: Path):
    text = "Ann Lee said the dam would be repaired before the winter."
    tables = nf.tabulate(nf.Article(text, title="Dam", source="https://example.org/dam"))
    page = write(tables, tmp_path, "markdown").read_text("utf-8")
    assert "(<https://example.org/dam#:~:text=the%20dam%20would" in page
    assert "“Dam”, example.org" in page.replace("\\", "")
    annotations = write(tables, tmp_path, "web-annotation").read_text("utf-8")
    assert '"source": "https://example.org/dam"' in annotations


def test_a_crate_keeps_corrections_and_parameters(seed: nf.Tables, tmp_path: Path):
    edits = nf.Corrections()
    edits.reject(seed, seed.quotes.quote_id[0])
    corrected = seed.correct(edits)
    path = nf.export(
        corrected, tmp_path / "crate", format="ro-crate", date=DATE, parameters={"vague": "acled"}
    )
    lines = (path / "corrections.jsonl").read_text("utf-8").splitlines()
    assert lines == [one.line() for one in edits]
    metadata = (path / "ro-crate-metadata.json").read_text("utf-8")
    assert '"value": "acled"' in metadata
    assert f'"sha256": "{nf.exports.handover.sha256(seed.articles.text[0])}"' in metadata
    CHECKS["ro-crate"](path, corrected)


def test_the_suffix_tells_the_format(empty: nf.Tables, tmp_path: Path):
    for one in registry.FORMATS.values():
        if one.suffix:
            assert nf.export(empty, tmp_path / f"a{one.suffix}").is_file()


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("a.json", {}, r"its suffix tells no format\. Expected format= one of xlsx, docx, .*; or a suffix: \.xlsx \(xlsx\)"),
        ("a", {"format": "pdf"}, r"Cannot export as 'pdf'\. Expected one of xlsx, docx, markdown"),
        ("a", {"format": "ro-crate"}, r"without a date.*date='2026-11-29'"),
        ("a.md", {"date": "29.11.2026"}, r"date '29\.11\.2026'\. Expected an ISO date"),
        ("a.md", {"licence": "my own\n"}, r"licence 'my own\\n'\. Expected an SPDX identifier"),
        ("taken", {"format": "brat"}, r"holds 1 file\(s\) of something else, such as mine\.txt"),
        ("taken/mine.txt", {"format": "brat"}, r"it is a file\. Expected a folder"),
    ],
)  # fmt: skip
def test_errors_say_what_to_do(empty: nf.Tables, tmp_path: Path, name, options, message):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/mine.txt").write_text("mine")
    with pytest.raises(nf.ExportError, match=message):
        nf.export(empty, tmp_path / name, **options)
    assert {one.name for one in tmp_path.rglob("*")} == {"taken", "mine.txt"}


@pytest.mark.parametrize(("format", "module"), [("xlsx", "openpyxl"), ("docx", "docx")])
def test_a_missing_package_is_named(empty, tmp_path, monkeypatch, format: str, module: str):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(nf.ExportError, match=r"pip install newsframes\[exports\]"):
        write(empty, tmp_path, format)


def test_tables_are_not_changed(seed: nf.Tables, tmp_path: Path):
    before = rows_of(replace(seed))
    for format in CHECKS:
        write(seed, tmp_path, format)
    assert rows_of(seed) == before
    assert math.isinf(seed.figures.high[1])
