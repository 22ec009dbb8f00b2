"""Stories: articles that tell of one event, by the names, words and days of their leads."""

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..actors.names import fold
from ..language.countries import find_country
from ..language.lexicon import read_lexicon
from ..language.sentences import split_sentences
from ..tables.linked import Record, Tables

WORD = re.compile(r"[^\W\d_]{3,}")
# Words are compared by so many first letters, so that "killed" and "killing" are one.
STEM = 6
LEAD_SENTENCES = 5
# By how many of its rarest words that another article has an article looks for its story.
RARE_WORDS = 25
# Two reports of one event are at most so many days apart.
WINDOW_DAYS = 21
# Least cosines of the words of two leads: where both name the same place or actor, and their days
# are known or not; the same country only; nothing in common. Then the least mean over a story.
SHARED_NAME, UNDATED_NAME, SHARED_COUNTRY, SHARED_WORDS = 0.2, 0.25, 0.3, 0.5
LEAST_MEAN = 0.15
# So many words of a lead tell one event from another where both name others.
FEWEST_WORDS = 15


@dataclass(frozen=True)
class Lead:
    """What opens an article: title and first sentences, with the names in them.

    ``names`` are those of places and actors, ``countries`` the codes of countries.
    """

    article_id: str
    day: int | None
    text: str
    end: int
    words: frozenset[str]
    names: frozenset[str]
    countries: frozenset[str]

    def is_near(self, other: "Lead") -> bool:
        """Return True if both came out within some weeks; what has no day is near everything."""
        if self.day is None or other.day is None:
            return True
        return abs(self.day - other.day) <= WINDOW_DAYS

    def likeness(self, other: "Lead") -> float:
        """Return the cosine of the words of both."""
        size = math.sqrt(len(self.words) * len(other.words))
        return len(self.words & other.words) / size if size else 0.0

    def is_like(self, other: "Lead") -> bool:
        """Return True if the words of both are alike; the less so, the more they name in common."""
        likeness = self.likeness(other)
        is_dated = None not in (self.day, other.day)
        if self.names & other.names:
            return likeness >= (SHARED_NAME if is_dated else UNDATED_NAME)
        if is_dated and self.countries & other.countries:
            return likeness >= SHARED_COUNTRY
        # A short lead says little but that somebody was killed.
        is_told = min(len(self.words), len(other.words)) >= FEWEST_WORDS
        return likeness >= SHARED_WORDS and (is_told or not (self.names and other.names))


def find_leads(tables: Tables) -> list[Lead]:
    """Return the leads of all articles, in their order."""
    named = tables.mentions[tables.mentions.form == "name"]
    places = dict(tuple(named.groupby("article_id", sort=False)))
    return [
        _lead(article, places.get(article.article_id, named.iloc[:0]))
        for article in tables.articles.itertuples(index=False)
    ]


def _lead(article: Record, mentions: pd.DataFrame) -> Lead:
    sentences = split_sentences(article.text, article.body_start, article.body_end)
    end = sentences[:LEAD_SENTENCES][-1][1] if sentences else article.body_end
    title = "" if pd.isna(article.title) else article.title
    text = f"{title}\n{article.text[article.body_start : end]}"
    own = [(name, find_country(name)) for name in mentions.text[mentions.start < end]]
    words = {word[:STEM] for word in WORD.findall(text.casefold())} - _function_words()
    return Lead(
        article_id=article.article_id,
        day=None
        if pd.isna(article.published)
        else date.fromisoformat(article.published).toordinal(),
        text=fold(text),
        end=end,
        words=frozenset(words),
        names=frozenset(fold(name) for name, country in own if country is None),
        countries=frozenset(country.code for _, country in own if country is not None),
    )


def _function_words() -> set[str]:
    rows = {entry["language"]: entry["words"] for entry in read_lexicon("function_words")}
    return {word[:STEM] for word in rows["en"].split()}


def find_stories(leads: list[Lead]) -> dict[str, str]:
    """Return for each article the first article of its story.

    An article joins the story that holds the article it is most like, if it is not too unlike the
    others. Only articles that share a word that few have are compared, so that the cost grows with
    the reports of a story, not with all reports.

    Parameters
    ----------
    leads
        What ``find_leads`` returned. They are taken by day, those without a day last.
    """
    stories: dict[str, list[Lead]] = {}
    homes: dict[str, str] = {}
    held = Counter(word for lead in leads for word in lead.words)
    by_word: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for lead in sorted(leads, key=lambda lead: (lead.day is None, lead.day or 0)):
        shared = [word for word in lead.words if held[word] > 1]
        rare = sorted(shared, key=lambda word: (held[word], word))[:RARE_WORDS]
        near = dict.fromkeys(home for word in rare for home in by_word[word])
        home = _home(lead, {key: stories[key] for key in near}) or lead.article_id
        stories.setdefault(home, []).append(lead)
        homes[lead.article_id] = home
        for word in lead.words:
            by_word[word][home] = None
    return homes


def _home(lead: Lead, stories: dict[str, list[Lead]]) -> str | None:
    """Return the story that an article belongs to, if it is like one."""
    best, best_likeness = None, 0.0
    for home, members in stories.items():
        near = [other for other in members if lead.is_near(other)]
        alike = [lead.likeness(other) for other in near if lead.is_like(other)]
        is_whole = sum(map(lead.likeness, near)) >= LEAST_MEAN * len(near)
        if alike and is_whole and max(alike) > best_likeness:
            best, best_likeness = home, max(alike)
    return best
