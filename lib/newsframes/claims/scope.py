"""Scope: how a clause with a figure stands under the operators above it."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from ..figures import Figure
from ..language.syntax import VERBAL
from .commitment_words import ASKED, ASSERTED, DENIED, SUPPOSED
from .negation import is_negated

# What a clause, or a noun that reports one, brings to the word above it; a figure alone only what
# it counts.
CLAUSE, REPORT, FIGURE, OTHER = "clause", "report", "figure", "other"


@dataclass(frozen=True)
class Scope:
    """What is known on the way up the tree from a figure.

    ``claim`` is None where nothing is put forward; ``kind`` is what the last word brings to the one
    above it. An operator further up is ignored if the figure ``is_closed`` off from it ("the 40 men
    who fled"), and withholds the claim if its reach ``is_unclear``. A figure ``is_spared`` by the
    negation of the next verb alone ("has not eaten for 40 hours", "did not hire 40 but 12").
    ``holder`` is who denies or asks within what another says.
    """

    claim: str | None = ASSERTED
    kind: str = FIGURE
    is_closed: bool = False
    is_unclear: bool = False
    is_spared: bool = False
    holder: Token | None = None

    def under(self, operator: str | None, holder: Token | None = None) -> "Scope":
        """Return the scope with one more operator over it; None withholds the claim."""
        claim = combine(self.claim, operator)
        if claim == self.claim or self.is_closed:
            return self
        return replace(self, claim=None if self.is_unclear else claim, holder=holder or self.holder)

    def withheld(self) -> "Scope":
        """Return the scope with nothing put forward."""
        return replace(self, claim=None)


def combine(inner: str | None, operator: str | None) -> str | None:
    """Return how a clause stands under an operator.

    The nearest question or supposition wins, and two negations cancel out.
    """
    if inner is None or operator is None:
        return None
    if operator == ASSERTED or inner in (ASKED, SUPPOSED):
        return inner
    return ASSERTED if (inner, operator) == (DENIED, DENIED) else operator


@dataclass(frozen=True)
class Ascent:
    """One edge on the way up from a figure, from ``child`` to its head.

    ``ignored`` are the places of the words whose negation is already counted; the head ``is_cue``
    if it belongs to the words that attribute the content.
    """

    child: Token
    figure: Figure
    ignored: frozenset[int]
    is_cue: bool

    @property
    def head(self) -> Token:
        """The word that the step leads to."""
        return self.child.head

    @property
    def is_clausal(self) -> bool:
        """Return True if the head is a verb."""
        return self.head.pos_ in VERBAL

    def is_negated(self, *words: Token) -> bool:
        """Return True if one of some words is negated, by a negator that is not yet counted."""
        return any(is_negated(word, self.ignored) for word in words)
