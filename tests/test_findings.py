"""What the notebooks say in their headlines and sentences is what the tables hold.

The checks stand here and not in the notebooks, where a reader would stumble over them.
"""

import json
import re
from collections.abc import Callable

import newsframes as nf
import pytest
from newsframes.tables.doubt import SURE

from conftest import ROOT

NOTEBOOKS = ROOT / "notebooks"
# No claim about an article: it is made for that of a reader.
OPEN = {"99-your-article"}
SPAN_TABLES = ("mentions", "quotes", "figures")


@pytest.fixture(scope="module")
def days() -> nf.Tables:
    return nf.unify_names(nf.tabulate(nf.examples.chronicle(), progress=False))


def markdown(stem: str) -> str:
    """Return what a notebook says in words."""
    cells = json.loads((NOTEBOOKS / f"{stem}.ipynb").read_text("utf-8"))["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def says(stem: str, *claims: str) -> None:
    """Fail unless a notebook says what is checked."""
    text = markdown(stem)
    assert [claim for claim in claims if claim not in text] == []


def words_by_speaker(tables: nf.Tables):
    spoken = tables.outer_quotes
    words = spoken.assign(n_words=nf.charts.quoted_lengths(spoken))
    sums = words.groupby("speaker_name").n_words.sum().sort_values(ascending=False)
    return sums / words.n_words.sum()


def test_00(seed: nf.Tables, days: nf.Tables):
    says(
        "00-start-here",
        "# One report holds 15 quotes and 3 figures",
        "The dead are a vague “dozens” for which no source",
        "has 16.",
    )
    assert (len(seed.quotes), len(seed.figures)) == (15, 3)
    assert seed.figures.claimant_name.isna().tolist() == [True, False, False]
    assert seed.figures.bound.tolist() == ["vague", ">", "="]
    for name in SPAN_TABLES:
        text, frame = seed.articles.text.item(), getattr(seed, name)
        assert [text[row.start : row.end] for row in frame.itertuples()] == frame.text.tolist()


def test_01(seed: nf.Tables, days: nf.Tables):
    says(
        "01-who-is-who",
        "# The state is mentioned more often than its president",
        "fewer than half of the mentions here are names",
        "Several of these rows are the same soldiers",
        "begins with the state and ends with its “terrorists”",
    )
    counts = seed.actors.set_index("name").n_mentions
    assert counts["Kazakhstan"] > counts["Kassym-Jomart Tokayev"]
    assert (seed.mentions.form == "name").mean() < 0.5
    assert {"Russian-led troops", "2,000 troops"} <= set(counts.index)
    assert (seed.actors.kind == "group").mean() > 0.5
    people = seed.actors.query("kind == 'person'").name.tolist()
    assert people == ["Kassym-Jomart Tokayev", "Vladimir Putin", "Antony Blinken"]
    assert seed.mentions.text.iloc[[0, -1]].tolist() == ["Kazakhstan", "terrorists"]
    never = seed.actors[seed.actors.name.isin(["armed militants", "destructive forces"])]
    assert len(never) == 2 and (never.n_quotes == 0).all()


def test_02(seed: nf.Tables, days: nf.Tables):
    says(
        "02-who-speaks",
        "# Two presidents have more than half",
        "three quarters of the words; those who doubt them, a seventh",
        "Only 3 quotes are in marks",
        "Both warnings are about Russian troops",
        "One of these is unsure: that life in Almaty appeared",
    )
    share = words_by_speaker(seed)
    assert share.index[:2].tolist() == ["Kassym-Jomart Tokayev", "Vladimir Putin"]
    assert share.iloc[:2].sum() == pytest.approx(0.75, abs=0.02)
    assert share[["Antony Blinken", "Some"]].sum() == pytest.approx(1 / 7, abs=0.02)
    assert (seed.quotes.kind == "direct").sum() == 3
    warning = seed.quotes.query("stance == 'warn'").speaker_name.tolist()
    assert warning == ["Some", "Antony Blinken"]
    unsure = seed.quotes[seed.quotes.confidence < SURE]
    assert unsure.text.str.startswith("life in Kazakhstan").tolist() == [True]


def test_03(seed: nf.Tables, days: nf.Tables):
    says(
        "03-what-the-numbers-say",
        "# Only one of three figures",
        "stands for 24 to 99",
        "half as many dead",
    )
    assert (len(seed.figures), (seed.figures.bound == "=").sum()) == (3, 1)
    assert seed.figures.claimant_name.dropna().unique().tolist() == ["Kassym-Jomart Tokayev"]
    dozens = seed.figures.iloc[0]
    acled = nf.tabulate(nf.examples.kazakhstan(), vague="acled").figures.iloc[0]
    assert (dozens.low, dozens.high, acled.low) == (24, 99, 12)
    assert not (seed.issues.kind == "no_referent").any()


def test_04(seed: nf.Tables, days: nf.Tables):
    says(
        "04-the-article-annotated",
        "# Two thirds of the report stand",
        "The president has the first; “the last word” here is his state’s",
    )
    body = seed.articles.iloc[0]
    inside = {at for parts in seed.quotes.parts for span in parts for at in range(*span)}
    assert 0.6 < len(inside) / (body.body_end - body.body_start) < 0.7
    speakers = seed.outer_quotes.sort_values("start").speaker_name
    assert speakers.iloc[[0, -1]].tolist() == ["Kassym-Jomart Tokayev", "Kazakhstan"]


def test_05(seed: nf.Tables, days: nf.Tables):
    says(
        "05-who-claims-what",
        "# The toll grew from dozens to 225, and one count was taken back",
        "Each count is higher than the last, and all but one are bounds",
        "Eleven reports of eighteen days",
    )
    claims = nf.ledger(nf.tabulate(nf.examples.chronicle(), progress=False))
    killed = claims[claims.group == "killed: people"]
    standing = killed[~killed.is_withdrawn & ~killed.is_part].text.tolist()
    assert standing == ["dozens", "225"]
    taken_back = killed[killed.relation == "withdraws"][["low", "claimant_name"]].values.tolist()
    assert taken_back == [[164.0, "information ministry"]]
    detained = claims[claims.group == "detained: people"]
    assert detained.relation.tolist() == ["first"] + 4 * ["raises"]
    assert [text for text in detained.text if re.fullmatch(r"[\d,]+", text)] == ["7,939"]
    assert claims[claims.group == "deployed: troops"].claimant_name.nunique() == 2


def test_06(seed: nf.Tables, days: nf.Tables):
    says(
        "06-contested-words",
        "# “Bandits” and “terrorists” are the officials’ words",
        "10 disapprove and 3 do not",
        "No word that disapproves stands in the narrator’s voice",
        "“Coup” and “colour revolution” occur only in the words of others",
        "“Peacekeepers” is the word of those who sent them",
    )
    uses = nf.wordings(days)
    sided = uses[(uses.field == "opponents") & (uses.colour == "disapproving")]
    assert len(sided) == 10 and "narrator" not in set(sided.voice)
    assert set(uses[uses.word.str.startswith("coup")].user) == {"Kassym-Jomart Tokayev"}
    foreign = uses[uses.word.isin(["coup", "coup d’etat", "colour revolution"])]
    assert len(foreign) and "narrator" not in set(foreign.voice)
    assert (uses[uses.is_marked].colour == "disapproving").mean() > 0.5
    kindly = uses[(uses.field == "forces") & (uses.colour == "approving")]
    assert set(kindly.user) == {"Russian defence ministry", "Vladimir Putin"}


def test_07(seed: nf.Tables, days: nf.Tables):
    says(
        "07-when-it-happened",
        "# Two thirds of the times can be dated only by the day",
        "Not one of its times can be dated",
    )
    times = nf.times(days)
    assert 0.6 < times.rule.isin(["weekday", "near day", "period", "ago"]).mean() < 0.7
    assert nf.times(seed)["first"].isna().all()
    assert "relative to the text" in set(times[times["first"].isna()].rule)
    texts = days.articles.set_index("article_id").text
    assert [
        texts[row.article_id][row.start : row.end] for row in times.itertuples()
    ] == times.text.tolist()


def test_08(seed: nf.Tables, days: nf.Tables):
    says(
        "08-many-voices",
        "# A third of the quotes come from offices and groups",
        "On two days no person is quoted at all",
        "Most who are spoken of are never quoted",
        "is heard in 8 of the reports; most others in one",
    )
    namings = nf.charts.source_namings(days)
    assert 0.3 < namings.naming.str.startswith("unnamed").mean() < 0.4
    quotes = days.outer_quotes.merge(
        days.articles[["article_id", "published"]], on="article_id", validate="many_to_one"
    )
    by_day = quotes.groupby("published").speaker_kind.agg(lambda kinds: "person" in set(kinds))
    assert (~by_day).sum() == 2
    reports = quotes.groupby("speaker_name").article_id.nunique()
    assert reports["Kassym-Jomart Tokayev"] == 8 and (reports == 1).mean() > 0.5
    names = days.actors.drop_duplicates("actor_id").set_index("actor_id").name
    mentioned = set(nf.charts.spoken_of(days).mentioned.map(names))
    assert len(mentioned & set(days.quotes.speaker_name.dropna())) < len(mentioned) / 2


def test_09(seed: nf.Tables, days: nf.Tables):
    says(
        "09-check-and-correct",
        "# Three decisions take out two quotes and join two actors",
        "18 rows, 15 quotes and 3 figures",
        "13 of 15 quotes and 22 of 23 actors are left",
        "the issue went",
        "Tokayev has 95 of the 199 words",
        "One of three quotes was right",
        "17 to 97 %",
    )
    edits = nf.Corrections()
    actor = seed.actors.drop_duplicates("name").set_index("name").actor_id
    quote = seed.quotes.drop_duplicates("text").set_index("text").quote_id
    edits.reject(seed, quote["a day of mourning for dozens killed in the clashes"])
    edits.reject(seed, seed.quotes.quote_id[3])
    edits.merge_actors(seed, [actor["Russian-led troops"], actor["2,000 troops"]])
    edits.confirm(seed, quote["they would leave as soon as their mission ended"])
    corrected = seed.correct(edits)
    assert (len(seed.quotes), len(seed.figures), len(corrected.quotes)) == (15, 3, 13)
    assert (len(seed.actors), len(corrected.actors)) == (23, 22)
    assert (len(seed.issues), len(corrected.issues)) == (1, 0)
    lengths = nf.charts.quoted_lengths(corrected.outer_quotes)
    is_tokayev = corrected.outer_quotes.speaker_name == "Kassym-Jomart Tokayev"
    assert (lengths[is_tokayev].sum(), lengths.sum()) == (95, 199)
    scores = nf.review_scores(corrected).query("by == 'all'").set_index("table").loc["quotes"]
    assert (scores.n_checked, scores.n_right) == (3, 1)
    assert (round(scores.low, 2), round(scores.high, 2)) == (0.17, 0.97)
    assert corrected.actors.set_index("name").n_mentions["Russian-led troops"] == 2


def test_10(seed: nf.Tables, days: nf.Tables):
    says(
        "10-check-a-draft",
        "# Seven of nine statements in a draft need an editor",
        "Seven of nine rows have a fault, each of another kind",
        "“Just over” is lost",
        "what Tokayev claims has become a fact",
    )
    found = nf.check(nf.examples.draft(), nf.examples.kazakhstan())
    faults = found[found.verdict != "exact"]
    assert (len(found), len(faults), faults.verdict.nunique()) == (9, 7, 7)
    differs = found.set_index("verdict")
    assert differs.source_text["figure differs"] == "just over 2,000"
    assert differs.speaker_source["claimant dropped"] == "Kassym-Jomart Tokayev"


def test_11(days: nf.Tables):
    says(
        "11-a-thousand-articles",
        "# One line of SQL asks as many reports as a disk holds",
        "The president comes first, as in [many voices](08-many-voices.ipynb), and the counts are sixteen times",
        "repeated 16 times",
    )
    cells = json.loads((NOTEBOOKS / "11-a-thousand-articles.ipynb").read_text("utf-8"))["cells"]
    shown = "".join(
        "".join(output["data"]["text/plain"])
        for cell in cells
        if cell["cell_type"] == "code"
        for output in cell["outputs"]
    )
    assert f"Corpus: {16 * len(days.articles)} articles" in shown
    assert f" {16 * len(days.quotes):,} quotes" in shown
    n_reports = days.outer_quotes.groupby("speaker_name").article_id.nunique()
    assert re.search(rf"Kassym-Jomart Tokayev +\d+ +{16 * n_reports.max()}\b", shown)


def test_every_headline_is_checked_here():
    checks: dict[str, Callable] = {
        name.removeprefix("test_"): value
        for name, value in globals().items()
        if re.fullmatch(r"test_\d\d", name)
    }
    stems = {path.stem for path in NOTEBOOKS.glob("*.ipynb")} - OPEN
    assert {stem[:2] for stem in stems} == set(checks)
