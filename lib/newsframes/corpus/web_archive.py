"""Web archives (WARC): the pages of a crawl, one item a page."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from ..articles import ArticleError
from .corpus_error import import_tool
from .raw_item import RawItem
from .record_streams import LONGEST_RECORD

# Records that hold what a server sent, and those that hold text made of it (WET files).
PAGE_RECORDS, TEXT_RECORDS = ("response", "resource"), ("conversion",)
PAGES, TEXTS = ("text/html", "application/xhtml+xml"), ("text/plain",)


def stream_warc(file: BinaryIO, name: str) -> Iterator[RawItem]:
    """Yield an item for each page, named by its address; pictures, scripts and errors are passed.

    Parameters
    ----------
    file
        Open for reading; compressed or not.
    name
        What to call it in messages.

    Raises
    ------
    ArticleError
        If it is no WARC file, or damaged from some place on.
    """
    archive = import_tool("warcio.archiveiterator")
    errors = import_tool("warcio.exceptions")
    try:
        for record in archive.ArchiveIterator(file):
            if suffix := _suffix_of(record):
                yield _item(record, suffix, name)
    except (errors.ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise ArticleError(
            f"Cannot read {name}, or what follows in it: {str(error).strip() or 'it is cut off'}."
            " Expected a WARC file."
        ) from None


def _suffix_of(record: Any) -> str | None:
    """Return the suffix that a file with a record's content would have; None for what is passed."""
    if record.rec_type in TEXT_RECORDS:
        return ".txt"
    if record.rec_type not in PAGE_RECORDS:
        return None
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return None
    return {**dict.fromkeys(PAGES, ".html"), **dict.fromkeys(TEXTS, ".txt")}.get(
        _content_type(record)[0]
    )


def _content_type(record: Any) -> tuple[str, str]:
    """Return the media type and the encoding that a record states."""
    headers = record.http_headers or record.rec_headers
    media, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    encoding = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return media.strip().lower(), encoding


def _item(record: Any, suffix: str, name: str) -> RawItem:
    """Read a record; a text in another encoding becomes UTF-8."""
    address = record.rec_headers.get_header("WARC-Target-URI") or name
    data = record.content_stream().read(LONGEST_RECORD + 1)
    if len(data) > LONGEST_RECORD:
        message = f"Cannot read {address}: it has more than {LONGEST_RECORD:,} bytes."
        return RawItem.of_issue(address, "unreadable", message)
    encoding = _content_type(record)[1]
    if encoding not in ("", "utf-8", "utf8"):
        try:
            data = data.decode(encoding).encode("utf-8")
        except (LookupError, UnicodeDecodeError):
            # The server is wrong about it; the bytes are looked at instead.
            return RawItem(address, data, suffix)
    return RawItem(address, data, suffix)
