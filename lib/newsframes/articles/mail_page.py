"""The HTML of a mail message to text."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

Element = Any  # of lxml, which ships no types

LEFT_OUT = {"head", "noscript", "object", "script", "style", "template", "title"}
BLOCKS = {
    "address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "td", "th", "tr", "ul",
}  # fmt: skip
# What mail programs wrap replies in, and what they hide.
QUOTED = re.compile(r"\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote)\b")
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
BREAKS, BLANKS = re.compile(r"[ \t]*\n[ \t\n]*\n[ \t]*"), re.compile(r"[ \t\r\n\xa0]+")


def page_text(page: str) -> str:
    """Return what a page shows, one blank line between blocks, without the replies it quotes.

    Examples
    --------
    >>> page_text("<p>The ferry <b>ran</b>.</p><blockquote type='cite'>Did it?</blockquote>")
    'The ferry ran.'
    """
    try:
        tree = html.document_fromstring(DECLARATION.sub("", page, count=1))
    except (etree.ParserError, ValueError):
        return ""
    text = re.sub(r" ?\n ?", "\n", re.sub(r" {2,}", " ", "".join(_pieces(tree))))
    return BREAKS.sub("\n\n", text).strip()


def _pieces(element: Element) -> Iterator[str]:
    """Yield the text of an element, with line breaks for blocks."""
    is_block = element.tag in BLOCKS
    if isinstance(element.tag, str) and not _is_left_out(element):
        yield "\n\n" if is_block else "\n" if element.tag == "br" else ""
        yield "- " if element.tag == "li" else ""
        yield BLANKS.sub(" ", element.text or "")
        for child in element:
            yield from _pieces(child)
        yield "\n\n" if is_block else ""
    yield BLANKS.sub(" ", element.tail or "")


def _is_left_out(element: Element) -> bool:
    is_cited = element.tag == "blockquote" and element.get("type", "").lower() == "cite"
    return bool(
        element.tag in LEFT_OUT
        or is_cited
        or QUOTED.search(element.get("class", ""))
        or HIDDEN.search(element.get("style", ""))
    )
