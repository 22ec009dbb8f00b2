"""The check of a draft: one verdict of each kind, hostile text, reports."""

import newsframes as nf
import pytest
from newsframes.checking.check_page import has_faults, render_check, render_check_markdown
from newsframes.checking.json_draft import prose_of_json

SOURCE = (
    "“We will rebuild every house on the coast, and we will do it by May,” the mayor, Ann Lee,"
    " said. Police said at least 40 people died in the flood.\n\nBo Hill, an engineer, denied that"
    " 300 homes had burned. He said the dam would be repaired before the winter.\n\n“Nobody told"
    " us anything about the dam,” a banner read."
)


@pytest.fixture(scope="module")
def source() -> nf.Tables:
    return nf.tabulate(SOURCE)


@pytest.mark.parametrize(
    ("draft", "kind", "verdict"),
    [
        ("“We will rebuild every house on the coast,” Ann Lee said.", "quotation", "exact"),
        ("“we will rebuild every house on the Coast”, said Lee.", "quotation", "exact"),
        ("“We will rebuild every house … by May,” Ann Lee said.", "quotation", "trimmed"),
        ("“We will rebuild every house by May,” Ann Lee said.", "quotation", "trimmed"),
        ("“We will rebuild each house on the coast,” Ann Lee said.", "quotation", "altered"),
        ("“We will rebuild every house on the coast,” Bo Hill said.", "quotation", "wrong speaker"),
        (
            "“The dam would be repaired before the winter,” Bo Hill said.",
            "quotation",
            "paraphrase in quotation marks",
        ),
        ("“Three ministers have resigned over this,” Ann Lee said.", "quotation", "not found"),
        (
            "Ann Lee said the dam would be repaired before the winter.",
            "attribution",
            "wrong speaker",
        ),
        ("Bo Hill said the dam would be repaired before the winter.", "attribution", "exact"),
        ("Police said 40 people died in the flood.", "figure", "figure differs"),
        ("Police said at least 50 people died in the flood.", "figure", "figure differs"),
        ("At least 40 people died in the flood.", "figure", "claimant dropped"),
        ("Officials counted 300 homes that had burned.", "figure", "denied in source"),
        ("The harvest brought 7,000 tonnes of barley.", "figure", "not found"),
    ],
)
def test_each_verdict(source, draft, kind, verdict):
    found = nf.check(draft, source)
    assert found.loc[found.kind == kind, "verdict"].tolist() == [verdict]


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        # The figure is in a modifier, so nobody denies it alone; the draft states all that is denied.
        ("The hall had a panel in a room for 700 people.", "denied in source"),
        ("Ann Lee denied that the hall had a panel in a room for 700 people.", "exact"),
        # What the draft states is not what is denied.
        ("A room for 700 people is in the basement.", "exact"),
    ],
)
def test_a_figure_in_what_is_denied(draft, verdict):
    source = "Ann Lee denied on Monday that the hall had a panel in a room for 700 people."
    found = nf.check(draft, source)
    assert found.loc[found.kind == "figure", "verdict"].tolist() == [verdict]


def test_a_denial_without_a_name():
    source = "It was denied that the hall had a panel in a room for 700 people."
    message = nf.check("The hall had a panel in a room for 700 people.", source).message
    assert not message.str.contains("<NA>").any()


def test_rows_lead_to_both_texts(source):
    draft = "“We will rebuild each house on the coast,” Ann Lee said."
    row = nf.check(draft, source).iloc[0]
    assert draft[row.draft_start : row.draft_end] == row.draft_text
    assert SOURCE[row.source_start : row.source_end] == row.source_text
    assert row.row_id in set(source.quotes.quote_id)
    assert 0 <= row.confidence <= 1


def test_nothing_to_check(source):
    found = nf.check("It rained.", source)
    assert len(found) == 0
    assert not has_faults(found)
    assert "Nothing to check" in render_check(found)


def test_reports_escape_hostile_text():
    bad = "“<script>alert(1)</script> & `tick` [x](y) we will rebuild it all,” Ann Lee said."
    found = nf.check(bad, SOURCE)
    assert has_faults(found)
    assert "<script>" not in render_check(found)
    assert "`` " in render_check_markdown(found)


ANSWER = """```json
{"summary": "Ann Lee said the dam would be repaired before the winter.",
 "quotes": [{"quote": "We will rebuild every house on the coast.", "speaker": "Ann Lee"},
            {"text": "We will rebuild each house on the coast", "speaker": "Ann Lee"},
            "Three ministers have resigned over this"],
 "figures": [{"value": 40, "thing": "people died in the flood", "claimant": "Police"},
             "The harvest brought 7,000 tonnes of barley"],
 "confidence": 0.9}
```"""


def test_an_answer_in_json_is_checked_as_its_sentences(source, tmp_path):
    found = nf.check(ANSWER, source)
    assert found.groupby("kind").verdict.agg(list).to_dict() == {
        "attribution": ["wrong speaker", "exact"],
        # "Three ministers" in a quotation is a figure, too.
        "figure": ["not found", "figure differs", "not found"],
        "quotation": ["exact", "altered", "not found"],
    }
    path = tmp_path / "answer.json"
    path.write_text(ANSWER.split("\n", 1)[1].rsplit("\n", 1)[0], "utf-8")
    assert nf.check(path, source).equals(found)


@pytest.mark.parametrize(
    ("answer", "prose"),
    [
        ('["It was cold"]', "“It was cold”"),
        ('[{"quote": "Is it cold?", "source": "Bo"}]', "“Is it cold?” Bo said."),
        ('{"quote": "“It was <b>cold</b>.”", "speaker": "Bo"}', "“It was <b>cold</b>,” Bo said."),
        ('[{"value": 3.5, "unit": "million", "what": "people left"}]', "3.5 million people left."),
        ('{"figures": [{"figure": "12%", "speaker": "Ann Lee"}]}', "Ann Lee said 12%."),
        ('{"quotes": [null, 3, {}, {"quote": ""}], "text": "He left."}', "He left."),
    ],
)
def test_what_an_answer_in_json_stands_for(answer, prose):
    assert prose_of_json(answer) == prose


@pytest.mark.parametrize(
    ("answer", "told"),
    [("{}", "no quote, figure or text"), ("[1, 2]", "no quote"), ("{'a': 1}", "as JSON")],
)
def test_an_answer_without_anything_to_check_is_an_error(answer, told):
    with pytest.raises(nf.ArticleError, match=told):
        prose_of_json(answer)


def test_many_sources_are_searched(source):
    others = [
        f"Report {n}. Nothing of note happened in town {n}, the clerk said." for n in range(30)
    ]
    found = nf.check("“We will rebuild every house on the coast,” Ann Lee said.", [*others, SOURCE])
    assert found.verdict.tolist() == ["exact"]


def test_words_on_what_another_one_says_are_not_the_others():
    source = nf.tabulate(
        "“The minister knows there is no crisis, and he admits that he will likely lose this case,”"
        " said prosecutor Ann Lee. “We won,” Bo Hill, the minister, said."
    )
    found = [
        nf.check(f"“He will likely lose this case,” {name} said.", source).iloc[0]
        for name in ("Ann Lee", "Bo Hill", "Zoe North")
    ]
    assert [row.verdict for row in found] == [
        "exact", "paraphrase in quotation marks", "wrong speaker",
    ]  # fmt: skip
    assert found[1].message == (
        "In the source Ann Lee says that Bo Hill says so. Take the quotation marks off."
    )
