"""Fit the head that says what figures are about, on our own marks and the encoder as shipped.

It reads the states, the tree and what the rules say (``newsframes.figures.about_questions``).
Several heads are fitted on the marks; what they say on average of figures that nobody marked is
taught to the one that ships (distillation: Hinton et al., 2015, "Distilling the knowledge in a
neural network").
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import numpy as np
import torch
from newsframes.figures.about_questions import AboutQuestion
from newsframes.figures.abouts import SURE
from newsframes.reader.encoder import Encoder
from torch import nn

from .about_items import Item, read_golden, read_items, read_unmarked
from .export import digest
from .noun_network import WIDTH_IN, NounNetwork, Vocabulary

SEED, EPOCHS, RATE, BATCH = 20261130, 5, 1.5e-3, 32
# So many heads teach the one that ships.
TEACHERS = 5
# No logarithm of a probability counts for less.
LEAST = -30.0


@dataclass(frozen=True)
class Lesson:
    """A figure: what is asked of it, the projected states, and the shares that the answers get.

    ``shares`` add up to 1: of nothing, and of each word.
    """

    question: AboutQuestion
    states: torch.Tensor
    shares: torch.Tensor


@dataclass(frozen=True)
class Projection:
    """The mean of the states and the axes of their largest variances, as columns."""

    mean: np.ndarray
    axes: np.ndarray

    @classmethod
    def of(cls, items: Sequence[Item]) -> "Projection":
        """Find them in the states of marked figures."""
        states = np.concatenate([item.states for item in items])
        mean = states.mean(0)
        axes, sizes, _ = np.linalg.svd(np.cov((states - mean).T))
        return cls(mean, axes[:, :WIDTH_IN] / np.sqrt(sizes[:WIDTH_IN].mean()))

    def __call__(self, states: np.ndarray) -> torch.Tensor:
        """Project the states of words."""
        return torch.from_numpy(((states - self.mean) @ self.axes).astype(np.float32))


def fit(lessons: Sequence[Lesson], vocabulary: Vocabulary, seed: int) -> NounNetwork:
    """Train a network; its weights are a running average."""
    torch.manual_seed(seed)
    rng, network = np.random.default_rng(seed), NounNetwork(vocabulary)
    adam = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * -(-len(lessons) // BATCH)
    rates = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=steps, pct_start=0.1)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    network.train()
    step = 0
    for epoch in range(EPOCHS):
        shown, order = 0.0, rng.permutation(len(lessons))
        for begin in range(0, len(order), BATCH):
            batch = [lessons[n] for n in order[begin : begin + BATCH]]
            scores = network([one.question for one in batch], [one.states for one in batch])
            shares = nn.utils.rnn.pad_sequence([one.shares for one in batch], batch_first=True)
            # What is out of reach has no share; its logarithm is not finite.
            loss = -(shares * scores.log_softmax(-1).clamp(min=LEAST)).sum(-1).mean()
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
        print(json.dumps({"epoch": epoch + 1, "loss": round(shown / len(lessons), 4)}), flush=True)
    network.load_state_dict(average)
    return network.eval()


def learn(
    items: Sequence[Item], unmarked: Sequence[tuple[AboutQuestion, np.ndarray]]
) -> tuple[NounNetwork, Projection]:
    """Train several networks on marked figures, and one on what they say of all.

    Of a marked figure it learns half the mark and half what they say.
    """
    project = Projection.of(items)
    vocabulary = Vocabulary.of([item.question for item in items if item.question])
    marked = [
        Lesson(item.question, project(item.states), _certain(item.target, len(item.states)))
        for item in items
        if item.question is not None and item.target is not None
    ]
    teachers = [fit(marked, vocabulary, SEED + n) for n in range(1, TEACHERS + 1)]
    halved = [
        Lesson(
            one.question, one.states, (one.shares + told(teachers, one.question, one.states)) / 2
        )
        for one in marked
    ]
    given = [(question, project(states)) for question, states in unmarked]
    others = [Lesson(question, own, told(teachers, question, own)) for question, own in given]
    return fit([*halved, *others], vocabulary, SEED), project


def _certain(target: int, words: int) -> torch.Tensor:
    shares = torch.zeros(words + 1)
    shares[target] = 1
    return shares


@torch.no_grad()
def told(
    networks: Sequence[NounNetwork], question: AboutQuestion, states: torch.Tensor
) -> torch.Tensor:
    """Return the mean probabilities of nothing and of each word."""
    found = [torch.softmax(network([question], [states])[0], -1) for network in networks]
    return torch.stack(found).mean(0)


def cross_validate(
    items: Sequence[Item], unmarked: Sequence[tuple[AboutQuestion, np.ndarray]], folds: int
) -> None:
    """Print what the head gets right and wrong, on articles left out in turn."""
    ids = sorted({item.article_id for item in items})
    np.random.default_rng(7).shuffle(ids)
    fold_of = {article_id: n % folds for n, article_id in enumerate(ids)}
    scored: list[tuple[Item, np.ndarray | None]] = []
    for fold in range(folds):
        network, project = learn([i for i in items if fold_of[i.article_id] != fold], unmarked)
        for item in (item for item in items if fold_of[item.article_id] == fold):
            question, states = item.question, project(item.states)
            scored.append((item, question and told([network], question, states).numpy()))
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
    unmarked = list(read_unmarked(options.data, reader, {item.article_id for item in items}))
    print(json.dumps({"marked": len(items), "unmarked": len(unmarked)}), flush=True)
    if options.folds:
        cross_validate(items, unmarked, options.folds)
        return
    network, project = learn([*items, *read_golden(options.golden, reader)], unmarked)
    path = options.model / "about.npz"
    np.savez(path, **network.arrays(project.mean, project.axes))
    facts = json.loads((options.model / "reader.json").read_text("utf-8"))
    facts["files"][path.name] = digest(path)
    (options.model / "reader.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
