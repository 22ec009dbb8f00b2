"""Rows as corrections change them: dicts of a table's columns, without those that are missing."""

from collections.abc import Iterable
from typing import Any

from ..tables.issue import Issue
from ..tables.linked import Tables
from ..tables.schema import BY_HAND, CONTRACT

Row = dict[str, Any]
STALE = "stale_correction"


def rows_of(tables: Tables, name: str) -> list[Row]:
    """Return a table's rows; what is missing is left out."""
    frame = getattr(tables, name)
    columns = [(key, frame[key].tolist(), frame[key].isna().tolist()) for key in frame]
    return [
        {key: _copied(values[n]) for key, values, is_missing in columns if not is_missing[n]}
        for n in range(len(frame))
    ]


def _copied(value: object) -> object:
    return list(value) if isinstance(value, list) else value


def put(row: Row, column: str, value: object) -> None:
    """Set a value, or take it out where there is none."""
    if value is None:
        row.pop(column, None)
    else:
        row[column] = value


def shown(words: str) -> str:
    """Return words as a message quotes them, shortened."""
    return repr(words if len(words) <= 60 else f"{words[:57]}…")


def stale(message: str, article_id: str | None) -> Row:
    """Return the issue that a correction could not be applied."""
    return Issue(STALE, message, article_id).row()


def overlapping(rows: Iterable[Row], article_id: str, start: int, end: int) -> list[Row]:
    """List the rows of an article that share a character with a stretch of it."""
    own = (row for row in rows if row["article_id"] == article_id)
    return [row for row in own if row["start"] < end and start < row["end"]]


def sign(row: Row, table: str, decided: str, *confidences: str) -> None:
    """Mark a row as decided by a person."""
    row[decided] = BY_HAND
    row |= dict.fromkeys(confidences, 1.0)
    only_known(row, table)


def only_known(row: Row, table: str) -> None:
    """Drop what the contract has no column for."""
    known = {column.name for column in CONTRACT[table]}
    for key in row.keys() - known:
        del row[key]
