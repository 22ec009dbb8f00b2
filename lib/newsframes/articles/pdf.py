"""PDF with a text layer to an article."""

from ..tables.issue import Issue
from .article import Article, ArticleError
from .pdf_frames import find_frames
from .pdf_lines import PdfLine, PdfPages, read_pages
from .pdf_order import order_lines
from .pdf_paragraphs import PdfText, join_paragraphs

# Fewer letters and digits a page, on average, are stamps on a scan, not its text.
FEWEST_CHARACTERS = 20


def read_pdf(data: bytes, name: str) -> Article:
    """Read the text layer of a PDF: columns one after another, lines joined to paragraphs.

    Running heads and feet, page numbers and turned text are left out. Not read: pictures, also
    those of scanned pages; notes and form fields.

    Parameters
    ----------
    data
        The file.
    name
        What to record as the article's source.

    Returns
    -------
    Article
        The words that a line end parts with a hyphen are put together; a note says what was done.
        Its title is the first paragraph if that is set larger than the others.

    Raises
    ------
    ArticleError
        If the file is encrypted, damaged, too long or a scan without a text layer, or pypdfium2 is
        not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> article = read_pdf(Path("tests/articles/files/council.pdf").read_bytes(), "council.pdf")
    >>> article.title
    'Council of Lisk argues over the canal'
    """
    read = read_pages(data, name)
    pages = [[line for line in read.lines if line.page == n] for n in range(len(read.heights))]
    n_characters = sum(sum(map(str.isalnum, line.text)) for line in read.lines)
    if n_characters < FEWEST_CHARACTERS * max(len(pages), 1):
        raise ArticleError(
            f"Cannot read {name}: its {len(pages)} page(s) hold no text but pictures, as scans do."
            " Recognise the text first, for example with: ocrmypdf in.pdf out.pdf. Then read that."
        )
    frames = find_frames(pages, read.heights)
    if len(frames) == len(set(read.lines)):
        frames = set()  # pages that are all alike
    ordered = [
        line for lines in pages for line in order_lines([one for one in lines if one not in frames])
    ]
    made = join_paragraphs(ordered)
    return Article(
        text=made.text, title=made.title, source=name,
        notes=tuple(_notes(name, read, pages, len(frames), made)),
    )  # fmt: skip


def _notes(
    name: str, read: PdfPages, pages: list[list[PdfLine]], n_frames: int, made: PdfText
) -> list[Issue]:
    """Say where the text comes from, and what is not in it."""
    bare = [str(n) for n, lines in enumerate(pages, start=1) if not lines]
    parts = [
        f"{name} is a PDF of {len(pages)} page(s); offsets point into the text taken from it.",
        f"{n_frames} running heads, feet and page numbers are left out." if n_frames else "",
        f"{read.n_turned} turned character(s) are left out." if read.n_turned else "",
        f"{made.n_joined} words parted at line ends are put together." if made.n_joined else "",
        f"No text was found on page(s) {', '.join(bare)}; check whether they are scans."
        if bare
        else "",
    ]
    return [Issue("extracted", " ".join(filter(None, parts)))]
