"""Number expressions in plain text: digits and words to a value, its bounds and its unit."""

import math
import re
from dataclasses import dataclass
from functools import cache

from .lexicon import read_lexicon

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
JOINT = r"(?:[\s\xa0]+(?:and[\s\xa0]+)?|-)"


@dataclass(frozen=True)
class Number:
    """A number as written, with approximator and unit; offsets are in the text that was searched."""

    start: int
    end: int
    low: float
    high: float
    bound: str
    unit: str
    unit_kind: str
    is_word: bool
    rule: str


def _any(words: list[str]) -> str:
    """Join words to a pattern, longest first; a space stands for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"[\s\xa0]+") for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _grammar() -> dict[str, re.Pattern[str]]:
    """Compile the patterns from the lexicons."""
    words = read_lexicon("number_words")
    small = _any([entry["word"] for entry in words if entry["role"] == "unit"])
    scale = _any([entry["word"] for entry in words if entry["role"] == "scale"])
    long_scale = _any([entry["word"] for entry in words if entry["role"] == "scale" and len(entry["word"]) > 3])
    forms = [entry["form"] for entry in read_lexicon("units")]
    signs = _any([form for form in forms if not form[-1].isalpha() and form != "%"])
    codes = _any([form for form in forms if len(form) == 3 and form.isalpha() and form in MONEY_CODES])
    before = _any([entry["words"] for entry in read_lexicon("approximators") if entry["side"] == "before"])
    after = _any([entry["words"] for entry in read_lexicon("approximators") if entry["side"] == "after"])
    joined = rf"(?:{JOINT}(?:{small}|{long_scale})\b)*"
    spelled = rf"(?:(?:half[\s\xa0]+)?an?[\s\xa0]+(?:{long_scale})|(?:{small}))\b{joined}"
    number = rf"(?:(?P<digits#>{DIGITS})(?:[\s\xa0-]?(?P<scale#>{scale})\b)?|(?P<words#>{spelled})\b)"
    sign = rf"(?:(?P<sign>{signs})|(?P<code>\b(?:{codes}))[\s\xa0]?|(?<![\w.,/]))"
    return {
        "number": re.compile(
            rf"(?:\b(?P<before>{before})[\s\xa0]+)?(?:between[\s\xa0]+)?{sign}"
            + number.replace("#", "1")
            + rf"(?:(?P<to>[\s\xa0]?[-–—][\s\xa0]?|[\s\xa0]+(?:to|and)[\s\xa0]+)(?:{signs})?"
            + number.replace("#", "2")
            + r")?"
            + rf"(?P<plus>\+)?(?:[\s\xa0-]?(?P<unit>{_any(forms)})(?!\w))?(?:[\s\xa0]+(?P<after>{after})\b)?",
            re.IGNORECASE,
        ),
        "vague": re.compile(
            rf"\b(?:{_any([entry['words'] for entry in read_lexicon('vague_amounts')])})\b", re.IGNORECASE
        ),
    }


MONEY_CODES = {"usd", "gbp", "eur"}


def find_numbers(text: str, *, vague: str = "interval") -> list[Number]:
    """Find the number expressions of a text, in order, without overlaps.

    Dates, clock times and the like are found too; the caller, who sees the sentence, sets them aside.

    Parameters
    ----------
    text
        Any text.
    vague
        ``"interval"``: vague amounts as intervals; ``"acled"``: as the point that ACLED's coding rules use.

    Examples
    --------
    >>> [(n.low, n.high, n.bound, n.unit) for n in find_numbers("just over 2,000 troops for $2.5 million")]
    [(2000.0, inf, '>', 'count'), (2500000.0, 2500000.0, '=', 'USD')]
    """
    grammar = _grammar()
    found = [_vague(match, vague) for match in grammar["vague"].finditer(text)]
    taken = [(number.start, number.end) for number in found]
    for match in grammar["number"].finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(_number(match))
    return sorted(found, key=lambda number: number.start)


def _vague(match: re.Match[str], rule: str) -> Number:
    words = " ".join(match.group().lower().split())
    entry = next(entry for entry in read_lexicon("vague_amounts") if entry["words"] == words)
    low, high = (float(entry["low"]), float(entry["high"])) if rule == "interval" else (float(entry["acled"]),) * 2
    exact = words == "a dozen"
    return Number(
        *match.span(), low, high, "=" if exact else "vague", "count", "count", True,
        "number-words" if exact else f"vague-{rule}",
    )  # fmt: skip


def _number(match: re.Match[str]) -> Number:
    """Turn a match into value, bounds and unit."""
    entries = {entry["form"]: entry for entry in read_lexicon("units")}
    form = " ".join((match["unit"] or match["sign"] or match["code"] or "").lower().split())
    unit = entries.get(form, {"unit": "count", "unit_kind": "count"})
    first = _value(match, "1")
    low = high = first
    bound = "="
    if match["to"] is not None:
        low, high, bound = *_range(match, first), "range"
    else:
        bound = _bound(match)
        low = -math.inf if bound[0] == "<" else low
        high = math.inf if bound[0] == ">" else high
    rule = "range" if bound == "range" else "number-words" if match["words1"] else "digits"
    return Number(*match.span(), low, high, bound, unit["unit"], unit["unit_kind"], bool(match["words1"]), rule)


def _bound(match: re.Match[str]) -> str:
    """Read the approximator on either side."""
    if match["plus"]:
        return ">="
    for side in ("before", "after"):
        if words := match[side]:
            folded = " ".join(words.lower().split())
            entries = read_lexicon("approximators")
            return next(entry["bound"] for entry in entries if entry["words"] == folded and entry["side"] == side)
    return "="


def _range(match: re.Match[str], first: float) -> tuple[float, float]:
    """Read both ends; the first shares the second's scale when it has none ("2 to 3 billion")."""
    second = _value(match, "2")
    if match["scale2"] and not match["scale1"] and first < second:
        scaled = first * _scale(match["scale2"])
        first = scaled if scaled <= second else first
    return min(first, second), max(first, second)


def _value(match: re.Match[str], n: str) -> float:
    """Read one number of a match."""
    if digits := match[f"digits{n}"]:
        return round(float(digits.replace(",", "")) * _scale(match[f"scale{n}"]), 6)
    return read_words(match[f"words{n}"])


def _scale(word: str | None) -> float:
    return _values().get((word or "").lower(), 1.0)


@cache
def _values() -> dict[str, float]:
    return {entry["word"]: float(entry["value"]) for entry in read_lexicon("number_words")}


def read_words(words: str) -> float:
    """Read a number in words.

    Examples
    --------
    >>> read_words("two hundred and fifty thousand"), read_words("half a million"), read_words("twenty-one")
    (250000.0, 500000.0, 21.0)
    """
    total = current = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "half":
            current = 0.5
        elif word in ("a", "an"):
            current = current or 1.0
        elif word in ("dozen", "hundred"):
            current = (current or 1.0) * _values()[word]
        elif _values().get(word, 0) >= 1000:
            total, current = total + (current or 1.0) * _values()[word], 0.0
        else:
            current += _values().get(word, 0.0)
    return total + current
