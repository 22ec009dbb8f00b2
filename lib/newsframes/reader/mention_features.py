"""What is read off a text about its mentions and their pairs, before any state is known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .matrices import multiply

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

    Each has one entry or row. ``words`` are the numbers of the words that a mention holds, titles
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
    words: Sequence[Sequence[int]]

    def pairs(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """Return the binary features of pairs, (anaphors, candidates, features).

        Same string, same head, head of one within the other, all words of one in the other,
        acronym, same last name, same sentence, same paragraph, both quoted, only the anaphor
        quoted, only the candidate quoted, side by side across a comma (apposition), one within the
        other.
        """
        bags, other, heads, other_heads = self._bags(i, j)
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
            worded & ((other[:, heads].T > 0) | (bags[:, other_heads] > 0)),
            worded & (multiply(bags, other) == np.minimum(sizes, sizes_other)),
            worded & initials,
            worded & named & (self.lasts[i][:, None] == self.lasts[j][None, :]),
            self.sentences[i][:, None] == self.sentences[j][None, :],
            self.paragraphs[i][:, None] == self.paragraphs[j][None, :],
            quoted & quoted_other, quoted & ~quoted_other, ~quoted & quoted_other,
            (gap >= 0) & (gap <= 3) & (self.commas[j][None, :] < self.starts[i][:, None]),
            gap < 0,
        )  # fmt: skip
        return np.stack(features, -1)

    def _bags(self, *parts: np.ndarray) -> list[np.ndarray]:
        """Return for parts of the mentions (mentions, words), 1 for what they hold; their heads.

        Words are numbered anew, only those that occur in the parts or are a head there.
        """
        held = [[(n, w) for n, m in enumerate(part) for w in self.words[m]] for part in parts]
        numbers = [np.array(pairs, np.int64).reshape(-1, 2) for pairs in held]
        heads = [self.heads[part] for part in parts]
        known = np.unique(np.concatenate([*(pairs[:, 1] for pairs in numbers), *heads]))
        bags = [np.zeros((len(part), len(known)), np.float32) for part in parts]
        for bag, pairs in zip(bags, numbers, strict=True):
            bag[pairs[:, 0], np.searchsorted(known, pairs[:, 1])] = 1
        return [*bags, *(np.searchsorted(known, own) for own in heads)]


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
    held = [[number.setdefault(word, len(number)) for word in found] for found in words]
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
        np.array(initials, np.int64).reshape(-1, 2), held,
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
