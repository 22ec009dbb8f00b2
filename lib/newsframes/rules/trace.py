"""Trace: which rules were tried for a decision, which one won and which came next."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """One decision: the stage, what it was asked about, the rules tried, winner and runner-up.

    The runner-up is the next rule that gives an answer; None where no other does, and in a stage
    of mode ``fold``, which records one step for each rule that changed the value.
    """

    stage: str
    context: Any
    tried: tuple[str, ...]
    winner: str | None
    answer: Any = None
    runner_up: str | None = None


@dataclass
class Trace:
    """The decisions made while it was open, in order."""

    steps: list[Step] = field(default_factory=list)


_open: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current_trace() -> Trace | None:
    """Return the open trace, if any."""
    return _open.get()


@contextmanager
def tracing() -> Iterator[Trace]:
    """Record every decision of every stage; without it, stages record nothing.

    Examples
    --------
    >>> with tracing() as trace:
    ...     pass
    >>> trace.steps
    []
    """
    trace = Trace()
    token = _open.set(trace)
    try:
        yield trace
    finally:
        _open.reset(token)
