"""Fronted: a clause or a phrase that opens a sentence before who speaks, and what is said of it behind them."""

from dataclasses import replace

from spacy.tokens import Span, Token

from ..language.sentences import sentence_at
from ..reader import Reading
from .attributions import Attribution, Labelled
from .quotation_marks import Passage
from .quotations import spans_of

# How sure the rest is; only the commas and the tree speak for it.
CONFIDENCE = 0.6
FINITE, SUBJECTS = {"VBD", "VBZ", "VBP", "MD"}, {"nsubj", "nsubjpass", "expl"}
# By which the tree hangs what is fronted on what follows.
FRONTED = {"advcl", "prep", "mark", "advmod", "npadvmod"}
ENDS = " \xa0.!?"


def with_rest(
    reading: Reading,
    groups: list[Attribution],
    passages: list[Passage],
    sentences: list[tuple[int, int]],
) -> list[Attribution]:
    """Give groups that hold only what is fronted the rest of the sentence: "If it rains, she said, all may leave".

    Those without a rest ("When Congress cut it, Mexico said enough") say nothing and are left out.

    Parameters
    ----------
    reading
        The article as read.
    groups
        The attributions found, in order.
    passages
        What stands in quotation marks.
    sentences
        Offsets of the sentences.
    """
    spans = [span for group in groups for span in spans_of(group)]
    kept = []
    for group in groups:
        said = [span for span in (group.cue, group.source) if span is not None]
        content = reading.span(group.contents[0].start, group.contents[0].end)
        is_marked = any(
            p.start < span.end and span.start < p.end for p in passages for span in group.contents
        )
        begin = min((span.start for span in said), default=0)
        is_before = len(group.contents) == 1 and group.contents[0].end <= begin
        if group.cue is None or is_marked or not is_before or not is_fronted(content):
            kept.append(group)
            continue
        rest = _rest(reading, group, max(span.end for span in said), spans, sentences)
        if rest is not None:
            kept.append(replace(group, contents=(group.contents[0], rest)))
        elif not _hangs_on(content, reading.span(group.cue.start, group.cue.end)):
            kept.append(group)
    return kept


def is_fronted(content: Span) -> bool:
    """Say whether a content is a clause with a conjunction before it, or a phrase without a verb of its own."""
    opening = _opening(content)
    if not len(content):
        return False
    if opening is not None:
        return not any(
            _has_clause(token, content) for token in content if not opening.head.is_ancestor(token)
        )
    return content.root.dep_ in FRONTED and not any(
        _has_clause(token, content) for token in content
    )


def _opening(content: Span) -> Token | None:
    """Return the conjunction that opens a clause: "if", "but when"."""
    first = next((token for token in content if token.dep_ != "cc"), None)
    is_mark = first is not None and (
        first.dep_ == "mark" or (first.tag_ == "WRB" and first.dep_ == "advmod")
    )
    return first if is_mark and first.lower_ != "that" else None


def _has_clause(token: Token, content: Span) -> bool:
    """Say whether a word is a finite verb with a subject that no conjunction opens."""
    own = list(token.children)
    is_clause = token.tag_ in FINITE or any(
        child.tag_ in FINITE and child.dep_ == "aux" for child in own
    )
    opened = _opening(content)
    is_opened = opened is not None and opened.head == token
    return is_clause and not is_opened and any(child.dep_ in SUBJECTS for child in own)


def _hangs_on(content: Span, cue: Span) -> bool:
    """Say whether a clause tells when or why someone spoke."""
    return (
        _opening(content) is not None and content.root.dep_ == "advcl" and content.root.head in cue
    )


def _rest(
    reading: Reading,
    group: Attribution,
    end: int,
    spans: list[Labelled],
    sentences: list[tuple[int, int]],
) -> Labelled | None:
    """Return the rest of the sentence behind a comma, if it is a clause that no other attribution touches."""
    text, begin = reading.text, group.contents[0].end
    before = text[begin : min(span.start for span in (group.cue, group.source) if span is not None)]
    if before.strip() != "," or text[end : end + 2] != ", ":
        return None
    stop = sentence_at(sentences, group.cue.start)[1]
    stop = len(text[:stop].rstrip(ENDS))
    start = end + 2
    if start >= stop or any(start < span.end and span.start < stop for span in spans):
        return None
    words = reading.span(start, stop)
    is_clause = any(token.tag_ in FINITE for token in words) and any(
        token.dep_ in SUBJECTS for token in words
    )
    return Labelled(start, stop, "content", CONFIDENCE) if is_clause else None
