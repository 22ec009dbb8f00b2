"""Tables saved and loaded without loss."""

import csv
from pathlib import Path

import newsframes as nf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsframes.tables.csv_tables import RISKY, escape_cell, unescape_cell
from pandas.testing import assert_frame_equal


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_save_and_load_lose_nothing(seed: nf.Tables, empty: nf.Tables, tmp_path: Path, format: str):
    for tables in (seed, empty):
        tables.save(tmp_path, format=format)
        loaded = nf.Tables.load(tmp_path)
        for name, frame in tables.frames().items():
            assert_frame_equal(frame, loaded.frames()[name])


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_hostile_text_survives(tmp_path: Path, format: str):
    text = "=cmd|' /C calc'!A0 \r\n\r\n@SUM(1) \t“+x”\r\n'quoted' \ufeff👩‍👩‍👧 \u2028 <script>alert(1)</script>\n,;\"\"\n-1"
    tables = nf.tabulate(nf.Article(text=text, title="=1+1", source="\tx", byline="@me"))
    tables.save(tmp_path, format=format)
    loaded = nf.Tables.load(tmp_path)
    for name, frame in tables.frames().items():
        assert_frame_equal(frame, loaded.frames()[name])
    if format == "csv":
        with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(RISKY[:-1])]


@given(st.text(max_size=20))
def test_escaping_is_exact(cell: str):
    assert unescape_cell(escape_cell(cell)) == cell
    assert not escape_cell(cell).startswith(("=", "+1e", "@", "\t"))


def test_saving_twice_gives_the_same_bytes(seed: nf.Tables, tmp_path: Path):
    seed.save(tmp_path / "one")
    seed.save(tmp_path / "two")
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) == 12
    assert all(
        (tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files
    )


def test_loading_checks(seed: nf.Tables, tmp_path: Path):
    with pytest.raises(
        nf.ContractError,
        match=r"articles\.csv is not there\. Expected a folder that Tables\.save wrote",
    ):
        nf.Tables.load(tmp_path)
    with pytest.raises(
        nf.ContractError, match=r"Cannot save as 'xls'\. Expected one of parquet, csv, all"
    ):
        seed.save(tmp_path, format="xls")
    seed.save(tmp_path, format="csv")
    path = tmp_path / "figures.csv"
    path.write_text(path.read_text("utf-8").replace('"24.0"', '"many"'), "utf-8")
    with pytest.raises(
        nf.ContractError,
        match=r"figures\.csv, line 2: column 'low' holds 'many'\. Expected float64",
    ):
        nf.Tables.load(tmp_path)
