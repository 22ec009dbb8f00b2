"""What the review widget shows: the rows of an article with candidates, actors and decisions."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..tables.linked import Tables
from .decisions import Corrections
from .model import KEYS, Correction
from .row_values import Row, rows_of

# So many actors are offered as speakers of a quote: one for each digit.
N_CANDIDATES = 9
# Rows are listed in this order within the same confidence.
CHECKED = ("quotes", "figures")
# A place does not speak.
SPEAKERS = ("person", "organisation", "state", "group")
SHOWN = (
    "id", "table", "text", "start", "end", "parts", "kind", "act", "stance", "cue", "speaker",
    "speaker_id", "speaker_name", "claimant_id", "claimant_name", "claim", "low", "high", "bound",
    "unit", "thing", "confidence",
)  # fmt: skip
REASONS = {"found_by": "found by", "resolved_by": "resolved by"}


def verdicts_of(edits: Iterable[Correction]) -> dict[str, str]:
    """Return what was decided about each row: right or changed."""
    return {
        target.row_id: "right" if decision.action == "confirm" else "changed"
        for decision in edits
        if (target := decision.targets[0]).row_id
    }


def progress(before: Tables, edits: Iterable[Correction]) -> tuple[int, int]:
    """Return how many of the rows to check were checked, and how many there are."""
    ids = {row_id for name in CHECKED for row_id in getattr(before, name)[KEYS[name]]}
    return len(ids & verdicts_of(edits).keys()), len(ids)


def queue(tables: Tables, edits: Iterable[Correction], article_ids: set[str]) -> list[Row]:
    """List the rows of some articles that can be checked, least sure first; decided ones last."""
    verdicts = verdicts_of(edits)
    rows = [
        {"table": name, "id": row[KEYS[name]], **row}
        for name in CHECKED
        for row in rows_of(tables, name)
        if row["article_id"] in article_ids
    ]
    return sorted(rows, key=lambda row: (row["id"] in verdicts, row["confidence"], row["start"]))


def state_of(tables: Tables, before: Tables, edits: Corrections, place: int) -> dict[str, Any]:
    """Return all that the view shows of one article as JSON takes it; empty where there is none.

    Parameters
    ----------
    tables, before
        With and without the decisions.
    edits
        The decisions.
    place
        Which article, by its place in the table.
    """
    if tables.articles.empty:
        return {}
    article = rows_of(tables, "articles")[place]
    article_id = article["article_id"]
    actors = [row for row in rows_of(tables, "actors") if row["article_id"] == article_id]
    mentions = [row for row in rows_of(tables, "mentions") if row["article_id"] == article_id]
    rows = queue(tables, edits, {article_id})
    offered = _candidates(before, rows, actors, mentions)
    verdicts = verdicts_of(edits)
    done, total = progress(before, edits)
    return {
        "article": {
            "id": article_id, "text": article["text"], "start": article["body_start"],
            "end": article["body_end"], "place": place, "n": len(tables.articles),
            "title": article.get("title"),
        },
        "rows": [
            _shown(row) | {"verdict": verdicts.get(row["id"])} | offered.get(row["id"], {})
            for row in rows
        ],
        "actors": _actors(actors, mentions),
        "log": [describe(decision) for decision in edits],
        "can_undo": len(edits) > 0,
        "can_redo": edits.n_undone > 0,
        "done": done,
        "total": total,
        "kept": str(edits.path) if edits.path else None,
    }  # fmt: skip


def _shown(row: Row) -> dict[str, Any]:
    """Return what the view shows of a quote or a figure; infinite bounds are text."""
    shown = {name: row[name] for name in SHOWN if name in row}
    shown |= {end: str(row[end]) for end in ("low", "high") if end in row}
    reasons = [f"{said}: {row[key]}" for key, said in REASONS.items() if key in row]
    return shown | {"why": [*reasons, f"confidence: {row['confidence']:.2f}"]}


def _candidates(
    before: Tables, rows: list[Row], actors: list[Row], mentions: list[Row]
) -> dict[str, dict[str, list[str]]]:
    """List who may speak: as read, the runner-up, who relays, then who was mentioned last."""
    kinds = {row["actor_id"]: row["kind"] for row in actors}
    columns = (before.quotes[key].tolist() for key in ("quote_id", "speaker_id", "runner_up_id"))
    read = {quote_id: ids for quote_id, *ids in zip(*columns, strict=True)}
    speaking = [row for row in mentions if kinds[row["actor_id"]] in SPEAKERS]
    starts = [row["start"] for row in speaking]
    offered = {}
    for row in rows:
        if row["table"] != "quotes":
            continue
        first = [row.get(key) for key in ("speaker_id", "runner_up_id", "relayed_by_id")]
        first += read.get(row["id"], [])
        ids = [str(one) for one in dict.fromkeys(first) if one in kinds]
        for mention in reversed(speaking[: bisect_left(starts, row["end"])]):
            if len(ids) >= N_CANDIDATES:
                break
            if mention["actor_id"] not in ids:
                ids.append(mention["actor_id"])
        offered[row["id"]] = {"candidates": ids}
    return offered


def _actors(actors: list[Row], mentions: list[Row]) -> list[dict[str, Any]]:
    own = defaultdict(list)
    for row in mentions:
        shown = {key: row[key] for key in ("start", "end", "text")}
        own[row["actor_id"]].append({"id": row["mention_id"], **shown})
    return [
        {
            "id": row["actor_id"], "role": row.get("role"), "mentions": own[row["actor_id"]],
            **{key: row[key] for key in ("name", "kind", "n_mentions", "n_quotes")},
        }
        for row in actors
    ]  # fmt: skip


def describe(decision: Correction) -> str:
    """Return a decision as a sentence."""
    target, values = decision.targets[0], decision.values
    words = target.exact if len(target.exact) <= 48 else f"{target.exact[:46]}…"
    actor = values.get("actor")
    who = values.get("name") or (actor.exact if actor is not None else "nobody")
    said = {
        "set_speaker": f"speaker is {who}",
        "add_speaker": f"{who} speaks, too",
        "merge_actors": f"the same as {', '.join(one.exact for one in decision.targets[1:])}",
        "split_actor": "nobody of another article",
        "split_mention": "another actor",
        "change_actor": ", ".join(f"{key} is {value}" for key, value in values.items()),
        "reject": "wrong",
        "confirm": "right",
        "add_quote": f"added as a quote of {who}",
        "add_mention": "added as an actor",
        "add_figure": "added as a figure",
        "change_quote": "begins or ends elsewhere",
        "change_figure": ", ".join(sorted(values)) + " changed",
    }[decision.action]
    return f"“{words}”: {said}"
