"""Batches: a stream of items cut into pieces that are read, written and skipped as a whole."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .raw_item import RawItem

# A batch is closed when its items have so many bytes, whatever their number.
MOST_BYTES = 8 * 2**20


@dataclass(frozen=True)
class Batch:
    """Items that are read together.

    Parameters
    ----------
    items
        In the order of the source.
    basis
        Digest of whatever else its rows depend on: parameters and versions.
    """

    items: tuple[RawItem, ...]
    basis: str

    @cached_property
    def key(self) -> str:
        """Name of the batch's files: 16 hex digits that stand for what its rows depend on."""
        parts = "\n".join([self.basis, *(item.digest for item in self.items)])
        return hashlib.sha256(parts.encode()).hexdigest()[:16]


def cut_batches(items: Iterable[RawItem], size: int, basis: str) -> Iterator[Batch]:
    """Yield batches of about ``size`` items.

    Where a batch ends depends on the items themselves (content-defined chunking): if one is added,
    changed or removed, the batches before and soon after it stay as they were, and need not be read
    again.

    Parameters
    ----------
    items
        Taken as they are needed.
    size
        How many items a batch has on average; at least half of it, at most twice as many.
    basis
        See ``Batch``.

    Examples
    --------
    >>> items = [RawItem(f"{n}.txt", b"All quiet.", ".txt") for n in range(100)]
    >>> [len(batch.items) for batch in cut_batches(items, 20, "")]
    [13, 12, 28, 11, 18, 16, 2]
    """
    least = max(1, size // 2)
    held: list[RawItem] = []
    n_bytes = 0
    for item in items:
        held.append(item)
        n_bytes += len(item.data)
        is_end = len(held) >= least and int(item.digest[:12], 16) % max(1, size - least) == 0
        if is_end or len(held) >= 2 * size or n_bytes >= MOST_BYTES:
            yield Batch(tuple(held), basis)
            held, n_bytes = [], 0
    if held:
        yield Batch(tuple(held), basis)
