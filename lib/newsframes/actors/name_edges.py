"""Edges of names: halves of brackets and of quotation marks, and what a comma cuts off."""

import re
from collections.abc import Sequence

from spacy.tokens import Span

from ..language.countries import find_country, is_state_of_federation
from ..language.syntax import name_of
from ..reader import Reading

PAIRS = (("[", "]"), ("(", ")"), ("“", "”"))
STATE_UNIVERSITY = re.compile(r"(?:[Tt]he )?University of (?P<state>\S.*)")


def with_campuses(names: Sequence[Span]) -> list[Span]:
    """Return names, those of state universities with their campus, which is then no place."""
    whole = [with_campus(name) for name in names]
    taken = {at for name, all_of in zip(names, whole, strict=True)
             for at in range(name.end, all_of.end)}  # fmt: skip
    return [name for name in whole if name.start not in taken]


def with_campus(name: Span) -> Span:
    """Return the name of a state university with the campus that a comma parts from it.

    "University of California, San Diego"; not "University of Oxford, England".
    """
    doc, at = name.doc, name.end + 1
    place = name_of(doc[at]) if at < len(doc) and doc[name.end].text == "," else None
    if place is None or not _is_campus(name, place):
        return name
    return Span(doc, name.start, place.end, label="ORG")


def _is_campus(name: Span, place: Span) -> bool:
    match = STATE_UNIVERSITY.fullmatch(name.text)
    is_of_state = match is not None and is_state_of_federation(match["state"])
    is_town = not is_state_of_federation(place.text) and find_country(place.text) is None
    return is_of_state and is_town and place.label_ == "LOC" and name.label_ == "ORG"


def balance(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return a name's offsets with the second half of a pair of brackets or marks, if it follows.

    "Jerry [O'Connell | ]". A half without another ends or begins the name: "Cricket | ) funds".
    """
    text = reading.words(start, end)
    for first, second in PAIRS:
        if text.count(first) > text.count(second):
            is_next = reading.words(end, end + 1) == second
            end = end + 1 if is_next else start + len(text[: text.rfind(first)].rstrip())
        elif text.count(second) > text.count(first) and second != "”":
            end = start + len(text[: text.find(second)].rstrip())
        text = reading.words(start, end)
    return start, end
