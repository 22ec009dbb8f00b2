"""The process that reads batches, started by ``supervision`` and ended with who started it."""

import os
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from .messages import ANSWER, DONE, FAULT, READY, Request


def serve(connection: Connection, requests: Mapping[str, Request]) -> None:
    """Answer requests until the connection is closed.

    Parameters
    ----------
    connection
        Its requests are (name, argument, options).
    requests
        What can be asked for, by name.
    """
    connection.send((READY, None))
    while True:
        try:
            name, argument, options = connection.recv()
        except EOFError:
            return
        try:
            found = requests[name](
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
    from ..reader import default_reader
    from .batch_reading import REQUESTS

    default_reader()
    serve(Connection(int(sys.argv[1])), REQUESTS)


if __name__ == "__main__":
    main()
