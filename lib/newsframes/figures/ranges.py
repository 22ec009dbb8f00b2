"""Ranges: the other end of an amount, as in "2 to 3 billion", "60-120" and "between 10 and 20"."""

import re

from .amounts import YEAR, Amount, AmountReader
from .magnitudes import number_words
from .measures import GAPS, find_unit
from .range_values import COUNTED, ends
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
# Before the first of two ends, with its currency.
OPENED = re.compile(
    r"\b(?i:between|from)[\s\xa0]+(?:the ages of |negative |minus )?"
    r"(?:[A-Z]{3}[\s\xa0]|[A-Za-z]{0,3})[^\w\s]*$"
)
# "8- to 16-metre".
HUNG_TO = re.compile(r"-[\s\xa0]+to\b")
# Behind the unit of the first end.
WITH_UNIT = re.compile(r"[\s\xa0]*(?:to|and|-|–)[\s\xa0]*[^\w\s]?\d", re.IGNORECASE)
# How many characters behind the first end the other one begins at most.
FARTHEST = 12
RANGE = {"to", "-", "–", "—", "or", "~", "through"}


def find_second(reader: AmountReader, amount: Amount, before: int) -> Amount | None:
    """Return the other end of a range: "2 to 3", "60-120", "between 2 and 3", "three or four".

    Parameters
    ----------
    reader
        The text, cut into words.
    amount
        The first end.
    before
        Where the number before it ends.
    """
    text, joint = reader.text, reader.word(amount.stop)
    is_hung = HUNG_TO.match(text, amount.end) is not None
    joint = "to" if is_hung else joint
    opening = OPENED.search(text[max(before, amount.start - 28) : amount.start])
    opened = opening.group().lower() if opening is not None else ""
    unit_at: int | None = amount.end
    if joint not in RANGE and not (joint == "and" and opened.startswith("between")):
        unit_at = _end_of_unit(text, amount.end, is_opened=bool(opened))
    if unit_at is None:
        return None
    other = _other_end(reader, amount, unit_at, steps=1 + is_hung)
    if other is None or _is_otherwise_joined(text, joint, amount, other):
        return None
    if not opened and _is_opposed(
        text, amount, other, has_to=" to " in text[unit_at : other.start]
    ):
        return None
    if amount.is_share != other.is_share or _is_of_another_kind(reader, amount, other):
        return None  # "rose by a third to 1.2 million"
    low, high = ends(reader, amount, other)
    if joint == "or" and not (amount.value < other.value and low < high <= 3 * low + 3):
        return None
    return other if amount.value != other.value else None


def _end_of_unit(text: str, end: int, *, is_opened: bool) -> int | None:
    """Return where the first end's unit ends, if the other end has it, too: "44 mg to 50 mg"."""
    measured = find_unit(text, end)
    if measured is None or not WITH_UNIT.match(text, measured[1]):
        return None
    other = _unit_of_other(text, measured[1])
    is_one = is_opened if other is None else other == measured[0]
    return measured[1] if is_one else None


def _other_end(reader: AmountReader, amount: Amount, unit_at: int, *, steps: int) -> Amount | None:
    """Return the amount so many words behind a unit, if it is near and may be of the same kind."""
    text, behind = reader.text, range(amount.stop, len(reader.tokens))
    at = next((n for n in behind if reader.tokens[n].start >= unit_at), None)
    if at is None:
        return None
    at = _past_sign(reader, at + steps)
    if at < len(reader.tokens) and _differ(text, amount.start, reader.tokens[at].start):
        return None
    other = reader.read(at + (reader.word(at) in ("negative", "minus")))
    if other is None or "\n" in text[amount.end : other.start]:
        return None
    return other if other.start - unit_at <= FARTHEST else None


def _is_otherwise_joined(text: str, joint: str, amount: Amount, other: Amount) -> bool:
    """Return True if what joins two amounts makes no range of them."""
    if joint in "-–—~" and (other.is_word or HUNG.match(text, other.end)):
        return True
    if joint == "—" and text[amount.end : other.start] != joint:  # "over 130,000 — 100 times more"
        return True
    is_year = joint == "to" and _is_year(text, amount)
    return is_year and not YEAR.fullmatch(text, other.start, other.end)


def _is_opposed(text: str, amount: Amount, other: Amount, *, has_to: bool) -> bool:
    """Return True if two amounts are of two things: what is led to, or the share of who loses."""
    return (has_to and _stands_apart(text, amount, other)) or _is_against(text, amount, other)


def _is_against(text: str, amount: Amount, other: Amount) -> bool:
    """Return True if two shares are those of two sides, the larger first.

    "Leads her 50% to 40%".
    """
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
    one, other = (find_sign(text, start, 0)[1] for start in (first, second))
    return one is not None and other is not None and one["unit"] != other["unit"]


def _past_sign(reader: AmountReader, at: int) -> int:
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
        and find_sign(reader.text, reader.tokens[digits].start, 0)[0] <= reader.tokens[at].start
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
    """Return True if what follows "to" is no other end.

    It is a level, or who gets a sum: "lent $40m to 300 firms".
    """
    is_sum = (
        find_sign(text, amount.start, 0)[1] is not None
        and find_sign(text, other.start, 0)[1] is None
    )
    return _is_level(text, amount, other) or bool(
        is_sum and COUNTED.match(_behind(text, other.end))
    )


def _is_level(text: str, amount: Amount, other: Amount) -> bool:
    """Return True if the other end is where a change led.

    "Rose by 14 to 89", "gained $1.20 to $81.50 a barrel".

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
