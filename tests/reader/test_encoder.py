"""The encoder: its files are whole, its decoding is exact, and what it finds depends on the text alone."""

import itertools
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import newsframes as nf
import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from newsframes.reader import Encoder, default_encoder
from newsframes.reader.decoding import Chain
from newsframes.reader.wordpieces import case_of, cut_windows, split_pieces
from pandas.testing import assert_frame_equal

from conftest import ROOT, SEED

MODEL = ROOT / "lib/newsframes/reader/model"
TAGS = ["O", "B-x", "I-x", "B-y", "I-y"]


def chain(seed: int) -> Chain:
    draw = np.random.default_rng(seed)
    return Chain.of(TAGS, draw.normal(size=5).tolist(), draw.normal(size=(5, 5)).tolist())


@given(st.integers(0, 500), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_decoding_finds_the_best_valid_path(seed: int, length: int):
    one = chain(seed)
    scores = np.round(np.random.default_rng(seed + 1).normal(size=(length, 5)), 2)

    def worth(path: tuple[int, ...]) -> float:
        moves = sum(one.transitions[a, b] for a, b in itertools.pairwise(path))
        return one.opening[path[0]] + moves + sum(scores[n, tag] for n, tag in enumerate(path))

    best = max(itertools.product(range(5), repeat=length), key=worth)
    found = list(itertools.repeat("O", length))
    for span in one.decode(scores):
        found[span.begin : span.stop] = [f"B-{span.label}"] + [f"I-{span.label}"] * (
            span.stop - span.begin - 1
        )
        assert 0 <= span.confidence <= 1
    assert found == [TAGS[tag] for tag in best]


def test_nothing_is_found_in_nothing():
    assert chain(0).decode(np.zeros((0, 5))) == []
    assert default_encoder().mark("") == []
    assert default_encoder().mark(" \n\n ") == []


def test_a_tie_falls_to_the_tag_that_stands_first():
    flat = Chain.of(TAGS, [0.0] * 5, [[0.0] * 5] * 5)
    assert flat.decode(np.zeros((4, 5))) == []


def test_what_is_found_depends_neither_on_threads_nor_on_neighbours():
    texts = [
        SEED.read_text("utf-8"),
        "Maria Lopez said the bridge in Lyon was closed.",
        "“No,” she said.\n" * 60,
    ]
    alone = [default_encoder().mark(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(default_encoder().mark, texts * 3)) == alone * 3
    together = nf.tabulate([nf.Article(text=text) for text in texts])
    for text in texts:
        one = nf.tabulate(text)
        for name, frame in one.frames().items():
            many = together.frames()[name]
            same = many[many.article_id == one.articles.article_id.item()].reset_index(drop=True)
            assert_frame_equal(frame, same)


def test_offsets_hold_on_any_text():
    text = "\ufeffMaria\u00a0Lopez 👩‍👩‍👧 said:\r\n“İstanbul ist größer als ﬁve — naïve e\u0301clairs,” in Łódź."
    pieces = split_pieces(text, default_encoder().tokenizer)
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert all(word and not any(map(str.isspace, word)) for word in words)
    assert "Lopez" in words and "Łódź" in words


def test_windows_cover_every_word_once():
    pieces = split_pieces(SEED.read_text("utf-8"), default_encoder().tokenizer)
    for limit in (1, 7, 64, 10_000):
        cuts = list(cut_windows(pieces, limit=limit))
        assert [n for begin, stop in cuts for n in range(begin, stop)] == list(
            range(len(pieces.first))
        )


@pytest.mark.parametrize(
    ("word", "case"),
    [("…", 0), ("said", 1), ("Lopez", 2), ("CSTO", 3), ("iPhone", 4), ("I", 5), ("G7", 6)],
)
def test_case_of_a_word(word: str, case: int):
    assert case_of(word) == case


def test_files_that_are_not_whole_are_refused(tmp_path: Path):
    (tmp_path / "reader.json").write_bytes((MODEL / "reader.json").read_bytes())
    with pytest.raises(
        nf.ReaderError, match=r"reader\.onnx is not there\. Install newsframes again"
    ):
        Encoder(tmp_path)
    (tmp_path / "reader.onnx").write_bytes(b"short")
    with pytest.raises(
        nf.ReaderError, match=r"reader\.onnx has SHA-256 [0-9a-f]{12}…\. Expected [0-9a-f]{12}…"
    ):
        Encoder(tmp_path)


def test_shipped_files_fit_together():
    facts = json.loads((MODEL / "reader.json").read_text("utf-8"))
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 80_000_000
    for head in facts["heads"].values():
        assert len(head["transitions"]) == len(head["opening"]) == len(head["tags"])
    assert shutil.which("git") is None or not list(MODEL.glob("*.pt"))


def test_it_is_a_component_of_any_spacy_pipeline():
    nlp = spacy.blank("en")
    nlp.add_pipe("newsframes_reader")
    doc = nlp("The Collective Security Treaty Organisation (CSTO) met in Almaty, Maria Lopez said.")
    assert {(ent.text, ent.label_) for ent in doc.ents} >= {
        ("Almaty", "LOC"),
        ("Maria Lopez", "PERSON"),
        ("CSTO", "ORG"),
    }
    assert [span.text for span in doc.spans["cue"]] == ["said"]
    assert [span.text for span in doc.spans["source"]] == ["Maria Lopez"]
    assert all(0 <= span._.confidence <= 1 for span in [*doc.ents, *doc.spans["content"]])
    page = spacy.displacy.render(doc, style="ent")
    assert "Almaty" in page
