"""Several articles, and what could not be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import overload

import pandas as pd

from ..tables.issue import Issue
from ..tables.rendering import render
from .article import Article, ArticleError
from .records import Outcome

# Kind of the issue of a day of publication that cannot be told; the articles are read.
NO_DAY = "no_day"
# Issues that are shown with the articles.
MOST_ISSUES = 5
# Articles that are listed where they are shown.
MOST_LISTED = 50
# The first words of an article that has no title, and where they are looked for.
TITLE_LENGTH, MOST_READ = 60, 1000


@dataclass(frozen=True)
class Articles(Sequence[Article]):
    """The articles that could be read, in order, and an issue for each that was not."""

    articles: tuple[Article, ...]
    issues: tuple[Issue, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Article: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Article, ...]: ...

    def __getitem__(self, index: int | slice) -> Article | tuple[Article, ...]:
        return self.articles[index]

    def __len__(self) -> int:
        return len(self.articles)

    def __repr__(self) -> str:
        n_unread = sum(issue.kind != NO_DAY for issue in self.issues)
        counts = f"Articles: {len(self.articles)} read, {n_unread} not read"
        return "\n".join([counts, *(f"  {message}" for message in self._messages())])

    def _repr_html_(self) -> str:
        rows = self.contents().head(MOST_LISTED).fillna("").values.tolist()
        return render("articles", n_articles=len(self), rows=rows, messages=self._messages())

    def _messages(self) -> list[str]:
        """Return what could not be read, the first of it."""
        n_more = len(self.issues) - MOST_ISSUES
        more = [f"and {n_more:,} more: see issues"] if n_more > 0 else []
        return [*(issue.message for issue in self.issues[:MOST_ISSUES]), *more]

    def contents(self) -> pd.DataFrame:
        """List the articles, to choose one by its number.

        Returns
        -------
        pandas.DataFrame
            One row an article: ``number`` from 1, ``title`` (else the first words), ``published``,
            ``source``, ``n_chars``.

        Examples
        --------
        >>> Articles((Article("All quiet."),)).contents()[["number", "title"]].values.tolist()
        [[1, 'All quiet.']]
        """
        rows = [
            (number, one.title or _first_words(one.text), one.published, one.source, len(one.text))
            for number, one in enumerate(self.articles, 1)
        ]
        return pd.DataFrame(rows, columns=["number", "title", "published", "source", "n_chars"])

    def pick(self, number: int) -> "Articles":
        """Return one of the articles by its number, with the issues of all.

        Parameters
        ----------
        number
            As ``contents`` lists them, from 1.

        Returns
        -------
        Articles
            With one article; with none if none could be read, so that the issues say why.

        Raises
        ------
        ArticleError
            If there are articles, and none has this number.

        Examples
        --------
        >>> Articles((Article("All quiet."), Article("Rain."))).pick(2)[0].text
        'Rain.'
        """
        if not self.articles:
            return self
        if number not in range(1, len(self) + 1):
            raise ArticleError(
                f"Cannot pick article {number!r}: there are {len(self)}. Expected a number from 1"
                f" to {len(self)}; contents() lists them."
            )
        return Articles((self.articles[number - 1],), self.issues)


def _first_words(text: str) -> str:
    """Return the words that an article without a title begins with."""
    return shorten(text[:MOST_READ], TITLE_LENGTH, placeholder=" …")


def sort_outcomes(outcomes: Iterable[Outcome | Issue]) -> Articles:
    """Part the articles from the errors and issues."""
    articles, issues = [], []
    for outcome in outcomes:
        if isinstance(outcome, ArticleError):
            issues.append(Issue("unreadable", str(outcome)))
        elif isinstance(outcome, Issue):
            issues.append(outcome)
        else:
            articles.append(outcome)
    return Articles(tuple(articles), tuple(issues))
