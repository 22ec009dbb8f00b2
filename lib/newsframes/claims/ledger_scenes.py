"""Scenes: which event a figure of a report is of, or why that cannot be told."""

import re
from dataclasses import dataclass

import pandas as pd

from ..actors.names import fold
from ..language.countries import find_country
from ..language.sentences import sentence_at, split_sentences
from ..tables.linked import Record
from .stories import Lead

YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# Another time than that of the report's event, or no single one.
OTHER_TIME = re.compile(
    r"\b(?:last|previous|past|earlier this|earlier that) (?:week|month|year|decade|century)s?\b"
    r"|\b(?:weeks?|months?|years?|decades?) (?:ago|earlier|before)\b"
    r"|\b(?:annual(?:ly)?|yearly|per year|a year|(?:each|every) (?:day|week|month|year))\b",
    re.IGNORECASE,
)
# "The firm from which he was fired last week" says nothing of when the rest happened.
RELATIVE = re.compile(r"\b(?:who|which|whom|that|where)(?:\s+\w+){0,4}\s+$")
IN_YEAR = re.compile(r"\b(?:in|since|of)(?: \w+)? ((?:1[89]|20)\d\d)\b")
# The figure counts some of those hit: "six deaths were of children", "two of the dead",
# "35 bodies in one hospital".
RESTRICTED = re.compile(
    r"\s*(?:[a-z]+ )?(?:(?:were|was|are|is) (?:of )?(?:children|women|men|civilians|foreigners"
    r"|police|soldiers)\b|of (?:them|whom|those|these|the (?:dead|injured|victims))\b"
    r"|(?:in|at|from) (?:one|a|another) (?:hospital|morgue|clinic)\b)",
    re.IGNORECASE,
)
# The report says that a figure takes the place of another one. Money that is raised does not.
CHANGING = re.compile(
    r"\b(?:rose|risen|rising|rises?|increas\w+|revis\w+|climb\w+|jump\w+|grew|grown|up from"
    r"|down from|fell|fallen|lower\w*|rais\w+ (?:the|its|their|to|from)|updat\w+|earlier"
    r"|previous\w*|initial\w*)\b",
    re.IGNORECASE,
)
# What stands right before the older of two figures: "from five people to six", "a previous 93".
OLDER = re.compile(
    r"\b(?:(?:from|up from|down from)(?: an?| the)?(?: (?:previous|earlier|initial))?"
    r"|(?:an?|the) (?:previous|earlier|initial)(?: (?:death )?(?:toll|count|figure))?(?: of)?)\s+$",
    re.IGNORECASE,
)
# "The death toll rose to 22 people" says nothing of what happened to them at the number.
TOLL = re.compile(
    r"\b(?:(?<!road )toll|number of (?:the )?(?:dead|deaths|fatalities))\b"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
# "A mother of 12 was killed": it counts her children.
PARENT = re.compile(
    r"\b(?:grand)?(?:mother|mom|mum|father|dad|parent)s? of (?:a |about |some )?$", re.IGNORECASE
)
KILLED = "killed"


@dataclass(frozen=True)
class Scene:
    """Where a figure stands in the events that reports tell of.

    ``event_id`` is None where the event cannot be told; ``reason`` says why. ``is_changing`` is
    True if its sentence says that a figure changed, ``is_older`` if this is the figure before.
    """

    event_id: str | None
    reason: str | None = None
    start: int = 0
    is_changing: bool = False
    is_older: bool = False


class SceneFinder:
    """One article, asked for the scenes of its figures.

    Parameters
    ----------
    article
        A row of ``articles``.
    text
        Its text, without residue.
    mentions
        Its mentions by name, with the ``kind`` of their actors.
    lead, story
        What opens it, and the first article of its story.
    """

    def __init__(
        self, article: Record, text: str, mentions: pd.DataFrame, *, lead: Lead, story: str
    ) -> None:
        self.article_id = article.article_id
        self.text, self.lead, self.story = text, lead, story
        self.sentences = split_sentences(text, article.body_start, article.body_end)
        first = self.sentences[0] if self.sentences else (0, 0)
        self.years = {*YEAR.findall(text[slice(*first)])}
        self.is_dated = article.published is not None
        if self.is_dated:
            self.years = {article.published[:4]}
        is_place = mentions.kind.isin(["place", "state"]) & (mentions.form == "name")
        self.places = [
            (row.start, row.text)
            for row in mentions[is_place].sort_values("start").itertuples()
            if find_country(row.text) is None
        ]

    def scene_of(self, start: int, end: int, *, is_part: bool) -> Scene:
        """Return the scene of the figure at some characters, which may be part of another one."""
        begin, stop = sentence_at(self.sentences, start)
        sentence = self.text[begin:stop]
        place = self._other_place(begin, stop, start)
        reason = self._other_time(sentence) or (None if is_part else self._restricted(start, end))
        event_id = self.story if place is None else f"{self.article_id}:{place}"
        return Scene(
            event_id=None if reason else event_id,
            reason=reason,
            start=start,
            is_changing=CHANGING.search(sentence) is not None,
            is_older=OLDER.search(self.text[begin:start]) is not None,
        )

    def is_toll(self, start: int) -> bool:
        """Return True if the words before a figure say that it counts the dead."""
        begin, _ = sentence_at(self.sentences, start)
        return TOLL.search(self.text[begin:start]) is not None

    def _other_place(self, begin: int, stop: int, start: int) -> str | None:
        """Return the place nearest to a figure if its sentence names none of the lead's places."""
        named = [(at, fold(name)) for at, name in self.places if begin <= at < stop]
        if not named or begin < self.lead.end or any(name in self.lead.text for _, name in named):
            return None
        before = [name for at, name in named if at < start]
        return before[-1] if before else named[0][1]

    def _other_time(self, sentence: str) -> str | None:
        said_years = YEAR.findall(sentence) if self.is_dated else IN_YEAR.findall(sentence)
        years = [year for year in said_years if year not in self.years]
        times = [
            match.group()
            for match in OTHER_TIME.finditer(sentence)
            if not RELATIVE.search(sentence[: match.start()])
        ]
        said = next(iter([*years, *times]), None)
        return None if said is None else f"its sentence speaks of another time: “{said}”"

    def _restricted(self, start: int, end: int) -> str | None:
        if PARENT.search(self.text, max(0, start - 30), start):
            return "it counts somebody's children"
        found = RESTRICTED.match(self.text, end)
        return None if found is None else f"it counts some of them: “{found.group().strip()}”"
