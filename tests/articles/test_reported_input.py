"""Inputs modelled on public reports about other tools: what reaches the tables, and what an issue says."""

import json
from pathlib import Path

import newsframes as nf
import pandas as pd
import pytest


def reported(case: str) -> pytest.MarkDecorator:
    """Return a mark that gives a test the id of the reported case that it states."""
    return pytest.mark.parametrize((), [()], ids=[case])


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_page(tmp_path: Path, page: str | bytes) -> nf.Tables:
    return nf.tabulate(nf.read_article(write(tmp_path / "page.html", page)))


def page_of(body: str, head: str = "<title>x</title>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def body_of(tables: nf.Tables) -> str:
    article = tables.articles.iloc[0]
    return article.text[article.body_start : article.body_end]


def quotes_of(tables: nf.Tables) -> list[list]:
    return tables.quotes[["text", "speaker_name"]].values.tolist()


def figures_of(tables: nf.Tables) -> list[list]:
    return tables.figures[["text", "low", "unit"]].values.tolist()


def known(value: object) -> object:
    return None if pd.isna(value) else value


NAME_HEAVY = [
    ("A16", "Ursula von der Leyen met Crown Prince Mohammed bin Salman in Riyadh. Von der Leyen praised the talks, and bin Salman said more would follow. Adrian de Wynter took notes; de Wynter left early."),
    ("V14a", "Ursula von der Leyen met Emmanuel Macron, Olaf Scholz, Giorgia Meloni, Pedro Sánchez and Mark Rutte in Brussels. Viktor Orbán stayed in Budapest."),
    ("V14c", "Winners: best film, Nomad Road; best actor, Idris Cole, Harbour; best actress, Mina Park, Salt; best director, Ravi Anand, Nomad Road; best song, Tide."),
    ("V14d", "Dow futures fell 120 points; S&P 500 futures lost 0.4%; Nasdaq futures dropped 0.6%. Brent crude gained $1.20. Gold rose 0.3%. Tesla, Apple, Nvidia slid premarket."),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text"), NAME_HEAVY, ids=[case for case, _ in NAME_HEAVY])
def test_name_heavy_english_is_english(case: str, text: str):
    tables = nf.tabulate(text)
    assert tables.articles.language.item() == "en"
    assert "language" not in set(tables.issues.kind)


DAMAGED = [
    ("V11a", "The fee is &pound;30m, Mayor Ina Bell said.", "markup", [["£30m", 30e6, "GBP"]]),
    ("V11b", "&quot;We are ready,&quot; Ina Bell said. She has 3 cats&nbsp;and 2 dogs.", "markup", [["3", 3, "count"], ["2", 2, "count"]]),
    ("V11c", "The firm&rsquo;s debt is &euro;2bn; R&amp;D cost $5 million.", "markup", [["€2bn", 2e9, "EUR"], ["$5 million", 5e6, "USD"]]),
    ("V12a", "The cityâ€™s plan costs Â£40m, Ina Bell said.", "encoding", [["£40m", 40e6, "GBP"]]),
    ("V12b", "President RamÃ³n NuÃ±ez said the cafÃ© was shut.", "encoding", []),
    ("V36a", "Prime Minis\xadter Ada Holm met Finance Minis\xadter Bo Lind.", "encoding", []),
    ("V36c", "It cost 3 mil\xadlion euros and 4 per\xadcent of sales.", "encoding", [["3 million euros", 3e6, "EUR"], ["4 percent", 4, "percent"]]),
    ("I12", "â€œWe will stay,â€\x9d Mayor Ina Bell said. The cityâ€™s plan costs â‚¬40 million, she said, and itâ€™s late.", "encoding", [["€40 million", 40e6, "EUR"]]),
    ("I14", "&ldquo;We will stay,&rdquo; Mayor Ina Bell said. The city&#8217;s plan costs &pound;40m, she said, and it&#8217;s late. AT&amp;T declined to comment.", "markup", [["£40m", 40e6, "GBP"]]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "text", "kind", "figures"), DAMAGED, ids=[case for case, *_ in DAMAGED]
)
def test_damaged_text_is_repaired_and_noted(case: str, text: str, kind: str, figures: list):
    tables = nf.tabulate(text)
    assert figures_of(tables) == figures
    assert kind in set(tables.issues.kind)


@pytest.mark.parametrize("case", ["V11b", "I12", "I14"])
def test_quotation_marks_are_read(case: str):
    text = next(text for name, text, *_ in DAMAGED if name == case)
    assert nf.tabulate(text).quotes.query("kind == 'direct'").speaker_name.tolist() == ["Ina Bell"]


@reported("V12b")
def test_accents_of_names_are_restored():
    assert nf.tabulate("President RamÃ³n NuÃ±ez said the cafÃ© was shut.").actors.name.tolist() == [
        "Ramón Nuñez"
    ]


@reported("V36a")
def test_roles_are_whole():
    tables = nf.tabulate("Prime Minis\xadter Ada Holm met Finance Minis\xadter Bo Lind.")
    assert tables.actors.role.tolist() == ["Prime Minister", "Finance Minister"]


@reported("I09")
def test_soft_hyphens_within_words():
    text = "The govern\u00adment said on Mon\u00adday that 1,200 peo\u00adple had left. “We are rea\u00addy,” Interior Minis\u00adter Ada Holm said."
    tables = nf.tabulate(text)
    assert quotes_of(tables) == [
        ["that 1,200 people had left", "government"],
        ["“We are ready,”", "Ada Holm"],
    ]
    assert tables.figures.thing.tolist() == ["people"]
    assert tables.actors.query("name == 'Ada Holm'").role.item() == "Interior Minister"


@reported("V11N-a")
def test_jsonl_with_entities(tmp_path: Path):
    record = {"text": "&#8220;We are ready,&#8221; Ina Bell said. It cost &pound;30m, she said."}
    tables = nf.tabulate(nf.read_articles(write(tmp_path / "r.jsonl", json.dumps(record) + "\n")))
    assert quotes_of(tables) == [["“We are ready,”", "Ina Bell"], ["It cost £30m", "Ina Bell"]]
    assert figures_of(tables) == [["£30m", 30e6, "GBP"]]
    assert tables.issues.kind.tolist() == ["markup"]


@pytest.mark.parametrize(
    "line",
    ["READ MORE: Strikes cost £90m, says minister", "Related: Why 3,000 dockers walked out"],
    ids=["V34a", "V34c"],
)
def test_links_within_a_report_give_no_rows(line: str):
    text = f"The strike ended on Monday, the union said.\n\n{line}\n\nCranes run again on Tuesday, the port said."
    tables = nf.tabulate(text)
    assert tables.articles.text.item() == text
    assert tables.quotes.speaker_name.tolist() == ["union", "port"]
    assert len(tables.figures) == 0 and len(tables.actors) == 2


@pytest.mark.parametrize(
    "lines",
    [
        "Story by Lena Ortiz",
        "Lena Ortiz, Political Editor",
        "By Lena Ortiz in Arven\n@lenaortiz\nUpdated 3 May 2024, 10.32 BST",
    ],
    ids=["V35a", "V35b", "V35d"],
)
def test_bylines_are_no_actors(lines: str):
    tables = nf.tabulate(f"{lines}\n\nThe ferry sank on Sunday, Captain Roy Finn said.")
    assert tables.articles.byline.item() == "Lena Ortiz"
    assert tables.actors.name.tolist() == ["Roy Finn"]
    assert quotes_of(tables) == [["The ferry sank on Sunday", "Roy Finn"]]
    assert len(tables.figures) == 0


@reported("I01")
def test_byline_of_three():
    text = "Health bill fails\n\nBy ABBY HOLLOWAY, TOMAS KAPLIN and RUBY BYRNE\n\nSenators rejected the bill on Tuesday, Senator Lyle Day said. It would have covered 3 million people."
    tables = nf.tabulate(text)
    assert tables.articles.byline.item() == "ABBY HOLLOWAY, TOMAS KAPLIN and RUBY BYRNE"
    assert body_of(tables).startswith("Senators")
    assert not tables.actors.name.str.contains("HOLLOWAY|KAPLIN|BYRNE").any()


@reported("I02")
def test_words_and_photographs():
    tables = nf.tabulate(
        "The last ferry\n\nWords by Lena Ortiz; photographs by Max Ude\n\nThe ferry made its last crossing on Sunday. Captain Roy Finn said 40 passengers came."
    )
    assert tables.articles[["title", "byline"]].values.tolist() == [
        ["The last ferry", "Lena Ortiz"]
    ]
    assert tables.actors.query("kind == 'person'").name.tolist() == ["Roy Finn"]


@reported("I03")
def test_comments_are_not_read(tmp_path: Path):
    page = """<main><article><h1>Dam holds</h1><p>The dam above Tarrow held on Monday after two days of rain, engineer Petra Lund said. She said 300 people had left their homes.</p><p>The council will meet on Friday to decide whether they may return, the mayor, Ossie Grant, told reporters at the town hall.</p><p>“We were lucky,” Grant said. “The spillway did its work.”</p></article></main><details class="CommentBox" open><summary>Comment by floodwatcher</summary><p>“They lied to us,” said my neighbour. 9,000 people were left behind, believe me.</p></details><section id="comments"><p>I think 500 died and the mayor said nothing.</p></section>"""
    tables = read_page(tmp_path, page_of(page, "<title>Dam holds</title>"))
    assert (
        "neighbour" not in tables.articles.text.item() and "500" not in tables.articles.text.item()
    )
    assert set(tables.quotes.speaker_name) == {"Petra Lund", "Ossie Grant"}


@reported("I04")
def test_facts_of_a_list(tmp_path: Path):
    page = """<article><h1>What we know about the quake</h1><p>The quake struck before dawn on Monday near the port of Arven, and rescuers worked through the day. Here is what officials have said so far about the damage and the dead.</p><ul>Key points:<li>12 people were killed in Arven</li><li>40 others were injured</li></ul><ol><li><span>300 homes were destroyed, the governor said</span></li></ol><p>The governor, Ada Holm, said aid would arrive on Tuesday and asked residents to stay away from the harbour, where walls have cracked.</p></article>"""
    tables = read_page(tmp_path, page_of(page, "<title>What we know</title>"))
    assert tables.figures[["low", "thing", "event"]].values.tolist() == [
        [12, "people", "killed"], [40, "others", "injured"], [300, "homes", "destroyed"],
    ]  # fmt: skip


@reported("V04P")
def test_figures_of_a_list_are_positive(tmp_path: Path):
    page = """<article><h1>Toll</h1><p>The quake struck before dawn on Monday near the port of Arven, and rescuers worked through the day to reach the villages in the hills above it.</p><ul><li>5,300 people were killed in Arven, officials said</li><li>12% of homes were destroyed</li><li>$4 million in aid has come</li></ul><p>The governor, Ada Holm, said more aid would arrive on Tuesday, and asked residents to stay away from the harbour.</p></article>"""
    tables = read_page(tmp_path, page_of(page, "<title>Toll</title>"))
    assert tables.figures[["low", "unit"]].values.tolist() == [
        [5300, "count"],
        [12, "percent"],
        [4e6, "USD"],
    ]
    assert nf.ledger(tables, claimed=False).low.tolist() == [5300, 4e6]


@reported("I05")
def test_captions_and_related_links(tmp_path: Path):
    page = """<article><h1>Port strike ends</h1><p class="byline">By Dana Cole</p><figure><img src="a.jpg"><figcaption>Dockers cheer on Monday. Photograph: Ian Moss/PA</figcaption></figure><p>Dockers at the port of Lisk ended their strike on Monday after 12 days, union leader Gus Orr said. He said the deal was worth £4m to its 900 members.</p><p>Read more: Minister says strikes cost £90m</p><p>The port's owner, Halden Attribution, said cranes would run again from Tuesday morning and thanked its customers.</p></article><aside><h3>Related</h3><ul><li><a href="/x">Strikes “a disgrace”, says minister</a> by Jon Rusk, 4 hours ago</li></ul></aside>"""
    head = '<title>Port strike ends</title><meta name="author" content="Dana Cole">'
    tables = read_page(tmp_path, page_of(page, head))
    assert tables.articles.byline.item() == "Dana Cole"
    assert set(tables.quotes.speaker_name) == {"Gus Orr", "Halden Attribution"}
    assert tables.figures.low.tolist() == [12, 4e6, 900]
    assert not tables.actors.name.isin(
        ["Ian Moss", "Jon Rusk", "Minister", "minister", "Dana Cole"]
    ).any()


@reported("I06")
def test_line_ends_stay(tmp_path: Path):
    text = "The mill closed.\r\n\r\n“We are done,” Joan Petty said.\r\nShe said 40 people\r\nlost their jobs.\r\n"
    tables = nf.tabulate(nf.read_article(write(tmp_path / "crlf.txt", text)))
    assert tables.articles.text.item() == text
    assert tables.quotes.speaker_name.tolist() == ["Joan Petty", "Joan Petty"]
    assert figures_of(tables) == [["40", 40, "count"]]


@reported("I07")
def test_offsets_hold_behind_wide_characters():
    text = "😂😂 𝒁𝒂𝒑𝒊𝒐𝒍𝒂 market 👩‍👩‍👧 shut on Monday. “We are done 😂,” Joan Petty said. She said 40 people lost their jobs."
    tables = nf.tabulate(text)
    assert tables.articles.text.item() == text
    assert quotes_of(tables)[0] == ["“We are done 😂,”", "Joan Petty"]
    assert figures_of(tables) == [["40", 40, "count"]]


@reported("I08")
def test_object_replacement_characters():
    text = "\ufffc The market shut \ufffc on Monday, mayor Ina Bell said. Some 40 people lost\ufffc their jobs."
    tables = nf.tabulate(text)
    assert tables.articles.text.item() == text
    assert tables.quotes.speaker_name.tolist() == ["Ina Bell"]
    assert tables.figures[["low", "thing"]].values.tolist() == [[40, "people"]]


@reported("I10")
def test_authors_of_structured_data(tmp_path: Path):
    facts = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Mine reopens",
        "datePublished": "2024-05-03T08:30:00+02:00",
        "author": [{"@type": "Person", "givenName": "Ana", "familyName": "Brix"}, {"@type": "Person", "name": "Tom Oyelaran"}],
        "publisher": {"@type": "Organization", "name": "The Daily Slab"},
    }  # fmt: skip
    head = f'<title>Mine reopens | The Daily Slab</title><script type="application/ld+json">{json.dumps(facts)}</script>'
    page = """<article><h1>Mine reopens</h1><p>The Corrie mine reopened on Friday after a year, its owner said, with 250 miners back at work under a new safety deal that the union had demanded since the collapse.</p><p>“It is a start,” union leader Bo Lind said at the gate, where families had gathered with flags and flowers since the early morning.</p></article>"""
    article = read_page(tmp_path, page_of(page, head)).articles.iloc[0]
    assert (article.title, article.published) == ("Mine reopens", "2024-05-03")
    assert "Ana Brix" in article.byline and "Tom Oyelaran" in article.byline


@reported("I11")
def test_declared_encoding(tmp_path: Path):
    page = """<article><p>Foreign Minister Lech Wałęski met the mayor of Žižkov on Monday, and the two agreed on a tram line that would cost 40 million euros, officials in Warsaw said.</p><p>Wałęski said the line would open in two years and carry 30,000 people a day between the old town and the new station.</p></article>"""
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><title>Talks</title>'
    tables = read_page(tmp_path, page_of(page, head).encode("iso-8859-2"))
    assert "Wałęski" in body_of(tables) and "Žižkov" in body_of(tables)


FIREWORKS = """<p>The city has cancelled its fireworks because of the fire danger, chief minister Alan Barr said on Friday. About 20,000 people had been expected at the lake for the show.</p><p>“It is the only responsible choice,” Barr told reporters, adding that the money would go to the fire service and to the families of volunteers.</p>"""


@pytest.mark.parametrize(
    ("head", "byline", "expected"),
    [
        pytest.param('<meta name="author" content="Northern Broadcasting Corporation"><meta property="og:site_name" content="Northern Broadcasting Corporation">', '<p class="byline">By <a rel="author" href="/priya">Priya Nair</a></p>', "Priya Nair", id="I13"),
        pytest.param('<script type="application/ld+json">{"@type":"NewsArticle","headline":"Fire","author":{"@type":"Organization","name":"Slab News"}}</script>', '<span class="byline">By Priya Nair</span>', "Priya Nair", id="V13N-b"),
        pytest.param('<meta name="authors" content="Erin Bank"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Fire","articleSection":"Coronavirus"}</script>', "", "Erin Bank", id="V13N-c"),
        pytest.param('<meta name="author" content="The Slab"><meta property="og:site_name" content="The Slab">', "", None, id="outlet-is-no-byline"),
        pytest.param('<meta name="author" content="The Slab">', '<a rel="author" href="/x">Priya Nair</a>', "Priya Nair", id="link-to-the-author"),
        pytest.param('<meta name="author" content="The Slab">', "<p>(By Priya Nair)</p>", "Priya Nair", id="byline-in-the-text"),
        pytest.param('<meta name="author" content="Priya Nair, Al Moe">', '<p class="byline">By Priya Nair</p>', "Priya Nair; Al Moe", id="fuller-metadata"),
    ],
)  # fmt: skip
def test_byline_that_readers_see_comes_first(
    tmp_path: Path, head: str, byline: str, expected: str | None
):
    page = page_of(
        f"<article><h1>Fireworks cancelled</h1>{byline}{FIREWORKS}</article>",
        f"<title>Fire</title>{head}",
    )
    tables = read_page(tmp_path, page)
    assert known(tables.articles.byline.item()) == expected
    assert tables.actors.query("kind == 'person'").name.tolist() == ["Alan Barr"]


TEASERS = [("Mayor quits", "Ossie Grant leaves office after 9 years."), ("“No deal”, says union", "Talks at the port broke down."), ("Quake kills 12", "Rescuers search the port of Arven."), ("Bank cuts rate", "The central bank cut its rate to 3%."), ("Storm nears", "Winds of 90 mph are expected.")]  # fmt: skip


@reported("I15")
def test_index_of_teasers_is_no_report(tmp_path: Path):
    cards = "".join(
        f"<div class='card'><h2><a href='/{n}'>{head}</a></h2><p>{text}</p></div>"
        for n, (head, text) in enumerate(TEASERS)
    )
    path = write(tmp_path / "page.html", page_of(f"<main>{cards}</main>"))
    with pytest.raises(
        nf.ArticleError,
        match=r"page\.html: it is an index of 5 other pages, not a report\. Read those",
    ):
        nf.read_article(path)
    assert nf.tabulate(nf.read_articles(tmp_path)).issues.kind.tolist() == ["unreadable"]


@reported("I16")
def test_contributors_at_the_end():
    tables = nf.tabulate(
        "CANBERRA, Australia (AP) — The prime minister said on Monday that 3,000 troops would leave.\n\n___\n\nAssociated Press writer Rod McGill in Sydney contributed to this report."
    )
    assert tables.articles.dateline.item() == "CANBERRA, Australia (AP)"
    assert body_of(tables) == "The prime minister said on Monday that 3,000 troops would leave."
    assert tables.quotes.speaker_name.tolist() == ["prime minister"]


@reported("N12")
def test_copies_in_one_folder(tmp_path: Path):
    text = "LONDON (Reuters) - Dockers ended their strike, union leader Gus Orr said.\nIt cost £4m, Orr said.\n"
    for name, copy in {
        "a.txt": text,
        "b.txt": text + " \n",
        "c.txt": text.replace("\n", "\r\n"),
    }.items():
        write(tmp_path / name, copy)
    tables = nf.tabulate(nf.read_articles(tmp_path))
    assert tables.articles.source.tolist() == ["a.txt"]
    assert tables.issues.message.tolist() == [
        f"{name} has the same text as a.txt; it is left out." for name in ("b.txt", "c.txt")
    ]


@reported("V12N-a")
def test_other_line_ends():
    text = "Gus Orr said 3 men died.\nHe left.\n"
    tables = nf.tabulate([nf.Article(text=text), nf.Article(text=text.replace("\n", "\r\n"))])
    assert (len(tables.articles), tables.issues.kind.tolist()) == (1, ["duplicate"])


@reported("V12N-b")
def test_other_dateline():
    text = "Gus Orr said 3 men died at the port of Lisk on Monday, and the owner said 40 were hurt."
    tables = nf.tabulate(["LONDON (Reuters) - " + text, "LISK (AFP) — " + text])
    assert (len(tables.articles), tables.issues.kind.tolist()) == (2, ["near_copy"])
