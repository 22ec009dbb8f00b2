"""The coreference head at run time: which earlier mention each one refers to (Lee et al. 2017)."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from .matrices import multiply
from .mention_features import N_CLASSES, N_FEATURES, Candidate, Described, describe
from .wordpieces import Pieces

DISTANCES = np.array([0, 1, 2, 3, 4, 5, 8, 12, 20, 32, 64])
# Longer mentions are read by their first pieces.
MAX_WIDTH = 24
# Of a long text's mentions only the nearest are candidates, so that the time grows with its length
# and not with its square.
REACH, BLOCK = 160, 32
FURTHEST = REACH + BLOCK - 1
# Of so many mentions the states are held at once in single precision.
AT_ONCE = 512
IMPOSSIBLE = -1e4
# One-hot rows of the classes of distances.
KNOWN = np.eye(12, dtype=np.float32)


def pieces_of(
    pieces: Pieces, starts: np.ndarray, ends: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and the last wordpiece of mentions; a mention that is too long is cut."""
    bounds = np.append(pieces.first, len(pieces.ids))
    begin = np.searchsorted(pieces.ends, starts, "right")
    stop = np.maximum(np.searchsorted(pieces.starts, ends, "left"), begin + 1)
    return bounds[begin], np.minimum(bounds[stop] - 1, bounds[begin] + MAX_WIDTH - 1)


class PairScorer:
    """Scores of mentions against earlier ones and the null antecedent, from the states.

    Parameters
    ----------
    weights
        Arrays by the names that training gives them.
    """

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.path: Path | None = None
        self.weights = {name: value.astype(np.float32) for name, value in weights.items()}
        tables = [self.weights[f"{name}.weight"] for name in ("mentions_apart", "sentences_apart")]
        self.given = np.concatenate([self.weights["features.weight"].T, *tables]).T.copy()

    @classmethod
    def load(cls, path: Path) -> "PairScorer":
        """Load the weights from a file; what is in int8 has a scale for each of its rows."""
        with np.load(path) as kept:
            names = [name for name in kept if not name.endswith(".scale")]
            scorer = cls({n: kept[n] * kept.get(f"{n}.scale", 1.0) for n in names})
        scorer.path = path
        return scorer

    def __reduce__(self) -> tuple[Callable[[Path], "PairScorer"], tuple[Path]]:
        """Pickle as the file that it was loaded from, not as its weights."""
        if self.path is None:
            raise TypeError("Cannot pickle a scorer that was not loaded from a file.")
        return load_scorer, (self.path,)

    def antecedents(
        self,
        states: np.ndarray,
        pieces: Pieces,
        mentions: Sequence[Candidate],
        text: str,
        *,
        only: np.ndarray | None = None,
    ) -> np.ndarray:
        """Return the log-probabilities of antecedents, (mentions, distances + 1).

        Column 0 is the null antecedent, and column d is the mention d places before.

        Parameters
        ----------
        states
            A row for each of the text's wordpieces.
        pieces
            The wordpieces.
        mentions
            In the order of their starts. Those further back than the nearest ``REACH`` are no
            candidates.
        text
            What the offsets of the mentions count in.
        only
            Which mentions are scored, booleans. Every other one gets the null antecedent; it stays
            a candidate. All are scored by default.
        """
        seen, n = describe(text, mentions), len(mentions)
        logs = np.full((n, min(max(n, 1), FURTHEST + 1)), IMPOSSIBLE, np.float32)
        wanted = np.arange(n) if only is None else np.flatnonzero(only)
        if not len(wanted):
            logs[:, 0] = 0
            return logs
        first, last = pieces_of(pieces, seen.starts, seen.ends)
        parts_of_text = (slice(at, at + AT_ONCE) for at in range(0, n, AT_ONCE))
        rows = np.concatenate(
            [self._represent(states, first[at], last[at]) for at in parts_of_text]
        )
        rows += self._describe(seen, last - first + 1)
        null = self._linear("null.2", np.maximum(self._linear("null.0", rows), 0))[:, 0]
        parts = [self._linear(name, rows) for name in ("anaphor", "candidate", "left", "right")]
        for begin in range(0, n, BLOCK):
            low, high = max(0, begin - REACH), min(begin + BLOCK, n)
            anaphors = wanted[np.searchsorted(wanted, begin) : np.searchsorted(wanted, high)]
            if not len(anaphors):
                continue
            for i, scores in self._pairs(parts, seen, anaphors, low):
                logs[i, 1 : i - low + 1] = scores[::-1]
        logs[:, 0] = 0
        logs[wanted, 0] = null[wanted]
        logs -= logs.max(1, keepdims=True)
        return logs - np.log(np.exp(logs).sum(1, keepdims=True))

    def _linear(self, name: str, rows: np.ndarray) -> np.ndarray:
        return multiply(rows, self.weights[f"{name}.weight"]) + self._bias(name)

    def _bias(self, name: str) -> np.ndarray | np.float32:
        return self.weights.get(f"{name}.bias", np.float32(0))

    def _represent(self, states: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return one row a mention: first and last state and attended mean, projected."""
        widths = last - first + 1
        begins = np.cumsum(widths) - widths
        places = np.repeat(first - begins, widths) + np.arange(widths.sum())
        spans = states[places].astype(np.float32)
        attended = self._linear("attend", spans)[:, 0]
        weights = np.exp(attended - np.repeat(np.maximum.reduceat(attended, begins), widths))
        weights /= np.repeat(np.add.reduceat(weights, begins), widths)
        mean = np.add.reduceat(spans * weights[:, None], begins, axis=0)
        row = np.concatenate([states[first], states[last], mean], -1).astype(np.float32)
        row = (row - row.mean(1, keepdims=True)) / np.sqrt(row.var(1, keepdims=True) + 1e-5)
        return self._linear(
            "project", row * self.weights["norm.weight"] + self.weights["norm.bias"]
        )

    def _describe(self, seen: Described, widths: np.ndarray) -> np.ndarray:
        """Return what the form of mentions, quotation marks and their length add to their rows."""
        rows: np.ndarray = self.weights["classes.weight"][seen.classes]
        rows = rows + self.weights["quoted.weight"][seen.quoted.astype(int)]
        return rows + self.weights["widths.weight"][np.minimum(np.log2(widths).astype(int), 5)]

    def _pairs(
        self, parts: list[np.ndarray], seen: Described, rows: np.ndarray, low: int
    ) -> Iterator[tuple[int, np.ndarray]]:
        """Yield anaphors with the scores of the mentions from ``low`` up to each."""
        anaphor, candidate, left, right = parts
        columns = np.arange(low, rows[-1])
        i, j = rows[:, None], columns[None, :]
        apart = bucket(i - j), bucket(seen.sentences[i] - seen.sentences[j])
        given, kinds = self._given(seen.pairs(rows, columns), *apart)
        forms = self.weights["forms.weight"][seen.classes[i] * N_CLASSES + seen.classes[j], 0]
        rest = multiply(left[rows], right[columns]) / 11.3 + forms + self._bias("out")
        # One anaphor at a time stays within the processor's cache.
        for n, at in enumerate(rows.tolist()):
            before = at - low
            hidden = given[kinds[n, :before]]
            hidden += candidate[low:at]
            hidden += anaphor[at]
            np.maximum(hidden, 0, out=hidden)
            yield at, np.einsum("jk,k->j", hidden, self.weights["out.weight"][0]) + rest[n, :before]

    def _given(
        self, features: np.ndarray, mentions_apart: np.ndarray, sentences_apart: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what features and distances add to pairs: a row a kind, and the kind of each.

        Most pairs share theirs with many others, so it is computed once a kind.
        """
        codes = features @ (1 << np.arange(N_FEATURES)) << 8
        codes += (mentions_apart << 4) + sentences_apart
        kinds, places = np.unique(codes, return_inverse=True)
        bits = (kinds[:, None] >> np.arange(8, 8 + N_FEATURES)) & 1
        given = np.concatenate(
            [bits.astype(np.float32), KNOWN[kinds >> 4 & 15], KNOWN[kinds & 15]], 1
        )
        return multiply(given, self.given), places.reshape(codes.shape)


@cache
def load_scorer(path: Path) -> PairScorer:
    """Load a scorer once a process."""
    return PairScorer.load(path)


def bucket(distance: np.ndarray) -> np.ndarray:
    """Map distances to twelve classes, wider the further."""
    return np.clip(np.searchsorted(DISTANCES, distance, "right"), 0, 11)
