"""Trace: which rules were tried for a decision, which one won and which came next."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """One decision: the stage, what it was asked about, the rules tried, the winner and its answer.

    ``answers`` holds what each rule answers, the rules behind the winner included. A stage of mode
    ``fold`` records one step for each rule that changed the value.
    """

    stage: str
    context: Any
    tried: tuple[str, ...]
    winner: str | None
    answer: Any = None
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def runner_up(self) -> str | None:
        """Return the rule that would have decided without the winner."""
        return next((name for name in self.answers if name != self.winner), None)


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
