"""Copies: articles with the same words, and near copies of one agency report."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..tables.issue import Issue
from .article import Article
from .body import read_body

WORD = re.compile(r"\w+")
SENTENCE = re.compile(r"(?<=[.!?…”\"])\s+|[\r\n]+")
# Two articles are near copies if so much of the shorter body stands in the longer one.
SHARED = 0.8
# A body of fewer words, or a sentence of fewer, says nothing about where it comes from.
FEWEST_WORDS, FEWEST_IN_SENTENCE = 10, 4


@dataclass(frozen=True)
class Outline:
    """The sentences of a body with their numbers of words.

    A sentence is its words without case and punctuation.
    """

    sentences: dict[str, int]

    @classmethod
    def of(cls, article: Article) -> "Outline":
        """Outline an article's body, without what frames it and without residue."""
        text, body = read_body(article)
        sentences = SENTENCE.split(text[body.start : body.end])
        words = [WORD.findall(sentence.casefold()) for sentence in sentences]
        return cls({" ".join(one): len(one) for one in words if len(one) >= FEWEST_IN_SENTENCE})

    @property
    def n_words(self) -> int:
        """Number of words of the sentences."""
        return sum(self.sentences.values())


def drop_copies(articles: Iterable[Article]) -> tuple[list[Article], list[Issue]]:
    r"""Keep the first of the articles with the same text, and note near copies among those kept.

    Two texts are the same if they differ only in white space: a copy with other line ends is one
    article, and its rows count once. A near copy is kept, and its rows count again; with an earlier
    article it shares whole sentences that are at least 0.8 of the words of the shorter body.

    Parameters
    ----------
    articles
        In the order in which they are to be kept.

    Returns
    -------
    tuple
        The articles kept, in order, and the issues: ``duplicate`` for an article dropped,
        ``near_copy`` for one kept.

    Examples
    --------
    >>> texts = ["All quiet.\n", "All quiet.\r\n"]
    >>> kept, issues = drop_copies(Article(text=text) for text in texts)
    >>> len(kept), issues[0].kind
    (1, 'duplicate')
    """
    first_of: dict[str, Article] = {}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    kept: list[Article] = []
    outlines: list[Outline] = []
    issues = []
    for article in articles:
        first = first_of.setdefault(" ".join(article.text.split()), article)
        if first is not article:
            message = f"{_name(article)} has the same text as {_name(first)}; it is left out."
            issues.append(Issue("duplicate", message, first.article_id))
            continue
        outline = Outline.of(article)
        nearest = _nearest(outline, outlines, holders)
        if nearest is not None:
            message = (
                f"{_name(article)} is a near copy of {_name(kept[nearest])}; both are kept, so that"
                " what they share counts twice. Leave one out before you count."
            )
            issues.append(Issue("near_copy", message, article.article_id))
        for sentence in outline.sentences:
            holders[sentence].append(len(kept))
        kept.append(article)
        outlines.append(outline)
    return kept, issues


def _nearest(
    outline: Outline, outlines: list[Outline], holders: dict[str, list[int]]
) -> int | None:
    """Return which of the earlier articles an article is a near copy of.

    Of several, the one it shares most with.
    """
    shared: Counter[int] = Counter()
    for sentence, n_words in outline.sentences.items():
        for n in holders.get(sentence, ()):
            shared[n] += n_words
    for n, n_shared in shared.most_common():
        shorter = min(outline.n_words, outlines[n].n_words)
        if shorter >= FEWEST_WORDS and n_shared >= SHARED * shorter:
            return n
    return None


def _name(article: Article) -> str:
    return article.source or f"article {article.article_id}"
