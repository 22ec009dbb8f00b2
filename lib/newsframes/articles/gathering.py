"""Gathering: articles from whatever is given, with an issue for each thing that cannot be read."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from ..tables.issue import Issue
from .article import Article, ArticleError
from .article_list import NO_DAY, Articles
from .collection import read_article, read_articles, read_stream, read_text
from .given_path import clean_path
from .written_day import parse_day

STANDARD_INPUT = "-"


def gather_articles(
    *sources: str | Path,
    text: str | None = None,
    published: str | date | None = None,
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
) -> Articles:
    """Read whatever is given: files, folders, addresses, or a pasted text in their place.

    Unlike the other two it never fails: what cannot be read becomes an issue.

    Parameters
    ----------
    sources
        Paths of files or folders, as people paste them (``clean_path``), addresses that begin with
        ``http://`` or ``https://``, and ``-`` for what comes in by standard input: one text, page,
        document or mail message, or a ZIP archive.
    text
        A pasted text; if it holds any words, the sources are left aside.
    published
        Day of publication of those that do not say it, as people write it: ``2022-01-10``,
        ``10 January 2022``, ``10.1.2022``. What is no day, or may be one of two, is an issue.
    columns
        Columns of the records in files by field (text, title, published, source, byline), as in
        ``{"text": "story"}``; the path of a single article is an issue then.
    allow_private
        Take pages from this machine and from private networks too.

    Returns
    -------
    Articles
        What could be read; its ``issues`` say what could not, and why.

    Examples
    --------
    >>> gather_articles("no/such/file.txt", text="ALMATY: All quiet.")
    Articles: 1 read, 0 not read
    """
    readers: list[Callable[[], Articles]] = [
        partial(_read_source, source, dict(columns or {}), allow_private) for source in sources
    ]
    if text is not None and text.strip():
        readers = [partial(_read_pasted, text)]
    articles: list[Article] = []
    day, issues = _settle_day(published)
    for read in readers:
        try:
            found = read()
        except ArticleError as error:
            issues.append(Issue("unreadable", str(error)))
            continue
        articles += [
            replace(article, published=article.published or day) for article in found.articles
        ]
        issues += found.issues
    return Articles(tuple(articles), tuple(issues))


def _settle_day(published: str | date | None) -> tuple[str | None, list[Issue]]:
    """Return the day of publication, and an issue if it cannot be told."""
    if published is None or not str(published).strip():
        return None, []
    try:
        return parse_day(published), []
    except ArticleError as error:
        return None, [Issue(NO_DAY, str(error))]


def _read_pasted(text: str) -> Articles:
    """Read a pasted text."""
    return Articles((read_text(text, source="pasted text"),))


def _read_source(source: str | Path, columns: dict[str, str], allow_private: bool) -> Articles:
    """Read an address, a path, or standard input."""
    if source == STANDARD_INPUT:
        return read_stream(sys.stdin, "standard input")
    source = clean_path(source)
    is_url = str(source).lower().startswith(("http://", "https://"))
    if is_url:
        return Articles((read_article(source, allow_private=allow_private),))
    return read_articles(
        source,
        **{"source_column" if field == "source" else field: columns[field] for field in columns},
    )
