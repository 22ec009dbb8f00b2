"""Actors without a name, judged by hand: who is in particular, who is not, and what is nobody."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf

from .estimates import Offsets, Score, f1, share
from .speaker_marks import read_judged

GOLD = Path(__file__).parents[2] / "tests/gold/unnamed.jsonl"
NAME = "Unnamed actors"


@dataclass(frozen=True)
class JudgedActor:
    """The first mention of an actor without a name, and what it is.

    ``verdict`` is ``specific``, ``generic`` (nobody in particular) or ``nobody`` (no actor at all).
    """

    article_id: str
    span: Offsets
    verdict: str


def read_unnamed(path: Path = GOLD) -> list[JudgedActor]:
    """Read the marks, one actor a line."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [JudgedActor(row["article_id"], (row["start"], row["end"]), row["is"]) for row in rows]


def score_unnamed(data: Path, reader: nf.Reader) -> Iterator[Score]:
    """Score whole articles through ``tabulate``: what is still there, and its ``is_generic``."""
    gold = read_unnamed()
    tables = nf.tabulate(read_judged(data, gold), reader=reader, progress=False)
    generic = tables.actors.set_index("actor_id").is_generic
    ours = {
        (row.article_id, row.start, row.end): bool(generic[row.actor_id])
        for row in tables.mentions.itertuples()
    }
    flags = [(one, ours.get((one.article_id, *one.span))) for one in gold]
    found = [one.verdict for one, flag in flags if flag is not None]
    yield share(f"{NAME}, is one, of those found", [(v != "nobody", 1) for v in found])
    yield f1(
        f"{NAME}, nobody in particular, F1",
        [
            (int(flag and one.verdict == "generic"), int(one.verdict == "generic"), int(flag))
            for one, flag in flags
            if flag is not None and one.verdict != "nobody"
        ],
    )
