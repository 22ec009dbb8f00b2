"""Tables on disk: Parquet, exact; and CSV for spreadsheets."""

import io
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .csv_tables import read_csv, write_csv
from .issue import Issue
from .quick_check import is_missing
from .schema import CONTRACT, LIST, NUMBER, NUMBER_OR_NA, TEXT, TRUTH, ContractError, frame_of
from .versions import Rows, upgrade

FORMATS = ("parquet", "csv")
ARROW = {
    TEXT: pa.string(), "int64": pa.int64(), "Int64": pa.int64(),
    NUMBER: pa.float64(), NUMBER_OR_NA: pa.float64(), TRUTH: pa.bool_(),
}  # fmt: skip
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
            write_whole(folder / f"{name}.parquet", partial(pq.write_table, _arrow(name, frame)))
        if format in ("csv", "all"):
            write_whole(folder / f"{name}.csv", partial(write_csv, name, frame))
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
        read, header = _read_parquet(path) if format == "parquet" else read_csv(name, path)
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
        values = [None if is_missing(value) else value for value in frame[column.name].tolist()]
        arrays.append(pa.array(values, type=kind))
        names.append(column.name)
    return pa.table(arrays, names=names)


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
