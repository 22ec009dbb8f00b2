"""The coreference head at run time: which earlier mention each one refers to (Lee et al. 2017)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .wordpieces import Pieces

PRONOUNS = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "hers", "herself"), "it": ("it", "its", "itself"),
    "they": ("they", "them", "their", "theirs", "themselves", "themself"),
    "i": ("i", "me", "my", "mine", "myself"), "we": ("we", "us", "our", "ours", "ourselves"),
    "you": ("you", "your", "yours", "yourself", "yourselves"),
    "who": ("who", "whom", "whose", "which", "that"),
    "this": ("this", "these", "those"),
}  # fmt: skip
CLASS_OF = {word: n for n, words in enumerate(PRONOUNS.values()) for word in words}
OTHER_PRONOUN, NAME, DEFINITE, POSSESSED, INDEFINITE, BARE, DEMONSTRATIVE = range(
    len(PRONOUNS), len(PRONOUNS) + 7
)
N_CLASSES = len(PRONOUNS) + 7
DETERMINER = re.compile(
    r"(?i)(the|an?|this|that|these|those|his|her|its|their|our|my|your|some|one|two|three)\b"
)
SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
WORD = re.compile(r"\w+")
MARK = re.compile(r"[“”\"\n]")
TITLES = frozenset(
    [
        "mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "president", "minister", "senator",
        "judge", "prof", "professor", "the", "a", "an",
    ]
)  # fmt: skip
SMALL = frozenset(("of", "and", "for", "in", "on", "de", "la", "du"))
N_FEATURES = 13
DISTANCES = np.array([0, 1, 2, 3, 4, 5, 8, 12, 20, 32, 64])
# Longer mentions are read by their first pieces.
MAX_WIDTH = 24
# Of a long text's mentions only the nearest are candidates, so that the time grows with its length
# and not with its square.
REACH, BLOCK = 160, 32
IMPOSSIBLE = -1e4


@dataclass(frozen=True)
class Candidate:
    """One mention: its offsets, the start of its head word, and its form.

    The form is name, pronoun or nominal.
    """

    start: int
    end: int
    head: int
    form: str


@dataclass(frozen=True)
class Described:
    """What is read off a text about its mentions, before any state is known.

    Each has one entry or row. ``bags`` is (mentions, words): which words a mention holds, titles
    and articles left out; a pronoun holds none.
    """

    classes: np.ndarray
    sentences: np.ndarray
    paragraphs: np.ndarray
    quoted: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    commas: np.ndarray
    strings: np.ndarray
    heads: np.ndarray
    lasts: np.ndarray
    initials: np.ndarray
    bags: np.ndarray

    def pairs(self, rows: slice, columns: slice) -> np.ndarray:
        """Return the binary features of pairs, (anaphors, candidates, features).

        Same string, same head, head of one within the other, all words of one in the other,
        acronym, same last name, same sentence, same paragraph, both quoted, only the anaphor
        quoted, only the candidate quoted, side by side across a comma (apposition), one within the
        other.
        """
        i, j = (np.arange(len(self.classes))[part] for part in (rows, columns))
        bags, other = self.bags[i], self.bags[j]
        sizes, sizes_other = bags.sum(1)[:, None], other.sum(1)[None, :]
        worded = (sizes > 0) & (sizes_other > 0)
        named = (self.classes[i] == NAME)[:, None] & (self.classes[j] == NAME)[None, :]
        initials = (self.strings[i][:, None, None] == self.initials[j][None]).any(-1)
        initials |= (self.initials[i][:, None] == self.strings[j][None, :, None]).any(-1)
        quoted, quoted_other = self.quoted[i][:, None], self.quoted[j][None, :]
        gap = self.starts[i][:, None] - self.ends[j][None, :]
        features = (
            worded & (self.strings[i][:, None] == self.strings[j][None, :]),
            worded & (self.heads[i][:, None] == self.heads[j][None, :]),
            worded & ((other[:, self.heads[i]].T > 0) | (bags[:, self.heads[j]] > 0)),
            worded & (bags @ other.T == np.minimum(sizes, sizes_other)),
            worded & initials,
            worded & named & (self.lasts[i][:, None] == self.lasts[j][None, :]),
            self.sentences[i][:, None] == self.sentences[j][None, :],
            self.paragraphs[i][:, None] == self.paragraphs[j][None, :],
            quoted & quoted_other, quoted & ~quoted_other, ~quoted & quoted_other,
            (gap >= 0) & (gap <= 3) & (self.commas[j][None, :] < self.starts[i][:, None]),
            gap < 0,
        )  # fmt: skip
        return np.stack(features, -1)


def class_of(text: str, mention: Candidate) -> int:
    """Return the class of a mention's form.

    Which pronoun, a name, or a nominal by its determiner.
    """
    words = text[mention.start : mention.end].lower()
    if words in CLASS_OF and mention.form == "pronoun":
        return CLASS_OF[words]
    if mention.form in ("pronoun", "name"):
        return OTHER_PRONOUN if mention.form == "pronoun" else NAME
    match = DETERMINER.match(words)
    first = match[1] if match else ""
    if first in {"the", "this", "that", "these", "those"}:
        return DEFINITE if first == "the" else DEMONSTRATIVE
    if first in {"a", "an", "some", "one", "two", "three"}:
        return INDEFINITE
    return POSSESSED if first or re.search(r"['’]s? ", words) else BARE


def describe(text: str, mentions: Sequence[Candidate]) -> Described:
    """Read classes, sentences, quotation marks, words and heads of mentions off a text."""
    starts, ends = (
        np.array([getattr(m, side) for m in mentions], np.int64) for side in ("start", "end")
    )
    breaks, lines, commas = (
        np.array([match.end() for match in pattern.finditer(text)], np.int64)
        for pattern in (SENTENCE, re.compile("\n"), re.compile(","))
    )
    classes = np.array([class_of(text, m) for m in mentions], np.int64)
    number: dict[str, int] = {"": 0}
    words = [
        [w for w in WORD.findall(text[m.start : m.end].lower()) if w not in TITLES]
        if c > OTHER_PRONOUN
        else []
        for m, c in zip(mentions, classes, strict=True)
    ]
    heads = [(WORD.search(text, m.head) or [""])[0].lower() for m in mentions]
    bags = np.zeros(
        (len(mentions), len({w for row in words for w in row} | {*heads}) + 1), np.float32
    )
    for row, found in enumerate(words):
        bags[row, [number.setdefault(word, len(number)) for word in found]] = 1
    head_numbers = [number.setdefault(head, len(number)) for head in heads]
    # A string of several words never equals a single word, so the numbers of both can go on from
    # the same count.
    strings = [number.setdefault(" ".join(found), len(number)) for found in words]
    initials = [
        [
            number.get(short, -1) if len(short) > 1 else -1
            for short in ("".join(w[0] for w in part) for part in (f, g))
        ]
        for f in words
        for g in [[w for w in f if w not in SMALL]]
    ]
    after = np.searchsorted(commas, ends, "right")
    return Described(
        classes, np.searchsorted(breaks, starts, "right"), np.searchsorted(lines, starts, "right"),
        _quoted(text, starts), starts, ends, np.append(commas, len(text) + 1)[after] - 1,
        np.array(strings, np.int64), np.array(head_numbers, np.int64),
        np.array([number[f[-1]] if f else -1 for f in words], np.int64),
        np.array(initials, np.int64).reshape(-1, 2), bags,
    )  # fmt: skip


def _quoted(text: str, starts: np.ndarray) -> np.ndarray:
    """Return whether places are within quotation marks.

    Marks are closed at the end of a line.
    """
    places, states, is_open = [-1], [False], False
    for match in MARK.finditer(text):
        is_open = match[0] == "“" or (match[0] == '"' and not is_open)
        places.append(match.start())
        states.append(is_open)
    return np.array(states)[np.searchsorted(places, starts, "right") - 1]


def pieces_of(
    pieces: Pieces, starts: np.ndarray, ends: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and the last wordpiece of mentions; a mention that is too long is cut."""
    bounds = np.append(pieces.first, len(pieces.ids))
    begin = np.searchsorted(pieces.ends, starts, "right")
    stop = np.maximum(np.searchsorted(pieces.starts, ends, "left"), begin + 1)
    return bounds[begin], np.minimum(bounds[stop] - 1, bounds[begin] + MAX_WIDTH - 1)


class PairScorer:
    """Scores of mentions against earlier ones and the null antecedent, from the states.

    Parameters
    ----------
    weights
        Arrays by the names that training gives them.
    """

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.path: Path | None = None
        self.weights = {name: value.astype(np.float32) for name, value in weights.items()}
        tables = [self.weights[f"{name}.weight"] for name in ("mentions_apart", "sentences_apart")]
        self.given = np.concatenate([self.weights["features.weight"].T, *tables])

    @classmethod
    def load(cls, path: Path) -> "PairScorer":
        """Load the weights from a file; what is in int8 has a scale for each of its rows."""
        with np.load(path) as kept:
            names = [name for name in kept if not name.endswith(".scale")]
            scorer = cls({n: kept[n] * kept.get(f"{n}.scale", 1.0) for n in names})
        scorer.path = path
        return scorer

    def __reduce__(self) -> tuple[Callable[[Path], "PairScorer"], tuple[Path]]:
        """Pickle as the file that it was loaded from, not as its weights."""
        if self.path is None:
            raise TypeError("Cannot pickle a scorer that was not loaded from a file.")
        return load_scorer, (self.path,)

    def antecedents(
        self, states: np.ndarray, pieces: Pieces, mentions: Sequence[Candidate], text: str
    ) -> np.ndarray:
        """Return the log-probabilities of antecedents, (mentions, mentions + 1).

        Column 0 is the null antecedent, j + 1 is mention j. ``states`` has a row for each of the
        text's wordpieces; ``mentions`` are in the order of their starts. Candidates further back
        than the nearest ``REACH`` mentions are impossible.
        """
        seen, n = describe(text, mentions), len(mentions)
        logs = np.full((n, n + 1), IMPOSSIBLE, np.float32)
        if not n:
            return logs
        rows = self._represent(states, *pieces_of(pieces, seen.starts, seen.ends), seen)
        null = self._linear("null.2", np.maximum(self._linear("null.0", rows), 0))[:, 0]
        parts = [self._linear(name, rows) for name in ("anaphor", "candidate", "left", "right")]
        for begin in range(0, n, BLOCK):
            anaphors, near = (
                slice(begin, min(begin + BLOCK, n)),
                slice(max(0, begin - REACH), min(begin + BLOCK, n)),
            )
            logs[anaphors, near.start + 1 : near.stop + 1] = self._pairs(
                parts, seen, anaphors, near
            )
        logs[:, 0] = null
        logs -= logs.max(1, keepdims=True)
        return logs - np.log(np.exp(logs).sum(1, keepdims=True))

    def _linear(self, name: str, rows: np.ndarray) -> np.ndarray:
        return rows @ self.weights[f"{name}.weight"].T + self.weights.get(
            f"{name}.bias", np.float32(0)
        )

    def _represent(
        self, states: np.ndarray, first: np.ndarray, last: np.ndarray, seen: Described
    ) -> np.ndarray:
        """Return one row a mention: first and last state and attended mean, projected."""
        places = first[:, None] + np.arange(MAX_WIDTH)
        inside = places <= last[:, None]
        spans = states[np.minimum(places, last[:, None])].astype(np.float32)
        scores = np.where(inside, self._linear("attend", spans)[..., 0], IMPOSSIBLE)
        shares = np.exp(scores - scores.max(1, keepdims=True))
        mean = np.einsum("nw,nwd->nd", shares / shares.sum(1, keepdims=True), spans)
        row = np.concatenate([states[first], states[last], mean], -1).astype(np.float32)
        row = (row - row.mean(1, keepdims=True)) / np.sqrt(row.var(1, keepdims=True) + 1e-5)
        row = self._linear("project", row * self.weights["norm.weight"] + self.weights["norm.bias"])
        width = np.minimum(np.log2(last - first + 1).astype(np.int64), 5)
        row += (
            self.weights["classes.weight"][seen.classes]
            + self.weights["quoted.weight"][seen.quoted.astype(int)]
        )
        return row + self.weights["widths.weight"][width]

    def _pairs(
        self, parts: list[np.ndarray], seen: Described, rows: slice, columns: slice
    ) -> np.ndarray:
        """Return the scores of a block of pairs, those that do not look back impossible."""
        anaphor, candidate, left, right = parts
        i, j = (
            np.arange(rows.start, rows.stop)[:, None],
            np.arange(columns.start, columns.stop)[None, :],
        )
        apart = bucket(i - j), bucket(seen.sentences[i] - seen.sentences[j])
        given = np.concatenate(
            [seen.pairs(rows, columns), *(np.eye(12)[distance] for distance in apart)], -1
        )
        hidden = (
            given.astype(np.float32) @ self.given + anaphor[rows, None] + candidate[None, columns]
        )
        scores = (
            self._linear("out", np.maximum(hidden, 0, out=hidden))[..., 0]
            + left[rows] @ right[columns].T / 11.3
        )
        scores += self.weights["forms.weight"][seen.classes[i] * N_CLASSES + seen.classes[j], 0]
        return np.where(j < i, scores, IMPOSSIBLE)


@cache
def load_scorer(path: Path) -> PairScorer:
    """Load a scorer once a process."""
    return PairScorer.load(path)


def bucket(distance: np.ndarray) -> np.ndarray:
    """Map distances to twelve classes, wider the further."""
    return np.clip(np.searchsorted(DISTANCES, distance, "right"), 0, 11)


def chain_probabilities(logs: np.ndarray) -> np.ndarray:
    """Return C, (mentions, mentions): the probability that two mentions are of one chain.

    C is symmetric. A mention chooses its antecedent without regard to the choices before it, so
    C[i, k] = Σ_j P(i → j) · C[j, k] for k < i, and C[i, i] = 1.
    """
    n = len(logs)
    chances, chains = np.exp(logs[:, 1:]), np.eye(n, dtype=np.float32)
    for i in range(1, n):
        low = max(0, i - REACH - BLOCK)
        chains[i, :i] = chains[:i, i] = chances[i, low:i] @ chains[low:i, :i]
    return chains
