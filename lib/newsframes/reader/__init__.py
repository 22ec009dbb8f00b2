"""The reader: text to one spaCy ``Doc`` with tokens, tags, tree, lemmas, names and attributions."""

from typing import TYPE_CHECKING

from ..late_names import late

if TYPE_CHECKING:
    from .encoder import Encoder, ReaderError, default_encoder
    from .paragraphs import cut_paragraphs
    from .reader import Reader, Reading, default_reader

__all__ = [
    "Encoder",
    "Reader",
    "ReaderError",
    "Reading",
    "cut_paragraphs",
    "default_encoder",
    "default_reader",
]
__getattr__ = late(
    __name__,
    {
        "encoder": ("Encoder", "ReaderError", "default_encoder"),
        "paragraphs": ("cut_paragraphs",),
        "reader": ("Reader", "Reading", "default_reader"),
    },
)
