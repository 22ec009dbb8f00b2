"""Blocks: the paragraphs, list items and table rows of a document, as plain text writes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

# A cell with more characters, or with two paragraphs, makes its table a means of layout.
LONGEST_CELL = 200
# The title stands among so many first blocks.
OPENING = 3


@dataclass(frozen=True)
class TextBlock:
    """A paragraph, or an item of a list or row of a table, which follow without a blank line."""

    text: str
    is_listed: bool = False
    is_heading: bool = False


def item_block(text: str) -> TextBlock:
    """Return an item of a list, with a hyphen for its bullet or number."""
    return TextBlock(f"- {text}", is_listed=True)


def row_blocks(cells: list[list[str]]) -> list[TextBlock]:
    r"""Return a row of a table, given the paragraphs of its cells.

    The cells stand on one line with tabs between them; in a table that is a means of layout,
    paragraphs stay paragraphs.

    Examples
    --------
    >>> [block.text for block in row_blocks([["Lisk"], ["280"]])]
    ['Lisk\t280']
    """
    filled = [[text for text in cell if text] for cell in cells]
    paragraphs = [text for cell in filled for text in cell]
    is_layout = len(paragraphs) == 1 or any(
        len(cell) > 1 or sum(map(len, cell)) > LONGEST_CELL for cell in filled
    )
    if is_layout:
        return [TextBlock(text) for text in paragraphs]
    row = "\t".join("".join(cell) for cell in filled)
    return [TextBlock(row, is_listed=True)] if paragraphs else []


def join_blocks(blocks: Iterable[TextBlock]) -> str:
    r"""Join blocks to a text: a blank line between paragraphs, none within a list or a table.

    Examples
    --------
    >>> join_blocks([TextBlock("Plans:"), item_block("sell"), item_block("close")])
    'Plans:\n\n- sell\n- close'
    """
    filled = [block for block in blocks if block.text]
    pieces = [block.text for block in filled[:1]]
    for before, block in pairwise(filled):
        pieces += ["\n" if before.is_listed and block.is_listed else "\n\n", block.text]
    return "".join(pieces)


def find_title(blocks: Iterable[TextBlock]) -> str | None:
    """Return the first heading, if it opens the text."""
    filled = [block for block in blocks if block.text][:OPENING]
    return next((block.text for block in filled if block.is_heading), None)
