"""The days that an expression of time means, seen from the day of the report."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import dateparser
import pandas as pd

from ..language.lexicon import read_lexicon

PRECISIONS = {"W": "week", "M": "month", "Q": "quarter", "Y": "year"}
# A month that is further back may be meant to lie ahead.
MOST_BACK = 5


@dataclass(frozen=True)
class Days:
    """The days meant, how exactly they are known, and the rule that says so.

    ``first``, ``last`` and ``precision`` are None where no days can be known.
    """

    rule: str
    first: date | None = None
    last: date | None = None
    precision: str | None = None


NO_DAY_OF_REPORT = Days("no day of report")
RELATIVE = Days("relative to the text")
LAST_OR_NEXT = Days("last or next")


@cache
def time_words(use: str) -> dict[str, str]:
    """Return the words of one use in the lexicon of times, each with its value.

    Examples
    --------
    >>> time_words("shift")["next"]
    '1'
    """
    entries = read_lexicon("time_words")
    return {entry["word"]: entry["value"] for entry in entries if entry["use"] == use}


def resolve_time(kind: str, surface: str, published: date | None, *, is_ahead: bool) -> Days:
    """Return the days that an expression means.

    Parameters
    ----------
    kind
        The kind of expression, as the grammar of ``chronology`` names it.
    surface
        The expression as written.
    published
        The day of the report, if it is known.
    is_ahead
        The sentence says that something lies ahead.

    Returns
    -------
    Days
        Without days where none can be known.

    Examples
    --------
    >>> resolve_time("near", "yesterday", date(2022, 1, 10), is_ahead=False).first
    datetime.date(2022, 1, 9)
    """
    words = surface.casefold()
    if kind == "text":
        return RELATIVE
    if kind in ("date", "month"):
        precision = "month" if kind == "month" else "day"
        return _date(surface, published, precision) or NO_DAY_OF_REPORT
    if kind in ("year", "quarter"):
        return _named_period(words)
    if kind == "twelve" and words[-4:].isdigit():
        month = surface.split(maxsplit=2)[-1].removeprefix("in ")
        return _twelve(_date(month, published, "month") or NO_DAY_OF_REPORT)
    if published is None:
        return NO_DAY_OF_REPORT
    return _relative(kind, words, published, is_ahead)


def _named_period(words: str) -> Days:
    """Return the year or the quarter that an expression names with its year."""
    year = int(words[-4:])
    if "quarter" in words:
        quarter = time_words("ordinal")[words.split()[0].split("-")[0]]
    elif words.startswith("q"):
        quarter = words[1]
    else:
        return Days("date", date(year, 1, 1), date(year, 12, 31), "year")
    return _period(date(year, 3 * int(quarter), 1), "Q", 0, "date")


def _relative(kind: str, words: str, published: date, is_ahead: bool) -> Days:
    """Return the days that an expression means relative to the day of the report."""
    if kind == "near":
        return _day(published + timedelta(int(time_words("day")[words])), "near day")
    if kind == "ago":
        return _ago(words, published)
    if kind in ("bare", "twelve"):
        named = (word for word in words.split() if word in time_words("month"))
        month = int(time_words("month")[next(named)])
        if kind == "twelve":
            return _twelve(_month("", month, published, False))
        return _month(words, month, published, is_ahead)
    if kind == "period":
        shift, _, period = words.partition(" ")
        return _period(
            published, time_words("period")[period], int(time_words("shift")[shift]), "period"
        )
    return _weekday(words, published, is_ahead)


def _ago(words: str, published: date) -> Days:
    """Return the day, week, month or year that was so long ago."""
    noon = datetime(published.year, published.month, published.day, 12)
    parsed = dateparser.parse(words, languages=["en"], settings={"RELATIVE_BASE": noon})
    unit = next(unit for unit in ("day", "week", "month", "year") if unit in words)
    day = parsed.date()
    return _day(day, "ago") if unit == "day" else _period(day, unit[0].upper(), 0, "ago")


def _month(words: str, month: int, published: date, is_ahead: bool) -> Days:
    """Return the month meant: the last one, or the next one where something lies ahead.

    Undated where either fits.
    """
    if words.endswith(" year"):
        year = published.year + int(time_words("shift")[words.split()[-2]])
        return _period(date(year, month, 1), "M", 0, "date")
    back = (published.month - month) % 12
    if words.startswith("this "):
        return _period(published.replace(day=1), "M", month - published.month, "date")
    if words.startswith("next ") or (is_ahead and back > MOST_BACK):
        return _period(published, "M", 12 - back, "date")
    if words.startswith("last ") and back > 2:
        return _period(published, "M", -back, "date")
    if words.startswith("last ") or back > MOST_BACK or (is_ahead and back > 0):
        return LAST_OR_NEXT
    return _period(published, "M", -back, "date")


def _twelve(month: Days) -> Days:
    """Return the twelve months up to the end of one: "the year to March"."""
    if month.first is None:
        return month
    return Days(
        month.rule, (pd.Period(month.first, "M") - 11).start_time.date(), month.last, "year"
    )


def _weekday(words: str, published: date, is_ahead: bool) -> Days:
    """Return the day that a weekday means.

    It is the last one up to the day of the report, or the next one where something lies ahead.
    """
    name = next(name for name in time_words("weekday") if name in words)
    back = (published.weekday() - int(time_words("weekday")[name])) % 7
    if "last " in words and back == 0:
        back = 7
    ahead = "next " in words or (is_ahead and back > 0)
    if back == 6 and not ahead and "last " not in words:
        return LAST_OR_NEXT  # "Monday" on a Sunday
    return _day(published - timedelta(back - 7 if ahead else back), "weekday")


def _date(surface: str, published: date | None, precision: str) -> Days | None:
    """Read a date.

    Without its year it is the one nearest to the report, and none if the report has no day.
    """
    years = [""]
    if re.search(r"\d{4}", surface) is None:
        if published is None:
            return None
        years = [f" {published.year + step}" for step in (0, -1, 1)]
    settings = {
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": "YMD" if surface[:4].isdigit() else "DMY",
    }
    read = [dateparser.parse(surface + year, languages=["en"], settings=settings) for year in years]
    days = [found.date() for found in read if found is not None]
    if not days:
        return None
    near = published or days[0]
    day = days[0] if years == [""] else min(days, key=lambda day: abs((day - near).days))
    return _period(day, "M", 0, "date") if precision == "month" else _day(day, "date")


def _day(day: date, rule: str) -> Days:
    return Days(rule, day, day, "day")


def _period(day: date, frequency: str, shift: int, rule: str) -> Days:
    """Return the week, month, quarter or year around a day, shifted."""
    period = pd.Period(day, frequency) + shift
    first, last = period.start_time.date(), period.end_time.date()
    return Days(rule, first, last, PRECISIONS[frequency])
