"""Many articles, one a record: JSONL, CSV, Parquet, frames."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..tables.issue import Issue
from .article import Article, ArticleError
from .encoding import decode
from .page import looks_like_page, read_page

FIELDS = {
    "text": ("text", "body", "content", "article"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at"),
    "source": ("source", "url", "link"),
    "byline": ("byline", "author"),
}
csv.field_size_limit(2**31 - 1)

Outcome = Article | ArticleError
# So many columns are named in a message, and so many rows of Parquet are unpacked at a time.
MOST_LISTED, ROWS_AT_ONCE = 20, 64


@dataclass(frozen=True)
class ColumnNames:
    """What the fields of records are called, where they have no name that is known."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    byline: str | None = None

    def accepted(self, field: str) -> tuple[str, ...]:
        """Return the names that a field may have, in small letters."""
        given = getattr(self, field)
        return FIELDS[field] if given is None else (str(given).strip().lower(),)

    @property
    def given(self) -> dict[str, str]:
        """The fields that were named, with their names."""
        return {field: value for field in FIELDS if (value := getattr(self, field)) is not None}


KNOWN = ColumnNames()


def article_of(
    record: Mapping[str, Any],
    where: str,
    notes: tuple[Issue, ...] = (),
    columns: ColumnNames = KNOWN,
) -> Article:
    """Make an article of one record.

    A text that is a whole HTML page is read as one; what the record itself says comes first.

    Parameters
    ----------
    record
        Fields of any case; ``FIELDS`` lists the names that are known.
    where
        What to call the record in messages; also its source if it names none.
    notes
        Issues met while reading its file.
    columns
        Names of fields other than those that are known.

    Raises
    ------
    ArticleError
        If the record has no text, or a field does not fit; the message begins with ``where``.

    Examples
    --------
    >>> article_of({"Body": "All quiet.", "headline": "Town"}, "line 1").title
    'Town'
    """
    known = {
        str(key).strip().lower().lstrip("\ufeff"): value
        for key, value in record.items()
        if key is not None
    }
    fields = {
        name: next(
            (known[key] for key in columns.accepted(name) if known.get(key) not in (None, "")), None
        )
        for name in FIELDS
    }
    text = fields["text"]
    if not isinstance(text, str) or not text.strip():
        found = _listed(sorted(known)) or "nothing"
        raise ArticleError(
            f"Cannot read {where}: it has no text. Found the fields {found}. Expected one of"
            f" {', '.join(columns.accepted('text'))} with some words."
        )
    try:
        page = read_page(text, where) if looks_like_page(text) else None
        return Article(
            text=page.text if page else text,
            title=fields["title"] or (page.title if page else None),
            published=fields["published"] or (page.published if page else None),
            source=fields["source"] or where,
            byline=fields["byline"] or (page.byline if page else None),
            notes=notes,
        )
    except ArticleError as error:
        reason = str(error).partition(": ")[2] or str(error)
        raise ArticleError(f"Cannot read {where}: {reason}") from None


def read_jsonl(data: bytes, name: str, columns: ColumnNames = KNOWN) -> Iterator[Outcome]:
    """Yield the article of each line, or what is wrong with it; line numbers are physical lines.

    Raises
    ------
    ArticleError
        If the file is no text.
    """
    text, notes = decode(data, name)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip("\ufeff \t\r"):
            where = f"{name}, line {number}"
            yield _attempt(json_article, line.lstrip("\ufeff"), where, notes, columns)


def json_article(
    line: str, where: str, notes: tuple[Issue, ...] = (), columns: ColumnNames = KNOWN
) -> Article:
    """Make an article of a record in JSON.

    Parameters
    ----------
    line
        One JSON object.
    where, notes, columns
        As in ``article_of``.

    Raises
    ------
    ArticleError
        If it is no JSON object, has no text, or a field does not fit.

    Examples
    --------
    >>> json_article('{"text": "All quiet."}', "line 1").source
    'line 1'
    """
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticleError(
            f"Cannot read {where}: it is not JSON ({error.msg}, column {error.colno}). Expected one"
            " object a line."
        ) from None
    except (RecursionError, ValueError) as error:
        raise ArticleError(
            f"Cannot read {where}: it is nested too deep, or has too long a number"
            f" ({type(error).__name__}). Expected one object a line, of texts."
        ) from None
    if not isinstance(record, dict):
        raise ArticleError(
            f"Cannot read {where}: found {type(record).__name__}. Expected one JSON object a line."
        )
    return article_of(record, where, notes, columns)


def read_csv(data: bytes, name: str, columns: ColumnNames = KNOWN) -> Iterator[Outcome]:
    """Yield the article of each row; the first line names the columns.

    Raises
    ------
    ArticleError
        If no column holds text, or the file is no text.
    """
    text, notes = decode(data, name)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    require_columns(name, list(reader.fieldnames or ()), columns)
    line = reader.line_num + 1
    for record in reader:
        yield _attempt(article_of, record, f"{name}, line {line}", notes, columns)
        line = reader.line_num + 1


def read_parquet(data: bytes, name: str, columns: ColumnNames = KNOWN) -> Iterator[Outcome]:
    """Yield the article of each row.

    Raises
    ------
    ArticleError
        If the file is not Parquet, or no column holds text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(pa.BufferReader(data)) as file:
            require_columns(name, file.schema_arrow.names, columns)
            rows = (
                row
                for batch in file.iter_batches(batch_size=ROWS_AT_ONCE)
                for row in batch.to_pylist()
            )
            for number, record in enumerate(rows, start=1):
                yield _attempt(article_of, record, f"{name}, row {number}", (), columns)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise ArticleError(
            f"Cannot read {name}: it is not Parquet, or damaged ({str(error).splitlines()[0]})."
        ) from None


def read_frame(frame: pd.DataFrame, columns: ColumnNames = KNOWN) -> Iterator[Outcome]:
    """Yield the article of each row of a frame; rows are counted from 0.

    Raises
    ------
    ArticleError
        If no column holds text.
    """
    name, labels = "the frame", [str(label) for label in frame.columns]
    require_columns(name, labels, columns)
    # What is missing, in whatever way, is None.
    cells = frame.astype(object).where(frame.notna(), None)
    for number, values in enumerate(cells.itertuples(index=False, name=None)):
        record = dict(zip(labels, values, strict=True))
        yield _attempt(article_of, record, f"{name}, row {number}", (), columns)


def _listed(names: list[str]) -> str:
    """Name columns, of very many the first."""
    rest = len(names) - MOST_LISTED
    return ", ".join(names[:MOST_LISTED]) + (f" and {rest:,} more" if rest > 0 else "")


def require_columns(name: str, found: list[str], columns: ColumnNames) -> None:
    """Refuse a table without text, or without a column that was named.

    Raises
    ------
    ArticleError
        It lists the columns found.
    """
    known = {label.strip().lower().lstrip("\ufeff") for label in found if label}
    listed = _listed(found) or "no columns"
    for field, label in columns.given.items():
        if label.strip().lower() not in known:
            raise ArticleError(
                f"Cannot read {name}: it has no column {label!r} for '{field}'. Found {listed}."
            )
    if not known & set(columns.accepted("text")):
        raise ArticleError(
            f"Cannot read {name}: no column holds text. Found {listed}. Expected one named"
            f' {", ".join(FIELDS["text"])}; or name it: read_articles(…, text="column").'
        )


def _attempt(
    make: Callable[..., Article],
    record: Any,
    where: str,
    notes: tuple[Issue, ...],
    columns: ColumnNames,
) -> Outcome:
    """Return the article or the error, so that one bad record does not end the file."""
    try:
        return make(record, where, notes, columns)
    except ArticleError as error:
        return error
