"""Annotated texts cut to passages that the coreference head learns from, a few to a step."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from newsframes.reader.encoder import Encoder
from newsframes.reader.mention_features import Candidate, describe
from newsframes.reader.pair_scorer import pieces_of
from newsframes.reader.wordpieces import Pieces, cut_windows, split_pieces
from tokenizers import Tokenizer

from .coreference_corpora import (
    AnnotatedText,
    Noted,
    held_out,
    names_of,
    read_ecbplus,
    read_gap,
    read_gum,
    read_litbank,
    read_re3d,
    read_wikinews,
    with_found,
)
from .pairs import annotated_loss

WINDOW = 320
HEAD_WORD = re.compile(r"[\w.-]*\w|\S")


@dataclass(frozen=True)
class Passage:
    """A part of a text: windows as (ids, shapes), mentions by first and last wordpiece.

    ``lead`` wordpieces stand before every window; their states are dropped before mentions are
    looked up.
    """

    windows: tuple[tuple[np.ndarray, np.ndarray], ...]
    mentions: tuple[Noted, ...]
    first: torch.Tensor
    last: torch.Tensor
    seen: dict[str, torch.Tensor]
    links: tuple[tuple[int, int, bool], ...]

    def loss(self, logs: torch.Tensor) -> torch.Tensor:
        """Return the loss of what is annotated, ``logs`` being of all mentions."""
        return annotated_loss(logs, list(self.mentions), list(self.links))


def cut_passages(
    example: AnnotatedText, tokenizer: Tokenizer, *, windows: int, shift: int = 0
) -> Iterator[Passage]:
    """Cut a text to passages of a few windows each; ``shift`` moves the first cut."""
    pieces = split_pieces(example.text, tokenizer)
    cuts = list(cut_windows(pieces, limit=WINDOW, first_limit=WINDOW - shift))
    for begin in range(0, len(cuts), windows):
        if passage := _passage(example, pieces, cuts[begin : begin + windows]):
            yield passage


def _passage(example: AnnotatedText, pieces: Pieces, cuts: list[tuple[int, int]]) -> Passage | None:
    """Make a passage of neighbouring windows (first word, end word).

    None if it holds no two mentions.
    """
    bounds = np.append(pieces.first, len(pieces.ids))
    low, high = bounds[cuts[0][0]], bounds[cuts[-1][1]]
    spans = np.array([mention.span for mention in example.mentions], np.int64).reshape(-1, 2)
    first, last = pieces_of(pieces, *spans.T)
    kept = np.flatnonzero((low <= first) & (last < high)).tolist()
    if len(kept) < 2:
        return None
    mentions = tuple(example.mentions[n] for n in kept)
    place = {n: at for at, n in enumerate(kept)}
    links = tuple(
        (place[i], place[k], same) for i, k, same in example.links if i in place and k in place
    )
    described = describe(example.text, [Candidate(*m.span, m.head, m.form) for m in mentions])
    seen = {
        name: torch.from_numpy(getattr(described, name))
        for name in ("classes", "sentences", "quoted")
    }
    seen["features"] = torch.from_numpy(described.pairs(*[np.arange(len(mentions))] * 2))
    parts = tuple(
        (pieces.ids[bounds[begin] : bounds[stop]], pieces.shapes[bounds[begin] : bounds[stop]])
        for begin, stop in cuts
    )
    return Passage(
        parts, mentions, torch.from_numpy(first[kept] - low), torch.from_numpy(last[kept] - low),
        seen, links,
    )  # fmt: skip


def names_in(examples: list[AnnotatedText], encoder: Encoder) -> list[list[tuple[int, int]]]:
    """Find the names of each text with the reader as it is."""
    with ThreadPoolExecutor(2) as pool:
        marked = list(pool.map(encoder.mark, [example.text for example in examples]))
    return [names_of(marks) for marks in marked]


def narrowed(
    example: AnnotatedText, found: list[tuple[int, int]], rng: np.random.Generator
) -> AnnotatedText:
    """Cut half of the mentions to what the reader takes for one.

    A name becomes the name as found, a nominal ends at its head word. GUM's mentions are whole
    phrases, with titles and relative clauses.
    """
    taken, mentions = {mention.span for mention in example.mentions}, []
    for mention in example.mentions:
        (start, end), head = mention.span, mention.head
        if mention.form == "name":
            span = next((s for s in found if start <= s[0] <= head < s[1] <= end), mention.span)
        else:
            span = (start, min(HEAD_WORD.match(example.text, head).end(), end))
        is_cut = mention.form != "pronoun" and span not in taken and rng.random() < 0.5
        mentions.append(replace(mention, span=span) if is_cut else mention)
        taken.add(span)
    return replace(example, mentions=tuple(sorted(mentions, key=lambda m: (m.span[0], -m.span[1]))))


def read_examples(
    data: Path, encoder: Encoder
) -> tuple[dict[str, list[AnnotatedText]], list[list[tuple[int, int]]]]:
    """Read what is learned from, by set, and the names that the reader finds in GUM.

    The names are by document.
    """
    learned, _ = held_out(data / "gum")
    ecbplus = data / "ecbplus"
    gap, gum = (
        list(read_gap(data / "gap/gap-development.tsv")),
        list(read_gum(data / "gum", learned)),
    )
    sets = {
        "gap": [with_found(*pair) for pair in zip(gap, names_in(gap, encoder), strict=True)],
        "gum": gum,
        "litbank": list(read_litbank(data / "litbank")),
        "ecbplus": list(
            read_ecbplus(
                ecbplus / "ECB_Train_corpus.txt", ecbplus / "ECB_Train_Entity_gold_mentions.json"
            )
        ),
        "wikinews": list(read_wikinews(data / "meantime/corpus_airbus")),
        "re3d": [example for example in read_re3d(data / "re3d") if example.links],
    }
    return sets, names_in(gum, encoder)


# How many passages of a set go into a step, of how many windows, and what they weigh; the last four
# take turns.
PLAN = {
    "gap": (8, 1, 0.75), "gum": (1, 3, 1.0), "litbank": (1, 2, 0.5), "ecbplus": (6, 1, 0.5),
    "wikinews": (3, 1, 0.5), "re3d": (2, 1, 0.25),
}  # fmt: skip
TURNS = ("litbank", "ecbplus", "litbank", "wikinews", "litbank", "ecbplus", "re3d")


def endless_steps(
    examples: dict[str, list[AnnotatedText]],
    names: list[list[tuple[int, int]]],
    tokenizer: Tokenizer,
    rng: np.random.Generator,
) -> Iterator[list[tuple[Passage, float]]]:
    """Yield the passages of one step after another, each with its weight."""
    feeds = {
        name: _endless(
            found, names if name == "gum" else None, tokenizer, rng, windows=PLAN[name][1]
        )
        for name, found in examples.items()
    }
    turn = 0
    while True:
        step = []
        for name in ("gap", "gum", TURNS[turn % len(TURNS)]):
            number, _, weight = PLAN[name]
            step += [(next(feeds[name]), weight / number) for _ in range(number)]
        turn += 1
        yield step


def _endless(
    examples: list[AnnotatedText],
    names: list[list[tuple[int, int]]] | None,
    tokenizer: Tokenizer,
    rng: np.random.Generator,
    *,
    windows: int,
) -> Iterator[Passage]:
    """Yield passages, epoch after epoch, with cuts that fall elsewhere each time."""
    while True:
        for n in rng.permutation(len(examples)):
            example = narrowed(examples[n], names[n], rng) if names else examples[n]
            found = list(
                cut_passages(example, tokenizer, windows=windows, shift=int(rng.integers(0, 160)))
            )
            for at in rng.permutation(len(found)):
                yield found[at]


def groups_by_length(passages: list[Passage]) -> Iterator[list[tuple[int, int]]]:
    """Group the windows of passages, as (passage, window), so that batches have little padding."""
    sizes = {
        (n, k): len(ids)
        for n, passage in enumerate(passages)
        for k, (ids, _) in enumerate(passage.windows)
    }
    group: list[tuple[int, int]] = []
    for place in sorted(sizes, key=lambda place: -sizes[place]):
        if group and sizes[place] < 0.75 * sizes[group[0]]:
            yield group
            group = []
        group.append(place)
    yield group


def pad_windows(
    windows: list[tuple[np.ndarray, np.ndarray]], leading: list[int]
) -> dict[str, torch.Tensor]:
    """Stack windows: ids, shapes, mask, each (windows, longest)."""
    lead, longest = len(leading), max(len(ids) for ids, _ in windows) + len(leading)
    ids, shapes = (
        np.ones((len(windows), longest), np.int64),
        np.zeros((len(windows), longest), np.int64),
    )
    mask = np.zeros((len(windows), longest), bool)
    for row, (own_ids, own_shapes) in enumerate(windows):
        stop = lead + len(own_ids)
        ids[row, :lead], ids[row, lead:stop], shapes[row, lead:stop] = leading, own_ids, own_shapes
        mask[row, :stop] = True
    return {
        name: torch.from_numpy(array)
        for name, array in (("ids", ids), ("shapes", shapes), ("mask", mask))
    }
