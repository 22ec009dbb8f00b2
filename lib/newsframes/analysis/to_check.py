"""What to check first: the rows that are least sure, each with the reason."""

import math
from collections.abc import Iterator

import pandas as pd

from ..tables.doubt import LIKELY, SURE, is_unsure, percent
from ..tables.linked import Record, Tables
from .answer import Answer, Evidence, clipped, counted, one_line

CHECK_FIRST = "What to check first"
TOP = 5
# Why a speaker may be wrong, by ``resolved_by``; {said} are the words, {name} is the actor.
SPEAKER_REASONS = {
    "pronoun": "“{said}” is a pronoun, taken to mean {name}",
    "description": "“{said}” is a description, taken to mean {name}",
    "first mention": "“{said}” may be someone named elsewhere",
    "antecedent": "“{said}” refers back, taken to mean {name}",
    "author": "“{said}” is a document, put down to {name}",
    "cited": "“{said}” is cited; whether {name} speaks is unsure",
    "follow-on": "it has no cue of its own and follows a quote of {name}",
}
# Why a quote may be none, by ``found_by``; the others were found by the reader.
QUOTE_REASONS = {
    "syntax": "found by its syntax alone", "turn": "found by the turn of speakers alone",
    "quotation": "stands in quotation marks, without a cue",
    "nested": "stands within another quote", "subject": "found by its subject alone",
}  # fmt: skip


def answer_check(tables: Tables) -> Answer:
    """List the rows to look at first: below ``SURE``, then without speaker or below ``LIKELY``.

    Rows of one of these two steps stand in the order of the text, because confidences differ by
    hundredths between processors.
    """
    quotes = tables.without_attitudes().quotes
    ids = tables.articles.article_id.tolist()
    found = [*_quotes(quotes, _names(tables)), *_figures(tables.figures)]
    found.sort(key=lambda it: (not it[2].is_unsure, ids.index(it[0]), it[1]))
    n_rows = len(quotes) + len(tables.figures)
    n_unsure = sum(line.is_unsure for *_, line in found)
    if not n_rows:
        sentence = "There is no quote and no figure to check."
    elif n_unsure:
        verb = "is" if n_unsure == 1 else "are"
        sentence = f"{n_unsure} of {counted(n_rows, 'row')} {verb} less than {percent(SURE)} sure."
    elif found:
        sentence = (
            f"No row is less than {percent(SURE)} sure; {counted(len(found), 'row')} to look at."
        )
    else:
        sentence = f"No row is less than {percent(LIKELY)} sure."
    lines = tuple(line for *_, line in found[:TOP])
    left = len(found) - TOP
    return Answer(
        question=CHECK_FIRST, sentence=sentence, threshold=0.0, is_nothing=not found,
        row_ids=tuple(row_id for line in lines for row_id in line.row_ids), evidence=lines,
        note=f"{counted(left, 'more row')} to look at." if left > 0 else "",
    )  # fmt: skip


def reason_of_quote(row: Record, names: dict[str, str]) -> str:
    """Return why a quote should be checked, as a clause; empty where nothing speaks against it.

    Parameters
    ----------
    row
        A row of ``quotes``.
    names
        Names of actors by their ids.
    """
    if pd.isna(row.speaker_id):
        beside = "" if pd.isna(row.cue) else f" beside “{one_line(row.cue)}”"
        if pd.isna(row.speaker):
            return f"no speaker was found{beside}"
        return f"who “{one_line(row.speaker)}” is was not found"
    if row.confidence >= LIKELY and row.speaker_confidence >= LIKELY:
        return ""
    if row.confidence < row.speaker_confidence:
        edges = "whether it is a quote, and where it ends, is unsure"
        return QUOTE_REASONS.get(row.found_by, edges)
    pattern = SPEAKER_REASONS.get(row.resolved_by, "whether {name} says it is unsure")
    said = row.speaker_name if pd.isna(row.speaker) else row.speaker
    reason = pattern.format(said=one_line(said), name=row.speaker_name)
    other = names.get(row.runner_up_id)
    return f"{reason}, else {other}" if other and other != row.speaker_name else reason


def reason_of_figure(row: Record) -> str:
    """Return why a figure should be checked, as a clause; empty where nothing speaks against it."""
    if not pd.isna(row.claimant_confidence) and row.claimant_confidence < LIKELY:
        return f"whether {row.claimant_name} says it is unsure"
    if row.bound == "vague":
        ends = [f"{end:,.10g}" for end in (row.low, row.high) if math.isfinite(end)]
        return f"a vague amount, read as {' to '.join(ends)}"
    if row.confidence >= LIKELY:
        return ""
    is_bare = row.unit_kind == "count" and pd.isna(row.thing)
    return "what it counts is not told beside it" if is_bare else "the text hedges it"


def _quotes(quotes: pd.DataFrame, names: dict[str, str]) -> Iterator[tuple[str, int, Evidence]]:
    for row in quotes.itertuples():
        if reason := reason_of_quote(row, names):
            is_check = is_unsure(row.confidence, row.speaker_confidence)
            text = clipped(row.text.strip('“”"'))
            line = Evidence(reason, (row.quote_id,), quoted=text, is_unsure=is_check)
            yield (row.article_id, row.start, line)


def _figures(figures: pd.DataFrame) -> Iterator[tuple[str, int, Evidence]]:
    for row in figures.itertuples():
        if reason := reason_of_figure(row):
            is_check = is_unsure(row.confidence, row.claimant_confidence)
            line = Evidence(reason, (row.figure_id,), quoted=one_line(row.text), is_unsure=is_check)
            yield (row.article_id, row.start, line)


def _names(tables: Tables) -> dict[str, str]:
    return tables.actors.set_index("actor_id").name.to_dict()
