"""Filters of sources: who is told, asked or found guilty does not speak."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from ..language.reporting_cues import has_trait
from ..language.spans import TextSpan
from ..language.syntax import (
    SUBJECTS,
    child_of,
    head_of,
    is_passive,
    phrase_of,
)
from ..reader import Reading
from .attribution import Attribution, text_span

# What a clause says of who speaks by another's words.
NAMINGS = {"identified", "named", "described", "quoted", "known"}
# A participle before the clause of who is asked.
PREAMBLES = {"advcl", "acl", "amod", "dep", "ccomp", "csubj"}


def may_be_source(reading: Reading, one: Attribution) -> bool:
    """Return True if the source that stands beside a cue can be who says so."""
    if one.cue is None or one.source is None:
        return True
    cue, source = reading.span(*one.cue), reading.span(*one.source)
    return not (len(source) and (is_spoken_to(cue, source) or _describes_subject(cue, source)))


def _describes_subject(cue: Span, source: Span) -> bool:
    """Return True if a source only stands in a clause about who speaks.

    "A student identified by police as Ali Reza told reporters": not the police.
    """
    verb = head_of(cue)
    subject = child_of(verb, "nsubj") if verb is not None else None
    if subject is None or source.start <= subject.i < source.end:
        return False
    above = list(source.root.ancestors)
    clauses = above[: above.index(subject)] if subject in above else []
    return any(token.dep_ == "acl" and token.lower_ in NAMINGS for token in clauses)


def is_spoken_to(cue: Span, source: Span) -> bool:
    """Return True if a source is the subject of a passive verb: "Lopez was told to go".

    So is the subject of a verb above a participle: "asked about it, Lopez smiled", "Lopez appeared
    in court, charged with fraud". Not of one of feeling ("she was shocked that …"), nor who stands
    behind "by". Who hears something does not say it either: "the court heard that Lee lied".
    """
    head = head_of(cue)
    if head is not None and has_trait(head.lemma_, "trait", "hears") and not is_passive(head):
        return source.root.dep_ in SUBJECTS
    if head is None or feels(head):
        return False
    if is_passive(head):
        return source.root.dep_ in SUBJECTS
    is_subject = source.root.dep_ in SUBJECTS and source.root.head in head.ancestors
    if not is_subject or not is_preamble(head):
        return False
    fronted, trailing = head.doc[head.i : source.start], head.doc[source.end : head.i]
    # Not "Lopez, convinced that …".
    is_accused = head.i + 1 < len(head.doc) and head.nbor().lower_ in ("for", "of", "with")
    return _has_comma(fronted) or (is_accused and _has_comma(trailing))


def _has_comma(words: Span) -> bool:
    return any(token.text == "," for token in words)


def feels(verb: Token) -> bool:
    """Return True for a verb whose passive has who thinks or speaks as its subject."""
    return has_trait(verb.lemma_, "passive", "source")


def is_preamble(verb: Token) -> bool:
    """Return True for a participle without subject and auxiliary, under another clause's verb."""
    is_participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and bool(verb.is_sent_start))
    is_bare = child_of(verb, *SUBJECTS, "aux", "auxpass") is None
    return is_bare and is_participle and verb.dep_ in PREAMBLES


def without_addressee(reading: Reading, one: Attribution, passages: list[TextSpan]) -> Attribution:
    """Remove the addressee from the content: of "told Acme that …", and of a passive.

    If nothing else is left of a passive's, the content is the quotation right before ("“You are
    next,” the editor was warned by a caller"); without one the attribution stays as it is.
    """
    head = head_of(reading.span(*one.cue)) if one.cue else None
    if head is None or not has_trait(head.lemma_, "passive", "addressee"):
        return one
    if not is_passive(head):
        return _behind_addressee(reading, one, head)
    addressee = next((child for child in head.lefts if child.dep_ in SUBJECTS), None)
    if addressee is None:
        return one
    told = text_span(reading, phrase_of(addressee))
    contents = [part for span in one.contents for part in _outside(reading.text, span, told)]
    if not contents:
        before = (p for p in passages if p.end <= told.start)
        near = (p for p in before if not reading.text[p.end : told.start].strip(" ,\xa0"))
        contents = list(near)[-1:]
    return one.with_contents(contents) if contents else one


def _behind_addressee(reading: Reading, one: Attribution, verb: Token) -> Attribution:
    """Return an attribution whose content begins with the clause behind a name: "RUV that …"."""
    content = reading.span(*one.contents[0])
    at = content.start
    while at < content.end and content.doc[at].ent_type_:
        at += 1
    words = content.doc[content.start : at]
    is_named = len(words) and words.root.dep_ in ("dobj", "dative", "nsubj")
    if not is_named or verb.i != content.start - 1 or content.doc[at : at + 1].text != "that":
        return one
    rest = TextSpan(reading.body.start + content.doc[at].idx, one.contents[0].end)
    return one.with_contents([rest, *one.contents[1:]])


def _outside(text: str, span: TextSpan, hole: TextSpan) -> Iterator[TextSpan]:
    """Yield what of a span stands before and behind another."""
    for start, end in (
        (span.start, min(span.end, hole.start)),
        (max(span.start, hole.end), span.end),
    ):
        stop = start + len(text[start:end].rstrip(" \xa0"))
        if any(map(str.isalnum, text[start:stop])):
            yield TextSpan(start, stop)
