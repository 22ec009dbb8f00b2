"""Quotes and figures as they are cited: the words, who says them, and where they stand."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

import pandas as pd

from ..claims.crediting import credit
from ..tables.linked import Record, Tables
from .handover import is_address, title_of

# A passage longer than this is named in an address by its first and last words.
LONGEST_FRAGMENT, N_WORDS = 100, 5
PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
UNHEARD = "Speaker not found"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an article: its number, from 1, and its offsets in the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Reference:
    """A quote or figure with what a citation of it says; every text is one line.

    ``number`` counts the article's references, from 1. ``words`` are those of the row, ``who`` says
    them; ``note`` is how, or what a figure's value is. ``address`` leads to the words on the page
    of the article, where there is one.
    """

    number: int
    row_id: str
    words: str
    who: str
    note: str
    start: int
    end: int
    paragraph: int
    address: str | None

    @property
    def place(self) -> str:
        """Where the words stand: paragraph and offsets."""
        return f"paragraph {self.paragraph}, characters {self.start}–{self.end}"


@dataclass(frozen=True)
class CitedArticle:
    """An article with its references and the paragraphs that they stand in.

    ``number`` counts the articles from 1. ``origin`` is the article as a citation names it,
    ``address`` its page, where it has one.
    """

    number: int
    title: str
    origin: str
    address: str | None
    text: str
    quotes: tuple[Reference, ...]
    figures: tuple[Reference, ...]
    paragraphs: tuple[Paragraph, ...]


def cite(tables: Tables) -> list[CitedArticle]:
    """Return each article with its quotes and figures as they are cited.

    Quotes whose act is an attitude are left out: they state nothing.

    Parameters
    ----------
    tables
        Of one or many articles.

    Returns
    -------
    list of CitedArticle
        In the order of the tables.

    Examples
    --------
    >>> import newsframes as nf
    >>> article = cite(nf.tabulate("Police said 12 people were killed."))[0]
    >>> article.figures[0].who, article.figures[0].note, article.figures[0].place
    ('says Police', '12, people, killed', 'paragraph 1, characters 12–14')
    """
    stated = tables.without_attitudes()
    own = {
        name: dict(list(frame.groupby("article_id")))
        for name, frame in (("quotes", stated.quotes), ("figures", stated.figures))
    }
    return [
        _cite_article(number, article, own["quotes"].get(article.article_id, stated.quotes[:0]),
                      own["figures"].get(article.article_id, stated.figures[:0]))
        for number, article in enumerate(stated.articles.itertuples(index=False), start=1)
    ]  # fmt: skip


def one_line(text: str) -> str:
    r"""Return a text on one line, without marks that are not seen but change what is.

    Examples
    --------
    >>> one_line("one\n\u202etwo\a  three")
    'one two three'
    """
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def _cite_article(
    number: int, article: Record, quotes: pd.DataFrame, figures: pd.DataFrame
) -> CitedArticle:
    text = article.text
    address = article.source if is_address(article.source) else None
    paragraphs = [
        Paragraph(n, *match.span()) for n, match in enumerate(PARAGRAPH.finditer(text), start=1)
    ]

    numbers = count(1)

    def refer(row: Record, row_id: str, who: str, note: str) -> Reference:
        at = next((p.number for p in paragraphs if row.start < p.end), len(paragraphs))
        link = None if address is None else link_to_words(address, row.text)
        start, end = int(row.start), int(row.end)
        words = one_line(row.text)
        return Reference(next(numbers), row_id, words, who, note, start, end, at, link)

    said = tuple(
        refer(row, row.quote_id, _speaker(row), _manner(row))
        for row in quotes.itertuples(index=False)
    )
    counted = tuple(
        refer(
            row, row.figure_id,
            one_line(credit(row, asserting="says {}", unclaimed="says the article")),
            _value(row),
        )
        for row in figures.itertuples(index=False)
    )  # fmt: skip
    spans = [(one.start, one.end) for one in (*said, *counted)]
    cited = [p for p in paragraphs if any(a < p.end and p.start < b for a, b in spans)]
    return CitedArticle(
        number, one_line(title_of(article)), _origin(article), address, text, said, counted,
        tuple(cited),
    )  # fmt: skip


def _origin(article: Record) -> str:
    """Return how a citation names an article: title, byline, source or its host, day."""
    parts = [] if pd.isna(article.title) else [f"“{one_line(article.title)}”"]
    source = urlsplit(article.source).hostname if is_address(article.source) else article.source
    known = (article.byline, source, article.published)
    parts += [one_line(value) for value in known if not pd.isna(value)]
    return ", ".join(parts) or f"article {one_line(article.article_id)}"


def _speaker(row: Record) -> str:
    known = (value for value in (row.speaker_name, row.speaker) if not pd.isna(value))
    return one_line(next(known, UNHEARD))


def _manner(row: Record) -> str:
    cue = () if pd.isna(row.cue) else (f"“{one_line(row.cue)}”",)
    return ", ".join((*cue, row.kind))


def _value(row: Record) -> str:
    """Return the value of a figure and what it counts: "> 2,000, troops, deployed"."""
    ends = [f"{end:,.10g}" for end in dict.fromkeys((row.low, row.high)) if math.isfinite(end)]
    bound = "" if row.bound in ("=", "range", "vague") else f"{row.bound} "
    value = f"{bound}{' to '.join(ends)}"
    if row.unit != "count":
        value += f" {one_line(row.unit)}" + (
            "" if pd.isna(row.per) else f" per {one_line(row.per)}"
        )
    more = [one_line(text) for text in (row.thing, row.about, row.event) if not pd.isna(text)]
    return ", ".join((value, *more))


def link_to_words(address: str, words: str) -> str:
    """Return the address of a page with a text fragment, at which browsers show the words.

    Notes
    -----
    The syntax is that of the URL Fragment Text Directives (WICG).

    Examples
    --------
    >>> link_to_words("https://example.org/a", "“It is well-known,” she said.")
    'https://example.org/a#:~:text=%E2%80%9CIt%20is%20well%2Dknown%2C%E2%80%9D%20she%20said.'
    """
    tokens = words.split()
    line = " ".join(tokens)
    stretches: Iterator[str] = iter((line,))
    if len(line) > LONGEST_FRAGMENT and len(tokens) > 2 * N_WORDS:
        stretches = (" ".join(own) for own in (tokens[:N_WORDS], tokens[-N_WORDS:]))
    encoded = [percent_encode(text, safe="").replace("-", "%2D") for text in stretches]
    joint = ":~:" if "#" in address else "#:~:"
    return f"{address}{joint}text={','.join(encoded)}"
