"""Streams of records: JSONL, CSV and Parquet read piece by piece, so that no file fills memory."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from ..articles import ArticleError
from ..articles.encoding import MARKS, decode
from ..articles.records import ColumnNames, require_columns
from .raw_item import RECORD, RawItem

# A longer record is a damaged file, in which a line end or a quotation mark is missing.
LONGEST_RECORD = 50 * 2**20
# So much of a file shows its encoding; so many rows of Parquet are unpacked at once.
SAMPLE, ROWS = 2**20, 64
# What English text that is not UTF-8 nearly always is.
WESTERN = "cp1252"


def stream_jsonl(file: BinaryIO, name: str, columns: ColumnNames) -> Iterator[RawItem]:
    """Yield an item a line; line numbers are physical lines.

    Parameters
    ----------
    file
        Open for reading.
    name
        What to call it in messages.
    columns
        Where records have what; here only what reads them needs it.
    """
    number = 0
    while line := file.readline(LONGEST_RECORD):
        number += 1
        where = f"{name}, line {number}"
        if number == 1 and line.startswith(tuple(mark for mark, _ in MARKS)):
            yield RawItem.of_issue(
                name, "unreadable", f"Cannot read {name}: it is UTF-16 or UTF-32. Expected UTF-8."
            )
            return
        if len(line) >= LONGEST_RECORD and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_RECORD)
            yield _too_long(where)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield RawItem(where, line.rstrip(b"\r\n"), RECORD)


def stream_csv(file: BinaryIO, name: str, columns: ColumnNames) -> Iterator[RawItem]:
    """Yield an item a row; the first line names the columns.

    What is no CSV, or no more of it, becomes an item that says so.

    Parameters
    ----------
    file, name, columns
        As in ``stream_jsonl``.
    """
    buffered = io.BufferedReader(cast(io.RawIOBase, file), SAMPLE)
    encoding = _encoding_of(buffered.peek(SAMPLE)[:SAMPLE], name)
    if encoding == WESTERN:
        message = f"{name} is not UTF-8; read as {WESTERN}. Check letters with accents."
        yield RawItem.of_issue(name, "encoding", message)
    text = io.TextIOWrapper(buffered, encoding, errors="replace", newline="")
    try:
        yield from _rows(text, name, columns)
    finally:
        # Else they would close the file, which is not theirs.
        text.detach()
        buffered.detach()


def _rows(text: io.TextIOWrapper, name: str, columns: ColumnNames) -> Iterator[RawItem]:
    """Yield the rows of a CSV file."""
    lines = _RecordLines(text)
    reader = csv.DictReader(lines)
    try:
        require_columns(name, list(reader.fieldnames or ()), columns)
        number = reader.line_num + 1
        for record in reader:
            known = {key: value for key, value in record.items() if key is not None}
            yield RawItem.of_record(f"{name}, line {number}", known)
            number = reader.line_num + 1
            lines.n_chars = 0
    except csv.Error as error:
        yield RawItem.of_issue(
            name, "unreadable", f"Cannot read {name} beyond line {reader.line_num}: {error}."
        )


def stream_parquet(file: BinaryIO, name: str, columns: ColumnNames) -> Iterator[RawItem]:
    """Yield an item a row.

    Parameters
    ----------
    file, name, columns
        As in ``stream_jsonl``; the file must be seekable.

    Raises
    ------
    ArticleError
        If the file is not Parquet, or no column holds text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file)
    except (pa.ArrowInvalid, OSError) as error:
        raise ArticleError(
            f"Cannot read {name}: it is not Parquet ({str(error).splitlines()[0]})."
        ) from None
    require_columns(name, table.schema_arrow.names, columns)
    number = 0
    for rows in table.iter_batches(batch_size=ROWS):
        for record in rows.to_pylist():
            number += 1
            yield RawItem.of_record(f"{name}, row {number}", record)


class _RecordLines(Iterator[str]):
    """The lines of a text; too many characters without ``n_chars`` set back are an error."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.n_chars = 0

    def __next__(self) -> str:
        line = self.text.readline(LONGEST_RECORD)
        if not line:
            raise StopIteration
        self.n_chars += len(line)
        if self.n_chars >= LONGEST_RECORD:
            raise csv.Error(
                f"a record has more than {LONGEST_RECORD:,} characters; a quotation mark may be"
                " missing"
            )
        return line


def _encoding_of(sample: bytes, name: str) -> str:
    """Return the encoding of a text by its beginning.

    Raises
    ------
    ArticleError
        If it is no text.
    """
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    # A character may be cut at the end of the sample.
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    _, notes = decode(whole, name)
    return WESTERN if notes else "utf-8-sig"


def _too_long(where: str) -> RawItem:
    message = f"Cannot read {where}: it has more than {LONGEST_RECORD:,} bytes. Part it."
    return RawItem.of_issue(where, "unreadable", message)


STREAMS = {
    ".jsonl": stream_jsonl, ".ndjson": stream_jsonl, ".csv": stream_csv,
    ".parquet": stream_parquet, ".pq": stream_parquet,
}  # fmt: skip
