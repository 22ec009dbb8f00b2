"""The encoder with its linear heads: a plain MPNet, its lower layers, word shapes added."""

import math
from pathlib import Path

import torch
from newsframes.reader.wordpieces import N_SHAPES
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.grow, self.shrink = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_attention, self.norm_output = nn.LayerNorm(width, 1e-5), nn.LayerNorm(width, 1e-5)

    def forward(self, hidden: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """Return the states of the layer above; ``bias`` is added to the attention scores."""
        batch, length, width = hidden.shape
        q, k, v = (
            part(hidden).view(batch, length, self.heads, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        mixed = self.output(mixed.transpose(1, 2).reshape(batch, length, width))
        hidden = self.norm_attention(hidden + F.dropout(mixed, self.dropout, self.training))
        inner = self.shrink(F.gelu(self.grow(hidden)))
        return self.norm_output(hidden + F.dropout(inner, self.dropout, self.training))


def relative_buckets(length: int, *, buckets: int = 32, reach: int = 128) -> torch.Tensor:
    """Bucket the distance between two positions (T5, Raffel et al. 2020).

    It is exact when near, logarithmic when far.
    """
    position = torch.arange(length)
    distance = position[:, None] - position[None, :]
    half, exact = buckets // 2, buckets // 4
    size = distance.abs()
    far = (
        exact
        + (torch.log(size.clamp(min=1) / exact) / math.log(reach / exact) * (half - exact)).long()
    )
    return (distance < 0) * half + torch.where(size < exact, size, far.clamp(max=half - 1))


class ReaderNetwork(nn.Module):
    """Wordpieces and shapes in, one row of emissions a wordpiece and head out."""

    def __init__(
        self, n_tags: dict[str, int], *, layers: int = 7, width: int = 768, heads: int = 12
    ) -> None:
        super().__init__()
        self.dropout = 0.1
        self.words = nn.Embedding(30527, width, padding_idx=1)
        self.positions = nn.Embedding(514, width)
        self.shapes = nn.Embedding(N_SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(width, 1e-5)
        self.relative = nn.Embedding(32, heads)
        self.layers = nn.ModuleList(
            Layer(width, heads, 4 * width, self.dropout) for _ in range(layers)
        )
        self.heads = nn.ModuleDict({task: nn.Linear(width, n) for task, n in n_tags.items()})
        self.register_buffer("buckets", relative_buckets(512), persistent=False)

    def encode(self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the last layer's states, (batch, length, width)."""
        length = ids.shape[1]
        hidden = self.words(ids) + self.shapes(shapes) + self.positions.weight[2 : length + 2]
        hidden = F.dropout(self.norm(hidden), self.dropout, self.training)
        bias = self.relative(self.buckets[:length, :length]).permute(2, 0, 1)[None]
        bias = bias + (1.0 - mask[:, None, None, :].to(bias.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """Return the emissions of every head, in the order of ``heads``, and the states."""
        hidden = self.encode(ids, shapes, mask)
        return *(head(hidden) for head in self.heads.values()), hidden


def load_pretrained(reader: ReaderNetwork, path: Path) -> None:
    """Fill the lower layers from an official MPNet checkpoint.

    Its upper ones were tuned for sentence similarity.
    """
    weights = load_file(path)
    renamed = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
        "relative.weight": weights["encoder.relative_attention_bias.weight"],
    }
    parts = {
        "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
        "output": "attention.attn.o", "norm_attention": "attention.LayerNorm",
        "grow": "intermediate.dense", "shrink": "output.dense", "norm_output": "output.LayerNorm",
    }  # fmt: skip
    for n in range(len(reader.layers)):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                renamed[f"layers.{n}.{ours}.{kind}"] = weights[f"encoder.layer.{n}.{theirs}.{kind}"]
    missing, unexpected = reader.load_state_dict(renamed, strict=False)
    strange = [name for name in missing if not name.startswith(("heads.", "shapes."))] + unexpected
    if strange:
        raise ValueError(
            f"Cannot load {path.name}: no place for or no value of {strange}."
            " Expected an MPNet-base."
        )
