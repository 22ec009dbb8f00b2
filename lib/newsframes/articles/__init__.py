"""Articles: the text that every offset points into, and where it comes from."""

from .article import Article, ArticleError
from .article_list import Articles
from .body import Body, find_body, read_body
from .collection import read_article, read_articles, read_text
from .copies import drop_copies
from .gathering import gather_articles
from .language import is_english
from .lines import unwrap
from .posts import read_posts
from .residue import find_residue, readable

__all__ = [
    "Article",
    "ArticleError",
    "Articles",
    "Body",
    "drop_copies",
    "find_body",
    "find_residue",
    "gather_articles",
    "is_english",
    "read_article",
    "read_articles",
    "read_body",
    "read_posts",
    "read_text",
    "readable",
    "unwrap",
]
