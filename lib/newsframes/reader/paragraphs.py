"""Where paragraphs begin: at line ends."""

import re

LINE_END = re.compile(r"(?:\r\n|\r|\n)\s*")


def cut_paragraphs(text: str, *, limit: int = 20_000) -> list[tuple[int, int]]:
    r"""Cut a text at its paragraphs; the pieces cover it without a gap.

    Parameters
    ----------
    text
        Any text; lines broken to a width are joined before (``articles.unwrap``).
    limit
        A longer paragraph is cut at a sentence end, else at white space, else at the limit.

    Returns
    -------
    list of (int, int)
        Half-open offsets in code points; the white space after a paragraph belongs to it.

    Examples
    --------
    >>> cut_paragraphs("One.\r\n\r\nTwo.")
    [(0, 8), (8, 12)]
    """
    edges = [match.end() for match in LINE_END.finditer(text)]
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
