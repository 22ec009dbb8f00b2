"""Ellipsis: the unit and scale that a figure leaves out and takes from the figure before it."""

import re
from dataclasses import replace

from ..rules import Rule, Stage
from .figure import Figure, Offsets
from .magnitudes import number_words
from .quantity import Number
from .sequel import ELIDED, Sequel

KINDS = {
    "money", "percent", "duration", "length", "mass", "speed", "temperature", "area", "volume",
    "other",
}  # fmt: skip
# The same preposition before both: "winds of 60 miles per hour, with gusts of 70".
SAME = re.compile(r"(?:,|\sand|,\sand|,\sbut|;)\s[^.,;:\d\n]{1,40}\s(?P<link>at|by|of|to|with)\s")
# The same preposition behind both: "70 mph in Brest and 85 in Lille".
PLACED = re.compile(
    r"(?:\s(?:fell|came\sdown|was\srecorded|were\srecorded))?\s(?P<link>in|on|for|at)\s"
    r"[^.,;:\d\n]{1,30}?(?:,|,?\sand)\s"
)
# What is compared: "1,783.9 million euros against 1,650.2 million", "38 degrees, up from 35".
AGAINST = re.compile(
    r"(?:\s(?:[a-z]+|(?:19|20)\d\d)){0,6},?\s(?:against|versus|vs\.?|compared\s(?:with|to)|(?:up|down)\sfrom)\s"
    r"(?:about\s|some\s)?"
)
FROM = re.compile(r"(?:\s[a-z]+){0,3}\sfrom\s(?:about\s|some\s)?")  # "fell to 41 percent from 48"
LATER = re.compile(r"\sto\s(?:about\s|just\s|some\s)?")  # "fell from 60 mph to 48"
# Between a verb's two subjects: "the high was 38 degrees Celsius and the low 21".
GAPPED = re.compile(
    r"(?:\s(?:an?|per)\s[a-z]+|\s(?:deep|high|long|tall|thick|wide))?"
    r"(?:,|,?\sand|,?\sbut|;)\s[^.,;:\d\n]{2,40}\s(?:only\s|just\s)?"
)
OF_NOUNS = {"DET", "NOUN", "ADJ", "PROPN", "CCONJ", "PUNCT", "ADV", "PART", "SPACE"}
JOINED = {"a", "an", "per"}
BEHIND_VERB = re.compile(
    r"\b(?:was|were|is|are|at|hit|hits|reached|reaches|cost|costs|to|of|weighs?|weighed|won|got"
    r"|took|earns?|earned)\s(?:about\s|around\s|nearly\s|only\s|just\s|some\s)?\Z"
)
# Nothing that a number counts: the end of a phrase.
ALONE = re.compile(
    r"\s?[.,;:!?)”\"]|$"
    r"|\s(?:and|but|in|on|for|from|at|last|this|a\syear|the|earlier|when|as|after)\b"
)
# "Turnout was 58.2 per cent, up 2.1 points".
POINTS = re.compile(
    r",?\s(?:up|down|an?\s(?:rise|fall|drop|gain|increase|decline|swing)\sof"
    r"|(?:rising|falling|gaining)(?:\sby)?)\s(?:about\s|nearly\s|almost\s)?"
)
POINT, MOST_POINTS = re.compile(r"\s(?:percentage\s)?points?\b"), 100
COUNTED_TO = re.compile(r"(?:\s[a-z]+){1,2}\sto\s")
SCALED = re.compile(r"\d\s?(?P<scale>[a-z]+)\b", re.IGNORECASE)


def _scale(body: str, number: Number) -> float:
    """Return the scale that a number is written with, 1 for none."""
    match = SCALED.search(body, number.head, number.end)
    return number_words()["scale"].get(match["scale"].lower(), 1.0) if match else 1.0


def _later_count(sequel: Sequel) -> Figure | None:
    """Return the second of two values that leaves out scale and noun.

    "From 12 million fans to 15".
    """
    number, other, body = sequel.figure.number, sequel.last.number, sequel.body
    is_count = number.unit == other.unit == "count" and not number.is_word and number.high < 1000
    if not is_count or not body.endswith("from ", 0, other.start):
        return None
    factor = _scale(body, other)
    is_joined = factor >= 1e6 and COUNTED_TO.fullmatch(sequel.between)
    if not is_joined or _scale(body, number) != 1.0 or not ALONE.match(body, number.end):
        return None
    number = replace(
        number, low=number.low * factor, high=number.high * factor, found_by="later count"
    )
    return replace(sequel.figure, number=number, thing=sequel.last.thing, about=None,
                   confidence=ELIDED)  # fmt: skip


def _can_take_unit(sequel: Sequel) -> bool:
    is_bare = sequel.figure.number.unit == "count" and sequel.is_near
    return is_bare and sequel.last.number.unit_kind in KINDS


def _points(sequel: Sequel) -> Figure | None:
    """Return "points" behind a share as percentage points."""
    figure, last = sequel.figure, sequel.last
    if not _can_take_unit(sequel) or last.number.unit != "percent":
        return None
    is_rise = " up " in sequel.between or " ris" in sequel.between
    is_less = figure.number.low <= (last.number.high if is_rise else MOST_POINTS)
    if not is_less or not POINTS.fullmatch(sequel.between):
        return None
    match = POINT.match(sequel.body, figure.number.end)
    if match is None:
        return figure
    end = figure.end + match.end() - figure.number.end
    number = replace(figure.number, end=match.end(), unit="percentage point", unit_kind="percent",
                     found_by="points of a share")  # fmt: skip
    about = figure.about or last.about or last.thing
    return replace(figure, end=end, number=number, thing=None, about=about)


def _is_bare(sequel: Sequel) -> bool:
    """Return True if a number without a unit counts nothing that follows."""
    number = sequel.figure.number
    if not _can_take_unit(sequel) or sequel.figure.thing is not None or number.is_word:
        return False
    return _is_later(sequel) or ALONE.match(sequel.body, number.end) is not None


def _is_later(sequel: Sequel) -> bool:
    """Return True for the second value of "from 60 mph to 48"; not of "fell 2% to 148"."""
    is_step = sequel.last.number.unit_kind == "percent" and sequel.last.change is not None
    is_later = sequel.figure.change is not None and LATER.fullmatch(sequel.between) is not None
    return is_later and not is_step


def _with_unit(sequel: Sequel, found_by: str) -> Figure:
    """Return a figure with unit and scale of the one before; an earlier value's scale is read."""
    number, other = sequel.figure.number, sequel.last.number
    is_scaled = _is_later(sequel) or _scale(sequel.body, number) != 1.0
    factor = 1.0 if is_scaled else _scale(sequel.body, other)
    number = replace(
        number, low=number.low * factor, high=number.high * factor, unit=other.unit,
        unit_kind=other.unit_kind, per=number.per or other.per, found_by=found_by,
    )  # fmt: skip
    return replace(sequel.figure, number=number, confidence=ELIDED)


def _same_link(sequel: Sequel) -> Figure | None:
    """Return a number with the unit of one that has the same preposition before or behind it."""
    if not _is_bare(sequel) or sequel.figure.event is not None:
        return None
    body, other = sequel.body, sequel.last.number
    same = SAME.fullmatch(sequel.between)
    if same and body.endswith(f" {same['link']} ", 0, other.start):
        figure = _with_unit(sequel, "unit by the same preposition")
        return replace(figure, about=_noun_before(sequel)) if same["link"] == "of" else figure
    placed = PLACED.fullmatch(sequel.between)
    if placed and body.startswith(f" {placed['link']} ", sequel.figure.number.end):
        return _with_unit(sequel, "unit by the same preposition")
    return None


def _noun_before(sequel: Sequel) -> Offsets | None:
    """Return where the noun stands that a number follows with "of": "with gusts of 70"."""
    span, figure = sequel.span, sequel.figure
    noun = span.doc[span.start - 2] if span.start > 1 else None
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return figure.about
    begin = sequel.reading.body.start + noun.idx
    return begin, begin + len(noun)


def _gapped(sequel: Sequel) -> Figure | None:
    """Return a number with the unit of one from which only nouns part it."""
    if not _is_bare(sequel) or sequel.figure.event is not None:
        return None
    between = sequel.span.doc[sequel.before.end : sequel.span.start]
    kinds = {word.pos_ for word in between if word.lower_ not in JOINED}
    is_of_nouns = kinds <= OF_NOUNS and not kinds.isdisjoint({"NOUN", "PROPN", "ADJ"})
    start = sequel.last.number.start
    if not is_of_nouns or not GAPPED.fullmatch(sequel.between):
        return None
    is_led = BEHIND_VERB.search(sequel.body, max(0, start - 30), start)
    return _with_unit(sequel, "unit of a parallel subject") if is_led else None


def _compared(sequel: Sequel) -> Figure | None:
    """Return a number with the unit of the one that it is compared with."""
    if not _is_bare(sequel):
        return None
    is_from = sequel.last.change and FROM.fullmatch(sequel.between)
    is_compared = _is_later(sequel) or is_from or AGAINST.fullmatch(sequel.between)
    return _with_unit(sequel, "unit of what is compared") if is_compared else None


ELIDED_UNITS = Stage(
    "elided unit", "first", rules=(
    Rule("later count", _later_count, returns="figure",
         examples=(("The site grew from 12 million fans to 15.", True),)),
    Rule("points of a share", _points, returns="figure",
         examples=(("Turnout was 58.2 per cent, up 2.1 points.", True),)),
    Rule("unit by the same preposition", _same_link, returns="figure",
         examples=(("It brought winds of 60 miles per hour, with gusts of 70.", True),)),
    Rule("unit of a parallel subject", _gapped, returns="figure",
         examples=(("The high was 38 degrees Celsius and the low 21.", True),)),
    Rule("unit of what is compared", _compared, returns="figure",
         examples=(("Turnout fell to 41 percent from 48.", True),)),
))  # fmt: skip
