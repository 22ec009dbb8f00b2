"""The items of sources, one after the other: at no time is a whole source in memory."""

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

import pyarrow as pa

from ..articles import ArticleError
from ..articles.archive import printable
from ..articles.documents import MOST_BYTES
from ..articles.files import ACCEPTED, ARCHIVE, is_accepted, is_left_out, skipped
from ..articles.formats import format_of_name
from ..articles.records import ColumnNames
from ..articles.zip_file import list_members, open_zip, read_member
from .corpus_error import CorpusError
from .meter import Meter
from .raw_item import RawItem
from .record_streams import STREAMS
from .web_archive import stream_warc

COMPRESSED = (".gz", ".zst")
WEB_ARCHIVE = ".warc"
# What a damaged compressed file raises.
DAMAGED = (EOFError, zlib.error, OSError)
# The list of a ZIP file's members may have so many bytes, which is some million members.
MOST_DIRECTORY = 200 * 2**20


def check_sources(sources: list[Path], out: Path) -> None:
    """Refuse what cannot be a source before anything is read.

    Raises
    ------
    CorpusError
        If there is none, one is not there or of no known format, or the output would lie in one.
    """
    if not sources:
        raise CorpusError("Cannot build a corpus of nothing. Give a file or a folder.")
    for source in sources:
        if not source.exists():
            raise CorpusError(f"Cannot read {source}: there is no such file or folder.")
        if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
            raise CorpusError(
                f"Cannot write to {out}: it lies in {source}, which is to be read. Choose another"
                " folder."
            )
        if source.is_file() and not _is_known(source.name):
            raise CorpusError(
                f"Cannot read {source}: its format is not known. Expected a folder, {ACCEPTED},"
                f" {WEB_ARCHIVE}, or one of them with {' or '.join(COMPRESSED)}."
            )


def stream_items(source: Path, columns: ColumnNames, meter: Meter) -> Iterator[RawItem]:
    """Yield the items of a file or folder in the order of its paths, lines and rows.

    What cannot be read becomes an item that says so.

    Parameters
    ----------
    source
        A file, or a folder that is searched through all its levels as by ``read_articles``.
    columns
        Where records have what.
    meter
        Told how far the reading is.
    """
    if source.is_file():
        yield from _file_items(source, source.name, columns, meter)
        return
    for path in _walk(source):
        name = path.relative_to(source).as_posix()
        if is_left_out(PurePosixPath(name)):
            continue
        if _is_known(name) or format_of_name(path.suffix):
            yield from _file_items(path, name, columns, meter)
        else:
            issue = skipped(name, path.suffix)
            yield RawItem.of_issue(name, issue.kind, issue.message)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder in the order of their paths, with one level at a time listed."""
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        if is_folder:
            yield from _walk(folder / name)
        elif (folder / name).is_file():
            yield folder / name


def _parts(name: str) -> tuple[str, str]:
    """Return the suffix of a file's name without compression, and that of the compression."""
    path = PurePosixPath(name.lower())
    return (
        (PurePosixPath(path.stem).suffix, path.suffix)
        if path.suffix in COMPRESSED
        else (path.suffix, "")
    )


def _is_known(name: str) -> bool:
    suffix, _ = _parts(name)
    return is_accepted(suffix) or suffix == WEB_ARCHIVE


def _file_items(path: Path, name: str, columns: ColumnNames, meter: Meter) -> Iterator[RawItem]:
    """Yield the items of one file; what is wrong with it is one of them."""
    suffix, compression = _parts(name)
    try:
        with meter.opening(path) as file:
            if suffix == ARCHIVE and not compression:
                yield from _zip_items(path, name, columns)
            elif suffix == WEB_ARCHIVE and compression == ".gz":
                yield from stream_warc(file, name)
            else:
                yield from _open_items(_unpacked(file, compression), name, suffix, columns)
    except ArticleError as error:
        yield RawItem.of_error(name, error)
    except DAMAGED as error:
        message = f"Cannot read {name}, or what follows in it: {error}."
        yield RawItem.of_issue(name, "unreadable", message)


def _unpacked(file: BinaryIO, compression: str) -> BinaryIO:
    """Return a stream of what a compressed file holds."""
    if compression == ".gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=file))
    if compression == ".zst":
        return io.BufferedReader(pa.CompressedInputStream(file, "zstd"))
    return file


def _open_items(file: BinaryIO, name: str, suffix: str, columns: ColumnNames) -> Iterator[RawItem]:
    """Yield the items of an open file that is no archive."""
    if suffix == WEB_ARCHIVE:
        yield from stream_warc(file, name)
    elif suffix in STREAMS:
        # Parquet is read from its end.
        is_seekable = suffix not in (".parquet", ".pq") or file.seekable()
        opened = file if is_seekable else io.BytesIO(file.read(MOST_BYTES))
        yield from STREAMS[suffix](opened, name, columns)
    else:
        data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            message = f"Cannot read {name}: it has more than {MOST_BYTES:,} bytes."
            yield RawItem.of_issue(name, "unreadable", message)
        else:
            yield RawItem(name, data, suffix)


def _zip_items(path: Path, name: str, columns: ColumnNames) -> Iterator[RawItem]:
    """Yield the items of the members of a ZIP file in the order of their names."""
    with open_zip(path, name, most_directory=MOST_DIRECTORY) as archive:
        for member in list_members(archive):
            label, suffix = f"{name}/{printable(member.filename)}", _parts(member.filename)[0]
            if is_left_out(PurePosixPath(member.filename)):
                continue
            if suffix == ARCHIVE or not (_is_known(member.filename) or format_of_name(suffix)):
                issue = skipped(label, suffix)
                yield RawItem.of_issue(label, issue.kind, issue.message)
                continue
            try:
                data = io.BytesIO(read_member(archive, member, label))
                stream = _unpacked(data, _parts(member.filename)[1])
                yield from _open_items(stream, label, suffix, columns)
            except ArticleError as error:
                yield RawItem.of_error(label, error)
            except DAMAGED as error:
                message = f"Cannot read {label}, or what follows in it: {error}."
                yield RawItem.of_issue(label, "unreadable", message)
