"""Fit the head that says what figures are about, on our own marks and the encoder as shipped.

It reads the states, the tree and what the rules say (``newsframes.figures.about_questions``).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import newsframes as nf
import numpy as np
import torch
from newsframes.figures.abouts import SURE
from newsframes.reader.encoder import Encoder
from torch import nn
from torch.nn import functional as F

from .about_items import Item, read_golden, read_items
from .export import digest
from .noun_network import WIDTH_IN, NounNetwork, Vocabulary

SEED, EPOCHS, RATE, BATCH = 20261130, 5, 1.5e-3, 32


def principal(items: Sequence[Item]) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean of the states and the axes of their largest variances, as columns."""
    states = np.concatenate([item.states for item in items])
    mean = states.mean(0)
    axes, sizes, _ = np.linalg.svd(np.cov((states - mean).T))
    return mean, axes[:, :WIDTH_IN] / np.sqrt(sizes[:WIDTH_IN].mean())


def fit(items: Sequence[Item], seed: int) -> tuple[NounNetwork, np.ndarray, np.ndarray]:
    """Train a network; its weights are a running average."""
    torch.manual_seed(seed)
    rng, mean_axes = np.random.default_rng(seed), principal(items)
    network = NounNetwork(Vocabulary.of([item.question for item in items if item.question]))
    taught = [item for item in items if item.question is not None and item.target is not None]
    states = [_projected(item, *mean_axes) for item in taught]
    adam = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * -(-len(taught) // BATCH)
    rates = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=steps, pct_start=0.1)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    network.train()
    step = 0
    for epoch in range(EPOCHS):
        shown, order = 0.0, rng.permutation(len(taught))
        for begin in range(0, len(order), BATCH):
            batch = order[begin : begin + BATCH]
            targets = torch.tensor([taught[n].target for n in batch])
            scores = network([taught[n].question for n in batch], [states[n] for n in batch])
            loss = F.cross_entropy(scores, targets)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            adam.step()
            rates.step()
            step += 1
            with torch.no_grad():
                for name, value in network.state_dict().items():
                    average[name].lerp_(value, 1 - min(0.98, (1 + step) / (10 + step)))
            shown += loss.item() * len(batch)
        print(json.dumps({"epoch": epoch + 1, "loss": round(shown / len(taught), 4)}), flush=True)
    network.load_state_dict(average)
    return network.eval(), *mean_axes


def _projected(item: Item, mean: np.ndarray, axes: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(((item.states - mean) @ axes).astype(np.float32))


def cross_validate(items: Sequence[Item], folds: int) -> None:
    """Print what the head gets right and wrong, on articles left out in turn."""
    ids = sorted({item.article_id for item in items})
    np.random.default_rng(7).shuffle(ids)
    fold_of = {article_id: n % folds for n, article_id in enumerate(ids)}
    scored: list[tuple[Item, np.ndarray | None]] = []
    for fold in range(folds):
        network, *mean_axes = fit([i for i in items if fold_of[i.article_id] != fold], SEED)
        for item in (item for item in items if fold_of[item.article_id] == fold):
            with torch.no_grad():
                scores = item.question and network([item.question], [_projected(item, *mean_axes)])
                found = None if scores is None else torch.softmax(scores[0], -1).numpy()
            scored.append((item, found))
        for sure in (0.5, 0.6, SURE, 0.8):
            facts = {"folds": fold + 1, "sure": sure} | shares(scored, sure)
            print(json.dumps(facts), flush=True)


def shares(scored: Sequence[tuple[Item, np.ndarray | None]], sure: float) -> dict[str, float]:
    """Return the percentage right of figures about something, and wrong of all."""
    verdicts = []
    for item, found in scored:
        if item.question is None or found is None:
            continue
        best = int(found[1:].argmax())
        if found[1 + best] >= sure:
            verdicts.append(bool(item.right[best]))
    about = sum(item.mark.about is not None for item, _ in scored)
    return {
        "right": round(100 * sum(verdicts) / about, 1),
        "wrong": round(100 * (len(verdicts) - sum(verdicts)) / len(scored), 1),
    }


def main() -> None:
    """Fit the head and write it into the folder of the model, with its digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of an export")
    parser.add_argument("--marks", type=Path, required=True, help="about_train.jsonl")
    parser.add_argument("--golden", type=Path, required=True, help="topics.jsonl")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate, and write nothing")
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader = nf.Reader.load(encoder=Encoder(options.model))
    items = read_items(options.marks, options.data, reader)
    if options.folds:
        cross_validate(items, options.folds)
        return
    network, mean, axes = fit([*items, *read_golden(options.golden, reader)], SEED)
    path = options.model / "about.npz"
    np.savez(path, **network.arrays(mean, axes))
    facts = json.loads((options.model / "reader.json").read_text("utf-8"))
    facts["files"][path.name] = digest(path)
    (options.model / "reader.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
