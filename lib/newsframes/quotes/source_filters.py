"""Passives: who is told, asked or found guilty does not speak."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from ..language.reporting_cues import cue_lemmas, verbs_with
from ..reader import Reading
from .attributions import Attribution, Labelled
from .intermediaries import RELAYING
from .quotation_marks import Passage

SUBJECTS = {"nsubj", "nsubjpass"}
OBJECTS = {"dobj", "pobj", "dative"}
# What sources ask for.
UNNAMED = re.compile(
    r"(?:(?:not to|that (?:he|she|they) not) be (?:named|identified|quoted)|to remain anonymous|(?:for )?anonymity)\b"
)
# A participle before the clause of who is asked.
PREAMBLES = {"advcl", "acl", "amod", "dep", "ccomp", "csubj"}


def only_names(cue: Span) -> bool:
    """Say whether a cue only tells what something is called: "a rate known as the blue dollar", "a book titled …"."""
    head = head_of(cue)
    is_name = head is not None and head.lower_ in {"known", "titled", "entitled", "referred"}
    return is_name and head.tag_ == "VBN" and head.dep_ == "acl"


def without_addressee(
    reading: Reading, group: Attribution, passages: Iterable[Passage]
) -> Attribution:
    """Remove the addressee from the content: "“You are next,” the editor was warned by a caller".

    If nothing else is left, the content is the quotation right before; without one the group stays
    as it is. Who stands behind "by" speaks.
    """
    cue = reading.span(group.cue.start, group.cue.end) if group.cue else None
    head = head_of(cue) if cue else None
    if head is None or head.lemma_.lower() not in addressing_verbs() or not is_passive(head):
        return group
    subject = next((child for child in head.lefts if child.dep_ in SUBJECTS), None)
    if subject is None:
        return group
    first, last = reading.offsets(reading.doc[subject.left_edge.i : subject.right_edge.i + 1])
    parts = [part for span in group.contents for part in _outside(reading.text, span, first, last)]
    if not parts:
        near = (
            p
            for p in passages
            if p.end <= first and not reading.text[p.end : first].strip(" ,\xa0")
        )
        parts = [replace(group.contents[0], start=p.start, end=p.end) for p in near][-1:]
    return (
        replace(group, contents=tuple(parts), source=_agent(reading, group, head, (first, last)))
        if parts
        else group
    )


def _agent(
    reading: Reading, group: Attribution, head: Token, subject: tuple[int, int]
) -> Labelled | None:
    """Return who speaks by a passive: the source, unless it is the subject, else who stands behind "by"."""
    source = group.source
    if source is not None and not (source.start < subject[1] and subject[0] < source.end):
        return source
    by = (child for child in head.rights if child.dep_ == "agent" and child.lower_ == "by")
    agent = next((child for token in by for child in token.children if child.dep_ == "pobj"), None)
    if agent is None:
        return source
    start, end = reading.offsets(reading.doc[agent.left_edge.i : agent.i + 1])
    return Labelled(start, end, "source", group.cue.confidence)


def _outside(text: str, span: Labelled, first: int, last: int) -> Iterator[Labelled]:
    """Yield what of a span stands before and behind a stretch of text."""
    for start, end in ((span.start, min(span.end, first)), (max(span.start, last), span.end)):
        stop = start + len(text[start:end].rstrip(" \xa0"))
        if any(map(str.isalnum, text[start:stop])):
            yield replace(span, start=start, end=stop)


def is_spoken_to(cue: Span, source: Span) -> bool:
    """Say whether a source is the subject of a passive verb: "Lopez was told to go", "asked about it, Lopez smiled".

    Nor does the subject of a verb above it: "Lopez went when he was told", "Lopez left and was told
    to go". Not of one of feeling ("she was shocked that …"), nor who stands behind "by".
    """
    head = head_of(cue)
    if head is None or head.lemma_.lower() in _feeling():
        return False
    if is_passive(head):
        return source.root.dep_ in SUBJECTS
    is_parted = any(token.text == "," for token in head.doc[head.i : max(head.i, source.start)])
    is_subject = source.root.dep_ in SUBJECTS and source.root.head in head.ancestors
    return is_parted and is_subject and _is_preamble(head)


def says_nothing(reading: Reading, group: Attribution, speaks: bool) -> bool:
    """Say whether the words behind a passive without speaker are nobody's: "asked about it", "was found guilty".

    Nor is a name said, whoever bears it: "better known as Al"; nor is it news that a source "asked
    not to be named".
    """
    if UNNAMED.match(reading.text, group.contents[0].start):
        return True
    cue = reading.span(group.cue.start, group.cue.end)
    head = head_of(cue)
    if head is None or head.lemma_.lower() in _feeling():
        return False
    if speaks:
        return cue.text.lower().endswith("known as")
    behind = [
        span for span in group.contents if span.start >= group.cue.end
    ]  # "two men who fled were found guilty"
    words = (token for span in behind for token in reading.span(span.start, span.end))
    is_named = head.tag_ == "VBN" and cue[-1].lower_ == "as"
    is_state = is_passive(head) and not any(token.pos_ in ("VERB", "AUX") for token in words)
    return is_named or is_state or _is_preamble(head)


def may_be_source(reading: Reading, group: Attribution) -> bool:
    """Say whether who stands behind a verb and the content after it can be who says so.

    After "by" of a participle, as the verb's subject, or as that of the clause that it opens:
    "asked about it, she said". Not in "he spoke, saying “…”, as quoted by the Daily Post", nor "the
    ministry, in a note seen by AFP, said".
    """
    source, cue = group.source, group.cue
    words = reading.span(cue.start, cue.end)
    if source is not None and is_spoken_to(words, reading.span(source.start, source.end)):
        return False
    if source is not None and _is_beside(head_of(words), reading.span(source.start, source.end)):
        return False
    is_after = (
        group.contents[0].start >= cue.start
    )  # "…,” tweeted Ken Lee" may be parsed as if Lee were the object
    is_beside = source is not None and (is_after or source.end <= cue.start)
    if is_beside and _is_addressed(head_of(words), reading.span(source.start, source.end)):
        return False
    if (
        source is None
        or group.contents[0].start < cue.start
        or source.start < group.contents[0].end
    ):
        return True
    head, span = head_of(words), reading.span(source.start, source.end)
    if head is None or head.pos_ not in ("VERB", "AUX") or span.start == 0:
        return True
    is_agent = head.tag_ == "VBN" and span.doc[span.start - 1].lower_ in ("by", "from")
    if is_agent or span.root.head == head:
        return True
    return span.root.sent == head.sent and head.head.i > head.i


def _is_beside(head: Token | None, source: Span) -> bool:
    """Say whether a source only did something to a noun on the way to the verb, which has a subject of its own."""
    above = {token.head for token in source if token.dep_ == "pobj" and token.head not in source}
    is_agent = any(by.lower_ == "by" and by.head.dep_ == "acl" and by.head != head for by in above)
    if head is None or not is_agent:
        return False
    return any(child.dep_ == "nsubj" and child not in source for child in head.children)


def _is_addressed(head: Token | None, source: Span) -> bool:
    """Say whether a source is the object of a verb whose subject speaks: "called on members to", "met Lee to discuss".

    Nor does the agent of another verb speak by a passive: "was pardoned by Lee after the charges
    were deemed unjust".
    """
    if head is None or head.pos_ != "VERB" or source.root.dep_ not in OBJECTS:
        return False
    over = source.root.head
    verb = over.head if over.pos_ in ("ADP", "SCONJ", "PART") else over
    if verb.pos_ not in ("VERB", "AUX") or over.lower_ == "to" or verb.lemma_.lower() in RELAYING:
        return False
    if over.lower_ == "by":
        return verb != head and is_passive(head)
    is_purpose = (
        head.dep_ == "advcl"
        and head.head == verb
        and any(child.lower_ == "to" for child in head.children)
    )
    has_subject = any(child.dep_ == "nsubj" and child not in source for child in verb.children)
    return has_subject and (verb == head or is_purpose)


def is_passive(verb: Token) -> bool:
    """Return True if a verb has a passive auxiliary."""
    return any(child.dep_ == "auxpass" for child in verb.children)


def _is_preamble(verb: Token) -> bool:
    """Say whether a verb is a participle without subject and auxiliary, under the verb of another clause."""
    is_bare = not any(child.dep_ in SUBJECTS | {"aux", "auxpass"} for child in verb.children)
    is_participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.is_sent_start)
    return is_bare and is_participle and verb.dep_ in PREAMBLES


def head_of(span: Span) -> Token | None:
    """Return the token of a span that stands highest in the tree."""
    return span.root if len(span) else None


def addressing_verbs() -> frozenset[str]:
    """List the verbs whose passive subject is who is spoken to."""
    return cue_lemmas(passive="addressee")


def _feeling() -> frozenset[str]:
    return frozenset(v for v, who in verbs_with("passive").items() if "source" in who)
