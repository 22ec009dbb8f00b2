"""A corpus opened for queries: its tables as lazy relations over Parquet files."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ..corrections import Correction, Corrections
from ..tables.issue import Issue
from ..tables.linked import Tables
from ..tables.schema import CONTRACT, frame_of
from ..tables.storage import rows_of_articles, rows_of_batch
from .corpus_error import CorpusError
from .database import as_list, connect, file_list
from .manifest import COPIES, CORRECTED, DUPLICATES, Manifest, Shelf


class Corpus:
    """The tables of any number of articles; nothing is read before a query asks for it.

    Its attributes ``articles``, ``mentions``, ``actors``, ``quotes``, ``figures`` and ``issues``
    are DuckDB relations: ``corpus.quotes.filter("stance = 'deny'").df()``.

    Parameters
    ----------
    folder
        Where ``build_corpus`` wrote.

    Raises
    ------
    CorpusError
        If there is no corpus, or it was not finished even in part.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.manifest = Manifest.read(self.folder)
        self._shelf = Shelf(self.folder)
        self.connection = connect(self.folder)
        for table in CONTRACT:
            self.connection.execute(f"CREATE VIEW {table} AS {self._select(table)}")

    def _select(self, table: str) -> str:
        """Return the query of a table; of articles, with what they are copies of."""
        kept = self._kept(table)
        if table != "articles" or not self.manifest.n_copies:
            return kept
        copies = f"read_parquet({as_list([self.folder / COPIES])})"
        return (
            "SELECT kept.* REPLACE (copies.copy_of AS copy_of)"
            f" FROM ({kept}) AS kept LEFT JOIN {copies} AS copies USING (article_id)"
        )

    def _kept(self, table: str) -> str:
        """Return the query of a table, without the articles that are there twice."""
        files = file_list(self._shelf, table, self.manifest.batches)
        noted = self._noted() if table == "issues" else ""
        if not self.manifest.n_left_out:
            return f"SELECT * FROM read_parquet({files}){noted}"
        twice = f"read_parquet({as_list([self.folder / DUPLICATES])})"
        return (
            "SELECT found.* EXCLUDE (filename) FROM"
            f" read_parquet({files}, filename = true) AS found"
            f" WHERE NOT EXISTS (FROM {twice} AS twice WHERE twice.article_id = found.article_id"
            f" AND twice.batch = parse_filename(found.filename, true)){noted}"
        )

    def _noted(self) -> str:
        """Return the end of the query of issues: what is noted of articles of several batches."""
        files = {"duplicate": DUPLICATES, "near_copy": COPIES}
        return "".join(
            f" UNION ALL SELECT article_id, NULL, NULL, '{kind}', message"
            f" FROM read_parquet({as_list([self.folder / name])})"
            for kind, name in files.items()
        )

    def __getattr__(self, name: str) -> Any:
        """Return a table as a relation."""
        if name in CONTRACT:
            return self.connection.table(name)
        raise AttributeError(
            f"A corpus has no table {name!r}. It has: {', '.join(CONTRACT)}; and sql, tables,"
            " parts, sample."
        )

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *CONTRACT]

    def __len__(self) -> int:
        return self.manifest.n_rows["articles"] - self.manifest.n_left_out

    def __repr__(self) -> str:
        counts = " · ".join(f"{self.manifest.n_rows[name]:,} {name}" for name in CONTRACT)
        n = self.manifest.n_left_out
        notes = [f"{n:,} articles left out that are there twice"] if n else []
        notes += [] if self.manifest.is_complete else ["not complete: the same call goes on"]
        return "\n".join([f"Corpus: {counts}", *(f"  {note}" for note in notes)])

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The person's decisions that it was built with, which ``align_actors`` takes up."""
        return tuple(Corrections.load(self.folder / CORRECTED))

    def parts(self) -> Iterator[Tables]:
        """Yield the tables of a batch at a time, so that memory is bounded by the largest batch.

        So the question functions (``search``, ``track_voices``, ``ledger``, ``times`` …) and
        ``align_actors`` go through a corpus. Charts and ``summarize`` hold all of it in memory.
        """
        path = as_list([self.folder / DUPLICATES])
        twice = self.connection.execute(f"SELECT batch, article_id FROM read_parquet({path})")
        copies = self._copies()
        left_out: dict[str, set[str]] = {}
        for batch, article_id in twice.fetchall():
            left_out.setdefault(batch, set()).add(article_id)
        for batch in self.manifest.batches:
            frames = {}
            for table in CONTRACT:
                frame = frame_of(table, rows_of_batch(self._shelf.path(table, batch)))
                if own := left_out.get(batch):
                    is_kept = ~frame.article_id.isin(own).fillna(False).astype(bool)
                    frame = frame[is_kept].reset_index(drop=True)
                frames[table] = frame
            yield Tables(**_with_copies(frames, copies))

    def known_copies(self) -> pd.DataFrame:
        """Return the near copies among the articles, as ``find_copies`` does."""
        path = as_list([self.folder / COPIES])
        query = f"SELECT article_id, copy_of, shared FROM read_parquet({path})"
        return (
            self.connection.sql(query)
            .df()
            .astype(dict.fromkeys(("article_id", "copy_of"), "string"))
        )

    def sql(self, query: str, *, params: Iterable[object] = ()) -> Any:
        """Return the answer to a query as a lazy relation; ``.df()`` makes a frame of it.

        Parameters
        ----------
        query
            SQL in DuckDB's dialect over the six tables; their columns are in ``docs/tables.md``.
        params
            Values for ``?`` in the query.
        """
        values = list(params)
        return self.connection.sql(query, params=values) if values else self.connection.sql(query)

    def tables(self, article_ids: str | Iterable[str]) -> Tables:
        """Return the tables of some articles, for charts, ``annotate``, ``ledger`` and the rest.

        Parameters
        ----------
        article_ids
            One id or several; the tables have their order.

        Returns
        -------
        Tables
            Checked against the contract.

        Raises
        ------
        CorpusError
            If there is no such article.
        """
        ids = [article_ids] if isinstance(article_ids, str) else list(dict.fromkeys(article_ids))
        homes = self._batches_of(ids)
        if lost := [article_id for article_id in ids if article_id not in homes]:
            raise CorpusError(
                f"Cannot find article {lost[0]!r} in {self.folder} ({len(lost)} of {len(ids)} asked"
                " for). Its ids: corpus.articles.project('article_id, title, published')."
            )
        place = {article_id: n for n, article_id in enumerate(ids)}
        frames = {}
        for table in CONTRACT:
            rows = [
                row
                for batch in sorted(set(homes.values()))
                for row in rows_of_articles(self._shelf.path(table, batch), ids)
                if homes[str(row["article_id"])] == batch
            ]
            rows.sort(key=lambda row: place[str(row["article_id"])])
            frames[table] = frame_of(table, rows)
        return Tables(**_with_copies(frames, self._copies(ids))).check()

    def _copies(self, ids: list[str] | None = None) -> dict[str, tuple[str, str]]:
        """Return of each copy, or of those among some articles, its original and the message."""
        path = as_list([self.folder / COPIES])
        query = f"SELECT article_id, copy_of, message FROM read_parquet({path})"
        query += "" if ids is None else " WHERE list_contains(?, article_id)"
        rows = self.connection.execute(query, [] if ids is None else [ids]).fetchall()
        return {key: (first, message) for key, first, message in rows}

    def _batches_of(self, ids: list[str]) -> dict[str, str]:
        """Return the first batch that has each article."""
        files = file_list(self._shelf, "articles", self.manifest.batches)
        found = self.connection.execute(
            "SELECT article_id, parse_filename(filename, true) FROM"
            f" read_parquet({files}, filename = true) WHERE list_contains(?, article_id)",
            [ids],
        ).fetchall()
        order = {key: n for n, key in enumerate(self.manifest.batches)}
        return dict(sorted(found, key=lambda pair: -order[pair[1]]))

    def sample(self, n: int, seed: int = 0) -> Tables:
        """Return the tables of articles drawn at random; the same seed draws the same.

        Parameters
        ----------
        n
            How many; all, if there are not so many.
        seed
            Any whole number.
        """
        drawn = self.connection.execute(
            "SELECT article_id FROM articles ORDER BY md5(article_id || ':' || ?), article_id"
            " LIMIT ?",
            [str(seed), n],
        ).fetchall()
        return self.tables([article_id for (article_id,) in drawn])


def _with_copies(
    frames: dict[str, pd.DataFrame], copies: Mapping[str, tuple[str, str]]
) -> dict[str, pd.DataFrame]:
    """Return frames with what their articles are copies of, and an issue for each copy."""
    articles = frames["articles"]
    found = [(key, *copies[key]) for key in articles.article_id if key in copies]
    named = articles.article_id.map({key: first for key, first, _ in found}).astype("string")
    rows = [Issue("near_copy", message, key).row() for key, _, message in found]
    issues = pd.concat([frame_of("issues", rows), frames["issues"]], ignore_index=True)
    return frames | {
        "articles": articles.assign(copy_of=named),
        "issues": issues if found else frames["issues"],
    }
