"""Bytes to text: UTF-8 first, then what the bytes say; a note tells of any other encoding."""

import codecs
import re

from charset_normalizer import from_bytes

from ..tables.issue import Issue
from .article import ArticleError
from .formats import format_of_bytes

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes 0x80 to 0x9f of Windows-1252 that news is full of.
TYPOGRAPHIC = re.compile("[€…‘’“”–—]")
ODD = re.compile(
    r"[^\x00-\x7f\xa0-£§-©«®°²³·»¼-ÖØ-öø-ÿŒœŠšŽžŸ€…‘’“”•–—™]|[À-ÿŒœŠšŽž]{3}|[a-z,.!?][À-ÞŒŠŽ]|[²³¼-¾][^\W\d]"
)


def decode(data: bytes, name: str) -> tuple[str, tuple[Issue, ...]]:
    """Return the text and a note on its encoding.

    Line ends and a byte order mark of UTF-8 stay in the text, so that offsets hold on the file as
    it is.

    Parameters
    ----------
    data
        The file's bytes.
    name
        What to call the file in messages.

    Returns
    -------
    tuple
        The text, and an issue for an encoding other than UTF-8.

    Raises
    ------
    ArticleError
        If the bytes are no text in any encoding that could be recognised.

    Examples
    --------
    >>> text, issues = decode("Zoë left.".encode("cp1252"), "a.txt")
    >>> text, issues[0].message
    ('Zoë left.', 'a.txt is not UTF-8 (byte 2); read as cp1252. Check letters with accents.')
    """
    if what := format_of_bytes(data):
        raise ArticleError(
            f"Cannot read {name}: it is {what}. Expected plain text or HTML. Save its text as .txt,"
            " or paste it."
        )
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _declared(data, encoding, name)
    if b"\0" in data:
        at = data.index(b"\0")
        raise ArticleError(
            f"Cannot read {name}: byte {at} is NUL, so it is no text. Expected plain text or HTML."
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        # English text off the web that is not UTF-8 is nearly always Windows-1252, which its
        # look-alikes fit as well.
        best = from_bytes(data).best()
        western = from_bytes(data, cp_isolation=["cp1252"]).best()
        if best is not None and western is not None:
            is_likely = not best.encoding.startswith("cp125") and _is_western(str(western))
            best = western if is_likely or western.chaos <= best.chaos else best
        if best is None:
            raise ArticleError(
                f"Cannot read {name}: byte {error.start} is not UTF-8 and no other encoding fits."
                " Save it as UTF-8."
            ) from None
        message = (
            f"{name} is not UTF-8 (byte {error.start}); read as {best.encoding}. Check letters with"
            " accents."
        )
        return data.decode(best.encoding), (Issue("encoding", message),)


def _is_western(text: str) -> bool:
    """Return True if a text has marks that Windows-1252 alone writes so, and no odd letters.

    Odd is what other encodings leave: signs, three letters with accents in a row, a capital behind
    a small letter or a comma.
    """
    return TYPOGRAPHIC.search(text) is not None and ODD.search(text) is None


def _declared(data: bytes, encoding: str, name: str) -> tuple[str, tuple[Issue, ...]]:
    """Decode as the byte order mark says."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"Cannot read {name}: its byte order mark says {encoding}, but byte {error.start} does"
            " not fit. Save it as UTF-8."
        ) from None
    return text, (Issue("encoding", f"{name} is {encoding} by its byte order mark; read as such."),)
