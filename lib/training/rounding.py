"""Round the weights to int8 so that a layer's output changes least (GPTQ, Frantar et al. 2023).

Rounding to the nearest step undoes training that began from weights on that same grid, as those of
a shipped model are: what moved by less than half a step moves back. Here the error of each column
is made up for by those not yet rounded.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from newsframes.reader.wordpieces import cut_windows, split_pieces
from tokenizers import Tokenizer
from torch import nn

from .reader_network import ReaderNetwork

WINDOW, WINDOWS = 320, 64
# Steps on either side of zero: seven bits.
STEPS = 64
# Added to the diagonal, as a share of its mean.
DAMPING = 0.01
BLOCK = 128


def read_windows(
    articles: Path, tokenizer: Tokenizer, lead: list[int]
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Yield ids and shapes of the first window of some Wikinews articles, (1, wordpieces)."""
    with articles.open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)][:WINDOWS]
    for text in texts:
        pieces = split_pieces(text, tokenizer)
        _, stop = next(cut_windows(pieces, limit=WINDOW))
        part = slice(0, np.append(pieces.first, len(pieces.ids))[stop])
        ids = np.concatenate([lead, pieces.ids[part]]).astype(np.int64)
        shapes = np.concatenate([np.zeros(len(lead)), pieces.shapes[part]]).astype(np.int64)
        yield torch.from_numpy(ids)[None], torch.from_numpy(shapes)[None]


def squares(
    reader: ReaderNetwork, windows: Iterator[tuple[torch.Tensor, torch.Tensor]]
) -> dict[str, torch.Tensor]:
    """Return Xᵀ·X of the inputs X of every linear layer of the encoder."""
    sums: dict[str, torch.Tensor] = {}
    hooks = []
    for name, part in reader.layers.named_modules():
        if isinstance(part, nn.Linear):

            def add(_: nn.Module, given: tuple[torch.Tensor], name: str = name) -> None:
                rows = given[0].flatten(0, 1)
                sums[name] = sums.get(name, 0) + rows.T @ rows

            # Query, key and value have the same input.
            if not name.endswith((".key", ".value")):
                hooks.append(part.register_forward_pre_hook(add))
    with torch.no_grad():
        for ids, shapes in windows:
            reader.encode(ids, shapes, torch.ones_like(ids, dtype=torch.bool))
    for hook in hooks:
        hook.remove()
    return sums


def round_weights(weight: torch.Tensor, square: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return a weight in whole steps, (outputs, inputs), and the size of a step of each output."""
    weight, scale = weight.clone(), weight.abs().amax(1) / STEPS
    damped = square + DAMPING * square.diagonal().mean() * torch.eye(len(square))
    factor = torch.linalg.cholesky(
        torch.cholesky_inverse(torch.linalg.cholesky(damped)), upper=True
    )
    whole = torch.zeros_like(weight)
    for begin in range(0, weight.shape[1], BLOCK):
        stop = min(begin + BLOCK, weight.shape[1])
        errors = torch.zeros(len(weight), stop - begin)
        for n in range(begin, stop):
            whole[:, n] = (weight[:, n] / scale).round().clamp(-STEPS, STEPS)
            errors[:, n - begin] = (weight[:, n] - whole[:, n] * scale) / factor[n, n]
            weight[:, n:stop] -= errors[:, n - begin, None] * factor[n, n:stop]
        weight[:, stop:] -= errors @ factor[begin:stop, stop:]
    return whole.to(torch.int8), scale


def whole_weights(reader: ReaderNetwork, sums: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """Return the encoder's linear layers in whole numbers (inputs, outputs), with their scales."""
    found = {}
    for name, part in reader.layers.named_modules():
        if isinstance(part, nn.Linear):
            # Query, key and value have the same input.
            shared = name.replace(".key", ".query").replace(".value", ".query")
            whole, scale = round_weights(part.weight.detach(), sums[shared])
            found[f"layers.{name}.whole"] = whole.T.contiguous().numpy()
            found[f"layers.{name}.scale"] = scale.numpy()
    return found
