"""Chain probabilities: how likely two mentions are of one chain, from their antecedents'."""

import numpy as np

# How many mentions a row of the table holds. What is further apart, less the reach of antecedents,
# is not of one chain, so that the table grows with the text and not with its square.
COLUMNS = 1024


class ChainProbabilities:
    """C, symmetric: the probability that two mentions of a text are of one chain.

    A mention chooses its antecedent without regard to the choices before it, so
    C[i, k] = Σ_j P(i → j) · C[j, k] for k < i, and C[i, i] = 1.

    Parameters
    ----------
    shares
        The probabilities of antecedents, (mentions, distances + 1): the null antecedent's in column
        0, in column d that of the mention d places before.
    columns
        Most mentions a row holds.

    Notes
    -----
    ``table[i, k % columns]`` is C[i, k] while i and k are less than ``kept`` apart.
    """

    def __init__(self, shares: np.ndarray, *, columns: int = COLUMNS) -> None:
        n, furthest = len(shares), shares.shape[1] - 1
        self.columns = max(1, n if n <= columns + furthest else columns)
        self.kept = n if n <= self.columns else self.columns - furthest
        self.table = np.zeros((n, self.columns), np.float32)
        backward = shares[:, :0:-1].astype(np.float32)
        for i in range(n):
            low = max(0, i - furthest)
            row = np.einsum("j,jk->k", backward[i, furthest - (i - low) :], self.table[low:i])
            own = i % self.columns
            row[own] = 1
            self.table[i] = row
            self.table[low:i, own] = row[np.arange(low, i) % self.columns]

    def between(self, one: int, other: int) -> float:
        """Return the probability that two mentions are of one chain; 0 if they are far apart."""
        first, last = sorted((one, other))
        return float(self.table[last, first % self.columns]) if last - first < self.kept else 0.0

    def of(self, mention: int) -> tuple[int, np.ndarray]:
        """Return the probabilities of the mentions around one, and the number of the first."""
        low = max(0, mention - self.kept + 1)
        high = min(len(self.table), mention + self.kept)
        before = self.table[mention, np.arange(low, mention + 1) % self.columns]
        after = self.table[mention + 1 : high, mention % self.columns]
        return low, np.concatenate([before, after])
