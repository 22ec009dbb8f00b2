"""Withdrawals: what an article says is taken back, and by whom."""

import math
import re
from collections.abc import Iterator
from functools import cache

import pandas as pd

from ..language.lexicon import read_lexicon
from ..tables.linked import Record
from .ledger_entry import Entry

# How far before and behind its verb the thing withdrawn may stand, in characters.
NEAR = 60


@cache
def _withdrawing() -> re.Pattern[str]:
    """Compile the search for a verb of withdrawal beside a word for what it takes back."""
    verb, thing = (
        "|".join(map(re.escape, sorted(_words(use), key=len, reverse=True)))
        for use in ("verb", "object")
    )
    between = rf"[^.;]{{0,{NEAR}}}?"
    return re.compile(
        rf"\b(?P<verb>{verb})\b{between}\b(?:{thing})\b"
        rf"|\b(?:{thing})\b{between}\b(?P<after>{verb})\b",
        re.IGNORECASE,
    )


def _words(use: str) -> list[str]:
    return [entry["word"] for entry in read_lexicon("withdrawals") if entry["use"] == use]


def find_withdrawals(
    article: Record, text: str, *, mentions: pd.DataFrame, figures: pd.DataFrame, names: pd.Series
) -> Iterator[tuple[int, Entry]]:
    """Yield each withdrawal of an article with its place.

    Who withdraws is the actor named last before the verb.

    Parameters
    ----------
    article
        A row of ``articles``.
    text
        Its text, without residue.
    mentions, figures
        The rows of that article.
    names
        The names of actors by their ids.
    """
    for match in _withdrawing().finditer(text, article.body_start, article.body_end):
        at = match.start("verb") if match["verb"] else match.start("after")
        begin = max(text.rfind(mark, 0, at) for mark in ".\n") + 1
        before = mentions[(mentions.start >= begin) & (mentions.end <= at)].sort_values("end")
        who = before.actor_id.iloc[-1] if len(before) else None
        end = text.find(".", match.end()) % (len(text) + 1)
        is_count = figures.unit_kind == "count"
        said = figures[(figures.start >= begin) & (figures.end <= end) & is_count]
        value = float(said.low.iloc[-1]) if len(said) else math.nan
        yield (
            at,
            Entry(
                group=None,
                event=None,
                thing=None,
                place=None,
                low=value,
                high=value,
                bound="=",
                unit="count",
                claimant_name=names.get(who) if who is not None else None,
                claimant_id=who,
                claim=None,
                stance="deny",
                published=article.published,
                article_id=article.article_id,
                figure_id=None,
                text=match.group(),
                relation="withdraws",
            ),
        )
