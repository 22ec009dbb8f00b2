"""The answer about the report itself: what stands outside all quotes, and how much of it."""

import re
from collections.abc import Iterator

import pandas as pd

from ..articles import readable
from ..language.sentences import split_sentences
from ..quotes.quotation_marks import pair_marks
from ..tables.doubt import SURE, least_confidence, percent
from ..tables.linked import Record, Tables
from .answer import Answer, Evidence, clipped, listed
from .contested_terms import wordings
from .share_of_voice import WORD

OWN_VOICE = "What the report says in its own voice"
# A stretch between quotes of fewer words seldom says something by itself.
LEAST_WORDS = 8
MOST_STRETCHES, MOST_TERMS = 3, 6
EDGES = re.compile(r"^[\s,;:.–—-]+|[\s,;:–—-]+$")
LOOSE_END = re.compile(r",?\s+(?:and|but|or|as|that|with|while|because|which|who|to)$")


def answer_own_voice(tables: Tables) -> Answer:
    """Say which share of the words stands outside all quotes, and what the report says there."""
    quotes = tables.outer_quotes
    sure = quotes[least_confidence(quotes) >= SURE]
    articles = list(tables.articles.itertuples())
    own = [(article, _outside(article, _own(quotes, article))) for article in articles]
    n_words = sum(_n_words(_body(article)) for article in articles)
    n_own = sum(_n_words(text) for _, text in own)
    if not n_words:
        sentence = "The report has no words."
    elif quotes.empty:
        sentence = "The whole report speaks in its own voice."
    elif not n_own:
        sentence = "Nothing: every word stands in a quote."
    else:
        least = "At least " if len(sure) < len(quotes) else ""
        sentence = f"{least}{percent(n_own / n_words)} of its words stand outside all quotes."
    stretches = [line for article, text in own for line in _stretches(tables, article, text)]
    # Whole sentences first, which begin with no small letter.
    stretches.sort(key=lambda line: (line.quoted[:1].islower(), -_n_words(line.quoted)))
    del stretches[MOST_STRETCHES:]
    stretches.sort(key=lambda line: line.start or 0)
    return Answer(
        question=OWN_VOICE, sentence=sentence, row_ids=tuple(sure.quote_id), threshold=SURE,
        evidence=(*stretches, *_coloured(tables), *_stances(quotes)),
        is_nothing=not n_own,
    )  # fmt: skip


def _own(frame: pd.DataFrame, article: Record) -> pd.DataFrame:
    return frame[frame.article_id == article.article_id]


def _body(article: Record) -> str:
    text = readable(article.text, article.body_start, article.body_end)
    return text[article.body_start : article.body_end]


def _n_words(text: str) -> int:
    return len(re.findall(WORD, text))


def _outside(article: Record, quotes: pd.DataFrame) -> str:
    """Return the body with tabs for what stands in quotes or in quotation marks; places stay.

    A few words in quotation marks stay: a title, or a word that the report keeps at a distance.
    """
    body = _body(article)
    marks = list(body)
    parts = [part for own in quotes.parts for part in own]
    inside = [(start - article.body_start, end - article.body_start) for start, end in parts]
    marked, _ = pair_marks(body, 0, len(body))
    inside += [(start, end) for start, end in marked if _n_words(body[start:end]) >= LEAST_WORDS]
    for start, end in inside:
        marks[start:end] = "\t" * (end - start)
    return "".join(marks)


def _stretches(tables: Tables, article: Record, own: str) -> Iterator[Evidence]:
    """Yield sentences, or long pieces of them, that no quote and no cue stands in."""
    quotes = _own(tables.outer_quotes, article)
    cues = [int(start) - article.body_start for start in quotes.cue_start.dropna()]
    for begin, end in split_sentences(_body(article), 0, len(own)):
        for piece in re.finditer(r"[^\t]+", own[begin:end]):
            start = begin + piece.start()
            if any(start <= cue < start + len(piece.group()) for cue in cues):
                continue
            text = LOOSE_END.sub("", EDGES.sub("", piece.group()))
            if _n_words(text) >= LEAST_WORDS:
                at = article.body_start + start + piece.group().index(text)
                yield Evidence("", quoted=clipped(text, 200), start=at)


def _coloured(tables: Tables) -> Iterator[Evidence]:
    """Yield the words with a colour of their own that the report uses itself."""
    words = wordings(tables)
    own = words[(words.voice == "narrator") & (words.colour != "plain") & ~words.is_marked]
    own = own.drop_duplicates("word").head(MOST_TERMS)
    for row in own.itertuples():
        text = f"is a word of its own, {row.colour} by our lexicon"
        yield Evidence(text, quoted=row.text, start=int(row.start))


def _stances(quotes: pd.DataFrame) -> Iterator[Evidence]:
    """Yield the cues that take a stance: the report chose them."""
    taken = quotes[(quotes.stance != "neutral") & quotes.cue.notna()]
    taken = taken[least_confidence(taken) >= SURE]
    if len(taken):
        cues = [f"“{' '.join(cue.split())}”" for cue in dict.fromkeys(taken.cue)]
        more = [f"{len(cues) - MOST_TERMS} more"] if len(cues) > MOST_TERMS else []
        yield Evidence(
            f"{len(taken)} of {len(quotes)} cues take a stance: {listed(cues[:MOST_TERMS] + more)}",
            tuple(taken.quote_id),
        )
