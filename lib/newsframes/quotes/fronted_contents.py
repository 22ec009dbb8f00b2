"""Fronted contents: clauses and phrases that open a sentence before who speaks, and the rest."""

from dataclasses import replace

from spacy.tokens import Span, Token

from ..language.sentences import sentence_at
from ..language.spans import TextSpan
from ..language.syntax import FINITE, has_subject, is_finite
from ..reader import Reading
from .attribution import Attribution, spans_of
from .quotations import bounds_of

# By which the tree hangs what is fronted on what follows.
FRONTED = {"advcl", "prep", "mark", "advmod", "npadvmod"}
ENDS = " \xa0.!?"


def with_rest(
    reading: Reading,
    attributions: list[Attribution],
    passages: list[TextSpan],
    sentences: list[TextSpan],
) -> list[Attribution]:
    """Extend fronted contents to the rest of the sentence: "If it rains, she said, all leave".

    Attributions without a rest ("When Congress cut it, Mexico said enough") are left out.

    Parameters
    ----------
    reading
        The article as read.
    attributions
        Those found, in order.
    passages
        What stands in quotation marks.
    sentences
        Offsets of the sentences.
    """
    spans, kept = spans_of(attributions), []
    for one in attributions:
        begin, end = bounds_of(one)
        content = reading.span(*one.contents[0])
        is_plain = len(one.contents) == 1 and not one.contents[0].overlaps_any(passages)
        if one.cue is None or not is_plain or one.end > begin or not is_fronted(content):
            kept.append(one)
        elif (rest := _rest(reading, one, end, spans, sentences)) is not None:
            contents = (one.contents[0], rest)
            kept.append(replace(one, contents=contents))
        elif not _hangs_on(content, reading.span(*one.cue)):
            kept.append(one)
    return kept


def is_fronted(content: Span) -> bool:
    """Return True for a clause behind a conjunction, or a phrase without a verb of its own."""
    if not len(content):
        return False
    opening = _opening(content)
    words = [t for t in content if opening is None or not opening.head.is_ancestor(t)]
    is_open = opening is not None or content.root.dep_ in FRONTED
    return is_open and not any(_has_clause(token, opening) for token in words)


def _opening(content: Span) -> Token | None:
    """Return the conjunction that opens a clause: "if", "but when"."""
    first = next((token for token in content if token.dep_ != "cc"), None)
    if first is None or first.lower_ == "that":
        return None
    is_mark = first.dep_ == "mark" or (first.tag_ == "WRB" and first.dep_ == "advmod")
    return first if is_mark else None


def _has_clause(token: Token, opening: Token | None) -> bool:
    """Return True if a word is a finite verb with a subject that no conjunction opens."""
    is_opened = opening is not None and opening.head == token
    return is_finite(token) and not is_opened and has_subject(token)


def _hangs_on(content: Span, cue: Span) -> bool:
    """Return True if a clause tells when or why someone spoke."""
    is_clause = _opening(content) is not None and content.root.dep_ == "advcl"
    return is_clause and content.root.head in cue


def _rest(
    reading: Reading,
    one: Attribution,
    end: int,
    spans: list[TextSpan],
    sentences: list[TextSpan],
) -> TextSpan | None:
    """Return the rest of the sentence behind a comma, if it is a clause that is free."""
    text = reading.text
    if one.cue is None:
        return None
    if text[one.end : bounds_of(one)[0]].strip() != "," or text[end : end + 2] != ", ":
        return None
    stop = sentence_at(sentences, one.cue.start)[1]
    rest = TextSpan(end + 2, len(text[:stop].rstrip(ENDS)))
    if rest.start >= rest.end or rest.overlaps_any(spans):
        return None
    words = reading.span(*rest)
    is_clause = any(token.tag_ in FINITE for token in words) and any(map(has_subject, words))
    return rest if is_clause else None
