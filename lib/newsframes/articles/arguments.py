"""Arguments: what callers hand over as articles, checked and made articles of."""

from collections.abc import Iterable, Mapping
from io import TextIOBase
from pathlib import Path

import pandas as pd

from .article import Article, ArticleError
from .collection import read_text

EXPECTED = "Expected an Article, a text, or a list of them."
# A text shorter than this, in one word and with a full stop near its end, looks like a path.
LONGEST_PATH, LONGEST_SUFFIX = 500, 8


def as_article(given: object, place: int | None = None) -> Article:
    """Return an article, made of plain text if need be.

    Parameters
    ----------
    given
        What is taken for an article.
    place
        Its index, if it is one of several.

    Raises
    ------
    ArticleError
        If it is neither an article nor text, or is empty.
    """
    if isinstance(given, Article):
        return given
    if isinstance(given, str):
        if _is_like_path(given):
            raise ArticleError(
                f"Cannot read {given!r} as text: it looks like a path. Use read_article({given!r})."
            )
        return read_text(given)
    if isinstance(given, Path):
        raise ArticleError(
            f"Cannot tabulate the path {str(given)!r}. Use read_article({str(given)!r}) in its"
            " place."
        )
    where = "" if place is None else f", at index {place},"
    raise ArticleError(
        f"Cannot tabulate {_named(given)}{where} as an article. Expected Article or str."
        " Take it out, or make an Article of it."
    )


def as_articles(given: object) -> list[Article]:
    """Return the articles of something that holds several.

    Refuse what iterates over something else, as frames do over names.

    Raises
    ------
    ArticleError
        If it holds no articles, or something else beside them.
    """
    if isinstance(given, pd.DataFrame):
        columns = ", ".join(map(str, given.columns)) or "none"
        raise ArticleError(
            f"Cannot tabulate a DataFrame (columns: {columns}). {EXPECTED} Use"
            ' tabulate(read_articles(frame, text="column")).'
        )
    if isinstance(given, Path):
        raise ArticleError(f"Cannot tabulate a path. Use tabulate(read_articles({str(given)!r})).")
    if isinstance(given, (bytes, Mapping, TextIOBase)) or not isinstance(given, Iterable):
        raise ArticleError(
            f"Cannot tabulate {_named(given)}. {EXPECTED}"
            " Use read_article or read_articles for files."
        )
    return [as_article(one, place) for place, one in enumerate(given)]


def _is_like_path(text: str) -> bool:
    word = text.strip()
    is_word = len(text) < LONGEST_PATH and not any(map(str.isspace, word))
    return is_word and "." in word.strip(".")[-LONGEST_SUFFIX:]


def _named(thing: object) -> str:
    """Name a value for an error: its type, and what it is where that is short."""
    shown = repr(thing)
    return f"a value of type {type(thing).__name__}" + (f" ({shown})" if len(shown) <= 40 else "")
