"""Our own judgements of whom mentions in news mean (``tests/gold/coreference.jsonl``).

What they say is laid over the phrases that the library finds, for training the pair scorer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import numpy as np
import torch
from evaluation.judged_mentions import JudgedMention, find_articles, read_judgements
from newsframes.actors.coreference import SELVES, resolve
from newsframes.actors.discourse import Discourse
from newsframes.actors.mention import Phrase
from newsframes.actors.mention_detection import find_phrases
from newsframes.claims.statements import as_speeches
from newsframes.quotes import find_quotes
from newsframes.reader import Reading
from newsframes.reader.mention_features import Candidate, describe
from newsframes.reader.pair_scorer import IMPOSSIBLE, pieces_of
from newsframes.reader.wordpieces import cut_windows

from .passages import WINDOW


@dataclass(frozen=True)
class JudgedText:
    """The mentions of an article as tensors, and which antecedents are right for the judged ones.

    ``windows`` holds the wordpieces as (ids, shapes), ``states`` what the reader makes of them.
    ``rows`` are the judged mentions; ``right`` and ``admitted`` are (rows, mentions + 1), with the
    null antecedent in column 0. What an unjudged pronoun means is unknown, so that it is admitted
    as no antecedent.
    """

    windows: tuple[tuple[np.ndarray, np.ndarray], ...]
    states: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor
    seen: dict[str, torch.Tensor]
    rows: torch.Tensor
    right: torch.Tensor
    admitted: torch.Tensor

    def loss(self, logs: torch.Tensor) -> torch.Tensor:
        """Negative marginal log-likelihood of the right antecedents, ``logs`` being of all."""
        kept = logs[self.rows].masked_fill(~self.admitted, IMPOSSIBLE).log_softmax(-1)
        return -torch.logsumexp(kept.masked_fill(~self.right, IMPOSSIBLE), 1).mean()


def endless_texts(data: Path, rng: np.random.Generator) -> Iterator[JudgedText]:
    """Yield the judged articles in an order that is drawn anew each time."""
    reader, marks = nf.Reader.load(), read_judgements()
    texts = [
        lay_over(article, marks[article.article_id], reader)
        for article in find_articles(data, marks)
    ]
    texts = [text for text in texts if len(text.rows)]
    while True:
        for n in rng.permutation(len(texts)):
            yield texts[n]


def lay_over(article: nf.Article, marks: list[JudgedMention], reader: nf.Reader) -> JudgedText:
    """Find the phrases of an article and give each judged one its right antecedents.

    "I" and "we" are left out: in news they go by who speaks, and those of interviews became worse.
    """
    reading = reader.read(article)
    phrases, actor_of = _resolve(reading)
    entities = _entities(phrases, actor_of, marks)
    judged = {mark.span: mark for mark in marks}
    rows = [n for n, p in enumerate(phrases) if (p.start, p.end) in judged and p.kind not in SELVES]
    rows = sorted(rows + _first_names(phrases, entities, marks))
    right = np.zeros((len(rows), len(phrases) + 1), bool)
    admitted = np.zeros_like(right)
    for row, n in enumerate(rows):
        known = np.array([entity is not None for entity in entities[:n]], bool)
        span = phrases[n].start, phrases[n].end
        mark = judged.get(span, JudgedMention(article.article_id, span, entities[n], ()))
        same = np.array([_is_same(mark, p, e) for p, e in zip(phrases, entities[:n], strict=False)])
        right[row, 1 : n + 1] = same[:n] if n else False
        right[row, 0] = not same.any() or mark.entity is None
        admitted[row, 0], admitted[row, 1 : n + 1] = True, known
    return _as_tensors(reading, phrases, rows, right, admitted)


def _first_names(
    phrases: list[Phrase], entities: list[object], marks: list[JudgedMention]
) -> list[int]:
    """Return the first names of judged entities, which may have been described before."""
    judged = {mark.span: mark for mark in marks}
    met: set[object] = set()
    found = []
    for n, (phrase, entity) in enumerate(zip(phrases, entities, strict=True)):
        if phrase.form != "name" or entity in met:
            continue
        met.add(entity)
        is_judged = any(mark.entity == entity for mark in marks)
        if is_judged and (phrase.start, phrase.end) not in judged:
            found.append(n)
    return found


def _resolve(reading: Reading) -> tuple[list[Phrase], dict[Phrase, int]]:
    """Return the phrases of an article, and a number for the actor of each as resolved today."""
    quotes, _ = find_quotes(reading)
    found: list[Phrase] = []

    def score(phrases: list[Phrase], only: np.ndarray) -> np.ndarray:
        found.extend(phrases)
        base = reading.body.start
        return reading.antecedents(
            [Candidate(p.start - base, p.end - base, p.head.idx, p.form) for p in phrases],
            only=only,
        )

    discourse = Discourse(reading, as_speeches(quotes), score)
    home = resolve(find_phrases(reading, discourse.speakers), discourse).home
    return found, {phrase: id(actor) for phrase, actor in home.items()}


def _entities(
    phrases: list[Phrase], actor_of: dict[Phrase, int], marks: list[JudgedMention]
) -> list[object]:
    """Return whom each phrase means: as judged, else as resolved for names and noun phrases.

    None where that is unknown. Things are told by their phrase.
    """
    spans = {(p.start, p.end): p for p in phrases}
    judged = {mark.span: mark for mark in marks}
    same: dict[object, object] = {}
    for mark in marks:
        for span in mark.means:
            if mark.entity is not None and span in spans and span not in judged:
                same.setdefault(actor_of.get(spans[span], span), mark.entity)
    found: list[object] = []
    for phrase in phrases:
        span = (phrase.start, phrase.end)
        actor = actor_of.get(phrase, span)
        if span in judged:
            found.append(judged[span].entity)
        elif phrase.form == "pronoun":
            found.append(None)
        else:
            found.append(same.get(actor, actor))
    return found


def _is_same(mark: JudgedMention, phrase: Phrase, entity: object) -> bool:
    """Return True if an earlier phrase is a right antecedent of a judged mention."""
    if mark.entity is None:
        return phrase.kind == "thing"
    return entity == mark.entity or (phrase.start, phrase.end) in mark.means


def _as_tensors(
    reading: Reading,
    phrases: list[Phrase],
    rows: list[int],
    right: np.ndarray,
    admitted: np.ndarray,
) -> JudgedText:
    base, pieces = reading.body.start, reading.encoded.pieces
    spans = np.array([(p.start - base, p.end - base) for p in phrases], np.int64).reshape(-1, 2)
    first, last = pieces_of(pieces, *spans.T)
    text = reading.text[base : reading.body.end]
    described = describe(
        text,
        [Candidate(*span, p.head.idx, p.form) for span, p in zip(spans, phrases, strict=True)],
    )
    seen = {
        name: torch.from_numpy(getattr(described, name))
        for name in ("classes", "sentences", "quoted")
    }
    seen["features"] = torch.from_numpy(described.pairs(*[np.arange(len(phrases))] * 2))
    bounds = np.append(pieces.first, len(pieces.ids))
    windows = tuple(
        (pieces.ids[bounds[begin] : bounds[stop]], pieces.shapes[bounds[begin] : bounds[stop]])
        for begin, stop in cut_windows(pieces, limit=WINDOW)
    )
    states = torch.from_numpy(reading.encoded.states.astype(np.float32))
    return JudgedText(
        windows, states, torch.from_numpy(first), torch.from_numpy(last), seen, torch.tensor(rows),
        torch.from_numpy(right), torch.from_numpy(admitted),
    )  # fmt: skip
