"""Corrections: what a person decides about rows of tables, a method a kind of decision."""

from typing import Any

from ..tables.linked import Tables
from ..tables.schema import ACTOR_KINDS
from .decided_values import (
    actor_target,
    check_choice,
    checked_figure,
    checked_text,
    row_target,
)
from .log import DecisionLog
from .model import Correction, CorrectionError, Target, target_at, target_of

# Stands for an argument that was not given, where None means nobody.
UNSET: Any = object()


class Corrections(DecisionLog):
    """Decisions about rows of tables, in the order in which they were made.

    Each method that decides takes the tables that the person looks at, whether corrected already or
    not, notes what the row's characters are, and changes no table: ``tabulate(article,
    corrections=edits)`` and ``tables.correct(edits)`` apply them.

    Parameters
    ----------
    path
        A file to which every decision, undo and redo is written at once; none by default.
    author, date
        Noted in every decision if given; the clock is never read.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said it rained. Bo Hill left.")
    >>> edits = nf.Corrections()
    >>> edits.set_speaker(tables, tables.quotes.quote_id[0], None)
    >>> tables.correct(edits).quotes.speaker_id.isna().all()
    np.True_
    """

    def set_speaker(
        self,
        tables: Tables,
        quote_id: str,
        actor_id: str | None = None,
        *,
        name: str | None = None,
    ) -> None:
        """Set the speaker: an actor, nobody (None), or by ``name`` someone not in the tables."""
        if actor_id is not None and name is not None:
            raise CorrectionError("Cannot set a speaker by id and by name. Give one of them.")
        values = (
            {"name": checked_text("name", name)}
            if name is not None
            else {"actor": actor_target(tables, actor_id)}
        )
        self._decide("set_speaker", (row_target(tables, "quotes", quote_id),), values)

    def add_speaker(self, tables: Tables, quote_id: str, actor_id: str) -> None:
        """Add an actor who speaks together with a quote's speaker."""
        values = {"actor": actor_target(tables, actor_id)}
        self._decide("add_speaker", (row_target(tables, "quotes", quote_id),), values)

    def merge_actors(self, tables: Tables, actor_ids: list[str]) -> None:
        """Merge actors into one, which keeps the id of the one mentioned first.

        Those of different articles keep their rows, and ``align_actors`` takes them for one.
        """
        if len(set(actor_ids)) < 2:
            raise CorrectionError(
                f"Cannot merge {len(set(actor_ids))} actor. Expected at least two different ids."
            )
        targets = tuple(
            row_target(tables, "actors", actor_id) for actor_id in dict.fromkeys(actor_ids)
        )
        self._decide("merge_actors", targets)

    def split_actor(self, tables: Tables, actor_id: str) -> None:
        """Keep an actor apart from those of other articles that ``align_actors`` joins it to."""
        self._decide("split_actor", (row_target(tables, "actors", actor_id),))

    def split_mention(self, tables: Tables, mention_id: str) -> None:
        """Split a mention off as an actor of its own."""
        self._decide("split_mention", (row_target(tables, "mentions", mention_id),))

    def change_actor(
        self,
        tables: Tables,
        actor_id: str,
        *,
        name: Any = UNSET,
        kind: Any = UNSET,
        role: Any = UNSET,
        country: Any = UNSET,
    ) -> None:
        """Change name, kind, role or country of an actor; None removes role or country."""
        values = {
            key: value
            for key, value in (("name", name), ("kind", kind), ("role", role), ("country", country))
            if value is not UNSET
        }
        if "kind" in values:
            check_choice("kind", values["kind"], ACTOR_KINDS)
        for key in ("name", "role", "country"):
            if key in values and (key == "name" or values[key] is not None):
                checked_text(key, values[key])
        if not values:
            raise CorrectionError("Cannot change an actor: give name, kind, role or country.")
        self._decide("change_actor", (row_target(tables, "actors", actor_id),), values)

    def reject(self, tables: Tables, row_id: str) -> None:
        """Mark a row as wrong: it, and what only links to it, is left out."""
        self._decide("reject", (target_of(tables, row_id),))

    def confirm(self, tables: Tables, row_id: str) -> None:
        """Mark a row as right; its confidences become 1."""
        self._decide("confirm", (target_of(tables, row_id),))

    def add_quote(
        self,
        tables: Tables,
        article_id: str,
        start: int,
        end: int,
        *,
        speaker: str | None = None,
    ) -> None:
        """Make a quote of a stretch of the body, with an actor as its speaker or without one."""
        target = target_at(tables, "quotes", article_id, start, end)
        self._decide("add_quote", (target,), {"actor": actor_target(tables, speaker)})

    def add_mention(
        self,
        tables: Tables,
        article_id: str,
        start: int,
        end: int,
        *,
        actor: str | None = None,
        kind: str = "person",
    ) -> None:
        """Make a mention of a stretch of the body, of an actor of the tables or of a new one."""
        target = target_at(tables, "mentions", article_id, start, end)
        check_choice("kind", kind, ACTOR_KINDS)
        values = {"actor": actor_target(tables, actor)} if actor is not None else {"kind": kind}
        self._decide("add_mention", (target,), values)

    def add_figure(
        self, tables: Tables, article_id: str, start: int, end: int, *, low: float, **values: Any
    ) -> None:
        """Make a figure of a stretch of the body; ``values`` as in ``change_figure``."""
        target = target_at(tables, "figures", article_id, start, end)
        self._decide(
            "add_figure", (target,), checked_figure(tables, target, {"low": low, **values})
        )

    def change_quote(self, tables: Tables, quote_id: str, start: int, end: int) -> None:
        """Set where the content of a quote begins and ends."""
        quote = row_target(tables, "quotes", quote_id)
        content = target_at(tables, "quotes", quote.article_id, start, end)
        self._decide("change_quote", (quote,), {"content": content})

    def change_figure(self, tables: Tables, figure_id: str, **values: Any) -> None:
        """Change the values of a figure.

        Parameters
        ----------
        tables
            What the person looks at.
        figure_id
            The row.
        values
            ``low``, ``high``: numbers, in the figure's unit; ``bound``, ``unit``; ``thing``: the
            noun phrase counted, as written in the article near the figure, or its (start, end);
            ``claimant``: the id of an actor, or None for the article's own voice.
        """
        target = row_target(tables, "figures", figure_id)
        self._decide("change_figure", (target,), checked_figure(tables, target, values))

    def _decide(
        self,
        action: str,
        targets: tuple[Target, ...],
        values: dict[str, Any] | None = None,
    ) -> None:
        self.add(Correction(action, targets, values or {}, author=self.author, date=self.date))
