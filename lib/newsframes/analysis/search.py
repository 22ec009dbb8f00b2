"""Search: every place that matches a pattern, with the words around it (keyword in context)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from ..articles import readable
from ..tables.days import UNDATED, articles_by_day
from ..tables.linked import Record, Tables
from ..tables.parts import TablesInParts

COLUMNS = [
    "left", "match", "right", "article_id", "title", "published", "start", "end", "speaker",
    "row_id",
]  # fmt: skip
DTYPES = dict.fromkeys(COLUMNS, "string") | {"start": "int64", "end": "int64"}
BY = ("text", "speaker", "actor")
SPACE = re.compile(r"\s")


class Hit(NamedTuple):
    """A stretch of an article's text, and the row that stands there, if one does."""

    start: int
    end: int
    row_id: str | None


def search(
    tables: TablesInParts, pattern: str, *, by: str = "text", width: int = 60
) -> pd.DataFrame:
    """List every place that matches a pattern, with the words around it (KWIC).

    Case makes no difference. A space in the pattern meets every white space, a line end too. Not
    searched: titles, and what stands in a body without belonging to it ("READ MORE: …").

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus, of which some articles are in memory at a time.
    pattern
        A regular expression; ``re.escape`` makes one of words to be found as they are.
    by
        ``"text"`` finds it in the bodies, ``"speaker"`` the quotes of those whom it names, by their
        names or as written at the quote, ``"actor"`` the mentions, pronouns too, of actors with a
        name or an alias that it matches.
    width
        Most characters to the left and to the right, cut at words.

    Returns
    -------
    pandas.DataFrame
        By day, article and place: ``left, match, right``; ``article_id, title, published``;
        ``start, end`` of the match, in code points of ``articles.text``; ``speaker``, who is quoted
        there, NA outside quotes; ``row_id`` of the quote, or of the mention if ``by="actor"``, NA
        outside quotes.

    Raises
    ------
    ValueError
        If ``by`` is unknown, or the pattern is no regular expression.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Police said 12 people died. The mayor denied that anyone died.")
    >>> found = search(tables, "die[sd]", width=20)
    >>> found[["left", "match", "speaker"]].values.tolist()
    [['said 12 people', 'died', 'Police'], ['denied that anyone', 'died', 'mayor']]
    """
    if by not in BY:
        raise ValueError(f"Cannot search by {by!r}. Expected one of {', '.join(BY)}.")
    sought = _compile(pattern)
    rows = [row for part in tables.parts() for row in _rows(part, sought, by, width)]
    found = pd.DataFrame(rows, columns=COLUMNS).astype(DTYPES)
    order = found.published.fillna(UNDATED).argsort(kind="stable")
    return found.iloc[order].reset_index(drop=True)


def _rows(
    tables: Tables, sought: re.Pattern[str], by: str, width: int
) -> Iterator[tuple[object, ...]]:
    """Yield the places that match in some articles."""
    quotes = dict(tuple(tables.outer_quotes.groupby("article_id", sort=False)))
    actors = _places_of_actors(tables, sought) if by == "actor" else {}
    for article in articles_by_day(tables).itertuples(index=False):
        own = quotes.get(article.article_id, tables.quotes.iloc[:0])
        if by == "text":
            places = _places_in_text(article, own, sought)
        elif by == "speaker":
            places = _places_of_speakers(own, sought)
        else:
            places = actors.get(article.article_id, [])
        if places:
            yield from _lines(article, own, places, width)


def _compile(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ValueError(
            f"Cannot search for {pattern!r}: {error}. Expected a regular expression; re.escape(…)"
            " makes one of words that are to be found as they are."
        ) from error


def _body(article: Record) -> str:
    """Return an article's text without residue and line ends, at the same length."""
    return SPACE.sub(" ", readable(article.text, article.body_start, article.body_end))


def _places_in_text(article: Record, quotes: pd.DataFrame, sought: re.Pattern[str]) -> list[Hit]:
    """Find the pattern in a body; an empty match is none."""
    # To look for residue takes far longer than to search, and most texts have no match.
    if not sought.search(SPACE.sub(" ", article.text)):
        return []
    found = sought.finditer(_body(article), article.body_start, article.body_end)
    spans = [match.span() for match in found if match.end() > match.start()]
    return [Hit(*span, _quote_at(quotes, span[0], "quote_id")) for span in spans]


def _places_of_speakers(quotes: pd.DataFrame, sought: re.Pattern[str]) -> list[Hit]:
    """Find the quotes of speakers whose name matches, or what is written for it at the quote."""
    return [
        Hit(row.start, row.end, row.quote_id)
        for row in quotes.itertuples()
        if any(sought.search(name) for name in (row.speaker_name, row.speaker) if pd.notna(name))
    ]


def _places_of_actors(tables: Tables, sought: re.Pattern[str]) -> dict[str, list[Hit]]:
    """Find the mentions, by article, of actors with a name or alias that matches."""
    matching = {
        row.actor_id
        for row in tables.actors.itertuples()
        if any(sought.search(name) for name in (row.name, *row.aliases))
    }
    places = defaultdict(list)
    for row in tables.mentions[tables.mentions.actor_id.isin(matching)].itertuples():
        places[row.article_id].append(Hit(row.start, row.end, row.mention_id))
    return places


def _quote_at(quotes: pd.DataFrame, at: int, column: str) -> str | None:
    """Return a value of the quote in whose content a character stands."""
    around = quotes[(quotes.start <= at) & (at < quotes.end)]
    inside = (
        value
        for parts, value in zip(around.parts, around[column], strict=True)
        if any(start <= at < end for start, end in parts) and pd.notna(value)
    )
    return next(inside, None)


def _lines(
    article: Record, quotes: pd.DataFrame, places: list[Hit], width: int
) -> Iterator[tuple[object, ...]]:
    """Lay the places of one article out, each between the words around it."""
    text = _body(article)
    named = quotes.assign(who=quotes.speaker_name.fillna(quotes.speaker))
    for place in sorted(places, key=lambda place: place[:2]):
        yield (
            _end_of(text[article.body_start : place.start], width),
            article.text[place.start : place.end],
            _start_of(text[place.end : article.body_end], width),
            article.article_id, article.title, article.published, place.start, place.end,
            _quote_at(named, place.start, "who"), place.row_id,
        )  # fmt: skip


def _start_of(text: str, width: int) -> str:
    """Return the first whole words of a text."""
    words = text[: width + 1]
    return " ".join((words if len(text) <= width else words[: max(words.rfind(" "), 0)]).split())


def _end_of(text: str, width: int) -> str:
    """Return the last whole words of a text."""
    return _start_of(text[::-1], width)[::-1]
