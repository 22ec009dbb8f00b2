"""Posts: the parts of a live blog, each an article of its own."""

import re
from dataclasses import replace
from itertools import pairwise

from ..tables.issue import Issue
from .article import Article, ArticleError
from .article_list import Articles

# A time of day at the start of a line, perhaps with its zone.
TIME = re.compile(
    r"^[ \t]*(?:[-*•][ \t]+)?[\[(]?"
    r"(?P<time>(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[ \t]?[ap]\.?m\b\.?)?"
    r"|(?:1[0-2]|[1-9])[ \t]?[ap]\.?m\b\.?)"
    r"(?:[ \t]?(?:GMT|BST|UTC|I?ST|[ECMP][SD]?T|A?E[SD]T|CES?T))?[\])]?(?P<mark>[ \t]*[-–—:|])?"
    r"(?:[ \t]+|$)",
    re.MULTILINE,
)
FEWEST_POSTS = 3
# A longer line behind a time, or one that ends as a sentence does, is no heading.
LONGEST_HEADING = 120
SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*$")


def read_posts(article: Article) -> Articles:
    r"""Read the posts of a live blog as articles.

    A post begins with a line that begins with a time; what stands before the first is a part of its
    own. Not found: posts parted by their layout alone.

    Parameters
    ----------
    article
        The live blog.

    Returns
    -------
    Articles
        In the order of the text. The text of each is its own, and so are its offsets; its source
        says of when it is; its day is that of the live blog, and its title the heading behind the
        time, if there is one.

    Raises
    ------
    ArticleError
        If fewer than three lines begin with a time.

    Examples
    --------
    >>> text = "10:05 Roads close\nPolice left.\n\n9:40 Rain.\n\n9:10 Fog."
    >>> [(post.source, post.title) for post in read_posts(Article(text=text, source="blog"))]
    [('blog, 10:05', 'Roads close'), ('blog, 9:40', None), ('blog, 9:10', None)]
    """
    text, name = article.text, article.source or "the article"
    found = list(TIME.finditer(text))
    if len(found) < FEWEST_POSTS:
        raise ArticleError(
            f"Cannot part {name} into posts: {len(found)} line(s) begin with a time. Expected at"
            f" least {FEWEST_POSTS}, such as “14:32 Roads close”."
        )
    posts = []
    if text[: found[0].start()].strip():
        posts.append(_part(article, text[: found[0].start()], f"{name}, opening", article.title))
    edges = [*(match.start() for match in found), len(text)]
    for match, (start, end) in zip(found, pairwise(edges), strict=True):
        part = text[start:end]
        if part[match.end() - start :].strip():
            label = f"{name}, {' '.join(match['time'].split())}"
            posts.append(_part(article, part, label, _heading(part[match.end() - start :])))
    return Articles(tuple(posts))


def _part(article: Article, text: str, source: str, title: str | None) -> Article:
    note = Issue("extracted", f"This is {source}; offsets point into the text of this part alone.")
    return replace(
        article, text=text.strip(), source=source, title=title, notes=(note,), as_is=True
    )


def _heading(text: str) -> str | None:
    """Return the first line of a post if it is a heading with a text below it."""
    line, _, rest = text.lstrip("\r\n").partition("\n")
    line = line.strip()
    is_heading = rest.strip() and len(line) <= LONGEST_HEADING and not SENTENCE_END.search(line)
    return line or None if is_heading else None
