"""Quotes: attribution spans linked to who says what, with which word, in which marks."""

from .attribution import Attribution
from .embedded import find_nested
from .quote_finding import find_quotes

__all__ = ["Attribution", "find_nested", "find_quotes"]
