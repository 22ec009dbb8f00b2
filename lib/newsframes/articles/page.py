"""A web page to an article: trafilatura finds the report; its text is then the text."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..tables.issue import Issue
from .article import Article, ArticleError
from .body import find_body
from .byline import find_byline, join_authors

if TYPE_CHECKING:
    from trafilatura.settings import Document

Tree = Any  # of lxml, which ships no types

HTML = re.compile(
    r"\s*(?:\ufeff)?\s*<(?:!doctype\s+html|html|head|body|\?xml[^>]*>\s*<(?:!doctype\s+)?html)",
    re.IGNORECASE,
)
BLOCKS = (
    "//*[self::p or self::li or self::blockquote or self::h1 or self::h2 or self::h3 or self::h4]"
)
# Not within what stands beside the report.
BESIDE = (
    "ancestor::aside or ancestor::footer or ancestor::nav"
    " or ancestor::*[contains(@class, 'comment')]"
)
SIGNED = (
    "//*[contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'author')"
    " or @rel='author' or @itemprop='author']"
    f"[not({BESIDE} or ancestor::*[contains(@class, 'related')])]"
)
# Paragraphs that are nothing but a link, and those of advertisements.
CLASSES = "concat(' ', translate(normalize-space(@class), 'ADPROMVET_', 'adpromvet-'), ' ')"
ADVERTS = " or ".join(
    f"contains({CLASSES}, '{name}')"
    for name in (
        " ad ",
        " ads ",
        " advert ",
        " advertisement ",
        " promo ",
        " promotion ",
        " sponsored ",
        " newsletter ",
    )
)
ASIDES = (
    "//p[.//a[@href] and normalize-space(.) = normalize-space(.//a[@href])]"
    f" | //p[ancestor-or-self::*[{ADVERTS}]]"
)
TEASERS = "//*[self::h1 or self::h2 or self::h3 or self::h4][.//a[@href] or ancestor::a[@href]]"
# So many headings that lead elsewhere, and such a share of all lines, make a page an index of
# others.
FEWEST_TEASERS, TEASER_SHARE = 3, 0.3
# A larger page is no report; its tree would take ten times the memory.
MOST_PAGE = 10 * 2**20


def looks_like_page(text: str) -> bool:
    """Return True if a text opens as an HTML document does.

    Examples
    --------
    >>> looks_like_page("<!doctype html><p>All quiet.</p>"), looks_like_page("<b>All</b> quiet.")
    (True, False)
    """
    return bool(HTML.match(text[:500]))


def read_page(page: str, source: str, notes: tuple[Issue, ...] = ()) -> Article:
    """Extract the report from a page.

    Parameters
    ----------
    page
        HTML source.
    source
        What to record as the article's source.

    Returns
    -------
    Article
        Its byline is the one that readers see, else what the page's metadata say, unless that is
        the outlet.

    Raises
    ------
    ArticleError
        If the page is too large, or no report is found in it, or only the headings of others.

    Examples
    --------
    >>> said = "The ferry ran again on Monday after three days of storm, the harbour office said."
    >>> page = f"<html><body><h1>Ferry</h1><p>By Ann Lee</p><p>{said}</p></body></html>"
    >>> read_page(page, "ferry.html").byline
    'Ann Lee'
    """
    if len(page) > MOST_PAGE:
        raise ArticleError(
            f"Cannot read {source}: the page has {len(page):,} characters. At most {MOST_PAGE:,}"
            " are read. Copy the text into a .txt file instead."
        )
    # Here, not above: it takes a third of a second, and most articles are plain text.
    import trafilatura.settings

    found = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # htmldate would otherwise take today's date as its bound.
        date_extraction_params={"original_date": True, "max_date": "2100-01-01"},
    )
    extracted = (found.text or "") if isinstance(found, trafilatura.settings.Document) else ""
    if not isinstance(found, trafilatura.settings.Document) or not extracted.strip():
        raise ArticleError(
            f"Cannot read {source}: no report was found in the page. Copy the text into a .txt file"
            " instead."
        )
    tree = trafilatura.load_html(page)
    text = extracted if "\n" in extracted else _cut_at_blocks(extracted, tree)
    if n_teasers := _count_teasers(text, tree):
        raise ArticleError(
            f"Cannot read {source}: it is an index of {n_teasers} other pages, not a report. Read"
            " those pages instead."
        )
    text = _without_asides(text, tree)
    byline = _byline(text, tree, found)
    return Article(
        text=text,
        title=found.title,
        published=found.date,
        source=source,
        byline=byline,
        notes=notes,
    )


def _texts(tree: Tree, path: str) -> Iterator[str]:
    """Yield the text of each element on a path, with single spaces."""
    for element in tree.xpath(path):
        if text := " ".join(element.text_content().split()):
            yield text


def _cut_at_blocks(text: str, tree: Tree) -> str:
    """Restore the line breaks that an extraction lost.

    They stand before and after each paragraph and heading of the page.
    """
    lines, at = [], 0
    for block in _texts(tree, BLOCKS):
        begin = text.find(block, at)
        if begin >= 0:
            lines += [text[at:begin], block]
            at = begin + len(block)
    lines.append(text[at:])
    return "\n".join(line.strip() for line in lines if line.strip())


def _count_teasers(text: str, tree: Tree) -> int:
    """Count the lines that are headings of other pages, if these make the page an index; else 0."""
    lines = [" ".join(line.lstrip("- ").split()) for line in text.splitlines() if line.strip()]
    elsewhere = f"{TEASERS}[not(.//a[starts-with(@href, '#')])]"
    n_teasers = len(set(lines) & set(_texts(tree, elsewhere)))
    return n_teasers if n_teasers >= max(FEWEST_TEASERS, TEASER_SHARE * len(lines)) else 0


def _byline(text: str, tree: Tree, found: "Document") -> str | None:
    """Return the byline that readers see, or the fuller one of the metadata.

    Never the name of the outlet.
    """
    seen = find_body(text, title=found.title).byline or next(
        (
            byline
            for line in _texts(tree, SIGNED)
            if (byline := find_byline(line) or find_byline(f"By {line}"))
        ),
        None,
    )
    authors = join_authors(found.author or "", found.sitename)
    has_more = authors and seen and ";" in authors and seen.casefold() in authors.casefold()
    return authors if has_more or seen is None else seen


def _without_asides(text: str, tree: Tree) -> str:
    """Leave out the lines that are links to other pages, or advertisements.

    Not if nothing else is left.
    """
    asides = set(_texts(tree, ASIDES))
    lines = [line for line in text.split("\n") if " ".join(line.split()) not in asides]
    return "\n".join(lines) if any(map(str.strip, lines)) else text
