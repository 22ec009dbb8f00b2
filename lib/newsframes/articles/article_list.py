"""Several articles, and what could not be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from ..tables.issue import Issue
from .article import Article, ArticleError
from .records import Outcome


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
        return f"Articles: {len(self.articles)} read, {len(self.issues)} not read"


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
