"""The command line: the same calls, with paths."""

from .commands import app

__all__ = ["app"]
