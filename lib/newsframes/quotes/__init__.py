"""Quotes: attribution spans linked to who says what, with which word, in which marks."""

from .content import has_clause
from .embedded import find_nested
from .finding import find_quotes
from .quote import Quote

__all__ = ["Quote", "find_nested", "find_quotes", "has_clause"]
