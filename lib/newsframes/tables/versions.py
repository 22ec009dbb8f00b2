"""Tables of earlier versions: which columns they lack, and what those are made of."""

from collections.abc import Sequence
from typing import Any

from .schema import (
    CONTRACT,
    FOLLOW_ON,
    NESTED,
    QUOTATION,
    SHARED,
    SUBJECT,
    SYNTAX,
    TAGGER,
    TEXT,
    TURN,
    Column,
)

Rows = list[dict[str, object]]

# What version 1 did not have, and what it had instead.
ADDED = {
    "articles": ("copy_of",),
    "quotes": (
        "speaks_for_id", "co_speaker_ids", "within_id", "speaker_confidence", "found_by",
        "resolved_by",
    ),
    "figures": ("claimant_confidence", "found_by"),
}  # fmt: skip
RULE = Column("rule", TEXT, "what decided the row")
FORMER = {"quotes": (RULE,), "figures": (RULE,)}
# What a rule of version 1 says of how a quote was found; else its spans were tagged.
RULES = {
    "nested": NESTED, "shared source": SHARED, "subject": SUBJECT, "tree": SYNTAX,
    "marks": QUOTATION, "marks and verb": QUOTATION, "turn": TURN, "follow-on": FOLLOW_ON,
}  # fmt: skip


def columns_of(name: str, header: Sequence[str]) -> tuple[Column, ...] | None:
    """Return the columns that a header names, if it is of this or an earlier version."""
    known = {column.name: column for column in (*CONTRACT[name], *FORMER.get(name, ()))}
    wanted = {column.name for column in CONTRACT[name]} - set(ADDED.get(name, ()))
    if not wanted <= set(header) <= set(known) or len(set(header)) < len(header):
        return None
    return tuple(known[column] for column in header)


def upgrade(name: str, rows: Rows, header: Sequence[str]) -> tuple[Rows, list[str]]:
    """Return the rows of a table with the columns of this version, and which of those are new.

    Parameters
    ----------
    name
        The table.
    rows
        Its rows, without what is missing.
    header
        The columns that it has.
    """
    new = [column for column in ADDED.get(name, ()) if column not in header]
    if not new:
        return rows, []
    if name == "quotes" and "rule" in header:
        rows = [_quote(row, rows) for row in rows]
    if name == "figures" and "rule" in header:
        rows = [_renamed(row) for row in rows]
    return rows, new


def _quote(row: dict[str, object], rows: Rows) -> dict[str, object]:
    """Make what this version says of a quote from its former ``rule``."""
    rule = str(row.get("rule", ""))
    names = rule.split(", ")
    found_by = next((RULES[name] for name in names if name in RULES), TAGGER)
    made: dict[str, object] = {"found_by": found_by, "co_speaker_ids": []}
    if found_by == NESTED and (outer := _holder(row, rows)) is not None:
        made["within_id"] = outer["quote_id"]
    return made | {key: value for key, value in row.items() if key != "rule"}


def _renamed(row: dict[str, object]) -> dict[str, object]:
    """Return a figure with its former ``rule`` under the name of this version."""
    return {"found_by" if key == "rule" else key: value for key, value in row.items()}


def _holder(row: dict[str, Any], rows: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the shortest other quote of the article that holds a quote."""
    holding = [
        other
        for other in rows
        if other is not row
        and other["article_id"] == row["article_id"]
        and other["start"] <= row["start"]
        and row["end"] <= other["end"]
    ]
    return min(holding, key=lambda other: other["end"] - other["start"], default=None)
