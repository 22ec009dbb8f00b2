"""Rates: the second unit of a figure, as in "$58 per barrel", "500 yen a share" and "2% a year"."""

import re
from functools import cache

from spacy.tokens import Span

from ..language.lexicon import read_lexicon
from .measures import GAPS, any_of, fold_unit, units
from .words import words

# What a rate is measured by: "per tonne", "a square foot", "/kWh".
MEASURES = {"duration", "length", "area", "volume", "mass", "other", "money"}
NO_SECOND = {"degree", "degree Celsius", "bit", "percent", "point"}
LONGEST = 3  # words of a second unit
# Behind a time these make a moment of it: "$24.7 million a year earlier"; "after tax" does not.
MOMENT = re.compile(
    rf"{GAPS}+(?:ago|earlier|later|before|after|prior|previously|hence|back|from{GAPS}now|on{GAPS}from)\b"
    rf"(?!{GAPS}(?:tax|taxes|inflation|costs|interest|depreciation))|{GAPS}on[,.]"
)
# A noun that is not the second unit, but in a name or before who says so: "a family spokesman", "a
# family said".
GOES_ON = re.compile(
    rf"{GAPS}(?:said|says|told|spokes\w+|member|bomb|park|owner|maker|holder|show|plan|deal)\b|['’]s\b"
)
# What may stand between a measure and its rate: "100 tonnes of gold a year", "$5 million in rent a
# month".
BETWEEN = re.compile(rf"(?:{GAPS}(?:of|in){GAPS}[a-z-]+(?:{GAPS}[a-z-]+){{0,2}}?)?")
# What follows "annually" and "daily": "$65 monthly stipend" has another noun.
FUNCTION = (
    "across|and|as|at|but|by|during|for|from|if|in|into|of|on|or|over|since|through|to|until|when"
    "|while|with"
)
TO_THE = re.compile(
    rf"{GAPS}+to{GAPS}+the{GAPS}+(?P<noun>dollar|euro|pound|yen|gallon|litre|liter|mile|acre)\b"
)


def read_rate(text: str, end: int) -> tuple[str | None, int]:
    """Read the second unit of a rate behind a measure.

    Not found: a rate that stands before the figure ("an hourly wage of $15").

    Parameters
    ----------
    text
        The text.
    end
        Where the measure ends.

    Returns
    -------
    tuple
        The second unit in the singular, None if there is none, and where it ends.

    Examples
    --------
    >>> read_rate("It pays US$15 an hour.", 13), read_rate("It made $5 a year ago.", 10)
    (('hour', 21), (None, 10))
    """
    for match in (_rate().match(text, end), _rate_apart(text, end)):
        if match is not None and (per := _second_unit(match)) and not _is_moment(match):
            return per, match.end()
    if to_the := TO_THE.match(text, end):
        return units()[to_the["noun"]]["unit"], to_the.end()
    return None, end


def full_rate(per: str | None, span: Span) -> str | None:
    """Return the whole noun phrase behind "per", where the second unit is no measure.

    "Registered user".

    Parameters
    ----------
    per
        The second unit as the text alone shows it.
    span
        The words of the figure, or of what it counts.
    """
    doc, at = span.doc, span.end
    if per is None or per in units() or doc[at : at + 1].text.lower() != "per":
        return per
    noun = next((child for child in doc[at].children if child.dep_ == "pobj"), None)
    if noun is None:
        return per
    phrase = doc[at + 1 : noun.i + 1]
    is_phrase = 1 < len(phrase) <= LONGEST and all(
        word.is_alpha and word.is_lower for word in phrase
    )
    return f"{phrase[:-1].text} {noun.lemma_}" if is_phrase else per


def _rate_apart(text: str, end: int) -> re.Match[str] | None:
    """Find a rate by time behind what is measured: "$5 million in rent a month"."""
    match = _rate_behind().match(text, end)
    return (
        match
        if match and units().get(fold_unit(match["noun"] or ""), {}).get("unit_kind") == "duration"
        else None
    )


@cache
def _pattern() -> str:
    """Return the pattern of a rate: its joint and its second unit."""
    rows = read_lexicon("rate_nouns")
    measures = [form for form, entry in units().items() if _is_second(form, entry)]
    nouns = any_of([*measures, *(row["form"] for row in rows if row["joint"] == "any")])
    adverbs = any_of([row["form"] for row in rows if row["joint"] == "adverb"])
    short = any_of(
        [
            form
            for form, entry in units().items()
            if entry["unit_kind"] in MEASURES and form.isascii()
        ]
    )
    base = (
        rf"(?:\d[\d,.]*|hundred|thousand|million){GAPS}(?:{nouns}|[a-z]+)(?:s|es)?"
        rf"(?:{GAPS}thermal{GAPS}units)?"
    )
    return (
        rf"(?:[\s\xa0-]+(?:an?|each|every)[\s\xa0-]+(?P<noun>{nouns})"
        rf"|[\s\xa0-]+per[\s\xa0-]+(?P<per>{nouns}|{base}|[a-z]+)"
        rf"|{GAPS}?/{GAPS}?(?P<slash>{nouns}|{short})"
        rf"|{GAPS}+(?P<adverb>{adverbs})(?=\s?[^\w\s]|$|{GAPS}(?:{FUNCTION})\b))(?!\w)"
    )


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(_pattern(), re.IGNORECASE)


@cache
def _rate_behind() -> re.Pattern[str]:
    return re.compile(BETWEEN.pattern.removesuffix("?") + _pattern(), re.IGNORECASE)


def _is_second(form: str, entry: dict[str, str]) -> bool:
    """Return True if a unit may be the second one of a rate, written out in the singular."""
    is_plain = (
        form.replace(" ", "").replace("-", "").isalpha() and len(form) > 2 and " per " not in form
    )
    is_one = (
        not form.endswith("s") and " a " not in form and " an " not in form and "old" not in form
    )
    return (
        is_plain
        and is_one
        and entry["unit_kind"] in MEASURES - {"money"}
        and entry["unit"] not in NO_SECOND
    )


@cache
def _nouns() -> dict[str, str]:
    return {row["form"]: row["per"] for row in read_lexicon("rate_nouns")}


def _second_unit(match: re.Match[str]) -> str | None:
    """Return the second unit of a rate as the column holds it; None for what is none."""
    form = fold_unit(match["noun"] or match["per"] or match["slash"] or match["adverb"])
    if form in _nouns():
        return _nouns()[form]
    if form in units():
        return units()[form]["unit"]
    is_written = (
        match["per"] and (match["per"].islower() or " " in form) and form not in words("no unit")
    )
    return form if is_written else None


def _is_moment(match: re.Match[str]) -> bool:
    """Return True if a time behind an article is a moment, or a noun begins something else."""
    if match["noun"] is None:
        return False
    return bool(MOMENT.match(match.string, match.end()) or GOES_ON.match(match.string, match.end()))
