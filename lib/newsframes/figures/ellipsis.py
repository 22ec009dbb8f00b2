"""Ellipsis: bare numbers whose unit is that of the figure before them."""

import re
from dataclasses import replace

from spacy.tokens import Span

from .figure import Figure, Offsets
from .magnitudes import number_words
from .quantity import Number

ELIDED = "elided"
KINDS = {
    "money",
    "percent",
    "duration",
    "length",
    "mass",
    "speed",
    "temperature",
    "area",
    "volume",
    "other",
}
# The same preposition before both: "winds of 60 miles per hour, with gusts of 70".
SAME = re.compile(r"(?:,|\sand|,\sand|,\sbut|;)\s[^.,;:\d\n]{1,40}\s(?P<link>at|by|of|to|with)\s")
# What is compared: "1,783.9 million euros against 1,650.2 million", "38 degrees, up from 35".
AGAINST = re.compile(
    r"(?:\s[a-z]+){0,2},?\s(?:against|versus|vs\.?|compared\s(?:with|to)|(?:up|down)\sfrom)\s(?:about\s|some\s)?"
)
FROM = re.compile(r"(?:\s[a-z]+){0,3}\sfrom\s(?:about\s|some\s)?")  # "fell to 41 percent from 48"
LATER = re.compile(r"\sto\s(?:about\s|just\s|some\s)?")  # "fell from 60 mph to 48"
# The same preposition behind both: "70 mph in Brest and 85 in Lille".
PLACED = re.compile(
    r"(?:\s(?:fell|came\sdown|was\srecorded|were\srecorded))?\s(?P<link>in|on|for|at)\s[^.,;:\d\n]{1,30}?(?:,|,?\sand)\s"
)
# Between a verb's two subjects: "the high was 38 degrees Celsius and the low 21".
GAPPED = re.compile(
    r"(?:\s(?:an?|per)\s[a-z]+|\s(?:deep|high|long|tall|thick|wide))?"
    r"(?:,|,?\sand|,?\sbut|;)\s[^.,;:\d\n]{2,40}\s(?:only\s|just\s)?"
)
OF_NOUNS = {"DET", "NOUN", "ADJ", "PROPN", "CCONJ", "PUNCT", "ADV", "PART", "SPACE"}
JOINED = {"a", "an", "per"}
BEHIND_VERB = re.compile(
    r"\b(?:was|were|is|are|at|hit|hits|reached|reaches|cost|costs|to|of|weighs?|weighed|won|got|took|earns?|earned)\s"
    r"(?:about\s|around\s|nearly\s|only\s|just\s|some\s)?\Z"
)
# Nothing that a number counts: the end of a phrase.
ALONE = re.compile(
    r"\s?[.,;:!?)”\"]|$|\s(?:and|but|in|on|for|from|at|last|this|a\syear|the|earlier|when|as|after)\b"
)
# "Turnout was 58.2 per cent, up 2.1 points".
POINTS = re.compile(
    r",?\s(?:up|down|an?\s(?:rise|fall|drop|gain|increase|decline|swing)\sof|(?:rising|falling|gaining)(?:\sby)?)\s"
    r"(?:about\s|nearly\s|almost\s)?"
)
COUNTED_TO = re.compile(r"(?:\s[a-z]+){1,2}\sto\s")
SCALED = re.compile(r"\d\s?(?P<scale>[a-z]+)\b", re.IGNORECASE)
MOST_POINTS = 100


def with_elided_unit(body: str, figure: Figure, span: Span, last: Figure, before: Span) -> Figure:
    """Return a bare number with the unit of the figure before it, where the text leaves the unit out.

    Parameters
    ----------
    body
        The text of the article's body.
    figure, span
        The figure and its words.
    last, before
        The figure before it and its words.
    """
    number, other = figure.number, last.number
    if _is_later_count(body, number, other):
        factor = _scale(body, other)
        number = replace(
            number,
            low=number.low * factor,
            high=number.high * factor,
            found_by=f"{number.found_by}, {ELIDED}",
        )
        return replace(figure, number=number, thing=last.thing, about=None, confidence=0.8)
    if number.unit != "count" or other.unit_kind not in KINDS or span.sent != before.sent:
        return figure
    between = body[other.end : number.start]
    is_less = number.low <= (other.high if " up " in between or " ris" in between else MOST_POINTS)
    if other.unit == "percent" and POINTS.fullmatch(between) and is_less:
        return _as_points(body, figure, last)
    is_later = bool(figure.change and LATER.fullmatch(between))
    is_alone = is_later or ALONE.match(body, number.end)
    if figure.thing is not None or number.is_word or not is_alone:
        return figure
    same = SAME.fullmatch(between)
    is_same = same and body.endswith(f" {same['link']} ", 0, other.start)
    placed = PLACED.fullmatch(between)
    is_same = is_same or (placed and body.startswith(f" {placed['link']} ", number.end))
    is_row = figure.event is None and (is_same or _is_gapped(body, span, before, other, between))
    is_compared = (
        is_later or AGAINST.fullmatch(between) or (last.change and FROM.fullmatch(between))
    )
    if not (is_row or is_compared):
        return figure
    is_scaled = is_later or _scale(body, number) != 1.0  # the earlier value's scale is already read
    factor = 1.0 if is_scaled else _scale(body, other)
    number = replace(
        number, low=number.low * factor, high=number.high * factor, unit=other.unit,
        unit_kind=other.unit_kind, per=number.per or other.per, found_by=f"{number.found_by}, {ELIDED}",
    )  # fmt: skip
    about = _noun_before(figure, span) if same and same["link"] == "of" else figure.about
    return replace(figure, number=number, about=about, confidence=0.8)


def _is_later_count(body: str, number: Number, other: Number) -> bool:
    """Return True for the second of two values that leaves out scale and noun: "from 12 million fans to 15"."""
    is_count = number.unit == other.unit == "count" and not number.is_word and number.high < 1000
    is_scaled = is_count and body.endswith("from ", 0, other.start) and _scale(body, other) >= 1e6
    is_joined = is_scaled and COUNTED_TO.fullmatch(body, other.end, number.start)
    return bool(is_joined and _scale(body, number) == 1.0 and ALONE.match(body, number.end))


def _noun_before(figure: Figure, span: Span) -> Offsets | None:
    """Return where the noun stands that a number follows with "of": "with gusts of 70"."""
    noun = span.doc[span.start - 2] if span.start > 1 else None
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return figure.about
    begin = figure.start - figure.number.start + noun.idx
    return begin, begin + len(noun)


def _is_gapped(body: str, span: Span, before: Span, other: Number, between: str) -> bool:
    """Return True if only nouns stand between two numbers, the first of them behind a verb or a preposition."""
    words = [word for word in span.doc[before.end : span.start] if word.lower_ not in JOINED]
    is_of_nouns = bool(words) and all(word.pos_ in OF_NOUNS for word in words)
    has_noun = any(word.pos_ in {"NOUN", "PROPN", "ADJ"} for word in words)
    is_led = BEHIND_VERB.search(body, max(0, other.start - 30), other.start)
    return bool(is_of_nouns and has_noun and GAPPED.fullmatch(between) and is_led)


def _as_points(body: str, figure: Figure, last: Figure) -> Figure:
    """Read "points" behind a share as percentage points."""
    match = re.compile(r"\s(?:percentage\s)?points?\b").match(body, figure.number.end)
    if match is None:
        return figure
    longer = match.end() - figure.number.end
    number = replace(figure.number, end=match.end(), unit="percentage point", unit_kind="percent")
    about = figure.about or last.about or last.thing
    return replace(figure, end=figure.end + longer, number=number, thing=None, about=about)


def _scale(body: str, number: Number) -> float:
    """Return the scale that a number is written with, 1 for none."""
    match = SCALED.search(body, number.head, number.end)
    return number_words()["scale"].get(match["scale"].lower(), 1.0) if match else 1.0
