"""A number: value, bounds and unit, with its place in the text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A number as written, with approximator and unit; offsets are in the text that was searched.

    ``head`` is where the amount itself begins, behind approximator and sign; ``per`` is the second
    unit of a rate.
    """

    start: int
    end: int
    low: float
    high: float
    bound: str
    unit: str
    unit_kind: str
    is_word: bool
    found_by: str
    head: int
    per: str | None = None
