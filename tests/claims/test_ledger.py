"""The ledger of claims, the parts and claimants of figures, and the header of an article."""

from dataclasses import replace

import newsframes as nf
import pandas as pd
import pytest
from newsframes.articles import find_body
from newsframes.articles.header import find_header
from newsframes.claims.ledger_entry import Entry
from newsframes.claims.ledger_relations import relate

from conftest import ROOT


@pytest.fixture(scope="module")
def chronicle() -> nf.Tables:
    return nf.tabulate(nf.read_articles(ROOT / "seeds/chronicle"), progress=False)


def test_the_chronicle_is_dated_and_headed():
    for article in nf.read_articles(ROOT / "seeds/chronicle"):
        assert article.source == f"{article.published}.txt"
        assert "Written for this project from the public record" in article.text
        body = find_body(article.text, title=article.title)
        assert 120 <= len(article.text[body.start : body.end].split()) <= 250
        assert "public record" not in article.text[body.start : body.end]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Title: All quiet\nDate: 2022-01-10\n\nPARIS: …", 34),
        ("Title: All quiet\n\nPARIS: …", 0),
        ("Police: no comment\nMayor: none either\n\nThat was all.", 0),
        ("Note: a\nNote: b\n\nText", 0),
        ("Date: 2022-01-10\n\nTitle: All quiet\n\nPARIS: …", 35),
        ("Title: All quiet\nDate: 2022-01-10\n\nNote: none\n\nPARIS: …", 34),
    ],
)
def test_a_header_needs_two_known_lines(text: str, end: int):
    assert find_header(text).end == end


def test_the_toll_taken_back_is_struck(chronicle: nf.Tables):
    claims = nf.ledger(chronicle)
    killed = claims[claims.group == "killed: people"]
    assert killed[["text", "claimant_name", "relation", "is_withdrawn"]].values.tolist()[:5] == [
        ["dozens", "Police", "first", False],
        ["164", "health ministry", "raises", True],
        ["103", "health ministry", "part of", True],
        ["withdrew the toll", "information ministry", "withdraws", True],
        ["225", "Serik Shalabayev", "raises", False],
    ]


def test_detained_are_counted_up(chronicle: nf.Tables):
    claims = nf.ledger(chronicle)
    detained = claims[claims.group == "detained: people"]
    assert detained.relation.tolist() == ["first", "raises", "raises", "raises", "raises"]
    assert detained.published.is_monotonic_increasing


def test_ledger_of_nothing(empty: nf.Tables):
    claims = nf.ledger(empty)
    assert len(claims) == 0
    assert list(claims.columns)[:3] == ["group", "event", "thing"]


def test_claims_repeat_and_fall():
    tables = nf.tabulate(
        [
            nf.Article(text="Police said 12 people were killed.", published="2022-01-01"),
            nf.Article(
                text="The ministry said that 12 people were killed.", published="2022-01-02"
            ),
            nf.Article(text="The mayor said that 9 people were killed.", published="2022-01-03"),
        ]
    )
    assert nf.ledger(tables).relation.tolist() == ["first", "repeats", "lowers"]
    assert nf.ledger(tables).related_id.isna().tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The navy denied that 70 sailors had died. The union said 70 sailors had died.",
            [["navy", "denied", "denies"], ["union", "asserted", "disputes"]],
        ),
        (
            "The union said 70 sailors had died. The navy said there was no evidence that 70 sailors had died.",
            [["union", "asserted", "first"], ["navy", "denied", "disputes"]],
        ),
        (
            "The navy denied that 70 sailors had died. Police rejected claims that 70 sailors had died."
            " The union said 12 sailors had died. The mayor asked whether 70 sailors had died.",
            [
                ["navy", "denied", "denies"],
                ["Police", "denied", "repeats"],
                ["union", "asserted", "first"],
            ],
        ),
        (
            "The union said 70 sailors had died. The navy denied that 70 sailors had died."
            " The mayor said 70 sailors had died.",
            [
                ["union", "asserted", "first"],
                ["navy", "denied", "disputes"],
                ["mayor", "asserted", "repeats"],
            ],
        ),
        (
            "The union said 70 sailors had died. The navy rejected reports of 70 deaths.",
            [["union", "asserted", "first"], ["navy", "denied", "disputes"]],
        ),
        (
            "The navy denied 70 deaths. The union said 70 sailors had died.",
            [["navy", "denied", "denies"], ["union", "asserted", "disputes"]],
        ),
    ],
)
def test_a_denial_disputes_whichever_comes_first(text: str, rows: list[list[str]]):
    assert (
        nf.ledger(nf.tabulate(text))[["claimant_name", "claim", "relation"]].values.tolist() == rows
    )


def test_the_articles_own_figures_on_request():
    tables = nf.tabulate("Twelve people were killed in the fire.")
    assert len(nf.ledger(tables)) == 0
    assert nf.ledger(tables, claimed=False).claimant_name.isna().all()


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("The ministry put the toll at 18.", "ministry"),
        ("Police said that 18 people were killed.", "Police"),
        ("Eighteen people were killed, according to the interior ministry.", "interior ministry"),
        ("Eighteen people were killed.", None),
        ("Maria Lopez ordered 18 trucks.", None),
        ("The nation observed a day of mourning for dozens killed in the clashes.", None),
    ],
)
def test_a_claimant_is_named_or_missing(text: str, claimant: str | None):
    figure = nf.tabulate(text).figures.iloc[-1]
    assert (None if pd.isna(figure.claimant_name) else figure.claimant_name) == claimant


def test_parts_point_to_their_whole():
    figures = nf.tabulate("The blast killed 225 people, 19 of them police, in Lyon.").figures
    assert figures.thing.tolist() == ["people", "police"]
    assert figures.part_of_id.tolist()[1] == figures.figure_id[0]


def test_counts_of_two_holders_are_two_groups():
    text = "Ford has 13,000 workers, the union said. GM has 9,000 workers, the ministry said."
    found = nf.ledger(nf.tabulate(text))
    assert found.group.tolist() == ["workers (ford)", "workers (gm)"]
    assert found.relation.tolist() == ["first", "first"]


def test_a_figure_claimed_outside_any_quote_is_compared():
    tables = nf.tabulate(
        [
            nf.Article(text="Police said 12 people were killed.", published="2022-01-01"),
            nf.Article(text="The mayor said 15 people were killed.", published="2022-01-02"),
        ]
    )
    outside = replace(tables, figures=tables.figures.assign(quote_id=pd.NA))
    assert nf.ledger(outside).relation.tolist() == ["first", "raises"]
    assert nf.ledger(outside).stance.isna().all()


def test_a_claim_is_compared_with_the_articles_own_figure():
    tables = nf.tabulate("Twelve people were killed. Police said 15 people were killed.")
    assert nf.ledger(tables, claimed=False).relation.tolist() == ["first", "disputes"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (
            "The minister said 80 people were killed. The mayor said 30 people were killed.",
            "disputes",
        ),
        (
            "The minister said 80 people were killed. The mayor said over 30 people were killed.",
            "unclear",
        ),
        ("The mayor said 9,000 people voted. The board said 8,000 people voted.", "disputes"),
        ("The mayor said Lee got 9,000 votes. The board said Hill got 8,000 votes.", "unclear"),
        ("Lee has spent $57 million of the $64 million that Lee had pledged.", "unclear"),
    ],
)
def test_what_may_count_something_else_is_unclear(text, relation):
    found = nf.ledger(nf.tabulate(text), claimed=False)
    assert found.relation.tolist()[1:] == [relation]


def test_what_has_a_fraction_is_no_count():
    scores = "Ann Lee scored {}. Bo Hill scored {}."
    assert nf.ledger(nf.tabulate(scores.format("19.23", "19.23")), claimed=False).empty
    assert len(nf.ledger(nf.tabulate(scores.format("1,923", "1,923")), claimed=False)) == 2


def test_what_a_holder_has_is_raised_only_where_the_report_says_so():
    first = "Ford has 13,000 workers in Cologne, the union said."
    later = "Ford has 14,000 workers in Cologne, the union said."
    grown = "Ford has increased its staff in Cologne. It now has 14,000 workers, up from 13,000, the union said."
    assert relations((first, "2022-01-01"), (later, "2022-01-03")) == ["first", "unclear"]
    assert "raises" in relations((first, "2022-01-01"), (grown, "2022-01-03"))


LYON = "A bus fell off a bridge in Lyon on Monday, and {} people were killed, {} said."
OSLO = "Storm waves sank a ferry near Oslo while rescuers waited ashore. {} people were killed, {} said."


def relations(*reports: tuple[str, str | None], claimed: bool = True) -> list[str]:
    articles = [nf.Article(text, published=day) for text, day in reports]
    return nf.ledger(nf.tabulate(articles), claimed=claimed).relation.tolist()


def test_figures_of_two_events_are_not_related():
    tables = nf.tabulate([
        nf.Article(LYON.format(12, "police"), published="2022-01-01"),
        nf.Article(OSLO.format(30, "police"), published="2022-01-02"),
        nf.Article(LYON.format(14, "police"), published="2022-01-02"),
    ])  # fmt: skip
    found = nf.ledger(tables).set_index("low")
    assert found.relation.to_dict() == {12: "first", 14: "raises", 30: "first"}
    assert found.event_id[12] == found.event_id[14] != found.event_id[30]


def test_sources_dispute_on_one_day_and_update_on_another():
    first = (LYON.format(12, "police"), "2022-01-01")
    assert relations(first, (LYON.format(14, "the mayor"), "2022-01-01")) == ["first", "disputes"]
    assert relations(first, (LYON.format(14, "the mayor"), "2022-01-03")) == ["first", "raises"]
    assert relations(first, (LYON.format(14, "police"), "2022-03-03")) == ["first", "first"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("Last year 40 people were killed in Lyon, police said.", "another time: “Last year”"),
        ("In 2019 some 40 people were killed, police said.", "another time: “2019”"),
        (
            "Nine deaths were of children, police said.",
            "counts some of them: “deaths were of children”",
        ),
        ("Nine people were killed, police said.", "does not say that it changed"),
    ],
)
def test_what_cannot_be_related_says_why(more: str, reason: str):
    article = nf.Article(f"{LYON.format(12, 'police')} {more}", published="2022-01-01")
    found = nf.ledger(nf.tabulate(article))
    assert found.relation.tolist() == ["first", "unclear"]
    assert reason in found.reason[1]
    assert pd.isna(found.related_id[1])


def test_reports_without_a_day_repeat_but_do_not_raise():
    first = (LYON.format(12, "police"), None)
    assert relations(first, (LYON.format(12, "the mayor"), None)) == ["first", "repeats"]
    assert relations(first, (LYON.format(14, "the mayor"), None)) == ["first", "unclear"]


def test_a_toll_meets_its_synonyms():
    text = f"{LYON.format(12, 'police')} The death toll rose to 14, the mayor said."
    assert relations((text, "2022-01-01")) == ["first", "raises"]
    later = "The death toll of the bus that fell off a bridge in Lyon rose to 14, the mayor said."
    assert relations((LYON.format(12, "police"), "2022-01-01"), (later, "2022-01-02")) == [
        "first", "raises",
    ]  # fmt: skip


def test_the_older_of_two_figures_comes_first():
    text = "The toll in Lyon rose from 12 to 14, police said."
    found = nf.ledger(nf.tabulate(text))
    assert found[["low", "relation"]].values.tolist() == [[12.0, "first"], [14.0, "raises"]]


BUS = "A bus fell off the Keeper bridge in Lyon on Monday"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Two women are not two counts of murder.
        ("Two women were killed.", "Two dogs were killed."),
        # Bounds leave room for one another.
        ("Ten people were killed.", "Police said at least 10 people were killed."),
        ("A mother of 12 was killed.", "The mother of 12 was killed."),
        ("The quake killed five people.", "Five people were killed by the 5.0 earthquake."),
    ],
)
def test_the_ledger_does_not_relate_what_may_differ(one: str, other: str):
    entries = nf.ledger(nf.tabulate([f"{BUS}. {one}", f"{BUS}. {other}"]), claimed=False)
    last = entries[entries.text.isin(["Two", "Ten", "at least 10", "12", "5.0"])]
    assert not set(last.relation) & {"repeats", "raises", "lowers", "disputes"}


@pytest.mark.parametrize(("n", "relation"), [(1, "unclear"), (365, "repeats")])
def test_small_counts_of_one_report_may_be_the_same_by_chance(n: int, relation: str):
    one = Entry(
        "seats", None, "seats", None, n, n, "=", "count", None, None, None, None, None, "a", "a:f1",
        str(n),
    )  # fmt: skip
    found = relate(replace(one, figure_id="a:f2"), [one])
    assert found.relation == relation
    assert relate(replace(one, article_id="b", figure_id="b:f2"), [one]).relation == "repeats"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Police said 9 people were killed. The ministry said 12 people were killed.", "disputes"),
        ("Police said 9 people were killed. The ministry said 190 people were killed.", "unclear"),
        ("The ministry denied that 90 people had died. The ministry of health said 90 people died.", "first"),
    ],
    ids=["near", "far apart in one report", "may be one claimant"],
)  # fmt: skip
def test_a_dispute_needs_two_claimants_and_like_values(text: str, relation: str):
    assert nf.ledger(nf.tabulate(text)).relation.iloc[-1] == relation
