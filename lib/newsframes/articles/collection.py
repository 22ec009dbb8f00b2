"""Reading: one article from a file or URL, many from a folder or a file of records."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import overload

import pandas as pd

from ..tables.issue import Issue
from .archive import read_zip
from .article import Article, ArticleError
from .documents import check_size, find_reader
from .files import (
    ACCEPTED,
    ARCHIVE,
    RECORDS,
    is_accepted,
    is_left_out,
    read_data,
    read_outcomes,
    skipped,
)
from .formats import format_of_name
from .page import fetch_page, looks_like_page, read_page
from .records import ColumnNames, Outcome, read_frame


@dataclass(frozen=True)
class Articles(Sequence[Article]):
    """The articles that could be read, in order, and an issue for each that was not."""

    articles: tuple[Article, ...]
    issues: tuple[Issue, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Article: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Article, ...]: ...

    def __getitem__(self, index: int | slice) -> Article | tuple[Article, ...]:
        return self.articles[index]

    def __len__(self) -> int:
        return len(self.articles)

    def __repr__(self) -> str:
        return f"Articles: {len(self.articles)} read, {len(self.issues)} not read"


def read_article(source: str | Path) -> Article:
    """Read one article from a file (text, HTML, PDF, .docx, .rtf, .eml) or from a URL.

    Parameters
    ----------
    source
        Path, or an address that begins with ``http://`` or ``https://``.

    Returns
    -------
    Article
        Its text is the file's but for repairs (see ``Article``); for HTML, what trafilatura
        extracts; for a document, its running text, with a note (kind ``extracted``) that says so.

    Raises
    ------
    ArticleError
        If there is no such file, or it is empty, damaged, encrypted, a scan, of a format that is
        not read, or holds many articles.

    Examples
    --------
    >>> read_article("seeds/000_bfc59336010fc295.txt").text[:6]
    'ALMATY'
    """
    if re.match(r"https?://", str(source), re.IGNORECASE):
        return read_page(fetch_page(str(source)), str(source))
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
    return read_data(_bytes_of(path), path.name, path.suffix)


def _path(source: str | Path) -> Path:
    """Return a path.

    Refuse what is none, and the empty text, which would be the folder one is in.
    """
    if not isinstance(source, (str, Path)) or not str(source).strip():
        raise ArticleError(
            f"Cannot read {source!r} of type {type(source).__name__}. Expected the path of a file"
            " or folder, or a URL."
        )
    return Path(source)


def _bytes_of(path: Path) -> bytes:
    """Return what a file holds."""
    try:
        if find_reader(b"", path.suffix):
            check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(
            f"Cannot read {path}: there is no such file. Check the path, or give a URL."
        ) from None
    except OSError as error:
        raise ArticleError(
            f"Cannot read {path}: {error.strerror}. Expected a readable file."
        ) from None


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
        A folder is searched through all its levels, in the order of its paths; hidden files and a
        README are left out. A file of another format is skipped, with an issue that names it. In an
        archive it is the same.
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
        return _gather(read_frame(source, columns))
    path = _path(source)
    if path.is_dir():
        return _gather(
            outcome
            for file in _folder_files(path, source)
            for outcome in _outcomes(file, file.relative_to(path).as_posix(), columns)
        )
    if not path.exists():
        raise ArticleError(
            f"Cannot read {source}: there is no such file or folder. Check the path."
        )
    suffix = path.suffix.lower()
    if suffix == ARCHIVE:
        return _gather(read_zip(path, path.name, columns))
    if suffix in RECORDS:
        return _gather(RECORDS[suffix](_bytes_of(path), path.name, columns))
    if columns.given:
        raise ArticleError(
            f"Cannot take columns ({', '.join(columns.given)}) from {source}: it holds one article."
            f" Expected a frame, a folder, or a file ending in {', '.join(RECORDS)}."
        )
    return Articles((read_data(_bytes_of(path), path.name, suffix),))


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
            yield from read_outcomes(_bytes_of(file), name, file.suffix, columns)
        else:
            yield skipped(name, file.suffix)
    except ArticleError as error:
        yield error


def _gather(outcomes: Iterable[Outcome | Issue]) -> Articles:
    """Part the articles from the errors and issues."""
    articles, issues = [], []
    for outcome in outcomes:
        if isinstance(outcome, ArticleError):
            issues.append(Issue("unreadable", str(outcome)))
        elif isinstance(outcome, Issue):
            issues.append(outcome)
        else:
            articles.append(outcome)
    return Articles(tuple(articles), tuple(issues))
