"""Lines of a PDF: the characters of each page, put together by where they stand."""

import ctypes
import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from .article import ArticleError
from .pdf_streams import check_streams

# A document with more is a book or a collection, and takes minutes to read.
MOST_PAGES, MOST_CHARACTERS = 200, 1_000_000
# In sizes of the type: how far a baseline may stray within a line, how wide a gap may be within a
# piece of it, how far apart two pieces may be to be one, and from where on a space parts them.
STRAY, WIDEST_GAP, NEAREST, SPACED = 0.4, 1.0, 0.6, 0.15
# A character turned by more (in radians) is a watermark or a note in the margin.
MOST_TURNED = 0.1
# What PDFium writes for the hyphen at the end of a line.
HYPHENS = {0x02: 0xAD, 0xFFFE: 0xAD}
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
SPACE = 32
# Damaged files have type of no size at all (in points).
SMALLEST = 1.0
# PDFium must not be called from two threads at once.
PDFIUM = threading.Lock()
ERRORS = {
    "password": "it is encrypted. Open it, save it without a password, and read that",
    "format": "it is no PDF, or a damaged one. Open it in a viewer and print it to a PDF again",
}


@dataclass(frozen=True)
class PdfLine:
    """A line of text or a piece of one: page, edges in points from the top left, size."""

    page: int
    left: float
    right: float
    baseline: float
    size: float
    text: str

    def is_beside(self, other: "PdfLine") -> bool:
        """Return True if both stand on one baseline."""
        stray = STRAY * max(self.size, other.size)
        return self.page == other.page and abs(self.baseline - other.baseline) <= stray


@dataclass(frozen=True)
class PdfPages:
    """The lines of a document in the order of the file, and the height of each page."""

    lines: tuple[PdfLine, ...]
    heights: tuple[float, ...]
    n_turned: int


def read_pages(data: bytes, name: str) -> PdfPages:
    """Read the lines of every page.

    Parameters
    ----------
    data
        The file.
    name
        What to call it in messages.

    Raises
    ------
    ArticleError
        If it is encrypted, damaged or too long, or PDFium is not installed.
    """
    pdfium = _import_pdfium(name)
    check_streams(data, name)
    lines: list[PdfLine] = []
    heights: list[float] = []
    n_turned = n_read = 0
    with PDFIUM, _opened(pdfium, data, name) as document:
        for number in range(len(document)):
            try:
                page = document[number]
                text_page = page.get_textpage()
            except pdfium.PdfiumError as error:
                raise ArticleError(
                    f"Cannot read {name}: page {number + 1} is damaged ({error}). Open it in a"
                    " viewer and print it to a PDF again."
                ) from None
            n_read += text_page.count_chars()
            if n_read > MOST_CHARACTERS:
                raise ArticleError(
                    f"Cannot read {name}: page {number + 1} brings it to {n_read:,} characters. At"
                    f" most {MOST_CHARACTERS:,} are read. Print the pages that matter to a PDF of"
                    " their own."
                )
            characters = list(_characters(text_page, page.get_height()))
            straight = [one for one in characters if not one.is_turned]
            n_turned += len(characters) - len(straight)
            lines += _join_pieces(list(_pieces(straight, number)))
            heights.append(page.get_height())
            text_page.close()
            page.close()
    return PdfPages(tuple(lines), tuple(heights), n_turned)


def _import_pdfium(name: str) -> Any:
    """Import the library of ``newsframes[documents]``, or say how to install it."""
    try:
        return import_module("pypdfium2")
    except ModuleNotFoundError as error:
        if error.name != "pypdfium2":
            raise
        raise ArticleError(
            f"Cannot read {name}: pypdfium2 is not installed. Install it with"
            ' pip install "newsframes[documents]".'
        ) from None


@contextmanager
def _opened(pdfium: Any, data: bytes, name: str) -> Iterator[Any]:
    """Open a document of not too many pages, and close it."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reason = next((what for key, what in ERRORS.items() if key in str(error).lower()), None)
        raise ArticleError(
            f"Cannot read {name}: {reason or f'PDFium says {error}. Save it anew'}."
        ) from None
    try:
        if len(document) > MOST_PAGES:
            raise ArticleError(
                f"Cannot read {name}: it has {len(document)} pages. At most {MOST_PAGES} are"
                " read. Print the pages that matter to a PDF of their own."
            )
        yield document
    finally:
        document.close()


@dataclass(frozen=True)
class _Character:
    code: int
    left: float
    right: float
    baseline: float
    size: float
    is_turned: bool


def _characters(text_page: Any, page_height: float) -> Iterator[_Character]:
    """Yield the characters of a page, line breaks among them, with the page's top as zero."""
    raw: Any = import_module("pypdfium2.raw")
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        raw.FPDFText_GetMatrix(text_page, index, matrix)
        size = abs(raw.FPDFText_GetFontSize(text_page, index)) * math.hypot(matrix.b, matrix.d)
        if not all(map(math.isfinite, (box.left, box.right, y.value, size))):
            continue
        angle = raw.FPDFText_GetCharAngle(text_page, index)
        code = raw.FPDFText_GetUnicode(text_page, index)
        yield _Character(
            HYPHENS.get(code, code), box.left, box.right, page_height - y.value,
            max(size, SMALLEST),
            MOST_TURNED < angle < 2 * math.pi - MOST_TURNED,
        )  # fmt: skip


def _pieces(characters: list[_Character], page: int) -> Iterator[PdfLine]:
    """Yield stretches of characters that follow one another on a baseline without a wide gap."""
    piece: list[_Character] = []
    for one in characters:
        if one.code < 32 or chr(one.code).isspace():
            if piece and piece[-1].code != SPACE:
                piece.append(replace(piece[-1], code=SPACE))
            continue
        if piece and _is_apart(piece[-1], one):
            yield _line(piece, page)
            piece = []
        piece.append(one)
    if piece:
        yield _line(piece, page)


def _is_apart(last: _Character, one: _Character) -> bool:
    """Return True if a character begins a new piece."""
    size, gap = max(last.size, one.size, 1.0), one.left - last.right
    return abs(one.baseline - last.baseline) > STRAY * size or not -size < gap < WIDEST_GAP * size


def _line(piece: list[_Character], page: int) -> PdfLine:
    units = "".join(chr(one.code) for one in piece).rstrip()
    # PDFium counts in UTF-16 units.
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    sizes = sorted(one.size for one in piece)
    return PdfLine(
        page, min(one.left for one in piece), max(one.right for one in piece), piece[0].baseline,
        sizes[len(sizes) // 2], text.translate(LIGATURES),
    )  # fmt: skip


def _join_pieces(pieces: list[PdfLine]) -> list[PdfLine]:
    """Join pieces of one line that touch, in whatever order the file draws them."""
    joined: list[PdfLine] = []
    places: list[int] = []
    for row in rows_of(pieces):
        for n, (place, piece) in enumerate(row):
            if n and _touches(joined[-1], piece):
                joined[-1] = _joined(joined[-1], piece)
                places[-1] = min(places[-1], place)
            else:
                joined.append(piece)
                places.append(place)
    return [line for _, line in sorted(zip(places, joined, strict=True), key=lambda one: one[0])]


def rows_of(lines: Sequence[PdfLine]) -> list[list[tuple[int, PdfLine]]]:
    """Part the lines of one page into rows from the top, each from the left, with their places."""
    rows: list[list[tuple[int, PdfLine]]] = []
    for place, line in sorted(enumerate(lines), key=lambda one: (one[1].baseline, one[0])):
        if rows and rows[-1][0][1].is_beside(line):
            rows[-1].append((place, line))
        else:
            rows.append([(place, line)])
    return [sorted(row, key=lambda one: (one[1].left, one[0])) for row in rows]


def _touches(line: PdfLine, piece: PdfLine) -> bool:
    reach = NEAREST * max(line.size, piece.size)
    return -reach < piece.left - line.right < reach


def _joined(line: PdfLine, piece: PdfLine) -> PdfLine:
    is_spaced = piece.left - line.right > SPACED * max(line.size, piece.size)
    return replace(
        line, right=max(line.right, piece.right), size=max(line.size, piece.size),
        text=line.text + (" " if is_spaced else "") + piece.text,
    )  # fmt: skip
