"""Streams of a PDF: how much they unpack to, found out before PDFium unpacks them."""

import re
import zlib

from .article import ArticleError

# PDFium takes up to a hundred times the size of what a page draws.
MOST_DRAWN = 10 * 2**20
# So much is unpacked at a time, and forgotten.
CHUNK = 2**20
STREAM = re.compile(rb"stream\r?\n")
# What the dictionary before a stream says of pictures and fonts, which PDFium unpacks otherwise.
OTHER = re.compile(rb"/Image\b|/Length1\b|/Type1C\b|/CIDFontType0C\b|/OpenType\b|/XML\b")
LONGEST_DICTIONARY = 1_000


def check_streams(data: bytes, name: str) -> None:
    """Refuse a PDF whose drawing instructions unpack to more than a report needs.

    Not seen: what is packed otherwise than with Flate, or encrypted as well.

    Parameters
    ----------
    data
        The file.
    name
        What to call it in messages.

    Raises
    ------
    ArticleError
        If they unpack to more than ``MOST_DRAWN`` bytes.
    """
    n_drawn = 0
    for match in STREAM.finditer(data):
        begin = max(data.rfind(b" obj", 0, match.start()), match.start() - LONGEST_DICTIONARY, 0)
        if OTHER.search(data, begin, match.start()):
            continue
        n_drawn += _unpacked(data, match.end(), MOST_DRAWN - n_drawn)
        if n_drawn > MOST_DRAWN:
            raise ArticleError(
                f"Cannot read {name}: what its pages draw unpacks to more than {MOST_DRAWN:,}"
                " bytes, as large maps and ZIP bombs do. Print the pages that matter to a PDF of"
                " their own."
            )


def _unpacked(data: bytes, start: int, most: int) -> int:
    """Return how many bytes a stream unpacks to; some more than ``most`` are enough to know."""
    unpacker, n_bytes = zlib.decompressobj(), 0
    rest: bytes = data[start : start + CHUNK]
    at = start + CHUNK
    while n_bytes <= most and not unpacker.eof:
        try:
            n_bytes += len(unpacker.decompress(rest, CHUNK))
        except zlib.error:
            break
        rest = unpacker.unconsumed_tail
        if not rest:
            rest = data[at : at + CHUNK]
            at += CHUNK
            if not rest:
                break
    return n_bytes
