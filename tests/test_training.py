"""What the scorer rests on: data read right, measures counted right. Nothing here needs torch."""

from pathlib import Path

import pytest
from training.coreference import read_chains
from training.examples import WORLDWIDE, hold_out, read_attributions, read_columns, read_polnear
from training.measures import f1, matched, overlaps, share, trim

LINES = "Maria\tB-Person\nLopez\tI-Person\n’\tO\ns\tO\nbill\tO\n,\tO\n“\tO\nno\tO\n”\tO\n.\tO\n\nShe\tO\nleft\tO\n.\tO"
BRAT = """T1\tSource 0 5\tLopez
T2\tCue 6 10\tsaid
T3\tContent 11 13;14 17\tit was
T4\tAttribution 6 10\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
"""


def test_trim_takes_marks_off_both_edges():
    assert trim("(“No,”)", 0, 7) == (2, 4)
    assert trim("—", 0, 1) == (1, 1)


def test_overlap_is_more_than_half_of_either():
    assert overlaps([(0, 10)], [(4, 10)])
    assert not overlaps([(0, 10)], [(5, 10)])
    assert not overlaps([(0, 3)], [(0, 10)])


def test_f1_and_share_by_hand():
    score = f1("x", [(1, 2, 1), (2, 2, 4)])
    assert (score.value, score.n) == (66.7, 4)
    assert score.low <= score.value <= score.high
    assert share("x", [(1, 2), (2, 2)]).value == 75.0
    assert matched({(0, 1)}, {(0, 1), (2, 3)}) == (1, 1, 2)


@pytest.mark.parametrize("name", ["a", "b", "c", "d", "e", "f", "g", "h"])
def test_tokens_become_running_text_with_the_same_words(name: str):
    example = read_columns(name, LINES.split("\n"), 0, 1, WORLDWIDE)
    assert "".join(example.text.split()) == "MariaLopez’sbill,“no”.Sheleft."
    ((start, end, labels),) = example.spans
    assert (example.text[start:end], labels) == ("Maria Lopez", ("person",))


def test_both_spacings_occur():
    texts = {read_columns(name, LINES.split("\n"), 0, 1, WORLDWIDE).text for name in "abcdefghijkl"}
    assert any("Lopez’s bill, “no”. She left." in text.replace("\n", " ") for text in texts)
    assert any("Lopez ’ s bill , “ no ” ." in text for text in texts)


def test_polnear_joins_what_brat_splits(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Lopez said it was.", "utf-8")
    (tmp_path / "a.ann").write_text(BRAT, "utf-8")
    (example,) = read_polnear(tmp_path)
    assert [(example.text[start:end], label) for start, end, (label,) in example.spans] == [
        ("Lopez", "source"),
        ("said", "cue"),
        ("it was", "content"),
    ]
    ((_, _, attributions),) = read_attributions(tmp_path)
    assert attributions == [{"content": [(11, 17)], "cue": [(6, 10)], "source": [(0, 5)]}]


def test_a_tenth_is_held_out_by_document():
    examples = [read_columns(f"d{n}", LINES.split("\n"), 0, 1, WORLDWIDE) for n in range(20)]
    kept, held = hold_out(examples)
    assert (len(kept), len(held)) == (18, 2)
    assert not {e.name for e in kept} & {e.name for e in held}


def test_chains_are_read_with_their_names(tmp_path: Path):
    rows = [("Maria", "PROPN", "Entity=(1"), ("Lopez", "PROPN", "Entity=1)"), ("lost", "VERB", "_")]
    rows += [("her", "PRON", "Entity=(2(1)|SpaceAfter=Yes"), ("hat", "NOUN", "Entity=2)")]
    lines = [f"{n}\t{word}\t_\t{pos}\t_\t_\t_\t_\t_\t{misc}" for n, (word, pos, misc) in enumerate(rows, 1)]
    (tmp_path / "a.conllu").write_text("# newpar\n" + "\n".join(lines), "utf-8")
    document = read_chains(tmp_path / "a.conllu")
    assert document.text.strip() == "Maria Lopez lost her hat"
    assert document.names_of == {(17, 20): [(0, 11)]}
