"""Rules tried for a row: its article is read again while every stage records its decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from ..articles import Article
from ..pipeline import tabulate
from ..rules import tracing
from ..rules.trace import Step
from ..tables.linked import Record, Tables

if TYPE_CHECKING:
    from ..reader import Reader

# Where the span stands that decides about a row.
DECIDING = {"figures": ("start", "end"), "quotes": ("cue_start", "cue_end")}


def find_steps(
    tables: Tables, table: str, row: Record, *, reader: Reader | None = None
) -> list[Step]:
    """Return the decisions about a row, in the order in which the stages were asked.

    What people corrected by hand is not in them.

    Parameters
    ----------
    tables, table, row
        The tables, the name of one of ``DECIDING``, and one of its rows.
    reader
        A reader other than the default one, from ``Reader.load``.
    """
    start, end = (getattr(row, column) for column in DECIDING[table])
    if pd.isna(start) or pd.isna(end):
        return []
    given = tables.articles.set_index("article_id").loc[row.article_id]
    known = {
        column: given[column]
        for column in ("title", "source", "byline", "published")
        if isinstance(given[column], str)
    }
    with tracing() as trace:
        tabulate(Article(text=given.text, as_is=True, **known), reader=reader, progress=False)
    first, last = int(start - given.body_start), int(end - given.body_start)
    return [step for step in trace.steps if first <= _place(step) < last]


def describe(steps: list[Step]) -> Iterator[tuple[str, str]]:
    """Yield each stage with the rule that won, its answer, and the rule that came next."""
    for step in steps:
        n_tried = f"{len(step.tried)} rule{'s' if len(step.tried) != 1 else ''} tried"
        if step.winner is None:
            yield step.stage, f"no rule applies ({n_tried})"
            continue
        said = getattr(step.answer, "text", step.answer if isinstance(step.answer, str) else None)
        answer = f" gives “{said}”" if said is not None else ""
        after = f"; without it: {step.runner_up}" if step.runner_up else ""
        yield step.stage, f"{step.winner}{answer} ({n_tried}{after})"


def _place(step: Step) -> int:
    """Return where in the body a step decides; -1 where it is about the whole text.

    A context may stand in another.
    """
    context = step.context
    while hasattr(context, "context"):
        context = context.context
    token = getattr(context, "token", None)
    return token.idx if token is not None else -1
