"""Train the reader: attribution, names and, last, coreference on one encoder.

Checkpoints are written on the way.
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from evaluation.corpora import (
    ATTRIBUTION_LABELS,
    NAME_LABELS,
    hold_out,
    read_polnear,
    read_uner,
    read_wikigold,
    read_worldwide,
)  # fmt: skip
from newsframes.reader.encoder import default_encoder
from tokenizers import Tokenizer

from .coreference_marks import JudgedText, endless_texts
from .crf import TagChain, bio_tags
from .pairs import PairNetwork
from .passages import Passage, endless_steps, groups_by_length, pad_windows, read_examples
from .reader_network import ReaderNetwork, load_pretrained
from .windows import Windows, batches, disguise, lead, pad

TAGS = {"attribution": bio_tags(ATTRIBUTION_LABELS), "names": bio_tags(NAME_LABELS)}
SEED = 20220110
# What an article of our own judgements weighs.
JUDGED = 0.75


@dataclass(frozen=True)
class Model:
    """The encoder, the chain over each head's tags, and, where coreference is trained, its head."""

    reader: ReaderNetwork
    chains: dict[str, TagChain]
    scorer: PairNetwork | None


def build(path: Path, *, coreference: bool, frozen: int) -> Model:
    """Make the model with pretrained lower layers; the word embeddings stay as they are.

    ``frozen`` layers stay so, too, with all that is below or shared with them; no gradient goes
    through them.
    """
    torch.manual_seed(SEED)
    reader = ReaderNetwork({task: len(tags) for task, tags in TAGS.items()})
    load_pretrained(reader, path / "model.safetensors")
    reader.words.weight.requires_grad_(False)
    if frozen:
        for part in (
            reader.positions,
            reader.shapes,
            reader.norm,
            reader.relative,
            *reader.layers[:frozen],
        ):
            part.requires_grad_(False)
    chains = {task: TagChain(tags) for task, tags in TAGS.items()}
    return Model(reader, chains, PairNetwork() if coreference else None)


def endless(
    windows: Windows, rng: np.random.Generator, room: int, marks: dict[str, int], leading: list[int]
):
    """Yield padded batches, epoch after epoch."""
    while True:
        groups = batches(
            [lead(disguise(w, rng, marks), leading) for w in windows.epoch(rng)], room=room
        )
        for n in rng.permutation(len(groups)):
            yield pad(groups[n])


def task_loss(
    reader: ReaderNetwork, chain: TagChain, task: str, batch: dict[str, torch.Tensor]
) -> torch.Tensor:
    """Mean loss a word of one batch, the encoder in bf16 where the processor has it.

    Elsewhere bf16 is 50 times slower.
    """
    with torch.autocast(
        "cpu", torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported()
    ):
        hidden = reader.encode(batch["ids"], batch["shapes"], batch["mask"])
    at = batch["first"][:, :, None].expand(-1, -1, hidden.shape[-1])
    emissions = reader.heads[task](hidden.float().gather(1, at))
    return chain.loss(emissions, batch["allowed"], batch["real"]) / batch["real"].sum()


def coreference_loss(
    reader: ReaderNetwork,
    scorer: PairNetwork,
    step: list[tuple[Passage | JudgedText, float]],
    leading: list[int],
) -> torch.Tensor:
    """Weighted loss of the passages of one step."""
    passages = [passage for passage, _ in step]
    parts = {}
    with torch.autocast(
        "cpu", torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported()
    ):
        for group in groups_by_length(passages):
            windows = [passages[n].windows[k] for n, k in group]
            batch = pad_windows(windows, leading)
            hidden = reader.encode(batch["ids"], batch["shapes"], batch["mask"])
            for place, states, (ids, _) in zip(group, hidden, windows, strict=True):
                parts[place] = states[len(leading) : len(leading) + len(ids)].float()
    total = torch.zeros(())
    for n, (passage, weight) in enumerate(step):
        states = torch.cat([parts[n, k] for k in range(len(passage.windows))])
        logs = scorer(states, passage.first, passage.last, passage.seen)
        total = total + weight * passage.loss(logs)
    return total


def optimiser(model: Model, rate: float, scorer_rate: float) -> torch.optim.Optimizer:
    """AdamW, with a tenfold rate for what starts from nothing."""
    trained = [(name, p) for name, p in model.reader.named_parameters() if p.requires_grad]
    fresh = [p for name, p in trained if name.startswith(("heads.", "shapes."))]
    fresh += [p for chain in model.chains.values() for p in chain.parameters()]
    known = {id(p) for p in fresh}
    old = [p for _, p in trained if id(p) not in known]
    groups = [{"params": old, "lr": rate}, {"params": fresh, "lr": 10 * rate, "weight_decay": 0.0}]
    if model.scorer:
        groups.append({"params": list(model.scorer.parameters()), "lr": scorer_rate})
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def save(path: Path, step: int, model: Model, average: dict[str, dict]) -> None:
    """Write a checkpoint whole or not at all."""
    state = {
        "step": step,
        "reader": model.reader.state_dict(),
        "chains": {task: chain.state_dict() for task, chain in model.chains.items()},
        "average": average["reader"],
    }
    if model.scorer:
        state |= {"scorer": model.scorer.state_dict(), "scorer_average": average["scorer"]}
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def main() -> None:
    """Run the training; every number that shapes it is an option."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the official MPNet-base"
    )
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for checkpoints, outside git"
    )
    parser.add_argument("--steps", type=int, default=1700, help="the rate falls to zero by then")
    parser.add_argument(
        "--stop", type=int, help="stop after so many steps, before the rate is zero"
    )
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--scorer-rate", type=float, default=7e-4, help="of the coreference head")
    parser.add_argument(
        "--minutes", type=float, default=600, help="the rate falls to zero by then at the latest"
    )
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from")
    parser.add_argument(
        "--alone", type=float, default=0.0, help="share of documents cut to single paragraphs"
    )
    parser.add_argument(
        "--leading", type=int, nargs="*", default=[], help="wordpieces put before every window"
    )
    parser.add_argument("--coreference", action="store_true", help="train the coreference head too")
    parser.add_argument(
        "--judged", type=int, default=0, help="articles of our own judgements in every step"
    )
    parser.add_argument(
        "--room", type=float, default=1.0, help="size of the other tasks' batches, of the full one"
    )
    parser.add_argument(
        "--frozen", type=int, default=0, help="number of lowest layers that stay as they are"
    )
    parser.add_argument(
        "--every", type=int, nargs=3, default=[1, 1, 1],
        help="every so many steps attribution, names and coreference take part, each in its turn",
    )  # fmt: skip
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    model = build(options.encoder, coreference=options.coreference, frozen=options.frozen)
    if options.resume:
        state = torch.load(options.resume, weights_only=True)
        model.reader.load_state_dict(state["reader"])
        for task, chain in model.chains.items():
            chain.load_state_dict(state["chains"][task])
        if model.scorer and "scorer" in state:
            model.scorer.load_state_dict(state["scorer"])
    run(model, losses_of(model, options), options)


def losses_of(model: Model, options: argparse.Namespace) -> dict[str, Callable[[], torch.Tensor]]:
    """Read the data; return for each task what takes its next batch and returns the loss."""
    rng = np.random.default_rng(SEED + bool(options.resume))
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    marks = {mark: tokenizer.token_to_id(mark) for mark in '“”"‘’'}
    worldwide, _ = hold_out(read_worldwide(options.data / "worldwide"))
    names = [*worldwide, *worldwide, *read_uner(options.data / "uner_ewt/train.iob2")]
    names += read_wikigold(options.data / "wikigold/wikigold.conll.txt")
    attributions = list(read_polnear(options.data / "polnear/train"))
    made = {"attribution": (attributions, 320, 2560), "names": (names, 192, 1280)}
    feeds = {
        task: endless(
            Windows(examples, tokenizer, TAGS[task], limit, alone=options.alone),
            rng, int(room * options.room), marks, options.leading,
        )
        for task, (examples, limit, room) in made.items()
    }  # fmt: skip
    losses = {
        task: lambda task=task, feed=feed: task_loss(
            model.reader, model.chains[task], task, next(feed)
        )
        for task, feed in feeds.items()
    }
    if model.scorer:
        steps = endless_steps(*read_examples(options.data, default_encoder()), tokenizer, rng)
        judged = endless_texts(options.data, rng)
        losses["coreference"] = lambda: coreference_loss(
            model.reader,
            model.scorer,
            next(steps) + [(next(judged), JUDGED) for _ in range(options.judged)],
            options.leading,
        )
    return losses


def run(
    model: Model, losses: dict[str, Callable[[], torch.Tensor]], options: argparse.Namespace
) -> None:
    """Run the training steps: warm up over a twentieth, then fall linearly.

    The mean of the weights of the end is kept.
    """
    adam = optimiser(model, options.rate, options.scorer_rate)
    base = [group["lr"] for group in adam.param_groups]
    parameters = [p for group in adam.param_groups for p in group["params"]]
    shown, begun = dict.fromkeys(losses, 0.0), time.monotonic()
    parts = {"reader": model.reader} | ({"scorer": model.scorer} if model.scorer else {})
    average: dict[str, dict[str, torch.Tensor]] = {name: {} for name in parts}
    averaged = 0
    for part in parts.values():
        part.train()
    for step in range(options.steps):
        share = max(step / options.steps, (time.monotonic() - begun) / 60 / options.minutes)
        if share >= 1 or step == options.stop:
            save(options.work / "reader.pt", step, model, average)
            return
        for group, rate in zip(adam.param_groups, base, strict=True):
            group["lr"] = rate * min(1.0, (step + 1) / (options.steps / 20)) * (1 - share)
        for n, (task, next_loss) in enumerate(losses.items()):
            if (step - n) % options.every[n]:
                continue
            loss = next_loss()
            loss.backward()
            shown[task] = 0.98 * shown[task] + 0.02 * float(loss.detach())
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        adam.step()
        adam.zero_grad(set_to_none=True)
        if share > 0.7 and step % 10 == 0:
            for name, part in parts.items():
                move_average(average[name], part, 1 / (averaged + 1))
            averaged += 1
        if step % 20 == 19:
            minutes = round((time.monotonic() - begun) / 60, 2)
            print(json.dumps({"step": step + 1, "minutes": minutes, **shown}), flush=True)
        if step % 100 == 99:
            save(options.work / "reader.pt", step + 1, model, average)
    save(options.work / "reader.pt", options.steps, model, average)


def move_average(average: dict[str, torch.Tensor], part: torch.nn.Module, share: float) -> None:
    """Move an average of weights by a share of the way to what they are now."""
    for name, value in part.state_dict().items():
        mean = average.setdefault(name, value.clone())
        if value.is_floating_point():
            mean.lerp_(value, share)


if __name__ == "__main__":
    main()
