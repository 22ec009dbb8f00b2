"""Lines broken to a width, as in letters and copies of pages, and the text without the breaks."""

import re
from itertools import pairwise
from statistics import median

SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
FEWEST_LINES = 6
# A line that fills less of the width is a heading or ends a paragraph, however it ends.
SHORT = 0.6


def is_wrapped(text: str) -> bool:
    r"""Return True if lines were broken to a width.

    They are many and of like length, and most do not end as a sentence does.

    Examples
    --------
    >>> is_wrapped("One.\nTwo.")
    False
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < FEWEST_LINES:
        return False
    width = median(map(len, lines))
    unended = sum(not SENTENCE_END.search(line) for line in lines)
    return 30 <= width <= 110 and max(map(len, lines)) <= 1.6 * width and unended > 0.5 * len(lines)


def unwrap(text: str) -> str:
    r"""Replace the line breaks of a text that was broken to a width by spaces.

    Every offset stays. A break stays at a blank line, before an indented one, and on a line that
    had room for the next word if it is short or ends a sentence. Not undone: hyphens that part a
    word.

    Examples
    --------
    >>> unwrap("One.\nTwo.")
    'One.\nTwo.'
    """
    if not is_wrapped(text):
        return text
    lines = [match.group() for match in LINE.finditer(text) if match.group()]
    width = max(len(line.rstrip()) for line in lines)
    flat = [
        _without_break(line) if _is_broken(line, after, width) else line
        for line, after in pairwise(lines)
    ]
    return "".join([*flat, lines[-1]])


def _is_broken(line: str, after: str, width: int) -> bool:
    """Return True if a line ends only because it is full."""
    if not line.strip() or not after.strip() or (after[0].isspace() and not line[0].isspace()):
        return False
    length = len(line.rstrip())
    has_room = length + 1 + len(after.split()[0]) <= width
    return not (has_room and (SENTENCE_END.search(line) or length < SHORT * width))


def _without_break(line: str) -> str:
    body = line.rstrip("\r\n")
    return body + " " * (len(line) - len(body))
