"""Joining: numbers that say one thing together, such as "5 feet 2 inches"."""

import re
from dataclasses import replace
from itertools import pairwise

from .amounts import YEAR
from .quantity import Number

INCH = re.compile(r"[\s\xa0]?in\b")
INCHES = 12
# What stands between two units of one measure.
JOINT = re.compile(r"[\s\xa0]*,?[\s\xa0]*(?:and[\s\xa0]+)?")
# Smaller units that follow a larger one in one measure, and how many of them make it.
COMPOUNDS = {
    ("hour", "minute"): 60, ("minute", "second"): 60, ("hour", "second"): 3600,
    ("foot", "inch"): INCHES, ("pound", "ounce"): 16, ("USD", "US cent"): 100,
    ("EUR", "US cent"): 100,
}  # fmt: skip


# Kinds of unit that "45 and 50 mg" shares.
SHARED = {"mass", "length", "area", "volume", "percent", "temperature", "speed"}
# What stands before a number that may share the unit of the next one.
AFTER_WORD = re.compile(r"(?:^|[a-z,(]\s)$")
# No taller than eight feet, and no higher than eleven inches more.
HEIGHT = re.compile(
    r"(?<![\w.,’'′])(?P<feet>[3-8])\s?[’'′]\s?(?P<inches>1[01]|\d)(?:[”\"″]|''|’’|(?![\w%]))"
)
# "A ratio of lecturers to students of 1:9".
RATIO = re.compile(r"\bratio\b(?:\s[^\W\d]+){0,8}\s(?P<one>\d{1,4}):(?P<other>[1-9]\d{0,4})\b(?!:)")


def read_heights(text: str, numbers: list[Number]) -> list[Number]:
    """Read feet and inches by their marks, as in 6'2", in feet."""
    heights = []
    for match in HEIGHT.finditer(text):
        feet = int(match["feet"]) + int(match["inches"]) / INCHES
        heights.append(
            Number(*match.span(), feet, feet, "=", "foot", "length", False, "digits", match.start())
        )
    return put_in_place(numbers, heights)


def read_ratios(text: str, numbers: list[Number]) -> list[Number]:
    """Read "a ratio of 1:9" as the share that it is of.

    No other numbers with a colon between are one.
    """
    ratios = []
    for match in RATIO.finditer(text):
        value = int(match["one"]) / int(match["other"])
        span = (match.start("one"), match.end("other"))
        ratios.append(Number(*span, value, value, "=", "ratio", "ratio", False, "digits", span[0]))
    return put_in_place(numbers, ratios)


def put_in_place(numbers: list[Number], read: list[Number]) -> list[Number]:
    """Replace numbers by what was read as a whole in their place."""
    others = (
        n for n in numbers if not any(other.start < n.end and n.start < other.end for other in read)
    )
    return sorted([*others, *read], key=lambda number: number.start)


def join_compounds(text: str, numbers: list[Number]) -> list[Number]:
    """Join "2 hours 1 minute 39 seconds" and "5 feet 2 inches", in the larger unit."""
    found, smallest = numbers[:1], numbers[0].unit if numbers else ""
    for following in numbers[1:]:
        last = found[-1]
        number, is_next = _in_inches(text, last, following)
        factor = COMPOUNDS.get((last.unit, number.unit)) if is_next else None
        is_exact = last.bound != "range" and number.bound == "="
        if factor is not None and is_exact and (smallest, number.unit) in COMPOUNDS:
            more = round(number.low / factor, 12)
            found[-1] = replace(last, end=number.end, low=last.low + more, high=last.high + more)
        else:
            found.append(number)
        smallest = number.unit
    return found


def _in_inches(text: str, last: Number, number: Number) -> tuple[Number, bool]:
    """Return a number, in inches if bare behind feet, and whether it goes on from the last one."""
    between = text[last.end : number.start]
    is_next = JOINT.fullmatch(between) is not None
    if last.unit != "foot" or number.unit != "count":
        return number, is_next
    measured = replace(number, unit="inch", unit_kind="length")
    if between == "-" and 0 < number.low < INCHES:  # "5-foot-10"
        return measured, True
    inch = INCH.match(text, number.end) if is_next else None
    return replace(measured, end=inch.end()) if inch else number, is_next


def join_bounds(text: str, numbers: list[Number]) -> list[Number]:
    """Join two open ends of one unit that face each other: "more than 10 and less than 40"."""
    found: list[Number] = []
    for number in numbers:
        joined = _between(text, found[-1], number) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(number)
    return found


def _between(text: str, last: Number, number: Number) -> Number | None:
    """Return the range between two open ends, or None where they do not face each other."""
    joint = text[last.end : number.start].strip(" \xa0,").lower()
    is_pair = joint in ("and", "but") and {last.bound[0], number.bound[0]} == {"<", ">"}
    low, high = max(last.low, number.low), min(last.high, number.high)
    if not is_pair or low >= high or last.unit not in ("count", number.unit):
        return None
    return replace(
        number, start=last.start, low=low, high=high, bound="range", found_by="range",
        head=last.head,
    )  # fmt: skip


def share_units(text: str, numbers: list[Number]) -> list[Number]:
    """Assign "45" in "45 and 50 mg", "46 to 40 percent", "45- and 50-year" its conjunct's unit.

    A day, a year, a name or a count is left.
    """
    found = list(numbers)
    for n, (number, other) in enumerate(pairwise(numbers)):
        joint = text[number.end : other.start].strip(" \xa0")
        is_against = (
            joint in ("to", "-", "–") and other.unit == "percent" and number.low > other.low
        )
        is_joined = joint in ("and", "or") or is_against
        is_bare = number.unit == "count" and not number.is_word
        is_led = AFTER_WORD.search(text, max(0, number.start - 3), number.start) is not None
        # "52% in 2020-21 and 44% in 2019"
        is_bare = is_bare and is_led and not YEAR.match(text, number.start, number.end)
        # "6- and 8-year-old boys"
        is_suspended = joint in ("- and", "- or") and number.unit == "count" != other.unit
        if is_suspended or (
            is_joined and is_bare and other.unit_kind in SHARED and not other.is_word
        ):
            found[n] = replace(number, unit=other.unit, unit_kind=other.unit_kind)
    return found
