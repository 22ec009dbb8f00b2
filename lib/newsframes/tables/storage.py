"""Tables on disk: Parquet, exact; and CSV for spreadsheets.

A CSV file begins with a byte order mark, without which Excel does not read UTF-8; no cell of it
runs as a formula; the open end of a figure is an empty cell, which leaves its column numeric.
"""

import codecs
import csv
import io
import json
import math
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .issue import Issue
from .schema import (
    CONTRACT,
    LIST,
    NUMBER,
    NUMBER_OR_NA,
    TEXT,
    TRUTH,
    Column,
    ContractError,
    frame_of,
)
from .versions import columns_of, upgrade

# What a spreadsheet takes for a formula or a command (OWASP, "CSV Injection"), the full-width signs
# included; the apostrophe itself is doubled so that unescaping is exact.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
FORMATS = ("parquet", "csv")
Rows = list[dict[str, object]]
ARROW = {
    TEXT: pa.string(), "int64": pa.int64(), "Int64": pa.int64(),
    NUMBER: pa.float64(), NUMBER_OR_NA: pa.float64(), TRUTH: pa.bool_(),
}  # fmt: skip
# How a truth value is written, whatever the case.
TRUTHS = {"true": True, "false": False}
# The end of a figure that its bound leaves open, and the value that stands for it in memory.
OPEN: dict[tuple[str, str | None], float] = {
    ("low", "<"): -math.inf, ("low", "<="): -math.inf,
    ("high", ">"): math.inf, ("high", ">="): math.inf,
}  # fmt: skip
# A comma; and what spreadsheets write where a comma divides decimals, or for "Unicode text".
DELIMITERS = (",", ";", "\t")
LISTS = {
    "aliases": pa.list_(pa.string()), "co_speaker_ids": pa.list_(pa.string()),
    "parts": pa.list_(pa.list_(pa.int64(), 2)),
}  # fmt: skip


def save_frames(frames: Mapping[str, pd.DataFrame], folder: Path, *, format: str = "all") -> Path:
    """Write every table, each file whole or not at all; the same tables give the same bytes.

    Parameters
    ----------
    frames
        What to write, by the tables' names.
    folder
        Made if it is not there; tables already in it are replaced.
    format
        ``"parquet"``, ``"csv"`` or ``"all"``.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    ContractError
        If the format is unknown.
    """
    if format not in (*FORMATS, "all"):
        raise ContractError(f"Cannot save as {format!r}. Expected one of parquet, csv, all.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        if format in ("parquet", "all"):
            write_whole(folder / f"{name}.parquet", partial(_write_parquet, name, frame))
        if format in ("csv", "all"):
            write_whole(folder / f"{name}.csv", partial(_write_csv, name, frame))
    return folder


def load_frames(folder: Path, *, format: str | None = None) -> dict[str, pd.DataFrame]:
    """Read every table, not yet checked; what an earlier version did not have is added.

    Parameters
    ----------
    folder
        What ``save_tables`` wrote to.
    format
        ``"parquet"`` or ``"csv"``; by default Parquet if it is there, else CSV.

    Returns
    -------
    dict of pandas.DataFrame
        The frames by name; columns that an earlier version did not have are added.

    Raises
    ------
    ContractError
        If a table is missing, or cannot be read as its columns say.
    """
    if format is None:
        format = "parquet" if (folder / "articles.parquet").exists() else "csv"
    if format not in FORMATS:
        raise ContractError(f"Cannot load {format!r}. Expected one of {', '.join(FORMATS)}.")
    rows, added = {}, []
    for name in CONTRACT:
        path = folder / f"{name}.{format}"
        if not path.is_file():
            raise ContractError(
                f"Cannot load {folder}: {path.name} is not there. Expected a folder that"
                " Tables.save wrote."
            )
        read, header = _read_parquet(path) if format == "parquet" else _read_csv(name, path)
        rows[name], new = upgrade(name, read, header)
        added += [f"{name}.{column}" for column in new]
        if missing := [c.name for c in CONTRACT[name] if c.name not in {*header, *new}]:
            raise ContractError(
                f"Cannot load {path.name}: column(s) {', '.join(missing)} missing."
                " Save the tables anew."
            )
    if added:
        message = (
            f"The tables in {folder.name} are of an earlier version; added: {', '.join(added)}."
        )
        rows["issues"].append(Issue("older_version", message).row())
    return {name: frame_of(name, found) for name, found in rows.items()}


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside, then put in place, so that the file is there whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    write(part)
    part.replace(path)


def _write_parquet(name: str, frame: pd.DataFrame, path: Path) -> None:
    pq.write_table(_arrow(name, frame), path)


def parquet_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """Return one table as the bytes of a Parquet file; the same rows give the same bytes.

    Parameters
    ----------
    name
        One of ``CONTRACT``.
    frame
        The table.
    """
    buffer = io.BytesIO()
    pq.write_table(_arrow(name, frame), buffer)
    return buffer.getvalue()


def rows_of_articles(path: Path, article_ids: Collection[str]) -> Rows:
    """Return the rows of some articles from a Parquet file of many.

    Parameters
    ----------
    path
        A file of one table.
    article_ids
        The articles.
    """
    table = pq.read_table(path, filters=[("article_id", "in", sorted(article_ids))])
    return [_settled(record) for record in table.to_pylist()]


def rows_of_batch(path: Path) -> Rows:
    """Return all rows of a Parquet file of one table."""
    return [_settled(record) for record in pq.read_table(path).to_pylist()]


def _arrow(name: str, frame: pd.DataFrame) -> pa.Table:
    """Turn a frame into an Arrow table with fixed types and no pandas metadata."""
    arrays, names = [], []
    for column in CONTRACT[name]:
        kind = LISTS[column.name] if column.dtype == LIST else ARROW[column.dtype]
        values = [None if _is_missing(value) else value for value in frame[column.name].tolist()]
        arrays.append(pa.array(values, type=kind))
        names.append(column.name)
    return pa.table(arrays, names=names)


def _is_missing(value: object) -> bool:
    return value is pd.NA or value is None


def _read_parquet(path: Path) -> tuple[Rows, list[str]]:
    """Return the rows and the names of the columns."""
    try:
        table = pq.read_table(path)
        return [_settled(record) for record in table.to_pylist()], table.schema.names
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise ContractError(
            f"Cannot load {path.name}: it is not Parquet, or damaged"
            f" ({str(error).splitlines()[0]}). Save the tables anew."
        ) from None


def _settled(record: dict[str, Any]) -> dict[str, Any]:
    """Drop what is missing and give parts their pairs back."""
    row = {key: value for key, value in record.items() if value is not None}
    if "parts" in row:
        row["parts"] = [tuple(part) for part in row["parts"]]
    return row


def _write_csv(name: str, frame: pd.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(frame.columns)
        columns = CONTRACT[name]
        for row in frame.itertuples(index=False):
            bound = getattr(row, "bound", None)
            pairs = zip(columns, row, strict=True)
            writer.writerow([escape_cell(_cell(column, value, bound)) for column, value in pairs])


def _cell(column: Column, value: Any, bound: str | None) -> str:
    """Return one value as text; what is missing, and what the bound leaves open, is empty."""
    if _is_missing(value) or OPEN.get((column.name, bound)) == value:
        return ""
    if column.dtype == LIST:
        return json.dumps(value, ensure_ascii=False)
    return repr(float(value)) if column.dtype in (NUMBER, NUMBER_OR_NA) else str(value)


def escape_cell(cell: str) -> str:
    """Prefix an apostrophe to what a spreadsheet might run; a finite number keeps its minus.

    Examples
    --------
    >>> escape_cell("=1+1"), escape_cell("-2.5"), escape_cell("-inf"), escape_cell("'quoted'")
    ("'=1+1", '-2.5', "'-inf", "''quoted'")
    """
    return f"'{cell}" if cell.startswith(RISKY) and not _is_finite(cell) else cell


def unescape_cell(cell: str) -> str:
    """Undo ``escape_cell``.

    Examples
    --------
    >>> unescape_cell("'=1+1")
    '=1+1'
    """
    return cell[1:] if cell.startswith("'") else cell


def _is_finite(cell: str) -> bool:
    try:
        return (
            cell.isascii()
            and cell.strip() == cell
            and "_" not in cell
            and math.isfinite(float(cell))
        )
    except ValueError:
        return False


def _read_csv(name: str, path: Path) -> tuple[Rows, list[str]]:
    """Read a table as saved, or as a spreadsheet wrote it: other delimiter, without mark."""
    csv.field_size_limit(2**31 - 1)
    text = _decode(path)
    headers = {mark: _header(text, mark) for mark in DELIMITERS}
    known = ((mark, columns_of(name, header)) for mark, header in headers.items())
    delimiter, columns = next(((mark, found) for mark, found in known if found), (None, None))
    if delimiter is None or columns is None:
        wanted = [column.name for column in CONTRACT[name]]
        found = max(headers.values(), key=len)
        raise ContractError(
            f"Cannot load {path.name}: its columns are {', '.join(found)}."
            f" Expected {', '.join(wanted)}, divided by a comma, a semicolon or a tab."
        )
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    next(reader)
    for cells in reader:
        if not any(cells):
            continue
        try:
            rows.append(_row(columns, cells, delimiter))
        except ContractError as error:
            at = f"{path.name}, line {reader.line_num}"
            raise ContractError(
                f"Cannot load {at}: {error} Correct it, or save the tables anew."
            ) from None
    return rows, headers[delimiter]


def _row(columns: tuple[Column, ...], cells: list[str], delimiter: str) -> dict[str, object]:
    """Return one row without what is missing; an end that the bound leaves open is infinite."""
    if len(cells) != len(columns):
        raise ContractError(
            f"it has {len(cells)} cells. Expected {len(columns)}, divided by {delimiter!r}."
        )
    row = {
        column.name: _value(column, unescape_cell(cell), delimiter)
        for column, cell in zip(columns, cells, strict=True)
        if cell != ""
    }
    for (end, bound), value in OPEN.items():
        if row.get("bound") == bound:
            row.setdefault(end, value)
    for column in columns:
        if column.name not in row and not column.is_optional:
            raise ContractError(f"column {column.name!r} is empty. Expected {column.dtype}.")
    return row


def _decode(path: Path) -> str:
    """Return a file's text without byte order marks; a spreadsheet may have put one before ours."""
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        return data.decode(encoding).lstrip("\ufeff")
    except UnicodeDecodeError:
        raise ContractError(
            f"Cannot load {path.name}: it is not UTF-8. Expected CSV in UTF-8. In a spreadsheet,"
            " save it as CSV UTF-8."
        ) from None


def _truth(cell: str) -> bool:
    """Return a truth value; spreadsheets write it in capitals."""
    if cell.lower() not in TRUTHS:
        raise ValueError(cell)
    return TRUTHS[cell.lower()]


def _header(text: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])


def _value(column: Column, cell: str, delimiter: str) -> object:
    """Return one cell as its column's type.

    Decimals may have a comma unless commas divide cells.
    """
    try:
        if column.dtype == LIST:
            values = json.loads(cell)
            return [tuple(value) for value in values] if column.name == "parts" else values
        if column.dtype == TEXT:
            return date.fromisoformat(cell).isoformat() if column.unit == "date" else cell
        if column.dtype == TRUTH:
            return _truth(cell)
        number = cell if delimiter == "," else cell.replace(",", ".")
        is_number = column.dtype in (NUMBER, NUMBER_OR_NA)
        return float(number) if is_number else _whole_number(number)
    except ValueError:
        expected = "an ISO date such as 2022-01-10" if column.unit == "date" else column.dtype
        raise ContractError(
            f"column {column.name!r} holds {cell!r}. Expected {expected}."
        ) from None


def _whole_number(cell: str) -> int:
    """Return a whole number; pandas writes one as "12.0" where others of its column are missing."""
    return int(cell.removesuffix(".0"))
