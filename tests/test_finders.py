"""The finders on golden cases, and what must hold on any text."""

import textwrap

import newsframes as nf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsframes.figures import find_numbers

from conftest import SEED, golden

WORDS = ["said", "“", "”", '"', "Maria", "Lopez", "2,000", "just over", "$3", "million", "dozens", "(WHO)", ".", ",", "\n",
         "\r\n\r\n", "’s", "according to", "👩‍👩‍👧", "\u00a0", "the", "=1+1", "<b>", "\ufeff", "١٢", "1" * 30, "ﬁ", "e\u0301"]  # fmt: skip


@pytest.mark.parametrize("case", golden("numbers"))
def test_numbers(case):
    found = [
        [case["text"][n.start : n.end], n.low, n.high, n.bound, n.unit]
        for n in find_numbers(case["text"])
    ]
    assert found == [
        [text, float(low), float(high), *rest] for text, low, high, *rest in case["found"]
    ]


@pytest.mark.parametrize("case", golden("figures"))
def test_figures(case):
    figures = nf.tabulate(case["text"]).figures[["text", "thing", "event"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["figures"]


@pytest.mark.parametrize("case", golden("bounds"))
def test_bounds_in_a_sentence(case):
    assert nf.tabulate(case["text"]).figures[["text", "bound"]].values.tolist() == case["found"]


@pytest.mark.parametrize("case", golden("units"))
def test_units_in_a_sentence(case):
    assert (
        nf.tabulate(case["text"]).figures[["text", "unit", "unit_kind"]].values.tolist()
        == case["found"]
    )


@pytest.mark.parametrize("case", golden("rates"))
def test_rates(case):
    figures = nf.tabulate(case["text"]).figures[["text", "per"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["found"]


@pytest.mark.parametrize("case", golden("currencies"))
def test_currencies_by_what_the_article_names(case):
    money = nf.tabulate(case["text"]).figures.query("unit_kind == 'money'")
    assert money[["text", "unit", "confidence"]].values.tolist() == case["currencies"]


@pytest.mark.parametrize("case", golden("topics"))
def test_topics_and_changes(case):
    figures = nf.tabulate(case["text"]).figures[["text", "thing", "about", "change"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["figures"]


@pytest.mark.parametrize("case", golden("claimants"))
def test_claimants(case):
    figures = nf.tabulate(case["text"]).figures[["text", "claimant_name"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["claims"]


@pytest.mark.parametrize("case", golden("claims"))
def test_how_a_claimant_stands_to_a_figure(case):
    figures = nf.tabulate(case["text"]).figures[["text", "claimant_name", "claim"]].astype(object)
    assert figures.where(figures.notna(), None).values.tolist() == case["claims"]


@pytest.mark.parametrize("case", golden("quotes"))
def test_quotes(case):
    quotes = nf.tabulate(case["text"]).quotes
    assert quotes[["text", "cue", "speaker", "kind", "stance"]].values.tolist() == case["quotes"]


@pytest.mark.parametrize("case", golden("acts"))
def test_acts(case):
    assert nf.tabulate(case["text"]).quotes[["act", "stance"]].values.tolist() == case["acts"]


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


def test_vague_amounts_by_rule():
    assert nf.tabulate("Police detained dozens of people.", vague="acled").figures.low.tolist() == [
        12.0
    ]
    with pytest.raises(ValueError, match=r"by 'guess'\. Expected one of interval, acled"):
        nf.tabulate("Police detained dozens.", vague="guess")


def test_unclosed_mark_is_an_issue_and_costs_nothing():
    tables = nf.tabulate("“We are ready, Lopez said.\nPolice detained 26 people.")
    issue = tables.issues.query("kind == 'unclosed_mark'")
    assert issue[["start", "end"]].values.tolist() == [[0, 1]]
    assert len(tables.figures) == 1


def test_language_it_does_not_read_is_an_issue():
    french = (
        "Le président a déclaré lundi que la situation dans le pays était désormais sous contrôle après une semaine "
        * 2
    )
    tables = nf.tabulate(french)
    assert tables.articles.language.isna().all()
    assert "language" in set(tables.issues.kind)


def test_figure_in_a_quote_is_its_speakers():
    tables = nf.tabulate("Maria Lopez said: “We have detained 26 people.” Some 300 people marched.")
    assert tables.figures.claimant_name.tolist()[0] == "Maria Lopez"
    assert tables.figures.claimant_id.isna().tolist() == [False, True]
    assert tables.figures.quote_id.tolist()[0] == tables.quotes.quote_id.item()


def test_figure_passed_on_leads_to_the_quote_that_claims_it():
    tables = nf.tabulate("Reuters reported that the ministry denied that 40 people were hurt.")
    outer, inner = tables.quotes.itertuples()
    assert (outer.speaker_name, inner.speaker_name, inner.stance) == ("Reuters", "ministry", "deny")
    assert inner.relayed_by_id == outer.speaker_id
    figure = tables.figures.iloc[0]
    assert (figure.claimant_name, figure.quote_id) == ("ministry", inner.quote_id)


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

    monkeypatch.setattr("newsframes.pipeline.find_figures", fail)
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
    """Say what the rows say, without offsets and with single spaces."""
    said = tables.quotes[["speaker_name", "kind", "stance", "text"]]
    cast = tables.actors[["name", "kind", "role", "country", "n_mentions"]]
    counted = tables.figures[["text", "low", "bound", "thing", "claimant_name"]]
    return [
        [
            tuple(" ".join(str(cell).split()) for cell in row)
            for row in frame.itertuples(index=False)
        ]
        for frame in (said, cast, counted)
    ]
