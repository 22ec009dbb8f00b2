"""Random sequences of corrections: no exception, the contract holds, undo and replay give the same.

``make corrections-trial`` runs 10,000 of them; the suite runs few.
"""

import contextlib
from collections.abc import Callable
from dataclasses import replace

import newsframes as nf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsframes.corrections.replay import replay

READINGS = {
    "one article": (
        "Ann Lee, the mayor of Slab, said 40 people had died in the flood on Monday.\n\n"
        "“It was cold,” she said. “Nobody came to help us.”\n\n"
        "The police said three boys were hurt. Bo Hill, a firefighter, denied that 60 homes"
        " burned.\n\nRobert Hill told Reuters that the dam had held. He warned of more rain.\n",
    ),
    "two articles": (
        "Police said more than 20 people were held. “We are safe,” Cy Moss said. He left.",
        "Cy Moss and Di Ray said the fire cost $5 million. The mayor put it at dozens of homes.",
    ),
    "nested": (
        "A spokesman for the ministry said the union had warned that 1,200 jobs would go.\n\n"
        "“They told us, ‘Wait until May,’” Eva Stone, the union’s head, said. Some disagreed.",
    ),
    "no quote": ("The river rose by 3 metres. Slab was flooded, and 12 roads were closed.",),
}

IS_TRIAL = settings.get_current_profile_name() == "trial"
FEW_OR_ALL = settings.get_profile("trial") if IS_TRIAL else settings(max_examples=25, deadline=None)


@pytest.fixture(scope="module")
def readings() -> dict[str, nf.Tables]:
    return {
        name: nf.tabulate([nf.Article(text) for text in texts], progress=False)
        for name, texts in READINGS.items()
    }


def test_rows_compared_are_those_of_the_tables(readings):
    """Compare rows below, which is quicker than frames; frames are made of them alone."""
    tables = readings["one article"]
    edits = nf.Corrections()
    edits.reject(tables, tables.quotes.quote_id[0])
    _, made = corrected(tables, edits)
    frames = tables.correct(edits).frames()
    assert all(frame.equals(frames[name]) for name, frame in made.frames().items())


class Chooser:
    """Chooses, by the numbers drawn, among what tables hold."""

    def __init__(self, tables: nf.Tables, numbers: list[int]) -> None:
        self.tables, self.numbers = tables, numbers
        self.article = tables.articles.iloc[numbers[0] % len(tables.articles)]
        length = self.article.body_end - self.article.body_start
        self.start = int(self.article.body_start + numbers[2] % (length - 1))
        self.end = int(min(self.article.body_end, self.start + 1 + numbers[3] % 40))

    def of(self, options: list, n: int):
        """Choose by the nth number; a row that is not there where there is nothing to choose."""
        return options[self.numbers[n] % len(options)] if options else "nothing"

    def row(self, table: str, n: int = 0) -> str:
        return self.of(getattr(self.tables, table).iloc[:, 0].tolist(), n)

    def any_row(self) -> str:
        tables = ("mentions", "actors", "quotes", "figures")
        return self.of([row for name in tables for row in getattr(self.tables, name).iloc[:, 0]], 3)

    def stretch(self) -> tuple[str, int, int]:
        return self.article.article_id, self.start, self.end

    def values(self) -> dict[str, object]:
        n = self.numbers[1]
        return [
            {"low": n % 9}, {"low": n % 9, "high": 9 + n % 5, "bound": "range"}, {"bound": ">"},
            {"bound": "<"}, {"bound": "=", "low": 4.5}, {"bound": "~"}, {"unit": "dollars"},
            {"unit": "percent"}, {"thing": None}, {"claimant": self.row("actors", 3)},
            {"claimant": None}, {"thing": (self.start, self.end)}, {"high": n % 7},
        ][self.numbers[2] % 13]  # fmt: skip

    def actor_values(self) -> dict[str, object]:
        n = self.numbers[2]
        return [
            {"name": f"Name {n % 3}"}, {"kind": "group"}, {"role": "the mayor"}, {"role": None},
            {"country": "FRA"}, {"name": "=1+1", "country": None},
        ][n % 6]  # fmt: skip


STEPS: dict[str, Callable[[nf.Corrections, nf.Tables, Chooser], None]] = {
    "speaker": lambda e, t, c: e.set_speaker(t, c.row("quotes"), c.row("actors", 1)),
    "nobody": lambda e, t, c: e.set_speaker(t, c.row("quotes"), None),
    "name": lambda e, t, c: e.set_speaker(t, c.row("quotes"), name=f"Zoe {c.numbers[2] % 3}"),
    "fellow": lambda e, t, c: e.add_speaker(t, c.row("quotes"), c.row("actors", 1)),
    "merge": lambda e, t, c: e.merge_actors(t, [c.row("actors", n) for n in range(3)]),
    "split": lambda e, t, c: e.split_mention(t, c.row("mentions")),
    "actor": lambda e, t, c: e.change_actor(t, c.row("actors", 1), **c.actor_values()),
    "reject": lambda e, t, c: e.reject(t, c.any_row()),
    "confirm": lambda e, t, c: e.confirm(t, c.any_row()),
    "quote": lambda e, t, c: e.add_quote(t, *c.stretch(), speaker=c.row("actors", 1)),
    "own voice": lambda e, t, c: e.add_quote(t, *c.stretch()),
    "mention": lambda e, t, c: e.add_mention(t, *c.stretch()),
    "mention of": lambda e, t, c: e.add_mention(t, *c.stretch(), actor=c.row("actors", 1)),
    "figure": lambda e, t, c: e.add_figure(t, *c.stretch(), low=c.numbers[1] % 1000),
    "figure values": lambda e, t, c: e.change_figure(t, c.row("figures"), **c.values()),
    "content": lambda e, t, c: e.change_quote(t, c.row("quotes"), c.start, c.end),
}

steps = st.tuples(
    st.sampled_from(sorted(STEPS)), st.lists(st.integers(0, 10**6), min_size=4, max_size=4)
)


def corrected(tables: nf.Tables, edits: nf.Corrections) -> tuple[dict, nf.Tables]:
    """Return the corrected rows, and the tables of them, which keep the contract."""
    rows = replay(tables, edits)
    return rows, replace(nf.Tables.of(rows), origin=tables, corrections=tuple(edits))


@FEW_OR_ALL
@given(
    name=st.sampled_from(sorted(READINGS)),
    sequence=st.lists(steps, min_size=1, max_size=6),
    is_stale=st.booleans(),
    back=st.integers(0, 5),
)
def test_any_sequence_keeps_the_contract_and_can_be_undone(
    readings, tmp_path_factory, name, sequence, is_stale, back
):
    tables = readings[name]
    edits, seen = nf.Corrections(), tables
    states = {0: replay(tables, [])}
    for action, numbers in sequence:
        # There is no such row any more, or it is one actor, or a value that does not fit.
        with contextlib.suppress(nf.CorrectionError):
            STEPS[action](edits, seen, Chooser(seen, numbers))
        if not is_stale and len(edits) not in states:
            states[len(edits)], seen = corrected(tables, edits)
    rows, seen = corrected(tables, edits)
    path = edits.save(tmp_path_factory.getbasetemp() / "corrections.jsonl")
    read = nf.Corrections.load(path)
    path.unlink()
    assert list(read) == list(edits)
    n = min(back, len(edits))
    for _ in range(n):
        edits.undo()
    undone = replay(seen.origin or tables, edits)
    assert undone == states.get(len(edits), undone)
    for _ in range(n):
        edits.redo()
    assert list(edits) == list(read)
    assert replay(seen.origin or tables, read) == rows
