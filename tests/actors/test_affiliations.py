"""The cast of the seed article, and affiliations."""

import newsframes as nf
import pandas as pd
import pytest


def test_the_seeds_cast(seed: nf.Tables):
    """One row each for the persons, states and bodies of the seed; its collectives are groups."""
    actors = seed.actors.set_index("name")
    expected = {
        "Kassym-Jomart Tokayev": ("person", "KAZ"), "Vladimir Putin": ("person", "RUS"),
        "Antony Blinken": ("person", "USA"), "Kazakhstan": ("state", "KAZ"),
        "Russia": ("state", "RUS"), "US": ("state", "USA"), "Almaty": ("place", "KAZ"),
    }  # fmt: skip
    assert {name: tuple(actors.loc[name, ["kind", "country"]]) for name in expected} == expected
    assert actors.loc["Antony Blinken", "role"] == "US Secretary of State"
    assert actors.loc["Kassym-Jomart Tokayev", "role"] == "President"
    assert actors.loc["Collective Security Treaty Organisation", "aliases"] == ["CSTO"]
    groups = ["armed militants", "Russian-led troops", "CSTO peacekeeping forces"]
    assert (actors.loc[groups, "kind"] == "group").all()
    texts = seed.mentions[
        seed.mentions.actor_id == actors.loc["Kassym-Jomart Tokayev", "actor_id"]
    ].text
    assert {"the Kazakh leader", "Tokayev", "his"} <= set(texts)
    assert "The Central Asian country" in set(
        seed.mentions[seed.mentions.actor_id == actors.loc["Kazakhstan", "actor_id"]].text
    )


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("Paul Smith of Acme Bank said the firm would close.", "Acme Bank"),
        ("Acme Bank is in trouble. Its chief executive, Paul Smith, denied it.", "Acme Bank"),
        ("Acme Bank president Paul Smith denied it.", "Acme Bank"),
        ("Paul Smith of Lyon denied it.", None),
    ],
)
def test_affiliation(text: str, affiliation: str | None):
    actors = nf.tabulate(text).actors
    found = actors[actors.name == "Paul Smith"].affiliation.item()
    assert (None if pd.isna(found) else found) == affiliation
