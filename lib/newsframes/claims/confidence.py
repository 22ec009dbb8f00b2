"""Confidence: calibrated probabilities that an attribution is one, and that its speaker is right.

Three logistic models with few inputs: ``quote`` (an attribution, and its content right), ``source``
(the words that name the source are the right ones) and ``speaker`` (the mention in them means this
actor, too). ``training.confidence_fitting`` fits them; their weights are in
``lexicons/confidence_weights.tsv``.
"""

import math
from collections.abc import Iterator, Mapping
from functools import cache

from ..actors import Actor, Mention, Speech
from ..actors.mention import INDEFINITE
from ..language.lexicon import read_lexicon
from ..language.reporting_cues import is_communication, is_known, read_cue
from ..quotes import Attribution, has_clause
from ..reader import Reading
from ..tables.schema import ATTITUDE

# Between these a probability is taken as it is; the tagger's are too sure beyond.
LEAST, MOST = 0.01, 0.998
PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
SAYING = {"VBD", "VBZ", "VBG"}
CLOSING = "\"”’')"
# Rules for a description that stands beside a name.
BESIDE = {"alias", "apposition"}

Inputs = dict[str, float]


def confidence_of_quote(reading: Reading, quote: Attribution) -> float:
    """Return the probability that a quote is an attribution, and its content right."""
    return round(probability("quote", quote_inputs(reading, quote)), 2)


def confidence_of_speaker(reading: Reading, quote: Attribution, speech: Speech) -> float | None:
    """Return the probability that the speaker of a quote is right; None without one."""
    if speech.actor is None:
        return None
    return round(probability("speaker", speaker_inputs(reading, quote, speech)), 2)


def confidence_of_mention(mention: Mention, actor: Actor) -> float:
    """Return the probability that a mention means its actor."""
    return round(probability("speaker", mention_inputs(mention, actor)), 2)


@cache
def _weights(model: str) -> dict[str, float]:
    return {
        row["input"]: float(row["weight"])
        for row in read_lexicon("confidence_weights")
        if row["model"] == model
    }


def forget_weights() -> None:
    """Read the table of weights anew, once it has been written."""
    read_lexicon.cache_clear()
    _weights.cache_clear()


def probability(model: str, inputs: Mapping[str, float]) -> float:
    """Return what a model makes of its inputs; those that it does not know count nothing."""
    weights = _weights(model)
    score = sum(weights.get(name, 0.0) * value for name, value in inputs.items())
    return 1 / (1 + math.exp(-score))


def quote_inputs(reading: Reading, quote: Attribution) -> Inputs:
    """Return the inputs of the ``quote`` model: tagger, cue, content and marks."""
    found = {"one": 1.0, f"found by {quote.found_by}": 1.0, f"kind {quote.kind}": 1.0}
    found |= dict(_tagged(quote, ("content", "cue", "source")))
    found["attitude"] = float(quote.act == ATTITUDE)
    found["source"] = float(quote.source is not None)
    contents = [reading.span(*part) for part in quote.contents]
    found["parts"] = float(len(contents) - 1)
    found["words"] = math.log1p(sum(len(content) for content in contents)) / 3
    found |= dict(_edges(reading.text, quote))
    inner = (token for content in contents for token in content if token.tag_ in SAYING)
    found["cue within"] = float(any(is_communication(t.doc[t.i : t.i + 1]) for t in inner))
    if quote.cue is None:
        return found | {"no cue": 1.0}
    cue = reading.span(*quote.cue)
    found["clause"] = float(any(has_clause(content, cue) for content in contents if len(content)))
    if not len(cue):
        return found | {"cue mark": 1.0}
    head = next((token for token in cue if token.lemma_.lower() == read_cue(cue)[0]), cue.root)
    found[f"cue {PARTS.get(head.pos_, 'other')}"] = 1.0
    found["cue communication"] = float(is_communication(cue))
    found["cue known"] = float(is_known(read_cue(cue)[0]))
    found["cue words"] = math.log(len(cue))
    return found


def source_inputs(reading: Reading, quote: Attribution, speech: Speech) -> Inputs:
    """Return the inputs of the ``source`` model: tagger, how found, how far from the cue."""
    found = {"one": 1.0, f"found by {quote.found_by}": 1.0, f"kind {quote.kind}": 1.0}
    found |= dict(_tagged(quote, ("cue", "source")))
    found["attitude"] = float(quote.act == ATTITUDE)
    found["named"] = float(speech.mention is not None and speech.mention.form == "name")
    resolved_by = speech.resolved_by(reading)
    if resolved_by in ("author", "cited", "antecedent"):
        found[f"by {resolved_by}"] = 1.0
    if quote.source is not None and quote.cue is not None:
        gap = max(quote.cue[0] - quote.source[1], quote.source[0] - quote.cue[1], 0)
        found["gap"] = math.log1p(gap) / 3
        found["words"] = math.log1p(len(reading.span(*quote.source)))
    return found


def speaker_inputs(reading: Reading, quote: Attribution, speech: Speech) -> Inputs:
    """Return the inputs of the ``speaker`` model: those of ``source`` and of the mention."""
    sure = _logit(probability("source", source_inputs(reading, quote, speech)))
    found = {"one": 1.0, "source": sure}
    if speech.mention is not None and speech.actor is not None:
        found = mention_inputs(speech.mention, speech.actor) | found | {"no source": 0.0}
    return found


def mention_inputs(mention: Mention, actor: Actor) -> Inputs:
    """Return the inputs of the ``speaker`` model without a source: form, how sure, what name.

    A definite description that begins an actor ("the jurist") often means one that has a name.
    """
    kind = mention.phrase.kind if mention.form == "pronoun" else mention.form
    # A description beside its name is as good as that.
    kind = {"she": "he"}.get(kind, "name" if mention.rule in BESIDE else kind)
    before = [other for other in actor.mentions if other.start < mention.start]
    kind = kind if before else f"first {kind}"
    called = "named" if actor.names else _article(actor.mentions[0])
    last = before[-1] if before else mention
    return {
        "one": 1.0, "no source": 1.0,
        kind: 1.0, f"{kind} {called}": 1.0, f"actor {actor.kind}": 1.0,
        "sure": _logit(mention.confidence) * bool(before) * (mention.form != "name"),
        "plural": float(mention.phrase.is_plural),
        "sentences since": math.log1p(max(0, mention.phrase.sentence - last.phrase.sentence)),
        "since a name": float(bool(before) and last.form == "name"),
    }  # fmt: skip


def _article(mention: Mention) -> str:
    """Return how an actor without a name begins: definite, indefinite or plural."""
    if mention.phrase.is_plural:
        return "plural"
    first = mention.phrase.head.doc[mention.phrase.first]
    return "indefinite" if first.lower_ in INDEFINITE or first.like_num else "definite"


def _tagged(quote: Attribution, labels: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    for label, sure in zip(("content", "cue", "source"), quote.sure, strict=True):
        if label in labels:
            yield (f"{label} sure", 0.0 if sure is None else _logit(sure))
            yield (f"{label} untagged", float(sure is None))


def _edges(text: str, quote: Attribution) -> Iterator[tuple[str, float]]:
    """Yield whether a content stops within a sentence or quotation, and how far the cue is."""
    behind = text[quote.end : quote.end + 3].lstrip(CLOSING)[:1]
    ended = text[quote.start : quote.end].rstrip(CLOSING + " ")[-1:] + behind
    yield "ends in a sentence", float(not any(mark in ".!?,;:\n" for mark in ended))
    yield "has an end within", float(". " in text[quote.start : quote.end - 1])
    opened, closed, straight = (text.count(mark, quote.start, quote.end) for mark in '“”"')
    yield "half a pair of marks", float(opened != closed or straight % 2 == 1)
    if quote.cue is not None:
        ends = [max(start - quote.cue[1], quote.cue[0] - end) for start, end in quote.contents]
        yield "gap to the cue", math.log1p(max(0, min(ends) - 2)) / 3


def _logit(p: float) -> float:
    p = min(max(p, LEAST), MOST)
    return math.log(p / (1 - p))
