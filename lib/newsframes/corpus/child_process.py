"""The process that reads batches, started by ``supervision`` and ended with who started it."""

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ..claims.rows import Rows
from ..reader import default_reader
from .batch_files import BatchFiles, ReadingOptions
from .batch_reading import join_rows, make_files, read_items
from .messages import ANSWER, DONE, FAULT, READY
from .raw_item import RawItem

Done = Callable[[int], object]


def read_whole(items: Sequence[RawItem], options: ReadingOptions, done: Done) -> BatchFiles:
    """Read a batch at once."""
    return make_files(read_items(items, options, done), options)


def read_part(items: Sequence[RawItem], options: ReadingOptions, done: Done) -> Rows:
    """Read a part of a batch with care, so that it shows which item ends the process."""
    return read_items(items, options, done, is_careful=True)


def join_parts(parts: Sequence[Rows], options: ReadingOptions, done: Done) -> BatchFiles:
    """Make the files of a batch that was read in parts."""
    return make_files(join_rows(parts), options)


REQUESTS: dict[str, Callable[[Any, ReadingOptions, Done], BatchFiles | Rows]] = {
    "whole": read_whole, "part": read_part, "join": join_parts,
}  # fmt: skip


def serve(connection: Connection) -> None:
    """Answer requests until the connection is closed.

    Parameters
    ----------
    connection
        Its requests are (name, argument, options).
    """
    default_reader()
    connection.send((READY, None))
    while True:
        try:
            name, argument, options = connection.recv()
        except EOFError:
            return
        try:
            found = REQUESTS[name](
                argument, options, lambda number: connection.send((DONE, number))
            )
        except Exception as error:  # whatever a batch does, the answer says so
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}, {last.name}"
            connection.send((FAULT, f"{type(error).__name__} in {where}: {error}"))
        else:
            connection.send((ANSWER, found))


def end_with(parent: int) -> None:
    """End this process soon after the one that started it, even while it reads."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main() -> None:
    """Serve on the connection whose number is the first argument."""
    end_with(os.getppid())
    serve(Connection(int(sys.argv[1])))


if __name__ == "__main__":
    main()
