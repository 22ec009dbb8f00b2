"""ZIP files, opened and unpacked within limits; nothing is written to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .article import ArticleError

# So much is unpacked of one member; so much of a directory (some 100 bytes a member) is read.
MOST_UNPACKED, MOST_DIRECTORY = 50 * 2**20, 2 * 2**20
# The record at a ZIP file's end, and the place and size of what it says of the directory's size.
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_536
DIRECTORY_SIZE = slice(12, 16)
# What zipfile and zlib raise on damaged files.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


@contextmanager
def open_zip(
    source: Path | bytes,
    name: str,
    *,
    most_directory: int | None = None,
    what: str = "ZIP file",
) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP file.

    Parameters
    ----------
    source
        Its path, or its bytes.
    name
        What to call it in messages.
    most_directory
        How many bytes the list of its members may have; 2 MiB by default.
    what
        What to call it in messages: Word documents are ZIP files too.

    Raises
    ------
    ArticleError
        If it is no ZIP file, or damaged, or lists too many members.
    """
    with source.open("rb") if isinstance(source, Path) else io.BytesIO(source) as file:
        _check_directory(file, name, MOST_DIRECTORY if most_directory is None else most_directory)
        try:
            archive = zipfile.ZipFile(file)
        except DAMAGED as error:
            raise ArticleError(
                f"Cannot read {name}: it is no {what}, or a damaged one ({error}). Make it anew."
            ) from None
        with archive:
            yield archive


def _check_directory(file: BinaryIO, name: str, most: int) -> None:
    """Refuse a file whose list of members is so long that it would fill the memory."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - END_SIZE - LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(END)
    size = int.from_bytes(tail[at : at + END_SIZE][DIRECTORY_SIZE], "little")
    if at >= 0 and size > most:
        raise ArticleError(
            f"Cannot read {name}: the list of its members has {size:,} bytes. At most"
            f" {most:,} are read. Unpack it, and read the folder."
        )


def list_members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """List the files of an archive by their names."""
    files = (one for one in archive.infolist() if not one.is_dir())
    return sorted(files, key=lambda one: one.filename)


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack one member in memory.

    Raises
    ------
    ArticleError
        If it is encrypted, damaged, or too large when unpacked, whatever size the file states.
    """
    if member.flag_bits & 0x1:
        raise ArticleError(
            f"Cannot read {name}: it is encrypted. Unpack it with its password, and read that."
        )
    try:
        with archive.open(member) as file:
            data = file.read(MOST_UNPACKED + 1)
    except (*DAMAGED, RuntimeError) as error:
        raise ArticleError(
            f"Cannot read {name}: it is damaged ({error}). Make the file anew."
        ) from None
    if len(data) > MOST_UNPACKED:
        raise ArticleError(
            f"Cannot read {name}: unpacked it has more than {MOST_UNPACKED:,} bytes, as a ZIP bomb"
            " has. Unpack it yourself if you trust it."
        )
    return data
