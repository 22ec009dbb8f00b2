"""What must hold on any text, and of many articles."""

import textwrap

import newsframes as nf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import SEED

WORDS = ["said", "“", "”", '"', "Maria", "Lopez", "2,000", "just over", "$3", "million", "dozens", "(WHO)", ".", ",", "\n",
         "\r\n\r\n", "’s", "according to", "👩‍👩‍👧", "\u00a0", "the", "=1+1", "<b>", "\ufeff", "١٢", "1" * 30, "ﬁ", "e\u0301"]  # fmt: skip


def test_language_it_does_not_read_is_an_issue():
    french = (
        "Le président a déclaré lundi que la situation dans le pays était désormais sous contrôle après une semaine "
        * 2
    )
    tables = nf.tabulate(french)
    assert tables.articles.language.isna().all()
    assert "language" in set(tables.issues.kind)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_any_text_gives_valid_tables(words: list[str]):
    text = " ".join(words)
    if not text.strip("\ufeff\u200b \t\r\n\xa0"):
        return
    article = nf.Article(text=text)
    tables = nf.tabulate(article)  # checks every span against its surface
    assert tables.articles.text.item() == article.text
    nf.annotate(tables)._repr_html_()


def test_one_bad_article_does_not_cost_the_others(monkeypatch: pytest.MonkeyPatch):
    def fail(reading, **_):
        if "BAD" in reading.article.text:
            raise ZeroDivisionError("on purpose")
        return [], []

    monkeypatch.setattr("newsframes.figures.find_figures", fail)
    tables = nf.tabulate(["All was quiet in town.", "All was BAD in town."])
    assert len(tables.articles) == 2
    assert "ZeroDivisionError: on purpose" in tables.issues.query("kind == 'failed'").message.item()


def test_same_text_twice_is_one_article():
    tables = nf.tabulate(["All was quiet in town.", "All was quiet in town."])
    assert len(tables.articles) == 1
    assert tables.issues.kind.tolist() == ["duplicate"]


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_broken_lines_cost_no_row(seed: nf.Tables, width: int, gap: str):
    paragraphs = SEED.read_text("utf-8").splitlines()
    filled = [
        textwrap.fill(one, width, break_on_hyphens=False, break_long_words=False)
        for one in paragraphs
    ]
    tables = nf.tabulate(gap.join(filled))
    assert _told(tables) == _told(seed)


def _told(tables: nf.Tables) -> list[list[tuple]]:
    """Say what the rows say, without offsets and with single spaces.

    Of the actors only those with a name, and of their mentions only the names: to whom a pronoun
    or a description goes ("its", "troops") can be close to the threshold, and the parser reads
    broken lines otherwise.
    """
    said = tables.quotes[["speaker_name", "kind", "stance", "text"]]
    n_names = tables.mentions[tables.mentions.form == "name"].groupby("actor_id").size()
    cast = tables.actors[tables.actors.actor_id.isin(n_names.index)]
    cast = cast.assign(n_names=cast.actor_id.map(n_names))
    cast = cast[["name", "kind", "role", "country", "n_names"]]
    counted = tables.figures[["text", "low", "bound", "thing", "claimant_name"]]
    return [
        [
            tuple(" ".join(str(cell).split()) for cell in row)
            for row in frame.itertuples(index=False)
        ]
        for frame in (said, cast, counted)
    ]
