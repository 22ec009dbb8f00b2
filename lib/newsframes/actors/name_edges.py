"""Edges of names: halves of brackets and of quotation marks, what a comma or "and" cuts off."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from ..language.countries import find_country, is_state_of_federation
from ..language.lexicon import read_lexicon
from ..language.syntax import name_of
from ..reader import Reading

PAIRS = (("[", "]"), ("(", ")"), ("“", "”"))
STATE_UNIVERSITY = re.compile(r"(?:[Tt]he )?University of (?P<state>\S.*)")


def with_firms(doc: Doc, names: Sequence[Span]) -> list[Span]:
    """Return names, with those of known companies that hold an "and" whole.

    "Marks and Spencer" is one; not "Ann Marks and Bob Spencer".
    """
    firms = [firm for firm in _firms(doc) if not _is_in_longer(firm, names)]
    taken = {token.i for firm in firms for token in firm}
    return [name for name in names if taken.isdisjoint(range(name.start, name.end))] + firms


def _firms(doc: Doc) -> Iterator[Span]:
    for token in doc[1:-1]:
        if token.lower_ == "and" and doc[token.i - 1 : token.i + 2].text in _joined_firms():
            yield Span(doc, token.i - 1, token.i + 2, label="ORG")


def _is_in_longer(firm: Span, names: Sequence[Span]) -> bool:
    """Return True if a name goes on beyond a firm's: "Ann Marks", "Taylor and Francis Group"."""
    near = [name for name in names if name.start < firm.end and firm.start < name.end]
    return any(name.start < firm.start or firm.end < name.end for name in near)


@cache
def _joined_firms() -> frozenset[str]:
    return frozenset(row["name"] for row in read_lexicon("joined_firms"))


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
