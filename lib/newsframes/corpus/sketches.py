"""Near copies over all batches: a sketch of each article, and which are copies of which."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ..articles.near_copies import (
    Shingles,
    copy_issue,
    keys_of,
    most_shared,
    shared,
    shingles_of,
)
from ..tables.days import UNDATED
from .database import BUILDING, as_list, connect, file_list
from .manifest import COPIES, DUPLICATES, SKETCHES, Shelf, write_bytes

SKETCH = pa.schema([("article_id", pa.string()), ("keys", pa.list_(pa.int64()))])
FOUND = pa.schema(
    [(name, pa.string()) for name in ("article_id", "copy_of", "message")]
    + [("shared", pa.float64())]
)
LISTED = pa.schema([("copy", pa.string()), ("copy_of", pa.string()), ("place", pa.int64())])
# Pairs of texts that are in memory at once.
AT_ONCE = 256


def sketch_bytes(articles: pd.DataFrame) -> bytes:
    """Return the sketches of a batch's articles as the bytes of a Parquet file.

    Parameters
    ----------
    articles
        Rows of ``articles``.
    """
    keys = [
        keys_of(row.text[row.body_start : row.body_end]) for row in articles.itertuples(index=False)
    ]
    columns = [pa.array(articles.article_id.tolist(), pa.string()), pa.array(keys, SKETCH[1].type)]
    return _bytes_of(pa.table(columns, schema=SKETCH))


def write_copies(shelf: Shelf, keys: Sequence[str]) -> int:
    """List the articles that are near copies of an earlier one, and return how many there are.

    An article is compared with the first by day, else in the order of the sources, that has a key
    of its sketch in common with it, so that the cost grows with the articles; DuckDB puts on disk
    what does not fit into memory, and the texts of some pairs are in memory at a time. It finds
    what ``tabulate`` finds in the same articles.

    Parameters
    ----------
    shelf
        Where the batches are; articles with the same text are listed already.
    keys
        The batches in the order of the sources.
    """
    articles = file_list(shelf, "articles", keys)
    connection = connect(shelf.folder, memory_limit=BUILDING)
    connection.register("batches", pa.table({"batch": keys, "place": range(len(keys))}))
    connection.execute(f"""
        CREATE TEMP TABLE kept AS
        SELECT article_id, batch,
            row_number() OVER (
                ORDER BY coalesce(published, '{UNDATED}'), place, file_row_number
            ) AS n
        FROM (
            SELECT article_id, published, file_row_number, parse_filename(filename, true) AS batch
            FROM read_parquet({articles}, filename = true, file_row_number = true)
        ) AS found JOIN batches USING (batch)
        WHERE NOT EXISTS (
            FROM read_parquet({as_list([shelf.folder / DUPLICATES])}) AS twice
            WHERE twice.article_id = found.article_id AND twice.batch = found.batch)
    """)
    pairs = connection.execute(f"""
        WITH sketched AS (
            SELECT DISTINCT article_id, unnest(keys) AS key
            FROM read_parquet({file_list(shelf, SKETCHES, keys)})
        ), firsts AS (
            SELECT n, min(n) OVER (PARTITION BY key) AS first
            FROM sketched JOIN kept USING (article_id)
        ), pairs AS (
            SELECT DISTINCT n, first FROM firsts WHERE first < n
        ), bodies AS (
            SELECT DISTINCT ON (kept.n) kept.n, found.article_id, text, body_start, body_end
            FROM read_parquet({articles}) AS found JOIN kept USING (article_id)
            WHERE kept.n IN (SELECT n FROM pairs UNION SELECT first FROM pairs)
        )
        SELECT own.article_id, own.text, own.body_start, own.body_end,
            other.article_id, other.text, other.body_start, other.body_end
        FROM pairs JOIN bodies AS own ON own.n = pairs.n
            JOIN bodies AS other ON other.n = pairs.first
        ORDER BY own.n, other.n
    """)
    copies: dict[str, str] = {}
    for article_id, first in _copies(pairs):
        copies[article_id] = copies.get(first, first)
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, FOUND) as writer:
        for rows in _described(connection, articles, copies):
            writer.write_table(pa.Table.from_pylist(rows, schema=FOUND))
    connection.close()
    write_bytes(shelf.folder / COPIES, buffer.getvalue())
    return len(copies)


def _described(
    connection: Any, articles: str, copies: dict[str, str]
) -> Iterator[list[dict[str, Any]]]:
    """Yield rows of copies, in their order: what each shares with its original, and how."""
    listed = {"copy": [*copies], "copy_of": [*copies.values()], "place": range(len(copies))}
    connection.register("copies", pa.table(listed, schema=LISTED))
    found = connection.execute(f"""
        WITH bodies AS (
            SELECT DISTINCT ON (article_id) article_id,
                coalesce(source, 'article ' || article_id) AS name,
                text[body_start + 1 : body_end] AS body
            FROM read_parquet({articles})
            WHERE article_id IN (SELECT copy FROM copies UNION SELECT copy_of FROM copies)
        )
        SELECT copy, copy_of, own.name, other.name, own.body, other.body
        FROM copies JOIN bodies AS own ON own.article_id = copy
            JOIN bodies AS other ON other.article_id = copy_of
        ORDER BY place
    """)
    while pairs := found.fetchmany(AT_ONCE):
        rows = []
        for key, first, name, other_name, body, other_body in pairs:
            share = shared(shingles_of(body), shingles_of(other_body))
            message = copy_issue(key, name, other_name).message
            row = {"article_id": key, "copy_of": first, "message": message}
            rows.append(row | {"shared": round(share, 2)})
        yield rows


def _copies(pairs: Any) -> Iterator[tuple[str, str]]:
    """Yield the articles that share enough with one of those paired with them, with that one."""
    own: tuple[str, Shingles] | None = None
    others: dict[str, Shingles] = {}
    while rows := pairs.fetchmany(AT_ONCE):
        for article_id, text, start, end, other_id, other_text, other_start, other_end in rows:
            if own is None or own[0] != article_id:
                yield from _best(own, others)
                own, others = (article_id, shingles_of(text[start:end])), {}
            others[other_id] = shingles_of(other_text[other_start:other_end])
    yield from _best(own, others)


def _best(
    own: tuple[str, Shingles] | None, others: dict[str, Shingles]
) -> Iterator[tuple[str, str]]:
    if own is not None and (first := most_shared(own[1], others)) is not None:
        yield own[0], first


def _bytes_of(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()
