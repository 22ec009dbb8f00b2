"""Corrections: each decision, its file, its replay on the same, a changed and another article."""

import json
import multiprocessing
from pathlib import Path

import newsframes as nf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsframes import Correction
from newsframes.corrections.golden import golden_cases, is_met

TEXT = (
    "Ann Lee, the mayor of Slab, said 40 people had died in the flood on Monday.\n\n"
    "“It was cold,” she said. “Nobody came to help us.”\n\n"
    "The police said three boys were hurt. Bo Hill, a firefighter, denied that 60 homes burned.\n\n"
    "Robert Hill told Reuters that the dam had held. He warned of more rain.\n"
)


@pytest.fixture(scope="module")
def tables() -> nf.Tables:
    return nf.tabulate(TEXT)


def actor(tables: nf.Tables, name: str) -> str:
    return tables.actors.loc[tables.actors.name == name, "actor_id"].item()


def quote(tables: nf.Tables, words: str) -> str:
    return tables.quotes.loc[tables.quotes.text.str.contains(words), "quote_id"].iloc[0]


def figure(tables: nf.Tables, words: str) -> str:
    return tables.figures.loc[tables.figures.text == words, "figure_id"].item()


def row(frame, key: str, row_id: str):
    return frame.set_index(key).loc[row_id]


def same(one: nf.Tables, other: nf.Tables) -> bool:
    frames = other.frames()
    return all(frame.equals(frames[name]) for name, frame in one.frames().items())


def test_a_new_speaker_moves_counts_and_claims(tables):
    edits = nf.Corrections()
    edits.set_speaker(tables, quote(tables, "40 people"), actor(tables, "Bo Hill"))
    corrected = tables.correct(edits)
    found = row(corrected.quotes, "quote_id", quote(tables, "40 people"))
    assert (found.speaker_name, found.speaker_kind) == ("Bo Hill", "person")
    counted = row(corrected.figures, "figure_id", figure(tables, "40"))
    assert (counted.claimant_name, counted.claim) == ("Bo Hill", "asserted")
    before, after = (t.actors.set_index("name").n_quotes for t in (tables, corrected))
    assert after["Bo Hill"] == before["Bo Hill"] + 1
    assert after["Ann Lee"] == before["Ann Lee"] - 1
    assert found.confidence == 1
    assert found.resolved_by == "correction"


def test_nobody_speaks(tables):
    edits = nf.Corrections()
    edits.set_speaker(tables, quote(tables, "40 people"), None)
    corrected = tables.correct(edits)
    assert (
        row(corrected.quotes, "quote_id", quote(tables, "40 people"))[
            ["speaker_id", "speaker_name", "speaker_kind"]
        ]
        .isna()
        .all()
    )
    assert (
        row(corrected.figures, "figure_id", figure(tables, "40"))[
            ["claimant_id", "claimant_name", "claim"]
        ]
        .isna()
        .all()
    )


def test_someone_who_is_not_in_the_tables_speaks(tables):
    edits = nf.Corrections()
    edits.set_speaker(tables, quote(tables, "40 people"), name="Zoe North")
    edits.set_speaker(tables, quote(tables, "three boys"), name="Zoe North")
    corrected = tables.correct(edits)
    made = corrected.actors[corrected.actors.name == "Zoe North"]
    assert made[["kind", "n_quotes", "n_mentions"]].values.tolist() == [["person", 2, 0]]


def test_someone_who_is_not_in_the_tables_can_be_corrected_too(tables):
    edits = nf.Corrections()
    edits.set_speaker(tables, quote(tables, "40 people"), name="Zoe North")
    seen = tables.correct(edits)
    edits.change_actor(seen, actor(seen, "Zoe North"), kind="group")
    edits.add_speaker(seen, quote(seen, "three boys"), actor(seen, "Zoe North"))
    changed = nf.tabulate(f"{TEXT}\n\nIt was dark.", corrections=edits)
    assert "stale_correction" not in set(changed.issues.kind)
    assert changed.actors.set_index("name").kind["Zoe North"] == "group"
    edits.set_speaker(tables, quote(tables, "40 people"), None)
    edits.reject(tables, quote(tables, "three boys"))
    assert "Zoe North" not in set(tables.correct(edits).actors.name)


def test_merged_actors_are_one_everywhere(tables):
    edits = nf.Corrections()
    edits.merge_actors(tables, [actor(tables, "Robert Hill"), actor(tables, "Bo Hill")])
    corrected = tables.correct(edits)
    assert not (corrected.actors.name == "Bo Hill").any()
    one = corrected.actors[corrected.actors.name == "Robert Hill"].iloc[0]
    assert one.actor_id == actor(tables, "Bo Hill")
    assert one.aliases == ["Bo Hill"]
    both = tables.actors[tables.actors.name.isin(["Bo Hill", "Robert Hill"])]
    assert one.n_mentions == both.n_mentions.sum()
    assert one.n_quotes == both.n_quotes.sum()


def test_a_split_mention_is_an_actor_of_its_own(tables):
    edits = nf.Corrections()
    she = tables.mentions[tables.mentions.text == "she"].iloc[0]
    edits.split_mention(tables, she.mention_id)
    corrected = tables.correct(edits)
    split = row(corrected.mentions, "mention_id", she.mention_id)
    assert split.actor_id != she.actor_id
    assert row(corrected.quotes, "quote_id", quote(tables, "cold")).speaker_id == split.actor_id


SPLIT = (
    "Ann Lee, the mayor of Slab, said 40 people had died in the flood.\n\n"
    "The mayor put the cost at 5 million dollars. She warned of more rain. “It is not over.”\n"
)


@pytest.fixture(scope="module")
def of_one_actor() -> nf.Tables:
    """Tables in which one actor is every source and claimant."""
    tables = nf.tabulate(SPLIT)
    ids = {*tables.quotes.speaker_id, *tables.figures.claimant_id}
    assert ids == {actor(tables, "Ann Lee")}
    return tables


@pytest.mark.parametrize(
    ("words", "quotes", "figures"),
    [
        # The name says who speaks, not its apposition.
        ("Ann Lee", {"40 people"}, {"40"}),
        ("the mayor", set(), set()),
        # Outside quotes the claimant is the mention in the figure's sentence.
        ("The mayor", set(), {"5 million dollars"}),
        # A quote that names no source of its own goes on for the one before.
        ("She", {"more rain", "“It is not over.”"}, set()),
    ],
)
def test_a_split_mention_takes_its_quotes_and_claims_along(of_one_actor, words, quotes, figures):
    tables, edits = of_one_actor, nf.Corrections()
    mention_id = tables.mentions.loc[tables.mentions.text == words, "mention_id"].item()
    edits.split_mention(tables, mention_id)
    corrected = tables.correct(edits).check()
    new = row(corrected.mentions, "mention_id", mention_id).actor_id
    assert new != actor(tables, "Ann Lee")
    own = corrected.quotes[corrected.quotes.speaker_id == new]
    assert {words for words in quotes if own.text.str.contains(words, regex=False).any()} == quotes
    assert len(own) == len(quotes)
    claimed = corrected.figures[corrected.figures.claimant_id == new]
    assert set(claimed.text) == figures
    assert (claimed.claimant_confidence == 1).all()
    assert set(claimed.claimant_name) == ({own_name(corrected, new)} if figures else set())


def own_name(tables: nf.Tables, actor_id: str) -> str:
    return row(tables.actors, "actor_id", actor_id)["name"]


def test_a_claimant_that_was_decided_does_not_move_with_a_mention(of_one_actor):
    tables = of_one_actor
    counted = figure(tables, "5 million dollars")
    mayor = tables.mentions.loc[tables.mentions.text == "The mayor", "mention_id"].item()
    decisions = (
        lambda edits: edits.split_mention(tables, mayor),
        lambda edits: edits.change_figure(tables, counted, claimant=actor(tables, "Ann Lee")),
    )
    for order in (decisions, decisions[::-1]):
        edits = nf.Corrections()
        for decide_so in order:
            decide_so(edits)
        claimed = row(tables.correct(edits).figures, "figure_id", counted)
        assert claimed.claimant_id == actor(tables, "Ann Lee")


def test_an_actor_is_changed(tables):
    edits = nf.Corrections()
    edits.change_actor(tables, actor(tables, "Ann Lee"), name="Anne Lee", kind="group", role=None)
    corrected = tables.correct(edits)
    changed = row(corrected.actors, "actor_id", actor(tables, "Ann Lee"))
    assert (changed["name"], changed.kind, changed.aliases) == ("Anne Lee", "group", ["Ann Lee"])
    assert row(corrected.quotes, "quote_id", quote(tables, "cold")).speaker_name == "Anne Lee"


def test_a_rejected_row_leaves_no_trace(tables):
    edits = nf.Corrections()
    edits.reject(tables, quote(tables, "40 people"))
    edits.reject(tables, figure(tables, "three"))
    edits.reject(tables, actor(tables, "Bo Hill"))
    corrected = tables.correct(edits)
    assert not corrected.quotes.text.str.contains("40 people").any()
    assert corrected.figures.set_index("text").claimant_id.isna()["40"]
    assert "three" not in set(corrected.figures.text)
    assert actor(tables, "Bo Hill") not in set(corrected.mentions.actor_id)
    assert actor(tables, "Bo Hill") not in set(corrected.quotes.speaker_id.dropna())


def test_an_actor_that_was_changed_can_be_rejected(tables):
    edits = nf.Corrections()
    edits.change_actor(tables, actor(tables, "Bo Hill"), name="B. Hill")
    edits.reject(tables, actor(tables, "Bo Hill"))
    assert not {"Bo Hill", "B. Hill"} & set(tables.correct(edits).actors.name)


def test_a_quote_is_added_from_a_stretch_of_text(tables):
    article = tables.articles.iloc[0]
    start = article.text.index("the flood on Monday")
    edits = nf.Corrections()
    edits.add_quote(
        tables, article.article_id, start, start + 9, speaker=actor(tables, "Robert Hill")
    )
    added = row(tables.correct(edits).quotes, "text", "the flood")
    assert (added.speaker_name, added.kind, added.found_by) == (
        "Robert Hill", "indirect", "correction",
    )  # fmt: skip


def test_a_figure_is_changed(tables):
    edits = nf.Corrections()
    edits.change_figure(
        tables, figure(tables, "40"), low=50, bound=">=", unit="mile", thing="the flood",
        claimant=actor(tables, "Robert Hill"),
    )  # fmt: skip
    changed = row(tables.correct(edits).figures, "figure_id", figure(tables, "40"))
    assert (changed.low, changed.high, changed.bound) == (50, float("inf"), ">=")
    assert (changed.unit, changed.unit_kind, changed.thing) == ("mile", "length", "the flood")
    assert changed.claimant_name == "Robert Hill"


def test_undo_and_redo(tables):
    edits = nf.Corrections()
    edits.reject(tables, quote(tables, "40 people"))
    once = tables.correct(edits)
    edits.merge_actors(once, [actor(tables, "Robert Hill"), actor(tables, "Bo Hill")])
    twice = once.correct(edits)
    edits.undo()
    assert same(twice.correct(edits), once)
    edits.undo()
    assert same(twice.correct(edits), tables)
    assert edits.undo() is None
    edits.redo(), edits.redo()
    assert same(tables.correct(edits), twice)


def test_a_file_keeps_the_decisions(tables, tmp_path):
    edits = nf.Corrections(author="Z", date="2026-11-29")
    edits.reject(tables, quote(tables, "40 people"))
    edits.change_actor(tables, actor(tables, "Ann Lee"), name="Anne “=1” Lee")
    path = edits.save(tmp_path / "corrections.jsonl")
    assert same(nf.tabulate(TEXT, corrections=path), tables.correct(edits))
    assert [json.loads(line)["author"] for line in path.read_text().splitlines()] == ["Z", "Z"]
    first = path.read_bytes()
    nf.Corrections.load(path).save(path)
    assert path.read_bytes() == first


def test_every_decision_is_written_at_once(tables, tmp_path):
    path = tmp_path / "corrections.jsonl"
    edits = nf.Corrections(path)
    edits.reject(tables, quote(tables, "40 people"))
    edits.confirm(tables, quote(tables, "cold"))
    edits.undo()
    edits.undo()
    edits.redo()
    assert [one.action for one in nf.Corrections.load(path)] == ["reject"]


def test_a_broken_line_is_named_and_the_rest_holds(tables, tmp_path):
    edits = nf.Corrections()
    edits.reject(tables, quote(tables, "40 people"))
    path = edits.save(tmp_path / "corrections.jsonl")
    path.write_text(f'{{"action": "explode"}}\n{path.read_text()}{{"action": "rej', "utf-8")
    read = nf.Corrections.load(path)
    assert len(read) == 1
    corrected = tables.correct(read)
    faults = corrected.issues[corrected.issues.kind == "stale_correction"].message
    assert faults.str.contains("line 1").any()
    assert faults.str.contains("line 3").any()
    assert not corrected.quotes.text.str.contains("40 people").any()
    read.save(path)
    assert "explode" in path.read_text()


def _reject_in_parallel(path: str, n: int) -> None:
    tables = nf.Tables.load(Path(path).parent / "tables")
    edits = nf.Corrections(path)
    for _ in range(20):
        edits.date = str(n)
        edits.confirm(tables, tables.quotes.quote_id[0])


def test_two_processes_lose_nothing(tables, tmp_path):
    tables.save(tmp_path / "tables")
    path = str(tmp_path / "corrections.jsonl")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_reject_in_parallel, args=(path, n)) for n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    read = nf.Corrections.load(path)
    assert not read.faults
    assert sorted(one.date for one in read) == ["0"] * 20 + ["1"] * 20


def test_save_keeps_what_another_process_added(tables, tmp_path):
    mine, others = nf.Corrections(), nf.Corrections()
    mine.reject(tables, quote(tables, "40 people"))
    path = mine.save(tmp_path / "corrections.jsonl")
    others.reject(tables, figure(tables, "three"))
    others.save(path)
    mine.confirm(tables, quote(tables, "cold"))
    mine.save(path)
    assert sorted(one.action for one in nf.Corrections.load(path)) == [
        "confirm",
        "reject",
        "reject",
    ]


def test_corrections_outlive_a_change_elsewhere_in_the_article(tables):
    edits = nf.Corrections()
    edits.set_speaker(tables, quote(tables, "40 people"), actor(tables, "Bo Hill"))
    edits.set_speaker(tables, quote(tables, "three boys"), actor(tables, "Bo Hill"))
    edits.merge_actors(tables, [actor(tables, "Robert Hill"), actor(tables, "Bo Hill")])
    _, rest = TEXT.split("\n\n", 1)
    changed = nf.tabulate(f"The town of Slab was flooded for days.\n\n{rest}", corrections=edits)
    found = changed.quotes.loc[changed.quotes.text.str.contains("three boys")]
    assert found.speaker_name.item() == "Robert Hill"
    stale = changed.issues[changed.issues.kind == "stale_correction"]
    assert len(stale) == 1
    assert "40 people" in stale.message.item()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda e, t: e.reject(t, "nothing"), "Cannot find the row 'nothing'"),
        (lambda e, t: e.set_speaker(t, t.actors.actor_id[0], None), "Expected an id of quotes"),
        (lambda e, t: e.merge_actors(t, [t.actors.actor_id[0]]), "at least two"),
        (lambda e, t: e.change_actor(t, t.actors.actor_id[0], kind="robot"), "Expected one of"),
        (lambda e, t: e.change_actor(t, t.actors.actor_id[0], name=" "), "Expected text"),
        (lambda e, t: e.change_actor(t, t.actors.actor_id[0]), "give name"),
        (lambda e, t: e.add_quote(t, t.articles.article_id[0], 5, 5), "Expected start < end"),
        (lambda e, t: e.add_quote(t, "x", 5, 6), "Cannot find the article"),
        (lambda e, t: e.change_figure(t, t.figures.figure_id[0], size=3), "Cannot change size"),
        (lambda e, t: e.change_figure(t, t.figures.figure_id[0], low="3"), "Expected a number"),
        (lambda e, t: e.change_figure(t, t.figures.figure_id[0], low=3, high=2), "above high"),
        (lambda e, t: e.change_figure(t, t.figures.figure_id[0], thing="zebras"), "does not say"),
    ],
)
def test_errors_say_what_is_accepted(tables, call, message):
    edits = nf.Corrections()
    with pytest.raises(nf.CorrectionError, match=message):
        call(edits, tables)
    assert len(edits) == 0


def test_a_missing_file_is_an_error(tables):
    with pytest.raises(nf.CorrectionError, match="Cannot read corrections from"):
        tables.correct("nowhere.jsonl")


def test_a_decision_is_met_where_it_changes_nothing(tables):
    edits = nf.Corrections()
    edits.set_speaker(tables, quote(tables, "40 people"), actor(tables, "Ann Lee"))
    edits.set_speaker(tables, quote(tables, "40 people"), actor(tables, "Bo Hill"))
    assert [is_met(tables, decision) for decision in edits] == [True, False]


def test_decisions_become_cases_with_their_article(tables):
    edits = nf.Corrections()
    edits.reject(tables, quote(tables, "40 people"))
    (line,) = golden_cases(tables, edits)
    case = json.loads(line)
    assert case["text"] == TEXT
    assert Correction.from_json(case["decision"]) == next(iter(edits))


@given(steps=st.permutations(["speaker 0", "speaker 2", "merge", "change", "reject", "split"]))
@settings(max_examples=8, deadline=None)
def test_the_order_of_independent_corrections_does_not_matter(tables, steps):
    def apply(order):
        edits = nf.Corrections()
        she = tables.mentions[tables.mentions.text == "she"].iloc[0].mention_id
        for step in order:
            match step.split():
                case ["speaker", n]:
                    edits.set_speaker(
                        tables, tables.quotes.quote_id[int(n)], actor(tables, "Bo Hill")
                    )
                case ["merge"]:
                    edits.merge_actors(
                        tables, [actor(tables, "Robert Hill"), actor(tables, "Bo Hill")]
                    )
                case ["change"]:
                    edits.change_actor(tables, actor(tables, "Bo Hill"), name="B. Hill")
                case ["reject"]:
                    edits.reject(tables, figure(tables, "three"))
                case ["split"]:
                    edits.split_mention(tables, she)
        return tables.correct(edits)

    assert same(apply(steps), apply(sorted(steps)))
