"""The manifest of a corpus, and the record of each finished batch, kept beside the tables."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..corrections import Correction
from ..tables.schema import CONTRACT
from ..tables.storage import write_whole
from .batch_files import BatchFiles, corrections_of
from .batches import Batch
from .corpus_error import CorpusError

# Raised when the layout of the folder changes.
FORMAT = 3
MANIFEST, BATCHES, DUPLICATES = "manifest.json", "batches", "duplicates.parquet"
# Near copies, the sketches that they are found by, and a person's decisions.
COPIES, SKETCHES, CORRECTED = "copies.parquet", "sketches", "corrections.jsonl"
# What rows depend on beside the code of this library.
TOOLS = ("newsframes", "spacy", "onnxruntime", "trafilatura")


@dataclass(frozen=True)
class SourceRecord:
    """A source: its name as given, its items, their bytes, and the digest of their digests."""

    source: str
    n_items: int
    n_bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a corpus was made of and how; it says nothing of the time or the machine.

    Parameters
    ----------
    parameters
        As given to ``build_corpus``.
    versions
        Of this library and of what the rows depend on.
    sources
        What was read.
    corrections
        Number and digest of a person's decisions; None without.
    batches
        Keys of the finished batches, in the order of the sources.
    n_rows
        Of each table, over all batches.
    n_left_out
        Articles whose text is that of one in an earlier batch; queries leave them out.
    is_complete
        False if the run was stopped before its end.
    n_copies
        Articles that are near copies of another one, which ``articles.copy_of`` names.
    """

    parameters: dict[str, Any]
    versions: dict[str, str]
    sources: list[SourceRecord]
    corrections: dict[str, Any] | None
    batches: list[str]
    n_rows: dict[str, int]
    n_left_out: int
    is_complete: bool
    n_copies: int = 0
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write the manifest to a folder."""
        write_json(folder / MANIFEST, asdict(self))

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read the manifest of a folder.

        Raises
        ------
        CorpusError
            If there is none, or it is of another format.
        """
        path = folder / MANIFEST
        if not path.is_file():
            raise CorpusError(
                f"Cannot open the corpus in {folder}: there is no {MANIFEST}. Expected a folder"
                " that newsframes corpus or nf.build_corpus wrote to its end; the same call goes on"
                " with one that was broken off."
            )
        value = json.loads(path.read_text("utf-8"))
        if value.get("format") != FORMAT:
            raise CorpusError(
                f"Cannot open the corpus in {folder}: its format is {value.get('format')!r}."
                f" Expected {FORMAT}. Build it anew."
            )
        sources = [SourceRecord(**source) for source in value.pop("sources")]
        return cls(sources=sources, **value)


@dataclass(frozen=True)
class BatchRecord:
    """A finished batch; it is written after the tables of the batch.

    ``items`` are names with digests; ``n_bytes`` are the sizes of the files.
    """

    items: list[tuple[str, str]]
    article_ids: list[str]
    n_rows: dict[str, int]
    n_bytes: dict[str, int]
    corrections: str | None
    n_lost: int
    limits: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls, batch: Batch, found: BatchFiles, corrections: Sequence[Correction],
        limits: dict[str, float],
    ) -> "BatchRecord":  # fmt: skip
        """Make the record of a batch that was read."""
        return cls(
            [(item.name, item.digest) for item in batch.items], [*found.article_ids], found.n_rows,
            {name: len(data) for name, data in found.files.items()},
            digest_of(corrections_of(corrections, found.article_ids)), found.n_lost, limits,
        )  # fmt: skip


class Shelf:
    """The folder of a corpus: which batches are finished, and where their files are.

    Parameters
    ----------
    folder
        Made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, table: str, key: str) -> Path:
        """Return where a table of a batch lies."""
        return self.folder / table / f"{key}.parquet"

    def _record(self, key: str) -> Path:
        return self.folder / BATCHES / f"{key}.json"

    def write(self, key: str, found: BatchFiles, record: BatchRecord) -> None:
        """Write the tables of a batch, each whole or not at all, and then its record.

        Raises
        ------
        CorpusError
            If the disk is full or cannot be written to; what is finished stays.
        """
        with room_on_disk(self.folder):
            for name, data in found.files.items():
                self.path(name, key).parent.mkdir(parents=True, exist_ok=True)
                write_bytes(self.path(name, key), data)
            self._record(key).parent.mkdir(parents=True, exist_ok=True)
            write_json(self._record(key), asdict(record))

    def find(
        self, key: str, corrections: Sequence[Correction], limits: Mapping[str, float]
    ) -> BatchRecord | None:
        """Return the record of a batch if it is finished and still holds, else None.

        Parameters
        ----------
        key
            The batch.
        corrections, limits
            Of this run. A batch with other corrections is read again, and, if an article was lost,
            one with other limits.
        """
        if not self._record(key).is_file():
            return None
        record = BatchRecord(**json.loads(self._record(key).read_text("utf-8")))
        own = corrections_of(corrections, record.article_ids)
        holds = record.corrections == digest_of(own) and (
            not record.n_lost or record.limits == dict(limits)
        )
        sizes = record.n_bytes.items()
        holds = holds and all(
            self.path(name, key).is_file() and self.path(name, key).stat().st_size == size
            for name, size in sizes
        )
        return record if holds else None

    def remove_others(self, keys: Collection[str]) -> None:
        """Remove the files of batches that the sources do not hold any more."""
        kept = set(keys)
        for table in (*CONTRACT, SKETCHES, BATCHES):
            for path in sorted((self.folder / table).glob("*.*")):
                if path.stem not in kept:
                    path.unlink()


@contextmanager
def room_on_disk(folder: Path) -> Iterator[None]:
    """Say what to do where the files of a corpus cannot be written, and remove what is half there.

    Raises
    ------
    CorpusError
        If the disk is full or cannot be written to; what is finished stays.
    """
    try:
        yield
    except OSError as error:
        for part in folder.rglob(".*.part"):
            part.unlink()
        raise CorpusError(
            f"Cannot write to {folder}: {error.strerror or error}. The batches that are finished"
            " are kept. Make room; the same call goes on from there."
        ) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all."""
    write_whole(path, lambda part: part.write_bytes(data))


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON, whole or not at all."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    write_bytes(path, f"{text}\n".encode())


def digest_of(corrections: Sequence[Correction]) -> str | None:
    """Return a digest of corrections, None without."""
    lines = "\n".join(one.line() for one in corrections)
    return hashlib.sha256(lines.encode()).hexdigest() if lines else None


def versions() -> dict[str, str]:
    """Return the versions of what rows depend on."""
    return {name: version(name) for name in TOOLS}
