"""A linear-chain CRF over BIO tags that also learns from partly labelled text (Tsuboi et al.

2008).
"""

import torch
from torch import nn

OFF = -1e4


def bio_tags(labels: tuple[str, ...]) -> list[str]:
    """``O`` first, then B and I of each label."""
    return ["O"] + [f"{prefix}-{label}" for label in labels for prefix in "BI"]


class TagChain(nn.Module):
    """Transition scores of one head; what BIO forbids is switched off for good."""

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        n = len(tags)
        self.transitions = nn.Parameter(torch.zeros(n, n))
        self.opening = nn.Parameter(torch.zeros(n))
        forbidden = torch.tensor(
            [[b[0] == "I" and a[2:] != b[2:] for b in tags] for a in tags], dtype=torch.bool
        )
        self.register_buffer("forbidden", forbidden)
        self.register_buffer("forbidden_first", torch.tensor([tag[0] == "I" for tag in tags]))

    def scores(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the transitions and the opening scores, forbidden ones at ``OFF``."""
        return (
            self.transitions.masked_fill(self.forbidden, OFF),
            self.opening.masked_fill(self.forbidden_first, OFF),
        )

    def partition(
        self, emissions: torch.Tensor, allowed: torch.Tensor, real: torch.Tensor
    ) -> torch.Tensor:
        """Sum over the paths that ``allowed`` (batch, length, tags) admits.

        Log scores, (batch,).
        """
        transitions, opening = self.scores()
        emissions = emissions.masked_fill(~allowed, OFF)
        alpha = opening + emissions[:, 0]
        for t in range(1, emissions.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + emissions[:, t]
            alpha = torch.where(real[:, t, None], step, alpha)
        return torch.logsumexp(alpha, dim=1)

    def loss(
        self, emissions: torch.Tensor, allowed: torch.Tensor, real: torch.Tensor
    ) -> torch.Tensor:
        """Negative log share of the admissible paths among all, summed over the batch."""
        everything = self.partition(emissions, torch.ones_like(allowed), real)
        return (everything - self.partition(emissions, allowed, real)).sum()

    @torch.no_grad()
    def decode(self, emissions: torch.Tensor) -> list[int]:
        """Viterbi over one sequence, (length, tags)."""
        transitions, opening = self.scores()
        best, back = opening + emissions[0], []
        for row in emissions[1:]:
            score, where = (best[:, None] + transitions).max(dim=0)
            best = score + row
            back.append(where)
        path = [int(best.argmax())]
        for where in reversed(back):
            path.append(int(where[path[-1]]))
        return path[::-1]
