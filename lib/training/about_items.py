"""What the head of figures is fitted on: marked figures, with the words around them."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import numpy as np
import pandas as pd
from evaluation.about_marks import AboutMark, AboutSentence, head_of, is_same, read_marks
from evaluation.corpora import read_attributions
from evaluation.estimates import Offsets
from evaluation.figure_marks import read_gold
from evaluation.judged_mentions import find_articles
from newsframes.figures.about_questions import AboutQuestion, ask
from newsframes.figures.abouts import word_states
from newsframes.figures.figure_finding import find_by_rules
from newsframes.reader import Reading

# How much text before and behind a sentence is read with it.
BEFORE, BEHIND = 330, 120
# Of PolNeAR's articles, each so many gives figures that nobody marked.
EVERY = 2
BREAK = re.compile(r"[.!?]\s?[\"”’]?\s|\n")


@dataclass(frozen=True)
class Item:
    """A marked figure: the words around it with their states, and which of them is right.

    ``target`` is 0 for nothing, else the place of the right word, counted from 1; None where no
    word that may answer is right. ``right`` are the words that count as right. ``verdict`` is that
    on the rules' answer. A figure that was not found has no question.
    """

    article_id: str
    mark: AboutMark
    question: AboutQuestion | None
    states: np.ndarray
    target: int | None
    right: np.ndarray
    verdict: str


def read_items(path: Path, data: Path, reader: nf.Reader) -> list[Item]:
    """Read each marked sentence with the text around it, as far as it is read by the encoder."""
    marks = read_marks(path)
    wanted = {marked.article_id for marked in marks}
    texts = {article.article_id: article.text for article in find_articles(data, wanted)}
    return [item for marked in marks for item in _items(marked, texts[marked.article_id], reader)]


def read_unmarked(
    data: Path, reader: nf.Reader, marked: Collection[str]
) -> Iterator[tuple[AboutQuestion, np.ndarray]]:
    """Yield the figures of PolNeAR's and Wikinews' articles that are in no file of marks."""
    texts = pd.read_csv(data / "wikinews/wikinews_2019.csv").text.dropna().tolist()
    articles = [nf.Article(text=text) for text in texts]
    written = list(read_attributions(data / "polnear/train"))[::EVERY]
    articles += [nf.Article(text=text, as_is=True) for _, text, _ in written]
    known = set(marked) | {sentence.article_id for sentence in read_gold()}
    for article in (article for article in articles if article.article_id not in known):
        reading = reader.read(article)
        figures, spans, _ = find_by_rules(reading)
        states = word_states(reading)
        for n in range(len(figures)):
            question = ask(reading, figures, spans, n)
            yield question, states[question.words.start : question.words.end]


def _items(marked: AboutSentence, text: str, reader: nf.Reader) -> Iterator[Item]:
    start, end = marked.span
    low = max(0, start - BEFORE)
    breaks = [match.end() for match in BREAK.finditer(text, low, start)]
    low = (breaks[0] if breaks else start) if low else 0
    line = text.find("\n", end, end + BEHIND)
    high = line if line >= 0 else text.rfind(" ", end, end + BEHIND)
    passage = text[low : max(end, high)]
    low += len(passage) - len(passage.lstrip())
    reading = reader.read(nf.Article(text=passage.strip()))
    figures, spans, _ = find_by_rules(reading)
    states = word_states(reading)
    for mark in (_moved(mark, -low) for mark in marked.figures):
        near = [n for n, f in enumerate(figures) if f.start < mark.span[1] and mark.span[0] < f.end]
        near.sort(
            key=lambda n: (
                mark.low not in (figures[n].number.low, figures[n].number.high),
                abs(figures[n].start - mark.span[0]),
            )
        )
        if not near:
            yield Item(marked.article_id, mark, None, states[:0], None, np.zeros(0, bool), "none")
        else:
            question, told = ask(reading, figures, spans, near[0]), figures[near[0]].about
            yield _item(
                marked.article_id, mark, reading, question=question, states=states, told=told
            )


def read_golden(path: Path, reader: nf.Reader) -> Iterator[Item]:
    """Read the golden cases of topics, which hold what must not be taken for an answer."""
    for case in (json.loads(line) for line in path.read_text("utf-8").splitlines()):
        reading = reader.read(nf.Article(text=case["text"]))
        figures, spans, _ = find_by_rules(reading)
        if "xfail" in case or len(figures) != len(case["figures"]):
            continue
        states = word_states(reading)
        for n, (figure, row) in enumerate(zip(figures, case["figures"], strict=True)):
            about = _nearest(reading.text, row[2], figure.start) if row[2] else None
            mark = AboutMark((figure.start, figure.end), figure.number.low, about, None)
            question = ask(reading, figures, spans, n)
            yield _item(
                case["id"], mark, reading, question=question, states=states, told=figure.about
            )


def _nearest(text: str, phrase: str, at: int) -> Offsets:
    starts = (match.start() for match in re.finditer(re.escape(phrase), text))
    start = min(starts, key=lambda start: abs(start - at))
    return start, start + len(phrase)


def _item(
    article_id: str,
    mark: AboutMark,
    reading: Reading,
    *,
    question: AboutQuestion,
    states: np.ndarray,
    told: Offsets | None,
) -> Item:
    words, about = question.words, mark.about
    right, target = np.zeros(len(words), bool), 0 if about is None else None
    if about is not None:
        marked_words = reading.span(*about) if about[0] >= 0 else []
        right[[n for n, word in enumerate(words) if word in marked_words]] = True
        # Nothing is left of what stands further before the sentence than is read with it.
        head = reading.span(*head_of(reading.text, *about)) if about[0] >= 0 else None
        place = head[-1].i - words.start if head else -1
        if 0 <= place < len(words) and question.candidates[place]:
            target = place + 1
    is_right = told is not None and about is not None and is_same(reading.text, about, told)
    verdict = "none" if told is None else "right" if is_right else "wrong"
    own = states[words.start : words.end]
    return Item(article_id, mark, question, own, target, right, verdict)


def _moved(mark: AboutMark, by: int) -> AboutMark:
    spans = (
        (span[0] + by, span[1] + by) if span is not None else None
        for span in (mark.span, mark.about, mark.thing)
    )
    span, about, thing = spans
    return AboutMark(span, mark.low, about, thing)
