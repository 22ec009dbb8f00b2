"""A figure: one quantity of an article, before it becomes a row."""

from dataclasses import dataclass

from .quantity import Number

Offsets = tuple[int, int]


@dataclass(frozen=True)
class Figure:
    """One quantity, in offsets of the article's text.

    Notes
    -----
    ``part_of`` is the place in the list of the figure whose part this one is. ``claimant`` is where
    the text names who gives the figure, if that is not the source of a quote.
    """

    start: int
    end: int
    number: Number
    thing: Offsets | None
    about: Offsets | None
    event: str | None
    change: str | None
    claimant: Offsets | None
    part_of: int | None
    confidence: float
