"""Examples cut to windows, batched by length, now and then in capitals or straight quotes."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import torch
from evaluation.corpora import Example
from newsframes.reader.wordpieces import Pieces, cut_windows, split_pieces
from tokenizers import Tokenizer


@dataclass(frozen=True)
class Window:
    """Arrays of one window; ``allowed`` is (words, tags)."""

    ids: np.ndarray
    shapes: np.ndarray
    first: np.ndarray
    allowed: np.ndarray


def admissible_tags(example: Example, pieces: Pieces, tags: list[str]) -> np.ndarray:
    """Return which tags the annotation admits for every word, (words, tags)."""
    index = {tag: n for n, tag in enumerate(tags)}
    allowed = np.zeros((len(pieces.first), len(tags)), bool)
    allowed[:, [0] + [index[f"{p}-{label}"] for label in example.unmarked for p in "BI"]] = True
    for start, end, labels in example.spans:
        begin, stop = (
            np.searchsorted(pieces.ends, start, "right"),
            np.searchsorted(pieces.starts, end, "left"),
        )
        if stop > begin:
            allowed[begin:stop] = False
            allowed[begin, [index[f"B-{label}"] for label in labels]] = True
            for label in labels:
                allowed[begin + 1 : stop, index[f"I-{label}"]] = True
    for start, end in example.unknown:
        allowed[
            np.searchsorted(pieces.ends, start, "right") : np.searchsorted(
                pieces.starts, end, "left"
            )
        ] = True
    return allowed


class Windows:
    """All windows of one task; ``epoch`` cuts them anew so that their edges fall elsewhere.

    ``alone`` is the share of documents that are cut to single paragraphs, so that short texts are
    learned too.
    """

    def __init__(
        self,
        examples: list[Example],
        tokenizer: Tokenizer,
        tags: list[str],
        limit: int,
        *,
        alone: float = 0.0,
    ) -> None:
        self.limit, self.alone = limit, alone
        self.documents = []
        for example in examples:
            pieces = split_pieces(example.text, tokenizer)
            if len(pieces.first):
                self.documents.append((pieces, admissible_tags(example, pieces, tags)))
        self.inner = np.array([0] + [int(t[0] == "I") for t in tags[1:]], bool)

    def epoch(self, rng: np.random.Generator) -> list[Window]:
        """Cut every document, in random order of windows."""
        found = []
        for pieces, allowed in self.documents:
            shift = int(rng.integers(self.limit // 2, self.limit + 1))
            cuts = cut_windows(pieces, limit=self.limit, first_limit=shift)
            if rng.random() < self.alone:
                cuts = pairwise([*np.flatnonzero(pieces.paragraph), len(pieces.first)])
            found += [self.take(pieces, allowed, begin, stop) for begin, stop in cuts]
        return [found[n] for n in rng.permutation(len(found))]

    def take(self, pieces: Pieces, allowed: np.ndarray, begin: int, stop: int) -> Window:
        """Copy one window; a span cut by its left edge begins there."""
        low = pieces.first[begin]
        high = pieces.first[stop] if stop < len(pieces.first) else len(pieces.ids)
        high = min(high, low + 500)
        part = allowed[begin:stop].copy()
        inner = np.flatnonzero(part[0] & self.inner)
        if len(inner) and not part[0, 0]:
            part[0] = False
            part[0, inner - 1] = True
        first = pieces.first[begin:stop] - low
        keep = first < high - low
        return Window(pieces.ids[low:high], pieces.shapes[low:high], first[keep], part[keep])


def disguise(window: Window, rng: np.random.Generator, marks: dict[str, int]) -> Window:
    """Vary what news varies: all capitals, all small, straight or single quotation marks."""
    shapes, ids, draw = window.shapes, window.ids, rng.random()
    letters = (shapes >= 3) & (shapes < 18)
    if draw < 0.04:
        shapes = np.where(letters, 9 + shapes % 3, shapes)
    elif draw < 0.06:
        shapes = np.where(letters, 3 + shapes % 3, shapes)
    draw = rng.random()
    opening, closing = ids == marks["“"], ids == marks["”"]
    if draw < 0.25:
        ids = np.where(opening | closing, marks['"'], ids)
    elif draw < 0.33:
        ids = np.where(opening, marks["‘"], np.where(closing, marks["’"], ids))
    return replace(window, ids=ids, shapes=shapes)


def batches(windows: list[Window], *, room: int) -> list[list[Window]]:
    """Batch attribution windows of like length, padded to at most ``room`` wordpieces."""
    groups: list[list[Window]] = []
    for chunk in range(0, len(windows), 512):
        held: list[Window] = []
        for window in sorted(windows[chunk : chunk + 512], key=lambda w: len(w.ids)):
            if held and len(window.ids) * (len(held) + 1) > room:
                groups.append(held)
                held = []
            held.append(window)
        groups.append(held)
    return groups


def lead(window: Window, ids: list[int]) -> Window:
    """Prepend wordpieces to a window.

    The first position is a resting place for attention, and must be no word.
    """
    return replace(
        window,
        ids=np.concatenate([np.array(ids, np.int64), window.ids]),
        shapes=np.concatenate([np.zeros(len(ids), np.int64), window.shapes]),
        first=window.first + len(ids),
    )


def pad(windows: list[Window]) -> dict[str, torch.Tensor]:
    """Stack windows: ids, shapes, mask (batch, pieces); first, real (batch, words).

    Allowed (batch, words, tags).
    """
    n, length = len(windows), max(len(w.ids) for w in windows)
    words, tags = max(len(w.first) for w in windows), windows[0].allowed.shape[1]
    ids, shapes = np.ones((n, length), np.int64), np.zeros((n, length), np.int64)
    mask, first = np.zeros((n, length), bool), np.zeros((n, words), np.int64)
    real, allowed = np.zeros((n, words), bool), np.ones((n, words, tags), bool)
    for row, w in enumerate(windows):
        ids[row, : len(w.ids)], shapes[row, : len(w.ids)], mask[row, : len(w.ids)] = (
            w.ids,
            w.shapes,
            True,
        )
        first[row, : len(w.first)], real[row, : len(w.first)] = w.first, True
        allowed[row, : len(w.first)] = w.allowed
    arrays = {
        "ids": ids,
        "shapes": shapes,
        "mask": mask,
        "first": first,
        "real": real,
        "allowed": allowed,
    }
    return {name: torch.from_numpy(array) for name, array in arrays.items()}
