"""Dates: numbers that are days, years, times of the day or ordinals, and so no figures."""

import re
from math import isfinite

from ..rules import Rule
from .amounts import YEAR
from .context import FigureContext, written
from .counted_nouns import are_people
from .ranges import MONTHS

# "October 12", "12 of March"; but "in October 12 people died".
BEHIND_MONTH = re.compile(rf"\b{MONTHS}\s(?:\.\s|the\s)?$")
BEFORE_MONTH = re.compile(rf"\s(?:of\s)?{MONTHS}(?!\w)")
IN_MONTH = re.compile(rf"\b(?:[Ii]n|[Ll]ast|[Tt]his|[Dd]uring)\s{MONTHS}\s$")
YEARS = re.compile(
    rf"{YEAR.pattern}(?:s|\s?[-–/](?:\d\d){{1,2}}"
    r"|\s?(?:[-–]|to|and|or|through|until|till)\s?(?:1[5-9]|20)?\d\d)?"
)
# "For several years up to 2015", but not "up to 2015 men".
UNTIL = re.compile(r"up to\s", re.IGNORECASE)
AFTER_YEAR = re.compile(r"\s(?:in|on|at|and|when|by)\b|\s?[^\w\s]|$")
LONG_AGO = re.compile(
    r"(?:(?:between|from)\s)?1[0-4]\d\d(?:\s?(?:and|to|-|–)\s?1[0-9]\d\d)?", re.IGNORECASE
)
CLASS_OF = re.compile(r"\b[Cc]lass(?:es)? of\s\Z")
WHEN = re.compile(r"\b(?:in|since|until|before|after|year)\s$", re.IGNORECASE)
ROUGH_YEAR = re.compile(r"(?i)(?:around|about|circa)\s(?:19|20)\d\d")
OVER_YEAR = re.compile(r"(?i)over\s20[0-4]\d")
ERA = re.compile(
    r"\D*\d{1,4}\s?(?:B\.?C(?:\.?E)?|C\.?E|A\.?D|b\.c(?:\.e)?|c\.e|a\.d)(?!\.?[A-Za-z])"
)
ERA_BEFORE = re.compile(r"\b(?:A\.?D\.?|C\.?E\.?)\s$")
# "27.08.2022", "3/4/1980", "2019-05-12".
NUMERIC_DATE = re.compile(
    r"(?<![\w,/-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2})"
    r"(?![\w/-]|[.,]\d)"
)
IN_YEAR = re.compile(r"(?:19|20)\d\d\s")
# "The 2013 Millennium Report": a unit written large is part of a name.
NAMED_UNIT = re.compile(r"(?:19|20)\d\d\s[A-Z][a-z]+")
THE = re.compile(r"\b(?:the|['’]s)\s$", re.IGNORECASE)
# Counts below ten thousand without a comma are mostly round; years mostly are not.
ROUND = 50
# One more of a row, unless "of" follows: "he wrote three books; a fourth is due".
PART = re.compile(r"a (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)", re.IGNORECASE)
OF = re.compile(r"\sof\b")
PART_BEFORE = re.compile(r"\b(?:by|to|than|of|only|about|nearly|almost|over|around|up|down)\s$")
CLOCK = (
    r"(?i:\s?(?:[ap](?:\.\s?)?m\b|o['’]clock|:\d\d|h\d\d|GMT|UTC|hours? GMT|local time)"
    r"|(?:st|nd|rd|th)\b)"
)


def _is_beside_month(context: FigureContext) -> bool:
    """Return True for "October 12"; but not "in October 12 people died"."""
    if not context.is_count or not (
        BEHIND_MONTH.search(context.before) or BEFORE_MONTH.match(context.after)
    ):
        return False
    number = context.number
    values = [value for value in (number.low, number.high) if isfinite(value)]
    are_days = all(1 <= value <= 31 for value in values)
    are_years = "," not in context.surface and all(1000 <= value <= 2100 for value in values)
    is_counted = context.modifies and context.token.head.tag_ == "NNS"
    return (are_days or are_years) and not (is_counted and IN_MONTH.search(context.before))


def _is_long_ago(context: FigureContext) -> bool:
    is_year = context.is_count and LONG_AGO.fullmatch(context.surface)
    is_when = WHEN.search(context.before) and not context.modifies
    return bool(is_year and (context.number.bound == "range" or is_when))


def _is_of_era(context: FigureContext) -> bool:
    return not context.number.is_word and bool(
        ERA.match(context.body, context.number.start) or ERA_BEFORE.search(context.before)
    )


def _is_year_before_hours(context: FigureContext) -> bool:
    return context.number.unit_kind == "duration" and bool(
        IN_YEAR.match(context.surface) and WHEN.search(context.before)
    )


def _is_rough_year(context: FigureContext) -> bool:
    is_year = context.is_digits and context.number.bound == "~" and context.number.low % 100
    return bool(is_year and ROUGH_YEAR.fullmatch(context.surface) and not context.modifies)


def _is_over_year(context: FigureContext) -> bool:
    return bool(context.is_digits and OVER_YEAR.fullmatch(context.surface) and not context.modifies)


def _is_year(context: FigureContext) -> bool:
    """Return True for "in 2019", "the 2020 election"; not for "2015 people", "2000 homes"."""
    if not context.is_digits:
        return False
    compared, the, surface = context.surface.rpartition("the ")  # "close to the 2005 election"
    if not YEARS.fullmatch(re.sub(r"(?i)^(?:between|from|up to)\s", "", surface)):
        return False
    is_bounded = context.number.bound not in ("=", "range") and not the
    if is_bounded and not (UNTIL.match(surface) and AFTER_YEAR.match(context.after)):
        return False
    noun = context.token.head
    is_many = context.modifies and noun.tag_ == "NNS"
    is_many = is_many and not THE.search(context.before + compared + the)
    is_many = is_many and not CLASS_OF.search(context.before)
    return not (is_many and (context.number.low % ROUND == 0 or are_people(noun)))


def _is_one_more(context: FigureContext) -> bool:
    number = context.number
    return (
        number.found_by != "fraction alone"
        and PART.fullmatch(context.surface) is not None
        and OF.match(context.after) is None
        and PART_BEFORE.search(context.before) is None
    )


RULES = (
    Rule("beside a month", _is_beside_month,
         examples=(("He left on October 12.", True), ("In March 40 people died.", None))),
    Rule("year long ago", _is_long_ago,
         examples=(("It was built between 1261 and 1265.", True), ("It has 1400 seats.", None))),
    Rule("year of an era", _is_of_era, examples=(("It fell in 664 BC.", True),)),
    Rule("year before a duration", _is_year_before_hours,
         examples=(("He fled in 2008 hours after the arrest.", True),)),
    Rule("name with a year", lambda context: NAMED_UNIT.fullmatch(context.surface) is not None,
         examples=(("The 2013 Pound Report is out.", True),)),
    Rule("date in figures", lambda context: context.stands_in(NUMERIC_DATE)),
    Rule("about a year", _is_rough_year,
         examples=(("He has lived here since around 2002.", True),)),
    Rule("below a year's level", written(surface=r"(?i:below|under|above|over) (?:19|20)\d\d",
                                         after=r"(?:-[a-z]+)? levels?\b"),
         examples=(("Sales are 32 percent below 2005 levels.", True),)),
    Rule("over a year", _is_over_year, examples=(("Prices rose 7 percent over 2022.", True),)),
    Rule("by a year", written(before=r"(?:^|\bthat\s|[,.;:]\s|[“\"])[Bb]y\s",
                              surface=r"20[2-9]\d"),
         examples=(("He said that by 2050 emissions would fall.", True),)),
    Rule("year", _is_year,
         examples=(("He was born in 1964.", True), ("It killed 2000 people.", None))),
    Rule("one more of a row", _is_one_more),
    Rule("ordinal in words", written(
            after=r"(?i)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|quarter)\b",
            form="words"), examples=(("It is his twenty-first book.", True),)),
    Rule("past the hour", written(
            before=r"(?i:\b(?:half past|quarter (?:past|to)|minutes? (?:past|to))\s)",
            form="any"), examples=(("He came at half past six.", True),)),
    Rule("hour of the day", written(before=r"\b(?:at|until|by|from|since)\s",
                                    after=r"\sin\sthe\s(?:morn|aftern|even)", form="any"),
         examples=(("He came at five in the morning.", True),)),
    Rule("clock time or ordinal", written(after=CLOCK, form="any"),
         examples=(("He came at 5 p.m. on Monday.", True), ("He came at 7 p. m. Friday.", True))),
    Rule("hour apart from its minutes", written(surface=r"[0-2]?\d", after=r"\s:\s[0-5]\d\b"),
         examples=(("It left at 17 : 10 on Monday.", True),)),
    Rule("minutes apart from their hour", written(before=r"\b[0-2]?\d\s:\s",
                                                  surface=r"[0-5]\d")),
)  # fmt: skip
