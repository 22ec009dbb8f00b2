"""DuckDB over the Parquet files of a corpus: in memory, without a server or a database file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .corpus_error import import_tool
from .manifest import Shelf

# What the work on a whole corpus may take in memory, whatever its size; the rest is put on disk.
BUILDING = "2GB"


def connect(folder: Path, *, memory_limit: str | None = None) -> Any:
    """Open a database in memory that loads nothing from the network.

    Parameters
    ----------
    folder
        Of the corpus; what does not fit into memory is put into ``.duckdb`` in it meanwhile.
    memory_limit
        What DuckDB may take, such as ``"2GB"``; by default four fifths of the machine's.
    """
    config = {
        "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
        "temp_directory": str(folder / ".duckdb"),
    } | ({"memory_limit": memory_limit} if memory_limit else {})  # fmt: skip
    connection = import_tool("duckdb").connect(":memory:", config=config)
    connection.execute("SET enable_progress_bar = false")
    return connection


def file_list(shelf: Shelf, table: str, keys: Sequence[str]) -> str:
    """Return the files of a table as a list in SQL."""
    return as_list([shelf.path(table, key) for key in keys])


def as_list(paths: Sequence[Path]) -> str:
    """Return paths as a list in SQL.

    Examples
    --------
    >>> as_list([Path("a.parquet"), Path("b's.parquet")])
    "['a.parquet', 'b''s.parquet']"
    """
    quoted = (str(path).replace("'", "''") for path in paths)
    return "[" + ", ".join(f"'{path}'" for path in quoted) + "]"
