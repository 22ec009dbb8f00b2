"""The coreference head: scores of mention pairs from the encoder's states (Lee et al. 2017).

There is a null antecedent.
"""

import torch
from newsframes.reader.mention_features import N_CLASSES, N_FEATURES
from newsframes.reader.pair_scorer import DISTANCES, IMPOSSIBLE, MAX_WIDTH
from torch import nn
from torch.nn import functional as F

from .coreference_corpora import Noted


class PairNetwork(nn.Module):
    """Scores each mention against every earlier one and against the null antecedent.

    ``newsframes.reader.pair_scorer.PairNetwork`` computes the same without torch.

    Parameters
    ----------
    width
        Of the encoder's states.
    """

    def __init__(
        self, width: int = 768, size: int = 384, hidden: int = 192, rank: int = 128
    ) -> None:
        super().__init__()
        self.attend = nn.Linear(width, 1)
        self.norm, self.project = nn.LayerNorm(3 * width), nn.Linear(3 * width, size)
        self.classes, self.quoted = nn.Embedding(N_CLASSES, size), nn.Embedding(2, size)
        self.widths = nn.Embedding(6, size)
        self.anaphor, self.candidate = nn.Linear(size, hidden), nn.Linear(size, hidden, bias=False)
        self.features = nn.Linear(N_FEATURES, hidden, bias=False)
        self.mentions_apart, self.sentences_apart = (
            nn.Embedding(12, hidden),
            nn.Embedding(12, hidden),
        )
        self.out = nn.Linear(hidden, 1)
        self.left, self.right = nn.Linear(size, rank, bias=False), nn.Linear(size, rank, bias=False)
        self.forms = nn.Embedding(N_CLASSES * N_CLASSES, 1)
        self.null = nn.Sequential(nn.Linear(size, hidden), nn.ReLU(), nn.Linear(hidden, 1))
        for part in (
            self.classes,
            self.quoted,
            self.widths,
            self.mentions_apart,
            self.sentences_apart,
        ):
            nn.init.normal_(part.weight, std=0.1)
        nn.init.zeros_(self.forms.weight)

    def represent(
        self, states: torch.Tensor, first: torch.Tensor, last: torch.Tensor, seen: dict
    ) -> torch.Tensor:
        """Return one row a mention: first and last state and attended mean of its states."""
        offsets = torch.arange(MAX_WIDTH)
        at = torch.minimum(first[:, None] + offsets, last[:, None])
        spans = states[at]
        scores = self.attend(spans)[..., 0].masked_fill(
            first[:, None] + offsets > last[:, None], IMPOSSIBLE
        )
        mean = (scores.softmax(-1)[..., None] * spans).sum(1)
        row = self.project(self.norm(torch.cat([states[first], states[last], mean], -1)))
        width = torch.clamp(torch.log2((last - first + 1).float()).long(), max=5)
        row = (
            row
            + self.classes(seen["classes"])
            + self.quoted(seen["quoted"].long())
            + self.widths(width)
        )
        return F.dropout(row, 0.3, self.training)

    def forward(
        self, states: torch.Tensor, first: torch.Tensor, last: torch.Tensor, seen: dict
    ) -> torch.Tensor:
        """Return the log-probabilities of antecedents, (mentions, mentions + 1).

        Column 0 is the null antecedent, j + 1 is mention j.
        """
        row = self.represent(states, first, last, seen)
        n = len(row)
        i, j = torch.tril_indices(n, n, -1)
        classes = seen["classes"]
        apart = _bucket(i - j), _bucket(seen["sentences"][i] - seen["sentences"][j])
        hidden = (
            self.anaphor(row)[i]
            + self.candidate(row)[j]
            + self.features(seen["features"][i, j].float())
        )
        hidden = hidden + self.mentions_apart(apart[0]) + self.sentences_apart(apart[1])
        score = self.out(F.dropout(F.relu(hidden), 0.2, self.training))[:, 0]
        score = score + (self.left(row) @ self.right(row).T / 11.3)[i, j]
        score = score + self.forms(classes[i] * N_CLASSES + classes[j])[:, 0]
        table = torch.full((n, n + 1), IMPOSSIBLE)
        table = table.index_put((i, j + 1), score)
        table = torch.cat([self.null(row), table[:, 1:]], 1)
        return table.log_softmax(-1)


def _bucket(distance: torch.Tensor) -> torch.Tensor:
    return torch.bucketize(distance, torch.from_numpy(DISTANCES), right=True).clamp(max=11)


def chain_probabilities(logs: torch.Tensor) -> torch.Tensor:
    """Return C, (mentions, mentions): the probability that two mentions are of one chain.

    C is symmetric; C[i, k] = Σ_j P(i → j) · C[j, k] for k < i, and C[i, i] = 1.
    """
    chances = logs.exp()[:, 1:]
    chains = torch.eye(1)
    for i in range(1, len(logs)):
        row = chances[i, :i] @ chains
        chains = torch.cat(
            [torch.cat([chains, row[:, None]], 1), torch.cat([row, torch.ones(1)])[None]]
        )
    return chains


def antecedent_loss(logs: torch.Tensor, mentions: list[Noted]) -> torch.Tensor:
    """Negative marginal log-likelihood of all annotated antecedents.

    Mentions of unknown entity are left out.
    """
    entity = {}
    numbers = torch.tensor(
        [-1 if m.entity is None else entity.setdefault(m.entity, len(entity)) for m in mentions]
    )
    n = len(mentions)
    known = numbers >= 0
    earlier = torch.tril(torch.ones(n, n, dtype=torch.bool), -1)
    same = (numbers[:, None] == numbers[None, :]) & earlier & known[:, None]
    right = torch.cat([~same.any(1, keepdim=True), same], 1)
    admitted = torch.cat([torch.ones(n, 1, dtype=torch.bool), earlier & known[None, :]], 1)
    kept = logs.masked_fill(~admitted, IMPOSSIBLE).log_softmax(-1)
    loss = -torch.logsumexp(kept.masked_fill(~right, IMPOSSIBLE), 1)
    return loss[known].sum() / max(1, int(known.sum()))


def annotated_loss(
    logs: torch.Tensor, mentions: list[Noted], links: list[tuple[int, int, bool]]
) -> torch.Tensor:
    """Return the loss of the annotated pairs, or else of the antecedents."""
    return link_loss(logs, links) if links else antecedent_loss(logs, mentions)


def link_loss(logs: torch.Tensor, links: list[tuple[int, int, bool]]) -> torch.Tensor:
    """Binary cross-entropy of the chain probability of annotated pairs."""
    chains = chain_probabilities(logs)
    found = torch.stack([chains[i, k] for i, k, _ in links]).clamp(1e-5, 1 - 1e-5)
    return F.binary_cross_entropy(found, torch.tensor([float(is_same) for *_, is_same in links]))
