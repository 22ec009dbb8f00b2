"""The first screen: every sentence is computed, and rests on rows that are sure enough."""

from dataclasses import FrozenInstanceError, replace

import newsframes as nf
import pytest
from newsframes.analysis.own_voice import OWN_VOICE
from newsframes.analysis.summary import NO_ARTICLE
from newsframes.analysis.to_check import reason_of_figure, reason_of_quote
from newsframes.tables.doubt import LIKELY, SURE, least_confidence
from newsframes.views.markdown import render_markdown
from newsframes.views.report import render_report

from conftest import ROOT


def sentences(tables: nf.Tables) -> list[str]:
    return [answer.sentence for answer in nf.summarize(tables).answers]


def doubted(tables: nf.Tables, name: str) -> nf.Tables:
    """Return the tables with the speaker of a name made unsure."""
    quotes = tables.quotes.copy()
    quotes.loc[quotes.speaker_name == name, "speaker_confidence"] = SURE - 0.01
    return replace(tables, quotes=quotes)


def test_the_seed(seed: nf.Tables):
    assert sentences(seed) == [
        "Kassym-Jomart Tokayev has 48% of the attributed words, Vladimir Putin 33%.",
        "One source has no name, “Some”: 1 of 13 quotes.",
        "No figure is disputed or withdrawn; 2 of 3 rest on Kassym-Jomart Tokayev alone.",
        "At least 36% of its words stand outside all quotes.",
        "2 of 17 rows are less than 70% sure.",
    ]


def test_nothing_is_said_as_such():
    tables = nf.tabulate("The streets were quiet. Snow fell on the old harbour until evening.")
    summary = nf.summarize(tables)
    assert [answer.is_nothing for answer in summary.answers] == [True, True, True, False, True]
    assert sentences(tables) == [
        "Nobody is quoted.", "Nobody is quoted.", "The report gives no figure.",
        "The whole report speaks in its own voice.", "There is no quote and no figure to check.",
    ]  # fmt: skip
    assert "Snow fell on the old harbour until evening." in repr(summary)
    assert not any(answer.row_ids for answer in summary.answers)


def test_no_article_at_all(empty: nf.Tables):
    none = replace(empty, articles=empty.articles.iloc[:0])
    assert sentences(none) == []
    assert repr(nf.summarize(none)).splitlines() == ["0 articles", NO_ARTICLE]


def test_no_sentence_rests_on_an_unsure_row(seed: nf.Tables):
    tables = doubted(seed, "Kassym-Jomart Tokayev")
    summary = nf.summarize(tables)
    sure = dict(zip(tables.quotes.quote_id, least_confidence(tables.quotes), strict=True))
    sure |= dict(zip(tables.figures.figure_id, least_confidence(tables.figures), strict=True))
    for answer in summary.answers[:4]:
        assert answer.threshold == SURE
        assert all(sure[row_id] >= SURE for row_id in answer.row_ids)
    assert summary.answers[0].sentence.startswith("Vladimir Putin has 63% of the attributed words")
    assert "7 quotes (107 words) below it left out" in summary.answers[0].note
    assert summary.answers[3].sentence.startswith("At least 36%")
    assert summary.answers[4].sentence == "8 of 17 rows are less than 70% sure."


def test_every_row_named_is_there(seed: nf.Tables):
    known = {*seed.quotes.quote_id, *seed.figures.figure_id}
    for answer in nf.summarize(seed).answers:
        assert known.issuperset(answer.row_ids)
        for line in answer.evidence:
            assert known.issuperset(line.row_ids)
            assert line.row_ids or answer.question == OWN_VOICE
            if line.start is not None:
                text = seed.articles.text.item()
                assert text[line.start :].startswith(line.quoted.removesuffix(" …"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Ann Lee said it rained.", "Only Ann Lee is quoted: 2 words in 1 quote."),
        ("Ann Lee said it rained. Bo Hill said it snowed.", "Ann Lee and Bo Hill have most words, 2 words each."),
    ],
)  # fmt: skip
def test_who_has_most_words(text: str, sentence: str):
    assert sentences(nf.tabulate(text))[0] == sentence


@pytest.mark.parametrize(
    ("text", "share", "stretches"),
    [
        ("There are many strains of E. coli, and most of them are quite harmless. Ann Lee said it rained.", "At least 72%", ["There are many strains of E. coli, and most of them are quite harmless."]),
        ("Nobody spoke in the town today. “We need to carry on cooking it well and never alone.”", "", ["Nobody spoke in the town today."]),
    ],
)  # fmt: skip
def test_own_voice_is_whole_sentences_outside_quotation_marks(text, share, stretches):
    answer = nf.summarize(nf.tabulate(text)).answers[3]
    assert [line.quoted for line in answer.evidence if line.quoted][:1] in (stretches, [])
    assert "carry on" not in repr(answer.evidence)


def test_one_source_in_capitals_and_small_letters_is_one():
    text = "The motion claims that it is void. It cost the town a lot, reads the motion. Ann Lee said rain fell on her."
    tables = nf.tabulate(text)
    assert tables.quotes.speaker.tolist() == ["The motion", "the motion", "Ann Lee"]
    voices = nf.summarize(tables).voices
    assert [(voice.name, len(voice.quote_ids)) for voice in voices] == [
        ("“the motion”", 2),
        ("Ann Lee", 1),
    ]
    other = nf.summarize(nf.tabulate(text.replace("reads the motion", "reads the letter"))).voices
    assert len(other) == 3


def test_a_text_in_another_language_is_not_answered_in_silence():
    german = "Die Polizei sagte, dass zwölf Menschen starben. Der Minister widersprach am Montag, und es regnete noch lange."
    warning = "The text does not read as English: no answer is to be trusted."
    tables = nf.tabulate(german)
    summary = nf.summarize(tables)
    assert summary.warning == warning and repr(summary).splitlines()[1] == warning
    assert warning in summary._repr_html_() and warning in render_report(tables)
    assert f"**{warning}**" in render_markdown(tables)
    both = nf.summarize(nf.tabulate([german, "Ann Lee said the mobs left and rain fell."]))
    assert both.warning.startswith("1 of 2 articles do not read as English")
    assert nf.summarize(nf.tabulate("Ann Lee said the mobs left and rain fell.")).warning == ""


def test_a_noun_that_says_what_happened_says_it_once():
    text = "Ann Lee said 20 bodies were found. Ann Lee said 30 women were killed. Ann Lee said 40 bodyguards were killed."
    line = nf.summarize(nf.tabulate(text)).answers[2].evidence[0].text
    assert line.endswith("“20” bodies, “30” women killed, “40” bodyguards killed")


def test_everyone_is_named():
    assert (
        sentences(nf.tabulate("Ann Lee said it rained."))[1] == "Everyone who is quoted is named."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Police said 12 people were killed. The ministry said 15 people were killed.", "1 figure is disputed."),
        ("Police said 12 people died. The army denied that 15 people died.", "1 figure is denied."),
        ("Officials reported six deaths. Police said three people were killed.", "No figure is disputed or withdrawn for sure; 1 may be."),
        ("Officials said six deaths were of children. Police said three people were killed.", "No figure is disputed or withdrawn."),
    ],
)  # fmt: skip
def test_disputed_figures(text: str, sentence: str):
    assert sentences(nf.tabulate(text))[2] == sentence


def test_chronicle_of_ten_bulletins():
    """The health ministry's toll of 164 was taken back by the information ministry."""
    tables = nf.tabulate(nf.gather_articles(str(ROOT / "seeds/chronicle")), progress=False)
    summary = nf.summarize(tables)
    assert summary.source == "10 articles"
    assert summary.answers[2].sentence == "1 figure is withdrawn."
    assert "“164” people killed, withdrawn by information ministry" in repr(summary)
    day = tables.articles.article_id[0]
    assert {row for a in nf.summarize(tables, article_id=day).answers for row in a.row_ids} < {
        row for row in (*tables.quotes.quote_id, *tables.figures.figure_id) if row.startswith(day)
    }


def test_every_row_to_check_has_a_reason(seed: nf.Tables):
    quotes = seed.quotes.assign(speaker_confidence=LIKELY - 0.01)
    reasons = [reason_of_quote(row, {}) for row in quotes.itertuples()]
    assert all(reasons)
    assert "“the Kazakh leader” is a description, taken to mean Kassym-Jomart Tokayev" in reasons
    assert "no speaker was found beside “appeared”" in reasons
    figures = [reason_of_figure(row) for row in seed.figures.itertuples()]
    assert figures == ["a vague amount, read as 24 to 99", "", ""]


def test_result_is_frozen_and_repeats(seed: nf.Tables):
    summary = nf.summarize(seed)
    assert summary == nf.summarize(seed)
    assert repr(summary) == repr(nf.summarize(seed))
    with pytest.raises(FrozenInstanceError):
        summary.answers[0].sentence = "x"


def test_an_article_cannot_command_the_terminal():
    article = nf.Article(text="Ann Lee\x1b[31m said 3 men\u202e died.", title="\x1b]0;mine\x07")
    shown = repr(nf.summarize(nf.tabulate(article)))
    assert not [mark for mark in shown if mark != "\n" and not mark.isprintable()]


def test_wrong_calls(seed: nf.Tables):
    with pytest.raises(TypeError, match=r"Cannot summarize a DataFrame\. Expected Tables"):
        nf.summarize(seed.quotes)
    with pytest.raises(ValueError, match=r"no article 'x'\. Available: [0-9a-f]{12}"):
        nf.summarize(seed, article_id="x")
