"""Resolution, with the scores of pairs given by each test."""

import newsframes as nf
import numpy as np
import pytest
from newsframes.actors import Discourse, Resolution, resolve
from newsframes.actors.chances import find_chances
from newsframes.actors.constraints import Context, find_obstacle
from newsframes.actors.entities import Entities
from newsframes.actors.mention_detection import find_phrases
from newsframes.reader import default_reader

Links = dict[tuple[str, str], float]


def score(links: Links, phrases: list) -> np.ndarray:
    """Return log-probabilities: of each phrase those given by text, to the nearest candidate; the rest to none."""
    shares = np.zeros((len(phrases), len(phrases)))
    for (anaphor, candidate), chance in links.items():
        i = max(n for n, phrase in enumerate(phrases) if phrase.text == anaphor)
        j = max(n for n, phrase in enumerate(phrases[:i]) if phrase.text == candidate)
        shares[i, i - j] = chance
    shares[:, 0] = 1 - shares.sum(1)
    with np.errstate(divide="ignore"):
        return np.log(shares)


def resolved(text: str, links: Links) -> Resolution:
    """Resolve a text without quotes."""
    reading = default_reader().read(nf.Article(text=text))
    return resolve(
        find_phrases(reading), Discourse(reading, (), lambda p, only: score(links, list(p)))
    )


def mentions(resolution: Resolution) -> dict[str, list[str]]:
    """Return the texts of each actor's mentions."""
    return {actor.name: [m.text for m in actor.mentions] for actor in resolution.actors}


def test_a_pronoun_goes_to_the_likeliest_actor_over_all_its_mentions():
    found = resolved(
        "Maria Lopez met Ann Stone. Stone left early. She was tired.",
        {("She", "Maria Lopez"): 0.4, ("She", "Stone"): 0.3, ("She", "Ann Stone"): 0.3},
    )
    assert mentions(found) == {
        "Maria Lopez": ["Maria Lopez"],
        "Ann Stone": ["Ann Stone", "Stone", "She"],
    }
    pronoun = found.actors[1].mentions[-1]
    assert (pronoun.rule, pronoun.confidence) == ("score", 0.6)
    assert pronoun.runner_up is found.actors[0].mentions[0].phrase


def test_what_is_not_sure_enough_is_nobodys_and_kept_as_doubtful():
    found = resolved("Maria Lopez met Ann Stone. She left.", {("She", "Maria Lopez"): 0.2})
    assert mentions(found) == {"Maria Lopez": ["Maria Lopez"], "Ann Stone": ["Ann Stone"]}
    assert {phrase.text: actor.name for phrase, actor in found.doubtful.items()} == {
        "She": "Maria Lopez"
    }


def test_a_constraint_gives_its_share_to_the_others():
    found = resolved(
        "Mr Lopez met Mrs Stone. She left.", {("She", "Lopez"): 0.7, ("She", "Stone"): 0.2}
    )
    assert mentions(found) == {"Lopez": ["Lopez"], "Stone": ["Stone", "She"]}


def test_a_pronoun_may_stand_before_its_name():
    found = resolved("When she arrived, Maria Lopez was tired.", {("Maria Lopez", "she"): 0.9})
    assert mentions(found) == {"Maria Lopez": ["she", "Maria Lopez"]}


@pytest.mark.parametrize(
    ("chance", "names"),
    [
        (0.9, {"Phil Roy": ["Phil Roy", "Roy"], "Dan Roy": ["Dan Roy"]}),
        (0.3, {"Phil Roy": ["Phil Roy"], "Dan Roy": ["Dan Roy"]}),
    ],
)
def test_a_surname_that_two_bear_goes_by_the_scores(chance: float, names: dict):
    text = "Phil Roy met Dan Roy. Roy left."
    assert mentions(resolved(text, {("Roy", "Phil Roy"): chance})) == names


def test_the_mentions_of_one_actor_are_one_chain_and_those_of_two_are_not():
    reading = default_reader().read(
        nf.Article(text="Maria Lopez met Bob Stone. Lopez left. He left.")
    )
    phrases = find_phrases(reading)
    actors = resolve(phrases, Discourse(reading, (), lambda p, only: score({}, list(p)))).actors
    chances = find_chances(
        score({("Lopez", "Bob Stone"): 0.9, ("He", "Bob Stone"): 0.8}, phrases),
        phrases,
        Entities(actors),
        lambda phrase, other: False,
    )
    dense = np.array([[chances.between(i, k) for k in range(4)] for i in range(4)])
    assert np.allclose(dense[:3, :3], [[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    assert np.allclose(dense[3], [0, 0.8, 0, 1])


@pytest.mark.parametrize(
    ("text", "pronoun", "obstacle"),
    [
        ("Maria Lopez blamed her.", "her", "co-argument"),
        ("Maria Lopez blamed herself.", "herself", None),
        ("Maria Lopez lost her job.", "her", None),
        ("Maria Lopez said it was late.", "it", "kind"),
        ("Mr Lopez said she was late.", "she", "gender"),
    ],
)
def test_constraints(text: str, pronoun: str, obstacle: str | None):
    reading = default_reader().read(nf.Article(text=text))
    phrases = find_phrases(reading)
    resolution = resolve(phrases, Discourse(reading, (), lambda p, only: score({}, list(p))))
    phrase = next(phrase for phrase in phrases if phrase.text == pronoun)
    assert find_obstacle(phrase, resolution.actors[0], Context()) == obstacle
