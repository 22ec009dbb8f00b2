"""Tables of the one article that another process has just read, so that it is not read twice.

The command line reads an article for its report, and a notebook beside it is about the same one.
"""

import pickle
from functools import cache
from pathlib import Path

from .articles import Article
from .tables.linked import Tables


def hand_over(article: Article, vague: str, tables: Tables, path: Path) -> None:
    """Write the tables of an article to a file, for a process of ours.

    Parameters
    ----------
    article, vague
        What they were made of.
    tables
        As ``tabulate`` returned them, without corrections.
    path
        Where to. Nobody else must be able to write there: it is unpickled.
    """
    path.write_bytes(pickle.dumps((article, vague, tables)))


def take(path: str) -> None:
    """Let ``tabulate`` return the tables of this file when it is given their article."""
    _held().append(Path(path).read_bytes())


def tables_read_before(article: Article, vague: str) -> Tables | None:
    """Return the tables of an article that were taken, anew at each call; None without any."""
    for pickled in _held():
        known, how, tables = pickle.loads(pickled)
        if (known, how) == (article, vague):
            return tables
    return None


@cache
def _held() -> list[bytes]:
    """Return what this process has taken."""
    return []
