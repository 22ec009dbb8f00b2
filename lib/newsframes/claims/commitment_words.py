"""The lexicon of commitment: what each operator makes of its clause."""

from functools import cache
from typing import NamedTuple

from ..language.lexicon import read_lexicon
from ..tables.schema import CLAIMS

ASSERTED, DENIED, ASKED, SUPPOSED = CLAIMS
WITHHELD = "withheld"


class Operator(NamedTuple):
    """How a clause stands under an operator, and how where the operator is negated."""

    plain: str
    negated: str


@cache
def operators() -> dict[tuple[str, str], Operator]:
    """Map (use, word) to what an operator makes of its clause."""
    entries = read_lexicon("commitment")
    return {
        (entry["use"], entry["word"]): Operator(entry["plain"], entry["negated"])
        for entry in entries
    }


def is_word(use: str, word: str) -> bool:
    """Return True if the lexicon lists a word for a use."""
    return (use, word.lower()) in operators()


def is_withholding(lemma: str | None) -> bool:
    """Return True if a verb puts nothing forward as so: it denies, asks, or allows."""
    operator = operators().get(("verb", lemma)) if lemma is not None else None
    return operator is not None and operator.plain != ASSERTED
