"""A day as people write it."""

import re
from datetime import date, datetime

from .article import ArticleError

SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
SETTINGS = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}


def parse_day(written: str | date) -> str:
    """Return a day as ISO 8601 text.

    Words that mean a day only by the clock, such as "yesterday", are no days here.

    Parameters
    ----------
    written
        A day with its month and year, in English or in figures. In figures with a full stop the day
        comes first; with a slash it must be plain which is the day.

    Returns
    -------
    str
        The day, such as ``2022-01-10``.

    Raises
    ------
    ArticleError
        If it is no day, or may be one of two.

    Examples
    --------
    >>> parse_day("10 January 2022"), parse_day("Jan. 10th, 2022"), parse_day("10.1.2022")
    ('2022-01-10', '2022-01-10', '2022-01-10')
    """
    if isinstance(written, date):
        return (written.date() if isinstance(written, datetime) else written).isoformat()
    text = str(written).strip()
    try:
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        pass  # written in another way
    found = _in_figures(text) if SLASHED.fullmatch(text) else _in_words(text)
    if found is None:
        raise ArticleError(
            f"Cannot take {text!r} as the day of publication. Expected day, month and year, such"
            " as 2022-01-10, 10 January 2022 or 10.1.2022. Correct it or leave it empty."
        )
    return found.isoformat()


def _in_figures(text: str) -> date | None:
    """Return a day written as figures, the year last."""
    first, second, year = map(int, re.split(r"[/.-]", text))
    readings = [(first, second)] if "." in text else [(first, second), (second, first)]
    days = sorted({day for reading in readings if (day := _date(year, *reading))})
    if len(days) > 1:
        raise ArticleError(
            f"Cannot take {text!r} as the day of publication: it may be {days[0]} or {days[1]}."
            " Write one of these."
        )
    return days[0] if days else None


def _date(year: int, day: int, month: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_words(text: str) -> date | None:
    """Return a day whose month is a word."""
    # It takes a while to import, and most calls need none of it.
    import dateparser

    # In figures alone dateparser would swap day and month where that gives a date.
    is_named = re.search(r"[A-Za-z]{3}", text)
    found = dateparser.parse(text, languages=["en"], settings=SETTINGS) if is_named else None
    return found.date() if found else None
