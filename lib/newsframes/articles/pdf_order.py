"""The order of a PDF's lines: columns from left to right, tables row by row."""

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from .pdf_lines import PdfLine, rows_of

# In the order of the file are the lines of a page that has more; it is a table or a drawing.
MOST_LINES = 600
# Lines overlap that share more (in points).
LEAST_SHARED = 1.0
# Cells fill less of the way to the next cell than the lines of columns do (median of the rows).
CELL_FILL, FEWEST_ROWS = 0.6, 2
# How wide (in sizes of the type) justified text stretches a space.
WIDEST_STRETCHED, PASSES = 5.0, 3
# How far apart (in sizes of the type) the rows of a table may be, and lines to tell of one another;
# how many rows these are, and by what share their sizes differ at most.
MOST_APART, NEAR, ALIKE = 4.0, 3, 0.15
BULLETED = re.compile(r"[•◦▪■●○‣\uf0b7\uf0a7]\s+(?=\S)")
BULLETS = ("•", "◦", "▪", "■", "●", "○", "‣", "·", "–", "—", "-", "*", "\uf0b7", "\uf0a7")


def order_lines(lines: list[PdfLine]) -> list[PdfLine]:
    """Order the lines of one page as they are read.

    Not told apart: a box beside the report from a column of it.

    Parameters
    ----------
    lines
        The lines of a page, without what repeats on every page.

    Returns
    -------
    list of PdfLine
        Pieces of one line are joined; a row of a table is one line with tabs between its cells.

    Notes
    -----
    The order is Breuel's (2003, "High performance document layout analysis"): a line comes before
    another that it stands above, or that it stands left of with no line across both between them.
    """
    lines = _join_bullets(lines)
    for _ in range(PASSES):  # a line that is whole tells of those around it
        lines = _join_stretched(lines)
    lines = _join_cells(lines)
    if len(lines) > MOST_LINES:
        return lines
    return _join_beside([lines[place] for place in _sorted(_precedence(lines))])


def _join_bullets(lines: list[PdfLine]) -> list[PdfLine]:
    """Join a bullet to the line that it stands before, and write each as a hyphen."""
    taken = {
        n: replace(line, text=f"- {line.text[match.end() :]}")
        for n, line in enumerate(lines)
        if (match := BULLETED.match(line.text))
    }
    dropped: set[int] = set()
    for row in rows_of(lines):
        for (place, mark), (other, line) in pairwise(row):
            if mark.text.strip() in BULLETS and line.left - mark.right < 3 * line.size:
                taken[other] = replace(line, left=mark.left, text=f"- {line.text}")
                dropped.add(place)
    return [taken.get(n, line) for n, line in enumerate(lines) if n not in dropped]


def _join_stretched(lines: list[PdfLine]) -> list[PdfLine]:
    """Join the pieces of a line where most lines above and below go on across the gap."""
    rows = rows_of(lines)
    taken: dict[int, PdfLine] = {}
    dropped: set[int] = set()
    for n, row in enumerate(rows):
        near = [line for other in (*rows[max(0, n - NEAR) : n], *rows[n + 1 : n + 1 + NEAR])
                for _, line in other]  # fmt: skip
        last, line = row[0]
        for place, piece in row[1:]:
            if _is_stretched(line, piece, near):
                line = _beside(line, piece)
                taken[last] = line
                dropped.add(place)
            else:
                last, line = place, piece
    return [taken.get(n, line) for n, line in enumerate(lines) if n not in dropped]


def _is_stretched(line: PdfLine, piece: PdfLine, near: list[PdfLine]) -> bool:
    """Return True if the gap between two pieces is in a column, by the lines around it."""
    size = line.size
    if piece.left - line.right > WIDEST_STRETCHED * size:
        return False
    around = [
        other
        for other in near
        if abs(other.size - size) < ALIKE * size
        and abs(other.baseline - line.baseline) < MOST_APART * size
        and other.right > line.left
        and other.left < piece.right
    ]
    crossed = {
        other.baseline for other in around if other.left < line.right and piece.left < other.right
    }
    # Where lines above and below go on across it, half of them are enough.
    is_within = any(at < line.baseline for at in crossed) and max(crossed) > line.baseline
    return 2 * len(crossed) + is_within > len({other.baseline for other in around})


def _beside(line: PdfLine, piece: PdfLine) -> PdfLine:
    return replace(line, right=piece.right, text=f"{line.text} {piece.text}")


def _join_cells(lines: list[PdfLine]) -> list[PdfLine]:
    """Join the cells of each row of a table by tabs."""
    taken: dict[int, PdfLine] = {}
    dropped: set[int] = set()
    for table in _tables([row for row in rows_of(lines) if len(row) > 1]):
        for row in table:
            cells = [line for _, line in row]
            text = "\t".join(cell.text for cell in cells)
            taken[row[0][0]] = replace(cells[0], right=cells[-1].right, text=text)
            dropped |= {place for place, _ in row[1:]}
    return [taken.get(n, line) for n, line in enumerate(lines) if n not in dropped]


def _tables(rows: list[list[tuple[int, PdfLine]]]) -> list[list[list[tuple[int, PdfLine]]]]:
    """Part rows of several pieces into runs, and return those whose pieces are cells."""
    runs: list[list[list[tuple[int, PdfLine]]]] = []
    for row in rows:
        line = row[0][1]
        last = runs[-1][-1][0][1] if runs else None
        if last is not None and line.baseline - last.baseline < MOST_APART * line.size:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [run for run in runs if len(run) >= FEWEST_ROWS and _fill(run) < CELL_FILL]


def _fill(run: list[list[tuple[int, PdfLine]]]) -> float:
    """Return how much of the way to the next piece the pieces of some rows fill."""
    return median(
        (one.right - one.left) / max(other.left - one.left, 1.0)
        for row in run
        for (_, one), (_, other) in pairwise(row)
    )


def _precedence(lines: list[PdfLine]) -> np.ndarray:
    """Return for each pair of lines whether the first comes before the second."""
    left, right, baseline = (
        np.array([getattr(line, name) for line in lines]) for name in ("left", "right", "baseline")
    )
    shared = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    is_over = shared > LEAST_SHARED
    is_above = np.less.outer(baseline, baseline)
    is_before = is_over & is_above
    for n in range(len(lines)):
        is_right = ~is_over[n] & (left > left[n])
        low, high = np.minimum(baseline[n], baseline), np.maximum(baseline[n], baseline)
        across = np.flatnonzero(is_over[n])
        between = (baseline[across] > low[:, None]) & (baseline[across] < high[:, None])
        is_before[n] |= is_right & ~(between & is_over[:, across]).any(axis=1)
    return is_before


def _sorted(is_before: np.ndarray) -> list[int]:
    """Sort topologically; where lines precede one another in a circle, the file's order counts."""
    waiting = is_before.sum(axis=0).astype(float)
    order: list[int] = []
    for _ in range(len(waiting)):
        free = np.flatnonzero(waiting == 0)
        # What goes on from the last line comes before another column.
        follows = [n for n in free if order and is_before[order[-1], n]]
        place = int((follows or list(free) or [waiting.argmin()])[0])
        order.append(place)
        waiting -= is_before[place]
        waiting[place] = np.inf
    return order


def _join_beside(lines: list[PdfLine]) -> list[PdfLine]:
    """Join the pieces of a line that wide gaps between its words have parted."""
    joined: list[PdfLine] = []
    for line in lines:
        if joined and joined[-1].is_beside(line) and line.left > joined[-1].right:
            joined[-1] = _beside(joined[-1], line)
        else:
            joined.append(line)
    return joined
