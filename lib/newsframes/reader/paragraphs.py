"""Where paragraphs begin: at line ends, unless the lines were wrapped by hand."""

import re
from statistics import median

SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t\xa0]*(?:\r\n|\r|\n)\s*")
LINE_END = re.compile(r"(?:\r\n|\r|\n)\s*")


def is_wrapped(text: str) -> bool:
    """Say whether lines were broken to a width: many, of like length, most not ending as a sentence does."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 6:
        return False
    width = median(map(len, lines))
    unended = sum(not SENTENCE_END.search(line) for line in lines)
    return 30 <= width <= 110 and max(map(len, lines)) <= 1.6 * width and unended > 0.5 * len(lines)


def cut_paragraphs(text: str, *, limit: int = 20_000) -> list[tuple[int, int]]:
    """Cut a text at its paragraphs; the pieces cover it without a gap.

    Parameters
    ----------
    text
        Any text.
    limit
        A longer paragraph is cut at a sentence end, else at white space, else at the limit.

    Returns
    -------
    list of (int, int)
        Half-open offsets in code points; the white space after a paragraph belongs to it.

    Examples
    --------
    >>> cut_paragraphs("One.\\r\\n\\r\\nTwo.")
    [(0, 8), (8, 12)]
    """
    edges = [match.end() for match in (BLANK_LINE if is_wrapped(text) else LINE_END).finditer(text)]
    cuts, begin = [], 0
    for edge in sorted({*edges, len(text)} - {0}):
        while edge - begin > limit:
            stop = _last_break(text, begin, begin + limit)
            cuts.append((begin, stop))
            begin = stop
        cuts.append((begin, edge))
        begin = edge
    return cuts


def _last_break(text: str, begin: int, stop: int) -> int:
    """Return the best place to cut at or before ``stop``."""
    for pattern in (r"[.!?][\"'”’)]*\s+", r"\s+"):
        ends = [match.end() for match in re.finditer(pattern, text[begin:stop])]
        if ends:
            return begin + ends[-1]
    return stop
