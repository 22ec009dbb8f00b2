"""A correction: one decision of a person about one row, or about the characters of a new one."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from ..tables.linked import Record, Tables

# How many characters before and after the target's own are kept to find it again.
CONTEXT = 32
# What each action accepts as its values, beside "targets".
ACTIONS: dict[str, tuple[str, ...]] = {
    "set_speaker": ("actor", "name"),
    "add_speaker": ("actor",),
    "merge_actors": (),
    "split_actor": (),
    "split_mention": (),
    "change_actor": ("name", "kind", "role", "country"),
    "reject": (),
    "confirm": (),
    "add_quote": ("actor",),
    "add_mention": ("actor", "name", "kind"),
    "add_figure": ("low", "high", "bound", "unit", "thing", "claimant"),
    "change_quote": ("content",),
    "change_figure": ("low", "high", "bound", "unit", "thing", "claimant"),
}
KEYS = {
    "actors": "actor_id", "mentions": "mention_id", "quotes": "quote_id", "figures": "figure_id",
}  # fmt: skip


class CorrectionError(ValueError):
    """A correction cannot be made, written or read."""


@dataclass(frozen=True)
class Target:
    """What a correction is about: a row, or a stretch of text that is to become one.

    The characters are kept as a TextQuoteSelector and a TextPositionSelector of the W3C Web
    Annotation model, so that the target is found again in an article that was changed elsewhere.

    Parameters
    ----------
    table
        ``actors``, ``mentions``, ``quotes`` or ``figures``.
    article_id
        The article as it was.
    start, end
        Half-open offsets, in code points, of the row; of an actor, those of its first mention.
    exact, prefix, suffix
        The characters there, and up to 32 before and after.
    row_id
        The row's id; None for a stretch of text.
    """

    table: str
    article_id: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    row_id: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return the target with its selectors under their names in the W3C model."""
        return {
            "table": self.table,
            "article_id": self.article_id,
            "row_id": self.row_id,
            "selector": [
                {
                    "type": "TextQuoteSelector", "exact": self.exact,
                    "prefix": self.prefix, "suffix": self.suffix,
                },
                {"type": "TextPositionSelector", "start": self.start, "end": self.end},
            ],
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Target":
        """Return a target from what ``as_json`` returned."""
        quote, position = value["selector"]
        return cls(
            str(value["table"]), str(value["article_id"]), int(position["start"]),
            int(position["end"]), str(quote["exact"]), str(quote.get("prefix", "")),
            str(quote.get("suffix", "")), value.get("row_id"),
        )  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """One decision.

    Parameters
    ----------
    action
        One of ``ACTIONS``.
    targets
        The rows that it is about; of ``merge_actors`` several, else one.
    values
        What the row is to hold. ``actor`` and ``claimant`` are the ``Target`` of an actor, or None
        for nobody; ``content`` and ``thing`` are the ``Target`` of a stretch of text.
    author, note, date
        Optional, as the caller gives them; the clock is never read.
    """

    action: str
    targets: tuple[Target, ...]
    values: dict[str, Any] = field(default_factory=dict)
    author: str | None = None
    note: str | None = None
    date: str | None = None

    def __post_init__(self) -> None:
        """Refuse an action or a value that is not known."""
        if self.action not in ACTIONS:
            raise CorrectionError(
                f"Cannot read the correction {self.action!r}. Expected one of {', '.join(ACTIONS)}."
            )
        unknown = sorted(set(self.values) - set(ACTIONS[self.action]))
        if unknown or not self.targets:
            accepted = ", ".join(ACTIONS[self.action]) or "none"
            what = f"values {', '.join(unknown)}" if unknown else "no target"
            raise CorrectionError(
                f"Cannot read the correction {self.action!r}: it has {what}."
                f" Accepted values: {accepted}."
            )

    @property
    def correction_id(self) -> str:
        """The first 12 hex digits of the SHA-256 of its line."""
        return hashlib.sha256(self.line().encode()).hexdigest()[:12]

    def line(self) -> str:
        """Return the decision as one line of JSON, without its id."""
        value: dict[str, Any] = {
            "action": self.action,
            "targets": [target.as_json() for target in self.targets],
            "values": {
                key: one.as_json() if isinstance(one, Target) else one
                for key, one in sorted(self.values.items())
            },
        }
        value |= {
            key: one
            for key in ("author", "note", "date")
            if (one := getattr(self, key)) is not None
        }
        return json.dumps(value, ensure_ascii=False)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Correction":
        """Return a decision from the parsed JSON of its line."""
        values = {
            key: Target.from_json(one) if isinstance(one, dict) else one
            for key, one in value.get("values", {}).items()
        }
        targets = tuple(Target.from_json(one) for one in value["targets"])
        more = {key: value.get(key) for key in ("author", "note", "date")}
        return cls(str(value["action"]), targets, values, **more)


def target_of(tables: Tables, row_id: str) -> Target:
    """Return the target that names a row of tables.

    Raises
    ------
    CorrectionError
        If no table has a row of that id.
    """
    for table, key in KEYS.items():
        frame = getattr(tables, table)
        rows = frame[frame[key] == row_id]
        if len(rows):
            row = rows.iloc[0]
            place = _place_of(tables, row_id) if table == "actors" else row
            return _target(tables, table, row.article_id, (place.start, place.end), row_id)
    raise CorrectionError(
        f"Cannot find the row {row_id!r}. Expected an id of actors, mentions, quotes or figures"
        " of the tables that were given."
    )


def _place_of(tables: Tables, actor_id: str) -> Record:
    """Return the first mention of an actor; of one without mentions, what it says or claims."""
    quotes, figures = tables.quotes, tables.figures
    is_fellow = quotes.co_speaker_ids.map(lambda ids: actor_id in ids).astype(bool)
    places = (
        tables.mentions[tables.mentions.actor_id == actor_id],
        quotes[(quotes.speaker_id == actor_id).fillna(False) | is_fellow],
        figures[(figures.claimant_id == actor_id).fillna(False)],
    )
    found = next(frame for frame in places if len(frame))
    return found.sort_values(["start", "end"]).iloc[0]


def target_at(tables: Tables, table: str, article_id: str, start: int, end: int) -> Target:
    """Return the target that names a stretch of an article's body.

    Raises
    ------
    CorrectionError
        If there is no such article, or the stretch is empty or outside its body.
    """
    articles = tables.articles[tables.articles.article_id == article_id]
    if not len(articles):
        raise CorrectionError(f"Cannot find the article {article_id!r} in the tables.")
    article = articles.iloc[0]
    if not article.body_start <= start < end <= article.body_end:
        raise CorrectionError(
            f"Cannot use the stretch [{start}:{end}] of article {article_id}. Expected start < end"
            f" within its body [{article.body_start}:{article.body_end}]."
        )
    return _target(tables, table, article_id, (start, end))


def _target(
    tables: Tables, table: str, article_id: str, span: tuple[int, int], row_id: str | None = None
) -> Target:
    text = tables.articles.set_index("article_id").text[article_id]
    start, end = (int(offset) for offset in span)
    return Target(
        table, article_id, start, end, text[start:end],
        text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], row_id,
    )  # fmt: skip
