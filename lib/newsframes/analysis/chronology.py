"""Chronology: the dates and relative times of a report, resolved against the day it came out."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

import dateparser
import pandas as pd

from ..articles import readable
from ..language.lexicon import read_lexicon
from ..language.sentences import sentence_at, split_sentences
from ..tables.linked import Tables

COLUMNS = [
    "time_id", "article_id", "text", "start", "end", "first", "last", "precision", "rule",
    "published", "sentence", "sentence_start", "sentence_end",
]  # fmt: skip
DTYPES = dict.fromkeys(COLUMNS, "string") | dict.fromkeys(
    ("start", "end", "sentence_start", "sentence_end"), "int64"
)
MONTHLY = ("date", "month", "twelve", "bare")
PRECISIONS = {"W": "week", "M": "month", "Q": "quarter", "Y": "year"}
# What says that a day lies ahead: a verb before it in its sentence, or the word right before it.
AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) to|plans? to|due|expected|scheduled|set to|tomorrow)\b"
    r"|(?-i:\b(?:may|might) (?!have\b))|\b(?:until|by|before|for)\s+$",
    re.IGNORECASE,
)
# The same right behind it: "the march on Sunday may be the last".
AHEAD_AFTER = re.compile(
    r"\s(?:will|would|shall|may|might|(?:is|are) (?:to|due|expected|likely|scheduled|set))\b"
    r"(?! have\b)"
)
# What stands before a month alone; without it "May" may be a name or a verb.
BEFORE_MONTH = re.compile(
    r"\b(?:in|since|until|by|during|from|through|before|after|of|early|late|mid)[ -]$",
    re.IGNORECASE,
)
SHIFTS = {"last", "next", "this"}
# "In August of that year": what year is said before; so it is where another year stands close
# before.
OF_THAT, YEAR, BEFORE_YEAR = (
    re.compile(r" (?:of )?(?:that|the same)\b"),
    re.compile(r"\b(?:1[89]|20)\d\d\b"),
    200,
)
# A month that is further back may be meant to lie ahead.
MOST_BACK = 5
# A name or a title before a day makes it a name; so does a capital behind it, if nothing or "the"
# stands before.
NAMED = re.compile(r"[\w,] [A-Z]\w+ $|\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Lord)\.? $")
# Days of their own, and newspapers; they open a sentence, too.
CALLED = re.compile(
    r"\b(?:Ash|Black|Bloody|Cyber|Easter|Giving|Good|Maundy|Palm|Shrove|Super|Whit|(?:Herald|Independent|Mail) on) $"
)
OPENING, CAPITAL = re.compile(r"(?:^|[.!?\n“\"]\s*|\b[Tt]he )$"), re.compile(r" [A-Z][a-z]")
# A word that opens a sentence: "Ruby Tuesday closed", but not "Police Tuesday said".
FIRST = re.compile(r"(?:^|[.!?\n“\"]\s*)(?P<name>[A-Z][a-z]+) $")
Row = dict[str, object]
Days = tuple[date, date, str, str]
Undated = tuple[None, None, object, str]


def times(tables: Tables) -> pd.DataFrame:
    """List the expressions of time in the bodies, each with the days that it means.

    "Monday", "last week" and "2 January" are resolved against ``articles.published``; without it
    they stay, undated. A month without a day or year needs a preposition ("in May"), and a capital.
    Not found: names ("Theresa May", "Wednesday Addams"), clock times, durations, seasons, holidays.
    Not settled, and so undated: times relative to something in the text ("two days earlier").

    Parameters
    ----------
    tables
        Of one or many articles.

    Returns
    -------
    pandas.DataFrame
        One row an expression: ``time_id, article_id``; ``text, start, end``; ``first, last``, ISO
        8601 days, NA where undated; ``precision`` (``day | week | month | quarter | year``);
        ``rule`` (``date | weekday | near day | ago | period``, and for the undated ``no day of
        report | relative to the text | last or next``); ``published``; the ``sentence`` it stands
        in with ``sentence_start, sentence_end``.

    Notes
    -----
    A weekday is the last one up to the day of the report, or the next one if "next" or "will" says
    so. Dates and "two days ago" are read by dateparser, a date without its year as the one nearest
    to the report.

    Examples
    --------
    >>> import newsframes as nf
    >>> report = nf.Article(text="It began on 2 January and ended on Monday.", published="2022-01-12")
    >>> times(nf.tabulate(report))[["text", "first", "rule"]].values.tolist()
    [['2 January', '2022-01-02', 'date'], ['Monday', '2022-01-10', 'weekday']]
    """
    named = tables.mentions[tables.mentions.form == "name"]
    names = {
        key: list(zip(rows.start, rows.end, strict=True))
        for key, rows in named.groupby("article_id")
    }
    articles = tables.articles.itertuples()
    rows = [
        row
        for article in articles
        for row in _article_rows(article, names.get(article.article_id, []))
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(DTYPES)


@cache
def _words(use: str) -> dict[str, str]:
    return {
        entry["word"]: entry["value"] for entry in read_lexicon("time_words") if entry["use"] == use
    }


@cache
def _pattern() -> re.Pattern[str]:
    """Compile the grammar of times; the group that matched names the kind."""
    month, weekday, near, part, period, shift = (
        "|".join(re.escape(word) for word in sorted(_words(use), key=len, reverse=True))
        for use in ("month", "weekday", "day", "part", "period", "shift")
    )
    day, year = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:1[89]|20)\d\d"
    count = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    kinds = {
        "date": rf"{day} (?:of )?(?:{month})(?:,? {year})?|(?:{month}) {day}(?![\d:])(?:,? {year})?|\d{{4}}-\d\d-\d\d",
        "month": rf"(?:{month}),?(?: of)? {year}",
        "twelve": rf"year (?:to|ended|ending)(?: in)? (?:{month})(?: {year})?",
        "quarter": rf"(?:{'|'.join(_words('ordinal'))})[ -]quarter (?:of |in )?{year}|Q[1-4] {year}",
        "year": rf"(?<=\bin )(?:early |mid-|late )?{year}|(?<=\bsince ){year}|(?<=\bof ){year}|(?<=\buntil ){year}",
        "ago": rf"{count} (?:day|week|month|year)s? ago",
        "near": near,
        "weekday": rf"(?:(?:{shift}) )?(?:{weekday})(?:['’]s)?(?: (?:{part}))?",
        "bare": rf"(?:(?:{shift}) )?(?:{month})(?!\s\d)(?: (?:of )?(?:{shift}) year)?",
        "period": rf"(?:{shift}) (?:{period})(?:['’]s)?",
        "text": rf"{count} (?:day|week|month|year)s? (?:earlier|later|before|after)"
        "|the (?:same|previous|next|following) day",
    }
    joined = "|".join(f"(?P<{kind}>{expression})" for kind, expression in kinds.items())
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(entry["name"] for entry in read_lexicon("given_names"))


def _article_rows(article: object, names: list[tuple[int, int]]) -> Iterator[Row]:
    """Find the times of one article, where its names stand known."""
    text = readable(article.text, article.body_start, article.body_end)
    published = None if pd.isna(article.published) else date.fromisoformat(article.published)
    sentences = split_sentences(text, article.body_start, article.body_end)
    for match in _pattern().finditer(text, article.body_start, article.body_end):
        end = match.end() - len(re.search(r"(?:['’]s)?$", match.group()).group())
        surface = text[match.start() : end]
        if _is_no_time(match, surface, names):
            continue
        start_of, end_of = sentence_at(sentences, match.start())
        is_ahead = AHEAD.search(text[start_of : match.start()]) or AHEAD_AFTER.match(text, end)
        kind = "text" if _is_of_other_year(match, published) else match.lastgroup
        first, last, precision, rule = _resolve(kind, surface, published, bool(is_ahead))
        yield {
            "time_id": f"{article.article_id}:t{match.start()}-{end}",
            "article_id": article.article_id, "text": article.text[match.start() : end],
            "start": match.start(), "end": end,
            "first": pd.NA if first is None else first.isoformat(),
            "last": pd.NA if last is None else last.isoformat(), "precision": precision,
            "rule": rule, "published": article.published, "sentence": text[start_of:end_of],
            "sentence_start": start_of, "sentence_end": end_of,
        }  # fmt: skip


def _is_no_time(match: re.Match[str], surface: str, names: list[tuple[int, int]]) -> bool:
    """Return True for "may 30 people", "the march", and names: "USA Today", "Bloody Sunday", "Wednesday Addams"."""
    kind, (start, end) = match.lastgroup, match.span()
    before = match.string[max(0, start - 40) : start]
    months = [
        word for word in re.findall(r"[A-Za-z]+\.?", surface) if word.casefold() in _words("month")
    ]
    if kind in MONTHLY and any(word[0].islower() for word in months):
        return True
    if kind == "bare" and surface[:4].casefold() not in SHIFTS and not BEFORE_MONTH.search(before):
        return True
    if kind in ("near", "weekday", "bare") and (NAMED.search(before) or CALLED.search(before)):
        return True
    first = FIRST.search(before) if kind == "weekday" else None
    if first and first["name"] in _given_names():
        return True
    if (
        kind == "weekday"
        and surface == surface.split()[0]
        and OPENING.search(before)
        and CAPITAL.match(match.string, end)
    ):
        return True
    is_longer = any(at <= start and end <= to and (at, to) != (start, end) for at, to in names)
    return is_longer or (kind == "bare" and (start, end) in names)


def _is_of_other_year(match: re.Match[str], published: date | None) -> bool:
    """Return True if a month alone belongs to a year that the text tells of, and not to that of the report."""
    if match.lastgroup != "bare" or published is None or match.group().casefold().endswith("year"):
        return False
    paragraph = match.string.rfind("\n", 0, match.start()) + 1
    years = YEAR.findall(match.string, max(paragraph, match.start() - BEFORE_YEAR), match.start())
    return bool(OF_THAT.match(match.string, match.end())) or any(
        int(year) != published.year for year in years
    )


def _resolve(kind: str, surface: str, published: date | None, is_ahead: bool) -> Days | Undated:
    """Return first and last day, precision and rule; no days where none can be known."""
    words = surface.casefold()
    if kind == "year":
        year = int(words[-4:])
        return date(year, 1, 1), date(year, 12, 31), "year", "date"
    if kind in ("date", "month"):
        found = _date(surface, published, "month" if kind == "month" else "day")
        return found or (None, None, pd.NA, "no day of report")
    if kind == "quarter":
        quarter = (
            words[1] if words.startswith("q") else _words("ordinal")[words.split()[0].split("-")[0]]
        )
        return _period(date(int(words[-4:]), 3 * int(quarter), 1), "Q", 0, "date")
    if kind == "twelve" and words[-4:].isdigit():
        return _twelve(_date(surface.split(maxsplit=2)[-1].removeprefix("in "), published, "month"))
    if kind == "text":
        return None, None, pd.NA, "relative to the text"
    if published is None:
        return None, None, pd.NA, "no day of report"
    if kind == "near":
        day = published + timedelta(int(_words("day")[words]))
        return day, day, "day", "near day"
    if kind == "ago":
        unit = re.search("day|week|month|year", words)[0]
        parsed = dateparser.parse(
            surface, languages=["en"], settings={"RELATIVE_BASE": _noon(published)}
        )
        return (
            _period(parsed.date(), unit[0].upper(), 0, "ago")
            if unit != "day"
            else (*_twice(parsed), "day", "ago")
        )
    if kind in ("bare", "twelve"):
        named = (word for word in words.split() if word in _words("month"))
        month = int(_words("month")[next(named)])
        found = _month(
            words if kind == "bare" else "", month, published, is_ahead and kind == "bare"
        )
        return found if kind == "bare" else _twelve(found)
    first_word, _, rest = words.partition(" ")
    shift = int(_words("shift").get(first_word, 0))
    if kind == "period":
        return _period(published, _words("period")[rest], shift, "period")
    return _weekday(words, published, is_ahead)


def _month(words: str, month: int, published: date, is_ahead: bool) -> Days | Undated:
    """Return the month meant: the last one, or the next one where something lies ahead.

    Undated where either fits.
    """
    if words.endswith(" year"):
        year = published.year + int(_words("shift")[words.split()[-2]])
        return _period(date(year, month, 1), "M", 0, "date")
    back = (published.month - month) % 12
    if words.startswith("this "):
        return _period(published.replace(day=1), "M", month - published.month, "date")
    if words.startswith("next ") or (is_ahead and back > MOST_BACK):
        return _period(published, "M", 12 - back, "date")
    if words.startswith("last ") and back > 2:
        return _period(published, "M", -back, "date")
    if words.startswith("last ") or back > MOST_BACK or (is_ahead and back > 0):
        return None, None, pd.NA, "last or next"
    return _period(published, "M", -back, "date")


def _twelve(month: Days | Undated) -> Days | Undated:
    """Return the twelve months up to the end of one: "the year to March"."""
    first, last, _, rule = month
    if first is None:
        return month
    return (pd.Period(first, "M") - 11).start_time.date(), last, "year", rule


def _weekday(words: str, published: date, is_ahead: bool) -> Days | Undated:
    """Return the day of the week meant: the last one up to the report, or the next one where something lies ahead."""
    name = next(name for name in _words("weekday") if name in words)
    back = (published.weekday() - int(_words("weekday")[name])) % 7
    if "last " in words and back == 0:
        back = 7
    ahead = "next " in words or (is_ahead and back > 0)
    if back == 6 and not ahead and "last " not in words:
        return None, None, pd.NA, "last or next"  # "Monday" on a Sunday
    day = published - timedelta(back - 7 if ahead else back)
    return day, day, "day", "weekday"


def _date(surface: str, published: date | None, precision: str) -> Days | None:
    """Read a date.

    Without its year it is the one nearest to the report, and none if the report has no day.
    """
    has_year = re.search(r"\d{4}", surface) is not None
    if not has_year and published is None:
        return None
    years = [""] if has_year else [f" {published.year + step}" for step in (0, -1, 1)]
    settings = {
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": "YMD" if surface[:4].isdigit() else "DMY",
    }
    read = [dateparser.parse(surface + year, languages=["en"], settings=settings) for year in years]
    days = [found.date() for found in read if found is not None]
    if not days:
        return None
    day = days[0] if has_year else min(days, key=lambda day: abs((day - published).days))
    return _period(day, "M", 0, "date") if precision == "month" else (day, day, "day", "date")


def _period(day: date, frequency: str, shift: int, rule: str) -> Days:
    """Return the week, month or year around a day, shifted."""
    period = pd.Period(day, frequency) + shift
    return period.start_time.date(), period.end_time.date(), PRECISIONS[frequency], rule


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)


def _twice(moment: datetime) -> tuple[date, date]:
    return moment.date(), moment.date()
