"""Rates: the second unit of a figure, as in "$58 per barrel", "500 yen a share" and "2% a year"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Span

from ..language.lexicon import read_lexicon
from .listed_forms import Listed, ListedForms, fold_unit
from .measures import GAPS, any_of, units
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
# month"; up to three words.
BETWEEN = re.compile(rf"{GAPS}(?:of|in)", re.IGNORECASE)
WORD = re.compile(rf"{GAPS}[a-z-]+", re.IGNORECASE)
# Before a second unit, and what must not follow one.
EACH = re.compile(r"[\s\xa0-]+(?:an?|each|every)[\s\xa0-]+", re.IGNORECASE)
PER = re.compile(r"[\s\xa0-]+per[\s\xa0-]+", re.IGNORECASE)
SLASH = re.compile(rf"{GAPS}?/{GAPS}?")
NO_WORD = re.compile(r"(?!\w)")
# "Per 100 square metres", "per million British thermal units".
BASE = re.compile(rf"(?:\d[\d,.]*|hundred|thousand|million){GAPS}", re.IGNORECASE)
MANY = re.compile(rf"(?:s|es)?(?:{GAPS}thermal{GAPS}units)?(?!\w)", re.IGNORECASE)
ANY = re.compile(r"[a-z]+", re.IGNORECASE)
# What follows "annually" and "daily": "$65 monthly stipend" has another noun.
FUNCTION = (
    "across|and|as|at|but|by|during|for|from|if|in|into|of|on|or|over|since|through|to|until|when"
    "|while|with"
)
TO_THE = re.compile(
    rf"{GAPS}+to{GAPS}+the{GAPS}+(?P<noun>dollar|euro|pound|yen|gallon|litre|liter|mile|acre)\b"
)


class Rate(NamedTuple):
    """What joins a second unit to a measure, the unit as the text has it, and where it ends."""

    joint: str
    form: str
    end: int


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
    for rate in (_rate(text, end), _rate_apart(text, end)):
        if rate is not None and (per := _second_unit(rate)) and not _is_moment(rate, text):
            return per, rate.end
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


def _rate_apart(text: str, end: int) -> Rate | None:
    """Find a rate by time behind what is measured: "$5 million in rent a month"."""
    found = next((rate for at in _past_nouns(text, end) if (rate := _rate(text, at))), None)
    if found is None or found.joint != "each":
        return None
    is_time = units().get(fold_unit(found.form), {}).get("unit_kind") == "duration"
    return found if is_time else None


def _past_nouns(text: str, end: int) -> Iterator[int]:
    """Yield where one, two and three words behind "of" or "in" end."""
    before = BETWEEN.match(text, end)
    for _ in range(3):
        before = WORD.match(text, before.end()) if before else None
        if before:
            yield before.end()


def _rate(text: str, at: int) -> Rate | None:
    """Find the joint and the second unit of a rate right behind a measure."""
    if each := EACH.match(text, at):
        return _as_rate("each", _nouns_of_rates().find(text, each.end(), NO_WORD))
    if per := PER.match(text, at):
        return _as_rate("per", _behind_per(text, per.end()))
    if slash := SLASH.match(text, at):
        lists = (_nouns_of_rates(), _short_forms())
        found = (listed.find(text, slash.end(), NO_WORD) for listed in lists)
        return _as_rate("slash", next(filter(None, found), None))
    adverb = _adverb().match(text, at)
    return Rate("adverb", adverb["adverb"], adverb.end()) if adverb else None


def _as_rate(joint: str, found: Listed | None) -> Rate | None:
    return Rate(joint, *found) if found else None


def _behind_per(text: str, at: int) -> Listed | None:
    """Return what a rate is measured by behind "per": a listed noun, a base, or any word."""
    if found := _nouns_of_rates().find(text, at, NO_WORD):
        return found
    base = BASE.match(text, at)
    if base and (found := _nouns_of_rates().find(text, base.end(), MANY)):
        return Listed(text[at : found.end], found.end)
    for first, behind in ((base and base.end(), MANY), (at, NO_WORD)):
        word = None if first is None else ANY.match(text, first)
        if word and (after := behind.match(text, word.end())):
            return Listed(text[at : after.end()], after.end())
    return None


@cache
def _nouns_of_rates() -> ListedForms:
    measures = [form for form, entry in units().items() if _is_second(form, entry)]
    rows = read_lexicon("rate_nouns")
    return ListedForms([*measures, *(row["form"] for row in rows if row["joint"] == "any")])


@cache
def _short_forms() -> ListedForms:
    return ListedForms(
        form for form, entry in units().items() if entry["unit_kind"] in MEASURES and form.isascii()
    )


@cache
def _adverb() -> re.Pattern[str]:
    adverbs = [row["form"] for row in read_lexicon("rate_nouns") if row["joint"] == "adverb"]
    return re.compile(
        rf"{GAPS}+(?P<adverb>{any_of(adverbs)})(?=\s?[^\w\s]|$|{GAPS}(?:{FUNCTION})\b)(?!\w)",
        re.IGNORECASE,
    )


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


def _second_unit(rate: Rate) -> str | None:
    """Return the second unit of a rate as the column holds it; None for what is none."""
    form = fold_unit(rate.form)
    if form in _nouns():
        return _nouns()[form]
    if form in units():
        return units()[form]["unit"]
    is_written = rate.joint == "per" and (rate.form.islower() or " " in form)
    return form if is_written and form not in words("no unit") else None


def _is_moment(rate: Rate, text: str) -> bool:
    """Return True if a time behind an article is a moment, or a noun begins something else."""
    if rate.joint != "each":
        return False
    return bool(MOMENT.match(text, rate.end) or GOES_ON.match(text, rate.end))
