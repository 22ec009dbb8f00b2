"""What stands in quotation marks."""

import re
from collections.abc import Iterator

# Marks that open and close a quotation; a straight one does both.
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"\n]+)\"|«([^«»]+)»")


def find_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of what stands in quotation marks, without the marks.

    Examples
    --------
    >>> list(find_quotations("He said “we won” and left."))
    [(9, 15)]
    """
    for match in QUOTED.finditer(text):
        group = next(n for n in (1, 2, 3) if match[n] is not None)
        yield match.span(group)


def is_in_marks(quotations: list[tuple[int, int]], start: int, end: int) -> bool:
    """Return True if more than half of a stretch of a text stands in one of its quotations."""
    inside = sum(max(0, min(end, b) - max(start, a)) for a, b in quotations)
    return 2 * inside >= end - start
