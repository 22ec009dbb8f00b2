"""Text as the encoder takes it: wordpieces, the shape of each word, and windows."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

N_SHAPES = 24


@dataclass(frozen=True)
class Pieces:
    """The wordpieces of one text.

    Notes
    -----
    ``ids``, ``shapes``, ``word`` have one entry a piece; ``word`` is the index of the word that the
    piece belongs to. ``starts``, ``ends``, ``first`` have one entry a word: code points, and the
    index of its first piece. ``paragraph`` marks words that begin a line.
    """

    ids: np.ndarray
    shapes: np.ndarray
    word: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    first: np.ndarray
    paragraph: np.ndarray


def split_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut a text into wordpieces, each with the shape of its word.

    The encoder is uncased; case reaches it through the shapes alone.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    word = np.array(encoding.word_ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    first = np.flatnonzero(np.diff(word, prepend=-1)) if len(word) else np.zeros(0, np.int64)
    last = np.append(first[1:], len(word)) - 1 if len(first) else first
    starts, ends = offsets[first, 0], offsets[last, 1]
    breaks = np.zeros(len(first), np.int64)
    shapes = np.zeros(len(word), np.int64)
    previous = 0
    for n, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        gap = text[previous:start]
        breaks[n] = 2 if n == 0 or "\n" in gap or "\r" in gap else int(bool(gap))
        case = 3 * case_of(text[start:end])
        shapes[first[n]] = case + breaks[n]
        shapes[first[n] + 1 : last[n] + 1] = case
        previous = end
    index = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(word))))
    return Pieces(np.array(encoding.ids, np.int64), shapes, index, starts, ends, first, breaks == 2)


def case_of(word: str) -> int:
    """Return the class of a word's letters.

    0 none, 1 lower, 2 Title, 3 UPPER, 4 mixed, 5 a single capital, 6 with digits.

    Examples
    --------
    >>> case_of("Paris"), case_of("AFP"), case_of("G7")
    (2, 3, 6)
    """
    if any(map(str.isdigit, word)):
        return 6
    if not any(map(str.isalpha, word)):
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 5 if len(word) == 1 else 3
    return 2 if word[0].isupper() and word[1:].islower() else 4


def cut_windows(
    pieces: Pieces, *, limit: int, first_limit: int | None = None
) -> Iterator[tuple[int, int]]:
    """Yield ``(first word, end word)`` of windows of at most ``limit`` wordpieces.

    A window ends with a paragraph if it can. A paragraph longer than the limit is cut at a word.
    ``first_limit`` lets training vary where windows fall.

    Parameters
    ----------
    pieces
        Of one text.
    limit
        Most wordpieces a window.
    first_limit
        Most wordpieces of the first window; the same by default.
    """
    n_words, begin, room = len(pieces.first), 0, first_limit or limit
    bounds = np.append(pieces.first, len(pieces.ids))
    while begin < n_words:
        stop = int(np.searchsorted(bounds, bounds[begin] + room, side="right")) - 1
        stop = max(stop, begin + 1)
        if stop < n_words:
            breaks = np.flatnonzero(pieces.paragraph[begin + 1 : stop + 1])
            stop = begin + 1 + int(breaks[-1]) if len(breaks) else stop
        yield begin, stop
        begin, room = stop, limit
