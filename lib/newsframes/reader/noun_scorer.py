"""The head that scores which noun around a figure the figure is about, or that none is."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from .matrices import multiply

HEADS = 4
EPSILON = 1e-5
OUT_OF_REACH = -1e9

Weights = Mapping[str, np.ndarray]


class NounScorer:
    """Scores of the words around a figure, from their states and what is known of each.

    One transformer layer over projected states and embeddings, then a score a word.

    Parameters
    ----------
    weights
        Arrays by the names that training gives them, and the values of each column of categories.

    Notes
    -----
    The states are the same on every processor, and one thread adds in one order; the last digits of
    single precision are far from those that are compared.
    """

    def __init__(self, weights: Weights) -> None:
        self.path: Path | None = None
        self.ids = {
            name.removesuffix(".names"): {value: n for n, value in enumerate(names.tolist(), 1)}
            for name, names in weights.items()
            if name.endswith(".names")
        }
        self.weights = {
            name: value.astype(np.float32)
            for name, value in weights.items()
            if not name.endswith(".names")
        }

    @classmethod
    def load(cls, path: Path) -> "NounScorer":
        """Load the weights from a file."""
        with np.load(path) as kept:
            scorer = cls(dict(kept))
        scorer.path = path
        return scorer

    def __reduce__(self) -> tuple[Callable[[Path], "NounScorer"], tuple[Path]]:
        """Pickle as the file that it was loaded from, not as its weights."""
        if self.path is None:
            raise TypeError("Cannot pickle a scorer that was not loaded from a file.")
        return load_noun_scorer, (self.path,)

    def project(self, states: np.ndarray) -> np.ndarray:
        """Return the states of words in the width of this head."""
        return self._linear("project", states)

    def probabilities(
        self,
        projected: np.ndarray,
        columns: Mapping[str, list[str]],
        flags: np.ndarray,
        figure: Mapping[str, str],
        candidates: np.ndarray,
    ) -> np.ndarray:
        """Return the probability that the figure is about nothing, then that of each word.

        Parameters
        ----------
        projected
            A row for each word.
        columns
            A category for each word, by the column's name.
        flags
            Booleans, (words, flags); the first one says which words are the figure's own.
        figure
            The categories of the figure itself.
        candidates
            Which words may be the answer, booleans.
        """
        own = flags[:, 0]
        rows = projected + self._linear("flags", flags)
        for name, values in columns.items():
            rows = rows + self._embed(name, values)
        rows[own] += sum(self._embed(name, [value]) for name, value in figure.items())
        rows = self._layer(self._norm("norm", rows))
        middle = np.broadcast_to(rows[own].mean(0), rows.shape)
        pairs = [rows, middle, rows * self._linear("pair", middle)]
        scores = self._score("word", np.concatenate(pairs, 1))
        none = self._score("none", np.concatenate([middle[:1], rows.max(0)[None]], 1))
        return _softmax(np.concatenate([none, np.where(candidates, scores, OUT_OF_REACH)]))

    def _embed(self, name: str, values: list[str]) -> np.ndarray:
        ids = self.ids[name]
        rows: np.ndarray = self.weights[f"{name}.weight"][[ids.get(value, 0) for value in values]]
        return rows

    def _linear(self, name: str, rows: np.ndarray) -> np.ndarray:
        given = np.ascontiguousarray(rows, np.float32)
        made = multiply(given, self.weights[f"{name}.weight"])
        return made + self.weights[f"{name}.bias"] if f"{name}.bias" in self.weights else made

    def _norm(self, name: str, rows: np.ndarray) -> np.ndarray:
        even = rows - rows.mean(1, keepdims=True)
        even /= np.sqrt((even**2).mean(1, keepdims=True) + EPSILON)
        made: np.ndarray = even * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return made

    def _layer(self, rows: np.ndarray) -> np.ndarray:
        """Return what one post-norm transformer layer makes of the rows."""
        query, key, value = (
            part.reshape(len(rows), HEADS, -1).swapaxes(0, 1)
            for part in np.split(self._linear("mix", rows), 3, axis=1)
        )
        scores = np.einsum("hid,hjd->hij", query, key) / np.float32(query.shape[2] ** 0.5)
        mixed = np.einsum("hij,hjd->ihd", _softmax(scores), value).reshape(rows.shape)
        rows = self._norm("norm_mixed", rows + self._linear("mixed", mixed))
        inner = self._linear("shrink", np.maximum(self._linear("grow", rows), 0))
        return self._norm("norm_inner", rows + inner)

    def _score(self, name: str, rows: np.ndarray) -> np.ndarray:
        return self._linear(f"{name}.out", np.maximum(self._linear(f"{name}.in", rows), 0))[:, 0]


def _softmax(scores: np.ndarray) -> np.ndarray:
    weights: np.ndarray = np.exp(scores - scores.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True)


@cache
def load_noun_scorer(path: Path) -> NounScorer:
    """Load a scorer once a process."""
    return NounScorer.load(path)
