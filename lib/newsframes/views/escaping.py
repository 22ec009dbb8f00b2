"""Text that stays text in Markdown."""

import re

from ..tables.rendering import MARKDOWN_DOLLAR

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~&])")


def escape(text: str) -> str:
    r"""Return a text without Markdown, HTML or mathematics; line ends become spaces.

    Examples
    --------
    >>> escape("*$5*")
    '\\*<span>&#36;</span>5\\*'
    """
    plain = "".join(mark if mark.isprintable() else " " for mark in text)
    marked = SPECIAL.sub(r"\\\1", " ".join(plain.split()))
    return marked.replace("\\<", "&lt;").replace("\\&", "&amp;").replace("$", MARKDOWN_DOLLAR)
