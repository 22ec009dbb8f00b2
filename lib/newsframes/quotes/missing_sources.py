"""Sources that stand beside no cue: those of another attribution, or subjects in the tree."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from ..language.lexicon import word_class
from ..language.reporting_cues import cue_lemmas, has_trait
from ..language.spans import TextSpan
from ..language.syntax import (
    NOMINAL,
    SUBJECTS,
    agent_of,
    child_of,
    head_of,
    is_passive,
    phrase_of,
    subject_of,
)
from ..reader import Reading
from .attribution import Attribution, text_span
from .source_filters import is_spoken_to

# Relations by which a verb takes over the subject of its head.
SHARED = {"conj", "advcl", "xcomp", "ccomp", "dep", "acl", "pcomp", "prep"}
LONGEST_SUBJECT, JOINING = 20, re.compile(r"\s?,\s(?:and\s)?")


def shared_source(
    reading: Reading, one: Attribution, before: list[Attribution]
) -> Attribution | None:
    """Return the attribution whose source a cue shares: "he said, noting that …"."""
    if one.cue is None:
        return None
    head = head_of(reading.span(*one.cue))
    sourced = [(other, other.cue) for other in reversed(before) if other.cue and other.source]
    if sourced and head is not None and head.tag_ == "VBG":
        last = sourced[0][0]
        if _goes_on(reading, one.cue, last):
            return last
    for verb in _verbs_above(head):
        for other, span in sourced:
            cue = reading.span(*span)
            if cue.start <= verb.i < cue.end:
                return other
    return None


def _goes_on(reading: Reading, cue: TextSpan, last: Attribution) -> bool:
    """Return True if a participle goes on from an attribution: "…,” he said. Adding, “…”"."""
    end = max(span.end for span in last.introduction)
    if end <= cue.start and JOINING.fullmatch(reading.text, end, cue.start):
        return True
    head = reading.span(*cue).root
    between = reading.text[max(span.end for span in last.spans) : cue.start]
    is_alone = all(subject_of(verb) is None for verb in _verbs_above(head))
    is_next = is_alone and bool(head.is_sent_start) and not any(map(str.isalnum, between))
    return is_next and _is_saying(head)


def _is_saying(verb: Token) -> bool:
    statements = cue_lemmas(pos="verb", act="speech", nominal="statement")
    return verb.tag_ == "VBG" and verb.lemma_.lower() in statements


def _verbs_above(verb: Token | None) -> Iterator[Token]:
    """Yield the verbs that a verb without a subject hangs on, the nearest first."""
    if verb is None or child_of(verb, *SUBJECTS, "csubj") is not None:
        return
    says = _is_saying(verb)
    # "Gave her reasons, saying …".
    while verb.dep_ in SHARED or (says and verb.pos_ == "NOUN" and verb.dep_ == "dobj"):
        verb = verb.head
        yield verb


def find_source(reading: Reading, one: Attribution) -> TextSpan | None:
    """Return the subject of the cue's verb, or the nearest above it: a short phrase of its own.

    Of a passive whose subject is told, who stands behind "by".
    """
    if one.cue is None:
        return None
    cue = reading.span(*one.cue)
    head = head_of(cue)
    if head is not None and is_passive(head) and has_trait(head.lemma_, "passive", "addressee"):
        agent = agent_of(head)
        return text_span(reading, phrase_of(agent)) if agent is not None else None
    verbs = (head, *_verbs_above(head)) if head is not None else ()
    subjects = (child_of(verb, *SUBJECTS, "csubj") for verb in verbs)
    subject = next((noun for noun in subjects if noun is not None), None)
    if subject is None or subject.pos_ not in NOMINAL or subject.lower_ in word_class("expletive"):
        return None
    if is_spoken_to(cue, reading.doc[subject.i : subject.i + 1]):
        return None
    last = subject.right_edge.i
    describing = ("relcl", "acl") if last - subject.left_edge.i >= LONGEST_SUBJECT else ("relcl",)
    clause = next((child for child in subject.rights if child.dep_ in describing), None)
    if clause is not None:  # "the firm, which asked for …,"
        last = clause.left_edge.i - 1 - reading.doc[clause.left_edge.i - 1].is_punct
    source = text_span(reading, reading.doc[subject.left_edge.i : last + 1])
    is_short = last - subject.left_edge.i < LONGEST_SUBJECT
    return source if is_short and not source.overlaps_any((*one.contents, one.cue)) else None
