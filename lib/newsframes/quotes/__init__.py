"""Quotes: attribution spans linked to who says what, with which word, in which marks."""

from typing import TYPE_CHECKING

from ..late_names import late

if TYPE_CHECKING:
    from .attribution import Attribution
    from .content import has_clause
    from .embedded import find_nested
    from .quote_finding import find_quotes

__all__ = ["Attribution", "find_nested", "find_quotes", "has_clause"]
__getattr__ = late(
    __name__,
    {
        "attribution": ("Attribution",),
        "content": ("has_clause",),
        "embedded": ("find_nested",),
        "quote_finding": ("find_quotes",),
    },
)
