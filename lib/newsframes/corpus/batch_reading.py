"""Reading a batch: items to rows, and rows to the bytes of one Parquet file a table."""

from collections.abc import Callable, Iterator, Sequence

from ..articles import Article, ArticleError
from ..articles.records import ColumnNames
from ..claims.rows import Rows
from ..corrections.replay import correct
from ..pipeline import find_rows_of_all
from ..reader.ahead import AHEAD
from ..tables.issue import Issue
from ..tables.linked import Tables
from ..tables.schema import CONTRACT
from ..tables.storage import parquet_bytes
from .batch_files import BatchFiles, ReadingOptions, corrections_of
from .raw_item import RawItem


def read_items(
    items: Sequence[RawItem],
    options: ReadingOptions,
    done: Callable[[int], object],
    *,
    is_careful: bool = False,
) -> Rows:
    """Read items into rows, in their order.

    Parameters
    ----------
    items
        Of one batch.
    options
        How to read them.
    done
        Called with the number of each item that is finished; in order if ``is_careful``.
    is_careful
        Begin an item only when the one before it is finished, so that it is known which one ends
        the process.
    """
    issues: list[Issue] = []
    numbers: dict[int, int] = {}
    texts: dict[str, str] = {}

    def articles() -> Iterator[Article]:
        for number, item in enumerate(items):
            found = list(_distinct(item, options.columns, issues, texts))
            numbers.update((id(article), number) for article in found)
            yield from found
            if not found:
                done(number)

    rows = find_rows_of_all(
        articles(),
        vague=options.vague,
        done=lambda article: done(numbers.pop(id(article))),
        ahead=0 if is_careful else AHEAD,
    )
    rows["issues"] = [*(issue.row() for issue in issues), *rows["issues"]]
    return rows


def _distinct(
    item: RawItem, columns: ColumnNames, issues: list[Issue], sources: dict[str, str]
) -> Iterator[Article]:
    """Yield the article of an item unless the batch has one of the same text; note what is wrong.

    Parameters
    ----------
    item, columns
        What to read.
    issues
        Added to.
    sources
        The name of each article of the batch so far, by its id; added to.
    """
    for outcome in item.outcomes(columns):
        if isinstance(outcome, ArticleError):
            issues.append(Issue("unreadable", str(outcome)))
        elif isinstance(outcome, Issue):
            issues.append(outcome)
        elif outcome.article_id in sources:
            message = (
                f"{outcome.source} has the same text as {sources[outcome.article_id]}; it is left"
                " out."
            )
            issues.append(Issue("duplicate", message))
        else:
            sources[outcome.article_id] = outcome.source or item.name
            yield outcome


def make_files(rows: Rows, options: ReadingOptions) -> BatchFiles:
    """Check rows against the contract, apply corrections, and return the files of a batch.

    Parameters
    ----------
    rows
        Of all items of a batch, in their order.
    options
        How they were read.
    """
    tables = Tables.of(rows)
    ids = tuple(tables.articles.article_id)
    tables = correct(tables, corrections_of(options.corrections, ids))
    frames = tables.frames()
    return BatchFiles(
        {name: parquet_bytes(name, frame) for name, frame in frames.items()},
        {name: len(frame) for name, frame in frames.items()},
        ids,
    )


def join_rows(parts: Sequence[Rows]) -> Rows:
    """Return the rows of several parts of a batch; of two articles with one text the first stays.

    Parameters
    ----------
    parts
        In order; the issues that have no article come first, as where a batch is read at once.
    """
    rows: Rows = {name: [] for name in CONTRACT}
    known: set[object] = set()
    for part in parts:
        own = {row["article_id"] for row in part.get("articles", [])}
        twice = own & known
        known |= own
        for name in CONTRACT:
            rows[name] += [row for row in part.get(name, []) if row.get("article_id") not in twice]
        for article_id in sorted(map(str, twice)):
            message = f"Article {article_id} is there twice with the same text; one is left out."
            rows["issues"].append(Issue("duplicate", message).row())
    rows["issues"].sort(key=lambda row: "article_id" in row)
    return rows
