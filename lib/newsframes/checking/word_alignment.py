"""Where the words of a quotation stand in the sources, and how they differ there."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel, LCSseq

from .comparable_words import ComparableWords, words_of
from .marked_quotations import find_quotations, is_in_marks

# A passage is aligned if the words it shares, weighed by how rare they are, are at least this share
# of the quotation's.
LEAST_SHARED = 0.5
# So many places with most rare words in common are aligned.
N_PLACES = 8
GAPS = ("…", "[]")
# ComparableWords in common: their start and end in the draft, and their start in the source.
Block = tuple[int, int, int]
# So many words of the source may have been left out at one place, however short the quotation.
FEWEST_BETWEEN = 24
# Fewer shared words than these in another paragraph are there by chance.
FEW_WORDS = 3
# Behind a word of a source: a quotation ends.
QUOTE_ENDS = re.compile(r"^[^\w“«]*[”\"»]")
# Between two words of a source: the end of a sentence or of a quotation.
BREAK = re.compile(r"[.!?“”\"«»\n]")


@dataclass(frozen=True)
class Change:
    """One difference: the words of the draft, and those of the source in their place.

    ``is_marked``: the draft has an ellipsis or a bracket there. ``is_aside``: they stand between
    two quotations of the source ("…,” he said. “…"), so that no word of the speaker is left out.
    """

    draft: tuple[str, ...]
    source: tuple[str, ...]
    is_marked: bool
    is_aside: bool = False


@dataclass(frozen=True)
class Match:
    """A passage of a source that a quotation comes from.

    ``shared`` is the share of the quotation's words that stand there in order, weighed by rarity.
    """

    article_id: str
    start: int
    end: int
    shared: float
    changes: tuple[Change, ...]


class Index:
    """The words of all sources, found by the words themselves.

    Parameters
    ----------
    texts
        The body of each article by its id.
    """

    def __init__(self, texts: Mapping[str, tuple[str, int, int]]) -> None:
        self.words: dict[str, ComparableWords] = {}
        self.texts = {article_id: text for article_id, (text, _, _) in texts.items()}
        self.quotations = {key: list(find_quotations(text)) for key, text in self.texts.items()}
        self.places: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for article_id, (text, start, end) in texts.items():
            self.words[article_id] = words_of(text, start, end)
            for n, form in enumerate(self.words[article_id].forms):
                self.places[form].append((article_id, n))
        self.n_words = sum(len(words.forms) for words in self.words.values()) or 1

    def weight(self, form: str) -> float:
        """Return how much a word tells: the logarithm of how rare it is."""
        return (
            0.0
            if form in GAPS
            else math.log(1 + self.n_words / (1 + len(self.places.get(form, ()))))
        )

    def find(self, draft: ComparableWords) -> Match | None:
        """Return the passage that shares most with some words, or None if none shares enough."""
        own = [form for form in draft.forms if form not in GAPS]
        if not own:
            return None
        found = [self._align(draft, *place) for place in self._places(draft)]
        best = max(
            found,
            key=lambda m: (m.shared, self.is_quoted(m), -(m.end - m.start), m.article_id, -m.start),
            default=None,
        )
        return best if best is not None and best.shared >= LEAST_SHARED else None

    def is_quoted(self, match: Match) -> bool:
        """Return True if a passage stands in quotation marks."""
        return is_in_marks(self.quotations[match.article_id], match.start, match.end)

    def _places(self, draft: ComparableWords) -> list[tuple[str, int]]:
        """Return where passages may begin: an article and a word in it, the likeliest first."""
        votes: dict[tuple[str, int], float] = defaultdict(float)
        rare = sorted(
            set(draft.forms) - set(GAPS), key=lambda form: (len(self.places.get(form, ())), form)
        )
        for form in rare[:24]:
            weight = self.weight(form)
            for at in (n for n, one in enumerate(draft.forms) if one == form):
                for article_id, place in self.places.get(form, ()):
                    votes[article_id, max(0, place - at) // 8] += weight
        ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
        return [(article_id, block * 8) for (article_id, block), _ in ranked[:N_PLACES]]

    def _align(self, draft: ComparableWords, article_id: str, place: int) -> Match:
        """Align a quotation with what stands around a place."""
        source = self.words[article_id]
        begin = max(0, place - len(draft.forms) - 8)
        window = source.forms[begin : place + 3 * len(draft.forms) + 40]
        pairs = [
            (at, there + at - first)
            for first, last, there in _tightened(draft.forms, window)
            for at in range(first, last)
        ]
        total = sum(self.weight(form) for form in draft.forms) or 1.0
        shared = sum(self.weight(draft.forms[d]) for d, _ in pairs) / total
        if not pairs:
            return Match(article_id, 0, 0, 0.0, ())
        pairs = self._in_paragraph(article_id, begin, _compacted(pairs, draft.forms, window))
        first, last = self._edges(article_id, begin, pairs, draft)
        written = source.written[begin : begin + last + 1]
        start, end = source.spans[begin + first][0], source.spans[begin + last][1]
        asides = {
            n - begin
            for n in range(begin + first, begin + last)
            if QUOTE_ENDS.search(
                self.texts[article_id][source.spans[n][1] : source.spans[n + 1][0]]
            )
        }
        ends = [(-1, first - 1), *pairs, (len(draft.forms), last + 1)]
        changes = _changes(draft, written, ends, asides)
        return Match(article_id, start, end, shared * _density(pairs), changes)

    def _in_paragraph(
        self, article_id: str, begin: int, pairs: list[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Leave out the last shared words if they are few and stand in another paragraph."""
        text, spans = self.texts[article_id], self.words[article_id].spans
        for n in range(len(pairs) - 1, max(0, len(pairs) - FEW_WORDS), -1):
            if "\n" in text[spans[begin + pairs[n - 1][1]][1] : spans[begin + pairs[n][1]][0]]:
                return pairs[:n]
        return pairs

    def _edges(
        self, article_id: str, begin: int, pairs: list[tuple[int, int]], draft: ComparableWords
    ) -> tuple[int, int]:
        """Return the first and last word of a passage, counted from ``begin``.

        Where the draft's first or last words are others than the source's, the passage goes on
        for as many words, up to the end of the sentence or the quotation.
        """
        text, spans = self.texts[article_id], self.words[article_id].spans
        first, last = pairs[0][1], pairs[-1][1]
        before, behind = draft.forms[: pairs[0][0]], draft.forms[pairs[-1][0] + 1 :]
        for _ in () if set(before) & set(GAPS) else before:
            at = begin + first
            if first == 0 or BREAK.search(text[spans[at - 1][1] : spans[at][0]]):
                break
            first -= 1
        for _ in () if set(behind) & set(GAPS) else behind:
            at = begin + last
            if at + 1 == len(spans) or BREAK.search(text[spans[at][1] : spans[at + 1][0]]):
                break
            last += 1
        return first, last


def _tightened(draft: tuple[str, ...], window: tuple[str, ...]) -> list[Block]:
    """Align words, and again near their longest common run, so that no stray word widens it."""
    equal = [op for op in LCSseq.opcodes(draft, window) if op.tag == "equal"]
    if not equal:
        return []
    longest = max(equal, key=lambda op: (op.src_end - op.src_start, -op.src_start))
    low = max(0, longest.dest_start - 2 * longest.src_start - FEWEST_BETWEEN)
    behind = 2 * (len(draft) - longest.src_end) + FEWEST_BETWEEN
    again = Indel.opcodes(draft, window[low : longest.dest_end + behind])
    return [(op.src_start, op.src_end, op.dest_start + low) for op in again if op.tag == "equal"]


def _density(pairs: list[tuple[int, int]]) -> float:
    """Return less than 1 where shared words lie scattered over much more of the source."""
    width = pairs[-1][1] - pairs[0][1] + 1
    return min(1.0, (2 * len(pairs) + 6) / width)


def _compacted(
    pairs: list[tuple[int, int]], draft: tuple[str, ...], window: tuple[str, ...]
) -> list[tuple[int, int]]:
    """Move each shared word as near to the longest run as the same word stands in the source."""
    runs = [n for n in range(len(pairs) - 1) if pairs[n + 1][1] == pairs[n][1] + 1]
    middle = max(runs, key=lambda n: _run_length(pairs, n), default=0)
    moved = list(pairs)
    for n in range(middle - 1, -1, -1):
        at, low, high = moved[n][0], moved[n][1], moved[n + 1][1]
        moved[n] = (at, next(s for s in range(high - 1, low - 1, -1) if window[s] == draft[at]))
    for n in range(middle + 1, len(moved)):
        at, high, low = moved[n][0], moved[n][1], moved[n - 1][1]
        moved[n] = (at, next(s for s in range(low + 1, high + 1) if window[s] == draft[at]))
    return moved


def _run_length(pairs: list[tuple[int, int]], n: int) -> int:
    """Return how many pairs from one on stand side by side in the source."""
    last = n
    while last + 1 < len(pairs) and pairs[last + 1][1] == pairs[last][1] + 1:
        last += 1
    return last - n


def _changes(
    draft: ComparableWords,
    source: tuple[str, ...],
    pairs: list[tuple[int, int]],
    closing: set[int],
) -> tuple[Change, ...]:
    """List what differs between words that are shared, as written.

    The first and the last pair stand before and behind the passage; behind the words of ``closing``
    a quotation of the source ends.
    """
    found = []
    for (d0, s0), (d1, s1) in pairwise(pairs):
        between = range(d0 + 1, d1)
        is_marked = any(draft.forms[at] in GAPS for at in between)
        own = tuple(draft.written[at] for at in between if draft.forms[at] not in GAPS)
        theirs = source[s0 + 1 : s1]
        if own or theirs:
            found.append(Change(own, theirs, is_marked, s0 in closing and not own))
    return tuple(found)
