"""Check a draft against its sources: quotations, attributions and figures."""

from .check import check

__all__ = ["check"]
