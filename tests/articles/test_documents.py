"""Documents: their text is the plain text of what was written, and every fault says what to do."""

import email.message
import io
import subprocess
import sys
import zipfile
import zlib
from functools import cache
from pathlib import Path

import newsframes as nf
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsframes.articles import (
    archive,
    documents,
    files,
    pdf_lines,
    word_document,
    zip_file,
)
from newsframes.articles.mail_parts import read_parts
from newsframes.articles.pdf_lines import PdfLine
from newsframes.articles.pdf_order import order_lines

from conftest import ROOT

FILES = ROOT / "tests/articles/files"
STEMS, SUFFIXES = ("arrivals", "council", "report"), (".docx", ".pdf", ".rtf")
WRITTEN = [FILES / f"{stem}{suffix}" for stem in STEMS for suffix in SUFFIXES]
PRINTED = FILES / "printed.pdf"


def plain(path: Path) -> str:
    stem = "report" if path == PRINTED else path.stem
    return (FILES / f"{stem}.txt").read_text("utf-8")


@pytest.mark.parametrize("path", [*WRITTEN, PRINTED], ids=lambda path: path.name)
def test_text_of_a_document_is_the_plain_text(path: Path):
    article = nf.read_article(path)
    assert article.text == plain(path)
    assert article.title == plain(path).partition("\n")[0]
    assert article.source == path.name
    assert [note.kind for note in article.notes] == ["extracted"]
    assert "offsets point into the text taken from it" in article.notes[0].message


@cache
def rows_of_the_text(stem: str) -> nf.Tables:
    return nf.tabulate(nf.read_article(FILES / f"{stem}.txt"))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("stem", STEMS)
def test_rows_of_a_document_are_those_of_the_plain_text(stem: str, suffix: str):
    expected = rows_of_the_text(stem)
    found = nf.tabulate(nf.read_article(FILES / f"{stem}{suffix}"))
    text = found.articles.text.item()
    for rows in (found.quotes, found.figures, found.mentions):
        assert len(rows)
        assert all(text[row.start : row.end] == row.text for row in rows.itertuples())
    columns = ["start", "end", "text", "kind", "speaker_name"]
    pd.testing.assert_frame_equal(found.quotes[columns], expected.quotes[columns])
    assert found.issues.kind.tolist()[0] == "extracted"


def test_notes_say_what_a_pdf_lost():
    message = nf.read_article(FILES / "council.pdf").notes[0].message
    assert "a PDF of 3 page(s)" in message
    assert "6 running heads, feet and page numbers are left out" in message
    assert "words parted at line ends are put together" in message


@pytest.mark.parametrize(
    ("name", "opening", "said"),
    [
        ("plain.eml", "LISK: The harbour", ["A signature of 2 line(s)", "not opened: figures.pdf"]),
        ("reply.eml", "“We had 40 ships", ["4 quoted line(s) are left out"]),
        ("page.eml", "LISK: The harbour", []),
    ],
)
def test_mail(name: str, opening: str, said: list[str]):
    article = nf.read_article(FILES / name)
    assert article.text == plain(FILES / "report.txt")[plain(FILES / "report.txt").index(opening) :]
    assert article.published == "2022-01-10"
    assert not article.title.lower().startswith(("re:", "fwd:"))
    assert all(part in article.notes[0].message for part in said)


MULTIPART = b'Subject: a\nContent-Type: multipart/mixed; boundary="%s"\n\n'
MESSAGES = {
    "plain": b"Subject: a\n\nHi.\n\nBye.\n",
    "no headers": b"\nHi.",
    "no body": b"Subject: a",
    "line that is no header": b"Subject: a\nHi there.\n\nBye.",
    "preamble": MULTIPART % b"b" + b"Seen by none.\n--b\n\nHi.\n--b--\nNor this.\n",
    "unclosed": MULTIPART % b"b" + b"--b\n\nHi.\n--b\nContent-Type: text/html\n\n<p>Hi.",
    "false boundary": MULTIPART % b"b" + b"--b\n\nHi.\n--bc\n --b\nBye.\n--b  \n\nMore.\n--b--",
    "empty part": MULTIPART % b"b" + b"--b\n--b\n\n\n--b--",
    "nested": MULTIPART % b"b"
    + b"--b\n"
    + MULTIPART % b"bb"
    + b"--bb\n\nHi.\n--bb--\n--b\n\nBye.\n--b--",
    "unclosed within": MULTIPART % b"b"
    + b"--b\n"
    + MULTIPART % b"c"
    + b"--c\n\nHi.\n--b\n\nBye.\n--b--",
    "mark in the boundary": MULTIPART % b"b.+" + b"--b.+\n\nHi.\n--bbb\n--b.+--",
}


def content(part: email.message.Message) -> tuple[str, bytes]:
    return part.get_content_type(), part.get_payload(decode=True) or b""


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("name", MESSAGES)
def test_parts_of_a_message_are_those_that_email_finds(name: str, end: bytes):
    expected = email.message_from_bytes(MESSAGES[name]).walk()
    found = read_parts(MESSAGES[name].replace(b"\n", end), "a.eml")
    assert list(map(content, found)) == list(map(content, expected))


@pytest.mark.parametrize(
    ("body", "subject", "text"),
    [
        ("Yes.\n\n-----Original Message-----\nFrom: Bo\nSent: x\n\nIs it true?", "Re: a", "Yes."),
        ("Yes.\n\nFrom: Bo\nSent: Monday\nTo: Ann\nSubject: a\n\nIs it?", "Re: a", "Yes."),
        (
            "---------- Forwarded message ---------\nFrom: Bo <b@c.example>\nDate: Monday\n"
            "Subject: a\nTo: Ann\n\nThe ferry ran.",
            "Fwd: a",
            "The ferry ran.",
        ),
        ("> How many?\nTwelve.\n> Who?\nThe crew.", "Re: a", "Twelve.\nThe crew."),
        ("> The ferry ran.", "a", "The ferry ran."),
        ("From: Bo\nDate: Monday\nTo: Ann\nSubject: b\n\nIt ran.", "a", "It ran."),
        ("Ann wrote:\nNothing.", "a", "Ann wrote:\nNothing."),
    ],
)  # fmt: skip
def test_what_a_mail_quotes(tmp_path: Path, body: str, subject: str, text: str):
    (tmp_path / "a.eml").write_text(f"From: Ann <a@b.example>\nSubject: {subject}\n\n{body}")
    assert nf.read_article(tmp_path / "a.eml").text == text


def word(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
    return made.getvalue()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<w:p><w:r><w:t>It </w:t></w:r><w:ins><w:r><w:t>ran</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>sank</w:delText></w:r></w:del><w:r><w:t>.</w:t></w:r></w:p>",
            "It ran.",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret.</w:t></w:r>"
            "<w:r><w:t>Open</w:t><w:br/><w:t>line.</w:t></w:r></w:p>",
            "Open\nline.",
        ),
        (
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>One.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            "<w:p/><w:p><w:hyperlink><w:r><w:t>Two.</w:t></w:r></w:hyperlink></w:p>",
            "One.\n\nTwo.",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t>"
            "</w:r></w:p></w:tc></w:tr></w:tbl>",
            "One.\n\nTwo.",
        ),
        (
            "<w:p><w:r><w:t>Out.</w:t><w:drawing><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r>"
            "</w:p></w:txbxContent></w:drawing></w:r></w:p>",
            "Out.",
        ),
    ],
    ids=["tracked changes", "hidden", "content control", "layout table", "text box"],
)
def test_word_documents(body: str, text: str):
    assert word_document.read_docx(word(body), "a.docx").text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1252 It \'93ran\'94.\par It \u8364\'80 2.\par}", "It “ran”.\n\nIt € 2."),
        (rb"{\rtf1{\fonttbl{\f0\fcharset204 A;}{\f1 B;}}{\f0 \'cf\'f3}{\f1 \'e9}\par}", "Пуé"),
        (rb"{\rtf1 \u-10179?\u-8704? a\par}", "\U0001f600 a"),
        (rb"{\rtf1 It {\deleted sank}{\v hid}ran{\*\atnid x}{\footnote no}.\line So.\par}", "It ran.\nSo."),
        (rb"{\rtf1 {\listtext\'b7\tab}one\par{\listtext\'b7\tab}two\par end\par}", "- one\n- two\n\nend"),
        (rb"{\rtf1 a{\pict\bin3 }}}}b\par}", "ab"),
        (rb"{\rtf1 a}}} b", "a b"),
    ],
    ids=["code page", "fonts", "surrogates", "left out", "list", "binary", "unbalanced"],
)  # fmt: skip
def test_rich_text(tmp_path: Path, data: bytes, text: str):
    (tmp_path / "a.rtf").write_bytes(data)
    assert nf.read_article(tmp_path / "a.rtf").text == text


def pdf(pages: int, drawn: bytes, *, packed: bool = False) -> bytes:
    """Return a PDF of pages that all draw the same."""
    stream = zlib.compress(drawn) if packed else drawn
    packing = b"/Filter/FlateDecode" if packed else b""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), packing, stream),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
          b"/Resources<</Font<</F1 3 0 R>>>>>>"] * pages,
    ]  # fmt: skip
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, start=1))
    return b"%PDF-1.5\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def shown(*lines: tuple[int, int, str], size: int = 10) -> bytes:
    """Return what draws lines of text at places."""
    drawn = (b"1 0 0 1 %d %d Tm (%s) Tj" % (x, y, text.encode()) for x, y, text in lines)
    return b"BT /F1 %d Tf " % size + b" ".join(drawn) + b" ET"


LEFT = ["The council of Lisk met on", "Monday, and nobody spoke of", "the canal until Mayor Hill"]
RIGHT = [
    "rose. He said it would cost",
    "ten million, and that this",
    "was a state-",
    "owned canal.",
]


def test_columns_drawn_row_by_row_are_read_one_by_one():
    lines = [(72, 700, "A headline of the page across both of the columns")]
    for n in range(4):
        lines += [(72, 670 - 14 * n, LEFT[n])] if n < len(LEFT) else []
        lines += [(240, 670 - 14 * n, RIGHT[n])]
    found = documents.READERS[".pdf"](pdf(1, shown(*lines)), "a.pdf")
    assert found.text == (
        "A headline of the page across both of the columns\n\nThe council of Lisk met on Monday, and"
        " nobody spoke of the canal until Mayor Hill rose. He said it would cost ten million, and"
        " that this was a state-owned canal."
    )


def test_rows_of_a_table_stay_rows():
    cells = [("Route", "2020", "2021"), ("Lisk", "310", "280"), ("Avon", "95", "88")]
    lines = [
        PdfLine(0, 70.0 + 150 * n, 100.0 + 150 * n, 100.0 + 20 * row, 10.0, text)
        for n in range(3)
        for row, texts in enumerate(cells)
        for text in [texts[n]]
    ]
    assert [line.text for line in order_lines(lines)] == ["\t".join(row) for row in cells]


def test_bullets_are_hyphens():
    lines = [
        PdfLine(0, 70, 75, 100, 10, "•"),
        PdfLine(0, 90, 200, 100, 10, "one route"),
        PdfLine(0, 70, 200, 114, 10, "▪ two routes"),
    ]
    assert [line.text for line in order_lines(lines)] == ["- one route", "- two routes"]


def test_turned_text_is_no_text():
    drawn = (
        shown((72, 700, "All quiet in the harbour of Lisk."))
        + b" BT /F1 40 Tf 0 1 -1 0 300 300 Tm (DRAFT) Tj ET"
    )
    article = documents.READERS[".pdf"](pdf(1, drawn), "a.pdf")
    assert article.text == "All quiet in the harbour of Lisk."
    assert "5 turned character(s) are left out" in article.notes[0].message


WORDS = shown((72, 700, "Some words of a report."))
BOMB = shown((72, 700, "x" * 100)) * 80_000


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return made.getvalue()


def encrypted(name: str) -> bytes:
    """Return a ZIP file whose member says that it is encrypted."""
    data = bytearray(zipped({name: b"All quiet."}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


FAULTS = [
    ("long.pdf", pdf(500, WORDS), r"it has 500 pages\. At most 200 are read\. Print the pages"),
    ("scan.pdf", pdf(3, b""), r"its 3 page\(s\) hold no text but pictures.* ocrmypdf"),
    ("cut.pdf", (FILES / "report.pdf").read_bytes()[:9000], r"no PDF, or a damaged one\. Open it"),
    ("bomb.pdf", pdf(1, BOMB, packed=True), r"draws? unpacks? to more than 10,485,760 bytes"),
    ("deep.docx", word("<w:sdt>" * 300 + "</w:sdt>" * 300), r"damaged XML .*save it again"),
    ("none.docx", zipped({"a.txt": b"x"}), r"holds no word/document\.xml"),
    ("bomb.docx", zipped({"word/document.xml": b" " * 60_000_000}), r"more than 52,428,800 bytes"),
    ("large.docx", zipped({"word/document.xml": b" " * 30_000_000}), r"30,000,000 bytes of XML"),
    ("locked.docx", encrypted("word/document.xml"), r"it is encrypted\. Unpack it"),
    ("entities.docx", zipped({"word/document.xml": b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d><body><p><r><t>&a;</t></r></p></body></d>'}), r"its text is empty"),
    ("deep.eml", b"Subject: a\n" + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)), r"nested too deep"),
    ("long.txt", b"All quiet. " * 100_000, r"its text has 1,100,000 characters\. At most 1,000,000"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "message"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_faults_say_what_to_do(tmp_path: Path, name: str, data: bytes, message: str):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(nf.ArticleError, match=message):
        nf.read_article(tmp_path / name)
    (tmp_path / "good.txt").write_text("All quiet.")
    found = nf.read_articles(tmp_path)
    assert [article.source for article in found] == ["good.txt"]
    assert [issue.kind for issue in found.issues] == ["unreadable"]


def test_a_locked_pdf_says_so(tmp_path: Path):
    # Encrypted with a password by the standard handler; the hashes are not of any password.
    locked = pdf(1, WORDS).replace(
        b"trailer<</Root 1 0 R>>",
        b"trailer<</Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>>>",
    )  # fmt: skip
    (tmp_path / "a.pdf").write_bytes(locked)
    with pytest.raises(nf.ArticleError, match=r"it is encrypted\. Open it, save it without"):
        nf.read_article(tmp_path / "a.pdf")


def test_archives(tmp_path: Path):
    members = {
        "b/report.docx": (FILES / "report.docx").read_bytes(),
        "a.txt": b"All quiet.",
        "rows.csv": b"text,title\nOne report.,A\n,B\n",
        "../../up.txt": b"Up there.",
        "inner.zip": zipped({"a.txt": b"x"}),
        "bomb.txt": b"a " * 30_000_000,
        "picture.png": b"x",
        "old.odt": b"PK\x03\x04",
        "__MACOSX/._a.txt": b"x",
        "README.md": b"About.",
    }
    (tmp_path / "news.zip").write_bytes(zipped(members))
    found = nf.read_articles(tmp_path / "news.zip")
    assert [article.source for article in found] == [
        "news.zip/../../up.txt", "news.zip/a.txt", "news.zip/b/report.docx",
        "news.zip/rows.csv, line 2",
    ]  # fmt: skip
    messages = [issue.message for issue in found.issues]
    assert [issue.kind for issue in found.issues] == [*["unreadable"] * 3, "skipped", "unreadable"]
    assert "bomb.txt: unpacked it has more than 52,428,800 bytes, as a ZIP bomb has" in messages[0]
    assert "inner.zip: it is an archive within an archive" in messages[1]
    assert "old.odt: it is an OpenDocument text" in messages[2]
    assert "picture.png is skipped" in messages[3]
    assert "rows.csv, line 3: it has no text" in messages[4]
    assert nf.read_articles(tmp_path).articles == found.articles
    assert list(tmp_path.iterdir()) == [tmp_path / "news.zip"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 broken", r"no ZIP file, or a damaged one"),
        (zipped({"a.png": b"x"}), r"no articles in this archive"),
        (
            zipped({f"{n:09}.txt": b"" for n in range(5001)}),
            r"it holds 5,001 files\. At most 5,000",
        ),
    ],
)
def test_archives_that_cannot_be_read(tmp_path: Path, data: bytes, message: str):
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(nf.ArticleError, match=message):
        nf.read_articles(tmp_path / "a.zip")


def test_an_archive_is_unpacked_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "MOST_IN_ALL", 30)
    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": b"All quiet." for n in range(9)}))
    found = nf.read_articles(tmp_path / "a.zip")
    assert (len(found), len(found.issues)) == (3, 1)
    assert "a.zip/3.txt and what follows: a.zip unpacks to more than 30" in found.issues[0].message


def test_limits_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(zip_file, "MOST_DIRECTORY", 10)
    with pytest.raises(nf.ArticleError, match=r"the list of its members has"):
        nf.read_article(FILES / "report.docx")
    monkeypatch.setattr(pdf_lines, "MOST_CHARACTERS", 100)
    with pytest.raises(nf.ArticleError, match=r"page 1 brings it to \d+ characters"):
        nf.read_article(FILES / "report.pdf")
    monkeypatch.setattr(documents, "MOST_BYTES", 1000)
    with pytest.raises(nf.ArticleError, match=r"bytes\. At most 1,000 are read"):
        nf.read_article(FILES / "report.rtf")


def test_content_counts_more_than_the_suffix(tmp_path: Path):
    (tmp_path / "a.doc").write_bytes((FILES / "report.rtf").read_bytes())
    (tmp_path / "b.txt").write_bytes((FILES / "report.docx").read_bytes())
    found = nf.read_articles(tmp_path)
    assert [article.text for article in found] == [plain(FILES / "report.txt")] * 2


def test_missing_library_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(nf.ArticleError, match=r'pip install "newsframes\[documents\]"'):
        nf.read_article(FILES / "report.pdf")


def test_columns_of_frames_and_files(tmp_path: Path):
    frame = pd.DataFrame({
        "story": ["One report.", None, "Two."], "head": ["A", "B", float("nan")],
        "day": [pd.Timestamp("2022-01-10"), pd.NaT, pd.NaT], "who": ["Ann Lee", None, None],
    })  # fmt: skip
    names = {"text": "story", "title": "head", "published": "day", "byline": "who"}
    before = frame.copy()
    found = nf.read_articles(frame, **names)
    pd.testing.assert_frame_equal(frame, before)
    assert [(one.text, one.title, one.published, one.byline) for one in found] == [
        ("One report.", "A", "2022-01-10", "Ann Lee"), ("Two.", None, None, None),
    ]  # fmt: skip
    assert [one.source for one in found] == ["the frame, row 0", "the frame, row 2"]
    assert "the frame, row 1: it has no text" in found.issues[0].message
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.to_parquet(tmp_path / "a.parquet")
    for file in ("a.csv", "a.parquet", ""):
        read = nf.read_articles(tmp_path / file, **names)
        assert {one.text for one in read} == {"One report.", "Two."}
    with pytest.raises(nf.ArticleError, match=r"no column 'body' for 'text'\. Found story, head"):
        nf.read_articles(frame, text="body")
    with pytest.raises(nf.ArticleError, match=r"Expected one named text, body.*or name it"):
        nf.read_articles(frame)
    (tmp_path / "b.txt").write_text("All quiet.")
    with pytest.raises(nf.ArticleError, match=r"Cannot take columns \(text\).* holds one article"):
        nf.read_articles(tmp_path / "b.txt", text="story")


@pytest.mark.parametrize("name", ["report.txt", "report.docx", "report.pdf", "report.rtf"])
def test_standard_input(name: str, monkeypatch: pytest.MonkeyPatch):
    data = io.TextIOWrapper(io.BytesIO((FILES / name).read_bytes()))
    monkeypatch.setattr(sys, "stdin", data)
    found = nf.gather_articles("-")
    assert found[0].text == plain(FILES / "report.txt")
    assert found[0].source == "standard input"


def test_standard_input_of_several_and_of_nothing(monkeypatch: pytest.MonkeyPatch):
    data = zipped({"a.txt": b"One report.", "b.txt": b"Two."})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [one.source for one in nf.gather_articles("-")] == ["standard input/a.txt", "standard input/b.txt"]  # fmt: skip
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert "its text is empty" in nf.gather_articles("-").issues[0].message
    monkeypatch.setattr(sys, "stdin", io.StringIO("x"))
    assert "not connected" in nf.gather_articles("-").issues[0].message


def test_command_line_reads_standard_input(tmp_path: Path):
    call = [sys.executable, "-m", "newsframes", "tabulate", "-", "--out", str(tmp_path / "out")]
    text = "“All is quiet,” Ann Lee said in Paris.".encode()
    done = subprocess.run(call, input=text, capture_output=True, check=True)
    assert b"Tables in" in done.stdout
    tables = nf.Tables.load(tmp_path / "out")
    assert tables.articles.source.tolist() == ["standard input"]
    assert tables.quotes.speaker_name.tolist() == ["Ann Lee"]


@settings(max_examples=60, deadline=None)
@given(
    path=st.sampled_from([*WRITTEN, FILES / "page.eml", FILES / "reply.eml"]),
    at=st.floats(0, 1),
    cut=st.integers(0, 300),
    put=st.binary(max_size=8),
)
def test_damaged_files_are_read_or_say_why(path: Path, at: float, cut: int, put: bytes):
    data = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as packed:
            data = packed.read("word/document.xml")
    place = int(at * len(data))
    damaged = data[:place] + put + data[place + cut :]
    if path.suffix == ".docx":
        damaged = zipped({"word/document.xml": damaged})
    try:
        article = files.read_data(damaged, path.name, path.suffix)
    except nf.ArticleError as error:
        assert str(error).startswith("Cannot read")
    else:
        assert article.text.strip()
