"""The rows of a batch, joined and made the bytes of one Parquet file a table."""

from collections.abc import Sequence

from ..corrections.replay import correct
from ..tables.issue import Issue
from ..tables.linked import Tables
from ..tables.schema import CONTRACT
from ..tables.storage import parquet_bytes
from .batch_files import BatchFiles, ReadingOptions, Rows, corrections_of
from .manifest import SKETCHES
from .sketches import sketch_bytes


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
    files = {name: parquet_bytes(name, frame) for name, frame in frames.items()}
    return BatchFiles(
        files | {SKETCHES: sketch_bytes(tables.articles)},
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


def join_parts(parts: Sequence[Rows], options: ReadingOptions, done: object = None) -> BatchFiles:
    """Make the files of a batch that was read in parts."""
    return make_files(join_rows(parts), options)
