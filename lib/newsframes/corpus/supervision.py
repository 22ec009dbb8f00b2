"""Supervision: reads batches in a process of its own, which may crash, hang or grow too large."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from typing import Any

from .batch_files import BatchFiles, ReadingOptions, Rows, row_of_loss
from .corpus_error import CorpusError, import_tool
from .messages import ANSWER, DONE
from .raw_item import RawItem

# How the process is started; the number of its connection is added.
COMMAND = [sys.executable, "-m", "newsframes.corpus.child_process"]
# How often it is started before there is no more hope, seconds that it may take to load the reader,
# and between two looks at its memory.
STARTS, START_LIMIT, LOOK = 3, 600, 0.5
# Seconds that it may take to make the files once all items are read.
MAKING_LIMIT = 600


@dataclass(frozen=True)
class Limits:
    """What one article may cost.

    Parameters
    ----------
    seconds
        From the end of the article before it, or from the start, to its own end.
    n_bytes
        Memory of the process.
    """

    seconds: float
    n_bytes: int


class ProcessLostError(Exception):
    """The process is gone, or gave no answer.

    ``n_done`` items at the beginning were finished; ``reason`` completes "the article …".
    """

    def __init__(self, reason: str, n_done: int, *, is_exact: bool) -> None:
        super().__init__(reason)
        self.reason, self.n_done, self.is_exact = reason, n_done, is_exact


class StoppedError(RuntimeError):
    """The run was stopped."""


def start_process() -> tuple["subprocess.Popen[bytes]", Any]:
    """Start a process that reads, and return it with the connection to it."""
    connection, other = Pipe()
    # Its own session: Ctrl-C in a terminal reaches the run alone, which then ends the process.
    process = subprocess.Popen(
        [*COMMAND, str(other.fileno())], pass_fds=(other.fileno(),), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, start_new_session=True,
        env={"OMP_NUM_THREADS": "1", **os.environ},
    )  # fmt: skip
    other.close()
    return process, connection


class Supervisor:
    """One process that reads, started when it is first needed and again whenever it is lost."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.connection: Any = None
        self.is_stopped = False

    def ask(
        self, request: str, argument: Sequence[Any], options: ReadingOptions, limits: Limits
    ) -> Any:
        """Return the answer of the process.

        Parameters
        ----------
        request
            One of ``child_process.REQUESTS``.
        argument
            Items or parts.
        options, limits
            How they are read, and what they may cost.

        Raises
        ------
        ProcessLostError
            If the process ends, exceeds a limit or fails.
        CorpusError
            If it does not start.
        """
        self._start(limits)
        finished: set[int] = set()
        try:
            self.connection.send((request, argument, options))
            while True:
                is_reading = request != "join" and len(finished) < len(argument)
                seconds = limits.seconds if is_reading else MAKING_LIMIT
                kind, value = self._next_message(limits, seconds)
                if kind == DONE:
                    finished.add(value)
                elif kind == ANSWER:
                    return value
                else:
                    raise ProcessLostError(f"could not be read ({value})", 0, is_exact=False)
        except ProcessLostError as loss:
            n_done = next(n for n in range(len(argument) + 1) if n not in finished)
            raise ProcessLostError(loss.reason, n_done, is_exact=loss.is_exact) from None
        except (EOFError, OSError):
            n_done = next(n for n in range(len(argument) + 1) if n not in finished)
            reason = f"ended the process that read it ({self._ended()})"
            raise ProcessLostError(reason, n_done, is_exact=request == "part") from None

    def stop(self) -> None:
        """End the process; whoever waits for its answer gets ``StoppedError``."""
        self.is_stopped = True
        self._kill()

    def _start(self, limits: Limits) -> None:
        """Start the process if there is none, and wait until it can read."""
        if self.process is not None and self.process.poll() is None:
            return
        for _ in range(STARTS):  # another program may have ended it, for want of memory
            if self.is_stopped:
                raise StoppedError
            self.process, self.connection = start_process()
            try:
                self._next_message(limits, START_LIMIT)
            except (ProcessLostError, EOFError, OSError) as error:
                said = f"{error}" or self._ended()
            else:
                return
        raise CorpusError(
            f"Cannot start a process that reads, tried {STARTS} times: {said}. Run newsframes"
            " tabulate on one article to see why."
        )

    def _next_message(self, limits: Limits, seconds: float) -> tuple[str, Any]:
        """Wait for what the process says next."""
        tool = import_tool("psutil")
        latest = time.monotonic() + seconds
        while not self.connection.poll(LOOK):
            if self.is_stopped:
                raise StoppedError
            if time.monotonic() > latest:
                self._kill()
                raise ProcessLostError(f"took too long (more than {seconds:g} s)", 0, is_exact=True)
            try:
                size = tool.Process(self.process.pid).memory_info().rss if self.process else 0
            except tool.NoSuchProcess:
                continue  # what it said last is still to be read
            if size > limits.n_bytes:
                self._kill()
                reason = f"needed too much memory (more than {limits.n_bytes / 2**30:.1f} GiB)"
                raise ProcessLostError(reason, 0, is_exact=False)
        message: tuple[str, Any] = self.connection.recv()
        return message

    def _ended(self) -> str:
        """Say how the process ended."""
        if self.is_stopped:
            raise StoppedError
        code = self.process.wait() if self.process else 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def _kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def read_batch(
    items: Sequence[RawItem], options: ReadingOptions, limits: Limits, supervisor: Supervisor
) -> BatchFiles:
    """Read a batch, whatever its items do to the process; what ends it is an issue.

    A batch that ends the process is read in parts, up to the item at which it ended, and this one
    by itself. One that ends it again, alone, is left out; all others are there.

    Parameters
    ----------
    items, options, limits
        What to read, how, and what it may cost.
    supervisor
        Has the process.
    """
    try:
        found: BatchFiles = supervisor.ask("whole", items, options, limits)
    except ProcessLostError as loss:
        first = loss
    else:
        return found
    parts: list[Rows] = []
    n_lost = 0
    todo = _split(items, first)
    while todo:
        part = todo.pop(0)
        try:
            parts.append(supervisor.ask("part", part, options, limits))
        except ProcessLostError as loss:
            if len(part) == 1:
                parts.append(row_of_loss(part[0], loss.reason))
                n_lost += 1
            else:
                todo = [*_split(part, loss), *todo]
    try:
        return replace(supervisor.ask("join", parts, options, limits), n_lost=n_lost)
    except ProcessLostError as loss:
        raise CorpusError(
            f"Cannot make the tables of the batch from {items[0].name} on: it {loss.reason}. Take"
            " smaller batches (size)."
        ) from None


def _split(items: Sequence[RawItem], loss: ProcessLostError) -> list[Sequence[RawItem]]:
    """Part items at the one that ended the process, if it is known; else in halves.

    One item is tried again.
    """
    at = min(loss.n_done, len(items) - 1)
    if len(items) == 1 or (not loss.is_exact and at == 0):
        half = len(items) // 2
        parts = [items[:half], items[half:]]
    elif loss.is_exact:
        parts = [items[:at], items[at : at + 1], items[at + 1 :]]
    else:
        parts = [items[:at], items[at:]]
    return [part for part in parts if part]


_LOCAL = threading.local()
_ALL: list[Supervisor] = []


def read_batch_here(
    items: Sequence[RawItem], options: ReadingOptions, limits: Limits
) -> BatchFiles:
    """Read a batch in the process of this thread of a Dask worker.

    Parameters
    ----------
    items, options, limits
        As in ``read_batch``.
    """
    supervisor = getattr(_LOCAL, "supervisor", None)
    if supervisor is None or supervisor.is_stopped:
        supervisor = _LOCAL.supervisor = Supervisor()
        _ALL.append(supervisor)
    return read_batch(items, options, limits, supervisor)


def stop_all() -> None:
    """End the processes of this Dask worker."""
    while _ALL:
        _ALL.pop().stop()
