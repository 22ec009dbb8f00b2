"""Actors aligned over articles."""

import newsframes as nf


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
    assert people.canonical_id.nunique() == 1
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
