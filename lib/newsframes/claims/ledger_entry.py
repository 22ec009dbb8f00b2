"""Entries of the ledger: one claimed figure or withdrawal, and what it is about."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from ..figures.counted_nouns import STATES, people_nouns
from ..tables.linked import Record
from .commitment_words import DENIED
from .ledger_scenes import Scene

LEADING_ARTICLE = re.compile(r"^(?:the|an?) ")
# Where what a counted noun consists of, or where it is, begins.
BEHIND_NOUN = re.compile(r" (?:of|in|from) ")
TALLIED = re.compile(r"\bof (?:the )?(\w+)")
PEOPLE = "people"
# A measure, not how many: "killed by the 5.0 earthquake", "a score of 19.23".
DECIMAL = re.compile(r"\d\.\d+$")


@dataclass(frozen=True)
class Entry:
    """One row of the ledger, and the scene of it; a withdrawal has no ``figure_id``."""

    group: str | None
    event: str | None
    thing: str | None
    place: str | None
    low: float
    high: float
    bound: str
    unit: str
    claimant_name: str | None
    claimant_id: str | None
    claim: str | None
    stance: str | None
    published: str | None
    article_id: str
    figure_id: str | None
    text: str
    relation: str | None = None
    related_id: str | None = None
    is_part: bool = False
    is_withdrawn: bool = False
    event_id: str | None = None
    reason: str | None = None
    scene: Scene = field(default=Scene(None), kw_only=True)

    @property
    def is_denied(self) -> bool:
        """Return True if its claimant denies it."""
        return self.claim == DENIED

    @property
    def is_whole(self) -> bool:
        """Return True if it is a figure, and not part of another one."""
        return self.figure_id is not None and not self.is_part

    @property
    def size(self) -> float:
        """What it is compared by: its finite bound, or the middle of an interval."""
        ends = [end for end in (self.low, self.high) if math.isfinite(end)]
        return sum(ends) / len(ends) if ends else 0.0

    def has_value_of(self, other: "Entry") -> bool:
        """Return True if both have the same bounds and unit."""
        return (self.low, self.high, self.unit) == (other.low, other.high, other.unit)


def without_na(frame: pd.DataFrame) -> Iterator[Record]:
    """Yield the rows of a frame as named tuples, with None for NA."""
    return frame.astype(object).where(frame.notna(), None).itertuples(index=False)


def group_of(row: Record) -> str | None:
    """Name what a figure is about: what happened, to people or to one kind of thing.

    None where neither is said, and of what is no count.

    Parameters
    ----------
    row
        A row of ``figures`` with None for NA.
    """
    if _is_no_count(row):
        return None
    if row.thing is not None:
        kind = _kind(row.thing)
    elif row.event is not None:
        kind = _tallied(row.about)
    else:
        return None if row.about is None else row.about.casefold()
    group = f"{row.event}: {kind}" if row.event is not None else kind
    return f"{group} ({_holder(row.about)})" if _is_held(row) else group


def _is_no_count(row: Record) -> bool:
    """Return True if what reads as a count is a measure or a score: none counts by halves."""
    return row.unit_kind == "count" and row.per is None and bool(DECIMAL.search(row.text))


def _kind(thing: str) -> str:
    """Return the kind of thing that a noun phrase counts."""
    noun = BEHIND_NOUN.split(thing)[0].casefold().split()[-1]
    singular = {noun, noun.removesuffix("s"), re.sub("ies$", "y", noun)}
    return PEOPLE if singular & people_nouns() and " of " not in thing else thing.casefold()


def _is_held(row: Record) -> bool:
    """Return True if a count has a holder: "Ford has 13,000 workers".

    Of what happened to people nobody is one.
    """
    is_count = row.unit_kind == "count" and row.event is None
    return is_count and row.thing is not None and row.about is not None


def _holder(about: str) -> str:
    """Return a holder without its article, in small letters."""
    return LEADING_ARTICLE.sub("", about.casefold())


def _tallied(about: str | None) -> str:
    """Return what a toll counts by its noun phrase: "the number of homes destroyed".

    People where that names no thing.
    """
    of = None if about is None or "toll" in about else TALLIED.search(about)
    if of is None:
        return PEOPLE
    noun = of[1].casefold()
    is_people = noun in STATES or {noun, noun.removesuffix("s")} & people_nouns()
    return PEOPLE if is_people else noun
