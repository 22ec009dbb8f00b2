"""Files of many articles, one a record: JSONL, CSV, Parquet."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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


def article_of(record: dict[str, Any], where: str, notes: tuple[Issue, ...] = ()) -> Article:
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
        name: next((known[key] for key in accepted if known.get(key) not in (None, "")), None)
        for name, accepted in FIELDS.items()
    }
    text = fields["text"]
    if not isinstance(text, str) or not text.strip():
        found = ", ".join(sorted(known)) or "nothing"
        raise ArticleError(
            f"Cannot read {where}: it has no text. Found the fields {found}. Expected one of"
            f" {', '.join(FIELDS['text'])} with some words."
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


def read_jsonl(path: Path) -> Iterator[Outcome]:
    """Yield the article of each line, or what is wrong with it; line numbers are physical lines.

    Raises
    ------
    ArticleError
        If the file is no text.
    """
    text, notes = decode(path.read_bytes(), path.name)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip("\ufeff \t\r"):
            yield _attempt(
                _json_article, line.lstrip("\ufeff"), f"{path.name}, line {number}", notes
            )


def _json_article(line: str, where: str, notes: tuple[Issue, ...]) -> Article:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticleError(
            f"Cannot read {where}: it is not JSON ({error.msg}, column {error.colno}). Expected one"
            " object a line."
        ) from None
    if not isinstance(record, dict):
        raise ArticleError(
            f"Cannot read {where}: found {type(record).__name__}. Expected one JSON object a line."
        )
    return article_of(record, where, notes)


def read_csv(path: Path) -> Iterator[Outcome]:
    """Yield the article of each row; the first line names the columns.

    Raises
    ------
    ArticleError
        If no column holds text, or the file is no text.
    """
    text, notes = decode(path.read_bytes(), path.name)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    _require_text_column(path.name, list(reader.fieldnames or ()))
    line = reader.line_num + 1
    for record in reader:
        yield _attempt(article_of, record, f"{path.name}, line {line}", notes)
        line = reader.line_num + 1


def read_parquet(path: Path) -> Iterator[Outcome]:
    """Yield the article of each row.

    Raises
    ------
    ArticleError
        If the file is not Parquet, or no column holds text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise ArticleError(
            f"Cannot read {path.name}: it is not Parquet ({str(error).splitlines()[0]})."
        ) from None
    _require_text_column(path.name, table.column_names)
    for number, record in enumerate(table.to_pylist(), start=1):
        yield _attempt(article_of, record, f"{path.name}, row {number}", ())


def _require_text_column(name: str, columns: list[str]) -> None:
    if not {column.strip().lower() for column in columns if column} & set(FIELDS["text"]):
        raise ArticleError(
            f"Cannot read {name}: no column holds text. Found {', '.join(columns) or 'no columns'}."
            f" Expected one named {', '.join(FIELDS['text'])}."
        )


def _attempt(
    make: Callable[..., Article], record: Any, where: str, notes: tuple[Issue, ...]
) -> Outcome:
    """Return the article or the error, so that one bad record does not end the file."""
    try:
        return make(record, where, notes)
    except ArticleError as error:
        return error
