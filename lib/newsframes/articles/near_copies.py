"""Near copies: texts that share most of their runs of words with an earlier one (MinHash)."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from rensa import RMinHash

WORD = re.compile(r"\w+")
# Words in a row that two texts are compared by.
SHINGLE = 5
# Three hashes a band: of two texts that share two fifths of their runs, 94 in 100 are compared.
HASHES, BANDS, SEED = 126, 42, 20220110
# At least so much of the shorter text stands in the other one, in runs.
LEAST_SHARED = 0.6
Shingles = frozenset[str]


def shingles_of(text: str) -> Shingles:
    """Return the runs of five words of a text, without case and marks.

    Examples
    --------
    >>> sorted(shingles_of("Police said on Monday that it rained."))
    ['on monday that it rained', 'police said on monday that', 'said on monday that it']
    """
    words = WORD.findall(text.casefold())
    runs = (words[n : n + SHINGLE] for n in range(len(words) - SHINGLE + 1))
    return frozenset(" ".join(run) for run in runs)


def bands_of(shingles: Shingles) -> list[int]:
    """Return the bands of a text's MinHash; texts that share one are to be compared.

    Each is a number below 2 ** 63 that holds which band it is. A text without runs has none.
    """
    if not shingles:
        return []
    sketch = RMinHash(num_perm=HASHES, seed=SEED)
    sketch.update(sorted(shingles))
    digest = sketch.digest()
    size = HASHES // BANDS
    found = []
    for band in range(BANDS):
        own = ",".join(map(str, (band, *digest[band * size : (band + 1) * size])))
        found.append(int.from_bytes(hashlib.blake2b(own.encode(), digest_size=8).digest()) >> 1)
    return found


def shared(one: Shingles, other: Shingles) -> float:
    """Return how much of the shorter text stands in the other, from 0 to 1."""
    return len(one & other) / max(1, min(len(one), len(other)))


def find_near_copies(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    """Yield the copies among texts, with the first of their like and how much of it they share.

    A text is compared with the first that has a band in common with it, so that the cost grows with
    the number of texts. A copy of a copy is one of the first.

    Parameters
    ----------
    texts
        Keys and bodies, the originals before their copies.
    """
    firsts: dict[int, str] = {}
    known: dict[str, Shingles] = {}
    originals: dict[str, str] = {}
    for key, text in texts:
        own = known[key] = shingles_of(text)
        bands = bands_of(own)
        likely = dict.fromkeys(firsts[band] for band in bands if band in firsts)
        for band in bands:
            firsts.setdefault(band, key)
        if (first := most_shared(own, {other: known[other] for other in likely})) is not None:
            originals[key] = original = originals.get(first, first)
            yield key, original, shared(own, known[original])


def most_shared(own: Shingles, others: dict[str, Shingles]) -> str | None:
    """Return the text that shares most with a text, if it is enough for a copy; else None."""
    shares = [(shared(own, other), key) for key, other in others.items()]
    best = max(shares, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= LEAST_SHARED else None
