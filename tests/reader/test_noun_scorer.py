"""The head that says what a figure is about: its arithmetic, and what it is asked."""

import numpy as np
import pytest
from newsframes import Article
from newsframes.figures.about_questions import ANSWER, COUNTED, OWN, ask
from newsframes.figures.abouts import word_states
from newsframes.figures.figure_finding import find_by_rules
from newsframes.reader import default_encoder
from newsframes.reader.noun_scorer import NounScorer
from newsframes.reader.reader import default_reader

TEXT = "The mill in Brask burned down. Its owner, the firm Tolvane, has 40 workers and 3 plants."


@pytest.fixture(scope="module")
def asked():
    reading = default_reader().read(Article(text=TEXT))
    figures, spans, _ = find_by_rules(reading)
    return reading, [ask(reading, figures, spans, n) for n in range(len(figures))]


def test_a_question_holds_the_sentence_and_the_one_before(asked):
    reading, questions = asked
    assert [question.words.text for question in questions] == [TEXT, TEXT]
    words = [word.text for word in reading.doc]
    flags = questions[0].flags
    assert [words[n] for n in np.flatnonzero(flags[:, OWN])] == ["40"]
    assert [words[n] for n in np.flatnonzero(flags[:, COUNTED])] == ["workers"]
    assert np.flatnonzero(flags[:, ANSWER]).tolist() == [questions[0].answer]
    assert not questions[0].candidates[flags[:, OWN]].any()


def test_states_are_means_of_wordpieces(asked):
    reading, _ = asked
    states, pieces = word_states(reading), reading.encoded.pieces
    place = next(word.i for word in reading.doc if word.text == "Tolvane")
    own = (pieces.starts[pieces.word] >= TEXT.index("Tolvane")) & (
        pieces.ends[pieces.word] <= TEXT.index("Tolvane") + len("Tolvane")
    )
    assert own.sum() > 1
    expected = reading.encoded.states[own].astype(float).mean(0)
    assert np.allclose(states[place], expected)


def test_probabilities_sum_to_one_and_only_candidates_answer(asked):
    reading, questions = asked
    scorer = default_encoder().nouns
    projected = scorer.project(word_states(reading))
    for question in questions:
        found = scorer.probabilities(
            projected, question.columns, question.flags, question.figure, question.candidates
        )
        assert len(found) == len(question.words) + 1
        assert found.sum() == pytest.approx(1)
        assert found[1:][~question.candidates].max() < 1e-9


def test_unknown_categories_have_a_row_of_their_own(asked):
    reading, questions = asked
    scorer, question = default_encoder().nouns, questions[0]
    columns = question.columns | {"tag": ["no such tag"] * len(question.words)}
    projected = scorer.project(word_states(reading))
    found = scorer.probabilities(
        projected, columns, question.flags, question.figure, question.candidates
    )
    assert np.isfinite(found).all()


def test_a_scorer_without_a_file_is_not_pickled():
    with pytest.raises(TypeError, match="not loaded from a file"):
        NounScorer({}).__reduce__()
