"""Listing: figures of a list that leaves out what all have in common ("Guatemala, 95 tons.

Cuba, 80").
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span

from ..reader import Reading
from .figure import Figure

# An item in brackets after its name, and one behind a semicolon: the name, and what follows the
# number.
BRACKETED = re.compile(
    r"\)?,?\s(?:and\s)?(?P<name>(?:the\s)?[A-Z][\w’'-]*(?:\s(?:of\s)?[A-Z][\w’'-]*){0,3})\s\(\s?"
)
JOINED = re.compile(
    r",?(?:\sin\s\w+)?\sand\s(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})\s(?:by|at|down|up|to|with)\s(?:by\s)?"
)
PARTED = re.compile(r"[^;.\n]{0,60};\s(?:and\s)?(?P<name>[^;:.,\d\n]{2,50}),\s")
# The name of a list's first item, at the start of a line or behind a colon.
FIRST = re.compile(r"(?:^|[:\n]\s?)(?P<name>[^;:.,\d\n]{2,50}),\s\Z")
ENDS = {
    BRACKETED: re.compile(r"\s?[),]"),
    JOINED: re.compile(""),
    PARTED: re.compile(r"\s?(?:;|\.(?!\d)|$)"),
}


def as_listed(
    reading: Reading, body: str, figure: Figure, span: Span, last: Figure, before: Span
) -> Figure:
    """Give an item of a list its name as what it is about, and the unit of the item before it where it has none.

    "Indonesia (21 million tons), Australia (20 million)"; "Senegal produces 117 tons; Malawi, 107;
    and Ethiopia, 99"; "Victoria fell by 2 per cent and Tasmania by 4 per cent".

    Parameters
    ----------
    reading
        The article as read.
    body
        The text of its body.
    figure, span
        An item and its words.
    last, before
        The figure before it and its words.
    """
    first, second = last.number, figure.number
    if span.sent != before.sent or figure.thing is not None or first.unit_kind == "age":
        return figure
    for item, end in ENDS.items():
        name = item.fullmatch(body, first.end, second.start)
        if name is None or end.match(body, second.end) is None:
            continue
        is_bare = second.unit == "count" and first.unit_kind not in ("count", "duration")
        if is_bare:
            second = replace(
                second,
                unit=first.unit,
                unit_kind=first.unit_kind,
                found_by=f"{second.found_by}, list",
            )
        if second.unit != first.unit:
            return figure
        if second.unit_kind == "count":
            return replace(figure, thing=last.thing, event=figure.event or last.event)
        place = (reading.body.start + name.start("name"), reading.body.start + name.end("name"))
        return replace(
            figure,
            number=second,
            about=place,
            confidence=min(figure.confidence, 0.8) if is_bare else figure.confidence,
        )
    return figure


def name_first(reading: Reading, body: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return figures with the name of the first of a list, too: "Poll: Ames, 32 percent.

    Cole, 19".
    """
    found = list(figures)
    for n, (figure, other) in enumerate(pairwise(figures)):
        is_list = other.about is not None and PARTED.fullmatch(
            body, figure.number.end, other.number.start
        )
        name = (
            FIRST.search(body, max(0, figure.number.start - 60), figure.number.start)
            if is_list
            else None
        )
        if name is not None and figure.about is None and figure.thing is None:
            start = reading.body.start
            found[n] = replace(figure, about=(start + name.start("name"), start + name.end("name")))
    return found
