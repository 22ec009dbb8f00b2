"""A draft beside its sources: answers of language models, hostile text, texts kept whole."""

import json
import re
from html.parser import HTMLParser

import docx
import newsframes as nf
import pytest
from newsframes.checking.check_page import summarise
from newsframes.cli import app
from typer.testing import CliRunner

from conftest import ROOT

ANSWERS = [
    json.loads(line)
    for line in (ROOT / "tests/golden/answers.jsonl").read_text("utf-8").splitlines()
]
FILES = ROOT / "tests/articles/files"
HOSTILE = '“<img src=x onerror=alert(1)> & $5 {{ 7 * 7 }} </td> we won it all,” Ann Lee said. "40"'
SOURCE = "“We won it all & $5 </script><b>more</b>,” Bo Hill said.\n\nPolice counted 40 men."

DRAFT, REPORT = nf.Article(HOSTILE, as_is=True), nf.Article(SOURCE, as_is=True)


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["id"])
def test_answers_with_invented_altered_and_moved_quotations(case):
    sources = [nf.read_article(ROOT / path) for path in case["sources"]]
    found = nf.check(case["draft"], sources)
    rows = found[["kind", "draft_text", "verdict", "message"]].values.tolist()
    assert rows == case["rows"]


@pytest.mark.parametrize(
    ("draft", "source", "verdict", "message"),
    [
        (
            "“We won it. We are glad,” Bo Hill said.",
            "“We won it,” Bo Hill said. “We are glad.”",
            "exact",
            "joined across “Bo Hill said”",
        ),
        ("“We lost an attempted coup d'état,” Bo Hill said.", None, "exact", "Spelling"),
        ("“We lost an attempted coup d’etat there,” Bo Hill said.", None, "altered", "is added"),
        ("“We lost an attempted coup yesterday,” Bo Hill said.", None, "altered", "for “d’etat”"),
    ],
)
def test_messages_on_quotations(draft, source, verdict, message):
    found = nf.check(draft, source or "“We lost an attempted coup d’etat,” Bo Hill said.")
    assert found.verdict[0] == verdict
    assert message in found.message[0]


@pytest.mark.parametrize("suffix", ["docx", "pdf", "rtf"])
def test_a_document_is_checked_as_its_text(suffix):
    sources = nf.tabulate(nf.read_article(FILES / "report.txt"))
    found = nf.check(FILES / f"report.{suffix}", sources)
    assert len(found) == 13
    assert set(found.verdict) == {"exact"}


def test_the_command_line_checks_a_word_document(tmp_path):
    document = docx.Document()
    document.add_paragraph("“Nobody was hurt and that is what matters,” Mayor Bo Hill said.")
    document.save(tmp_path / "draft.docx")
    source = FILES / "report.pdf"
    page = tmp_path / "check.html"
    result = CliRunner().invoke(
        app, ["check", str(tmp_path / "draft.docx"), str(source), "--out", str(page)]
    )
    assert result.exit_code == 1
    assert "“matters” for “counts”" in result.output
    assert "<ins>counts</ins>" in page.read_text("utf-8")


def test_a_pdf_against_another_report_is_not_found():
    found = nf.check(FILES / "council.pdf", nf.read_article(FILES / "report.txt"))
    quotations = found[found.kind == "quotation"]
    assert set(quotations.verdict) == {"not found"}


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data):
        self.text += data


def test_texts_are_kept_whole_in_both_views():
    compared = nf.compare_draft(DRAFT, [REPORT])
    state = compared.state
    assert "".join(piece["text"] for piece in state["draft"]) == HOSTILE
    assert "".join(piece["text"] for piece in state["sources"][0]["pieces"]) == SOURCE
    for row, found in zip(state["rows"], compared.found.itertuples(), strict=True):
        covered = [p["text"] for p in state["draft"] if row["n"] in p["rows"]]
        assert "".join(covered) == found.draft_text == row["text"]
        if row["passage"]:
            assert row["passage"][1] == found.source_text
    page = compared._repr_mimebundle_()[0]["text/html"]
    assert HOSTILE in Page(re.sub(r"<sup.*?</sup>", "", page)).text


def test_the_page_without_a_script_survives_the_sanitizer():
    found = nf.check(DRAFT, [REPORT])
    bundle = nf.compare_draft(DRAFT, [REPORT])._repr_mimebundle_()[0]
    page = Page(bundle["text/html"])
    assert page.tags <= set("div p b span sup br table tbody tr th td del ins".split())  # noqa: SIM905
    assert page.attributes <= {"class", "style", "title"}
    # The page below may be dark.
    assert not re.search(r"(?<!-)color:|background(?:-color)?:#", bundle["text/html"])
    assert bundle["text/plain"] == f"Draft beside its sources. {summarise(found)}"


def test_the_rows_are_those_of_the_check():
    compared = nf.compare_draft(DRAFT, [REPORT])
    assert compared.found.equals(nf.check(DRAFT, [REPORT]))
    assert compared.sources.articles.text[0] == SOURCE


def test_a_draft_with_nothing_to_check_can_be_shown():
    compared = nf.compare_draft("It rained.", SOURCE)
    assert compared.state["rows"] == compared.state["sources"] == []
    assert "Nothing to check" in compared._repr_mimebundle_()[0]["text/html"]


def test_only_sources_that_a_row_points_into_are_sent():
    others = [f"Nothing of note happened in town {n}." for n in range(5)]
    compared = nf.compare_draft("“We won it all,” Bo Hill said.", [*others, SOURCE])
    assert len(compared.state["sources"]) == 1
