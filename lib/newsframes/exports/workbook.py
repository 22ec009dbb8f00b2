"""Excel workbooks: one sheet a table, text as text, the codebook in notes and on a first sheet."""

import io
import json
import re
from importlib.metadata import version
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from ..tables.csv_tables import RISKY
from ..tables.row_json import rows_as_json
from ..tables.schema import CONTRACT, LIST, Column, codebook
from .fixed_archive import fix_archive
from .handover import Handover

# How many characters (UTF-16 code units, as written) a cell can hold; how many code points are sure
# to fit, even if each is written as an escape of seven characters.
CELL_LIMIT, PIECE = 32_767, 4_600
# What XML cannot hold or changes, and what looks like its escape (ECMA-376, ST_Xstring).
ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
CONTINUED = "continued"
# LibreOffice shows a truth value as a number unless told otherwise.
TRUTHS = '"TRUE";"TRUE";"FALSE"'
# Widths in characters, for columns whose cells are longer than their names.
WIDTHS = {
    "text": 60, "message": 60, "title": 40, "source": 30, "aliases": 30,
    **dict.fromkeys((
        "name", "role", "affiliation", "byline", "dateline", "thing", "about", "cue", "speaker",
        "speaker_name", "claimant_name",
    ), 24),
}  # fmt: skip
# The width of the column that explains the others.
MEANING = 90
# Height of a line in points; rows are as high as their longest wrapped cell, up to so many lines.
LINE, MOST_LINES = 15, 8
TOP, WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
BOLD, TINT = Font(name="Calibri", size=11, bold=True), PatternFill("solid", fgColor="DCE6F1")
NOTES = (
    "Each sheet is a table; a note at each column's name says what it holds.",
    "start and end are half-open offsets, in code points, into articles.text.",
    "An empty cell is a missing value; an empty low or high is an end that bound leaves open.",
    "Every text is stored as text: no cell is a formula, whatever it begins with.",
    "Lists are written as JSON.",
    f"A text too long for a cell begins in its table and goes on in the sheet {CONTINUED}.",
)


def render(handover: Handover) -> bytes:
    """Return the tables as an Excel workbook.

    Parameters
    ----------
    handover
        The tables, and what is told of them.

    Returns
    -------
    bytes
        A file with the sheet README, a sheet for each table, and ``continued`` if a text is longer
        than a cell can be.

    Examples
    --------
    >>> import newsframes as nf
    >>> render(Handover(nf.tabulate("All quiet.")))[:2]
    b'PK'
    """
    book = Workbook(write_only=True)
    _add_readme(book, handover)
    rest: list[list[Any]] = []
    for name, frame in handover.tables.frames().items():
        columns = CONTRACT[name]
        sheet = _add_sheet(book, name, [column.name for column in columns], columns)
        for number, row in enumerate(rows_as_json(name, frame), start=2):
            cells, lines = [], 1
            for column in columns:
                value, *more = _pieces(_plain(column, row[column.name]))
                cells.append(_cell(sheet, value, is_long=column.name in WIDTHS))
                lines = max(lines, _lines(value, WIDTHS.get(column.name)))
                key = row[columns[0].name]
                rest += [
                    [name, key, column.name, part, text] for part, text in enumerate(more, start=2)
                ]
            sheet.row_dimensions[number].height = LINE * lines
            sheet.append(cells)
        last = f"{get_column_letter(len(columns))}{len(frame) + 1}"
        sheet.auto_filter.ref = f"A1:{last}"
    if rest:
        sheet = _add_sheet(book, CONTINUED, ["table", "row_id", "column", "part", "text"])
        for values in rest:
            sheet.append([_cell(sheet, value) for value in values])
    made = io.BytesIO()
    book.save(made)
    return fix_archive(made.getvalue())


def _add_readme(book: Workbook, handover: Handover) -> None:
    """Add the first sheet: what this is, how to read it, and every column."""
    sheet = book.create_sheet("README")
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for letter, width in zip("ABCDE", (16, 22, 12, 22, MEANING), strict=True):
        sheet.column_dimensions[letter].width = width
    tables = handover.tables
    facts = [
        ("Tables of", handover.title),
        ("Holds", tables.summary()),
        ("Made with", f"newsframes {version('newsframes')}"),
    ]
    facts += [("Date", handover.date)] if handover.date else []
    facts += [("Licence", handover.licence)] if handover.licence else []
    for label, value in facts:
        sheet.append([_cell(sheet, label, is_head=True), _cell(sheet, _pieces(value)[0])])
    sheet.append([])
    for note in NOTES:
        sheet.append([_cell(sheet, note)])
    sheet.append([])
    columns = codebook()
    sheet.append([_cell(sheet, name, is_head=True) for name in columns.columns])
    n_before = len(facts) + len(NOTES) + 3
    for number, row in enumerate(columns.itertuples(index=False), start=n_before + 1):
        sheet.row_dimensions[number].height = LINE * _lines(row.meaning, MEANING)
        sheet.append([_cell(sheet, value or None, is_long=True) for value in row])


def _add_sheet(
    book: Workbook, name: str, heads: list[str], columns: tuple[Column, ...] = ()
) -> WriteOnlyWorksheet:
    """Add a sheet with a frozen head, whose notes say what the columns hold."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for number, head in enumerate(heads, start=1):
        width = WIDTHS.get(head, max(12, len(head) + 4))
        sheet.column_dimensions[get_column_letter(number)].width = width
    cells = [_cell(sheet, head, is_head=True) for head in heads]
    for cell, column in zip(cells, columns, strict=False):
        unit = f"\nUnit: {column.unit}" if column.unit else ""
        choices = f"\nOne of: {', '.join(column.choices)}" if column.choices else ""
        cell.comment = Comment(
            f"{column.meaning}{choices}{unit}", "newsframes", height=120, width=320
        )
    sheet.append(cells)
    return sheet


def _plain(column: Column, value: Any) -> Any:
    """Return a value as a cell holds it: a list as JSON."""
    return json.dumps(value, ensure_ascii=False) if column.dtype == LIST else value


def _pieces(value: Any) -> list[Any]:
    """Return a value, or a text too long for a cell in pieces that each fit into one."""
    if not isinstance(value, str) or _size(escape_xstring(value)) <= CELL_LIMIT:
        return [value]
    return [value[at : at + PIECE] for at in range(0, len(value), PIECE)]


def _lines(value: Any, width: int | None) -> int:
    """Return how many lines a value takes in a column of a width; one if it is not wrapped."""
    if width is None or not isinstance(value, str):
        return 1
    lines = sum(1 + len(line) // width for line in value.split("\n"))
    return min(lines, MOST_LINES)


def _size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cell(
    sheet: WriteOnlyWorksheet, value: Any, *, is_head: bool = False, is_long: bool = False
) -> WriteOnlyCell:
    """Return a cell; a text in it is a text for every spreadsheet, now and once it is edited."""
    is_text = isinstance(value, str)
    cell = WriteOnlyCell(sheet, escape_xstring(value) if is_text else value)
    if is_text:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(RISKY)
        cell.number_format = "@"
    elif isinstance(value, bool):
        cell.number_format = TRUTHS
    cell.alignment = WRAPPED if is_long else TOP
    if is_head:
        cell.font, cell.fill = BOLD, TINT
    return cell


def escape_xstring(text: str) -> str:
    r"""Return a text with the characters that XML cannot hold in the escapes of Office documents.

    Examples
    --------
    >>> escape_xstring("bell \a, and _x0007_ as text")
    'bell _x0007_, and _x005F_x0007_ as text'
    """
    return ESCAPED.sub(lambda mark: f"_x{ord(mark[0]):04X}_", text)
