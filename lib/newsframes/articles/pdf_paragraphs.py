"""Paragraphs of a PDF: lines joined across columns and pages, parted words put together."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ..language.lexicon import read_lexicon
from .lines import SENTENCE_END, SHORT
from .pdf_lines import PdfLine

# Line distances above this multiple of the usual one part paragraphs; so do indents from this
# share of the type's size on, and sizes that differ by this share.
SPACED, INDENTED, RESIZED = 1.25, 0.6, 0.1
# The lines of a column begin within so many sizes of the type.
REACH = 3
# Where most lines of a column end at the latest; a headline across columns may be longer.
RIGHT_EDGE = 0.9
# A first paragraph so much larger than the others is the title.
TITLE_SIZE = 1.2
ITEM = re.compile(r"(?:- |\(?\d{1,2}[.)] )")
PARTED = re.compile(r"(?P<first>[^\W\d_]+)[-\xad‐]$")
# A dash in a word, or between two without a space, goes on behind the line.
DASHED = re.compile(r"\S[-\xad‐–—/]$")
REST = re.compile(r"[a-zà-ÿ][^\W\d_]*")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class PdfText:
    """The text of a document, its title if one is set larger, and how many words were joined."""

    text: str
    title: str | None
    n_joined: int


@dataclass(frozen=True)
class _Paragraph:
    lines: tuple[PdfLine, ...]

    @property
    def is_listed(self) -> bool:
        return bool(ITEM.match(self.lines[0].text)) or "\t" in self.lines[0].text


def join_paragraphs(lines: list[PdfLine]) -> PdfText:
    """Join lines in reading order to paragraphs, with a blank line between two.

    Items of a list and rows of a table follow one another without a blank line.
    """
    edges, distance = _edges(lines), _distances(lines)
    groups: list[list[PdfLine]] = [[lines[0]]]
    for line, after in pairwise(lines):
        if _ends(line, after, edges, distance):
            groups.append([])
        groups[-1].append(after)
    paragraphs = [_Paragraph(tuple(group)) for group in groups]
    known = Counter(word.casefold() for line in lines for word in WORD.findall(line.text))
    texts, n_joined = [], 0
    for paragraph in paragraphs:
        text, n = _join([line.text for line in paragraph.lines], known)
        texts.append(text)
        n_joined += n
    pieces = [texts[0]]
    for (before, paragraph), text in zip(pairwise(paragraphs), texts[1:], strict=True):
        pieces += ["\n" if before.is_listed and paragraph.is_listed else "\n\n", text]
    sizes = median(line.size for line in lines)
    is_title = len(texts) > 1 and lines[0].size >= TITLE_SIZE * sizes
    return PdfText("".join(pieces), texts[0] if is_title else None, n_joined)


def _edges(lines: list[PdfLine]) -> dict[PdfLine, tuple[float, float]]:
    """Return the left and right edge of each line's column.

    Of the lines of its page that begin about where it does, they are the commonest left edge and
    a right one that all but the longest keep.
    """
    columns: dict[tuple[int, int], dict[int, list[PdfLine]]] = {}
    for line in lines:
        lefts = columns.setdefault((line.page, round(line.size)), {})
        lefts.setdefault(round(line.left), []).append(line)
    edges: dict[PdfLine, tuple[float, float]] = {}
    for (_, size), lefts in columns.items():
        for left, found in lefts.items():
            near = [other for other in lefts if abs(other - left) <= REACH * size]
            commonest = max(near, key=lambda at: (len(lefts[at]), -at))
            rights = sorted(line.right for other in near for line in lefts[other])
            right = rights[int(RIGHT_EDGE * (len(rights) - 1))]
            edges |= dict.fromkeys(found, (float(commonest), right))
    return edges


def _distances(lines: list[PdfLine]) -> dict[int, float]:
    """Return the usual distance of two lines for each size of type."""
    found: dict[int, list[float]] = {}
    for line, after in pairwise(lines):
        if _is_below(line, after):
            found.setdefault(round(line.size), []).append(after.baseline - line.baseline)
    # Most lines go on; the lower quartile leaves out what stands between paragraphs.
    return {size: sorted(gaps)[len(gaps) // 4] for size, gaps in found.items()}


def _is_below(line: PdfLine, after: PdfLine) -> bool:
    """Return True if a line follows another in one column."""
    shared = min(line.right, after.right) - max(line.left, after.left)
    return line.page == after.page and line.baseline < after.baseline and shared > 0


def _ends(
    line: PdfLine,
    after: PdfLine,
    edges: dict[PdfLine, tuple[float, float]],
    distances: dict[int, float],
) -> bool:
    """Return True if a paragraph ends with a line."""
    if abs(line.size - after.size) > RESIZED * line.size or "\t" in line.text + after.text:
        return True
    if ITEM.match(after.text):
        return True
    if PARTED.search(line.text):
        return False
    is_ended = bool(SENTENCE_END.search(line.text))
    if not _is_below(line, after):
        return is_ended and not after.text[0].islower()
    usual = distances.get(round(line.size), after.baseline - line.baseline)
    left, right = edges[line]
    is_indented = after.left - edges[after][0] > INDENTED * after.size
    if after.baseline - line.baseline > SPACED * usual or (
        is_indented and after.left > line.left + 1
    ):
        return True
    width = (after.right - after.left) / len(after.text)
    has_room = line.right + width * (1 + len(after.text.split()[0])) <= right
    return has_room and (is_ended or line.right - left < SHORT * (right - left))


def _join(lines: Iterable[str], known: Counter[str]) -> tuple[str, int]:
    """Join the lines of a paragraph, and count the words put together."""
    pieces: list[str] = []
    n_joined = 0
    for line in lines:
        last = pieces[-1] if pieces else ""
        parted, rest = PARTED.search(last), REST.match(line)
        if parted and rest:
            is_kept = _keeps_hyphen(parted["first"], rest.group(), known)
            pieces[-1] = last[:-1] + ("-" if is_kept else "")
            n_joined += not is_kept
        elif DASHED.search(last):
            pieces[-1] = last.replace("\xad", "-")
        elif last:
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces).replace("\xad", ""), n_joined


def _keeps_hyphen(first: str, rest: str, known: Counter[str]) -> bool:
    """Return True if a word is written with a hyphen, by the rest of the text or its first part."""
    whole, hyphened = f"{first}{rest}".casefold(), f"{first}-{rest}".casefold()
    if known[whole] != known[hyphened]:
        return known[hyphened] > known[whole]
    return first.casefold() in {row["first"] for row in read_lexicon("hyphened_firsts")}
