"""Fit the weights of ``claims.confidence``: how sure attribution, source and speaker are.

``quote`` and ``source`` learn from PolNeAR (which attributions are marked, and with which source),
``speaker`` from the chains of OntoGUM and MEANTIME; ``quote`` and ``speaker`` also from our own
marks on Worldwide Newswire and Wikinews (the part ``train`` of ``tests/gold/speakers.jsonl``).
Run it again after the reader or the coreference has changed.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import newsframes as nf
import numpy as np
from evaluation.calibration import calibration_error, ranking
from evaluation.chains import GoldChain, align
from evaluation.corpora import read_attributions
from evaluation.estimates import overlaps
from evaluation.meantime import read_meantime
from evaluation.ontogum import read_ontogum
from evaluation.speaker_marks import TRAIN, JudgedQuote, means, read_judged, read_marks
from newsframes.actors import Actor, Mention, find_actors
from newsframes.claims.confidence import (
    forget_weights,
    mention_inputs,
    quote_inputs,
    source_inputs,
    speaker_inputs,
)
from newsframes.claims.statements import as_speeches
from newsframes.quotes import Attribution, find_quotes
from newsframes.reader import Reading
from scipy.optimize import minimize

WEIGHTS = Path(nf.__file__).parent / "language/lexicons/confidence_weights.tsv"
HEADER = """\
# Weights of the inputs of claims/confidence.py: the models quote, source and speaker (logistic).
# Origin: learned by lib/training/confidence_fitting.py on PolNeAR's development part \
(quote, source), which the tagger has not
# learned from, on OntoGUM (without the half of its news and interviews that is kept for \
reports; annotations
# CC BY 4.0) and the corpus_airbus of MEANTIME (CC BY 4.0; speaker), and on the part train of
# tests/gold/speakers.jsonl (quote, speaker). Licence: Apache-2.0.
model\tinput\tweight
"""
# A content is right if it shares so much of its and the marked one's characters (Dice).
RIGHT = 0.8
PRIOR = 1.0
# How often a judged speaker counts: chains are of any mention, judged ones of speakers in news.
JUDGED = 3
FOLDS = 10
# PolNeAR leaves some attributions out and cuts contents by rules of its own; this input takes that
# up in training.
CONVENTION = "marked in PolNeAR"

Case = tuple[dict[str, float], bool]
Attributions = list[dict[str, list[tuple[int, int]]]]


def read_actors(
    article: nf.Article, reader: nf.Reader
) -> tuple[Reading, list[Attribution], list, list[Actor]]:
    """Read an article and resolve its actors and the speakers of its quotes."""
    reading = reader.read(article)
    quotes, _ = find_quotes(reading)
    speeches = as_speeches(quotes)
    actors = find_actors(reading, speeches).actors
    return reading, quotes, speeches, actors


def find_quote_cases(
    articles: Iterable[tuple[str, Attributions]], reader: nf.Reader
) -> Iterator[tuple[list[Case], list[Case]]]:
    """Yield each article's cases of ``quote`` and of ``source``.

    Those of ``source`` are of quotes that are right.
    """
    for text, gold in articles:
        reading, quotes, speeches, _ = read_actors(nf.Article(text=text, as_is=True), reader)
        is_quote, is_source = [], []
        for quote, speech in zip(quotes, speeches, strict=True):
            marked = max(gold, key=lambda one: shared(one["content"], quote.contents), default={})
            is_right = shared(marked.get("content", []), quote.contents) >= RIGHT
            is_quote.append((quote_inputs(reading, quote) | {CONVENTION: 1.0}, is_right))
            said = speech
            while said.follows is not None:
                said = said.follows
            if speech.actor is not None and said.source is not None and is_right:
                own = overlaps(marked.get("source", []), [said.source])
                is_source.append((source_inputs(reading, quote, speech), own))
        yield is_quote, is_source


def shared(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> float:
    """Return how much of their characters two sets of fragments share (Dice)."""
    first, second = (
        {at for start, end in spans for at in range(start, end)} for spans in (one, other)
    )
    return 2 * len(first & second) / max(len(first) + len(second), 1)


def find_judged_cases(
    gold: Sequence[JudgedQuote], articles: Iterable[nf.Article], reader: nf.Reader
) -> Iterator[tuple[list[Case], list[Case]]]:
    """Yield each judged article's cases of ``quote`` and of ``speaker``.

    The latter rest on what ``source`` says by the table as it is.
    """
    for article in articles:
        reading, quotes, speeches, _ = read_actors(article, reader)
        marks = {marked.span: marked for marked in gold if marked.article_id == article.article_id}
        is_quote, is_speaker = [], []
        for quote, speech in zip(quotes, speeches, strict=True):
            marked = marks.get((quote.start, quote.end))
            if marked is None:
                continue
            is_right = marked.is_attribution and marked.is_right
            is_quote.append((quote_inputs(reading, quote), is_right))
            if speech.actor is not None and marked.is_attribution:
                spans = {(mention.start, mention.end) for mention in speech.actor.mentions}
                inputs = speaker_inputs(reading, quote, speech)
                is_speaker.append((inputs, means(spans, marked.speakers)))
        yield is_quote, is_speaker


def find_coreference_cases(
    documents: Iterable[tuple[str, list[GoldChain]]], reader: nf.Reader
) -> Iterator[list[Case]]:
    """Yield each document's cases of ``speaker`` without a source.

    These are the mentions of our actors that a gold chain holds.
    """
    for text, chains in documents:
        _, _, _, actors = read_actors(nf.Article(text=text, as_is=True), reader)
        spans = [(m.start, m.end) for actor in actors for m in actor.mentions]
        partner = align(chains, spans)
        chain_of = {id(mention): chain for chain in chains for mention in chain.mentions}
        cases = []
        for actor in actors:
            chain_at = {
                mention.start: chain_of[id(partner[mention.start, mention.end])]
                for mention in actor.mentions
                if (mention.start, mention.end) in partner
            }
            for mention in actor.mentions:
                if mention.start not in chain_at or not _may_speak(mention, actor):
                    continue
                is_right = _is_right(mention, actor, chain_at)
                cases.append((mention_inputs(mention, actor), is_right))
        yield cases


def _may_speak(mention: Mention, actor: Actor) -> bool:
    """Return True if a mention is of an actor and in the third person, as sources are."""
    return actor.kind not in ("thing", "place") and mention.phrase.kind not in ("i", "we", "you")


def _is_right(mention: Mention, actor: Actor, chain_at: dict[int, GoldChain]) -> bool:
    """Return True if the actor of a mention is its chain's.

    By name if it has one, else by most other mentions.
    """
    chain = chain_at[mention.start]
    if chain.is_named != bool(actor.names):
        return False
    pool = actor.names if actor.names else actor.mentions
    others = [chain_at[m.start] for m in pool if m.start in chain_at and m is not mention]
    if not others:
        return mention in pool
    return 2 * sum(other is chain for other in others) > len(others)


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Fit a logistic model (maximum likelihood with a Gaussian prior, L-BFGS)."""
    names = sorted({name for inputs, _ in cases for name in inputs})
    matrix = np.array([[inputs.get(name, 0.0) for name in names] for inputs, _ in cases])
    right = np.array([is_right for _, is_right in cases], float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        value = np.logaddexp(0, scores).sum() - right @ scores + PRIOR * weights @ weights / 2
        chance = 1 / (1 + np.exp(-scores))
        return value, matrix.T @ (chance - right) + PRIOR * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(w), 2) for name, w in zip(names, found.x, strict=True)}


def predict(weights: dict[str, float], cases: Sequence[Case]) -> np.ndarray:
    """Return the probabilities that a model gives to cases."""
    scores = [sum(weights.get(k, 0.0) * v for k, v in inputs.items()) for inputs, _ in cases]
    return 1 / (1 + np.exp(-np.array(scores, float)))


def report(name: str, groups: Sequence[list[Case]]) -> None:
    """Print how well a model does on a tenth of the documents when it is fitted on the others."""
    chances, rights = [], []
    for fold in range(FOLDS):
        cases = [case for group in groups[fold::FOLDS] for case in group]
        others = [group for n, group in enumerate(groups) if n % FOLDS != fold]
        fitted = fit([case for group in others for case in group])
        chances.append(predict(fitted, cases))
        rights.append([is_right for _, is_right in cases])
    chance, right = np.concatenate(chances), np.concatenate(rights)
    print(
        f"{name}: {len(right):,} cases, {100 * right.mean():.1f}% right;"
        f" crosswise AUC {ranking(chance, right):.3f}, ECE {calibration_error(chance, right):.3f}"
    )


def main() -> None:
    """Fit the three models, report them crosswise, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    write(options.data, nf.Reader.load())


def write(data: Path, reader: nf.Reader) -> None:
    """Fit the models on the sets in a folder, and write the table."""
    articles = [(text, gold) for _, text, gold in read_attributions(data / "polnear/dev")]
    pairs = list(find_quote_cases(articles, reader))
    documents = [
        (document.text, document.chains) for document in read_ontogum(data / "gum", half=0)
    ]
    meantime = read_meantime(data / "meantime/corpus_airbus")
    documents += [(report.text, report.chains) for report in meantime]
    models = {"source": [other for _, other in pairs]}
    _write(models)
    gold = read_marks(part=TRAIN)
    judged = list(find_judged_cases(gold, read_judged(data, gold), reader))
    models["quote"] = [one for one, _ in (*pairs, *judged)]
    models["speaker"] = [
        *find_coreference_cases(documents, reader),
        *(other * JUDGED for _, other in judged),
    ]
    for model, groups in models.items():
        report(model, groups)
    _write(models)


def _write(models: dict[str, list[list[Case]]]) -> None:
    """Fit models and write the table, which is read anew from then on."""
    lines = []
    for model, groups in sorted(models.items()):
        weights = fit([case for group in groups for case in group])
        kept = {name: weight for name, weight in weights.items() if weight and name != CONVENTION}
        lines += [f"{model}\t{name}\t{weight}\n" for name, weight in kept.items()]
    WEIGHTS.write_text(HEADER + "".join(lines), "utf-8")
    forget_weights()


if __name__ == "__main__":
    main()
