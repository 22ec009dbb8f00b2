"""Sequels: a figure with those before it in the article, of which it may leave something out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from ..reader import Reading
from .figure import Figure, Offsets

# How sure a figure is whose unit is taken from another.
ELIDED = 0.8


@dataclass(frozen=True)
class Sequel:
    """A figure with those before it in the article, and the words of each."""

    reading: Reading
    body: str
    figure: Figure
    span: Span
    figures: Sequence[Figure]
    spans: Sequence[Span]

    @property
    def token(self) -> Token:
        """Return the word that the figure's other words hang on."""
        return self.span.root

    @property
    def last(self) -> Figure:
        """Return the figure before it."""
        return self.figures[-1]

    @property
    def before(self) -> Span:
        """Return the words of the figure before it."""
        return self.spans[-1]

    @cached_property
    def between(self) -> str:
        """Return the text between the two."""
        return self.body[self.last.number.end : self.figure.number.start]

    @cached_property
    def between_folded(self) -> str:
        """Return the text between the two in lower case."""
        return self.between.lower()

    @cached_property
    def is_near(self) -> bool:
        """Return True if both stand in one sentence."""
        return self.span.sent == self.before.sent

    def offsets(self, offsets: Offsets) -> Offsets:
        """Return offsets of the article as offsets of the body."""
        return offsets[0] - self.reading.body.start, offsets[1] - self.reading.body.start
