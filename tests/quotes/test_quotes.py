"""Quotes: spans linked into attributions, marks paired, cues understood, speakers shared and carried."""

import itertools

import newsframes as nf
import pytest
from newsframes.language.reporting_cues import read_cue
from newsframes.language.spans import TextSpan
from newsframes.quotes.attribution import Attribution, LabelledSpan
from newsframes.quotes.linking import link_spans, without_doubles
from newsframes.quotes.quotation_marks import find_passages
from newsframes.reader import default_reader

from conftest import golden


@pytest.mark.parametrize("case", golden("marks"))
def test_marks(case):
    passages, issues = find_passages(default_reader().read(nf.Article(text=case["text"])))
    assert [case["text"][passage.start : passage.end] for passage in passages] == case["passages"]
    assert [issue.start for issue in issues] == case["unclosed"]


@pytest.mark.parametrize("case", golden("cues"))
def test_cues(case):
    sentence = f"Maria Lopez {case['cue']} that the bridge was closed."
    doc = default_reader().nlp(sentence)
    span = doc.char_span(12, 12 + len(case["cue"]), alignment_mode="expand")
    assert read_cue(span) == (case["lemma"], case["act"], case["stance"])


def labelled(text: str, marked: list[tuple[str, str]]) -> list[LabelledSpan]:
    """Find each surface after the one before it."""
    spans, at = [], 0
    for label, surface in marked:
        at = text.index(surface, at)
        spans.append(LabelledSpan(TextSpan(at, at + len(surface)), label, 1.0))
        at += len(surface)
    return spans


def test_linking_joins_what_an_attribution_interrupts_and_parts_what_follows():
    text = "“It is,” she said, “over.” He denied that it was."
    marked = [("content", "“It is,”"), ("source", "she"), ("cue", "said"), ("content", "“over.”")]
    marked += [("source", "He"), ("cue", "denied"), ("content", "that it was")]
    first, second = link_spans(text, labelled(text, marked))
    assert [text[span.start : span.end] for span in first.contents] == ["“It is,”", "“over.”"]
    assert text[second.source.start : second.source.end] == "He"


def test_linking_does_not_cross_paragraphs_for_a_source():
    text = "Lopez met Stone.\n\nIt was said that it was over."
    (group,) = link_spans(
        text,
        labelled(text, [("source", "Stone"), ("cue", "said"), ("content", "that it was over")]),
    )
    assert group.source is None


def test_lone_cues_and_sources_are_dropped():
    text = "She said. He left."
    assert link_spans(text, labelled(text, [("source", "She"), ("cue", "said")])) == []
    assert link_spans(text, []) == []


def test_a_passage_that_a_relay_took_is_no_attribution_of_its_own():
    """“We are ready,” he was quoted as saying: once the content of the cue, not once more without one."""
    passage, cue = TextSpan(0, 15), TextSpan(16, 36)
    groups = [
        Attribution((passage,), found_by="marks"),
        Attribution((passage,), cue, found_by="content-cue"),
    ]
    assert without_doubles(groups) == groups[1:]


def test_quote_goes_on_in_the_next_paragraph_with_its_speaker():
    text = (
        "Maria Lopez said on Monday: “We have waited for years for this bridge.\n\n"
        "“Now it stands, and nobody will take it from us again, whatever they say in the capital.”"
    )
    quotes = nf.tabulate(text).quotes
    assert set(quotes.speaker_name) == {"Maria Lopez"}
    assert "nobody will take it from us" in " ".join(quotes.text)


def test_a_name_that_only_qualifies_the_source_is_not_the_speaker():
    quotes = nf.tabulate("Maria Lopez’s lawyers said on Monday the ruling was wrong.").quotes
    assert quotes.speaker.tolist() == ["Maria Lopez’s lawyers"]
    assert quotes.speaker_name.tolist() == ["Maria Lopez’s lawyers"]
    assert quotes.speaker_kind.tolist() == ["group"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Lopez’s Russian counterpart Pyotr Orlov", "Pyotr Orlov"),
        ("The mayor of Paris, Anne Hidalgo,", "Anne Hidalgo"),
        ("Hugh Hill, a doctor,", "Hugh Hill"),
        ("Navy spokesman Dmitry Orlov", "Dmitry Orlov"),
        ("African Export–Import Bank president Okey Oramah", "Okey Oramah"),
        ("The World Health Organization", "World Health Organization"),
    ],
)
def test_named_speakers(source: str, name: str):
    quotes = nf.tabulate(f"{source} said on Monday that they would leave the town.").quotes
    assert quotes.speaker_name.tolist() == [name]


def test_no_two_contents_share_a_character(seed: nf.Tables):
    spans = sorted(tuple(part) for parts in seed.quotes.parts for part in parts)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_seed_is_read_right(seed: nf.Tables):
    quotes = seed.quotes.set_index("start")
    found = {row.text[:24]: (row.speaker, row.kind, row.stance) for row in quotes.itertuples()}
    assert found["his country had defeated"] == (
        "Kazakhstan’s President Kassym-Jomart Tokayev",
        "indirect",
        "neutral",
    )
    assert found["they would leave as soon"][:2] == (
        "Tokayev’s Russian counterpart Vladimir Putin",
        "indirect",
    )
    assert found["that “armed militants” h"] == ("Tokayev", "mixed", "neutral")
    assert found["“The main goal was obvio"] == ("Tokayev", "direct", "neutral")
    assert found["that “once Russians are "][0::2] == (
        "US Secretary of State Antony Blinken",
        "warn",
    )
    assert found["that “a contingent of CS"][:2] == ("Putin", "direct")
    assert found["Large protests, Putin ad"][:2] == ("Putin", "mixed")
    accusation = next(row for row in quotes.itertuples() if row.stance == "blame")
    assert accusation.speaker == "Kazakhstan’s authoritarian government"
    assert not any(text.startswith("“so-called") for text in quotes.text)


def test_pronoun_as_speaker_is_less_sure_where_two_may_be_meant():
    said = "She said the town had waited for years."
    alone = nf.tabulate(f"Maria Lopez opened the bridge. {said}").quotes
    assert alone.speaker.tolist() == ["She"]
    assert alone.speaker_name.tolist() == ["Maria Lopez"]
    assert alone.resolved_by.tolist() == ["pronoun"]
    rivals = nf.tabulate(f"Maria Lopez met Ann Hill. {said}").quotes
    assert rivals.speaker_name.tolist() == ["Maria Lopez"]
    assert rivals.speaker_confidence.item() < alone.speaker_confidence.item()
