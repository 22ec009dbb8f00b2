"""Word documents: quotes and figures with citation and link to their place in the text."""

import io
from itertools import pairwise

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from .fixed_archive import fix_archive
from .handover import Handover
from .references import CitedArticle, Paragraph, Reference, cite, one_line

# The longest title that Word's document properties hold.
LONGEST_TITLE = 255
GREY = RGBColor(0x55, 0x55, 0x55)


def render(handover: Handover) -> bytes:
    """Return the quotes and figures as a Word document.

    Parameters
    ----------
    handover
        The tables, and what is told of them.

    Returns
    -------
    bytes
        Each row has its words, who says them, the article, a link to the words in the paragraphs
        at the end, a link to them on the article's page, and its id.

    Examples
    --------
    >>> import newsframes as nf
    >>> render(Handover(nf.tabulate("All quiet.")))[:2]
    b'PK'
    """
    document = Document()
    properties = document.core_properties
    title = f"Quotes and figures: {one_line(handover.title)}"
    properties.title, properties.author = title[:LONGEST_TITLE], "newsframes"
    properties.comments = ""
    document.add_heading(title, level=0)
    facts = {"Date": handover.date, "Licence of the tables": handover.licence}
    for label, value in facts.items():
        if value is not None:
            document.add_paragraph(f"{label}: {value}")
    for article in cite(handover.tables):
        _add_article(document, article)
    made = io.BytesIO()
    document.save(made)
    return fix_archive(made.getvalue())


def _add_article(document: WordDocument, article: CitedArticle) -> None:
    heading = f"Article {article.number}"
    document.add_heading(f"{heading}: {article.title}", level=1)
    if article.origin != article.title:
        origin = document.add_paragraph(f"{article.origin}. ")
        if article.address is not None:
            _add_link(origin, "Page", address=article.address)
    document.add_heading("Quotes", level=2)
    for one in article.quotes:
        spacing = document.add_paragraph(one.words, style="Quote").paragraph_format
        spacing.keep_with_next, spacing.space_after = True, Pt(2)
        line = document.add_paragraph("— ")
        line.add_run(one.who).bold = True
        line.add_run(f" ({one.note}). ")
        _add_place(line, article, one)
    if not article.quotes:
        document.add_paragraph("None.")
    document.add_heading("Figures", level=2)
    for one in article.figures:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(one.words).bold = True
        line.add_run(f" — {one.note}; {one.who}. ")
        _add_place(line, article, one)
    if not article.figures:
        document.add_paragraph("None.")
    if article.paragraphs:
        document.add_heading("Where they stand", level=2)
    limits = [*(paragraph.start for paragraph in article.paragraphs[1:]), len(article.text)]
    for paragraph, limit in zip(article.paragraphs, limits, strict=False):
        _add_text(document, article, paragraph, limit)


def _add_place(line: WordParagraph, article: CitedArticle, one: Reference) -> None:
    """Add the citation of a row to its line."""
    line.add_run(f"{article.origin}, ")
    _add_link(line, one.place, anchor=_bookmark(article, one))
    if one.address is not None:
        line.add_run(", ")
        _add_link(line, "on the page", address=one.address)
    line.add_run(". ")
    run = line.add_run(f"Row {one_line(one.row_id)}")
    run.font.size, run.font.color.rgb = Pt(8), GREY


def _add_link(
    line: WordParagraph, words: str, *, address: str | None = None, anchor: str | None = None
) -> None:
    """Add a link to a page or to a bookmark."""
    link = OxmlElement("w:hyperlink")
    if address is not None:
        relation = line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), relation)
    if anchor is not None:
        link.set(qn("w:anchor"), anchor)
    run = line.add_run(words)
    run.font.underline, run.font.color.rgb = True, RGBColor(0x05, 0x63, 0xC1)
    link.append(run._r)
    line._p.append(link)


def _add_text(
    document: WordDocument, article: CitedArticle, paragraph: Paragraph, limit: int
) -> None:
    """Add a paragraph of an article, with the bookmarks of the rows that begin or end in it.

    What ends before ``limit``, where the next paragraph begins, ends in this one.
    """
    line = document.add_paragraph()
    number = line.add_run(f"{paragraph.number}  ")
    number.font.size, number.font.color.rgb = Pt(8), GREY
    rows = (*article.quotes, *article.figures)
    begun = [
        (max(one.start, paragraph.start), one) for one in rows if one.paragraph == paragraph.number
    ]
    ended = [
        (min(one.end, paragraph.end), one) for one in rows if paragraph.start < one.end <= limit
    ]
    cuts = {at for at, _ in (*begun, *ended)} | {paragraph.start, paragraph.end}
    for start, end in pairwise(sorted(cuts)):
        for at, one in begun:
            if at == start:
                line._p.append(_mark("w:bookmarkStart", article, one))
        line.add_run(_visible(article.text[start:end]))
        for at, one in ended:
            if at == end:
                line._p.append(_mark("w:bookmarkEnd", article, one))


def _bookmark(article: CitedArticle, one: Reference) -> str:
    return f"article_{article.number}_row_{one.number}"


def _mark(tag: str, article: CitedArticle, one: Reference) -> BaseOxmlElement:
    """Return the beginning or the end of a row's bookmark."""
    mark = OxmlElement(tag)
    mark.set(qn("w:id"), str(article.number * 100_000 + one.number))
    if tag == "w:bookmarkStart":
        mark.set(qn("w:name"), _bookmark(article, one))
    return mark


def _visible(text: str) -> str:
    """Return a text with a space for each mark that is not seen."""
    return "".join(mark if mark.isprintable() else " " for mark in text)
