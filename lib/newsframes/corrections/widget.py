"""The review widget: the text beside the row to check; each decision changes the tables."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from ..tables.linked import Tables
from ..tables.rendering import render
from .log import Corrections
from .model import KEYS, Correction, CorrectionError

HERE = Path(__file__).parent
# So many actors are offered as speakers of a quote: one for each digit.
N_CANDIDATES = 9
# Rows are listed in this order within the same confidence.
CHECKED = ("quotes", "figures")
# So many rows are shown where nothing can run.
N_STILL = 10


class Review(anywidget.AnyWidget):
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

    _esm = HERE / "review.js"
    _css = HERE / "review.css"
    state = traitlets.Dict().tag(sync=True)

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

    def __repr__(self) -> str:
        done, total = self._progress()
        return f"Review: {done} of {total} rows checked, {self.edits!r}"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        live, metadata = bundle
        rows = self._queue(range(len(self.tables.articles)))
        page = render("review", rows=rows[:N_STILL], n=len(rows), summary=repr(self))
        still = {"text/plain": repr(self), "text/html": page}
        return live | still, metadata

    def _verdicts(self) -> dict[str, str]:
        """Return what was decided about each row: right, changed or added."""
        verdicts = {}
        for decision in self.edits:
            target = decision.targets[0]
            if target.row_id:
                is_right = decision.action == "confirm"
                verdicts[target.row_id] = "right" if is_right else "changed"
        return verdicts

    def _progress(self) -> tuple[int, int]:
        ids = {row for name in CHECKED for row in getattr(self.before, name)[KEYS[name]]}
        return len(ids & self._verdicts().keys()), len(ids)

    def _queue(self, places: range) -> list[dict[str, Any]]:
        """List the rows of some articles that can be checked, least sure first."""
        ids = self.tables.articles.article_id.iloc[list(places)]
        rows = []
        for name in CHECKED:
            frame = getattr(self.tables, name)
            for row in frame[frame.article_id.isin(ids)].to_dict("records"):
                known = {key: _known(value) for key, value in row.items()}
                rows.append({"table": name, "id": row[KEYS[name]], **known})
        verdicts = self._verdicts()
        return sorted(
            rows, key=lambda row: (row["id"] in verdicts, row["confidence"], row["start"])
        )

    def _state(self) -> dict[str, Any]:
        """Return all that the view shows of one article; empty where there is none."""
        if self.tables.articles.empty:
            return {}
        article = self.tables.articles.iloc[self.place]
        verdicts, actors = self._verdicts(), self._actors(article.article_id)
        queue = self._queue(range(self.place, self.place + 1))
        known = {actor["id"] for actor in actors}
        done, total = self._progress()
        return {
            "article": {
                "id": article.article_id, "text": article.text, "start": int(article.body_start),
                "end": int(article.body_end), "place": self.place, "n": len(self.tables.articles),
                "title": _known(article.title),
            },
            "rows": [self._row(row, verdicts, known) for row in queue],
            "actors": actors,
            "log": [describe(decision) for decision in self.edits],
            "can_undo": len(self.edits) > 0,
            "can_redo": self.edits.n_undone > 0,
            "done": done,
            "total": total,
            "kept": str(self.edits.path) if self.edits.path else None,
        }  # fmt: skip

    def _row(
        self, row: dict[str, Any], verdicts: dict[str, str], known: set[str]
    ) -> dict[str, Any]:
        names = (
            "id", "table", "text", "start", "end", "parts", "kind", "act", "stance", "cue",
            "speaker", "speaker_id", "speaker_name", "claimant_id", "claimant_name", "claim",
            "low", "high", "bound", "unit", "thing", "confidence",
        )  # fmt: skip
        shown = {name: row[name] for name in names if name in row}
        for end in ("low", "high"):
            if end in shown:
                shown[end] = str(shown[end])
        shown["verdict"] = verdicts.get(row["id"])
        shown["why"] = _reasons(row)
        if row["table"] == "quotes":
            shown["candidates"] = self._candidates(row, known)
        return shown

    def _candidates(self, row: dict[str, Any], known: set[str]) -> list[str]:
        """List who may speak: as read, the runner-up, who relays, then who was mentioned last."""
        ids = [row.get(key) for key in ("speaker_id", "runner_up_id", "relayed_by_id")]
        before = self.before.quotes
        read = before.loc[before.quote_id == row["id"], ["speaker_id", "runner_up_id"]]
        ids += [_known(one) for one in read.to_numpy().ravel()]
        mentions = self.tables.mentions
        near = mentions[(mentions.article_id == row["article_id"]) & (mentions.start < row["end"])]
        actors = self.tables.actors.set_index("actor_id")
        speakers = actors[actors.kind.isin(["person", "organisation", "state", "group"])].index
        ids += [
            one for one in near.sort_values("start", ascending=False).actor_id if one in speakers
        ]
        return [one for one in dict.fromkeys(ids) if one in known][:N_CANDIDATES]

    def _actors(self, article_id: str) -> list[dict[str, Any]]:
        frame = self.tables.actors
        mentions = self.tables.mentions
        own = mentions[mentions.article_id == article_id]
        spans = dict(list(own.groupby("actor_id")))
        named = frame[frame.article_id == article_id].rename(columns={"name": "name_"})
        return [
            {
                "id": row.actor_id, "name": row.name_, "kind": row.kind, "role": _known(row.role),
                "n_mentions": int(row.n_mentions), "n_quotes": int(row.n_quotes),
                "mentions": _spans(spans.get(row.actor_id, own[:0])),
            }
            for row in named.itertuples()
        ]  # fmt: skip


def _spans(mentions: pd.DataFrame) -> list[dict[str, Any]]:
    """Return mentions with their offsets as JSON takes them."""
    return [
        {"id": row.mention_id, "start": int(row.start), "end": int(row.end), "text": row.text}
        for row in mentions.itertuples()
    ]


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


def _reasons(row: dict[str, Any]) -> list[str]:
    """List why a row is as it is, as far as its columns say."""
    names = {"found_by": "found by", "resolved_by": "resolved by"}
    reasons = [f"{said}: {row[key]}" for key, said in names.items() if row.get(key)]
    return [*reasons, f"confidence: {row['confidence']:.2f}"]


def _known(value: object) -> object:
    """Return a value as JSON takes it; what is missing is None."""
    if isinstance(value, list):
        return [list(one) if isinstance(one, tuple) else one for one in value]
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


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
