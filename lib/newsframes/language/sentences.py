"""Sentences: where each begins and ends, for whoever shows a row in its context."""

import re
from collections.abc import Iterable
from functools import cache

from .lexicon import read_lexicon

END = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<marks>[\"”’')\]]*)(?=\s+(?:“\s|[\"“‘'(\[])*[A-Z0-9])|[\r\n]+"
)
LAST_WORD = re.compile(r"[\w.]+$")
# No abbreviation is longer.
LONGEST = 40


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(entry["word"] for entry in read_lexicon("abbreviations"))


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """List the sentences of a stretch of text as half-open offsets, without the space between them.

    A stop after an initial or an abbreviation ("J. Smith", "Gen. Lee") ends nothing. Not settled:
    an abbreviation that also ends its sentence.

    Examples
    --------
    >>> text = "Gen. Lee left. He said: “Go.” It was 3.5 miles."
    >>> [text[start:end] for start, end in split_sentences(text, 0, len(text))]
    ['Gen. Lee left.', 'He said: “Go.”', 'It was 3.5 miles.']
    """
    sentences, begin = [], start
    for match in END.finditer(text, start, end):
        if (
            match["stop"] == "."
            and not match["marks"]
            and is_abbreviation(text[max(begin, match.start() - LONGEST) : match.start()])
        ):
            continue
        sentences.append((begin, match.end()))
        begin = match.end()
    sentences.append((begin, end))
    return [trimmed for span in sentences if (trimmed := _trim(text, *span))[0] < trimmed[1]]


def is_abbreviation(before: str) -> bool:
    """Return True if what stands before a stop is an initial or an abbreviation."""
    word = LAST_WORD.search(before)
    if word is None:
        return False
    is_initial = len(word[0]) == 1 and word[0].isupper()
    return (
        is_initial
        or "." in word[0]
        or not _abbreviations().isdisjoint((word[0], word[0].casefold()))
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def sentence_at(sentences: Iterable[tuple[int, int]], start: int) -> tuple[int, int]:
    """Return the sentence in which a character stands, else the character alone."""
    return next((span for span in sentences if span[0] <= start < span[1]), (start, start + 1))
