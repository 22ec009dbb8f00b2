"""Fit the coreference head further, on the encoder as shipped, with our own judgements of news.

The encoder's states stay as they are, so that this takes minutes. What the head learned before is
kept by passages of GAP, GUM and MEANTIME in each step.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import numpy as np
import torch
from evaluation.estimates import Offsets
from evaluation.judged_mentions import find_articles, read_judgements
from newsframes.reader.encoder import Encoder
from newsframes.reader.mention_features import Candidate, describe
from newsframes.reader.pair_scorer import pieces_of
from newsframes.reader.wordpieces import Pieces, cut_windows

from .coreference_corpora import (
    AnnotatedText,
    Noted,
    held_out,
    names_of,
    read_gap,
    read_gum,
    read_wikinews,
    with_found,
)
from .coreference_marks import JudgedText, lay_over
from .export import digest, write_scorer
from .pairs import PairNetwork, annotated_loss
from .passages import WINDOW, narrowed
from .restore import load_scorer

SEED = 20261130
# So many of GAP's passages are encoded, by a seeded draw.
PASSAGES = 800
# Of each set, passages a step and their weight; MEANTIME takes GUM's place in every third step.
PLAN = {"gap": (3, 0.5), "gum": (2, 1.0), "meantime": (1, 0.25)}
# Passages of one text before the next one is taken.
IN_A_ROW = 2


@dataclass(frozen=True)
class EncodedText:
    """An annotated text with the encoder's states, and the names that the reader finds in it."""

    example: AnnotatedText
    pieces: Pieces
    states: np.ndarray
    names: list[Offsets]


@dataclass(frozen=True)
class EncodedPassage:
    """A part of a text: states, mentions by first and last wordpiece, and pairs known."""

    states: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor
    seen: dict[str, torch.Tensor]
    mentions: list[Noted]
    links: list[tuple[int, int, bool]]

    def loss(self, network: PairNetwork) -> torch.Tensor:
        """Return the loss of the annotated pairs, or else of the antecedents."""
        logs = network(self.states, self.first, self.last, self.seen)
        return annotated_loss(logs, self.mentions, self.links)


def encode(examples: list[AnnotatedText], encoder: Encoder, *, found: bool) -> list[EncodedText]:
    """Encode texts as articles are; ``found`` adds the reader's names to the mentions."""
    texts = []
    for example in examples:
        encoded = encoder.read(example.text)
        names = names_of(encoded.marked)
        kept = with_found(example, names) if found else example
        texts.append(EncodedText(kept, encoded.pieces, encoded.states, names))
    return texts


def endless_passages(
    texts: list[EncodedText], rng: np.random.Generator, *, narrow: bool
) -> Iterator[EncodedPassage]:
    """Yield passages of one window, with cuts that fall elsewhere each time."""
    while True:
        for n in rng.permutation(len(texts)):
            text = texts[n]
            example = narrowed(text.example, text.names, rng) if narrow else text.example
            bounds = np.append(text.pieces.first, len(text.pieces.ids))
            shift = int(rng.integers(0, WINDOW // 2))
            cuts = list(cut_windows(text.pieces, limit=WINDOW, first_limit=WINDOW - shift))
            for at in rng.permutation(len(cuts))[:IN_A_ROW]:
                passage = _passage(example, text, *bounds[list(cuts[at])])
                if passage is not None:
                    yield passage


def _passage(
    example: AnnotatedText, text: EncodedText, low: int, high: int
) -> EncodedPassage | None:
    """Make a passage of the wordpieces from ``low`` to ``high``; None if it teaches nothing."""
    spans = np.array([mention.span for mention in example.mentions], np.int64).reshape(-1, 2)
    first, last = pieces_of(text.pieces, *spans.T)
    kept = np.flatnonzero((low <= first) & (last < high)).tolist()
    place = {n: at for at, n in enumerate(kept)}
    links = [
        (place[i], place[k], same) for i, k, same in example.links if i in place and k in place
    ]
    if len(kept) < 2 or (example.links and not links):
        return None
    mentions = [example.mentions[n] for n in kept]
    described = describe(example.text, [Candidate(*m.span, m.head, m.form) for m in mentions])
    seen = {
        name: torch.from_numpy(getattr(described, name))
        for name in ("classes", "sentences", "quoted")
    }
    seen["features"] = torch.from_numpy(described.pairs(*[np.arange(len(mentions))] * 2))
    return EncodedPassage(
        torch.from_numpy(text.states[low:high].astype(np.float32)),
        torch.from_numpy(first[kept] - low), torch.from_numpy(last[kept] - low),
        seen, mentions, links,
    )  # fmt: skip


def refit(
    network: PairNetwork,
    judged: list[JudgedText],
    feeds: dict[str, Iterator[EncodedPassage]],
    *,
    epochs: int,
    rate: float,
) -> None:
    """Train the head: warm up over twenty steps, then fall linearly to zero."""
    rng, steps = np.random.default_rng(SEED), epochs * len(judged)
    adam = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.0)
    network.train()
    step, shown = 0, 0.0
    for epoch in range(epochs):
        for n in rng.permutation(len(judged)):
            for group in adam.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 20) * (1 - step / steps)
            text = judged[n]
            loss = text.loss(network(text.states, text.first, text.last, text.seen))
            shown = 0.97 * shown + 0.03 * float(loss.detach())
            for name in ("gap", "gum" if step % 3 else "meantime"):
                number, weight = PLAN[name]
                loss = loss + sum(
                    weight / number * next(feeds[name]).loss(network) for _ in range(number)
                )
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            adam.step()
            adam.zero_grad()
            step += 1
        print(json.dumps({"epoch": epoch + 1, "judged": round(shown, 4)}), flush=True)


def halfway(
    start: dict[str, torch.Tensor], end: dict[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """Return the mean of two sets of weights: it keeps more of what was learned before.

    See Wortsman et al. (2022), "Robust fine-tuning of zero-shot models".
    """
    return {name: (value + end[name]) / 2 for name, value in start.items()}


def main() -> None:
    """Fit the head and write it into the folder of the model, with its digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of an export")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1e-4)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    rng, data = np.random.default_rng(SEED), options.data
    reader = nf.Reader.load(encoder=Encoder(options.model))
    encoder, marks = reader.news.encoder, read_judgements()
    judged = [
        lay_over(article, marks[article.article_id], reader)
        for article in find_articles(data, marks)
    ]
    gap = list(read_gap(data / "gap/gap-development.tsv"))
    sets = {
        "gap": [gap[n] for n in rng.permutation(len(gap))[:PASSAGES]],
        "gum": list(read_gum(data / "gum", held_out(data / "gum")[0])),
        "meantime": list(read_wikinews(data / "meantime/corpus_airbus")),
    }
    feeds = {
        name: endless_passages(
            encode(examples, encoder, found=name == "gap"), rng, narrow=name == "gum"
        )
        for name, examples in sets.items()
    }
    path = options.model / "coreference.npz"
    network = load_scorer(path)
    start = {name: value.clone() for name, value in network.state_dict().items()}
    refit(network, judged, feeds, epochs=options.epochs, rate=options.rate)
    write_scorer(halfway(start, network.state_dict()), path)
    facts = json.loads((options.model / "reader.json").read_text("utf-8"))
    facts["files"][path.name] = digest(path)
    (options.model / "reader.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
