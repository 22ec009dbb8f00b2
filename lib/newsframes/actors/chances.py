"""Chances: how likely two phrases mean the same, from the pair scorer and from what is certain."""

from collections.abc import Callable, Sequence

import numpy as np

from ..reader.chain_probabilities import ChainProbabilities
from .entities import Entities
from .mention import Phrase

# What is less likely than this is not looked at.
LEAST = 0.02
Forbids = Callable[[Phrase, Phrase], bool]


def is_open(phrases: Sequence[Phrase], entities: Entities) -> np.ndarray:
    """Return which phrases need scores: those of nobody yet, and the first ones of each actor.

    The antecedent of any other phrase is certain: the one before of its actor.
    """
    met: set[int] = set()
    found = []
    for phrase in phrases:
        number = entities.home.get(phrase)
        found.append(number not in met)
        met |= {number} if number is not None else set()
    return np.array(found, bool)


def find_chances(
    logs: np.ndarray, phrases: Sequence[Phrase], entities: Entities, forbids: Forbids
) -> ChainProbabilities:
    """Return the probabilities that two phrases are of one chain.

    Parameters
    ----------
    logs
        Log-probabilities of the antecedents of each phrase, as the pair scorer returns them.
    phrases
        In the order of the text.
    entities
        Who is certain: phrases of one actor are one chain, and those of two actors are not.
    forbids
        Returns True if an open phrase cannot have a phrase as its antecedent. What its probability
        was falls to the other candidates and to none.
    """
    shares = np.exp(logs)
    furthest = shares.shape[1] - 1
    home = np.array([entities.home.get(phrase, -1) for phrase in phrases], np.int64)
    last: dict[int, int] = {}
    for i, phrase in enumerate(phrases):
        if home[i] < 0:
            for distance in np.flatnonzero(shares[i, 1:] > LEAST).tolist():
                if forbids(phrase, phrases[i - distance - 1]):
                    shares[i, distance + 1] = 0
        elif home[i] in last:
            shares[i] = 0
            if i - last[home[i]] <= furthest:
                shares[i, i - last[home[i]]] = 1
        else:  # a first name may still follow its pronoun
            near = home[max(0, i - furthest) : i][::-1]
            shares[i, 1 : len(near) + 1] *= near < 0
            shares[i, 0] = max(0, 1 - shares[i, 1:].sum())
        last[home[i]] = i
    return ChainProbabilities(shares / np.maximum(shares.sum(1, keepdims=True), LEAST))
