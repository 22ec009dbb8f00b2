"""Frames of a PDF's pages: running heads and feet, page numbers, and the stamps of browsers."""

import re
from collections import defaultdict

from .pdf_lines import PdfLine, rows_of

# How much of a page's height, at its head and foot, a frame may take, and in how many rows.
ZONE, MOST_ROWS = 0.2, 3
# How far (in points) a running head may move from page to page.
DRIFT = 4.0
# On so many pages a line must stand.
FEWEST_PAGES = 2
NUMBER = re.compile(
    r"[-–—|·•\[(\s]*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?[-–—|·•\])\s]*",
    re.IGNORECASE,
)
# What a browser prints: the time at the head, the address at the foot.
STAMP = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d(?: [AP]M)?\b.*|(?:https?|file)://\S+"
)
DIGITS = re.compile(r"\d+")


def find_frames(pages: list[list[PdfLine]], heights: tuple[float, ...]) -> set[PdfLine]:
    """Find the lines at the edges of pages that are no part of the text.

    They are page numbers and stamps on any page; and what stands at the same height on two pages
    or more, with the same words, digits aside. Not found: a head that changes from page to page.

    Parameters
    ----------
    pages
        The lines of each page.
    heights
        The height of each page.
    """
    found: set[PdfLine] = set()
    repeated: dict[str, list[PdfLine]] = defaultdict(list)
    for lines, height in zip(pages, heights, strict=True):
        rows = rows_of(lines)
        edges = {n for n in range(len(rows)) if n < MOST_ROWS or n >= len(rows) - MOST_ROWS}
        for n in edges:
            row = [line for _, line in rows[n]]
            if not _is_at_edge(row[0], height):
                continue
            is_stamped = any(STAMP.fullmatch(line.text) for line in row)
            for line in row:
                if is_stamped or NUMBER.fullmatch(line.text):
                    found.add(line)
                repeated[_words(line)].append(line)
    for lines in repeated.values():
        for line in lines:
            near = {other.page for other in lines if abs(other.baseline - line.baseline) <= DRIFT}
            if len(near) >= FEWEST_PAGES:
                found.add(line)
    return found


def _is_at_edge(line: PdfLine, height: float) -> bool:
    return line.baseline < ZONE * height or line.baseline > (1 - ZONE) * height


def _words(line: PdfLine) -> str:
    return " ".join(DIGITS.sub("#", line.text).casefold().split())
