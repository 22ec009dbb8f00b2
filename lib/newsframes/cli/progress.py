"""Progress on the command line: what is being done, and how long it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(what: str, *, quiet: bool = False) -> Iterator[None]:
    """Write what is being done to stderr, and its time once it is done.

    Parameters
    ----------
    what
        Such as "reading 3 articles".
    quiet
        Write nothing.
    """
    if quiet:
        yield
        return
    start = time.perf_counter()
    sys.stderr.write(f"{what} … ")
    sys.stderr.flush()
    try:
        yield
    except BaseException:
        sys.stderr.write("failed\n")
        raise
    sys.stderr.write(f"{time.perf_counter() - start:.1f} s\n")
