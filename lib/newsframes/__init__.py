"""Reads news reports into linked pandas tables: who is in them, who says what, which numbers they give."""

from importlib import import_module
from importlib.metadata import version

from .alignment import align_actors
from .articles import Article, ArticleError, Articles, read_article, read_articles
from .columns import ContractError, codebook
from .ledger import ledger
from .reader import Reader, ReaderError
from .tables import Tables
from .tabulate import tabulate

__version__ = version("newsframes")
__all__ = [
    "Article", "ArticleError", "Articles", "ContractError", "Reader", "ReaderError", "Tables", "align_actors",
    "annotate", "charts", "codebook", "ledger", "read_article", "read_articles", "tabulate",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import what draws only when it is asked for: matplotlib takes longer than everything else together."""
    if name == "charts":
        return import_module(".charts", __name__)
    if name == "annotate":
        return import_module(".annotation", __name__).annotate
    raise AttributeError(f"module 'newsframes' has no attribute {name!r}. It has: {', '.join(__all__)}")
