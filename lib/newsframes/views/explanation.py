"""Explanations: why a row of the tables is as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..tables.linked import Record, Tables
from ..tables.rendering import render
from .rule_trace import DECIDING, describe, find_steps

if TYPE_CHECKING:
    from ..reader import Reader

# The tables whose rows can be explained, by the letter in their ids.
EXPLAINED = {"m": "mentions", "a": "actors", "q": "quotes", "f": "figures"}
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
Fact = tuple[str, str]
Offsets = tuple[int, int]
# Columns that say by which rule a row came about, and how sure it is.
RULES = {"found_by": "found by", "resolved_by": "resolved by"}
CONFIDENCES = {
    "confidence": "confidence", "speaker_confidence": "speaker's confidence",
    "claimant_confidence": "claimant's confidence",
}  # fmt: skip
# Columns that lead to another actor.
OTHERS = {
    "runner_up_id": "runner-up", "relayed_by_id": "passed on by", "speaks_for_id": "speaks for",
    "co_speaker_ids": "together with",
}  # fmt: skip


@dataclass(frozen=True)
class Explanation:
    """Why a row is as it is: its characters in their sentence, and facts as (label, value).

    ``stretches`` are the pieces of the sentence, each with whether it belongs to the row.
    """

    title: str
    stretches: tuple[tuple[str, bool], ...]
    facts: tuple[Fact, ...]

    def __repr__(self) -> str:
        sentence = "".join(f"[{text}]" if is_own else text for text, is_own in self.stretches)
        width = max(len(label) for label, _ in self.facts)
        lines = (f"{label:<{width}}  {value}" for label, value in self.facts)
        return "\n".join([self.title, "", sentence, "", *lines])

    def _repr_html_(self) -> str:
        return render("explanation", title=self.title, stretches=self.stretches, facts=self.facts)


def explain(
    row_id: str, tables: Tables, *, rules: bool = True, reader: Reader | None = None
) -> Explanation:
    """Explain a row: its sentence, the rules that made it, its confidence, and who is meant.

    Parameters
    ----------
    row_id
        The id of a row of ``mentions``, ``actors``, ``quotes`` or ``figures``.
    tables
        The tables that hold it.
    rules
        List also the rules that were tried for a figure or quote. This reads its article again.
    reader
        A reader for that other than the default one, from ``Reader.load``.

    Returns
    -------
    Explanation
        Printed as text, in notebooks as HTML.

    Raises
    ------
    ValueError
        If no row has that id.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Police said 12 people were killed.")
    >>> print(explain(tables.figures.figure_id[0], tables))  # doctest: +ELLIPSIS
    figures ...:f12-14
    <BLANKLINE>
    Police said [12] people were killed.
    ...
    """
    table, row = _find(row_id, tables)
    facts = {"mentions": _of_mention, "actors": _of_actor, "quotes": _of_quote,
             "figures": _of_figure}[table]  # fmt: skip
    spans = [(row.start, row.end)] if table != "actors" else [_first_mention(tables, row)]
    spans = list(getattr(row, "parts", spans))
    text = tables.articles.set_index("article_id").text[row.article_id]
    found = [*facts(tables, row), *_rules(row), *_confidences(row)]
    if rules and table in DECIDING:
        found += describe(find_steps(tables, table, row, reader=reader))
    return Explanation(f"{table} {row_id}", tuple(_stretches(text, spans)), tuple(found))


def _find(row_id: str, tables: Tables) -> tuple[str, Record]:
    """Return the table that holds a row, and the row."""
    table = EXPLAINED.get(row_id.rpartition(":")[2][:1])
    if table is not None:
        frame = getattr(tables, table)
        for row in frame[frame.iloc[:, 0] == row_id].itertuples(index=False):
            return table, row
    frames = [tables.frames()[name] for name in EXPLAINED.values()]
    ids = [frame.iloc[0, 0] for frame in frames if len(frame)]
    such = f", such as {', '.join(ids)}" if ids else "; these tables have no rows"
    raise ValueError(
        f"Cannot explain {row_id!r}: no row has this id."
        f" Expected an id of {', '.join(EXPLAINED.values())}{such}."
    )


def _of_mention(tables: Tables, row: Record) -> Iterator[Fact]:
    yield "form", row.form
    yield "actor", _actor(tables, row.actor_id)


def _of_actor(tables: Tables, row: Record) -> Iterator[Fact]:
    yield "actor", f"{row.name}, {row.kind}"
    for column in ("role", "affiliation", "country"):
        if (value := _value(row, column)) is not None:
            yield column, value
    mentions = tables.mentions[tables.mentions.actor_id == row.actor_id]
    for form, own in mentions.groupby("form", sort=False):
        texts = [f"{text} × {n}" for text, n in own.text.value_counts(sort=False).items()]
        yield f"by {form}", ", ".join(texts)


def _of_quote(tables: Tables, row: Record) -> Iterator[Fact]:
    yield "quote", f"{row.kind} {row.act}, {row.stance}"
    if (cue := _value(row, "cue")) is not None:
        yield "cue", f"“{cue}” ({row.cue_lemma})"
    yield "source", _source(row)
    if (speaker := _value(row, "speaker_id")) is not None:
        yield "speaker", " → ".join(_path_to_actor(tables, row, speaker))
    else:
        yield "speaker", "not found"
    if (within := _value(row, "within_id")) is not None:
        yield "stands in", within
    for column, label in OTHERS.items():
        if ids := _ids(row, column):
            yield label, ", ".join(_actor(tables, one) for one in ids)


def _of_figure(tables: Tables, row: Record) -> Iterator[Fact]:
    per = f" per {row.per}" if _value(row, "per") is not None else ""
    yield "value", f"{row.bound} {row.low:g} to {row.high:g} {row.unit}{per}"
    for column in ("thing", "about", "event", "change"):
        if (value := _value(row, column)) is not None:
            yield column, value
    if (whole := _value(row, "part_of_id")) is not None:
        yield "part of", whole
    yield "claimant", _claimant(tables, row)


def _claimant(tables: Tables, row: Record) -> str:
    """Return the path from a figure over the quote that it stands in to its claimant."""
    name = _value(row, "claimant_name")
    quotes = tables.quotes[tables.quotes.quote_id == row.quote_id].itertuples(index=False)
    quote = next(quotes, None) if _value(row, "quote_id") is not None else None
    if name is None:
        where = f", though it stands in the quote {row.quote_id}" if quote else ""
        return f"none: the article says it in its own voice{where}"
    steps = [f"{row.claim} by {name}"]
    actor_id = _value(row, "claimant_id")
    if actor_id is None:
        return f"{steps[0]}, a source as written that is no actor"
    if quote is None or _value(quote, "speaker_id") != actor_id:
        return f"{steps[0]} ({actor_id}), who is named beside the figure"
    steps.append(f"speaker of the quote {quote.quote_id}")
    if (cue := _value(quote, "cue")) is not None:
        steps.append(f"cue “{cue}”")
    return " → ".join(
        [*steps, f"source {_source(quote)}", *_path_to_actor(tables, quote, actor_id)]
    )


def _source(quote: Record) -> str:
    """Return the source of a quote as written."""
    source = _value(quote, "speaker")
    if source is not None:
        return f"“{source}”"
    is_found = _value(quote, "speaker_id") is not None
    return "that of the quote before, which goes on" if is_found else "none beside the quote"


def _path_to_actor(tables: Tables, quote: Record, actor_id: str) -> Iterator[str]:
    """Yield the mention in the source of a quote that leads to an actor, and the actor."""
    start, end = _value(quote, "speaker_start"), _value(quote, "speaker_end")
    if start is not None and end is not None:
        own = tables.mentions[tables.mentions.actor_id == actor_id]
        inside = own[(own.start < end) & (own.end > start)]
        for mention in inside.head(1).itertuples():
            by = _value(mention, "resolved_by")
            yield f"{mention.form} “{mention.text}”" + (f" resolved by {by}" if by else "")
    yield _actor(tables, actor_id)


def _actor(tables: Tables, actor_id: str) -> str:
    """Return the name and the id of an actor."""
    return f"{tables.actors.set_index('actor_id').name[actor_id]} ({actor_id})"


def _first_mention(tables: Tables, actor: Record) -> Offsets:
    mentions = tables.mentions[tables.mentions.actor_id == actor.actor_id]
    first = mentions.sort_values("start").iloc[0]
    return int(first.start), int(first.end)


def _rules(row: Record) -> Iterator[Fact]:
    """Yield by which rules a row came about, in the columns that its table has."""
    for column, label in RULES.items():
        if (value := _value(row, column)) is not None:
            yield label, value


def _confidences(row: Record) -> Iterator[Fact]:
    for column, label in CONFIDENCES.items():
        if (value := _value(row, column)) is not None:
            yield label, f"{value:.2f}"


def _value(row: Record, column: str) -> Record:
    """Return a cell; None for NA and for a column that the table does not have."""
    value = getattr(row, column, None)
    return None if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)) else value


def _ids(row: Record, column: str) -> list[str]:
    """Return the ids in a cell that holds one or a list of them."""
    value = _value(row, column)
    return [value] if isinstance(value, str) else list(value if value is not None else ())


def _stretches(text: str, spans: Iterable[Offsets]) -> Iterator[tuple[str, bool]]:
    """Yield the sentences around spans in stretches, each with whether it lies in a span."""
    spans = sorted(spans)
    start, end = spans[0][0], spans[-1][1]
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    at = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(text))
    for begin, stop in spans:
        yield text[at:begin], False
        yield text[begin:stop], True
        at = stop
    yield text[at:last].rstrip(), False
