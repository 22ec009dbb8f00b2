"""Filters of sources: who is told, asked or found guilty does not speak, nor who is only near."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from ..language.reporting_cues import has_trait
from ..language.spans import TextSpan
from ..language.syntax import (
    OBJECTS,
    SUBJECTS,
    VERBAL,
    child_of,
    head_of,
    is_passive,
    phrase_of,
)
from ..reader import Reading
from ..rules import Rule, Stage
from .attribution import Attribution, text_span
from .labelled_spans import labelled_spans
from .linking import link_spans

# A participle before the clause of who is asked.
PREAMBLES = {"advcl", "acl", "amod", "dep", "ccomp", "csubj"}


@dataclass(frozen=True)
class Sourced:
    """The head of a cue, the cue, the source, and where the content stands to them."""

    token: Token
    cue: Span
    source: Span
    is_cue_first: bool
    is_source_last: bool


def may_be_source(reading: Reading, one: Attribution) -> bool:
    """Return True if the source that stands beside a cue can be who says so."""
    if one.source is None:
        return True
    context = _sourced(reading, one)
    return context is None or not SOURCE_FILTERS.holds(context)


def _sourced(reading: Reading, one: Attribution) -> Sourced | None:
    cue, source = reading.span(*one.cue), reading.span(*one.source)
    if not len(cue) or not len(source):
        return None
    is_cue_first = one.start >= one.cue.start
    is_source_last = is_cue_first and one.source.start >= one.contents[0].end
    return Sourced(cue.root, cue, source, is_cue_first, is_source_last)


def _linked(reading: Reading) -> Iterator[Sourced]:
    """Yield the contexts of an article, for the examples of the rules."""
    for one in link_spans(reading.text, labelled_spans(reading, [], [])):
        if one.cue and one.source and (context := _sourced(reading, one)):
            yield context


def is_spoken_to(cue: Span, source: Span) -> bool:
    """Return True if a source is the subject of a passive verb: "Lopez was told to go".

    So is the subject of a verb above a participle: "asked about it, Lopez smiled". Not of one of
    feeling ("she was shocked that …"), nor who stands behind "by".
    """
    head = head_of(cue)
    if head is None or feels(head):
        return False
    if is_passive(head):
        return source.root.dep_ in SUBJECTS
    is_parted = any(token.text == "," for token in head.doc[head.i : max(head.i, source.start)])
    is_subject = source.root.dep_ in SUBJECTS and source.root.head in head.ancestors
    return is_parted and is_subject and is_preamble(head)


def feels(verb: Token) -> bool:
    """Return True for a verb whose passive has who thinks or speaks as its subject."""
    return has_trait(verb.lemma_, "passive", "source")


def is_preamble(verb: Token) -> bool:
    """Return True for a participle without subject and auxiliary, under another clause's verb."""
    is_participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.is_sent_start)
    is_bare = child_of(verb, *SUBJECTS, "aux", "auxpass") is None
    return is_bare and is_participle and verb.dep_ in PREAMBLES


def _did_something_else(context: Sourced) -> bool:
    """Return True if a source did something to a noun on the way to a verb with its own subject."""
    source = context.source
    above = {token.head for token in source if token.dep_ == "pobj" and token.head not in source}
    subject = child_of(context.token, "nsubj")
    return subject not in (None, *source) and any(
        by.lower_ == "by" and by.head.dep_ == "acl" and by.head != context.token for by in above
    )


def _is_addressed(context: Sourced) -> bool:
    """Return True if a source is the object of a verb whose subject speaks."""
    head, noun = context.token, context.source.root
    is_beside = context.is_cue_first or context.source.end <= context.cue.start
    if not is_beside or head.pos_ != "VERB" or noun.dep_ not in OBJECTS:
        return False
    over = noun.head
    verb = over.head if over.pos_ in ("ADP", "SCONJ", "PART") else over
    if verb.pos_ not in VERBAL or over.lower_ == "to" or has_trait(verb.lemma_, "trait", "relays"):
        return False
    if over.lower_ == "by":
        return verb != head and is_passive(head)
    has_to = any(child.lower_ == "to" for child in head.children)
    is_purpose = head.dep_ == "advcl" and head.head == verb and has_to
    subject = child_of(verb, "nsubj")
    return subject not in (None, *context.source) and (verb == head or is_purpose)


def _is_of_another_verb(context: Sourced) -> bool:
    """Return True if a source behind the content is no agent, nor subject of its own clause."""
    head, source = context.token, context.source
    if not context.is_source_last or head.pos_ not in VERBAL or source.start == 0:
        return False
    is_agent = head.tag_ == "VBN" and source.doc[source.start - 1].lower_ in ("by", "from")
    is_clause = source.root.sent == head.sent and head.head.i > head.i
    return not (is_agent or source.root.head == head or is_clause)


SOURCE_FILTERS = Stage(
    "source filters",
    "any",
    [
        Rule(
            "told, not telling",
            when=lambda context: is_spoken_to(context.cue, context.source),
            examples=(("Maria Lopez was told that the bridge would close.", True),
                      ("Maria Lopez was shocked that the bridge would close.", None)),
        ),
        Rule("agent of a noun's participle", when=_did_something_else),
        Rule(
            "object of the verb",
            when=_is_addressed,
            examples=(("Maria Lopez urged Ann Lee to reopen the bridge.", None),),
        ),
        Rule("behind the content, of another verb", when=_is_of_another_verb),
    ],
    contexts=_linked,
)  # fmt: skip


def without_addressee(reading: Reading, one: Attribution, passages: list[TextSpan]) -> Attribution:
    """Remove the addressee of a passive from the content.

    If nothing else is left, the content is the quotation right before ("“You are next,” the editor
    was warned by a caller"); without one the attribution stays as it is.
    """
    head = head_of(reading.span(*one.cue)) if one.cue else None
    is_told = head is not None and has_trait(head.lemma_, "passive", "addressee")
    addressee = next((c for c in head.lefts if c.dep_ in SUBJECTS), None) if is_told else None
    if addressee is None or not is_passive(head):
        return one
    told = text_span(reading, phrase_of(addressee))
    contents = [part for span in one.contents for part in _outside(reading.text, span, told)]
    if not contents:
        before = (p for p in passages if p.end <= told.start)
        near = (p for p in before if not reading.text[p.end : told.start].strip(" ,\xa0"))
        contents = list(near)[-1:]
    return one.with_contents(contents) if contents else one


def _outside(text: str, span: TextSpan, hole: TextSpan) -> Iterator[TextSpan]:
    """Yield what of a span stands before and behind another."""
    for start, end in (
        (span.start, min(span.end, hole.start)),
        (max(span.start, hole.end), span.end),
    ):
        stop = start + len(text[start:end].rstrip(" \xa0"))
        if any(map(str.isalnum, text[start:stop])):
            yield TextSpan(start, stop)
