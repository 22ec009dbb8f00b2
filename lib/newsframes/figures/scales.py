"""Scales: words and letters that multiply a number, and what else "m" may be."""

import re
from functools import cache, lru_cache
from typing import Protocol

from ..lexicon import read_lexicon
from .tokens import Token

# What may be a scale or a unit: a million or a metre, a trillion or a tonne.
METRES = {"m", "mm", "t"}
CURRENCY = frozenset("$£€¥₹₽₺₩₦₿")
# A text that writes "£3m" or "1.3m people" means millions in "fell to 2m in May", too.
IN_MILLIONS = re.compile(r"[£$€]\d[\d.,]*m\b|\b\d+\.\d+m\speople\b")
AFTER_MILLION = re.compile(
    r"\s(?:(?:in|by)\s(?:the\b|(?:19|20)\d\d\b|[A-Z][a-z]+\b)|(?:were|have|had|live|lived|last|this|next|more)\b"
    r"|a\s(?:year|month|week|day)\b)"
)
# Distances of races, which are never so many millions.
RACES = {"50", "60", "100", "110", "200", "400", "800", "1500", "1,500", "3000", "3,000", "5000", "5,000"}


class Words(Protocol):
    """A text cut into words, which may touch the ones before them."""

    text: str
    tokens: list[Token]

    def word(self, at: int) -> str: ...

    def touches(self, at: int) -> bool: ...


@cache
def number_words() -> dict[str, dict[str, float]]:
    """Map the words that numbers are made of to their values, by their role."""
    roles: dict[str, dict[str, float]] = {}
    for entry in read_lexicon("number_words"):
        roles.setdefault(entry["role"], {})[entry["word"]] = float(entry["value"])
    return roles


@cache
def _codes() -> frozenset[str]:
    """List the codes for currencies that stand before an amount."""
    rows = read_lexicon("units")
    return frozenset(
        row["form"] for row in rows if row["unit_kind"] == "money" and row["form"].isalpha() and len(row["form"]) < 4
    )


@cache
def _letters() -> frozenset[str]:
    return frozenset(row["prefix"].lower() for row in read_lexicon("currency_prefixes"))


def is_million(reader: Words, at: int, after: int) -> bool:
    """Say whether "m" is a million: with a currency, or before a plural ("5m people"); else it is a metre."""
    if has_currency(reader, at):
        return True
    following = reader.word(after + 1)
    is_bare = AFTER_MILLION.match(reader.text, reader.tokens[after].end) and reader.word(at) not in RACES
    if is_bare and reader.word(at - 1) not in ("the", "a", "an", "x", "-") and _counts_in_m(reader.text):
        return reader.word(after) == "m" and reader.touches(after)
    is_plural = following == "people" or (following.endswith("s") and len(following) > 3)
    return reader.word(after) == "m" and is_plural and following not in ("hurdles", "across", "steeples")


def has_currency(reader: Words, at: int) -> bool:
    """Say whether a currency's sign, code or letter stands before an amount."""
    return reader.word(at - 1) in CURRENCY | _codes() or (reader.touches(at) and reader.word(at - 1) in _letters())


@lru_cache(maxsize=4)
def _counts_in_m(text: str) -> bool:
    return IN_MILLIONS.search(text) is not None
