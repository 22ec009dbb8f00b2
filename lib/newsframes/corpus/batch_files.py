"""What a batch is read with, and what it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..articles.records import ColumnNames
from ..corrections import Correction
from ..tables.issue import Issue
from .raw_item import RawItem

# The rows of each table.
Rows = dict[str, list[dict[str, object]]]


@dataclass(frozen=True)
class ReadingOptions:
    """How items are read.

    Parameters
    ----------
    vague
        As in ``tabulate``.
    columns
        Where records have what.
    corrections
        Decisions of a person; each batch takes those about its own articles.
    """

    vague: str = "interval"
    columns: ColumnNames = field(default_factory=ColumnNames)
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class BatchFiles:
    """What a batch became.

    Parameters
    ----------
    files
        The bytes of a Parquet file for each table.
    n_rows
        How many rows each has.
    article_ids
        Of the articles, in order.
    n_lost
        Items that could not be read without the process ending.
    """

    files: dict[str, bytes]
    n_rows: dict[str, int]
    article_ids: tuple[str, ...]
    n_lost: int = 0


def corrections_of(
    corrections: Sequence[Correction], article_ids: Sequence[str]
) -> list[Correction]:
    """Return the corrections that concern some articles.

    Parameters
    ----------
    corrections
        All that there are.
    article_ids
        The articles of a batch.
    """
    known = set(article_ids)
    return [one for one in corrections if known & {target.article_id for target in one.targets}]


def row_of_loss(item: RawItem, reason: str) -> Rows:
    """Return the issue of an item that the process did not survive.

    Parameters
    ----------
    item
        What was read.
    reason
        What happened to the process.
    """
    message = (
        f"{item.name} {reason}; it is left out. Read it by itself to see why, or take it out of the"
        " source."
    )
    return {"issues": [Issue("failed", message).row()]}
