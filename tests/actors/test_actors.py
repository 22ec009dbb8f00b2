"""Actors: who is in a text, with role and mentions."""

import newsframes as nf
import pytest

from conftest import golden


@pytest.mark.parametrize("case", golden("actors"))
def test_actors(case):
    actors = nf.tabulate(case["text"]).actors
    assert {
        name: [kind, n] for name, kind, n in actors[["name", "kind", "n_mentions"]].values
    } == case["actors"]


@pytest.mark.parametrize("case", golden("casts"))
def test_casts(case):
    """Who is in a text, with role, country and every mention; and who speaks, relayed by whom."""
    tables = nf.tabulate(case["text"])
    actors, quotes = (
        frame.astype(object).where(frame.notna(), None) for frame in (tables.actors, tables.quotes)
    )
    texts = {key: rows.text.tolist() for key, rows in tables.mentions.groupby("actor_id")}
    found = actors[["name", "kind", "role", "country", "actor_id"]].values.tolist()
    assert [[*facts, texts[key]] for *facts, key in found] == case["actors"]
    relaying = quotes.relayed_by_id.map(actors.set_index("actor_id").name)
    speakers = quotes.assign(relaying=relaying.astype(object).where(relaying.notna(), None))
    assert speakers[["speaker_name", "relaying"]].values.tolist() == case["speakers"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("US Secretary of State Antony Blinken left.", "US Secretary of State"),
        ("They met at the request of Prime Minister Maria Lopez.", "Prime Minister"),
        ("Lopez’s lawyer Bob Stone left.", "lawyer"),
        ("Hugh Hill, a doctor, said it was over.", "doctor"),
        ("Maria Lopez, the mayor of Lyon, opened the bridge.", "mayor of Lyon"),
        ("Bob Stone left.", None),
    ],
)
def test_role_is_the_title_before_the_name(text: str, role: str | None):
    person = nf.tabulate(text).actors.query("kind == 'person'").iloc[-1]
    assert (None if person.isna().role else person.role) == role
