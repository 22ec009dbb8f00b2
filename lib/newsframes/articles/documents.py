"""Documents: formats whose text is wrapped in something else, and the reader of each."""

from collections.abc import Callable

from .article import Article, ArticleError
from .formats import format_of_text
from .mail import read_mail
from .pdf import read_pdf
from .rich_text import read_rtf
from .word_document import MAIN, read_docx

DocumentReader = Callable[[bytes, str], Article]

READERS: dict[str, DocumentReader] = {
    ".docx": read_docx, ".eml": read_mail, ".pdf": read_pdf, ".rtf": read_rtf,
}  # fmt: skip
# A larger file is a collection, or not meant to be read; pictures take up most of it.
MOST_BYTES = 100 * 2**20
# So many first bytes tell what a file is.
OPENING = 20_000
ZIP = b"PK\x03\x04"


def find_reader(data: bytes, suffix: str) -> DocumentReader | None:
    r"""Return the reader of a document by what it holds, else by its suffix; None if it is none.

    Parameters
    ----------
    data
        The file.
    suffix
        Of its name, with the full stop; may be empty.

    Examples
    --------
    >>> find_reader(rb"{\rtf1 All quiet.}", ".doc").__name__
    'read_rtf'
    >>> find_reader(b"All quiet.", ".txt") is None
    True
    """
    return READERS.get(_suffix_of(data) or suffix.lower())


def _suffix_of(data: bytes) -> str | None:
    """Return the suffix that a document should have by its first bytes, if these tell."""
    if data.startswith(b"%PDF"):
        return ".pdf"
    if data.startswith(ZIP):
        # The names of all members stand in the directory at the file's end.
        return ".docx" if MAIN.encode() in data[-OPENING:] else None
    found = format_of_text(data[:OPENING].decode("latin-1").removeprefix("ï»¿"))
    return {"an RTF document": ".rtf", "a mail message": ".eml"}.get(found or "")


def check_size(n_bytes: int, name: str, *, most: int | None = None) -> None:
    """Refuse a file that is too large.

    Parameters
    ----------
    n_bytes
        Its size.
    name
        What to call it in messages.
    most
        Another limit than ``MOST_BYTES``.

    Raises
    ------
    ArticleError
        If it has more bytes.
    """
    most = MOST_BYTES if most is None else most
    if n_bytes > most:
        raise ArticleError(
            f"Cannot read {name}: it has {n_bytes:,} bytes. At most {most:,} are read. Save"
            " the part that matters as a document of its own."
        )
