"""Reading: one article from a file or URL, many from a folder or a file of records."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TextIO

import pandas as pd

from ..tables.issue import Issue
from .archive import read_zip
from .article import Article, ArticleError
from .article_list import Articles, sort_outcomes
from .documents import MOST_BYTES, ZIP, check_size, find_reader
from .fetching import fetch_page
from .files import (
    ACCEPTED,
    ARCHIVE,
    RECORDS,
    bytes_of,
    is_accepted,
    is_left_out,
    read_data,
    read_outcomes,
    skipped,
)
from .formats import format_of_name
from .given_path import where_to_look
from .page import looks_like_page, read_page
from .records import KNOWN, ColumnNames, Outcome, read_frame


def read_article(source: str | Path, *, allow_private: bool = False) -> Article:
    """Read one article from a file (text, HTML, PDF, .docx, .rtf, .eml) or from a URL.

    Parameters
    ----------
    source
        Path, or an address that begins with ``http://`` or ``https://``.
    allow_private
        Take pages from this machine and from private networks too. Without it an address, or one
        that it redirects to, must be a public one.

    Returns
    -------
    Article
        Its text is the file's but for repairs (see ``Article``); for HTML, what trafilatura
        extracts; for a document, its running text, with a note (kind ``extracted``) that says so.

    Raises
    ------
    ArticleError
        If there is no such file, or it is empty, damaged, encrypted, a scan, of a format that is
        not read, or holds many articles; if a page takes more than 10 seconds, has more than 10 MB,
        or redirects more than 5 times.

    Examples
    --------
    >>> read_article("seeds/000_bfc59336010fc295.txt").text[:6]
    'ALMATY'
    """
    if re.match(r"https?://", str(source), re.IGNORECASE):
        return read_page(fetch_page(str(source), allow_private=allow_private), str(source))
    path = _path(source)
    if path.is_dir():
        raise ArticleError(
            f"Cannot read {source}: it is a folder. Expected a file; use read_articles for a"
            " folder."
        )
    if path.suffix.lower() in (*RECORDS, ARCHIVE):
        raise ArticleError(
            f"Cannot read {source}: {path.suffix} holds many articles. Use read_articles for it."
        )
    return read_data(bytes_of(path), path.name, path.suffix)


def _path(source: str | Path) -> Path:
    """Return a path.

    Refuse what is none, and the empty text, which would be the folder one is in.
    """
    if isinstance(source, str) and not source.strip():
        raise ArticleError("No article is given. Expected the path of a file or folder, or a URL.")
    if not isinstance(source, (str, Path)):
        raise ArticleError(
            f"Cannot read {source!r} of type {type(source).__name__}. Expected the path of a file"
            " or folder, or a URL."
        )
    return Path(source)


def read_text(text: str, *, source: str | None = None) -> Article:
    """Make an article of a text, or of the HTML of a page.

    Parameters
    ----------
    text
        A text, or the source of an HTML page.
    source
        What to record as the article's source.

    Returns
    -------
    Article
        The text repaired (see ``Article``), or what is extracted from the page.

    Raises
    ------
    ArticleError
        If the text is empty or a document, or no report is found in the page.

    Examples
    --------
    >>> read_text("ALMATY: All quiet.").text
    'ALMATY: All quiet.'
    """
    return (
        read_page(text, source or "the page")
        if looks_like_page(text)
        else Article(text=text, source=source)
    )


def read_articles(
    source: str | Path | pd.DataFrame,
    *,
    text: str | None = None,
    title: str | None = None,
    published: str | None = None,
    source_column: str | None = None,
    byline: str | None = None,
) -> Articles:
    """Read many articles from a folder, a ZIP archive, a frame, or a JSONL, CSV or Parquet file.

    A text, page, document or mail message gives one.

    Parameters
    ----------
    source
        A folder is searched through all its levels, in the order of its paths; hidden files, a
        README and ``corrections.jsonl`` are left out. A file of another format is skipped, with an
        issue that names it. In an archive it is the same.
    text, title, published, source_column, byline
        Columns of a frame, or of the records in files, that hold what an ``Article`` takes under
        these names (``source_column`` its ``source``). Needed only where they are not called so
        (nor body, content, article; headline; date, published_at; source, url, link; author).

    Returns
    -------
    Articles
        What could be read; its ``issues`` say what could not, and why.

    Raises
    ------
    ArticleError
        If there is no such path or column, or nothing in it could hold an article.

    Examples
    --------
    >>> read_articles("seeds/chronicle")
    Articles: 10 read, 0 not read
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"story": ["All quiet."], "head": ["Town"]})
    >>> read_articles(frame, text="story", title="head")[0].title
    'Town'
    """
    columns = ColumnNames(text, title, published, source_column, byline)
    if isinstance(source, pd.DataFrame):
        return sort_outcomes(read_frame(source, columns))
    path = _path(source)
    if path.is_dir():
        return sort_outcomes(
            outcome
            for file in _folder_files(path, source)
            for outcome in _outcomes(file, file.relative_to(path).as_posix(), columns)
        )
    if not path.exists():
        raise ArticleError(
            f"Cannot read {source}: there is no such file or folder. {where_to_look(path)}"
        )
    suffix = path.suffix.lower()
    if suffix == ARCHIVE:
        return sort_outcomes(read_zip(path, path.name, columns))
    if suffix in RECORDS:
        return sort_outcomes(RECORDS[suffix](bytes_of(path), path.name, columns))
    if columns.given:
        raise ArticleError(
            f"Cannot take columns ({', '.join(columns.given)}) from {source}: it holds one article."
            f" Expected a frame, a folder, or a file ending in {', '.join(RECORDS)}."
        )
    return Articles((read_data(bytes_of(path), path.name, suffix),))


def read_stream(stream: TextIO, name: str) -> Articles:
    """Read what a stream holds; what it is shows in its first bytes.

    Parameters
    ----------
    stream
        Such as ``sys.stdin``.
    name
        What to record as the source.

    Returns
    -------
    Articles
        One, or those of a ZIP archive.

    Raises
    ------
    ArticleError
        If there is nothing in it, or it cannot be read.

    Examples
    --------
    >>> import io
    >>> read_stream(io.TextIOWrapper(io.BytesIO(b"All quiet.")), "a pipe")[0].text
    'All quiet.'
    """
    binary = getattr(stream, "buffer", None)
    if binary is None:
        raise ArticleError(
            f"Cannot read {name}: here it is not connected. Give a path, or the text itself."
        )
    data = binary.read(MOST_BYTES + 1)
    check_size(len(data), name)
    if data.startswith(ZIP) and find_reader(data, "") is None:
        return sort_outcomes(read_zip(data, name, KNOWN))
    return Articles((read_data(data, name),))


def _folder_files(folder: Path, source: str | Path) -> list[Path]:
    """List the files of a folder through all its levels, if any could hold articles."""
    files = [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not is_left_out(PurePosixPath(file.relative_to(folder).as_posix()))
    ]
    if not any(is_accepted(file.suffix) for file in files):
        raise ArticleError(
            f"Cannot read {source}: no articles in this folder. Expected files ending in"
            f" {ACCEPTED}."
        )
    return files


def _outcomes(file: Path, name: str, columns: ColumnNames) -> Iterator[Outcome | Issue]:
    """Yield what one file of a folder gives; what is wrong with it is yielded, not raised."""
    try:
        if file.suffix.lower() == ARCHIVE:
            yield from read_zip(file, name, columns)
        elif is_accepted(file.suffix) or format_of_name(file.suffix):
            yield from read_outcomes(bytes_of(file), name, file.suffix, columns)
        else:
            yield skipped(name, file.suffix)
    except ArticleError as error:
        yield error
