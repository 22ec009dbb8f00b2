"""A table as CSV for spreadsheets, and back.

A file begins with a byte order mark, without which Excel does not read UTF-8; no cell of it runs as
a formula; the open end of a figure is an empty cell, which leaves its column numeric.
"""

import codecs
import csv
import io
import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from .quick_check import is_missing
from .schema import CONTRACT, LIST, NUMBER, NUMBER_OR_NA, TEXT, TRUTH, Column, ContractError
from .versions import Rows, columns_of

# What a spreadsheet takes for a formula or a command (OWASP, "CSV Injection"), the full-width signs
# included; the apostrophe itself is doubled so that unescaping is exact.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
# How a truth value is written, whatever the case.
TRUTHS = {"true": True, "false": False}
# The end of a figure that its bound leaves open, and the value that stands for it in memory.
OPEN: dict[tuple[str, str | None], float] = {
    ("low", "<"): -math.inf, ("low", "<="): -math.inf,
    ("high", ">"): math.inf, ("high", ">="): math.inf,
}  # fmt: skip
# A comma; and what spreadsheets write where a comma divides decimals, or for "Unicode text".
DELIMITERS = (",", ";", "\t")


def write_csv(name: str, frame: pd.DataFrame, path: Path) -> None:
    """Write a table, every cell quoted."""
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
    if is_missing(value) or OPEN.get((column.name, bound)) == value:
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


def read_csv(name: str, path: Path) -> tuple[Rows, list[str]]:
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
            return TRUTHS[cell.lower()]
        number = cell if delimiter == "," else cell.replace(",", ".")
        is_number = column.dtype in (NUMBER, NUMBER_OR_NA)
        return float(number) if is_number else _whole_number(number)
    except (ValueError, KeyError):
        expected = "an ISO date such as 2022-01-10" if column.unit == "date" else column.dtype
        raise ContractError(
            f"column {column.name!r} holds {cell!r}. Expected {expected}."
        ) from None


def _whole_number(cell: str) -> int:
    """Return a whole number; pandas writes one as "12.0" where others of its column are missing."""
    return int(cell.removesuffix(".0"))
