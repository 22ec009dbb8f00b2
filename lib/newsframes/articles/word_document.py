"""Word documents (.docx) to an article, straight from their XML.

python-docx leaves out what was inserted with changes tracked, and unpacks a file without a limit.
"""

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ..tables.issue import Issue
from .article import Article, ArticleError
from .blocks import TextBlock, find_title, item_block, join_blocks, row_blocks
from .zip_file import open_zip, read_member

Element = Any  # of lxml, which ships no types

MAIN = "word/document.xml"
# The old format, and what Word writes when it encrypts the new one.
OLE = b"\xd0\xcf\x11\xe0"
# Some 4,000 pages; the tree of its XML takes ten times the memory.
MOST_XML = 20 * 2**20
# Holds blocks, or runs, of its own.
CONTAINERS = {"customXml", "ins", "moveTo", "sdt", "sdtContent", "smartTag"}
# What is not in the running text: deletions, drawings with their text boxes, codes of fields.
LEFT_OUT = {
    "AlternateContent", "del", "drawing", "instrText", "moveFrom", "object", "pict", "pPr", "rPr",
    "rt", "tblPr", "trPr",
}  # fmt: skip
MARKS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
HEADINGS, LISTS = ("Title", "Heading1"), ("ListBullet", "ListNumber")
OFF = {"0", "false", "off"}


def read_docx(data: bytes, name: str) -> Article:
    """Read the running text of a Word document, with all its tracked changes accepted.

    Not read: headers, footers, footnotes, comments, text boxes and pictures.

    Parameters
    ----------
    data
        The file.
    name
        What to record as the article's source.

    Returns
    -------
    Article
        Items of lists begin with a hyphen, the cells of a table's row have tabs between them. Its
        title is the first paragraph set as a title or heading. A note says where the text is from.

    Raises
    ------
    ArticleError
        If the file is encrypted or damaged, or no Word document.

    Examples
    --------
    >>> from pathlib import Path
    >>> article = read_docx(Path("tests/articles/files/report.docx").read_bytes(), "report.docx")
    >>> article.title
    'Harbour of Lisk opens again after storm'
    """
    if data.startswith(OLE):
        raise ArticleError(
            f"Cannot read {name}: it is encrypted, or an old .doc file. Open it in Word or"
            " LibreOffice, and save it as .docx without a password."
        )
    body = _body(_main(data, name), name)
    blocks = list(_blocks(body))
    left_out = {
        "tracked changes are accepted": {"ins", "del", "moveFrom"},
        "footnotes are left out": {"footnoteReference", "endnoteReference"},
        "comments are left out": {"commentReference"},
        "text boxes are left out": {"txbxContent"},
    }
    present = {_kind(element) for element in body.iter(etree.Element)}
    met = [what for what, kinds in left_out.items() if kinds & present]
    note = f"{name} is a Word document; offsets point into the text taken from it."
    said = f" {', '.join(met).capitalize()}." if met else ""
    return Article(
        text=join_blocks(blocks), title=find_title(blocks), source=name,
        notes=(Issue("extracted", note + said),),
    )  # fmt: skip


def _main(data: bytes, name: str) -> bytes:
    """Return the XML of the running text."""
    with open_zip(data, name, what="Word document") as archive:
        try:
            member = archive.getinfo(MAIN)
        except KeyError:
            raise ArticleError(
                f"Cannot read {name}: it holds no {MAIN}, so it is no Word document. Save it as"
                " .docx, or name it for what it is."
            ) from None
        xml = read_member(archive, member, name)
    if len(xml) > MOST_XML:
        raise ArticleError(
            f"Cannot read {name}: its text has {len(xml):,} bytes of XML. At most {MOST_XML:,} are"
            " read. Copy the part that matters into a document of its own."
        )
    return xml


def _body(xml: bytes, name: str) -> Element:
    """Parse the XML without entities of its own and without access to anything outside it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(io.BytesIO(xml), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise ArticleError(
            f"Cannot read {name}: its text is damaged XML ({error.msg}). Open it in Word or"
            " LibreOffice, and save it again."
        ) from None
    return next((child for child in root if _kind(child) == "body"), root)


def _kind(element: Element) -> str:
    """Return an element's name without its namespace, which differs in strict documents."""
    return str(element.tag).rpartition("}")[2]


def _value(element: Element) -> str | None:
    """Return the attribute ``val`` of an element."""
    return next((v for key, v in element.attrib.items() if key.endswith("}val")), None)


def _blocks(element: Element) -> Iterator[TextBlock]:
    """Yield the paragraphs and rows of an element in order."""
    for child in element.iterchildren(etree.Element):
        kind = _kind(child)
        if kind == "p":
            yield _paragraph(child)
        elif kind == "tbl":
            for row in child.iterchildren("{*}tr"):
                cells = row.iter("{*}tc") if row.find(".//{*}tbl") is None else row.iter("{*}tr")
                yield from row_blocks([[b.text for b in _blocks(cell)] for cell in cells])
        elif kind in CONTAINERS:
            yield from _blocks(child)


def _paragraph(element: Element) -> TextBlock:
    text = "".join(_runs(element)).strip()
    style = element.find("{*}pPr/{*}pStyle")
    number = element.find("{*}pPr/{*}numPr/{*}numId")
    named = (_value(style) or "") if style is not None else ""
    if named in HEADINGS:
        return TextBlock(text, is_heading=True)
    is_numbered = number is not None and _value(number) != "0" and not named.startswith("Heading")
    return (
        item_block(text) if text and (is_numbered or named.startswith(LISTS)) else TextBlock(text)
    )


def _runs(element: Element) -> Iterator[str]:
    """Yield the text of a paragraph's runs; what is hidden or deleted is none."""
    for child in element.iterchildren(etree.Element):
        kind = _kind(child)
        if kind in LEFT_OUT or (kind == "r" and _is_hidden(child)):
            continue
        if kind == "t":
            yield child.text or ""
        elif kind == "br":
            is_break = any(v in ("page", "column") for v in child.attrib.values())
            yield "" if is_break else "\n"
        elif kind in MARKS:
            yield MARKS[kind]
        else:
            yield from _runs(child)


def _is_hidden(run: Element) -> bool:
    mark = run.find("{*}rPr/{*}vanish")
    return mark is not None and _value(mark) not in OFF
