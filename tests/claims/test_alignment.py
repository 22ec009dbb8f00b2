"""Actors aligned over articles."""

import newsframes as nf
import pandas as pd
import pytest


def test_alignment_is_conservative():
    tables = nf.tabulate(
        [
            "President Kassym-Jomart Tokayev of Kazakhstan spoke. The Supreme Court sat in Almaty.",
            "Kassym-Jomart Tokaev left for the United States. Witnesses waved. The Supreme Court sat.",
            "The U.S. thanked Tokayev. Bill Clinton spoke for the United Nations.",
            "Hillary Clinton spoke at the UN. Witnesses waved.",
        ]
    )
    aligned = nf.align_actors(tables)
    assert list(aligned.actor_id) == list(tables.actors.actor_id)
    joined = aligned[aligned.evidence.notna()]
    assert list(zip(joined.canonical_name, joined.evidence, strict=True)) == [
        ("Kassym-Jomart Tokayev", "spelling"), ("United States", "country"),
        ("United Nations", "international body"),
    ]  # fmt: skip
    assert len(nf.align_actors(nf.tabulate("Nothing happened here."))) == 0


def test_a_surname_is_known_by_another_first_letter():
    tables = nf.tabulate(["Muammar Qaddafi spoke in Tripoli.", "Muammar Kaddafi left Tripoli."])
    people = nf.align_actors(tables).query("kind == 'person'")
    assert people_of(tables) == ["0", "0"]
    assert people.evidence.dropna().tolist() == ["spelling"]


def test_a_surname_that_two_bear_joins_neither():
    tables = nf.tabulate([
        "President Bill Clinton spoke.", "President Hillary Clinton spoke.", "President Clinton left.",
    ])  # fmt: skip
    people = nf.align_actors(tables).query("kind == 'person'")
    assert people.canonical_id.nunique() == 3


STORY = "A bus fell off the Keeper bridge in Lyon on Monday and killed 12 people, police said."


def test_a_surname_joins_within_one_story():
    tables = nf.tabulate([f"{STORY} Ann Lee drove it.", f"{STORY} It was Lee who drove."])
    people = nf.align_actors(tables).query("kind == 'person'")
    assert people.canonical_name.tolist() == ["Ann Lee", "Ann Lee"]
    assert people.evidence.dropna().tolist() == ["surname in one story"]


def test_a_surname_does_not_join_over_stories():
    other = (
        "The senate of Peru voted on a new tax for mines on Friday after a long debate. Lee left."
    )
    tables = nf.tabulate([f"{STORY} Ann Lee drove it.", other])
    assert nf.align_actors(tables).query("kind == 'person'").canonical_id.nunique() == 2


def test_a_short_surname_may_be_spelt_otherwise_in_one_story():
    tables = nf.tabulate([f"{STORY} Duncan Rait drove it.", f"{STORY} Duncan Raite drove it."])
    people = nf.align_actors(tables).query("kind == 'person'")
    assert people.evidence.dropna().tolist() == ["spelling"]


def test_a_surname_that_two_of_a_story_bear_joins_neither():
    texts = [f"{STORY} Ann Lee drove it.", f"{STORY} Bo Lee saw it.", f"{STORY} It was Lee."]
    people = nf.align_actors(nf.tabulate(texts)).query("kind == 'person'")
    assert people.canonical_id.nunique() == 3


@pytest.fixture(scope="module")
def days() -> nf.Tables:
    texts = ("Ann Lee said it rained.", "Mayor Ann Lee left.", "Anna Leigh spoke.", "Ann Lee sat.")
    return nf.tabulate(list(texts))


def people_of(tables: nf.Tables, **options: object) -> list[str]:
    aligned = nf.align_actors(tables, **options).query("kind == 'person'")
    homes = aligned.canonical_id.tolist()
    return [str(homes.index(home)) for home in homes]


def test_a_person_merges_and_splits_actors_of_different_articles(days, tmp_path):
    ids = days.actors.actor_id[days.actors.kind == "person"].tolist()
    assert people_of(days) == ["0", "0", "2", "0"]
    edits = nf.Corrections(tmp_path / "edits.jsonl")
    edits.merge_actors(days, [ids[1], ids[2]])
    assert people_of(days, corrections=edits) == ["0", "0", "0", "0"]
    edits.split_actor(days, ids[0])
    assert people_of(days, corrections=edits) == ["0", "1", "1", "1"]
    # The rows of the articles stay; the decisions go along with the tables.
    corrected = days.correct(edits)
    for name in ("actors", "mentions", "quotes"):
        pd.testing.assert_frame_equal(getattr(corrected, name), getattr(days, name))
    assert corrected.issues.empty
    assert people_of(corrected) == ["0", "1", "1", "1"]
    assert people_of(corrected, corrections=()) == ["0", "0", "2", "0"]
    assert people_of(days, corrections=tmp_path / "edits.jsonl") == ["0", "1", "1", "1"]
    edits.undo()
    aligned = nf.align_actors(days, corrections=edits)
    assert aligned.evidence[aligned.actor_id == ids[2]].tolist() == ["correction"]


def test_a_correction_of_a_lost_article_is_counted(days):
    ids = days.actors.actor_id[days.actors.kind == "person"].tolist()
    edits = nf.Corrections()
    edits.merge_actors(days, [ids[0], ids[2]])
    with pytest.warns(UserWarning, match="1 actor of the corrections not found"):
        nf.align_actors(days.of_article(days.articles.article_id[0]), corrections=edits)


def test_a_merge_within_and_over_articles_joins_rows_within_only():
    tables = nf.tabulate(["Ann Lee met Bo Hill. Bo Hill left.", "Bo Hall sat in Lyon."])
    ids = tables.actors.set_index("name").actor_id
    edits = nf.Corrections()
    edits.merge_actors(tables, [ids["Ann Lee"], ids["Bo Hill"], ids["Bo Hall"]])
    corrected = tables.correct(edits)
    assert {"Bo Hall"} < set(corrected.actors.name)
    assert len(corrected.actors) == len(tables.actors) - 1

    assert set(people_of(corrected)) == {"0"}
