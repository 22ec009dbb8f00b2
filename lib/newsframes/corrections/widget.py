"""The review widget: the text beside the row to check; each decision changes the tables."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..tables.client_code import compose_script, compose_style
from ..tables.linked import Tables
from ..tables.live_view import LiveView
from ..tables.rendering import render
from .decisions import Corrections
from .model import CorrectionError
from .review_state import progress, queue, state_of

HERE = Path(__file__).parent
# So many rows are shown where nothing can run.
N_STILL = 10


class Review(LiveView):
    """A live view in which a person checks and corrects the rows of tables.

    Parameters
    ----------
    tables
        What ``tabulate`` returned, corrected or not.
    corrections
        Where decisions go; kept in memory if it has no path.

    Attributes
    ----------
    tables
        The corrected tables, for the next cell.
    edits
        The decisions.
    """

    _esm = compose_script(HERE / "review.js")
    _css = compose_style(HERE / "review.css")

    def __init__(self, tables: Tables, corrections: Corrections) -> None:
        self.edits = corrections
        self.before = tables.origin or tables
        self.tables = self.before.correct(corrections) if len(corrections) else tables
        self.place = 0
        super().__init__(state=self._state())
        self.on_msg(lambda _, content, __: self.receive(content))

    def receive(self, content: dict[str, Any]) -> None:
        """Handle one message of the live view: a decision, an undo, or another article to show.

        What cannot be done is said in the view and changes nothing.
        """
        try:
            ACTIONS[content["do"]](self, content)
        except (CorrectionError, KeyError, TypeError, ValueError) as error:
            self.send({"error": str(error)})
            return
        self.tables = self.before.correct(self.edits)
        self.state = self._state()

    def _state(self) -> dict[str, Any]:
        return state_of(self.tables, self.before, self.edits, self.place)

    def __repr__(self) -> str:
        done, total = progress(self.before, self.edits)
        return f"Review: {done} of {total} rows checked, {self.edits!r}"

    def still(self) -> str:
        """Return the rows that are least sure."""
        rows = queue(self.tables, self.edits, set(self.tables.articles.article_id))
        return render("review", rows=rows[:N_STILL], n=len(rows), summary=repr(self))


def review(tables: Tables, corrections: Corrections | str | Path | None = None) -> Review:
    """Show the rows of tables beside their text, to check and to correct them.

    Keys: ``j`` and ``k`` next and back, ``y`` right, ``n`` wrong, a digit for a speaker, ``0`` for
    nobody, ``u`` and ``U`` undo and redo, ``[`` and ``]`` move the end of a quote, ``x`` select
    words with the arrow keys.

    Parameters
    ----------
    tables
        What ``tabulate`` returned.
    corrections
        Decisions made before, or the path of their file, made if it is not there. Every decision is
        written to it at once. By default nothing is written; ``.edits.save(path)`` does it.

    Returns
    -------
    Review
        ``.tables`` are the corrected tables, ``.edits`` the decisions.

    Examples
    --------
    >>> import newsframes as nf
    >>> nf.review(nf.tabulate("Ann Lee said it rained."))
    Review: 0 of 1 rows checked, 0 corrections
    """
    if isinstance(corrections, str | Path):
        corrections = Corrections.kept_in(corrections)
    return Review(tables, corrections if corrections is not None else Corrections())


def _set_speaker(widget: Review, content: dict[str, Any]) -> None:
    if content.get("name"):
        widget.edits.set_speaker(widget.tables, content["id"], name=content["name"])
    else:
        widget.edits.set_speaker(widget.tables, content["id"], content.get("actor"))


def _change_figure(widget: Review, content: dict[str, Any]) -> None:
    values = dict(content["values"])
    for end in ("low", "high"):
        if end in values:
            values[end] = float(values[end])
    widget.edits.change_figure(widget.tables, content["id"], **values)


def _undo(widget: Review, _: dict[str, Any]) -> None:
    if widget.edits.undo() is None:
        raise CorrectionError("There is nothing to take back.")


def _redo(widget: Review, _: dict[str, Any]) -> None:
    if widget.edits.redo() is None:
        raise CorrectionError("There is nothing to make again.")


def _show(widget: Review, content: dict[str, Any]) -> None:
    widget.place = int(content["place"]) % len(widget.tables.articles)


ACTIONS: dict[str, Callable[[Review, dict[str, Any]], object]] = {
    "speaker": _set_speaker,
    "fellow": lambda w, c: w.edits.add_speaker(w.tables, c["id"], c["actor"]),
    "confirm": lambda w, c: w.edits.confirm(w.tables, c["id"]),
    "reject": lambda w, c: w.edits.reject(w.tables, c["id"]),
    "merge": lambda w, c: w.edits.merge_actors(w.tables, c["ids"]),
    "split": lambda w, c: w.edits.split_mention(w.tables, c["id"]),
    "actor": lambda w, c: w.edits.change_actor(w.tables, c["id"], **c["values"]),
    "edge": lambda w, c: w.edits.change_quote(w.tables, c["id"], c["start"], c["end"]),
    "figure": _change_figure,
    "add_quote": lambda w, c: w.edits.add_quote(w.tables, c["article"], c["start"], c["end"]),
    "add_mention": lambda w, c: w.edits.add_mention(w.tables, c["article"], c["start"], c["end"]),
    "add_figure": lambda w, c: w.edits.add_figure(
        w.tables, c["article"], c["start"], c["end"], low=float(c["low"])
    ),
    "undo": _undo,
    "redo": _redo,
    "show": _show,
}
