"""Annotated texts cut to passages that the coreference head learns from, a few to a step."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from newsframes.reader.encoder import Encoder
from newsframes.reader.wordpieces import Pieces, cut_windows, split_pieces
from tokenizers import Tokenizer

from .entities import (
    AnnotatedText,
    Noted,
    read_ecbplus,
    read_gap,
    read_gum,
    read_litbank,
    read_re3d,
    read_wikinews,
)
from .pairs import CLASS_OF, MAX_WIDTH, WORD, describe

WINDOW = 320
# Names that the reader finds count as mentions where a set annotates only a few.
NAMED = ("person", "organisation", "place")


@dataclass(frozen=True)
class Passage:
    """A part of a text: its windows as (ids, shapes), its mentions by first and last wordpiece of their states.

    ``lead`` wordpieces stand before every window; their states are dropped before mentions are
    looked up.
    """

    windows: tuple[tuple[np.ndarray, np.ndarray], ...]
    mentions: tuple[Noted, ...]
    first: torch.Tensor
    last: torch.Tensor
    seen: dict[str, torch.Tensor]
    links: tuple[tuple[int, int, bool], ...]

    @property
    def size(self) -> int:
        """Return the number of wordpieces."""
        return sum(len(ids) for ids, _ in self.windows)


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
    low, high = cuts[0][0], cuts[-1][1]
    kept, first, last = [], [], []
    for n, mention in enumerate(example.mentions):
        begin = int(np.searchsorted(pieces.ends, mention.span[0], "right"))
        stop = int(np.searchsorted(pieces.starts, mention.span[1], "left"))
        if low <= begin < stop <= high:
            kept.append(n)
            first.append(bounds[begin] - bounds[low])
            last.append(min(bounds[stop] - 1, bounds[begin] + MAX_WIDTH - 1) - bounds[low])
    if len(kept) < 2:
        return None
    mentions = tuple(example.mentions[n] for n in kept)
    place = {n: at for at, n in enumerate(kept)}
    links = tuple(
        (place[i], place[k], same) for i, k, same in example.links if i in place and k in place
    )
    described = describe(example.text, mentions)
    seen = {
        name: torch.from_numpy(getattr(described, name)) for name in described.__dataclass_fields__
    }
    parts = tuple(
        (pieces.ids[bounds[begin] : bounds[stop]], pieces.shapes[bounds[begin] : bounds[stop]])
        for begin, stop in cuts
    )
    return Passage(parts, mentions, torch.tensor(first), torch.tensor(last), seen, links)


def with_found(example: AnnotatedText, encoder: Encoder) -> AnnotatedText:
    """Add the names that the reader finds and all personal pronouns as mentions of unknown entity."""
    taken = [mention.span for mention in example.mentions]
    names = [(m.start, m.end, "name") for m in encoder.mark(example.text) if m.label in NAMED]
    words = [
        (*match.span(), "pronoun")
        for match in WORD.finditer(example.text)
        if CLASS_OF.get(match[0].lower(), 99) < CLASS_OF["who"]
    ]
    extra = [
        Noted((start, end), start + example.text[start:end].rfind(" ") + 1, form, None)
        for start, end, form in [*names, *words]
        if not any(start < e and s < end for s, e in taken)
    ]
    merged = sorted(
        [*example.mentions, *extra], key=lambda mention: (mention.span[0], -mention.span[1])
    )
    place = {mention.span: n for n, mention in enumerate(merged)}
    at = [place[mention.span] for mention in example.mentions]
    links = tuple((at[i], at[k], is_same) for i, k, is_same in example.links)
    return AnnotatedText(example.name, example.text, tuple(merged), links)


def held_out(folder: Path) -> tuple[list[str], list[str]]:
    """Part GUM's documents into those to learn from and every second one of news and interviews, kept for reports."""
    names = sorted(path.name for path in (folder / "ontogum").glob("*.conllu"))
    reported = [name for name in names if "_news_" in name or "_interview_" in name][1::2]
    return [name for name in names if name not in reported], reported


def read_examples(data: Path, encoder: Encoder) -> dict[str, list[AnnotatedText]]:
    """Read what is learned from, by set."""
    learned, _ = held_out(data / "gum")
    ecbplus = data / "ecbplus"
    return {
        "gap": [
            with_found(example, encoder) for example in read_gap(data / "gap/gap-development.tsv")
        ],
        "gum": list(read_gum(data / "gum", learned)),
        "litbank": list(read_litbank(data / "litbank")),
        "ecbplus": list(
            read_ecbplus(
                ecbplus / "ECB_Train_corpus.txt", ecbplus / "ECB_Train_Entity_gold_mentions.json"
            )
        ),
        "wikinews": list(read_wikinews(data / "meantime/corpus_airbus")),
        "re3d": [example for example in read_re3d(data / "re3d") if example.links],
    }


# How many passages of a set go into a step, of how many windows, and what they weigh; the last four
# take turns.
PLAN = {
    "gap": (5, 1, 0.5), "gum": (1, 3, 1.0), "litbank": (2, 1, 0.5), "ecbplus": (6, 1, 0.5),
    "wikinews": (3, 1, 0.5), "re3d": (2, 1, 0.25),
}  # fmt: skip
TURNS = ("litbank", "ecbplus", "litbank", "wikinews", "litbank", "ecbplus", "re3d")


def endless_steps(
    examples: dict[str, list[AnnotatedText]], tokenizer: Tokenizer, rng: np.random.Generator
) -> Iterator[list[tuple[Passage, float]]]:
    """Yield the passages of one step after another, each with its weight."""
    feeds = {
        name: _endless(found, tokenizer, rng, windows=PLAN[name][1])
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
    examples: list[AnnotatedText], tokenizer: Tokenizer, rng: np.random.Generator, *, windows: int
) -> Iterator[Passage]:
    """Yield passages, epoch after epoch, with cuts that fall elsewhere each time."""
    while True:
        for n in rng.permutation(len(examples)):
            found = list(
                cut_passages(
                    examples[n], tokenizer, windows=windows, shift=int(rng.integers(0, 160))
                )
            )
            for at in rng.permutation(len(found)):
                yield found[at]


def pad_windows(passages: list[Passage], leading: list[int]) -> dict[str, torch.Tensor]:
    """Stack the windows of several passages: ids, shapes, mask, each (windows, longest)."""
    windows = [window for passage in passages for window in passage.windows]
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


def states_of(hidden: torch.Tensor, passages: list[Passage], lead: int) -> Iterator[torch.Tensor]:
    """Yield each passage's states, (wordpieces, width), from the states of the stacked windows."""
    row = 0
    for passage in passages:
        parts = []
        for ids, _ in passage.windows:
            parts.append(hidden[row, lead : lead + len(ids)])
            row += 1
        yield torch.cat(parts)
