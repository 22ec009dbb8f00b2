"""Calibration: whether probabilities rank right before wrong, and match the share of right ones."""

from collections.abc import Iterator, Sequence

import numpy as np

from .estimates import DRAWS, SEED, Score

BINS = 10


def ranking(chances: Sequence[float], right: Sequence[bool]) -> float:
    """Return how often, of a right and a wrong case, the right one is likelier (AUC), ties half.

    Examples
    --------
    >>> ranking([0.9, 0.8, 0.3], [True, False, False])
    1.0
    """
    chance, is_right = np.asarray(chances, float), np.asarray(right, bool)
    good, bad = chance[is_right], chance[~is_right]
    if not len(good) or not len(bad):
        return float("nan")
    above = (good[:, None] > bad[None, :]).mean() + (good[:, None] == bad[None, :]).mean() / 2
    return float(above)


def calibration_error(
    chances: Sequence[float], right: Sequence[bool], *, bins: int = BINS
) -> float:
    """Return the expected calibration error, over bins of equal width (Naeini et al. 2015).

    Examples
    --------
    >>> round(calibration_error([0.9, 0.9, 0.1, 0.1], [True, False, False, False]), 2)
    0.25
    """
    chance, is_right = np.asarray(chances, float), np.asarray(right, float)
    at = np.minimum((chance * bins).astype(int), bins - 1)
    gaps = [
        abs(chance[at == n].mean() - is_right[at == n].mean()) * (at == n).sum()
        for n in range(bins)
        if (at == n).any()
    ]
    return float(sum(gaps) / max(len(chance), 1))


def score_confidence(name: str, cases: Sequence[tuple[str, float, bool]]) -> Iterator[Score]:
    """Score confidences, given as (document, probability, is right): AUC and ECE in percent.

    Intervals are by document, as for the other scores.
    """
    documents = {document: n for n, document in enumerate(dict.fromkeys(case[0] for case in cases))}
    of = np.array([documents[case[0]] for case in cases])
    chance = np.array([case[1] for case in cases], float)
    right = np.array([case[2] for case in cases], bool)
    members = [np.flatnonzero(of == n) for n in range(len(documents))]
    draws = np.random.default_rng(SEED).integers(0, len(members), (DRAWS, len(members)))
    drawn = [np.concatenate([members[n] for n in draw]) for draw in draws]
    for measure, label in ((ranking, "AUC"), (calibration_error, "expected calibration error")):
        values = [100 * measure(chance[at], right[at]) for at in drawn]
        low, high = np.nanpercentile(values, [2.5, 97.5])
        whole = 100 * measure(chance, right)
        yield Score(
            f"{name}, {label}",
            round(whole, 1),
            round(float(low), 1),
            round(float(high), 1),
            len(cases),
        )
