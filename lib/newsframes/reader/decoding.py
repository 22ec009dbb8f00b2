"""Emissions to spans: the best path through a BIO chain, and how sure each span is."""

from dataclasses import dataclass

import numpy as np

OFF = -1e4


@dataclass(frozen=True)
class Found:
    """One labelled span over words, half-open.

    ``confidence`` is the least marginal probability along its edges.
    """

    begin: int
    stop: int
    label: str
    confidence: float


@dataclass(frozen=True)
class Chain:
    """Tags of one head with their opening and transition scores, as trained.

    What BIO forbids is at ``OFF``.

    Notes
    -----
    ``opening`` is (tags,), ``transitions`` (tags, tags), from row to column.
    """

    tags: tuple[str, ...]
    opening: np.ndarray
    transitions: np.ndarray

    @classmethod
    def of(cls, tags: list[str], opening: list[float], transitions: list[list[float]]) -> "Chain":
        """Make a chain of learned scores, and forbid an I- that does not continue its own label."""
        inner = np.array([tag[0] == "I" for tag in tags])
        labels = np.array([tag[2:] for tag in tags])
        forbidden = inner[None, :] & (labels[:, None] != labels[None, :])
        scores = np.where(forbidden, OFF, np.array(transitions, np.float64))
        return cls(tuple(tags), np.where(inner, OFF, np.array(opening, np.float64)), scores)

    def decode(self, emissions: np.ndarray) -> list[Found]:
        """Find the spans of one text.

        Parameters
        ----------
        emissions
            (words, tags). They are rounded first, so that the last bits of another processor's
            arithmetic seldom decide; a tie falls to the tag that stands first.

        Notes
        -----
        Viterbi (1967); marginals by forward-backward (Rabiner 1989).
        """
        if not len(emissions):
            return []
        scores = np.round(emissions.astype(np.float64), 2)
        path, sure = self._path(scores), self._marginals(scores)
        spans, begin = [], None
        for n in range(len(path) + 1):
            tag = self.tags[path[n]] if n < len(path) else "O"
            if begin is not None and tag[0] != "I":
                edge = sure[n, path[n]] if n < len(path) else 1.0
                least = min(edge, sure[np.arange(begin, n), path[begin:n]].min())
                spans.append(Found(begin, n, self.tags[path[begin]][2:], float(least)))
                begin = None
            if tag[0] == "B":
                begin = n
        return spans

    def _path(self, scores: np.ndarray) -> np.ndarray:
        """Return the best tag of every word."""
        best = self.opening + scores[0]
        back = np.zeros(scores.shape, np.int64)
        for n in range(1, len(scores)):
            paths = best[:, None] + self.transitions
            back[n] = paths.argmax(axis=0)
            best = paths.max(axis=0) + scores[n]
        path = np.zeros(len(scores), np.int64)
        path[-1] = best.argmax()
        for n in range(len(scores) - 1, 0, -1):
            path[n - 1] = back[n, path[n]]
        return path

    def _marginals(self, scores: np.ndarray) -> np.ndarray:
        """Return the probability of every tag at every word, (words, tags)."""
        moves = np.exp(self.transitions)
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        ahead = np.zeros(scores.shape)
        ahead[0] = np.exp(self.opening) * weights[0]
        ahead[0] /= ahead[0].sum()
        for n in range(1, len(scores)):
            ahead[n] = (ahead[n - 1] @ moves) * weights[n]
            ahead[n] /= ahead[n].sum()
        behind = np.ones(scores.shape)
        for n in range(len(scores) - 2, -1, -1):
            behind[n] = moves @ (weights[n + 1] * behind[n + 1])
            behind[n] /= behind[n].sum()
        both = ahead * behind
        return both / both.sum(axis=1, keepdims=True)
