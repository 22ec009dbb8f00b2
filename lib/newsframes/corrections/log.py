"""The log of decisions: in their order, undone and made again, kept in a file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

from ..articles import ArticleError
from ..articles.files import CORRECTIONS
from ..articles.given_path import clean_path
from .decided_values import checked_text
from .file import append_line, read_lines, write_lines
from .model import Correction, CorrectionError


class DecisionLog:
    """Decisions in the order in which they were made, undone and made again, kept in a file.

    Parameters
    ----------
    path
        A file to which every decision, undo and redo is written at once; none by default.
    author, date
        Noted in every decision if given; the clock is never read.
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
    def load(cls, path: str | Path, *, is_kept: bool = False) -> Self:
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
        made = cls(path if is_kept else None)
        made._made, made.faults = read_lines(Path(path))
        made._known = {one.correction_id for one in made._made}
        return made

    @classmethod
    def kept_in(cls, path: str | Path) -> Self:
        """Return the decisions of a file, if it is there; every further one is written to it."""
        return cls.load(path, is_kept=True) if Path(path).is_file() else cls(path)

    @classmethod
    def beside(cls, article_path: str | Path) -> Self:
        """Return the decisions kept in ``corrections.jsonl`` beside an article.

        Beside a folder, an address, or a file that is not there, nothing is kept.

        Examples
        --------
        >>> DecisionLog.beside("https://example.org/report.html").path is None
        True
        """
        try:
            article = Path(clean_path(article_path))
        except ArticleError:
            return cls()  # of a machine that is not reached from here
        return cls.kept_in(article.with_name(CORRECTIONS)) if article.is_file() else cls()

    def __iter__(self) -> Iterator[Correction]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __repr__(self) -> str:
        noun = "correction" if len(self) == 1 else "corrections"
        return f"{len(self)} {noun}" + (f", {len(self.faults)} lines unread" if self.faults else "")

    @property
    def n_undone(self) -> int:
        """How many decisions were taken back and can be made again."""
        return len(self._undone)

    def add(self, decision: Correction) -> None:
        """Add a decision; what was undone before cannot be made again."""
        self._made.append(decision)
        self._undone.clear()
        self._write(decision.line())

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
