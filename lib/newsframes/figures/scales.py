"""Scales: words and letters that multiply a number, and what else "m" may be."""

import re
from functools import cache, lru_cache
from typing import Protocol

from ..lexicon import read_lexicon

# What may be a scale or a unit: a million or a metre, a trillion or a tonne.
METRES = {"m", "mm", "t"}
CURRENCY = frozenset("$£€¥₹₽₺₩₦₿")
# A text that writes "£3m" or "1.3m people" means millions in "fell to 2m in May", too.
IN_MILLIONS = re.compile(r"[£$€]\d[\d.,]*m\b|\b\d+\.\d+m\speople\b")
AFTER_MILLION = frozenset("by in were was have had last this next a . , ; to live lived".split())  # noqa: SIM905


class Words(Protocol):
    """A text cut into words, which may touch the ones before them."""

    text: str

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
    is_bare = following in AFTER_MILLION and reader.word(at - 1) not in ("the", "a", "an", "x", "-")
    if is_bare and _counts_in_m(reader.text):
        return reader.word(after) == "m" and reader.touches(after)
    is_plural = following == "people" or (following.endswith("s") and len(following) > 3)
    return reader.word(after) == "m" and is_plural and following not in ("hurdles", "across", "steeples")


def has_currency(reader: Words, at: int) -> bool:
    """Say whether a currency's sign, code or letter stands before an amount."""
    return reader.word(at - 1) in CURRENCY | _codes() or (reader.touches(at) and reader.word(at - 1) in _letters())


@lru_cache(maxsize=4)
def _counts_in_m(text: str) -> bool:
    return IN_MILLIONS.search(text) is not None
