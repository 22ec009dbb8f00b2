"""Chronology: the dates and relative times of a report, resolved against the day it came out."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pandas as pd

from ..articles import readable
from ..language.lexicon import read_lexicon
from ..language.sentences import sentence_at, split_sentences
from ..tables.linked import Record, Tables
from ..tables.parts import TablesInParts
from .time_resolution import resolve_time, time_words

COLUMNS = [
    "time_id", "article_id", "text", "start", "end", "first", "last", "precision", "rule",
    "published", "sentence", "sentence_start", "sentence_end",
]  # fmt: skip
DTYPES = dict.fromkeys(COLUMNS, "string") | dict.fromkeys(
    ("start", "end", "sentence_start", "sentence_end"), "int64"
)
MONTHLY = ("date", "month", "twelve", "bare")
# What says that a day lies ahead: a verb before it in its sentence, or the word right before it.
AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) to|plans? to|due|expected|scheduled|set to"
    r"|tomorrow)\b"
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
# A name or a title before a day makes it a name; so does a capital behind it, if nothing or "the"
# stands before.
NAMED = re.compile(r"[\w,] [A-Z]\w+ $|\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Lord)\.? $")
# Days of their own, and newspapers; they open a sentence, too.
CALLED = re.compile(
    r"\b(?:Ash|Black|Bloody|Cyber|Easter|Giving|Good|Maundy|Palm|Shrove|Super|Whit"
    r"|(?:Herald|Independent|Mail) on) $"
)
OPENING, CAPITAL = re.compile(r"(?:^|[.!?\n“\"]\s*|\b[Tt]he )$"), re.compile(r" [A-Z][a-z]")
# A word that opens a sentence: "Ruby Tuesday closed", but not "Police Tuesday said".
FIRST = re.compile(r"(?:^|[.!?\n“\"]\s*)(?P<name>[A-Z][a-z]+) $")
Row = dict[str, object]


def times(tables: TablesInParts) -> pd.DataFrame:
    """List the expressions of time in the bodies, each with the days that it means.

    "Monday", "last week" and "2 January" are resolved against ``articles.published``; without it
    they stay, undated. A month without a day or year needs a preposition ("in May"), and a capital.
    Not found: names ("Theresa May", "Wednesday Addams"), clock times, durations, seasons, holidays.
    Not settled, and so undated: times relative to something in the text ("two days earlier").

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus, of which some articles are in memory at a time.

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
    >>> text = "It began on 2 January and ended on Monday."
    >>> found = times(nf.tabulate(nf.Article(text=text, published="2022-01-12")))
    >>> found[["text", "first", "rule"]].values.tolist()
    [['2 January', '2022-01-02', 'date'], ['Monday', '2022-01-10', 'weekday']]
    """
    rows = [row for part in tables.parts() for row in _rows(part)]
    return pd.DataFrame(rows, columns=COLUMNS).astype(DTYPES)


def _rows(tables: Tables) -> Iterator[Row]:
    named = tables.mentions[tables.mentions.form == "name"]
    names = {
        key: list(zip(rows.start, rows.end, strict=True))
        for key, rows in named.groupby("article_id")
    }
    for article in tables.articles.itertuples():
        yield from _article_rows(article, names.get(article.article_id, []))


@cache
def _pattern() -> re.Pattern[str]:
    """Compile the grammar of times; the group that matched names the kind."""
    month, weekday, near, part, period, shift = (
        "|".join(re.escape(word) for word in sorted(time_words(use), key=len, reverse=True))
        for use in ("month", "weekday", "day", "part", "period", "shift")
    )
    ordinal = "|".join(time_words("ordinal"))
    day, year = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:1[89]|20)\d\d"
    count = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    kinds = {
        "date": rf"{day} (?:of )?(?:{month})(?:,? {year})?"
        rf"|(?:{month}) {day}(?![\d:])(?:,? {year})?|\d{{4}}-\d\d-\d\d",
        "month": rf"(?:{month}),?(?: of)? {year}",
        "twelve": rf"year (?:to|ended|ending)(?: in)? (?:{month})(?: {year})?",
        "quarter": rf"(?:{ordinal})[ -]quarter (?:of |in )?{year}|Q[1-4] {year}",
        "year": rf"(?<=\bin )(?:early |mid-|late )?{year}|(?<=\bsince ){year}|(?<=\bof ){year}"
        rf"|(?<=\buntil ){year}",
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


def _article_rows(article: Record, names: list[tuple[int, int]]) -> Iterator[Row]:
    """Find the times of one article, where its names stand known."""
    text = readable(article.text, article.body_start, article.body_end)
    published = None if pd.isna(article.published) else date.fromisoformat(article.published)
    sentences = split_sentences(text, article.body_start, article.body_end)
    for match in _pattern().finditer(text, article.body_start, article.body_end):
        end = match.end() - (2 if match.group().endswith(("'s", "’s")) else 0)
        surface = text[match.start() : end]
        if _is_no_time(match, surface, names):
            continue
        start_of, end_of = sentence_at(sentences, match.start())
        is_ahead = AHEAD.search(text[start_of : match.start()]) or AHEAD_AFTER.match(text, end)
        kind = "text" if _is_of_other_year(match, published) else str(match.lastgroup)
        days = resolve_time(kind, surface, published, is_ahead=bool(is_ahead))
        yield {
            "time_id": f"{article.article_id}:t{match.start()}-{end}",
            "article_id": article.article_id, "text": article.text[match.start() : end],
            "start": match.start(), "end": end,
            "first": days.first and days.first.isoformat(),
            "last": days.last and days.last.isoformat(), "precision": days.precision,
            "rule": days.rule, "published": article.published, "sentence": text[start_of:end_of],
            "sentence_start": start_of, "sentence_end": end_of,
        }  # fmt: skip


def _is_no_time(match: re.Match[str], surface: str, names: list[tuple[int, int]]) -> bool:
    """Return True for other words and for names.

    Other words are "may 30 people" and "the march"; names are "USA Today", "Bloody Sunday" and
    "Wednesday Addams".
    """
    kind, (start, end) = match.lastgroup, match.span()
    before = match.string[max(0, start - 40) : start]
    months = [
        word
        for word in re.findall(r"[A-Za-z]+\.?", surface)
        if word.casefold() in time_words("month")
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
    """Return True if a month alone belongs to another year than that of the report.

    The text names that year shortly before, or says "of that year".
    """
    if match.lastgroup != "bare" or published is None or match.group().casefold().endswith("year"):
        return False
    paragraph = match.string.rfind("\n", 0, match.start()) + 1
    years = YEAR.findall(match.string, max(paragraph, match.start() - BEFORE_YEAR), match.start())
    return bool(OF_THAT.match(match.string, match.end())) or any(
        int(year) != published.year for year in years
    )
