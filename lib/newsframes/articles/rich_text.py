"""Rich Text Format (.rtf) to an article.

striprtf's patterns take quadratic time on hostile files, and put addresses of links into the text.
"""

import codecs
import re
from dataclasses import dataclass, replace

from ..tables.issue import Issue
from .article import LONGEST_TEXT, Article, ArticleError
from .blocks import TextBlock, find_title, item_block, join_blocks, row_blocks

# A control word with its number, a byte in hex, a control mark, a brace, or text.
TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<mark>.)|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)",
    re.DOTALL,
)
# Groups whose text is not in the running text. Those that begin with \* are left out as well.
LEFT_OUT = {
    "annotation", "colortbl", "datastore", "deleted", "fldinst", "fonttbl", "footer", "footerf",
    "footerl", "footerr", "footnote", "header", "headerf", "headerl", "headerr", "info",
    "listtext", "nonshppict", "object", "pict", "pntext", "shp", "stylesheet", "tc", "themedata",
    "xe",
}  # fmt: skip
LISTED = {"listtext", "pntext"}
CHARACTERS = {
    "bullet": "•", "emdash": "—", "emspace": " ", "endash": "–", "enspace": " ", "ldblquote": "“",
    "line": "\n", "lquote": "‘", "qmspace": " ", "rdblquote": "”", "rquote": "’", "tab": "\t",
}  # fmt: skip
MARKS = {b"~": "\xa0", b"_": "-", b"-": "", b"{": "{", b"}": "}", b"\\": "\\"}
BREAKS, CELLS, ROWS = {"par", "page", "sect"}, {"cell", "nestcell"}, {"row", "nestrow"}
# Code pages of fonts by the number that the format gives their character set.
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
LAST_CHARACTER = 0x10FFFF
# Control words, braces and runs of text; a report of a hundred pages has some 200,000.
MOST_TOKENS = 1_000_000


@dataclass(frozen=True)
class _State:
    """What holds to the end of a group."""

    is_left_out: bool = False
    is_hidden: bool = False
    is_font_table: bool = False
    n_fallback: int = 1
    font: int = -1


class _RichTextParser:
    """Collects paragraphs; what is left out, hidden or in a font holds to the end of a group."""

    def __init__(self) -> None:
        self.page = "cp1252"
        self.fonts: dict[int, str] = {}
        self.state = _State()
        self.stack: list[_State] = []
        self.n_skipped = self.n_characters = 0
        self.pending = bytearray()
        self.text: list[str] = []
        self.blocks: list[TextBlock] = []
        self.cell: list[str] = []
        self.cells: list[list[str]] = []
        self.is_item = self.is_heading = self.is_in_table = False

    def read(self, data: bytes, name: str) -> list[TextBlock]:
        """Return the paragraphs of a document, unless it is too long."""
        at, n_tokens = 0, 0
        while match := TOKEN.match(data, at):
            at = match.end()
            n_tokens += 1
            if n_tokens > MOST_TOKENS:
                raise ArticleError(
                    f"Cannot read {name}: it has more than {MOST_TOKENS:,} control words and runs"
                    " of text. Save the part that matters as a document of its own."
                )
            if self.n_characters > LONGEST_TEXT:
                raise ArticleError(
                    f"Cannot read {name}: it has more than {LONGEST_TEXT:,} characters. Save the"
                    " part that matters as a document of its own."
                )
            if match["word"]:
                number = int(match["number"]) if match["number"] else None
                word = match["word"].decode("ascii")
                if word == "bin":
                    at += max(number or 0, 0)
                else:
                    self._word(word, number)
            elif match["hex"]:
                self._bytes(bytes.fromhex(match["hex"].decode("ascii")))
            elif match["mark"]:
                self._mark(match["mark"])
            elif match["brace"] == b"{":
                self._flush()
                self.stack.append(self.state)
            elif match["brace"]:
                self._flush()
                self.state = self.stack.pop() if self.stack else self.state
            elif match["text"]:
                self._bytes(match["text"])
        self._end_paragraph()
        return self.blocks

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        if word in LEFT_OUT and number != 0:
            self.is_item |= word in LISTED
            self.state = replace(
                self.state, is_left_out=True,
                is_font_table=self.state.is_font_table or word == "fonttbl",
            )  # fmt: skip
        elif word == "u" and number is not None:
            self._character(number)
        elif word == "uc":
            self.state = replace(self.state, n_fallback=max(number or 0, 0))
        elif word == "f" and number is not None:
            self.state = replace(self.state, font=number)
        elif word == "fcharset" and self.state.is_font_table and number in CHARSETS:
            self.fonts[self.state.font] = CHARSETS[number]
        elif word == "ansicpg" and _is_known(f"cp{number}"):
            self.page = f"cp{number}"
        elif word in ("v", "plain"):
            self.state = replace(self.state, is_hidden=word == "v" and number != 0)
        elif not self.state.is_left_out:
            self._layout(word, number)

    def _layout(self, word: str, number: int | None) -> None:
        """Read a word that breaks or forms paragraphs."""
        if word in CHARACTERS:
            self._add(CHARACTERS[word])
        elif word in BREAKS:
            self._end_paragraph()
        elif word in CELLS:
            self._end_paragraph(is_cell=True)
            self.cells.append(self.cell)
            self.cell = []
        elif word in ROWS:
            self.blocks += row_blocks(self.cells)
            self.cells = []
        elif word == "pard":
            self.is_in_table = self.is_heading = False
        elif word == "intbl":
            self.is_in_table = True
        elif word == "outlinelevel":
            self.is_heading = number == 0

    def _mark(self, mark: bytes) -> None:
        self._flush()
        if mark == b"*":
            self.state = replace(self.state, is_left_out=True)
        elif mark in (b"\r", b"\n") and not self.state.is_left_out:
            self._end_paragraph()
        else:
            self._add(MARKS.get(mark, ""))

    def _character(self, number: int) -> None:
        code = number + 0x10000 if number < 0 else number
        self._add(chr(code) if 0 < code <= LAST_CHARACTER else "\ufffd")
        self.n_skipped = self.state.n_fallback

    def _bytes(self, found: bytes) -> None:
        """Keep bytes until a character is whole; leave out those that repeat one in Unicode."""
        skipped = min(self.n_skipped, len(found))
        self.n_skipped -= skipped
        self.pending += found[skipped:]

    def _flush(self) -> None:
        if self.pending:
            page = self.fonts.get(self.state.font, self.page)
            self._add(self.pending.decode(page, "replace"))
            self.pending.clear()
        self.n_skipped = 0

    def _add(self, text: str) -> None:
        if not self.state.is_left_out and not self.state.is_hidden:
            self.text.append(text)

    def _end_paragraph(self, *, is_cell: bool = False) -> None:
        self._flush()
        text = "".join(self.text)
        self.text = []
        if not text.isascii():
            # Characters beyond U+FFFF are written as two.
            units = text.encode("utf-16-le", "surrogatepass")
            text = units.decode("utf-16-le", "replace")
        text = text.strip()
        self.n_characters += len(text)
        if is_cell or self.is_in_table:
            self.cell.append(text)
        elif text:
            is_item = self.is_item and not self.is_heading
            block = TextBlock(text, is_heading=self.is_heading)
            self.blocks.append(item_block(text) if is_item else block)
        self.is_item = False


def _is_known(page: str) -> bool:
    try:
        codecs.lookup(page)
    except LookupError:
        return False
    return True


def read_rtf(data: bytes, name: str) -> Article:
    r"""Read the running text of an RTF document, with all its tracked changes accepted.

    Not read: headers, footers, footnotes, comments, text boxes, pictures and embedded objects.

    Parameters
    ----------
    data
        The file.
    name
        What to record as the article's source.

    Returns
    -------
    Article
        Set out as in ``read_docx``. A note says where the text is from.

    Raises
    ------
    ArticleError
        If there is no text in it, or it is too long.

    Examples
    --------
    >>> read_rtf(rb"{\rtf1\ansi All \'93quiet\'94 in Paris.\par}", "a.rtf").text
    'All “quiet” in Paris.'
    """
    blocks = _RichTextParser().read(data, name)
    note = f"{name} is an RTF document; offsets point into the text taken from it."
    return Article(
        text=join_blocks(blocks), title=find_title(blocks), source=name,
        notes=(Issue("extracted", note),),
    )  # fmt: skip
