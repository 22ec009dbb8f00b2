"""The coreference head: scores of mention pairs, with a null antecedent, on the encoder's states (Lee et al. 2017)."""

import re
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .entities import Noted

PRONOUNS = {
    "he": ("he", "him", "his", "himself"), "she": ("she", "her", "hers", "herself"),
    "it": ("it", "its", "itself"),
    "they": ("they", "them", "their", "theirs", "themselves", "themself"),
    "i": ("i", "me", "my", "mine", "myself"), "we": ("we", "us", "our", "ours", "ourselves"),
    "you": ("you", "your", "yours", "yourself", "yourselves"),
    "who": ("who", "whom", "whose", "which", "that"), "this": ("this", "these", "those"),
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
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "president",
        "minister",
        "senator",
        "judge",
        "prof",
        "professor",
        "the",
        "a",
        "an",
    ]
)
N_FEATURES = 13
DISTANCES = np.array([0, 1, 2, 3, 4, 5, 8, 12, 20, 32, 64])
MAX_WIDTH = 24


@dataclass(frozen=True)
class Described:
    """What is read off a text about its mentions, before any state is known.

    ``classes`` and ``sentences`` are (mentions,), ``quoted`` is bool, ``features`` is (mentions,
    mentions, features).
    """

    classes: np.ndarray
    sentences: np.ndarray
    quoted: np.ndarray
    features: np.ndarray


def class_of(text: str, mention: Noted) -> int:
    """Return the class of a mention's form: which pronoun, a name, or a nominal by its determiner."""
    words = text[slice(*mention.span)].lower()
    if words in CLASS_OF:
        return CLASS_OF[words]
    if mention.form == "pronoun":
        return OTHER_PRONOUN
    if mention.form == "name":
        return NAME
    match = DETERMINER.match(words)
    first = match[1] if match else ""
    if first == "the":
        return DEFINITE
    if first in {"this", "that", "these", "those"}:
        return DEMONSTRATIVE
    if first in {"a", "an", "some", "one", "two", "three"}:
        return INDEFINITE
    return POSSESSED if first or re.search(r"['’]s? ", words) else BARE


def describe(text: str, mentions: tuple[Noted, ...]) -> Described:
    """Read classes, sentences, quotation marks and the binary features of pairs off a text.

    The features of (anaphor, candidate): same string, same head, head of one within the other, all
    words of one in the other, acronym, same last name, same sentence, same paragraph, both quoted,
    only the anaphor quoted, only the candidate quoted, side by side (apposition), one within the
    other.
    """
    n = len(mentions)
    starts = np.array([m.span[0] for m in mentions], np.int64)
    ends = np.array([m.span[1] for m in mentions], np.int64)
    breaks = np.array([match.end() for match in SENTENCE.finditer(text)], np.int64)
    lines = np.array([match.end() for match in re.finditer(r"\n", text)], np.int64)
    sentences, paragraphs = (
        np.searchsorted(breaks, starts, "right"),
        np.searchsorted(lines, starts, "right"),
    )
    quoted = _quoted(text)[starts] if n else np.zeros(0, bool)
    strings = [
        " ".join(w for w in WORD.findall(text[slice(*m.span)].lower()) if w not in TITLES)
        for m in mentions
    ]
    heads = [(WORD.search(text, m.head) or [""])[0].lower() for m in mentions]
    bags = [frozenset(string.split()) for string in strings]
    initials = ["".join(w[0] for w in string.split()) for string in strings]
    is_pronoun = [m.form == "pronoun" for m in mentions]
    features = np.zeros((n, n, N_FEATURES), bool)
    for i in range(n):
        for j in range(i):
            gap = starts[i] - ends[j]
            features[i, j, 11] = 0 <= gap <= 3 and "," in text[ends[j] : starts[i]]
            features[i, j, 12] = starts[i] < ends[j]
            if is_pronoun[i] or is_pronoun[j] or not strings[i] or not strings[j]:
                continue
            features[i, j, 0] = strings[i] == strings[j]
            features[i, j, 1] = heads[i] == heads[j]
            features[i, j, 2] = heads[i] in bags[j] or heads[j] in bags[i]
            features[i, j, 3] = bags[i] <= bags[j] or bags[j] <= bags[i]
            features[i, j, 4] = len(strings[i]) > 1 and (
                strings[i] == initials[j] or strings[j] == initials[i]
            )
            features[i, j, 5] = (
                mentions[i].form == mentions[j].form == "name"
                and strings[i].split()[-1] == strings[j].split()[-1]
            )
    features[:, :, 6] = sentences[:, None] == sentences[None, :]
    features[:, :, 7] = paragraphs[:, None] == paragraphs[None, :]
    features[:, :, 8] = quoted[:, None] & quoted[None, :]
    features[:, :, 9], features[:, :, 10] = (
        quoted[:, None] & ~quoted[None, :],
        ~quoted[:, None] & quoted[None, :],
    )
    classes = np.array([class_of(text, m) for m in mentions], np.int64)
    return Described(classes, sentences, quoted, features)


def _quoted(text: str) -> np.ndarray:
    """Return for every character whether it stands within quotation marks.

    Marks are closed at the end of a line.
    """
    inside, is_open = np.zeros(len(text) + 1, bool), False
    for line in re.finditer(r"[^\n]*\n?", text):
        is_open = False
        for at in range(*line.span()):
            mark = text[at]
            if mark in '“”"':
                is_open = mark == "“" or (mark == '"' and not is_open)
            inside[at] = is_open
    return inside


class PairScorer(nn.Module):
    """Scores each mention against every earlier one and against the null antecedent.

    Parameters
    ----------
    width
        Of the encoder's states.
    """

    def __init__(
        self, width: int = 768, size: int = 384, hidden: int = 192, rank: int = 128
    ) -> None:
        super().__init__()
        self.attend = nn.Linear(width, 1)
        self.norm, self.project = nn.LayerNorm(3 * width), nn.Linear(3 * width, size)
        self.classes, self.quoted = nn.Embedding(N_CLASSES, size), nn.Embedding(2, size)
        self.widths = nn.Embedding(6, size)
        self.anaphor, self.candidate = nn.Linear(size, hidden), nn.Linear(size, hidden, bias=False)
        self.features = nn.Linear(N_FEATURES, hidden, bias=False)
        self.mentions_apart, self.sentences_apart = (
            nn.Embedding(12, hidden),
            nn.Embedding(12, hidden),
        )
        self.out = nn.Linear(hidden, 1)
        self.left, self.right = nn.Linear(size, rank, bias=False), nn.Linear(size, rank, bias=False)
        self.forms = nn.Embedding(N_CLASSES * N_CLASSES, 1)
        self.null = nn.Sequential(nn.Linear(size, hidden), nn.ReLU(), nn.Linear(hidden, 1))
        for part in (
            self.classes,
            self.quoted,
            self.widths,
            self.mentions_apart,
            self.sentences_apart,
        ):
            nn.init.normal_(part.weight, std=0.1)
        nn.init.zeros_(self.forms.weight)

    def represent(
        self, states: torch.Tensor, first: torch.Tensor, last: torch.Tensor, seen: dict
    ) -> torch.Tensor:
        """Return one row a mention: its first and last state and the attended mean of its states."""
        offsets = torch.arange(MAX_WIDTH)
        at = torch.minimum(first[:, None] + offsets, last[:, None])
        spans = states[at]
        scores = self.attend(spans)[..., 0].masked_fill(
            first[:, None] + offsets > last[:, None], -1e4
        )
        mean = (scores.softmax(-1)[..., None] * spans).sum(1)
        row = self.project(self.norm(torch.cat([states[first], states[last], mean], -1)))
        width = torch.clamp(torch.log2((last - first + 1).float()).long(), max=5)
        row = (
            row
            + self.classes(seen["classes"])
            + self.quoted(seen["quoted"].long())
            + self.widths(width)
        )
        return F.dropout(row, 0.3, self.training)

    def forward(
        self, states: torch.Tensor, first: torch.Tensor, last: torch.Tensor, seen: dict
    ) -> torch.Tensor:
        """Return log-probabilities, (mentions, mentions + 1): column 0 is the null antecedent, j + 1 is mention j."""
        row = self.represent(states, first, last, seen)
        n = len(row)
        i, j = torch.tril_indices(n, n, -1)
        classes = seen["classes"]
        apart = _bucket(i - j), _bucket(seen["sentences"][i] - seen["sentences"][j])
        hidden = (
            self.anaphor(row)[i]
            + self.candidate(row)[j]
            + self.features(seen["features"][i, j].float())
        )
        hidden = hidden + self.mentions_apart(apart[0]) + self.sentences_apart(apart[1])
        score = self.out(F.dropout(F.relu(hidden), 0.2, self.training))[:, 0]
        score = score + (self.left(row) @ self.right(row).T / 11.3)[i, j]
        score = score + self.forms(classes[i] * N_CLASSES + classes[j])[:, 0]
        table = torch.full((n, n + 1), -1e4)
        table = table.index_put((i, j + 1), score)
        table = torch.cat([self.null(row), table[:, 1:]], 1)
        return table.log_softmax(-1)


def _bucket(distance: torch.Tensor) -> torch.Tensor:
    return torch.bucketize(distance, torch.from_numpy(DISTANCES), right=True).clamp(max=11)


def chain_probabilities(logs: torch.Tensor) -> torch.Tensor:
    """Return C, (mentions, mentions): the probability that two mentions are of one chain.

    C[i, k] = Σ_j P(i → j) · C[j, k] for k < i, and C[i, i] = 1.
    """
    chances = logs.exp()[:, 1:]
    rows: list[torch.Tensor] = []
    n = len(logs)
    eye = torch.eye(n)
    for i in range(n):
        if i == 0:
            rows.append(eye[0])
            continue
        before = torch.stack(rows)
        rows.append((chances[i, :i, None] * before).sum(0) + eye[i])
    return torch.stack(rows)


def antecedent_loss(logs: torch.Tensor, mentions: list[Noted]) -> torch.Tensor:
    """Negative marginal log-likelihood of all annotated antecedents.

    Mentions of unknown entity are left out.
    """
    entity = {}
    numbers = torch.tensor(
        [-1 if m.entity is None else entity.setdefault(m.entity, len(entity)) for m in mentions]
    )
    n = len(mentions)
    known = numbers >= 0
    earlier = torch.tril(torch.ones(n, n, dtype=torch.bool), -1)
    same = (numbers[:, None] == numbers[None, :]) & earlier & known[:, None]
    right = torch.cat([~same.any(1, keepdim=True), same], 1)
    admitted = torch.cat([torch.ones(n, 1, dtype=torch.bool), earlier & known[None, :]], 1)
    kept = logs.masked_fill(~admitted, -1e4).log_softmax(-1)
    loss = -torch.logsumexp(kept.masked_fill(~right, -1e4), 1)
    return loss[known].sum() / max(1, int(known.sum()))


def link_loss(logs: torch.Tensor, links: list[tuple[int, int, bool]]) -> torch.Tensor:
    """Binary cross-entropy of the chain probability of annotated pairs."""
    chains = chain_probabilities(logs)
    found = torch.stack([chains[max(i, k), min(i, k)] for i, k, _ in links]).clamp(1e-5, 1 - 1e-5)
    return F.binary_cross_entropy(found, torch.tensor([float(is_same) for *_, is_same in links]))
