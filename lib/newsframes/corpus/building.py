"""Building a corpus: batches are read on Dask, and written here as they are finished."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqdm.auto import tqdm

from ..articles.records import ColumnNames
from ..corrections import Corrections
from ..tables.schema import CONTRACT
from .batch_files import BatchFiles, ReadingOptions
from .batches import Batch, cut_batches
from .cluster import Workers, open_workers
from .corpus_error import CorpusError
from .duplicates import write_duplicates
from .item_stream import check_sources, stream_items
from .manifest import (
    CORRECTED,
    FORMAT,
    BatchRecord,
    Manifest,
    Shelf,
    SourceRecord,
    digest_of,
    room_on_disk,
    versions,
    write_bytes,
)
from .meter import Meter, size_of
from .raw_item import RawItem
from .relations import Corpus
from .sketches import write_copies
from .supervision import Limits

FIELDS = ("text", "title", "published", "source", "byline")
# Articles of a batch; seconds an article may take; GiB a process may have.
SIZE, TIME_LIMIT, MEMORY_LIMIT = 64, 120.0, 4.0


def build_corpus(
    sources: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    size: int = SIZE,
    time_limit: float = TIME_LIMIT,
    memory_limit: float = MEMORY_LIMIT,
    vague: str = "interval",
    columns: Mapping[str, str] | None = None,
    corrections: Corrections | str | Path | None = None,
    progress: bool = True,
) -> Corpus:
    """Read any number of articles into a folder of Parquet files.

    The articles are read in batches, in processes of their own. A finished batch is written at
    once, and skipped when the same call is made again, so that a run that was broken off goes on
    where it was; what was added or changed in the sources is read, and nothing else. An article
    that ends its process, or takes too long or too much memory, becomes a row of ``issues``; all
    others are there. Of articles with the same text the first is kept. Memory is bounded by the
    batches that are being read, whatever the size of the sources.

    Parameters
    ----------
    sources
        Folders and files: JSONL, CSV and Parquet, also as ``.gz`` and ``.zst``, ZIP, WARC, and
        whatever else ``read_articles`` reads.
    out
        Folder to write to; one table is ``out/quotes/*.parquet``.
    workers
        Processes that read; by default as many as there are cores. Not with ``scheduler``.
    scheduler
        Address of a Dask scheduler, such as ``tcp://head:8786``; by default this machine.
    size
        Articles a batch, on average.
    time_limit
        Seconds an article may take.
    memory_limit
        GiB that a process may take.
    vague
        As in ``tabulate``.
    columns
        Where records have ``text``, ``title``, ``published``, ``source`` and ``byline``, if their
        names are not among those that ``read_articles`` knows.
    corrections
        A person's corrections or the path of their file. If they change, only the batches of the
        articles concerned are read again. They are kept with the corpus, for ``align_actors``.
    progress
        Show a bar with rate and time left.

    Returns
    -------
    Corpus
        Opened for queries.

    Raises
    ------
    CorpusError
        If a source is not there, the folder cannot be written to, or the scheduler not reached.
    KeyboardInterrupt
        If it is stopped; what is finished is kept.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> source = "seeds/chronicle/2022-01-02.txt"
    >>> corpus = build_corpus(source, folder.name, workers=1, progress=False)
    >>> corpus.sql("SELECT title, published FROM articles").fetchall()
    [('Fuel price protests begin in western Kazakhstan', '2022-01-02')]
    >>> folder.cleanup()
    """
    given = [sources] if isinstance(sources, str | Path) else list(sources)
    paths, folder = [Path(source) for source in given], Path(out)
    check_sources(paths, folder)
    if isinstance(corrections, str | Path):
        corrections = Corrections.load(corrections)
    options = ReadingOptions(vague, _column_names(columns), tuple(corrections or ()))
    limits = Limits(time_limit, int(memory_limit * 2**30))
    parameters = {
        "vague": vague, "columns": dict(columns or {}), "size": size, "time_limit": time_limit,
        "memory_limit": memory_limit,
    }  # fmt: skip
    run = _Run(Shelf(folder), options, limits, parameters)
    with ExitStack() as stack:
        total = sum(map(size_of, paths))
        bar = stack.enter_context(
            tqdm(desc="reading", unit="article", disable=not progress, smoothing=0.05)
        )
        reading = _Reading(paths, options.columns, run.basis(), size)
        try:
            with open_workers(scheduler, workers) as pool:
                run.read(reading, pool, _Bar(bar, reading.meter, total))
        except KeyboardInterrupt:
            run.finish(reading, is_complete=False)
            raise
    run.finish(reading, is_complete=True)
    return Corpus(folder)


def _column_names(columns: Mapping[str, str] | None) -> ColumnNames:
    """Return where records have what; refuse a field that is not known."""
    given = dict(columns or {})
    if unknown := sorted(set(given) - set(FIELDS)):
        raise CorpusError(
            f"Cannot take the column of {unknown[0]!r}. Expected one of {', '.join(FIELDS)}."
        )
    return ColumnNames(**given)


class _Reading:
    """The batches of all sources, and what is known of the sources so far."""

    def __init__(self, paths: list[Path], columns: ColumnNames, basis: str, size: int) -> None:
        self.paths, self.columns, self.basis, self.size = paths, columns, basis, size
        self.meter = Meter()
        self.records: list[SourceRecord] = []

    def batches(self) -> Iterator[Batch]:
        """Yield the batches in the order of the sources."""
        yield from cut_batches(self._items(), self.size, self.basis)

    def _items(self) -> Iterator[RawItem]:
        for path in self.paths:
            n_items, n_bytes, digests = 0, 0, hashlib.sha256()
            for item in stream_items(path, self.columns, self.meter):
                n_items, n_bytes = n_items + 1, n_bytes + len(item.data)
                digests.update(item.digest.encode())
                yield item
            self.records.append(
                SourceRecord(path.as_posix(), n_items, n_bytes, digests.hexdigest())
            )


@dataclass(frozen=True)
class _Bar:
    """The progress bar; how many articles there are is estimated from the bytes behind."""

    bar: Any
    meter: Meter
    total: int

    def add(self, n_items: int, n_streamed: int, *, is_skipped: bool) -> None:
        """Count items; those that were read by an earlier run do not count for the rate."""
        if self.bar.disable:
            return
        share = self.meter.n_bytes / self.total if self.total else 1
        self.bar.total = max(n_streamed, round(n_streamed / share)) if share else None
        if is_skipped:
            self.bar.initial += n_items
        self.bar.update(n_items)


@dataclass
class _Run:
    """One run: what was asked, and which batches are finished."""

    shelf: Shelf
    options: ReadingOptions
    limits: Limits
    parameters: dict[str, Any]
    order: dict[str, dict[str, int] | None] = field(default_factory=dict)
    n_streamed: int = 0

    def basis(self) -> str:
        """Return the digest of what all rows depend on beside the items and the corrections."""
        facts = [FORMAT, self.options.vague, vars(self.options.columns), versions()]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    @property
    def limits_known(self) -> dict[str, float]:
        """The limits as they stand in the record of a batch."""
        return {"seconds": self.limits.seconds, "n_bytes": self.limits.n_bytes}

    def read(self, reading: _Reading, pool: Workers, bar: _Bar) -> None:
        """Read the batches that are not finished; never hold more than the workers need."""
        for batch in reading.batches():
            self.n_streamed += len(batch.items)
            if batch.key in self.order:  # the same files once more
                continue
            record = self.shelf.find(batch.key, self.options.corrections, self.limits_known)
            self.order[batch.key] = record.n_rows if record else None
            if record:
                bar.add(len(batch.items), self.n_streamed, is_skipped=True)
                continue
            pool.submit(batch, self.options, self.limits)
            for done, found in pool.finished():
                self._keep(done, found, bar)
        for done, found in pool.finished(until_empty=True):
            self._keep(done, found, bar)

    def _keep(self, batch: Batch, found: BatchFiles, bar: _Bar) -> None:
        record = BatchRecord.of(batch, found, self.options.corrections, self.limits_known)
        self.shelf.write(batch.key, found, record)
        self.order[batch.key] = found.n_rows
        bar.add(len(batch.items), self.n_streamed, is_skipped=False)

    def finish(self, reading: _Reading, *, is_complete: bool) -> None:
        """Write what holds of the whole corpus: articles that are there twice, and the manifest."""
        finished = {key: rows for key, rows in self.order.items() if rows is not None}
        if not finished:
            return
        with room_on_disk(self.shelf.folder):
            self._describe(reading, finished, is_complete=is_complete)

    def _describe(
        self, reading: _Reading, finished: dict[str, dict[str, int]], *, is_complete: bool
    ) -> None:
        if is_complete:
            self.shelf.remove_others(finished)
        n_left_out = write_duplicates(self.shelf, list(finished))
        n_copies = write_copies(self.shelf, list(finished))
        decisions = self.options.corrections
        lines = "".join(f"{one.line()}\n" for one in decisions)
        write_bytes(self.shelf.folder / CORRECTED, lines.encode())
        n_rows = {name: sum(rows[name] for rows in finished.values()) for name in CONTRACT}
        Manifest(
            parameters=self.parameters,
            versions=versions(),
            sources=reading.records,
            corrections={"n": len(decisions), "sha256": digest_of(decisions)}
            if decisions
            else None,
            batches=list(finished),
            n_rows=n_rows,
            n_left_out=n_left_out,
            n_copies=n_copies,
            is_complete=is_complete,
        ).write(self.shelf.folder)
