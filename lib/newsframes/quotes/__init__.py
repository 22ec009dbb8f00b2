"""Quotes: attribution spans linked to who says what, with which word, in which marks."""

from .finding import find_quotes
from .nested import find_nested
from .quote import Quote

__all__ = ["Quote", "find_nested", "find_quotes"]
