"""Tables of many articles, taken a part at a time, or gathered where all are needed at once."""

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

import pandas as pd

from .linked import Tables
from .schema import CONTRACT

# So many articles are held in memory at once where a question needs all of them: some gigabytes.
MOST_AT_ONCE = 20_000


@runtime_checkable
class TablesInParts(Protocol):
    """Tables of any number of articles, which can be taken a part at a time: ``Tables``, a corpus.

    No article is in two parts, and the rows of one are in one part.
    """

    def parts(self) -> Iterator[Tables]:
        """Yield the tables of some of the articles after those of others."""

    def known_copies(self) -> pd.DataFrame | None:
        """Return the near copies among the articles, None where they are to be looked for."""


def gather_parts(parts: Iterable[Tables]) -> Tables:
    """Return the tables of all parts as one; the rows have a plain range index.

    Parameters
    ----------
    parts
        Of different articles, at least one.
    """
    frames = [part.frames() for part in parts]
    return Tables(
        **{name: pd.concat([own[name] for own in frames], ignore_index=True) for name in CONTRACT}
    )


def gather(tables: TablesInParts) -> Tables:
    """Return tables as they are, and those of a corpus as one, for what needs all at once.

    Raises
    ------
    ValueError
        If a corpus has too many articles for memory; it says how to ask for some of them.
    """
    if isinstance(tables, Tables):
        return tables
    found: list[Tables] = []
    n_articles = 0
    for part in tables.parts():
        n_articles += len(part.articles)
        if n_articles > MOST_AT_ONCE:
            raise ValueError(
                f"Cannot hold more than {MOST_AT_ONCE:,} articles in memory at once, as this"
                " question needs. Ask it of some of them: corpus.tables(article_ids) and"
                " corpus.sample(n) return their tables; corpus.sql finds their ids."
            )
        found.append(part)
    return gather_parts(found)
