"""The encoder as a file: wordpieces in, labelled spans out.

It knows no model's name and no table.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from .decoding import Chain
from .mention_features import Candidate
from .noun_scorer import NounScorer
from .pair_scorer import PairScorer
from .wordpieces import Pieces, cut_windows, split_pieces


class ReaderError(RuntimeError):
    """The reader cannot be loaded."""


@dataclass(frozen=True)
class Marked:
    """One labelled span of a text, in code points; ``task`` is the head that found it."""

    start: int
    end: int
    task: str
    label: str
    confidence: float


@dataclass(frozen=True)
class Encoded:
    """What the encoder makes of one text: spans by task, wordpieces, and a row of states each."""

    marked: list[Marked]
    pieces: Pieces
    states: np.ndarray
    scorer: PairScorer
    nouns: NounScorer | None = None

    def antecedents(
        self, mentions: Sequence[Candidate], text: str, *, only: np.ndarray | None = None
    ) -> np.ndarray:
        """Return the log-probabilities of the antecedents of mentions in the text."""
        return self.scorer.antecedents(self.states, self.pieces, mentions, text, only=only)


class Encoder:
    """Marks names and attributions in a text.

    Parameters
    ----------
    folder
        Holds ``reader.json`` (tags, chain scores, window, digests) and the files it names.

    Notes
    -----
    Every window is computed by itself and by one thread, so that what is found in a text depends
    neither on the texts beside it nor on the number of threads.
    """

    def __init__(self, folder: Path) -> None:
        self.facts = json.loads((folder / "reader.json").read_text("utf-8"))
        for name, digest in self.facts["files"].items():
            check_digest(folder / name, digest)
        model, tokenizer = (
            next(n for n in self.facts["files"] if n.endswith(ending))
            for ending in (".onnx", ".json")
        )
        self.tokenizer = Tokenizer.from_file(str(folder / tokenizer))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # The graph is written as it is to be computed: more optimisation would put operators into
        # it whose last digits depend on the processor.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self.session = onnxruntime.InferenceSession(
            str(folder / model), options, ["CPUExecutionProvider"]
        )
        self.chains = {
            task: Chain.of(head["tags"], head["opening"], head["transitions"])
            for task, head in self.facts["heads"].items()
        }
        self.scorer = PairScorer.load(folder / "coreference.npz")
        # An encoder that was just trained has no head for figures yet.
        is_there = "about.npz" in self.facts["files"]
        self.nouns = NounScorer.load(folder / "about.npz") if is_there else None

    def mark(self, text: str) -> list[Marked]:
        """Find the spans of one text, by task, in order.

        May be called from several threads at once.
        """
        return self.read(text).marked

    def read(self, text: str) -> Encoded:
        """Find the spans of one text, and keep the states, in half precision.

        May be called from several threads at once.
        """
        pieces = split_pieces(text, self.tokenizer)
        bounds = np.append(pieces.first, len(pieces.ids))
        found: list[Marked] = []
        parts: dict[str, list[np.ndarray]] = {task: [] for task in self.chains}
        states: list[np.ndarray] = []
        for low, begin, stop in _windows(pieces, self.facts["window"], self.facts["context"]):
            *heads, hidden = self._run(pieces, low, stop)
            for task, emissions in zip(parts, heads, strict=True):
                parts[task].append(emissions[begin - low :])
            hidden = hidden[bounds[begin] - bounds[low] :].astype(np.float16)
            # A word longer than a window is read only in part; its last state stands for the rest.
            states.append(
                np.pad(hidden, ((0, bounds[stop] - bounds[begin] - len(hidden)), (0, 0)), "edge")
            )
        for task, chain in self.chains.items():
            for span in chain.decode(np.concatenate(parts[task])) if parts[task] else ():
                start, end = int(pieces.starts[span.begin]), int(pieces.ends[span.stop - 1])
                found.append(Marked(start, end, task, span.label, round(span.confidence, 2)))
        return Encoded(
            found,
            pieces,
            np.concatenate(states) if states else np.zeros((0, 0), np.float16),
            self.scorer,
            self.nouns,
        )

    def _run(self, pieces: Pieces, begin: int, stop: int) -> list[np.ndarray]:
        """Return each head's emissions at the words of a window, and all states.

        The emissions are those at the first wordpiece of every word.
        """
        low = pieces.first[begin]
        high = pieces.first[stop] if stop < len(pieces.first) else len(pieces.ids)
        high = min(high, low + self.facts["longest"])
        lead = self.facts["lead"]
        ids = np.concatenate([lead, pieces.ids[low:high]]).astype(np.int64)
        shapes = np.concatenate([np.zeros(len(lead)), pieces.shapes[low:high]]).astype(np.int64)
        feed = {"ids": ids[None], "shapes": shapes[None]}
        first = np.minimum(pieces.first[begin:stop] - low, high - low - 1) + len(lead)
        *heads, states = self.session.run([*self.chains, "states"], feed)
        return [*(head[0, first] for head in heads), states[0, len(lead) :]]


def _windows(pieces: Pieces, limit: int, context: int) -> Iterator[tuple[int, int, int]]:
    """Yield ``(first word read, first word kept, end word)`` of each window.

    A window is read with the words before it.
    """
    bounds = np.append(pieces.first, len(pieces.ids))
    for begin, stop in cut_windows(pieces, limit=limit):
        low = int(np.searchsorted(bounds, bounds[begin] - context)) if begin else 0
        yield min(low, begin), begin, stop


def check_digest(path: Path, digest: str) -> None:
    """Refuse a file that is not the one the scores were measured with.

    Parameters
    ----------
    path
        One of the files that are shipped.
    digest
        Its SHA-256, in hex digits.

    Raises
    ------
    ReaderError
        If there is no such file, or it is another.
    """
    if not path.is_file():
        raise ReaderError(
            f"Cannot load the reader: {path.name} is not there. Install newsframes again."
        )
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        raise ReaderError(
            f"Cannot load the reader: {path.name} has SHA-256 {found[:12]}…. Expected"
            f" {digest[:12]}…. The file was changed or cut short; install newsframes again."
        )


@cache
def default_encoder() -> Encoder:
    """Load the shipped encoder, once a process, when it is first needed."""
    with resources.as_file(resources.files("newsframes.reader") / "model") as folder:
        return Encoder(folder)
