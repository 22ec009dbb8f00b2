"""Chances: how likely two phrases mean the same, from the pair scorer and from what is certain."""

from collections.abc import Callable, Sequence

import numpy as np

from ..reader.pair_scorer import chain_probabilities
from .entities import Entities
from .mention import Phrase

# What is less likely than this is not looked at.
LEAST = 0.02
Forbids = Callable[[Phrase, Phrase], bool]


def find_chances(
    logs: np.ndarray, phrases: Sequence[Phrase], entities: Entities, forbids: Forbids
) -> np.ndarray:
    """Return C, (phrases, phrases), symmetric: the probability that two phrases are of one chain.

    Parameters
    ----------
    logs
        Log-probabilities of the antecedents of each phrase, the null antecedent in column 0.
    phrases
        In the order of the text.
    entities
        Who is certain: phrases of one actor are one chain, and those of two actors are not.
    forbids
        Returns True if an open phrase cannot have a phrase as its antecedent. What its probability
        was falls to the other candidates and to none.
    """
    shares = np.exp(logs)
    home = np.array([entities.home.get(phrase, -1) for phrase in phrases])
    last: dict[int, int] = {}
    for i, phrase in enumerate(phrases):
        if home[i] < 0:
            for j in np.flatnonzero(shares[i, 1:] > LEAST).tolist():
                if forbids(phrase, phrases[j]):
                    shares[i, j + 1] = 0
        elif home[i] in last:
            shares[i] = 0
            shares[i, last[home[i]] + 1] = 1
        else:  # a first name may still follow its pronoun
            shares[i, 1 : i + 1] *= home[:i] < 0
            shares[i, 0] = max(0, 1 - shares[i, 1:].sum())
        last[home[i]] = i
        shares[i] /= max(shares[i].sum(), LEAST)
    with np.errstate(divide="ignore"):
        return chain_probabilities(np.log(shares))
