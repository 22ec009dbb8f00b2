"""Dates: numbers that are days, years, times of the day or ordinals, and so no figures."""

import re
from math import isfinite

from spacy.tokens import Span, Token

from .counted_nouns import are_people
from .fractions import RULE
from .quantity import Number
from .ranges import MONTHS, YEAR

CLOCK = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|:\d\d|h\d\d|GMT|UTC|hours? GMT|local time)", re.IGNORECASE
)
# "At about five in the morning".
AT, IN_THE_DAY = (
    re.compile(r"\b(?:at|until|by|from|since)\s$"),
    re.compile(r"\sin\sthe\s(?:morn|aftern|even)"),
)
# "At half past six".
PAST = re.compile(r"\b(?:half past|quarter (?:past|to)|minutes? (?:past|to))\s$", re.IGNORECASE)
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
YEARS = re.compile(
    rf"{YEAR.pattern}(?:s|\s?[-–/](?:\d\d){{1,2}}|\s?(?:[-–]|to|and|or|through|until|till)\s?(?:1[5-9]|20)?\d\d)?"
)
# "October 12", "12 of March"; but "in October 12 people died".
BEHIND_MONTH, BEFORE_MONTH = (
    re.compile(rf"\b{MONTHS}\s(?:\.\s|the\s)?$"),
    re.compile(rf"\s(?:of\s)?{MONTHS}(?!\w)"),
)
IN_MONTH = re.compile(rf"\b(?:[Ii]n|[Ll]ast|[Tt]his|[Dd]uring)\s{MONTHS}\s$")
ORDINAL_WORD = re.compile(
    r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|quarter)\b", re.IGNORECASE
)
# One more of a row, unless "of" follows: "he wrote three books; a fourth is due".
PART = re.compile(r"a (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)", re.IGNORECASE)
# "For several years up to 2015", but not "up to 2015 men".
UNTIL, AFTER_YEAR = (
    re.compile(r"up to\s", re.IGNORECASE),
    re.compile(r"\s(?:in|on|at|and|when|by)\b|\s?[^\w\s]|$"),
)
# "Built between 1261 and 1265", "in 1492".
LONG_AGO = re.compile(
    r"(?:(?:between|from)\s)?1[0-4]\d\d(?:\s?(?:and|to|-|–)\s?1[0-9]\d\d)?", re.IGNORECASE
)
WHEN = re.compile(r"\b(?:in|since|until|before|after|year)\s$", re.IGNORECASE)
OVER_YEAR, FUTURE = re.compile(r"(?i)over\s20[0-4]\d"), re.compile(r"20[2-9]\d")
COMPARED_YEAR = re.compile(r"(?i)(?:below|under|above|over) (?:19|20)\d\d")
AT_LEVELS = re.compile(r"(?:-[a-z]+)? levels?\b")
BY_YEAR = re.compile(r"(?:^|\bthat\s|[,.;:]\s|[“\"])[Bb]y\s$")
# "664 b.c.e.", "AD 70".
ERA = re.compile(
    r"\D*\d{1,4}\s?(?:B\.?C(?:\.?E)?|C\.?E|A\.?D|b\.c(?:\.e)?|c\.e|a\.d)(?!\.?[A-Za-z])"
)
ERA_BEFORE = re.compile(r"\b(?:A\.?D\.?|C\.?E\.?)\s$")
# "27.08.2022", "3/4/1980", "2019-05-12".
NUMERIC_DATE = re.compile(
    r"(?<![\w,/-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2})(?![\w/-]|[.,]\d)"
)
IN_YEAR = re.compile(r"(?:19|20)\d\d\s")
# "The 2013 Millennium Report": a unit written large is part of a name.
NAMED_UNIT = re.compile(r"(?:19|20)\d\d\s[A-Z][a-z]+")
# Counts below ten thousand without a comma are mostly round; years mostly are not.
ROUND = 50


def is_date(body: str, number: Number, span: Span, head: Token, before: str, after: str) -> bool:
    """Say whether a number is a day, a year, or a span of years."""
    surface = body[number.start : number.end]
    if BEHIND_MONTH.search(before) or BEFORE_MONTH.match(after):
        is_counted = IN_MONTH.search(before) and counts(head, span) and head.head.tag_ == "NNS"
        if number.unit == "count" and _is_day_or_year(body, number) and not is_counted:
            return True
    if LONG_AGO.fullmatch(surface) and (
        number.bound == "range" or (WHEN.search(before) and not counts(head, span))
    ):
        return number.unit == "count"
    if not number.is_word and (ERA.match(body, number.start) or ERA_BEFORE.search(before)):
        return True
    if number.unit_kind == "duration" and WHEN.search(before) and IN_YEAR.match(surface):
        return True  # "fled in 2008 hours after the arrest"
    if NAMED_UNIT.fullmatch(surface) or stands_in(NUMERIC_DATE, body, number):
        return True
    if number.unit != "count" or number.is_word:
        return False
    compared, the, surface = surface.rpartition("the ")  # "close to the 2005 election"
    is_bounded = (
        number.bound not in ("=", "range")
        and not the
        and not (UNTIL.match(surface) and AFTER_YEAR.match(after))
    )
    is_rough = number.bound == "~" and re.fullmatch(
        r"(?i)(?:around|about|circa)\s(?:19|20)\d\d", surface
    )
    if is_rough and not counts(head, span) and number.low % 100:
        return True  # "since around 2002"
    if COMPARED_YEAR.fullmatch(surface) and AT_LEVELS.match(after):
        return True  # "32 percent below 2005 levels"
    if OVER_YEAR.fullmatch(surface) and not counts(head, span):
        return True  # "inflation of 7 per cent over 2022"
    if BY_YEAR.search(before) and FUTURE.fullmatch(surface) and not number.is_word:
        return True  # "that by 2050 emissions would fall"
    is_year = (
        bool(YEARS.fullmatch(re.sub(r"(?i)^(?:between|from|up to)\s", "", surface)))
        and not is_bounded
    )
    # "2015 people" and "2000 homes" are counted; "the 2020 election", "the 2019 protests", "2019
    # levels" are dated.
    is_many = (
        counts(head, span)
        and head.head.tag_ == "NNS"
        and not re.search(r"\b(?:the|['’]s)\s$", before + compared + the, re.I)
    )
    is_many = is_many and (number.low % ROUND == 0 or are_people(head.head))
    return is_year and not is_many


def _is_day_or_year(body: str, number: Number) -> bool:
    """Return True if a number beside a month may be a day or a year: "October 12", not "October 450,000"."""
    values = [value for value in (number.low, number.high) if isfinite(value)]
    if all(1 <= value <= 31 for value in values):
        return True
    return "," not in body[number.start : number.end] and all(
        1000 <= value <= 2100 for value in values
    )


def is_time(body: str, number: Number, span: Span, head: Token, before: str, after: str) -> bool:
    """Say whether a number is a clock time or an ordinal."""
    if (
        number.rule != RULE
        and PART.fullmatch(body, number.start, number.end)
        and not re.match(r"\sof\b", after)
    ):
        return (
            re.search(
                r"\b(?:by|to|than|of|only|about|nearly|almost|over|around|up|down)\s$", before
            )
            is None
        )
    if number.is_word and number.unit == "count" and ORDINAL_WORD.match(after):
        return True
    if number.unit == "count" and PAST.search(before):
        return True
    if number.unit == "count" and AT.search(before) and IN_THE_DAY.match(after):
        return True
    return number.unit == "count" and bool(
        CLOCK.match(after) or ORDINAL.match(after) or re.search(r"\d[:.]$", before)
    )


def stands_in(pattern: re.Pattern[str], body: str, number: Number) -> bool:
    """Say whether a number is part of what a pattern describes."""
    found = pattern.finditer(body, max(0, number.start - 24), number.end + 24)
    return any(match.start() < number.end and number.start < match.end() for match in found)


def counts(head: Token, span: Span) -> bool:
    """Say whether a number modifies a noun after it."""
    noun = head.head
    return (
        head.dep_ in {"nummod", "quantmod", "compound"}
        and noun.pos_ == "NOUN"
        and noun.i >= span.end
    )
