"""The one way through the house: articles in, linked tables out."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import TextIOBase
from pathlib import Path

import pandas as pd
from tqdm.auto import tqdm

from .actors import find_actors
from .articles import Article, ArticleError, Articles, drop_copies, is_english, read_text
from .claims.joining import Rows, as_speeches, link
from .figures import find_figures
from .quotes import find_nested, find_quotes
from .reader import Reader, Reading, default_reader
from .tables.issue import Issue
from .tables.linked import Tables
from .tables.schema import CONTRACT

VAGUE = ("interval", "acled")
# How many articles the encoder may be ahead of the parser.
AHEAD = 6
EXPECTED = "Expected an Article, a text, or a list of them."


def tabulate(
    articles: Article | str | Iterable[Article | str],
    *,
    vague: str = "interval",
    reader: Reader | None = None,
    progress: bool | None = None,
) -> Tables:
    """Read articles into linked tables of actors, quotes and figures.

    Parameters
    ----------
    articles
        One article, many, or the text of one (plain, or the HTML of a page). What ``read_articles``
        returns brings its issues along.
    vague
        How vague amounts become values: ``"interval"`` ("dozens" is 24 to 99) or ``"acled"`` (12).
    reader
        A reader other than the default one, from ``Reader.load``.
    progress
        Show a progress bar; by default for more than ten articles.

    Returns
    -------
    Tables
        Checked against the contract. Among many articles, one that fails becomes a row of
        ``issues``. One whose text, white space aside, was already read is left out; a near copy is
        kept. Both are rows of ``issues``.

    Raises
    ------
    ArticleError
        If what is given is neither an article, nor text, nor several of them, or is empty.
    ValueError
        If ``vague`` is unknown.

    Examples
    --------
    >>> tabulate("Police detained more than 2,000 people.").figures[["low", "bound", "thing"]].values.tolist()
    [[2000.0, '>', 'people']]
    """
    if vague not in VAGUE:
        raise ValueError(
            f"Cannot read vague amounts by {vague!r}. Expected one of {', '.join(VAGUE)}."
        )
    if isinstance(articles, (Article, str)):
        article, reader = _article(articles), reader or default_reader()
        return Tables.of(_rows_of(reader.read(article), vague))
    inherited = list(articles.issues) if isinstance(articles, Articles) else []
    many = [_article(article, place) for place, article in enumerate(_several(articles))]
    rows: Rows = {name: [] for name in CONTRACT}
    rows["issues"] += [issue.row() for issue in inherited]
    kept, copies = drop_copies(many)
    rows["issues"] += [issue.row() for issue in copies]
    shown = len(many) > 10 if progress is None else progress
    for article, finish in tqdm(
        _ahead(kept, reader or default_reader()),
        desc="reading",
        unit="article",
        total=len(kept),
        disable=not shown,
    ):
        for name, found in _one_of_many(article, finish, vague).items():
            rows[name] += found
    return Tables.of(rows)


def _ahead(
    articles: list[Article], reader: Reader
) -> Iterator[tuple[Article, Callable[[], Reading]]]:
    """Yield articles in order with what finishes their reading, while the encoder works on those behind them."""
    waiting = deque()
    for article in articles:
        waiting.append((article, reader.begin(article)))
        if len(waiting) > AHEAD:
            yield waiting.popleft()
    yield from waiting


def _several(articles: object) -> Iterable[object]:
    """Return what holds articles.

    Refuse what iterates over something else, as frames do over names.
    """
    if isinstance(articles, pd.DataFrame):
        columns = ", ".join(map(str, articles.columns)) or "none"
        raise ArticleError(
            f"Cannot tabulate a DataFrame (columns: {columns}). {EXPECTED} Make a list of its rows, such as"
            " [newsframes.Article(text=row.text) for row in frame.itertuples()]."
        )
    if isinstance(articles, Path):
        raise ArticleError(
            f"Cannot tabulate a path. Use tabulate(read_articles({str(articles)!r}))."
        )
    if isinstance(articles, (bytes, Mapping, TextIOBase)) or not isinstance(articles, Iterable):
        raise ArticleError(
            f"Cannot tabulate {_named(articles)}. {EXPECTED} Use read_article or read_articles for files."
        )
    return articles


def _named(thing: object) -> str:
    """Name a value for an error: its type, and what it is where that is short."""
    shown = repr(thing)
    return f"a value of type {type(thing).__name__}" + (f" ({shown})" if len(shown) <= 40 else "")


def _article(article: Article | str, place: int | None = None) -> Article:
    """Return an article, made of plain text if need be; ``place`` is its index among several."""
    if isinstance(article, Article):
        return article
    if isinstance(article, str):
        if (
            len(article) < 500
            and not any(map(str.isspace, article.strip()))
            and "." in article.strip(".")[-8:]
        ):
            raise ArticleError(
                f"Cannot read {article!r} as text: it looks like a path. Use read_article({article!r})."
            )
        return read_text(article)
    if isinstance(article, Path):
        raise ArticleError(
            f"Cannot tabulate the path {str(article)!r}. Use read_article({str(article)!r}) in its place."
        )
    where = "" if place is None else f", at index {place},"
    raise ArticleError(
        f"Cannot tabulate {_named(article)}{where} as an article. Expected Article or str."
        " Take it out, or make an Article of it."
    )


def _one_of_many(article: Article, finish: Callable[[], Reading], vague: str) -> Rows:
    """Read one article of a collection.

    Whatever goes wrong with it must not cost the others their rows.
    """
    try:
        return _rows_of(finish(), vague)
    except Exception as error:  # the boundary where a fault of any kind becomes a row
        message = f"{article.source or article.article_id} could not be read: {type(error).__name__}: {error}"
        body = {"body_start": 0, "body_end": len(article.text)}
        return {
            "articles": [_article_row(article) | body],
            "issues": [Issue("failed", message, article.article_id).row()],
        }


def _rows_of(reading: Reading, vague: str) -> Rows:
    """Take one article through the house."""
    article = reading.article
    quotes, quote_issues = find_quotes(reading)
    figures, figure_issues = find_figures(reading, vague=vague)
    speeches = as_speeches(quotes)
    found = find_actors(reading, speeches)
    rows = link(
        reading,
        found.actors,
        quotes,
        speeches,
        find_nested(reading, quotes),
        figures,
        interview=found.interview,
    )
    body = reading.body
    language = "en" if is_english(reading.text[body.start : body.end]) else None
    frame = {
        "body_start": body.start,
        "body_end": body.end,
        "dateline": body.dateline,
        "language": language,
    }
    given = {"title": article.title or body.title, "byline": article.byline or body.byline}
    rows["articles"] = [
        _article_row(article) | {key: v for key, v in (frame | given).items() if v is not None}
    ]
    issues = [*article.notes, *quote_issues, *figure_issues]
    if language is None:
        message = "It does not read as English; its rows are not to be trusted."
        issues.append(Issue("language", message, start=body.start, end=body.end))
    rows["issues"] = [{"article_id": article.article_id} | issue.row() for issue in issues] + rows[
        "issues"
    ]
    rows["issues"].sort(key=lambda row: (row.get("start", -1), row.get("end", -1), row["kind"]))
    return rows


def _article_row(article: Article) -> dict[str, object]:
    row = {
        "article_id": article.article_id, "title": article.title, "source": article.source,
        "byline": article.byline, "published": article.published, "n_chars": len(article.text),
        "text": article.text,
    }  # fmt: skip
    return {key: pd.NA if value is None else value for key, value in row.items()}
