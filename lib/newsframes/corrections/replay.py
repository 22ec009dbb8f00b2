"""Replay corrections on tables: the decisions first, then all that depends on them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..tables.linked import Tables
from .actor_changes import (
    add_mention,
    change_actor,
    drop_actor,
    merge_actors,
    split_actor,
    split_mention,
)
from .draft import Draft, StaleError
from .figure_changes import add_figure, change_figure
from .model import KEYS, Correction
from .row_values import Row, overlapping, shown, sign, stale
from .speaker_changes import (
    add_speaker,
    decided_speaker,
    move_claims,
    set_speaker,
    settle_speakers,
)


def correct(
    tables: Tables, corrections: Iterable[Correction], *, faults: Iterable[str] = ()
) -> Tables:
    """Return tables with corrections applied in their order.

    A merge joins mentions, names and counts. A speaker moves to the quotes that go on for it, and
    to the figures in them that the former speaker claimed. What is rejected leaves no trace. A
    decision whose words are not in the article any more becomes a row of ``issues``
    (``stale_correction``), never a guess.

    Parameters
    ----------
    tables
        What ``tabulate`` returned; not changed.
    corrections
        Decisions; of two about the same value the later one holds.
    faults
        What is wrong with the file that they come from, one message each.

    Returns
    -------
    Tables
        Checked against the contract. ``found_by`` and ``resolved_by`` say ``correction`` where a
        person decided, and the confidence there is 1.
    """
    decisions, faults = list(corrections), list(faults)
    if not decisions and not faults:
        return tables
    rows = replay(tables, decisions, faults)
    return replace(Tables.of(rows), origin=tables, corrections=tuple(decisions))


def replay(
    tables: Tables, decisions: Iterable[Correction], faults: Iterable[str] = ()
) -> dict[str, list[Row]]:
    """Return the rows of corrected tables, which are not checked yet."""
    draft = Draft(tables)
    for decision in decisions:
        try:
            APPLY[decision.action](draft, decision)
        except StaleError as reason:
            first = decision.targets[0]
            message = f"{decision.action} on {shown(first.exact)} does not apply: {reason.args[0]}."
            known = first.article_id if first.article_id in draft.texts else None
            draft.issues.append(stale(message, known))
    draft.issues += [stale(fault, None) for fault in faults]
    settle_speakers(draft)
    _drop_rejected(draft)
    return draft.finish()


def _reject(draft: Draft, decision: Correction) -> None:
    table = decision.targets[0].table
    row = draft.row(decision.targets[0])
    draft.rejected[str(row[KEYS[table]])] = table


def _drop_rejected(draft: Draft) -> None:
    """Remove what was rejected, with all that names it; an actor goes with its last mention."""
    for row_id, table in draft.rejected.items():
        row = draft.rows[table].get(draft.current(row_id))
        if row is None:
            continue
        if table == "actors":
            drop_actor(draft, str(row["actor_id"]))
            continue
        if table == "quotes":
            move_claims(draft, row, row.get("speaker_id"), None)
        draft.drop(table, row_id)
        if table == "mentions" and not draft.mentions_of(str(row["actor_id"])):
            drop_actor(draft, str(row["actor_id"]))


def _confirm(draft: Draft, decision: Correction) -> None:
    target = decision.targets[0]
    row = draft.row(target)
    draft.rejected.pop(str(row[KEYS[target.table]]), None)
    for column in ("confidence", "speaker_confidence", "claimant_confidence"):
        if column in row:
            row[column] = 1.0


def _add_quote(draft: Draft, decision: Correction) -> None:
    target = decision.targets[0]
    article_id, start, end = draft.place(target)
    quote_id = f"{article_id}:q{start}-{end}"
    if quote_id not in draft.rows["quotes"]:
        text = draft.texts[article_id][start:end]
        draft.rows["quotes"][quote_id] = {
            "quote_id": quote_id, "article_id": article_id, "kind": _quote_kind(text),
            "act": "speech", "stance": "neutral", "text": text, "start": start, "end": end,
            "parts": [(start, end)], "co_speaker_ids": [],
        }  # fmt: skip
    quote = draft.rows["quotes"][quote_id]
    sign(quote, "quotes", "found_by", "confidence")
    draft.speakers[quote_id] = decided_speaker(draft, decision, quote)
    for figure in overlapping(draft.rows["figures"].values(), article_id, start, end):
        if "quote_id" not in figure and start <= figure["start"] and figure["end"] <= end:
            figure["quote_id"] = quote_id


def _quote_kind(text: str) -> str:
    """Return the kind of a content that a person marked, by the quotation marks in it."""
    if text[0] in "“\"'‘" and text[-1] in "”\"'’":
        return "direct"
    return "mixed" if any(mark in text for mark in '“”"') else "indirect"


def _change_quote(draft: Draft, decision: Correction) -> None:
    quote = draft.row(decision.targets[0])
    article_id, start, end = draft.place(decision.values["content"])
    parts = [(max(a, start), min(b, end)) for a, b in quote["parts"] if a < end and start < b]
    if parts:
        parts[0], parts[-1] = (start, parts[0][1]), (parts[-1][0], end)
    quote |= {
        "start": start, "end": end, "text": draft.texts[article_id][start:end],
        "parts": parts or [(start, end)],
    }  # fmt: skip
    sign(quote, "quotes", "found_by", "confidence")


APPLY: dict[str, Callable[[Draft, Correction], None]] = {
    "set_speaker": set_speaker,
    "add_speaker": add_speaker,
    "merge_actors": merge_actors,
    "split_actor": split_actor,
    "split_mention": split_mention,
    "change_actor": change_actor,
    "reject": _reject,
    "confirm": _confirm,
    "add_quote": _add_quote,
    "add_mention": add_mention,
    "add_figure": add_figure,
    "change_quote": _change_quote,
    "change_figure": change_figure,
}
