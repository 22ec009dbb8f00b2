"""The pipeline: articles through all stages, to linked tables."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm.auto import tqdm

from .articles import Article, Articles, drop_copies
from .articles.arguments import as_article, as_articles
from .articles.near_copies import copy_issue, find_near_copies
from .corrections import Corrections
from .read_before import tables_read_before
from .tables.days import UNDATED
from .tables.issue import Issue
from .tables.linked import Tables
from .tables.schema import CONTRACT

# The stages take seconds to import, and what was read before needs none of them.
if TYPE_CHECKING:
    from .claims.rows import Rows
    from .reader import Reader, Reading

VAGUE = ("interval", "acled")
# From how many articles on a progress bar is shown.
MANY = 11


def tabulate(
    articles: Article | str | Iterable[Article | str],
    *,
    vague: str = "interval",
    reader: "Reader | None" = None,
    progress: bool | None = None,
    corrections: Corrections | str | Path | None = None,
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
    corrections
        A person's corrections or the path of their file, applied to the tables.

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
    >>> tables = tabulate("Police detained more than 2,000 people.")
    >>> tables.figures[["low", "bound", "thing"]].values.tolist()
    [[2000.0, '>', 'people']]
    """
    if vague not in VAGUE:
        raise ValueError(
            f"Cannot read vague amounts by {vague!r}. Expected one of {', '.join(VAGUE)}."
        )
    if isinstance(articles, (Article, str)):
        article = as_article(articles)
        tables = tables_read_before(article, vague) if reader is None else None
        if tables is None:
            tables = _read_one(article, vague, reader)
        return corrected(tables, corrections)
    given, noted = as_articles(articles), articles.issues if isinstance(articles, Articles) else ()
    if reader is None and len(given) == 1 and not noted:
        tables = tables_read_before(given[0], vague)
        if tables is not None:
            return corrected(tables, corrections)
    distinct, copies = drop_copies(given)
    issues = [*noted, *copies]
    is_shown = len(distinct) >= MANY if progress is None else progress
    with tqdm(
        desc="reading", unit="article", total=len(distinct), disable=not is_shown
    ) as progress_bar:
        rows = find_rows_of_all(
            distinct, vague=vague, reader=reader, done=lambda _: progress_bar.update()
        )
    issues += _note_copies(rows["articles"])
    rows["issues"] = [*(issue.row() for issue in issues), *rows["issues"]]
    return corrected(Tables.of(rows), corrections)


def _read_one(article: Article, vague: str, reader: "Reader | None") -> Tables:
    from .reader import default_reader

    reading = (reader or default_reader()).read(article)
    return Tables.of(find_rows(reading, vague=vague))


def _note_copies(articles: list[dict[str, Any]]) -> list[Issue]:
    """Name what each near copy of an earlier article, by day or else in order, is a copy of."""
    ordered = sorted(articles, key=lambda row: row.get("published") or UNDATED)
    bodies = (
        (row["article_id"], row["text"][row["body_start"] : row["body_end"]]) for row in ordered
    )
    copies = {key: first for key, first, _ in find_near_copies(bodies)}
    names = {
        row["article_id"]: row.get("source") or f"article {row['article_id']}" for row in articles
    }
    for row in articles:
        if row["article_id"] in copies:
            row["copy_of"] = copies[row["article_id"]]
    return [copy_issue(key, names[key], names[copies[key]]) for key in names if key in copies]


def corrected(tables: Tables, corrections: Corrections | str | Path | None) -> Tables:
    """Return tables with a person's corrections applied, if there are any."""
    return tables if corrections is None else tables.correct(corrections)


def find_rows_of_all(
    articles: Iterable[Article],
    *,
    vague: str = "interval",
    reader: "Reader | None" = None,
    done: Callable[[Article], object] = lambda _: None,
    ahead: int | None = None,
) -> "Rows":
    """Take articles through the stages one by one; one that fails becomes a row of ``issues``.

    Parameters
    ----------
    articles
        They are taken as they are needed, at most ``ahead`` before the one that is being parsed.
    vague, reader
        As in ``tabulate``.
    done
        Called after each article.
    ahead
        How many articles the encoder may be ahead of the parser; ``read_ahead`` has the default.
    """
    from .claims.rows import rows_of_failure
    from .reader import default_reader
    from .reader.ahead import AHEAD, read_ahead

    ahead = AHEAD if ahead is None else ahead
    rows: Rows = {name: [] for name in CONTRACT}
    for article, finish in read_ahead(articles, reader or default_reader(), ahead=ahead):
        try:
            found = find_rows(finish(), vague=vague)
        except Exception as error:  # whatever one article does, it costs no other its rows
            found = rows_of_failure(article, error)
        for name, own in found.items():
            rows[name] += own
        done(article)
    return rows


def find_rows(reading: "Reading", *, vague: str = "interval") -> "Rows":
    """Run one article through the stages: quotes, figures, actors, claims, rows."""
    from .actors import find_actors
    from .claims.joining import join_claims
    from .claims.rows import make_rows
    from .claims.statements import Statement, as_speeches
    from .figures import find_figures
    from .quotes import find_nested, find_quotes

    quotes, quote_issues = find_quotes(reading)
    nested = find_nested(reading, quotes)
    figures, figure_issues = find_figures(reading, vague=vague)
    speeches = as_speeches(quotes)
    resolution = find_actors(reading, speeches)
    statements = [Statement(*pair) for pair in zip(quotes, speeches, strict=True)]
    found = join_claims(
        reading, resolution.actors, statements, nested, figures, interview=resolution.interview
    )
    return make_rows(reading, found, [*quote_issues, *figure_issues])
