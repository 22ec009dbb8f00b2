"""Files: what one file holds, by its content and suffix, wherever it lies."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from ..tables.issue import Issue
from .article import Article, ArticleError, check_length
from .documents import READERS, check_size, find_reader
from .encoding import decode
from .formats import format_of_data, format_of_name
from .given_path import where_to_look
from .header import find_header
from .page import MOST_PAGE, looks_like_page, read_page
from .records import ColumnNames, Outcome, read_csv, read_jsonl, read_parquet

PAGES = (".html", ".htm", ".xhtml")
SINGLE = (".txt", ".text", ".md", *PAGES, *READERS)
RECORDS: dict[str, Callable[[bytes, str, ColumnNames], Iterator[Outcome]]] = {
    ".jsonl": read_jsonl, ".ndjson": read_jsonl, ".csv": read_csv, ".parquet": read_parquet,
    ".pq": read_parquet,
}  # fmt: skip
ARCHIVE = ".zip"
ACCEPTED = ", ".join([*SINGLE, *RECORDS, ARCHIVE])
# What a person corrected in the articles of a folder lies beside them.
CORRECTIONS = "corrections.jsonl"
SAVE_FIRST = "Save it as text, PDF, .docx or .eml first."


def read_data(data: bytes, name: str, suffix: str = "") -> Article:
    """Read the article of one file.

    Parameters
    ----------
    data
        The file.
    name
        What to record as the article's source.
    suffix
        Of its name, with the full stop.

    Raises
    ------
    ArticleError
        If it is of a format that is not read, or cannot be read.

    Examples
    --------
    >>> read_data(b"All quiet.", "a.txt", ".txt").text
    'All quiet.'
    """
    if reader := find_reader(data, suffix):
        check_size(len(data), name)
        return reader(data, name)
    if what := format_of_name(suffix) or format_of_data(suffix):
        raise ArticleError(f"Cannot read {name}: it is {what}. Expected {ACCEPTED}. {SAVE_FIRST}")
    # No text of one article has as many bytes as the largest page.
    check_size(len(data), name, most=MOST_PAGE)
    text, notes = decode(data, name)
    if suffix.lower() in PAGES or looks_like_page(text):
        return read_page(text, name, notes)
    check_length(text, name)
    header = find_header(text)
    return Article(
        text=text,
        title=header.title,
        published=header.published,
        source=name,
        byline=header.byline,
        notes=notes,
    )


def bytes_of(path: Path) -> bytes:
    """Return what a file holds.

    Raises
    ------
    ArticleError
        If there is no such file, it cannot be read, or it is a document that is too large.
    """
    try:
        if path.suffix.lower() not in RECORDS:
            check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(
            f"Cannot read {path}: there is no such file. {where_to_look(path)}"
        ) from None
    except OSError as error:
        raise ArticleError(
            f"Cannot read {path}: {error.strerror}. Expected a readable file."
        ) from None


def read_outcomes(data: bytes, name: str, suffix: str, columns: ColumnNames) -> Iterator[Outcome]:
    """Yield what one file of several gives; what is wrong with it is yielded, not raised.

    Parameters
    ----------
    data, name, suffix
        As in ``read_data``.
    columns
        Where a file of records has what.
    """
    try:
        if suffix.lower() in RECORDS:
            yield from RECORDS[suffix.lower()](data, name, columns)
        else:
            yield read_data(data, name, suffix)
    except ArticleError as error:
        yield error


def is_accepted(suffix: str) -> bool:
    """Return True if files with a suffix could hold articles."""
    return suffix.lower() in (*SINGLE, *RECORDS, ARCHIVE)


def is_left_out(path: PurePosixPath) -> bool:
    """Return True for a hidden file, for a README, and for what a person corrected in the articles.

    Parameters
    ----------
    path
        Relative to the folder or archive that is read.

    Examples
    --------
    >>> is_left_out(PurePosixPath("__MACOSX/a.txt")), is_left_out(PurePosixPath("news/a.txt"))
    (True, False)
    """
    named = [part for part in path.parts if part != ".."]
    is_hidden = any(part.startswith((".", "~", "__MACOSX")) for part in named)
    return is_hidden or path.stem.upper() == "README" or path.name == CORRECTIONS


def skipped(name: str, suffix: str) -> Issue:
    """Return the issue of a file that is not read among others."""
    kind = f"{suffix} files are" if suffix else "files without a suffix are"
    return Issue("skipped", f"{name} is skipped: {kind} not read in a folder. Expected {ACCEPTED}.")
