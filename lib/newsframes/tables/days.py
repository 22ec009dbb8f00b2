"""The order of articles by their days of publication."""

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from .linked import Tables

# Sorts behind every day: articles without a day of publication come last.
UNDATED = "9999-12-31"


def articles_by_day(tables: "Tables") -> pd.DataFrame:
    """Return the articles by day of publication, those without one last.

    Examples
    --------
    >>> import newsframes as nf
    >>> articles = [nf.Article("All quiet."), nf.Article("It rained.", published="2022-01-07")]
    >>> articles_by_day(nf.tabulate(articles)).text.tolist()
    ['It rained.', 'All quiet.']
    """
    days = tables.articles.published.fillna(UNDATED)
    return tables.articles.assign(day=days).sort_values("day", kind="stable")
