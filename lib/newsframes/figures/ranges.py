"""Ranges: the other end of an amount, as in "2 to 3 billion", "60-120" and "between 10 and 20"."""

import re

from .amounts import YEAR, Amount, AmountReader
from .magnitudes import number_words
from .measures import GAPS, find_unit
from .signs import find_sign

MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
# What stands before a year, and not before a number of things.
DATED = re.compile(
    rf"\b(?:(?i:in|since|during|until|fiscal|year|(?:quarter|half|end|start) of|for)|{MONTHS})\s$"
)
# What stands before a change, and what follows a level that nothing is counted by: "rose by 14 to
# 89 on Sunday".
MOVED = re.compile(
    r"\b(?:by|up|down|rose|rising|fell|falling|climbed|gained|lost|losing|added|adding|shed|dropped|slipped|slid|jumped"
    r"|soared|surged|plunged|tumbled|advanced|sank|grew|increased|decreased)\s"
    r"(?:(?:about|another|almost|nearly|more than)\s)?[^\w\s]?$",
    re.IGNORECASE,
)
ALONE = re.compile(
    r"\s?(?:[^\w\s%]|$)|\s(?:on|in|since|over|from|by|after|last|this|and|as|at|with|per|an?)\b"
)
# Behind the end of what is no range: "10-12-2024", "5-4/6"; but "25-35 million-some of which".
HUNG = re.compile(r"(?<=\d)[-–/]|[-–/]\d")
# What follows a number that counts someone: "14 workers".
COUNTED = re.compile(
    r"\s(?!(?:each|apiece|worth|times|cents|percent|points)\b)[a-z]+(?:s|en|ople)\b"
)
# Before the first of two ends, with its currency.
OPENED = re.compile(
    r"\b(?i:between|from)[\s\xa0]+(?:the ages of |negative |minus )?(?:[A-Z]{3}[\s\xa0]|[A-Za-z]{0,3})[^\w\s]*$"
)
RANGE = {"to", "-", "–", "—", "or", "~", "through"}


def find_second(reader: AmountReader, amount: Amount, text: str, before: int) -> Amount | None:
    """Return the other end of a range: "2 to 3", "60-120", "between 2 and 3", "three or four"."""
    joint = reader.word(amount.stop)
    is_hung = re.compile(r"-[\s\xa0]+to\b").match(text, amount.end) is not None  # "8- to 16-metre"
    joint = "to" if is_hung else joint
    opened = OPENED.search(text[max(before, amount.start - 28) : amount.start])
    is_between = joint == "and" and opened and opened.group().lower().startswith("between")
    unit_at = amount.end
    if joint not in RANGE and not is_between:
        measured = find_unit(text, amount.end)
        is_joined = measured and re.compile(
            r"[\s\xa0]*(?:to|and|-|–)[\s\xa0]*[^\w\s]?\d", re.I
        ).match(text, measured[1])
        other = _unit_of_other(text, measured[1]) if is_joined else None
        if (
            not is_joined
            or (other is None and not opened)
            or (other is not None and other != measured[0])
        ):
            return None
        unit_at = measured[1]
    at = next(
        (n for n in range(amount.stop, len(reader.tokens)) if reader.tokens[n].start >= unit_at),
        None,
    )
    if at is None:
        return None
    at += 1 + is_hung
    at = _past_sign(reader, text, at)
    if at < len(reader.tokens) and _differ(text, amount.start, reader.tokens[at].start):
        return None
    at += reader.word(at) in ("negative", "minus")
    other = reader.read(at)
    if other is None or "\n" in text[amount.end : other.start] or other.start - unit_at > 12:
        return None
    if joint in "-–—~" and (other.is_word or HUNG.match(text, other.end)):
        return None
    if joint == "—" and text[amount.end : other.start] != joint:  # "over 130,000 — 100 times more"
        return None
    if (
        joint == "to"
        and _is_year(text, amount)
        and not YEAR.fullmatch(text, other.start, other.end)
    ):
        return None
    if " to " in text[unit_at : other.start] and not opened and _stands_apart(text, amount, other):
        return None
    if not opened and _is_against(text, amount, other):
        return None
    if _is_of_another_kind(reader, amount, other):
        return None
    low, high = ends(reader, amount, other)
    if amount.is_share != other.is_share:  # "rose by a third to 1.2 million"
        return None
    if joint == "or" and not (amount.value < other.value and low < high <= 3 * low + 3):
        return None
    return other if amount.value != other.value else None


def _is_against(text: str, amount: Amount, other: Amount) -> bool:
    """Return True if two shares are those of two sides, the larger first: "leads her 50% to 40%"."""
    measured = find_unit(text, other.end)
    is_negative = text.endswith(("-", "−", "minus "), 0, amount.start)
    return bool(
        measured
        and measured[0]["unit"] == "percent"
        and amount.value > other.value
        and not is_negative
    )


def _is_of_another_kind(reader: AmountReader, amount: Amount, other: Amount) -> bool:
    """Return True if a share follows a sum or a count with a scale: "from 3 million to 7%"."""
    measured = find_unit(reader.text, other.end)
    is_scaled = (
        reader.word(amount.stop - 1) in number_words()["scale"]
        and find_unit(reader.text, amount.end) is None
    )
    return bool(is_scaled and measured and measured[0]["unit_kind"] == "percent")


def _differ(text: str, first: int, second: int) -> bool:
    """Return True if two amounts are in two currencies: "£738 or $910"."""
    signs = [find_sign(text, start, 0)[1] for start in (first, second)]
    return None not in signs and signs[0]["unit"] != signs[1]["unit"]


def _past_sign(reader: AmountReader, text: str, at: int) -> int:
    """Step over marks and a currency: "and A$2.5 billion"."""
    digits = next(
        (
            n
            for n in range(at, min(at + 3, len(reader.tokens)))
            if reader.tokens[n].value is not None
        ),
        None,
    )
    if (
        digits is not None
        and find_sign(text, reader.tokens[digits].start, 0)[0] <= reader.tokens[at].start
    ):
        return digits
    while (
        at < len(reader.tokens)
        and reader.tokens[at].value is None
        and not reader.word(at).isalpha()
    ):
        at += 1
    return at


def _is_year(text: str, amount: Amount) -> bool:
    """Return True if a number only dates what is said: "from 4% in 2017 to 3%"."""
    return bool(
        YEAR.fullmatch(text, amount.start, amount.end)
        and DATED.search(text, max(0, amount.start - 24), amount.start)
    )


def _stands_apart(text: str, amount: Amount, other: Amount) -> bool:
    """Return True if what follows "to" is no other end: a level, or who gets a sum ("lent $40m to 300 firms")."""
    is_sum = (
        find_sign(text, amount.start, 0)[1] is not None
        and find_sign(text, other.start, 0)[1] is None
    )
    return _is_level(text, amount, other) or bool(
        is_sum and COUNTED.match(_behind(text, other.end))
    )


def _is_level(text: str, amount: Amount, other: Amount) -> bool:
    """Return True if the other end is where a change led: "rose by 14 to 89", "gained $1.20 to $81.50 a barrel".

    Where the level is less than twice the change, the two may be a range: "rose 4 to 6 points".
    """
    is_far = other.value >= 2 * amount.value or other.value < amount.value
    is_measured = find_unit(text, amount.end) is None and find_unit(text, other.end) is not None
    is_changed = MOVED.search(text[max(0, amount.start - 30) : amount.start])
    return bool(is_far and is_changed and not is_measured and ALONE.match(_behind(text, other.end)))


def _behind(text: str, end: int) -> str:
    """Return what follows an amount and its unit."""
    measured = find_unit(text, end)
    end = measured[1] if measured else end
    return text[end : end + 16]


def _unit_of_other(text: str, end: int) -> dict[str, str] | None:
    """Return the unit of the other end, of "50 mg" in "44 mg to 50 mg"."""
    match = re.compile(rf"{GAPS}*(?:to|-|–){GAPS}*[-−]?[\d.,]*\d").match(text, end)
    other = find_unit(text, match.end()) if match else None
    return other[0] if other else None


def ends(reader: AmountReader, amount: Amount, second: Amount) -> tuple[float, float]:
    """Read both ends.

    One that has no scale shares the other's: "2 to 3 billion", "from $12 million to 15".
    """
    first, last = amount.value, second.value
    if (scale := _scale_left(reader, amount, second)) is not None:
        return min(first, last * scale), max(first, last * scale)
    bare = reader.tokens[second.first].value
    scale = number_words()["scale"].get(reader.word(second.stop - 1)) if second.is_word else None
    if scale and last / scale < 100:
        bare = last / scale  # "five to six million"
    is_small = first == reader.tokens[amount.first].value or (amount.is_word and first < 100)
    if first < last and bare and last / bare >= 100 and is_small:
        scaled = first * last / bare
        first = scaled if scaled <= last else first
    return min(first, last), max(first, last)


def _scale_left(reader: AmountReader, amount: Amount, second: Amount) -> float | None:
    """Return the scale that the second end leaves out: "from $12 million to 15 in a year", but not "to 15 schools"."""
    scales = number_words()["scale"]
    scale = scales.get(reader.word(amount.stop - 1))
    is_bare = second.stop - second.first == 1 and second.value < 1000
    if (
        scale is None
        or scale < 1e6
        or not is_bare
        or reader.word(second.stop) in ("%", "percent", "per")
    ):
        return None
    measured = find_unit(reader.text, second.end)
    if COUNTED.match(reader.text, second.end) or (
        measured and measured[0]["unit_kind"] not in ("money",)
    ):
        return None
    return scale
