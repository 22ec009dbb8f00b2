"""A web page to an article: trafilatura finds the report; its text is then the text."""

import re

from ..issue import Issue
from .article import Article, ArticleError

HTML = re.compile(
    r"\s*(?:\ufeff)?\s*<(?:!doctype\s+html|html|head|body|\?xml[^>]*>\s*<(?:!doctype\s+)?html)", re.IGNORECASE
)


def looks_like_page(text: str) -> bool:
    """Say whether a text opens as an HTML document does."""
    return bool(HTML.match(text[:500]))


def read_page(page: str, source: str, notes: tuple[Issue, ...] = ()) -> Article:
    """Extract the report from a page.

    Parameters
    ----------
    page
        HTML source.
    source
        What to record as the article's source.

    Raises
    ------
    ArticleError
        If no report is found in the page.
    """
    import trafilatura  # here, not above: it takes a third of a second and most articles are plain text

    found = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # htmldate would otherwise take today's date as its bound.
        date_extraction_params={"original_date": True, "max_date": "2100-01-01"},
    )
    if found is None or not (found.text or "").strip():
        raise ArticleError(
            f"Cannot read {source}: no report was found in the page. Copy the text into a .txt file instead."
        )
    return Article(
        text=found.text, title=found.title, published=found.date, source=source, byline=found.author, notes=notes
    )


def fetch_page(url: str) -> str:
    """Get a page from the web; the one place where the library uses the network, on the caller's explicit URL.

    Raises
    ------
    ArticleError
        If the server cannot be reached or does not answer with a page.
    """
    from trafilatura.downloads import fetch_response

    response = fetch_response(url, decode=True)
    if response is None or response.status != 200 or not response.html:
        found = "no answer" if response is None else f"status {response.status}"
        raise ArticleError(
            f"Cannot read {url}: {found}. Expected a page with status 200. Check the address, or save the page and"
            " read the file."
        )
    return response.html
