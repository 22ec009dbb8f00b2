"""Reading a batch: from items to rows."""

from collections.abc import Iterator, Sequence

from ..articles import Article, ArticleError
from ..articles.records import ColumnNames
from ..pipeline import find_rows_of_all
from ..reader.ahead import AHEAD
from ..tables.issue import Issue
from .batch_files import BatchFiles, ReadingOptions, Rows
from .batch_rows import join_parts, make_files
from .messages import Done, Request
from .raw_item import RawItem


def read_items(
    items: Sequence[RawItem],
    options: ReadingOptions,
    done: Done,
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


def read_whole(items: Sequence[RawItem], options: ReadingOptions, done: Done) -> BatchFiles:
    """Read a batch at once."""
    return make_files(read_items(items, options, done), options)


def read_part(items: Sequence[RawItem], options: ReadingOptions, done: Done) -> Rows:
    """Read a part of a batch with care, so that it shows which item ends the process."""
    return read_items(items, options, done, is_careful=True)


# What the process is asked for.
REQUESTS: dict[str, Request] = {"whole": read_whole, "part": read_part, "join": join_parts}
