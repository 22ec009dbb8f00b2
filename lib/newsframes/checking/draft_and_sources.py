"""What a check is given: a draft in whatever form, and sources."""

from collections.abc import Iterable
from pathlib import Path

from ..articles import Article, Articles, read_article, read_articles
from ..pipeline import tabulate
from ..tables.linked import Tables
from .json_draft import is_json, prose_of_json

Sources = Tables | Article | str | Path | Iterable[Article | str | Path]


def read_draft(draft: Article | str | Path) -> Article | str:
    """Return a draft to read; an answer in JSON as the sentences that it stands for."""
    if isinstance(draft, Path) and draft.suffix.lower() == ".json":
        return Article(prose_of_json(draft.read_text("utf-8-sig")), source=draft.name)
    if isinstance(draft, str) and is_json(draft):
        return prose_of_json(draft)
    return _article(draft)


def _article(source: Article | str | Path) -> Article | str:
    return read_article(source) if isinstance(source, Path) else source


def read_sources(sources: Sources) -> Tables:
    """Return the tables of sources; a folder is read whole."""
    if isinstance(sources, Tables):
        return sources
    if isinstance(sources, Article | Articles):
        return tabulate(sources)
    if isinstance(sources, Path):
        return tabulate(read_articles(sources) if sources.is_dir() else read_article(sources))
    if isinstance(sources, str):
        return tabulate(sources)
    return tabulate([_article(source) for source in sources], progress=False)
