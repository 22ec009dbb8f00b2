"""Copies: articles with the same words."""

from collections.abc import Iterable

from ..tables.issue import Issue
from .article import Article


def drop_copies(articles: Iterable[Article]) -> tuple[list[Article], list[Issue]]:
    r"""Keep the first of the articles with the same text.

    Two texts are the same if they differ only in white space: a copy with other line ends is one
    article, and its rows count once. Near copies are kept; ``find_near_copies`` names them.

    Parameters
    ----------
    articles
        In the order in which they are to be kept.

    Returns
    -------
    tuple
        The articles kept, in order, and the issues: ``duplicate`` for an article dropped.

    Examples
    --------
    >>> texts = ["All quiet.\n", "All quiet.\r\n"]
    >>> kept, issues = drop_copies(Article(text=text) for text in texts)
    >>> len(kept), issues[0].kind
    (1, 'duplicate')
    """
    first_of: dict[str, Article] = {}
    kept: list[Article] = []
    issues = []
    for article in articles:
        first = first_of.setdefault(" ".join(article.text.split()), article)
        if first is article:
            kept.append(article)
            continue
        message = f"{_name(article)} has the same text as {_name(first)}; it is left out."
        issues.append(Issue("duplicate", message, first.article_id))
    return kept, issues


def _name(article: Article) -> str:
    return article.source or f"article {article.article_id}"
