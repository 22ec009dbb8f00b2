"""README's generated parts are current, and its links lead somewhere."""

import re

from readme import fill

from conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_generated_parts_are_current():
    assert fill(README) == README, "README.md is stale. Run make readme."


def test_links_lead_somewhere():
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_make_targets_in_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"make ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
