"""Calibration: whether probabilities rank right before wrong, and whether they are as often right as they say."""

from collections.abc import Sequence

import numpy as np

BINS = 10


def ranking(chances: Sequence[float], right: Sequence[bool]) -> float:
    """Return how often a right case has the higher probability of a right and a wrong one (AUC), ties half.

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
