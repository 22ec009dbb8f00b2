"""Articles: the text that every offset points into, and where it comes from."""

from .article import Article, ArticleError
from .body import Body, find_body
from .collection import Articles, gather_articles, read_article, read_articles
from .lines import unwrap

__all__ = [
    "Article",
    "ArticleError",
    "Articles",
    "Body",
    "find_body",
    "gather_articles",
    "read_article",
    "read_articles",
    "unwrap",
]
