"""Scales: words and letters that multiply a number, and what else "m" may be."""

import re
from functools import cache, lru_cache
from typing import Protocol

from ..language.lexicon import read_lexicon
from .measures import codes, prefixes
from .tokens import Token

# What is a scale of money, and may be something else: a metre, a tonne, a credit.
AMBIGUOUS = {"m", "mm", "t", "cr"}
# What stands between the two ends of a range.
JOINTS = {"-", "–", "—", "to", "and", "or"}
# A text that writes "£3m" or "1.3m people" means millions in "fell to 2m in May", too.
IN_MILLIONS = re.compile(r"[£$€]\d[\d.,]*m\b|\b\d+\.\d+m\speople\b")
SUMS = re.compile(r"[£$€]\d|\d\s?(?:million|billion|bn|mn|k|tn)\b|\d[MB]\b|\b\d{1,3}\.\dm\b")
# "2.7m" may be millions, "1.85m" is how far someone jumps.
DECIMAL = re.compile(r"\d{1,3}\.\d")
# What follows millions of people, besides what they are: "9m voted", "2m in May".
AFTER_MILLION = re.compile(
    r"\s(?:were|was|have|had|has|are|is|live|lived|left|last|this|next|more|an?|the|in|on|at|by|of|for|to|with|and|or"
    r"|but|as|after|who|that|which|while|when|since|until|from|compared|against|[a-z]+ed)\b"
)
# The noun behind a number, in the plural, with up to two words before it: "2.7m daily users".
PLURAL = re.compile(
    r"\s(?:[a-z-]+\s){0,2}?(?P<noun>people|children|men|women|[a-z]{3,}(?<![su])s)\b(?!-)"
)
# Between a number and what it counts stands none of these: "10m from the shores", "2.7m in sales".
FUNCTION = re.compile(
    r"\b(?:an?|the|in|on|at|by|of|from|for|to|with|and|or|but|as|is|was|were|are|had|has|have|after|above|below|under"
    r"|over|into|behind|that|who|which|inside|outside|his|its|this|across|towards|past|wide|high|long|tall)\s"
)
SENTENCE = re.compile(r"[.!?](?:\s(?![a-z])|$)|;\s")
# Other metric measures in the sentence: "a capacity of 100t and an outreach of 48m".
BESIDE = re.compile(r"\d\s?(?:t|kg|cm|mm|dm|km|ft)\b")
# "5m-high", "8m/s", "20m2".
FASTENED = frozenset("-/²³23")
# "2m x 3m".
BY = re.compile(r"\s?(?:x|×|by)\s?\d")
ARTICLED = ("the", "a", "an", "x", "-", "'s")
# Distances of races, which are never so many millions.
RACES = {
    "50",
    "60",
    "100",
    "110",
    "200",
    "400",
    "800",
    "1500",
    "1,500",
    "3000",
    "3,000",
    "5000",
    "5,000",
}
NEAR = 80


class Words(Protocol):
    """A text cut into words, which may touch the ones before them."""

    text: str
    tokens: list[Token]

    def word(self, at: int) -> str:
        """Return the word at a place, in lower case; "" where there is none."""

    def touches(self, at: int) -> bool:
        """Return True if no space stands before the word at a place."""


@cache
def number_words() -> dict[str, dict[str, float]]:
    """Map the words that numbers are made of to their values, by their role."""
    roles: dict[str, dict[str, float]] = {}
    for entry in read_lexicon("number_words"):
        roles.setdefault(entry["role"], {})[entry["word"]] = float(entry["value"])
    return roles


@cache
def _codes() -> frozenset[str]:
    """List the codes for currencies in the lexicon, in lower case."""
    forms = (row["form"] for row in read_lexicon("units") if row["unit_kind"] == "money")
    return frozenset(form for form in forms if form.isalpha() and 2 <= len(form) < 4)


def is_million(reader: Words, at: int, after: int) -> bool:
    """Return True if the letter behind a number is a scale.

    It is beside a currency, and where nothing measures a length.

    Parameters
    ----------
    reader
        The text, cut into words.
    at, after
        The places of the number's first word and of the letter.
    """
    if has_currency(reader, at) or has_currency_behind(reader, after):
        return True
    if reader.word(after) != "m" or not reader.touches(after):
        return False
    token = reader.tokens[after]
    if reader.text[token.start] == "M":
        return not _cues("after").match(reader.text[token.end : token.end + NEAR].lstrip())
    is_fastened = reader.text[token.end : token.end + 1] in FASTENED
    return not (is_fastened or reader.word(at) in RACES) and _is_no_length(reader, at, token)


def _is_no_length(reader: Words, at: int, letter: Token) -> bool:
    """Return True if the words around a number and its "m" measure no length."""
    before, behind = (
        reader.text[max(0, letter.start - NEAR) : letter.start],
        reader.text[letter.end : letter.end + NEAR],
    )
    if _cues("after").match(behind.lstrip()) or BY.match(behind):
        return False
    counted = PLURAL.match(behind)
    if counted and not FUNCTION.search(counted.group()):
        return not _cues("noun").fullmatch(counted["noun"])
    if reader.word(at - 1) in ARTICLED or (
        re.match(r"\s[a-z]{3,}\b", behind) and not AFTER_MILLION.match(behind)
    ):
        return False  # "a 3m fence"
    sentence = SENTENCE.split(before)[-1] + " m " + SENTENCE.split(behind)[0]
    is_length = _cues("near").search(sentence) or BESIDE.search(sentence)
    is_decimal = DECIMAL.fullmatch(reader.word(at)) is not None
    return not is_length and "," not in reader.word(at) and _counts_in_m(reader.text, is_decimal)


@cache
def _cues(use: str) -> re.Pattern[str]:
    """Compile the words of one use that show a length."""
    rows = read_lexicon("length_words")
    words = [row["word"] for row in rows if row["use"] == use]
    if use == "near":
        words += [row["word"].removesuffix("s") for row in rows if row["use"] == "noun"]
    words.sort(key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def _signs() -> frozenset[str]:
    """List the signs of currencies."""
    forms = (row["form"][-1] for row in read_lexicon("units") if row["unit_kind"] == "money")
    return frozenset(sign for sign in forms if not sign.isalnum() and sign != ".")


def has_currency(reader: Words, at: int) -> bool:
    """Return True if a currency stands before an amount, or before the range that it closes."""
    before = at - 1 if reader.word(at - 1) != "." else at - 2  # "Rs. 5m"
    if reader.word(at - 1) in _signs() or _is_code(reader, before, is_close=reader.touches(at)):
        return True
    if reader.word(at - 1) not in JOINTS:
        return False
    other = next(
        (n for n in (at - 2, at - 3) if n >= 0 and reader.tokens[n].value is not None), None
    )
    return other is not None and has_currency(reader, other)


def _is_code(reader: Words, at: int, *, is_close: bool) -> bool:
    """Return True if a word before an amount is a currency's code, in the case that papers use."""
    if at < 0:
        return False
    form = reader.text[reader.tokens[at].start : reader.tokens[at].end]
    listed = prefixes().get(form)
    if listed is not None:
        return listed["needs"] != "never" and (is_close or len(form) > 1)
    return form in codes() or (reader.word(at) in _codes() and (form.isupper() or form == "Rs"))


def has_currency_behind(reader: Words, after: int) -> bool:
    """Return True if a currency's sign, code or name follows a scale: "5m$", "5m USD", "5m yen"."""
    if after + 1 >= len(reader.tokens):
        return False
    behind = reader.tokens[after + 1]
    is_apart = after + 2 < len(reader.tokens) and reader.tokens[after + 2].value is not None
    is_code = reader.text[behind.start : behind.end] in codes() or behind.text in _names()
    return (behind.text in _signs() and not is_apart) or is_code


@cache
def _names() -> frozenset[str]:
    """List the words and codes for currencies that follow an amount."""
    rows = read_lexicon("units")
    return frozenset(
        row["form"] for row in rows if row["unit_kind"] == "money" and len(row["form"]) > 2
    )


@lru_cache(maxsize=8)
def _counts_in_m(text: str, is_decimal: bool) -> bool:
    """Return True if a text writes millions with "m", or names sums and no length for "m"."""
    if IN_MILLIONS.search(text):
        return True
    return _cues("text").search(text) is None and (is_decimal or SUMS.search(text) is not None)
