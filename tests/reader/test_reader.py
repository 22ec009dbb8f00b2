"""The reader: whole texts, whatever their length, without losing an offset."""

import hashlib
import shutil
from pathlib import Path

import newsframes as nf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsframes.actors.mention_detection import find_phrases
from newsframes.reader import default_reader
from newsframes.reader.paragraphs import cut_paragraphs
from newsframes.reader.shipped_parser import load_shipped_parser
from spacy.tokens import Span

from conftest import ROOT


def test_doc_covers_the_body_to_the_character():
    text = "PARIS (AFP) — One 👩‍👩‍👧 report.\r\n\r\nSecond\u00a0paragraph “here”.\r\nComments are closed."
    reading = default_reader().read(nf.Article(text=text))
    assert reading.doc.text == text[reading.body.start : reading.body.end]


def test_no_sentence_runs_across_paragraphs():
    reading = default_reader().read(
        nf.Article(text="A first line without a stop\nA second line, also without")
    )
    assert all("\n" not in sentence.text.strip() for sentence in reading.doc.sents)


def test_long_text_is_read_whole():
    """Over many windows of the encoder; ``make bench-long`` reads texts of up to 320 kB."""
    sentence, n = "Police detained 25 people in the city on Monday, officials said. ", 250
    figures = nf.tabulate(sentence * n).figures
    assert (figures.start // len(sentence)).tolist() == list(range(n))


@given(st.text(alphabet=st.sampled_from("ab .\n\r\u00a0\u2028“"), max_size=200), st.integers(5, 50))
def test_paragraphs_cover_the_text(text: str, limit: int):
    cuts = cut_paragraphs(text, limit=limit)
    assert "".join(text[start:end] for start, end in cuts) == text
    assert all(0 < end - start <= limit for start, end in cuts)


def test_an_honour_after_a_name_is_no_name():
    reading = default_reader().read(nf.Article(text="Prosecutor Tara Bell QC spoke."))
    doc = reading.doc
    doc.ents = [Span(doc, 1, 3, "PERSON"), Span(doc, 3, 4, "ORG")]
    assert [phrase.text for phrase in find_phrases(reading) if phrase.form == "name"] == [
        "Tara Bell"
    ]


def test_unknown_parser_lists_what_there_is():
    with pytest.raises(
        nf.ReaderError, match=r"'en_none'.*not installed.*spacy download en_core_web_md"
    ):
        nf.Reader.load(parser="en_none")


PARSER = ROOT / "lib/newsframes/reader/en_core_web_sm"
SUMS = "2f4317156ac22710fdad9a129c78a96391b223c4a05289ffa7900d8b481c979c"


def test_the_shipped_parser_is_the_official_one_without_what_is_unused():
    """Its list of digests, as in the RECORD of the official wheel, has this digest itself."""
    listed = (PARSER / "SHA256SUMS").read_text("utf-8")
    assert hashlib.sha256(listed.encode()).hexdigest() == SUMS
    names = {line.split(maxsplit=1)[1] for line in listed.splitlines()}
    files = {path.relative_to(PARSER).as_posix() for path in PARSER.rglob("*") if path.is_file()}
    assert files == names | {"SHA256SUMS", "README.md"}
    assert {"LICENSE", "LICENSES_SOURCES"} <= names
    assert not any(name.startswith(("ner/", "senter/")) for name in names)


@pytest.mark.parametrize("fault", ["changed", "missing"])
def test_a_parser_that_is_not_the_official_one_is_refused(tmp_path: Path, fault: str):
    folder = tmp_path / "parser"
    shutil.copytree(PARSER, folder)
    if fault == "missing":
        (folder / "parser/model").unlink()
    else:
        (folder / "parser/model").write_bytes(b"\0" + (PARSER / "parser/model").read_bytes()[1:])
    message = {"missing": "model is not there", "changed": "model has SHA-256 .* Expected e0098"}
    with pytest.raises(nf.ReaderError, match=message[fault]):
        load_shipped_parser(folder)


def test_best_is_the_shipped_parser_where_no_larger_one_is_installed(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("spacy.util.is_package", lambda name: False)
    assert nf.Reader.load(parser="best").nlp.meta["name"] == "core_web_sm"
