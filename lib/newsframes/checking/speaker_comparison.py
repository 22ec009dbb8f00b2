"""Compare who speaks in a draft with who speaks in its source, and whose words they are."""

from typing import Any

import pandas as pd

from ..tables.linked import Record, Tables
from .people import are_same
from .source_index import SourceIndex
from .verdicts import UNNAMED, WRONG_SPEAKER, Finding, paraphrased_by
from .word_alignment import Match


def is_named(tables: Tables, actor_id: object) -> bool:
    """Return True if a text gives an actor a name."""
    mentions = tables.mentions
    return bool(((mentions.actor_id == actor_id) & (mentions.form == "name")).any())


def whose_words(quote: Record, quotes: dict[str, Record]) -> Record:
    """Return whose words a quotation has: those of who is quoted on what another one says.

    "“He admits that he will lose,” Lee said": the words that he admits are Lee's.

    Parameters
    ----------
    quote
        A row of ``quotes`` of which some stands in quotation marks.
    quotes
        All rows by their ids.
    """
    while quote.kind == "indirect" and not pd.isna(quote.within_id):
        quote = quotes[quote.within_id]
    return quote


def judge_speaker(
    row: dict[str, Any], quote: Record | None, match: Match, book: SourceIndex, mine: Tables
) -> list[Finding]:
    """Compare who speaks in a quotation; who is only said to say so has other words."""
    source = book.quote_at(match)
    if source is None or not book.index.is_quoted(match):
        return compare_speakers(row, quote, source, book, mine)
    outer = whose_words(source, book.by_id)
    findings = compare_speakers(row, quote, outer, book, mine)
    is_moved = outer is not source and any(one.verdict == WRONG_SPEAKER for one in findings)
    if is_moved and not compare_speakers({}, quote, source, book, mine):
        return [paraphrased_by(outer.speaker_name, source.speaker_name)]
    return findings


def compare_speakers(
    row: dict[str, Any],
    quote: Record | None,
    source: Record | None,
    book: SourceIndex,
    mine: Tables,
) -> list[Finding]:
    """Compare who speaks, as far as both sides name someone; ``row`` is told who does.

    Parameters
    ----------
    row
        Of the check; ``speaker_draft`` and ``speaker_source`` are added.
    quote, source
        Rows of ``quotes`` of the draft and of the source.
    book, mine
        The sources and the draft.
    """
    if source is not None and not pd.isna(source.speaker_name):
        row["speaker_source"] = source.speaker_name
    if quote is None or pd.isna(quote.speaker_name):
        return []
    row["speaker_draft"] = quote.speaker_name
    if source is None or pd.isna(source.speaker_name):
        return [Finding(UNNAMED, "The source does not say who speaks. Check the speaker.")]
    if not are_same(
        str(quote.speaker_name), book.names.get(source.speaker_id, [source.speaker_name])
    ) and is_named(mine, quote.speaker_id):
        return [
            Finding(
                WRONG_SPEAKER,
                f"In the source {source.speaker_name} says it, in the draft {_called(quote)}.",
            )
        ]
    return []


def _called(quote: Record) -> str:
    """Return who speaks in the draft, in its own words too where these are not the name."""
    name, words = str(quote.speaker_name), quote.speaker
    if pd.isna(words) or are_same(str(words), [name]):
        return name
    return f"“{words}”, read as {name}"
