"""Explanations: why a row is as it is, by the rules that were tried for it."""

from dataclasses import dataclass

import pandas as pd

from .articles import Article
from .pipeline import tabulate
from .reader import Reader
from .rules import Trace, tracing
from .rules.trace import Step
from .tables.linked import Tables

# The tables whose rows can be explained, and where each has the span that decides.
TABLES = {"figures": ("start", "end"), "quotes": ("cue_start", "cue_end")}


@dataclass(frozen=True)
class Explanation:
    """The rules behind one row, in the order in which the stages were asked."""

    row_id: str
    text: str
    found_by: str
    confidence: float
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        """Return one line a stage: the winner, its answer, the runner-up, and what was tried."""
        lines = [
            f"{self.row_id}: {self.text!r}",
            f"found by: {self.found_by}; confidence {self.confidence:.2f}",
        ]
        return "\n".join([*lines, *map(_line, self.steps)])

    __repr__ = __str__


def _line(step: Step) -> str:
    n_tried = f"{len(step.tried)} rule{'s' if len(step.tried) != 1 else ''} tried"
    if step.winner is None:
        return f"{step.stage}: no rule applies ({n_tried})"
    said = getattr(step.answer, "text", step.answer if isinstance(step.answer, str) else None)
    answer = f" gives {said!r}" if said is not None else ""
    after = f"; without it: {step.runner_up}" if step.runner_up else ""
    return f"{step.stage}: {step.winner}{answer} ({n_tried}{after})"


def explain(row_id: str, tables: Tables, *, reader: Reader | None = None) -> Explanation:
    """Return why a row of figures or quotes is as it is.

    The article is read again, and every stage records what it tried. What people corrected by hand
    is not explained.

    Parameters
    ----------
    row_id
        A ``figure_id`` or ``quote_id``.
    tables
        The tables that have the row, and its article.
    reader
        A reader other than the default one, from ``Reader.load``.

    Raises
    ------
    KeyError
        If no row of figures or quotes has the id.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("The ministry put the toll at 18.")
    >>> print(explain(tables.figures.figure_id[0], tables))  # doctest: +ELLIPSIS
    ...: '18'
    found by: digits; confidence ...
    """
    row, span = _row(row_id, tables)
    given = tables.articles.set_index("article_id").loc[row.article_id]
    known = {
        column: given[column]
        for column in ("title", "source", "byline", "published")
        if isinstance(given[column], str)
    }
    with tracing() as trace:
        tabulate(Article(text=given.text, as_is=True, **known), reader=reader, progress=False)
    first, last = (int(row[column] - given.body_start) for column in span)
    return Explanation(
        row_id, row.text, row.get("found_by", row.get("rule", "")), float(row.confidence),
        tuple(_steps(trace, first, last)),
    )  # fmt: skip


def _row(row_id: str, tables: Tables) -> tuple[pd.Series, tuple[str, str]]:
    """Return the row of an id, and the columns of its span."""
    for name, span in TABLES.items():
        frame = getattr(tables, name)
        rows = frame[frame[f"{name.removesuffix('s')}_id"] == row_id]
        if len(rows):
            return rows.iloc[0], span
    raise KeyError(f"No figure or quote has the id {row_id!r}. Expected one of the tables' ids.")


def _steps(trace: Trace, start: int, end: int) -> list[Step]:
    """List the steps about a word in a span of the body; a context may stand in another."""
    found = []
    for step in trace.steps:
        context = step.context
        while hasattr(context, "context"):
            context = context.context
        token = getattr(context, "token", None)
        if token is not None and start <= token.idx < end:
            found.append(step)
    return found
