"""The index of phrases finds what a scan of all phrases finds."""

import newsframes as nf
import pytest
from newsframes.actors.mention_detection import find_phrases
from newsframes.actors.phrase_index import Homes, PhraseIndex
from newsframes.actors.source_heads import find_phrase
from newsframes.language.syntax import name_of
from newsframes.reader import Reading, default_reader

TEXT = (
    "Mayor Ana Ruiz of Lyon said the city council had met. Ruiz, who leads the council, told her aides"
    " that Acme Corp's lawyer, Bob Stone, had left. The lawyer denied it."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return default_reader().read(nf.Article(text=TEXT))


def test_every_word_leads_to_the_phrase_that_a_scan_finds(reading: Reading):
    phrases = find_phrases(reading)
    index = PhraseIndex(reversed(phrases))
    assert [index.find(token.i) for token in reading.doc] == [
        find_phrase(token, phrases) for token in reading.doc
    ]
    assert any(index.find(token.i) is None for token in reading.doc)


def test_phrases_between_two_offsets_are_those_that_begin_there(reading: Reading):
    index = PhraseIndex(find_phrases(reading))
    start, end = TEXT.index("Ruiz,"), TEXT.index("aides")
    assert index.between(start, end) == [p for p in index if start <= p.start < end]
    assert [p.text for p in index.between(start, end)] == [
        "Ruiz",
        "the council",
        "her aides",
        "her",
    ]


def test_homes_are_indexed_once(reading: Reading):
    homes = Homes(dict.fromkeys(find_phrases(reading)))
    assert PhraseIndex.of(homes) is PhraseIndex.of(homes.index) is homes.index


def test_a_word_leads_to_its_name(reading: Reading):
    spans = {token.i: span for span in reading.doc.ents for token in span}
    found = {token.i: name for token in reading.doc if (name := name_of(token))}
    assert found == spans and found
    assert [name.label_ for name in found.values()] == [span.label_ for span in spans.values()]
