"""How wide a text is at most, in whichever font a reader has, and where its lines break."""

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

# Longer names and texts of an article are cut: they are no names.
LONGEST = 120
EM = 1000


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in pixels, in DejaVu Sans, the widest of the usual fonts.

    Parameters
    ----------
    text
        One line.
    size
        Of the font, in pixels.
    bold
        Whether it is bold.

    Examples
    --------
    >>> round(width_of("Tokayev", 10), 1)
    42.1
    """
    return sum(_advance(mark, bold) for mark in text) * size / EM


@cache
def _advance(mark: str, bold: bool) -> float:
    """Return how far a character moves the next one, in thousandths of the font size."""
    if unicodedata.combining(mark) or unicodedata.category(mark) == "Cf":
        return 0
    if unicodedata.east_asian_width(mark) in "WF":
        return EM
    return _font(bold).getlength(mark)


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    path = font_folder() / f"DejaVuSans{'-Bold' if bold else ''}.ttf"
    return ImageFont.truetype(path, EM, layout_engine=ImageFont.Layout.BASIC)


def font_folder() -> Path:
    """Return the folder of the fonts that come with matplotlib, which is not imported for them."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise ImportError("Cannot measure text: matplotlib, which has the fonts, is not installed.")
    return Path(found.origin).parent / "mpl-data/fonts/ttf"


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    r"""Break a text so that every line fits: at spaces, else after hyphens, else within a word.

    It does not break at "\u00a0".

    Parameters
    ----------
    text
        What to break.
    size, bold
        Of the font.
    room
        How many pixels a line has.

    Examples
    --------
    >>> wrap("Kassym-Jomart Tokayev", 10, 60)
    ['Kassym-', 'Jomart', 'Tokayev']
    """
    lines, line = [], ""
    for piece, gap in _pieces(text, size, room, bold):
        longer = f"{line}{gap}{piece}" if line else piece
        if line and width_of(longer, size, bold=bold) > room:
            lines.append(line)
            line = piece
        else:
            line = longer
    return [*lines, line]


def _pieces(text: str, size: float, room: float, bold: bool) -> list[tuple[str, str]]:
    """Return what may not be broken further, each with what stands before it on its line."""
    pieces: list[tuple[str, str]] = []
    for word in filter(None, text.split(" ")):
        gap = " "
        fits = width_of(word, size, bold=bold) <= room
        for part in [word] if fits else re.findall(r"[^-]+-?|-", word):
            for chunk in _chunks(part, size, room, bold):
                pieces.append((chunk, gap))
                gap = ""
    return pieces


def _chunks(word: str, size: float, room: float, bold: bool) -> list[str]:
    """Cut a word that is wider than a line."""
    chunks = [""]
    for mark in word:
        if chunks[-1] and width_of(chunks[-1] + mark, size, bold=bold) > room:
            chunks.append("")
        chunks[-1] += mark
    return chunks


def clip(text: str, limit: int = LONGEST) -> str:
    """Shorten a text at a word, with an ellipsis; what does not print is left out.

    Parameters
    ----------
    text
        Of an article, or a sentence of ours with its words.
    limit
        How many characters at most.

    Examples
    --------
    >>> clip("one two three", 9)
    'one two…'
    """
    text = "".join(mark for mark in " ".join(text.split()) if mark.isprintable())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def named(name: str, limit: int = LONGEST) -> str:
    """Return a name to draw; written from right to left, it does not turn what is beside it.

    Parameters
    ----------
    name
        Of an actor or a word.
    limit
        How many characters at most.

    Examples
    --------
    >>> named("Ann  Lee")
    'Ann Lee'
    >>> named("علي") == "\u2068علي\u2069"
    True
    """
    name = clip(name, limit)
    is_turned = any(unicodedata.bidirectional(mark) in ("R", "AL") for mark in name)
    return f"\u2068{name}\u2069" if is_turned else name
