"""Markdown for notes and manuscripts: quotes and figures with citation and link to their place."""

import re
from collections.abc import Iterator

from ..views.escaping import escape
from .handover import Handover
from .references import CitedArticle, Reference, cite

# What begins a list or underlines a heading at the start of a line, but is plain elsewhere.
OPENING = re.compile(r"^(?:\d{1,9}(?=\.(?: |$))|(?=[-=]))")
# Where GitHub and JupyterLab begin a link though none is marked up.
BARE = re.compile(r"(?<=\w)(?=://)|(?<=www)(?=\.)", re.IGNORECASE)


def render(handover: Handover) -> bytes:
    """Return the quotes and figures as Markdown; no text from an article becomes markup.

    Parameters
    ----------
    handover
        The tables, and what is told of them.

    Returns
    -------
    bytes
        UTF-8. Each row has its words, who says them, the article, a link to the paragraph below
        that holds them, a link to the words on the article's page, and its id.

    Examples
    --------
    >>> import newsframes as nf
    >>> render(Handover(nf.tabulate("All quiet."))).decode().splitlines()[0].split(":")[0]
    '# Quotes and figures'
    """
    lines = [f"# Quotes and figures: {_text(handover.title)}", ""]
    facts = {"Date": handover.date, "Licence of the tables": handover.licence}
    known = [f"{label}: {_text(value)}" for label, value in facts.items() if value is not None]
    lines += [line for fact in known for line in (fact, "")]
    for article in cite(handover.tables):
        lines += _article(article)
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _article(article: CitedArticle) -> Iterator[str]:
    heading = f"Article {article.number}"
    yield from (f"## {heading}: {_text(article.title)}", "")
    if article.origin != article.title:
        page = "" if article.address is None else f" {_link('page', article.address)}"
        yield from (f"{_block(article.origin)}.{page}", "")
    yield from (f"### {heading}, quotes", "")
    for one in article.quotes:
        yield from (f"> {_block(one.words)}", ">")
        yield from (f"> — **{_text(one.who)}** ({_text(one.note)}). {_place(article, one)}", "")
    if not article.quotes:
        yield from ("None.", "")
    yield from (f"### {heading}, figures", "")
    for one in article.figures:
        said = f"{_block(one.words)} — {_text(one.note)}; {_text(one.who)}."
        yield from (f"- {said} {_place(article, one)}", "")
    if not article.figures:
        yield from ("None.", "")
    for paragraph in article.paragraphs:
        yield from (f"### {heading}, paragraph {paragraph.number}", "")
        yield from (_block(article.text[paragraph.start : paragraph.end]), "")


def _block(text: str) -> str:
    """Return a text that may begin a line, without Markdown."""
    return OPENING.sub(r"\g<0>\\", _text(text))


def _text(text: str) -> str:
    """Return a text without Markdown, in which no address becomes a link by itself."""
    return BARE.sub(r"\\", escape(text))


def _place(article: CitedArticle, one: Reference) -> str:
    """Return the citation of a row: article, place, page, id."""
    anchor = f"#article-{article.number}-paragraph-{one.paragraph}"
    place = _link(one.place, anchor)
    page = "" if one.address is None else f", {_link('on the page', one.address)}"
    return f"{_text(article.origin)}, {place}{page}. Row {_text(one.row_id)}"


def _link(words: str, address: str) -> str:
    """Return a link whose address cannot end early: no space, bracket or angle bracket is in it."""
    plain = address.replace("[", "%5B").replace("]", "%5D").replace("\\", "%5C")
    return f"[{words}](<{plain}>)"
