"""Export a checkpoint to what users run: ONNX in int8, coreference head, tokenizer, facts."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer

from .crf import TagChain
from .graph import ATTENTIONS, LAYERS, LONGEST_WINDOW, EncoderGraph, Weights, relative_buckets
from .reader_network import ReaderNetwork
from .rounding import read_windows, squares, whole_weights
from .train import TAGS
from .value_ranges import find_ranges

LONGEST = 500
# Entries of a matrix of the coreference head that is quantised.
LARGE = 40_000


def load(state: dict, *, averaged: bool) -> tuple[ReaderNetwork, dict[str, TagChain]]:
    """Make a model of a checkpoint's running average or of its last weights."""
    reader = ReaderNetwork({task: len(tags) for task, tags in TAGS.items()})
    reader.load_state_dict(state["average"] if averaged else state["reader"])
    chains = {task: TagChain(tags) for task, tags in TAGS.items()}
    for task, chain in chains.items():
        chain.load_state_dict(state["chains"][task])
    return reader.eval(), chains


def write_plain(weights: Weights, path: Path) -> None:
    """Write the encoder in fp32, without what it computes within."""
    writer = EncoderGraph(weights, None)
    model = writer.model(tuple(TAGS))
    kept = [output for output in model.graph.output if output.name not in writer.watched]
    del model.graph.output[:]
    model.graph.output.extend(kept)
    onnx.save(model, path)


def quantise(
    reader: ReaderNetwork, windows: list[tuple[torch.Tensor, torch.Tensor]], path: Path
) -> None:
    """Write the encoder in whole numbers: weights per channel, activations on the fly.

    Weights have seven bits, since eight saturate on x86 without VNNI. The heads' own layers stay
    wide: they are small, and decide.
    """
    weights = {name: value.numpy() for name, value in reader.state_dict().items()}
    weights |= whole_weights(reader, squares(reader, iter(windows)))
    words = weights["words.weight"]
    weights["words.scale"] = np.float32((words.max() - words.min()) / 255)
    weights["words.zero"] = np.round(-words.min() / weights["words.scale"]).astype(np.uint8)
    whole = np.round(words / weights["words.scale"]) + weights["words.zero"]
    weights["words.whole"] = whole.clip(0, 255).astype(np.uint8)
    write_whole(weights, [(ids.numpy(), shapes.numpy()) for ids, shapes in windows], path)


def write_whole(weights: Weights, windows: list[tuple[np.ndarray, np.ndarray]], path: Path) -> None:
    """Write the encoder of weights in whole numbers, rounded as windows of text need."""
    plain = EncoderGraph(weights, None).model(tuple(TAGS))
    relative = weights["relative.weight"].T[:, relative_buckets(LONGEST_WINDOW)]
    ranges = find_ranges(plain.SerializeToString(), windows, relative, LAYERS, ATTENTIONS)
    onnx.save(EncoderGraph(weights, ranges).model(tuple(TAGS)), path)


def write_scorer(weights: dict[str, torch.Tensor], path: Path) -> None:
    """Write the coreference head.

    Large matrices are int8 with a scale a row, the rest is in half precision.
    """
    arrays = {}
    for name, value in weights.items():
        if value.ndim == 2 and value.numel() > LARGE:
            scale = value.abs().amax(1, keepdim=True) / 127
            arrays[name], arrays[f"{name}.scale"] = (
                (value / scale).round().numpy().astype(np.int8),
                scale.numpy(),
            )
        else:
            arrays[name] = value.numpy().astype(np.float16)
    np.savez(path, **arrays)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Write ``reader.onnx``, ``tokenizer.json`` and ``reader.json`` into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the official MPNet-base"
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="the texts that rounding to int8 is fitted to"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--window", type=int, default=192, help="wordpieces a window")
    parser.add_argument(
        "--context", type=int, default=48, help="wordpieces read again before a window"
    )
    parser.add_argument(
        "--leading", type=int, nargs="*", default=[0], help="wordpieces put before every window"
    )
    parser.add_argument(
        "--last", action="store_true", help="the last weights, not their running average"
    )
    parser.add_argument("--fp32", action="store_true", help="do not quantise")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(options.checkpoint, weights_only=True)
    reader, chains = load(state, averaged=not options.last)
    model = options.out / "reader.onnx"
    if options.fp32:
        write_plain({name: value.numpy() for name, value in reader.state_dict().items()}, model)
    else:
        articles = options.data / "wikinews/wikinews_2019.csv"
        windows = read_windows(
            articles, Tokenizer.from_file(str(options.encoder / "tokenizer.json")), options.leading
        )
        quantise(reader, list(windows), model)
    write_scorer(
        state["scorer" if options.last else "scorer_average"], options.out / "coreference.npz"
    )
    tokenizer = json.loads((options.encoder / "tokenizer.json").read_text("utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (options.out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False) + "\n", "utf-8"
    )
    written = ("reader.onnx", "tokenizer.json", "coreference.npz")
    facts = {
        "steps": state["step"], "lead": options.leading,
        "window": options.window, "context": options.context, "longest": LONGEST,
        "files": {name: digest(options.out / name) for name in written},
        "heads": {
            task: {
                "tags": TAGS[task],
                "opening": [round(v, 4) for v in chain.opening.tolist()],
                "transitions": [[round(v, 4) for v in row] for row in chain.transitions.tolist()],
            }
            for task, chain in chains.items()
        },
    }  # fmt: skip
    (options.out / "reader.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    size = sum(path.stat().st_size for path in options.out.iterdir())
    print(f"step {state['step']}: {size / 1e6:.1f} MB in {options.out}")


if __name__ == "__main__":
    main()
