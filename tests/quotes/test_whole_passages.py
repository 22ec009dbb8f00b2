"""Quotations of which the tagger marks a part only."""

import pytest
from newsframes.language.spans import TextSpan
from newsframes.quotes.attribution import Attribution
from newsframes.quotes.quotation_marks import pair_marks
from newsframes.quotes.whole_passages import with_whole_passages


def _span(text, words):
    return TextSpan(text.index(words), text.index(words) + len(words))


def _contents(text, *parts):
    """Return the contents and cues after the step; a part is its content and, if any, its cue."""
    found = [
        Attribution((_span(text, content),), _span(text, cue) if cue else None)
        for content, cue in parts
    ]
    passages, _ = pair_marks(text, 0, len(text))
    return [
        ([span.of(text) for span in one.contents], one.cue.of(text) if one.cue else None)
        for one in with_whole_passages(text, found, passages)
    ]


WHOLE = "“The lab has grown. Whether new tests find the faults matters. We mean to go on,”"


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (f"{WHOLE} Bell said.", [("We mean to go on,”", "said")], [([WHOLE], "said")]),
        (
            f"{WHOLE} Bell said.",
            [("“The lab has grown", None), ("We mean to go on,”", "said")],
            [([WHOLE], "said")],
        ),
        # A cue within is the speaker's own word.
        (
            f"Bell said: {WHOLE[:-2]}.” He left.",
            [("new tests find the faults", "matters"), ("“The lab has grown", "said")],
            [([f"{WHOLE[:-2]}.”"], "said")],
        ),
        (f"{WHOLE} Bell said.", [(WHOLE, "said")], [([WHOLE], "said")]),
    ],
)
def test_a_quotation_is_given_whole(text, parts, expected):
    assert _contents(text, *parts) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # Its own attribution is not found, so that nobody outside has a part of it.
        (f"{WHOLE} Bell added.", [("new tests find the faults", "matters")]),
        # The first mark is alone, so that the marks behind it are paired wrongly.
        (
            'It was good, "he said. "Salmons was pleased that it sold well. "It is nice to see.',
            [("it sold well", "was pleased")],
        ),
        # A name.
        ("The film “War for the Boy” was good, Bell said.", [("for the Boy", "said")]),
    ],
)
def test_contents_stay_in_what_is_no_quotation(text, parts):
    assert _contents(text, *parts) == [([content], cue) for content, cue in parts]
