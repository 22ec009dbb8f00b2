"""Listed forms: what an alternation of all of them, longest first, would match."""

import random
import re

from newsframes.figures.listed_forms import ListedForms
from newsframes.figures.measures import NO_WORD, any_of, unit_forms, units


def test_every_unit_is_found_whole():
    behind = {form: unit_forms().find(f"5 {form}, sold", 2, NO_WORD) for form in units()}
    assert [form for form, found in behind.items() if found is None or found.form != form] == []


def test_it_finds_what_an_alternation_finds():
    rng = random.Random(7)
    forms = sorted(rng.sample(sorted(units()), 150))
    pattern = re.compile(rf"(?:{any_of(forms)})(?![\w$])", re.IGNORECASE)
    words = [*" ".join(forms).split(), "a", "per", "  ", "-", "x"]
    listed = ListedForms(forms)
    for _ in range(1000):
        text = " ".join(rng.choice(words) for _ in range(4))
        expected = pattern.match(text)
        found = listed.find(text, 0, NO_WORD)
        assert (found.form if found else None) == (expected.group() if expected else None), text


def test_nothing_is_found_behind_the_end_or_in_space():
    assert unit_forms().find("5", 1, NO_WORD) is None
    assert unit_forms().find("5  km", 1, NO_WORD) is None
    assert unit_forms().find("5 tonnes", 2, NO_WORD, stop=7).form == "tonne"
