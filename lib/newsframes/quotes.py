"""Quotes: what stands in quotation marks with a cue beside it, and what ``according to`` introduces.

Not found in this first cut: indirect speech under a verb.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from .issue import Issue
from .lexicon import read_lexicon
from .reader import Reading

MARKS = re.compile(r"[“”„«»]|(?<![\d′])\"|''|``")
OPENING, CLOSING = set("“„«") | {"``"}, set("”»") | {"''"}
SUBJECTS = {"nsubj", "nsubjpass", "agent"}
MINIMUM_WORDS = 4


@dataclass(frozen=True)
class Quote:
    """One attribution, in offsets of the article's text."""

    kind: str
    act: str
    stance: str
    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    cue_lemma: str | None
    speaker: tuple[int, int] | None
    confidence: float
    rule: str


def find_quotes(reading: Reading) -> tuple[list[Quote], list[Issue]]:
    """Find the quotes of an article.

    Parameters
    ----------
    reading
        The article as read.

    Returns
    -------
    list of Quote
        In order of appearance; a passage in marks of fewer than four words with no cue in its sentence is taken for a
        title or a scare quote.
    list of Issue
        Quotation marks that are never closed in their paragraph.
    """
    passages, issues = _passages(reading)
    quotes = [quote for passage in passages if (quote := _marked(reading, *passage))]
    covered = [(quote.start, quote.end) for quote in quotes]
    for quote in _according(reading):
        if not any(start < quote.end and quote.start < end for start, end in covered):
            quotes.append(quote)
    return sorted(quotes, key=lambda quote: (quote.start, quote.end)), issues


def _passages(reading: Reading) -> tuple[list[tuple[int, int]], list[Issue]]:
    """Pair the marks paragraph by paragraph; return offsets with the marks, and the marks without a partner."""
    text, found, issues, opened = reading.article.text, [], [], None
    for match in MARKS.finditer(text, reading.body.start, reading.body.end):
        mark, at = match.group(), match.start()
        if opened is not None and re.search(r"[\n\r]", text[opened:at]):
            issues.append(_unclosed(reading, opened))
            opened = None
        if opened is None:
            opened = at if mark not in CLOSING else None
        elif mark in OPENING:
            issues.append(_unclosed(reading, opened))
            opened = at
        else:
            found.append((opened, match.end()))
            opened = None
    if opened is not None:
        issues.append(_unclosed(reading, opened))
    return found, issues


def _unclosed(reading: Reading, at: int) -> Issue:
    message = f"The quotation mark at {at} is not closed in its paragraph; what follows is not taken for a quote."
    return Issue("unclosed_mark", message, reading.article.article_id, at, at + 1)


def _marked(reading: Reading, start: int, end: int) -> Quote | None:
    """Link a passage in marks to the cue of its sentence, or to the cue just before or after it."""
    span = reading.span(start, end)
    n_words = sum(token.is_alpha for token in span)
    cue = _cue_near(reading, start, end)
    if n_words < MINIMUM_WORDS and cue is None:
        return None
    if cue is None:
        quote = ("direct", "speech", "neutral", start, end, ((start, end),), None, None, None, 0.3, "marks-alone")
        return Quote(*quote)
    act, stance = _attitude(cue)
    speaker = _subject(reading, cue)
    place = cue.idx + reading.body.start
    return Quote(
        "direct", act, stance, start, end, ((start, end),), (place, place + len(cue)), cue.lemma_.lower(), speaker,
        0.8 if speaker else 0.5, "marks-with-cue",
    )  # fmt: skip


def _cue_near(reading: Reading, start: int, end: int) -> Token | None:
    """Return the reporting verb outside the passage, in a sentence that the passage touches, nearest to it."""
    span = reading.span(start, end)
    sentences = {token.sent.start: token.sent for token in span if not token.is_space}
    verbs = _cues()
    candidates = [
        token
        for sentence in sentences.values()
        for token in sentence
        if not (span.start <= token.i < span.end) and token.pos_ == "VERB" and token.lemma_.lower() in verbs
    ]
    return min(candidates, key=lambda token: (_distance(token, span.start, span.end), token.i), default=None)


def _distance(token: Token, start: int, end: int) -> int:
    return start - token.i if token.i < start else token.i - end + 1


def _cues() -> dict[str, tuple[str, str]]:
    """Map the lemma of each reporting verb that introduces speech to its act and stance."""
    return {
        entry["cue"]: (entry["act"], entry["stance"])
        for entry in read_lexicon("reporting_cues")
        if entry["pos"] == "verb"
    }


def _attitude(cue: Token) -> tuple[str, str]:
    return _cues().get(cue.lemma_.lower(), ("speech", "neutral"))


def _subject(reading: Reading, cue: Token) -> tuple[int, int] | None:
    """Return the subject of the cue, or of the verb that it depends on."""
    for verb in (cue, cue.head):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                return _phrase(reading, child)
    return None


def _phrase(reading: Reading, head: Token) -> tuple[int, int]:
    """Return the noun phrase of a head, without the clauses that hang on it."""
    last = head.i
    for child in head.rights:
        if child.dep_ in {"prep", "flat", "appos"} and child.i == last + 1:
            last = child.right_edge.i
    span = reading.doc[head.left_edge.i : last + 1]
    start, end = reading.offsets(span)
    return start, start + len(reading.surface(start, end).rstrip(" ,;:"))


def _according(reading: Reading) -> list[Quote]:
    """Take the rest of the sentence for what ``according to`` introduces."""
    found = []
    for token in reading.doc[:-1]:
        if token.lower_ != "according" or token.nbor().lower_ != "to":
            continue
        source = next((child for child in token.nbor().children if child.dep_ == "pobj"), None)
        source = source or next((child for child in token.children if child.dep_ == "pobj"), None)
        if source is None:
            continue
        speaker = _phrase(reading, source)
        cue = reading.offsets(reading.doc[token.i : token.i + 2])
        start, end = reading.offsets(token.sent)
        start, end = (start, cue[0]) if cue[0] - start > end - speaker[1] else (speaker[1], end)
        body = reading.surface(start, end)
        start += len(body) - len(body.lstrip(" ,;:\t\r\n"))
        end = start + len(body.strip(" ,;:\t\r\n"))
        if end - start > 10:
            quote = ("indirect", "speech", "neutral", start, end, ((start, end),), cue, "according", speaker, 0.7)
            found.append(Quote(*quote, "according-to"))
    return found
