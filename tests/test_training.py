"""What the scorer rests on: data read right, measures counted right. Nothing here needs torch."""

import json
from pathlib import Path

import newsframes as nf
import pandas as pd
import pytest
from evaluation.about_marks import is_same
from evaluation.chains import GoldChain, GoldMention, count_links, without_inner
from evaluation.corpora import WORLDWIDE, hold_out, read_attributions, read_columns, read_polnear
from evaluation.ecbplus import head_of, read_documents
from evaluation.ecbplus_people import Topic, score_topics
from evaluation.estimates import f1, matched, overlaps, share, trim
from evaluation.figure_marks import MarkedFigure, is_claimed
from evaluation.meantime import read_meantime
from evaluation.ontogum import read_chains
from training.coreference_corpora import read_gap, read_litbank

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
    rows = [
        ("Maria", "PROPN", 3, "Entity=(1"),
        ("Lopez", "PROPN", 1, "Entity=1)"),
        ("lost", "VERB", 0, "_"),
    ]
    rows += [("her", "PRON", 5, "Entity=(2(1)|SpaceAfter=Yes"), ("hat", "NOUN", 3, "Entity=2)")]
    lines = [
        f"{n}\t{w}\t_\t{pos}\t_\t_\t{head}\t_\t_\t{misc}"
        for n, (w, pos, head, misc) in enumerate(rows, 1)
    ]
    (tmp_path / "a.conllu").write_text("# newpar\n" + "\n".join(lines), "utf-8")
    document = read_chains(tmp_path / "a.conllu")
    assert document.text.strip() == "Maria Lopez lost her hat"
    spans = [
        [(mention.span, mention.form) for mention in chain.mentions] for chain in document.chains
    ]
    assert spans == [[((0, 11), "name"), ((17, 20), "pronoun")], [((17, 24), "nominal")]]


def test_name_after_a_title_heads_its_mention_and_a_coordination_is_none(tmp_path: Path):
    rows = [("captain", "NOUN", 4, "nsubj", "Entity=(1"), ("Harry", "PROPN", 1, "flat", "_")]
    rows += [("Kane", "PROPN", 1, "flat", "Entity=1)"), ("met", "VERB", 0, "root", "_")]
    rows += [("Bos", "PROPN", 4, "obj", "Entity=(2"), ("and", "CCONJ", 7, "cc", "_")]
    rows += [("friends", "NOUN", 5, "conj", "Entity=2)")]
    lines = [
        f"{n}\t{w}\t_\t{pos}\t_\t_\t{head}\t{rel}\t_\t{misc}"
        for n, (w, pos, head, rel, misc) in enumerate(rows, 1)
    ]
    (tmp_path / "a.conllu").write_text("# newpar\n" + "\n".join(lines), "utf-8")
    mentions = [
        mention for chain in read_chains(tmp_path / "a.conllu").chains for mention in chain.mentions
    ]
    assert [(mention.span, mention.head, mention.form) for mention in mentions] == [
        ((0, 18), 14, "name"),
        ((23, 38), 23, "nominal"),
    ]


def test_what_lies_within_a_gold_mention_counts_once():
    """The Air Force (USAF), one mention to the annotators, beside a span of another group."""
    chain = GoldChain("organisation", (GoldMention((0, 20), 4, "name"),))
    assert without_inner([chain], [[(0, 13), (15, 19)], [(30, 34)]]) == [[(0, 13)], [(30, 34)]]


def test_measures_of_chains():
    """The example of Luo (2005), figure 1: two gold chains joined into one."""
    gold = [[(n, n + 1) for n in range(5)], [(5, 6), (6, 7)], [(n, n + 1) for n in range(7, 12)]]
    chains = [
        GoldChain("person", tuple(GoldMention(span, span[0], "name") for span in group))
        for group in gold
    ]
    counts = count_links(chains, [gold[0], gold[1] + gold[2]])
    muc_recall, muc_precision, b_recall, b_precision, ceaf_recall, ceaf_precision = (
        counts[n] / counts[n + 1] for n in range(0, 12, 2)
    )
    assert (muc_recall, round(muc_precision, 3)) == (1.0, 0.9)
    assert (b_recall, round(b_precision, 3)) == (1.0, 0.762)
    assert (round(ceaf_recall, 3), round(ceaf_precision, 3)) == (0.611, 0.917)


def test_meantime_is_read(tmp_path: Path):
    tokens = "The Post said Lopez , the mayor , won . x"
    words = "".join(
        f'<token t_id="{n}" sentence="2">{w}</token>' for n, w in enumerate(tokens.split())
    )
    anchor = lambda *ids: "".join(f'<token_anchor t_id="{n}"/>' for n in ids)  # noqa: E731
    marks = f"""<ENTITY_MENTION m_id="1" syntactic_type="NAM">{anchor(1)}</ENTITY_MENTION>
      <ENTITY_MENTION m_id="2" syntactic_type="NAM">{anchor(3)}</ENTITY_MENTION>
      <ENTITY_MENTION m_id="3" syntactic_type="">{anchor(5, 6)}</ENTITY_MENTION>
      <EVENT_MENTION m_id="4">{anchor(2)}</EVENT_MENTION><ENTITY m_id="5" ent_type="ORG"/>
      <ENTITY m_id="6" ent_type="PER"/><EVENT m_id="7" class="SPEECH_COGNITIVE"/>"""
    pairs = [("1", "5"), ("2", "6"), ("3", "6"), ("4", "7")]
    links = "".join(
        f'<REFERS_TO><source m_id="{a}"/><target m_id="{b}"/></REFERS_TO>' for a, b in pairs
    )
    links += (
        '<HAS_PARTICIPANT sem_role="Arg0"><source m_id="4"/><target m_id="1"/></HAS_PARTICIPANT>'
    )
    xml = (
        f"<Document>{words}<Markables>{marks}</Markables><Relations>{links}</Relations></Document>"
    )
    (tmp_path / "a.xml").write_text(xml, "utf-8")
    (report,) = read_meantime(tmp_path)
    assert report.text == "The Post said Lopez, the mayor, won. x"
    assert [[m.span for m in chain.mentions] for chain in report.chains] == [
        [(4, 8)],
        [(14, 19), (21, 30)],
    ]
    assert [(cue, chain.kind) for cue, chain in report.speeches] == [((9, 13), "organisation")]


@pytest.mark.parametrize(
    ("marked", "expected"), [("a report of the Red Cross", True), ("the quake", False)]
)
def test_a_document_that_claims_as_written_is_known_by_its_words(marked: str, expected: bool):
    text = "In a report of the Red Cross, the quake damaged 143 buildings."
    tables = nf.tabulate(text)
    (row,) = tables.figures.itertuples()
    start = text.index(marked)
    figure = MarkedFigure(
        (row.start, row.end), 143, 143, "=", "count", None, (start, start + len(marked))
    )
    assert is_claimed(figure, row, tables) is expected


@pytest.mark.parametrize(
    ("gold", "ours", "is_right"),
    [
        ("Shares of Blackmores", "Blackmores", True),
        ("Shares of Blackmores", "the shares", False),
        ("consumer prices", "prices", True),
        ("the company", "the company’s capital", False),
        ("inflation", "rising inflation, which soared", True),
    ],
)
def test_about_is_right_by_its_head(gold, ours, is_right):
    text = "Shares of Blackmores; the shares; consumer prices; the company’s capital; rising inflation, which soared"
    spans = [(text.index(part), text.index(part) + len(part)) for part in (gold, ours)]
    assert is_same(text, *spans) is is_right


def test_gap_keeps_the_pronoun_and_whom_it_means(tmp_path):
    head = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
    (tmp_path / "gap.tsv").write_text(
        head
        + "x-1\tAnn Lee met Bo Orr. She left.\tShe\t20\tAnn Lee\t0\tTRUE\tBo Orr\t12\tFALSE\tu\n",
        "utf-8",
    )
    (example,) = read_gap(tmp_path / "gap.tsv")
    words = [example.text[slice(*mention.span)] for mention in example.mentions]
    assert words == ["Ann Lee", "Bo Orr", "She"]
    assert example.links == ((2, 0, True), (2, 1, False))


def test_litbank_joins_tokens_and_keeps_entities_apart(tmp_path):
    (tmp_path / "a.txt").write_text("Ann 's dog barked .\nShe left .\n", "utf-8")
    rows = [
        "MENTION\tT1\t0\t0\t0\t0\tAnn\tPER\tPROP", "MENTION\tT2\t0\t0\t0\t2\tAnn 's dog\tPER\tNOM",
        "MENTION\tT3\t1\t0\t1\t0\tShe\tPER\tPRON", "COREF\tT1\tAnn-0", "COREF\tT3\tAnn-0",
    ]  # fmt: skip
    (tmp_path / "a.ann").write_text("\n".join(rows) + "\n", "utf-8")
    (example,) = read_litbank(tmp_path)
    found = {example.text[slice(*m.span)]: m.entity for m in example.mentions}
    assert example.text.startswith("Ann's dog barked. She left.")
    assert found == {"Ann's dog": "alone T2", "Ann": "Ann-0", "She": "Ann-0"}


ECB = [
    ("1_1ecb", ["Woman killed .", "Ann Lee , 40 , left a bus .", "Bo Hill saw it ."], {0, 1}),
    ("1_2ecb", ["Lee was 40 .", "The old woman was kind ."], {0, 1}),
    ("1_3ecb", ["A woman was killed ."], {0}),
]
ECB_MENTIONS = [
    ("1_1ecb", 0, [0]), ("1_1ecb", 1, [0, 1, 2, 3]), ("1_2ecb", 0, [0]), ("1_2ecb", 1, [2]),
    ("1_3ecb", 0, [1]),
]  # fmt: skip


@pytest.fixture
def ecbplus(tmp_path):
    """A small part in the files of ECB+: one person, in three documents, two of which name her."""
    lines = [
        f"{name}\t{n}\t{k}\t{word}\t{'HUM1' if n in annotated else '-'}"
        for name, sentences, annotated in ECB
        for n, sentence in enumerate(sentences)
        for k, word in enumerate(sentence.split())
    ]
    corpus, mentions = tmp_path / "corpus.txt", tmp_path / "mentions.json"
    corpus.write_text("\n".join(lines))
    rows = [
        {"doc_id": name, "sent_id": n, "tokens_number": tokens, "coref_chain": "HUM1",
         "mention_type": "HUM"}
        for name, n, tokens in ECB_MENTIONS
    ]  # fmt: skip
    mentions.write_text(json.dumps(rows))
    return list(read_documents(corpus, mentions, end="\n"))


def test_ecbplus_is_read_with_what_is_annotated(ecbplus):
    one = ecbplus[0]
    assert one.text == "Woman killed.\nAnn Lee, 40, left a bus.\nBo Hill saw it.\n"
    assert [one.is_annotated(one.text.index(word)) for word in ("Woman", "Ann", "Bo")] == [
        True, True, False,
    ]  # fmt: skip
    assert [one.text[slice(*mention.span)] for mention in one.mentions] == ["Woman", "Ann Lee, 40"]
    assert one.text[head_of(one.text, one.mentions[1].span) :].startswith("Lee, 40")


def test_people_are_scored_where_a_document_names_them(ecbplus):
    found = [("Ann Lee", "a"), ("Lee", "b"), ("The old woman", "b"), ("Bo Hill", "c"), ("it", "c")]
    documents = []
    for document in ecbplus:
        rows = [
            (document.text.index(words), document.text.index(words) + len(words), actor_id)
            for words, actor_id in found
            if words in document.text and (words != "Lee" or "Ann" not in document.text)
        ]
        documents.append((document, pd.DataFrame(rows, columns=["start", "end", "actor_id"])))
    topic = Topic(tuple(documents), frozenset({"HUM1"}))
    assert topic.names("HUM1") == {"Lee"}  # "Woman" stands in small letters elsewhere
    joined = {score.name: score for score in score_topics([topic], {"b": "a"})}
    apart = {score.name: score for score in score_topics([topic], {})}
    across = "ECB+ dev, people with a name, across a topic, CoNLL"
    # Three of four mentions are found; the fourth is the headline's. Sentences that are not
    # annotated, and the document that does not name her, cost nothing.
    assert joined[across].n == 4
    assert joined[across].value == pytest.approx(
        (80 + 2 * 100 * 0.5625 / 1.5625 + 600 / 7) / 3, abs=0.1
    )
    assert apart[across].value < joined[across].value
    bound = "ECB+ dev, people with a name, across a topic, if all were aligned right, CoNLL"
    assert apart[bound].value == joined[bound].value == joined[across].value
    given = "ECB+ dev, people with a name, across a topic, gold chains of documents aligned, CoNLL"
    assert joined[given].value == 100
    every = "ECB+ dev, people with a name, documents that do not name them too, CoNLL"
    assert joined[every].n == 5
