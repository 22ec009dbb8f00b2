"""Reading: offsets hold on the file as it is, and every fault says what to do."""

import json
from datetime import UTC, datetime
from pathlib import Path

import newsframes as nf
import pandas as pd
import pytest
from newsframes.articles import find_body, find_residue, is_english, unwrap
from newsframes.articles.near_copies import find_near_copies
from newsframes.articles.repair import repair_text

from conftest import golden


@pytest.mark.parametrize("case", golden("bodies"))
def test_body(case):
    body = find_body(case["text"])
    assert case["text"][body.start : body.end] == case["body"]
    found = {"dateline": body.dateline, "byline": body.byline, "title": body.title}
    assert found == {key: case.get(key) for key in found}


def test_known_title_is_no_body():
    assert find_body("Calm returns.\n\nAll was quiet.", title="Calm returns.").start == 15


@pytest.mark.parametrize("case", golden("residue"))
def test_residue(case):
    text = case["text"]
    assert [text[start:end] for start, end in find_residue(text, 0, len(text))] == case["residue"]


@pytest.mark.parametrize("case", golden("repairs"))
def test_repairs(case):
    repaired, issues = repair_text(case["text"])
    assert (repaired, {issue.kind for issue in issues}) == (case["repaired"], set(case["kinds"]))
    assert repair_text(repaired) == (repaired, ())


@pytest.mark.parametrize("case", golden("languages"))
def test_languages(case):
    assert is_english(case["text"]) is case["is_english"]


def test_repairs_hold_for_every_way_in(tmp_path: Path):
    text, repaired = "The firm&#8217;s debt is â‚¬2bn.", "The firm’s debt is €2bn."
    (tmp_path / "a.txt").write_text(text)
    pd.DataFrame({"text": [text]}).to_csv(tmp_path / "b.csv", index=False)
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": text, "title": "A &pound;2m deal"}))
    articles = [
        nf.Article(text=text),
        nf.gather_articles(text=text)[0],
        *nf.read_articles(tmp_path),
    ]
    assert {article.text for article in articles} == {repaired}
    assert all(
        [note.kind for note in article.notes] == ["encoding", "markup"] for article in articles
    )
    assert articles[-1].title == "A £2m deal"
    assert nf.tabulate(text).articles.text.item() == repaired
    assert nf.Article(text=text, as_is=True).text == text


def test_notes_say_how_often():
    messages = [
        note.message
        for note in nf.Article(text="It&#8217;s &pound;2m.\nThe gov\xadern\xadment\ufffd").notes
    ]
    assert [message[:2] for message in messages] == ["2 ", "2 ", "1 "]
    assert "U+FFFD" in messages[2]


def test_page_in_a_record_is_read_as_a_page(tmp_path: Path):
    paragraphs = "".join(
        f"<p>Police detained {n} people in the city on Monday.</p>" for n in range(20, 30)
    )
    page = f"<html><head><title>Calm</title></head><body><nav>Menu</nav><article>{paragraphs}</article></body></html>"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": page, "date": "2022-01-10"}))
    article = nf.read_articles(tmp_path / "a.jsonl")[0]
    assert article.text.startswith("Police detained 20 people") and "Menu" not in article.text
    assert (article.title, article.published) == ("Calm", "2022-01-10")
    assert nf.tabulate(page).articles.text.item() == article.text


def test_paragraphs_of_a_short_page_stay_apart(tmp_path: Path):
    page = "<html><body><article><h1>Fire</h1><p>All was quiet on Monday.</p><p>“Yes,” Lee said.</p></article></body></html>"
    (tmp_path / "a.html").write_text(page)
    assert nf.read_article(tmp_path / "a.html").text.splitlines()[-2:] == [
        "All was quiet on Monday.",
        "“Yes,” Lee said.",
    ]


REPORT = "Dockers in Lisk ended their strike on Monday, the union said. It had cost the port £4m. Cranes will run again."


@pytest.mark.parametrize(
    ("copy", "kinds"),
    [
        (REPORT.replace(". ", ".\n"), ["duplicate"]),
        (
            f"Strike ends\n\nBy Jo Tan\n\nLISK (AP) — {REPORT}\n\n(Reporting by Jo Tan)",
            ["near_copy"],
        ),
        (f"{REPORT}\n\nREAD MORE: Quake kills 12", ["near_copy"]),
        (
            f"{REPORT} The owner thanked its customers for their patience. It will pay £2m more.",
            ["near_copy"],
        ),
        (
            "Dockers in Lisk ended their strike on Monday, the union said. Trains ran late. Buses did not run.",
            [],
        ),
    ],
    ids=["other spaces", "other frame", "other links", "longer", "one sentence shared"],
)
def test_copies(copy: str, kinds: list[str]):
    tables = nf.tabulate([REPORT, copy])
    assert tables.issues.kind[tables.issues.kind.isin(["duplicate", "near_copy"])].tolist() == kinds
    assert len(tables.articles) == 2 - kinds.count("duplicate")


def test_short_report_within_a_long_one_is_a_near_copy():
    other = "Fog closed the airport of Brenn for the third day, its owner said. Trains ran late in all of the north."
    roundup = f"{REPORT} {other} A storm is due on Friday."
    longer = f"{REPORT} " + " ".join(
        f"The port moved {n} tons of grain in that week." for n in range(20, 60)
    )
    texts = {"longer": longer, "other": other, "roundup": roundup}
    assert [found[:2] for found in find_near_copies(texts.items())] == [("roundup", "other")]


def test_an_issue_and_copy_of_name_the_same_near_copies():
    days = ("2022-01-03", "2022-01-02")
    articles = [
        nf.Article(text, published=day)
        for text, day in zip((f"{REPORT} It rained.", REPORT), days, strict=True)
    ]
    tables = nf.tabulate(articles)
    copy, original = (article.article_id for article in articles)
    assert tables.articles.copy_of.tolist() == [original, pd.NA]
    assert tables.issues[["kind", "article_id"]].values.tolist() == [["near_copy", copy]]


def test_damage_in_many_layers_ends():
    repaired, notes = repair_text(f"It cost &{'amp;' * 1000}pound;3m.")
    assert repaired.endswith("amp;pound;3m.") and len(notes) == 1


@pytest.mark.parametrize("opening", ["<!--", "<aside>", "<script src='a'>"])
def test_what_is_never_closed_stays(opening: str):
    assert repair_text(f"<p>It {opening}cost £3m.</p>")[0] == f"It {opening}cost £3m."


def test_quotation_goes_on_behind_residue():
    text = (
        "“We watch the river,” Mayor Jo Tan said. “Levels fell on Monday.\n\nREAD MORE: Quake kills 12, says minister\n\n"
        "“We can hold the line at the bridge.”\n\nThe council meets on Thursday."
    )
    quotes = nf.tabulate(text).quotes
    assert quotes.speaker_name.tolist() == ["Jo Tan", "Jo Tan"]
    assert quotes.text.tolist() == [
        "“We watch the river,” Mayor Jo Tan said. “Levels fell on Monday.",
        "“We can hold the line at the bridge.”",
    ]


def test_residue_gives_no_rows_anywhere():
    text = "Maria Lopez called it a massacre on 3 May 2022.\n\nREAD MORE: Terrorists kill 40 on 9 June 2022\n\nShe left."
    tables = nf.tabulate(text)
    assert tables.figures.empty
    assert nf.times(tables).text.tolist() == ["3 May 2022"]
    assert nf.wordings(tables).word.tolist() == ["massacre"]


LINE = "the police detained some people in the city on Monday and then they\r\n"


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (LINE * 8, 0),
        (LINE * 4 + "\r\n" + LINE * 4, 2),
        (LINE * 4 + "let them go.\r\n" + LINE * 4, 1),
        ("ALL QUIET\r\n" + LINE * 8, 1),
        ((LINE * 4).rstrip() + "\r\n\t" + LINE * 4, 1),
        ("Police detained 25 people in the city on Monday.\r\n" * 8, 7),
        (LINE * 4, 3),
    ],
    ids=[
        "joined",
        "blank line",
        "end of a paragraph",
        "heading",
        "indented",
        "sentences",
        "too few lines",
    ],
)
def test_lines_broken_to_a_width_are_joined(text: str, broken: int):
    assert unwrap(text).rstrip().count("\r\n") == broken
    assert len(unwrap(text)) == len(text)
    assert unwrap(text).split() == text.split()


def test_text_is_kept_to_the_byte(tmp_path: Path):
    data = "\ufeffFirst\u00a0line 👩‍👩‍👧.\r\n\r\nSecond “line”.\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    article = nf.read_article(tmp_path / "a.txt")
    assert article.text.encode("utf-8") == data
    assert article.source == "a.txt"
    assert article.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_other_encodings_are_read_and_noted(tmp_path: Path, encoding: str):
    text = "The café’s “naïve” owner said the fiancée’s résumé was a cliché. " * 20
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    tables = nf.tabulate(nf.read_article(tmp_path / "a.txt"))
    assert "café’s “naïve” owner" in tables.articles.text.item()
    assert tables.issues.kind.tolist().count("encoding") == 1


def test_few_words_in_windows_1252_keep_their_signs(tmp_path: Path):
    text = "The café lost €12 million, the owner said on Monday."
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    assert nf.read_article(tmp_path / "a.txt").text == text


def test_id_depends_on_the_text_alone():
    one = nf.Article(text="All was quiet.", title="A", source="x")
    assert one.article_id == nf.Article(text="All was quiet.").article_id
    assert one.article_id != nf.Article(text="All was quiet!").article_id


def test_day_is_kept_as_iso():
    published = datetime(2022, 1, 10, 23, tzinfo=UTC)
    assert nf.Article(text="All was quiet.", published=published).published == "2022-01-10"


def test_lone_surrogate_keeps_its_place():
    article = nf.Article(text="a\ud83db")
    assert article.text == "a\ufffdb"
    assert article.notes[0].kind == "encoding"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", r"a\.txt: its text is empty\. Expected some words"),
        ("a.txt", b" \r\n\t", r"its text is empty"),
        ("a.txt", b"%PDF-1.7 ...", r"it is no PDF, or a damaged one\. Open it in a viewer"),
        ("a.txt", b"abc\0def", r"byte 3 is NUL"),
        (
            "a.html",
            b"<!doctype html><html><body></body></html>",
            r"no report was found in the page",
        ),
        ("a.rtf", b"{\\rtf1\\ansi{\\info{\\title Quiet}}}", r"a\.rtf: its text is empty"),
        ("a.eml", b"Subject: Ferry\n\n", r"a\.eml: the message holds no text of its own"),
        (
            "a.txt",
            b"From a@b.example Mon Jan  3 2022\nReceived: from x\n\tby y\nFrom: Ann\n\nQuiet.",
            r"it is a mailbox\. .* Save messages as \.eml",
        ),
        ("a.msg", b"\xd0\xcf\x11\xe0", r"it is an Outlook message"),
        ("a.docx", b"PK\x03\x04", r"it is no Word document, or a damaged one"),
        ("a.docx", b"\xd0\xcf\x11\xe0", r"it is encrypted, or an old \.doc file"),
        ("a.odt", b"PK\x03\x04", r"it is an OpenDocument text\. .* Save it as text, PDF, \.docx"),
        ("a.zip", b"PK\x05\x06", r"holds many articles\. Use read_articles"),
        ("a.csv", b"x", r"holds many articles\. Use read_articles"),
    ],
)
def test_unreadable_files_say_why(tmp_path: Path, name: str, data: bytes, message: str):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(nf.ArticleError, match=message):
        nf.read_article(tmp_path / name)


def test_missing_paths_say_so(tmp_path: Path):
    with pytest.raises(nf.ArticleError, match=r"no such file\. Check the path\.$"):
        nf.read_article(tmp_path / "none.txt")
    with pytest.raises(nf.ArticleError, match=r"folder\. Check the path, from /.+ on\.$"):
        nf.read_articles("no-such-name")
    with pytest.raises(nf.ArticleError, match=r"^No article is given\. Expected the path of"):
        nf.read_article(" ")
    (tmp_path / "news").mkdir()
    (tmp_path / "news/mine.txt").write_text("All quiet.")
    with pytest.raises(nf.ArticleError, match=r"no such file\. Did you mean mine\.txt\?$"):
        nf.read_article(tmp_path / "news/mine.tx")
    (tmp_path / "news/mine.txt").unlink()
    with pytest.raises(nf.ArticleError, match=r"no such file or folder"):
        nf.read_articles(tmp_path / "none")
    with pytest.raises(
        nf.ArticleError, match=r"it is a folder\. Expected a file; use read_articles"
    ):
        nf.read_article(tmp_path)
    with pytest.raises(
        nf.ArticleError, match=r"no articles in this folder\. Expected files ending in \.txt"
    ):
        nf.read_articles(tmp_path)


def test_page_gives_text_and_title(tmp_path: Path):
    paragraphs = "".join(
        f"<p>Police detained {n} people in the city on Monday, officials said.</p>"
        for n in range(20, 30)
    )
    page = f"<html><head><title>Calm returns</title></head><body><article><h1>Calm returns</h1>{paragraphs}</article></body></html>"
    (tmp_path / "a.html").write_text(page)
    article = nf.read_article(tmp_path / "a.html")
    assert article.title == "Calm returns"
    assert "Police detained 25 people" in article.text
    assert "<p>" not in article.text


def test_folder_keeps_the_good_and_reports_the_bad(tmp_path: Path):
    (tmp_path / "b.txt").write_text("Second report.")
    (tmp_path / "a.txt").write_text("First report.")
    (tmp_path / "c.txt").write_bytes(b"\x89PNG\0")
    (tmp_path / ".hidden.txt").write_text("Hidden.")
    (tmp_path / "notes.log").write_text("Not an article.")
    found = nf.read_articles(tmp_path)
    assert [article.source for article in found] == ["a.txt", "b.txt"]
    assert [issue.kind for issue in found.issues] == ["unreadable", "skipped"]
    tables = nf.tabulate(found)
    assert len(tables.articles) == 2
    assert "c.txt: it is a PNG image" in tables.issues.message[0]
    assert "notes.log is skipped: .log files are not read in a folder" in tables.issues.message[1]


def test_jsonl_names_the_physical_line(tmp_path: Path):
    lines = [
        json.dumps({"text": "One\u2028report.", "date": "2022-01-10"}, ensure_ascii=False),
        "",
        "{broken",
        json.dumps({"text": "Two.", "published": "2024-13-02"}),
        json.dumps({"title": "No text"}),
        json.dumps(["a list"]),
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = nf.read_articles(tmp_path / "corpus.jsonl")
    assert found[0].published == "2022-01-10"
    messages = [issue.message for issue in found.issues]
    assert "corpus.jsonl, line 3: it is not JSON" in messages[0]
    assert "corpus.jsonl, line 4: 'published' is '2024-13-02'. Expected an ISO date" in messages[1]
    assert "corpus.jsonl, line 5: it has no text. Found the fields title" in messages[2]
    assert "corpus.jsonl, line 6: found list. Expected one JSON object a line" in messages[3]


def test_csv_and_parquet_give_the_same_articles(tmp_path: Path):
    records = pd.DataFrame(
        {"text": ["One,\r\n“report”.", "Two."], "title": ["A", None], "url": ["u", "v"]}
    )
    records.to_csv(tmp_path / "a.csv", index=False)
    records.to_parquet(tmp_path / "a.parquet")
    one, two = nf.read_articles(tmp_path / "a.csv"), nf.read_articles(tmp_path / "a.parquet")
    assert one.articles == two.articles
    assert one[0].text == "One,\r\n“report”."
    assert one[1].title is None


def test_records_without_a_text_column(tmp_path: Path):
    (tmp_path / "a.csv").write_text("id,headline\n1,A\n")
    with pytest.raises(
        nf.ArticleError,
        match=r"no column holds text\. Found id, headline\. Expected one named text",
    ):
        nf.read_articles(tmp_path / "a.csv")
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(nf.ArticleError, match=r"it is not Parquet"):
        nf.read_articles(tmp_path / "a.parquet")


def test_path_given_as_text_is_noticed():
    with pytest.raises(nf.ArticleError, match=r"looks like a path\. Use read_article"):
        nf.tabulate("seeds/000_bfc59336010fc295.txt")
    with pytest.raises(nf.ArticleError, match=r"Expected Article or str"):
        nf.tabulate([3])


def test_gathering_never_fails(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Title: Quiet\nDate: 2022-01-02\n\nAll quiet in Paris.", "utf-8"
    )
    (tmp_path / "b.txt").write_text("All quiet in Rome.", "utf-8")
    (tmp_path / "README.md").write_text("What lies here.", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    found = nf.gather_articles(tmp_path, tmp_path / "none.txt", published="2022-01-09")
    assert [article.published for article in found] == ["2022-01-02", "2022-01-09"]
    assert [issue.kind for issue in found.issues] == ["unreadable", "unreadable"]
    assert nf.gather_articles("none.txt", text="All quiet.")[0].source == "pasted text"
    assert len(nf.tabulate(nf.gather_articles("none.txt")).issues) == 1


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        (
            '<meta name="author" content="The Slab"><meta property="og:site_name" content="Slab">',
            None,
        ),
        ('<meta name="author" content="Jo Tan; Political Editor">', "Jo Tan"),
        ('<p class="byline">Jo Tan, Political Editor</p>', "Jo Tan"),
        ('<p class="byline">By Jo Tan jo@slab.example</p>', "Jo Tan"),
        (
            '<meta name="author" content="Slab Staff"><div class="author-name">Jo Tan</div>',
            "Jo Tan",
        ),
    ],
)
def test_byline_of_a_page_is_a_person(tmp_path, author, byline):
    report = "<p>The port of Lisk reopened on Monday after twelve days, and its owner thanked the town for waiting.</p>"
    head, body = (
        (author, "") if author.startswith("<meta") and "<div" not in author else ("", author)
    )
    page = f"<html><head><title>Fire</title>{head}</head><body><article><h1>Fire</h1>{body}{3 * report}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert nf.read_article(tmp_path / "page.html").byline == byline


@pytest.mark.parametrize(
    "aside",
    [
        '<p><a href="/x">Strikes cost £90m, says minister</a></p>',
        '<div class="ad"><p>Save £90m today</p></div>',
        '<div class="box Promo"><p>Save £90m today</p></div>',
    ],
)
def test_links_and_adverts_of_a_page_are_no_text(tmp_path, aside):
    report = "<p>The port of Lisk reopened on Monday after twelve days, and its owner thanked the town for waiting.</p>"
    more = report.replace("Monday", "Tuesday")
    page = f"<html><head><title>Fire</title></head><body><article><h1>Fire</h1>{report}{aside}{more}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    text = nf.read_article(tmp_path / "page.html").text
    assert "£90m" not in text
    assert "Tuesday" in text


@pytest.mark.parametrize("source", ["", " ", None, 123, b"a.txt"])
@pytest.mark.parametrize("read", [nf.read_article, nf.read_articles])
def test_what_is_no_path_is_refused(read, source):
    with pytest.raises(nf.ArticleError, match="Expected the path of a file or folder, or a URL"):
        read(source)


def test_data_files_are_no_articles(tmp_path):
    (tmp_path / "a.json").write_text('{"text": "All quiet."}', encoding="utf-8")
    with pytest.raises(nf.ArticleError, match="it is JSON"):
        nf.read_article(tmp_path / "a.json")


def test_a_path_among_articles_is_named():
    with pytest.raises(nf.ArticleError, match=r"Use read_article\('a.txt'\)"):
        nf.tabulate([Path("a.txt")])
