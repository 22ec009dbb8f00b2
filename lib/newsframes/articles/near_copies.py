"""Near copies: texts that share most of their runs of words with an earlier one.

What is compared is found by MinHash, and by whole sentences, which a short text shares with a long
one whose MinHash is another.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator

from rensa import RMinHash

from ..tables.issue import Issue

WORD = re.compile(r"\w+")
SENTENCE = re.compile(r"(?<=[.!?…”\"])\s+|[\r\n]+")
# Words in a row that two texts are compared by.
SHINGLE = 5
# Three hashes a band: of two texts that share two fifths of their runs, 94 in 100 are compared.
HASHES, BANDS, SEED = 126, 42, 20220110
# At least so much of the shorter text stands in the other one, in runs; one of fewer runs says
# nothing about where it comes from.
LEAST_SHARED, FEWEST_RUNS = 0.6, 6
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


def keys_of(text: str) -> list[int]:
    """Return the bands of a text's MinHash and its sentences; texts that share one are compared.

    Each is a number below 2 ** 63. A text of few runs has none.
    """
    shingles = shingles_of(text)
    if len(shingles) < FEWEST_RUNS:
        return []
    sketch = RMinHash(num_perm=HASHES, seed=SEED)
    sketch.update(sorted(shingles))
    digest = sketch.digest()
    size = HASHES // BANDS
    found = [
        _key(",".join(map(str, (band, *digest[band * size : (band + 1) * size]))))
        for band in range(BANDS)
    ]
    sentences = (WORD.findall(sentence.casefold()) for sentence in SENTENCE.split(text))
    wholes = dict.fromkeys(" ".join(words) for words in sentences if len(words) >= SHINGLE)
    return [*found, *map(_key, wholes)]


def _key(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest()) >> 1


def shared(one: Shingles, other: Shingles) -> float:
    """Return how much of the shorter text stands in the other, from 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= FEWEST_RUNS else 0.0


def find_near_copies(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    """Yield the copies among texts, with the first of their like and how much of it they share.

    A text is compared with the first that has a key in common with it, so that the cost grows with
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
        sought = keys_of(text)
        likely = dict.fromkeys(firsts[one] for one in sought if one in firsts)
        for one in sought:
            firsts.setdefault(one, key)
        if (first := most_shared(own, {other: known[other] for other in likely})) is not None:
            originals[key] = original = originals.get(first, first)
            yield key, original, shared(own, known[original])


def most_shared(own: Shingles, others: dict[str, Shingles]) -> str | None:
    """Return the text that shares most with a text, if it is enough for a copy; else None."""
    shares = [(shared(own, other), key) for key, other in others.items()]
    best = max(shares, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= LEAST_SHARED else None


def copy_issue(article_id: str, name: str, first: str) -> Issue:
    """Return the issue of an article that is a near copy of another one.

    Parameters
    ----------
    article_id
        Of the copy.
    name, first
        What the copy and its original are called.
    """
    message = (
        f"{name} is a near copy of {first}; both are kept, so that what they share counts twice."
        " nf.without_copies leaves it out, and so does by_story=True."
    )
    return Issue("near_copy", message, article_id)
