"""The reader: text to one spaCy ``Doc`` with tokens, tags, tree, lemmas and names."""

from .reader import Reader, ReaderError, Reading, default_reader

__all__ = ["Reader", "ReaderError", "Reading", "default_reader"]
