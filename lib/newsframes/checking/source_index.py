"""The tables of the sources, indexed for comparison with a draft."""

from typing import Any

import pandas as pd

from ..tables.linked import Record, Tables
from .comparable_words import ComparableWords, words_of
from .figures import context_of
from .word_alignment import LEAST_SHARED, Index, Match

# The share of a denied content's telling words that a draft which states it has.
LEAST_STATED = 0.8


class SourceIndex:
    """The tables of the sources with what a draft's rows are looked up by.

    Parameters
    ----------
    tables
        Of one or many articles.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.texts = dict(zip(tables.articles.article_id, tables.articles.text, strict=True))
        self.index = Index(
            {
                row.article_id: (row.text, int(row.body_start), int(row.body_end))
                for row in tables.articles.itertuples()
            }
        )
        names = (
            tables.mentions[tables.mentions.form != "pronoun"].groupby("actor_id").text.agg(list)
        )
        self.names: dict[str, list[str]] = {
            row.actor_id: [row.name_, *names.get(row.actor_id, [])]
            for row in tables.actors.rename(columns={"name": "name_"}).itertuples()
        }
        self.contexts = {
            row.figure_id: context_of(self.texts[row.article_id], row.start, row.end)
            for row in tables.figures.itertuples()
        }
        self.quotes = dict(list(tables.quotes.groupby("article_id")))
        self.by_id = {row.quote_id: row for row in tables.quotes.itertuples()}
        self.contents = {
            row.quote_id: frozenset(words_of(row.text).forms) for row in tables.quotes.itertuples()
        }
        self.denials = {
            row.quote_id: row for row in tables.quotes[tables.quotes.stance == "deny"].itertuples()
        }

    def figures_in(self, row: dict[str, Any]) -> pd.DataFrame:
        """Return the figures of the passage that a row leads to."""
        figures = self.tables.figures
        if "source_start" not in row:
            return figures[:0]
        return figures[
            (figures.article_id == row["article_id"])
            & (figures.start >= row["source_start"])
            & (figures.end <= row["source_end"])
        ]

    def denial_of(self, figure: Record, words: frozenset[str]) -> Record | None:
        """Return the denial around a figure if a draft's sentence states what is denied.

        Whoever denies a sentence need not deny each figure in it ("denied that the mine, which
        employs 300, was unsafe"); a draft that states the whole of it states what is denied.

        Parameters
        ----------
        figure
            A row of ``figures`` of the sources.
        words
            The telling words of the draft's sentence.
        """
        denial = self.denials.get(figure.quote_id)
        if denial is None:
            return None
        denied = context_of(denial.text, 0, len(denial.text))
        return denial if len(denied & words) >= LEAST_STATED * len(denied) else None

    def quote_at(self, match: Match) -> Record | None:
        """Return the quote that shares most characters with a passage."""
        quotes = self.quotes.get(match.article_id)
        if quotes is None:
            return None
        near = quotes[(quotes.start < match.end) & (match.start < quotes.end)]
        shared = [
            (min(q.end, match.end) - max(q.start, match.start), -(q.end - q.start))
            for q in near.itertuples()
        ]
        rows = list(near.itertuples())
        return rows[shared.index(max(shared))] if rows else None

    def passage(self, match: Match) -> dict[str, Any]:
        """Return where a passage stands, its text, and the quote that it belongs to."""
        source = self.quote_at(match)
        return {
            "article_id": match.article_id, "source_start": match.start, "source_end": match.end,
            "source_text": self.texts[match.article_id][match.start : match.end],
            "confidence": round(min(1.0, match.shared), 2),
            **({"row_id": source.quote_id} if source is not None else {}),
        }  # fmt: skip

    def find_statement(self, draft: ComparableWords) -> Match | None:
        """Return the quote whose words, in whatever order, are most of some words."""
        own = frozenset(draft.forms)
        total = sum(self.index.weight(form) for form in own) or 1.0
        best, best_share = None, LEAST_SHARED
        for row in self.tables.quotes.itertuples():
            shared = sum(self.index.weight(form) for form in own & self.contents[row.quote_id])
            if shared / total > best_share:
                best, best_share = row, shared / total
        if best is None:
            return None
        return Match(best.article_id, best.start, best.end, best_share, ())
