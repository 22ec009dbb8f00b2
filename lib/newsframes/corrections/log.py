"""Corrections: the decisions of a person in their order, made, undone, kept in a file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..articles.collection import CORRECTIONS
from ..tables.linked import Tables
from ..tables.schema import ACTOR_KINDS
from .decided_values import (
    actor_target,
    check_choice,
    checked_figure,
    checked_text,
    row_target,
)
from .file import append_line, read_lines, write_lines
from .model import Correction, CorrectionError, Target, target_at, target_of

# Stands for an argument that was not given, where None means nobody.
UNSET: Any = object()


class Corrections:
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

    def __init__(
        self, path: str | Path | None = None, *, author: str | None = None, date: str | None = None
    ) -> None:
        self.path = Path(path) if path else None
        self.author, self.date = author, date
        self.faults: list[str] = []
        self._made: list[Correction] = []
        self._undone: list[Correction] = []
        self._known: set[str] = set()

    @classmethod
    def load(cls, path: str | Path, *, is_kept: bool = False) -> "Corrections":
        """Read a file that ``save`` or another process wrote.

        A line that cannot be read is named in ``faults`` and in the ``issues`` of the tables; the
        others hold.

        Parameters
        ----------
        path
            A file of one decision a line.
        is_kept
            Write every further decision to the file at once.

        Raises
        ------
        CorrectionError
            If there is no such file, or it is not text.
        """
        corrections = cls(path if is_kept else None)
        corrections._made, corrections.faults = read_lines(Path(path))
        corrections._known = {one.correction_id for one in corrections._made}
        return corrections

    @classmethod
    def kept_in(cls, path: str | Path) -> "Corrections":
        """Return the decisions of a file, if it is there; every further one is written to it."""
        return cls.load(path, is_kept=True) if Path(path).is_file() else cls(path)

    @classmethod
    def beside(cls, article_path: str | Path) -> "Corrections":
        """Return the decisions kept in ``corrections.jsonl`` beside an article.

        Beside a folder, an address, or a file that is not there, nothing is kept.

        Examples
        --------
        >>> Corrections.beside("https://example.org/report.html").path is None
        True
        """
        article = Path(article_path)
        return cls.kept_in(article.with_name(CORRECTIONS)) if article.is_file() else cls()

    def __iter__(self) -> Iterator[Correction]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __repr__(self) -> str:
        noun = "correction" if len(self) == 1 else "corrections"
        return f"{len(self)} {noun}" + (f", {len(self.faults)} lines unread" if self.faults else "")

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
        """Merge actors into one, which keeps the id of the one mentioned first."""
        if len(set(actor_ids)) < 2:
            raise CorrectionError(
                f"Cannot merge {len(set(actor_ids))} actor. Expected at least two different ids."
            )
        targets = tuple(
            row_target(tables, "actors", actor_id) for actor_id in dict.fromkeys(actor_ids)
        )
        self._decide("merge_actors", targets)

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

    @property
    def n_undone(self) -> int:
        """How many decisions were taken back and can be made again."""
        return len(self._undone)

    def undo(self) -> Correction | None:
        """Undo the last decision and return it; None if there is none."""
        if not self._made:
            return None
        decision = self._made.pop()
        self._undone.append(decision)
        self._write(f'{{"undo": "{decision.correction_id}"}}')
        return decision

    def redo(self) -> Correction | None:
        """Make the decision again that was taken back last; None if there is none."""
        if not self._undone:
            return None
        decision = self._undone.pop()
        self._made.append(decision)
        self._write(decision.line())
        return decision

    def save(self, path: str | Path) -> Path:
        """Write all decisions to a file, whole or not at all.

        What another process has added to the file meanwhile is kept.
        """
        known = self._known | {one.correction_id for one in (*self._made, *self._undone)}
        write_lines(Path(path), self._made, known)
        self._known |= {one.correction_id for one in self._made}
        return Path(path)

    def _decide(
        self,
        action: str,
        targets: tuple[Target, ...],
        values: dict[str, Any] | None = None,
    ) -> None:
        decision = Correction(action, targets, values or {}, author=self.author, date=self.date)
        self._made.append(decision)
        self._undone.clear()
        self._write(decision.line())

    def note(self, text: str) -> None:
        """Add a note to the last decision."""
        if not self._made:
            raise CorrectionError("Cannot add a note: there is no decision yet.")
        former = self._made.pop()
        self._write(f'{{"undo": "{former.correction_id}"}}')
        self._made.append(replace(former, note=checked_text("note", text)))
        self._write(self._made[-1].line())

    def _write(self, line: str) -> None:
        if self.path:
            append_line(self.path, line)
