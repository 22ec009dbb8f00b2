"""Subjects: who speaks where no source stands beside a cue: the subject of its verb, or of the one it hangs on."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from ..reader import Reading
from .attributions import Attribution, Labelled
from .intermediaries import SAYING
from .quotations import spans_of
from .quote import Offsets
from .source_filters import head_of, is_spoken_to

SHARED = {
    "conj",
    "advcl",
    "xcomp",
    "ccomp",
    "dep",
    "acl",
    "pcomp",
    "prep",
}  # where a verb takes over a subject
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
NOMINAL, EMPTY = {"NOUN", "PROPN", "PRON"}, {"it", "that", "which", "what", "this", "there"}
LONGEST_SUBJECT, JOINING = 20, re.compile(r"\s?,\s(?:and\s)?")


def shared_source(reading: Reading, cue: Labelled, before: list[Attribution]) -> Labelled | None:
    """Return the source of the cue that a cue without a subject hangs on, or goes on from: "he said, noting that"."""
    head = head_of(reading.span(cue.start, cue.end))
    last = next((group for group in reversed(before) if group.cue and group.source), None)
    if last is not None and head is not None and head.tag_ == "VBG":
        ends = max(last.cue.end, last.source.end)
        is_joined = ends <= cue.start and JOINING.fullmatch(reading.text, ends, cue.start)
        ends = max(span.end for span in spans_of(last))
        is_next = head.lower_ in SAYING and not any(
            map(str.isalnum, reading.text[ends : cue.start])
        )
        if is_joined or (is_next and head.is_sent_start):  # "…,” he said. Adding, “…”"
            return last.source
    for verb in _verbs_above(head):
        for group in reversed(before):
            span = (
                reading.span(group.cue.start, group.cue.end) if group.cue and group.source else None
            )
            if span and span.start <= verb.i < span.end:
                return group.source
    return None


def _verbs_above(verb: Token | None) -> Iterator[Token]:
    """Yield the verbs that a verb without a subject hangs on, the nearest first."""
    if verb is None or any(child.dep_ in SUBJECTS for child in verb.children):
        return
    says = verb.lower_ in SAYING
    while verb.dep_ in SHARED or (
        says and verb.pos_ == "NOUN" and verb.dep_ == "dobj"
    ):  # "gave her reasons, saying"
        verb = verb.head
        yield verb


def find_subject(reading: Reading, group: Attribution) -> Offsets | None:
    """Return the subject of the cue's verb, or the nearest above it: a short phrase beside content and cue."""
    cue = reading.span(group.cue.start, group.cue.end)
    head = head_of(cue)
    verbs = (head, *_verbs_above(head)) if head is not None else ()
    subject = next(
        (child for verb in verbs for child in verb.children if child.dep_ in SUBJECTS), None
    )
    if subject is None or subject.pos_ not in NOMINAL or subject.lower_ in EMPTY:
        return None
    if is_spoken_to(cue, reading.doc[subject.i : subject.i + 1]):
        return None
    last = subject.right_edge.i
    describing = ("relcl", "acl") if last - subject.left_edge.i >= LONGEST_SUBJECT else ("relcl",)
    clause = next((child for child in subject.rights if child.dep_ in describing), None)
    if clause is not None:  # "the firm, which asked for …,"
        last = clause.left_edge.i - 1 - reading.doc[clause.left_edge.i - 1].is_punct
    start, end = reading.offsets(reading.doc[subject.left_edge.i : last + 1])
    is_free = not any(
        start < span.end and span.start < end for span in (*group.contents, group.cue)
    )
    return (start, end) if is_free and last - subject.left_edge.i < LONGEST_SUBJECT else None


def find_object(reading: Reading, group: Attribution) -> Offsets | None:
    """Return what stands right after a cue that ends in "to": "according to a NATO press release"."""
    last = reading.span(group.cue.start, group.cue.end)[-1:]
    after = next(
        (child for token in last for child in token.children if child.dep_ == "pobj"), None
    )
    if after is None or last[0].lower_ != "to" or after.pos_ not in NOMINAL:
        return None
    start, end = reading.offsets(reading.doc[after.left_edge.i : after.i + 1])
    is_free = not any(start < span.end and span.start < end for span in group.contents)
    return (start, end) if is_free else None
