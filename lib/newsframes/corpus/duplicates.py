"""Articles with one text in several batches: the first is kept, the others are listed."""

import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from .database import BUILDING, connect, file_list
from .manifest import DUPLICATES, Shelf, write_bytes

SCHEMA = pa.schema([("article_id", pa.string()), ("batch", pa.string()), ("message", pa.string())])


def write_duplicates(shelf: Shelf, keys: Sequence[str]) -> int:
    """List the articles whose text an earlier batch has, and return how many there are.

    Only ids are read, and what does not fit into memory is put on disk by DuckDB.

    Parameters
    ----------
    shelf
        Where the batches are.
    keys
        The batches in the order of the sources.
    """
    path = shelf.folder / DUPLICATES
    connection = connect(shelf.folder, memory_limit=BUILDING)
    connection.register("batches", pa.table({"batch": keys, "place": range(len(keys))}))
    query = f"""
        WITH found AS (
            SELECT article_id, source, parse_filename(filename, true) AS batch
            FROM read_parquet({file_list(shelf, "articles", keys)}, filename = true)
        ), placed AS (
            SELECT article_id, batch, source, place,
                first_value(source) OVER earlier AS first,
                row_number() OVER earlier AS n
            FROM found JOIN batches USING (batch)
            WINDOW earlier AS (PARTITION BY article_id ORDER BY place)
        )
        SELECT article_id, batch, coalesce(source, article_id) || ' has the same text as '
            || coalesce(first, article_id) || '; it is left out.' AS message
        FROM placed WHERE n > 1 ORDER BY place, article_id
    """
    found = connection.sql(query).to_arrow_table().cast(SCHEMA)
    connection.close()
    buffer = io.BytesIO()
    pq.write_table(found, buffer)
    write_bytes(path, buffer.getvalue())
    return len(found)
