"""A meter: how many bytes of the sources are behind, from which the time left is estimated."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class Meter:
    """Counts the bytes of files that were read, the open one up to where its reading is."""

    def __init__(self) -> None:
        self._finished = 0
        self._open: BinaryIO | None = None

    @contextmanager
    def opening(self, path: Path) -> Iterator[BinaryIO]:
        """Open a file, and count it."""
        with path.open("rb") as file:
            self._open = file
            try:
                yield file
            finally:
                self._open = None
                self._finished += path.stat().st_size

    @property
    def n_bytes(self) -> int:
        """Bytes that are behind."""
        return self._finished + (self._open.tell() if self._open else 0)


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of the files of a folder through all its levels."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
