"""Reading: one article from a file or URL, many from a folder or a file of records."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from ..tables.issue import Issue
from .article import Article, ArticleError
from .encoding import decode
from .formats import format_of_data, format_of_name
from .header import find_header
from .page import fetch_page, looks_like_page, read_page
from .records import Outcome, read_csv, read_jsonl, read_parquet

SINGLE = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
RECORDS = {
    ".jsonl": read_jsonl, ".ndjson": read_jsonl, ".csv": read_csv, ".parquet": read_parquet,
    ".pq": read_parquet,
}  # fmt: skip
ACCEPTED = ", ".join([*SINGLE, *RECORDS])
# What a person corrected in the articles of a folder lies beside them.
CORRECTIONS = "corrections.jsonl"
FIRST_AS_TEXT = "Expected plain text or HTML. Save it as text first."


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
    """Read one article from a text or HTML file, or from a URL.

    Parameters
    ----------
    source
        Path, or an address that begins with ``http://`` or ``https://``.

    Returns
    -------
    Article
        Its text is the file's but for repairs (see ``Article``); for HTML, what trafilatura
        extracts.

    Raises
    ------
    ArticleError
        If there is no such file, or it is empty, binary, a document or a mail message, or holds
        many articles.

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
    if path.suffix.lower() in RECORDS:
        raise ArticleError(
            f"Cannot read {source}: {path.suffix} holds many articles. Use read_articles for it."
        )
    return _read_file(path, path.name)


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


def _read_file(path: Path, name: str) -> Article:
    """Read a text or HTML file; ``name`` becomes its source."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(
            f"Cannot read {path}: there is no such file. Check the path, or give a URL."
        ) from None
    except OSError as error:
        raise ArticleError(
            f"Cannot read {path}: {error.strerror}. Expected a readable file."
        ) from None
    if what := format_of_name(path.suffix) or format_of_data(path.suffix):
        raise ArticleError(f"Cannot read {name}: it is {what}. {FIRST_AS_TEXT}")
    text, notes = decode(data, name)
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or looks_like_page(text):
        return read_page(text, name, notes)
    header = find_header(text)
    return Article(
        text=text,
        title=header.title,
        published=header.published,
        source=name,
        byline=header.byline,
        notes=notes,
    )


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


def read_articles(source: str | Path) -> Articles:
    """Read many articles from a folder, or from a JSONL, CSV or Parquet file.

    A text file gives one.

    Parameters
    ----------
    source
        A folder is searched through all its levels, in the order of its paths; hidden files, a
        README and ``corrections.jsonl`` are left out. A file of another format is skipped, with an
        issue that names it.

    Returns
    -------
    Articles
        What could be read; its ``issues`` say what could not, and why.

    Raises
    ------
    ArticleError
        If there is no such path, or nothing in it could hold an article.

    Examples
    --------
    >>> read_articles("seeds/chronicle")
    Articles: 10 read, 0 not read
    """
    path = _path(source)
    if path.is_dir():
        files = [
            file
            for file in sorted(path.rglob("*"))
            if file.is_file() and not _is_left_out(file, path)
        ]
        if not any(_is_accepted(file) for file in files):
            raise ArticleError(
                f"Cannot read {source}: no articles in this folder. Expected files ending in"
                f" {ACCEPTED}."
            )
        return _gather(
            outcome
            for file in files
            for outcome in _outcomes(file, file.relative_to(path).as_posix())
        )
    if not path.exists():
        raise ArticleError(
            f"Cannot read {source}: there is no such file or folder. Check the path."
        )
    if path.suffix.lower() in RECORDS:
        return _gather(RECORDS[path.suffix.lower()](path))
    return Articles((_read_file(path, path.name),))


def _is_accepted(file: Path) -> bool:
    """Return True if a file could hold articles."""
    return file.suffix.lower() in (*SINGLE, *RECORDS)


def _is_left_out(file: Path, folder: Path) -> bool:
    """Return True for what is no article: a hidden file, a README, a person's corrections."""
    parts = file.relative_to(folder).parts
    is_hidden = any(part.startswith((".", "~")) for part in parts)
    return is_hidden or file.stem.upper() == "README" or file.name == CORRECTIONS


def _outcomes(file: Path, name: str) -> Iterator[Outcome | Issue]:
    """Yield what one file of a folder gives; what is wrong with it is yielded, not raised."""
    try:
        if file.suffix.lower() in RECORDS:
            yield from RECORDS[file.suffix.lower()](file)
        elif _is_accepted(file) or format_of_name(file.suffix):
            yield _read_file(file, name)
        else:
            kind = f"{file.suffix} files are" if file.suffix else "files without a suffix are"
            yield Issue(
                "skipped", f"{name} is skipped: {kind} not read in a folder. Expected {ACCEPTED}."
            )
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
