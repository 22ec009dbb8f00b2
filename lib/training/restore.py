"""Make a checkpoint of the exported reader, so that a shipped model can be trained further.

What was quantised comes back as what it is in int8, not as what it was before; word embeddings,
which are never trained, come from the official encoder.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from newsframes.reader.pair_scorer import PairScorer
from onnx import numpy_helper
from safetensors.torch import load_file

from .crf import TagChain
from .pairs import PairNetwork
from .reader_network import ReaderNetwork
from .train import TAGS


def restore(folder: Path, encoder: Path) -> dict:
    """Return the state that ``train --resume`` loads, from an export and the official encoder.

    The official encoder is the folder of MPNet-base.
    """
    graph = onnx.load(folder / "reader.onnx").graph
    values = {entry.name: numpy_helper.to_array(entry) for entry in graph.initializer}
    weights = {name: value for name, value in values.items() if name.endswith((".weight", ".bias"))}
    for name in (f"heads.{task}" for task in TAGS):
        weights[f"{name}.weight"] = weights[f"{name}.weight"].T
    linears = (n for n in values if n.startswith("layers.") and n.endswith(".whole"))
    for name in (whole.removesuffix(".whole") for whole in linears):
        scale = values[f"{name}.scale"]
        # Rows after these are read a second time; what rounds the outputs was added to the bias.
        inputs = len(values["norm.weight"]) * (4 if name.endswith("shrink") else 1)
        weights[f"{name}.weight"] = (values[f"{name}.whole"][:inputs] * scale).T
        weights[f"{name}.bias"] = values[f"{name}.bias"] - values.get(f"{name}.magic", 0)
    pretrained = load_file(encoder / "model.safetensors")
    reader = ReaderNetwork({task: len(tags) for task, tags in TAGS.items()})
    state = {name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()}
    state["words.weight"] = pretrained["embeddings.word_embeddings.weight"]
    reader.load_state_dict(state)
    facts, chains = json.loads((folder / "reader.json").read_text("utf-8")), {}
    for task, tags in TAGS.items():
        chains[task] = TagChain(tags).state_dict()
        for name in ("opening", "transitions"):
            chains[task][name] = torch.tensor(facts["heads"][task][name])
    scorer = load_scorer(folder / "coreference.npz").state_dict()
    return {
        "step": facts["steps"],
        "reader": reader.state_dict(),
        "chains": chains,
        "scorer": scorer,
    }


def load_scorer(path: Path) -> PairNetwork:
    """Load the coreference head that is shipped, with what int8 and half precision left of it."""
    network = PairNetwork()
    weights = PairScorer.load(path).weights
    network.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})
    return network


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of an export")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the official MPNet-base"
    )
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.save(restore(options.model, options.encoder), options.out)


if __name__ == "__main__":
    main()
