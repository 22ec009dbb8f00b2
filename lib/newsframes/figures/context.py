"""Contexts: one number where it stands, which is what the rules about figures ask."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Span, Token

from ..language.sentences import is_abbreviation
from .quantity import Number

# How much of the text before and behind a number its rules see.
BEFORE, AFTER = 24, 14
# The end of a sentence, unless an abbreviation stands before it.
STOP = re.compile(r"(?<=\w)(?P<mark>[.!?…])[”\"’')\]]*\s+")


@dataclass(frozen=True)
class FigureContext:
    """A number, its tokens, the token that carries it, and the noun that it counts, if any."""

    body: str
    number: Number
    span: Span
    token: Token
    thing: Span | None = None

    @cached_property
    def before(self) -> str:
        """Return what stands before the number in its own sentence."""
        before = self.body[max(0, self.number.start - BEFORE) : self.number.start]
        for stop in reversed(list(STOP.finditer(before))):
            if stop["mark"] != "." or not is_abbreviation(before[: stop.start()]):
                return before[stop.end() :]
        return before

    @cached_property
    def after(self) -> str:
        """Return what follows the number."""
        return self.body[self.number.end : self.number.end + AFTER]

    @cached_property
    def surface(self) -> str:
        """Return the number as written."""
        return self.body[self.number.start : self.number.end]

    @property
    def is_count(self) -> bool:
        """Return True if the number has no unit."""
        return self.number.unit == "count"

    @property
    def is_digits(self) -> bool:
        """Return True if the number has no unit and is written in digits."""
        return self.number.unit == "count" and not self.number.is_word

    @property
    def word_before(self) -> Token | None:
        """Return the token before the number."""
        return self.span.doc[self.span.start - 1] if self.span.start else None

    @property
    def word_after(self) -> Token | None:
        """Return the token behind the number."""
        return self.span.doc[self.span.end] if self.span.end < len(self.span.doc) else None

    @cached_property
    def modifies(self) -> bool:
        """Return True if the number modifies a noun behind it."""
        noun = self.token.head
        return (
            self.token.dep_ in {"nummod", "quantmod", "compound"}
            and noun.pos_ == "NOUN"
            and noun.i >= self.span.end
        )

    def stands_in(self, pattern: re.Pattern[str], reach: int = BEFORE) -> bool:
        """Return True if the number is part of what a pattern describes."""
        number = self.number
        found = pattern.finditer(self.body, max(0, number.start - reach), number.end + reach)
        return any(match.start() < number.end and number.start < match.end() for match in found)


Condition = Callable[[FigureContext], bool]


def written(
    *,
    before: str = "",
    surface: str = "",
    after: str = "",
    form: Literal["digits", "words", "any"] = "digits",
) -> Condition:
    """Return a condition on how a number without a unit is written, and on the text beside it.

    Parameters
    ----------
    before, surface, after
        Patterns of the end of what stands before it, of all of itself, and of what follows it.
    form
        Whether it must be in digits, or in words.
    """
    ahead, own, behind = (
        re.compile(pattern) if pattern else None
        for pattern in (before and rf"(?:{before})\Z", surface, after)
    )

    def is_written(context: FigureContext) -> bool:
        is_word = context.number.is_word
        return (
            context.is_count
            and (form == "any" or is_word == (form == "words"))
            and (behind is None or behind.match(context.after) is not None)
            and (ahead is None or ahead.search(context.before) is not None)
            and (own is None or own.fullmatch(context.surface) is not None)
        )

    return is_written
