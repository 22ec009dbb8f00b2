"""Relays: what "TASS quoted the minister as saying" attributes is not "the minister as saying"."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from spacy.tokens import Span

from ..language.lexicon import read_lexicon
from ..language.noun_classes import documents
from ..reader import Reading
from .attributions import Attribution, Labelled
from .quotation_marks import Passage

RELAYING = {"quote", "cite"}
SPEAKING = {"title", "person", "collective", "organisation", "speaker", "voice"}
SAYING = {
    "saying",
    "telling",
    "stating",
    "adding",
    "warning",
    "declaring",
    "announcing",
    "claiming",
    "writing",
}
ACCORDING = re.compile(r"(?P<cue>according to)\s+(?=\w)", re.IGNORECASE)
# How many words after the cue "as saying" may come: "quoted the deputy head of the emergency
# service as saying".
REACH = 16


def settle_relay(reading: Reading, group: Attribution, passages: Iterable[Passage]) -> Attribution:
    """Return a group with only what was said as its content, and who or what says it as its source."""
    return _with_document(
        reading, _without_cited(reading, _without_relay(reading, group, passages))
    )


def _without_relay(
    reading: Reading, group: Attribution, passages: Iterable[Passage]
) -> Attribution:
    """Begin what is relayed after "as saying".

    If nothing stands there, it is the passage in marks before the source.

    Of "he was quoted by TASS as saying", nothing but marked words can stand before the verb, and
    TASS does not speak.
    """
    cue = reading.span(group.cue.start, group.cue.end) if group.cue else None
    if not cue or cue.root.lemma_.lower() not in RELAYING:
        return group
    after = reading.doc[cue.start : min(cue.end + REACH, cue.sent.end)]
    said = next((n for n, word in enumerate(after) if n and _says(after[n - 1 : n + 1])), None)
    if said is None:
        return group
    is_passive = any(child.dep_ == "auxpass" for child in cue.root.children)
    subject = next(
        (child for child in cue.root.children if is_passive and child.dep_ == "nsubjpass"), cue[0]
    )
    begin = reading.offsets(after[said : said + 1])[1]
    contents = []
    for span in group.contents:
        if span.end <= group.cue.start and (not is_passive or _is_marked(span, passages)):
            contents.append(span)
        if span.end > begin and (rest := _rest(reading, max(span.start, begin), span.end)):
            contents.append(replace(span, start=rest[0], end=rest[1]))
    if not contents:
        first = reading.offsets(cue.doc[subject.left_edge.i : cue.end])[0]
        first = min(first, group.source.start if group.source else first)
        before = (
            p
            for p in passages
            if p.end <= first and not any(map(str.isalnum, reading.text[p.end : first]))
        )
        contents = [Labelled(p.start, p.end, "content", group.cue.confidence) for p in before][-1:]
    if not contents:
        return group
    return replace(group, contents=tuple(contents), source=None if is_passive else group.source)


def _without_cited(reading: Reading, group: Attribution) -> Attribution:
    """Begin what is said behind who is cited: "Reuters, citing officials, reported that …", "AFP, which cited one, …".

    The cue is then the verb that follows, or the "according to" before.
    """
    cue = reading.span(group.cue.start, group.cue.end) if group.cue else None
    content = reading.span(group.contents[0].start, group.contents[0].end)
    if not cue or not content or cue.root.lemma_.lower() not in RELAYING or content.start < cue.end:
        return group
    cited = next(
        (child for child in cue.root.children if child.dep_ == "dobj" and child in content), None
    )
    comma = cited.right_edge.i + 1 if cited is not None else content.end
    if comma + 2 >= content.end or cue.doc[comma].text != ",":
        return group
    verb, first = cue.doc[comma + 1], cue.sent[:2]
    if verb.tag_ in ("VBD", "VBZ") and verb.is_ancestor(cue.root):
        told, begin = verb, comma + 2
    elif first.text.lower() == "according to" and cue.root.dep_ == "relcl":
        told, begin = first, comma + 1
    else:
        return group
    start, end = reading.offsets(cue.doc[told.i : told.i + 1] if told is verb else told)
    said = replace(group.contents[0], start=reading.offsets(cue.doc[begin : begin + 1])[0])
    return replace(
        group, contents=(said, *group.contents[1:]), cue=replace(group.cue, start=start, end=end)
    )


def _with_document(reading: Reading, group: Attribution) -> Attribution:
    """Give a source the document that the reader took for part of the cue: "according to figures cited | by the FT"."""
    cue, source = group.cue, group.source
    if cue is None or source is None or source.start < cue.end:
        return group
    told = ACCORDING.match(reading.text, cue.start, cue.end)
    between = reading.text[cue.end : source.start].strip()
    words = reading.span(told.end(), cue.end) if told else None
    if (
        not words
        or between not in ("", "by")
        or not any(w.lemma_.lower() in speaking_nouns() for w in words)
    ):
        return group
    begin = told.end()
    return replace(
        group, cue=replace(cue, end=told.end("cue")), source=replace(source, start=begin)
    )


def only_names_source(reading: Reading, group: Attribution) -> bool:
    """Say whether what is cited is who says the rest: "12 people had died, TASS reported, citing the ministry"."""
    cue = reading.span(group.cue.start, group.cue.end)
    content = reading.span(group.contents[0].start, group.contents[-1].end)
    if not cue or not content or cue.root.lemma_.lower() not in RELAYING or cue.root.tag_ != "VBG":
        return False
    head = content.root
    is_someone = (
        head.ent_type_ in ("PERSON", "ORG", "NORP")
        or {head.lemma_.lower(), head.lower_} & speaking_nouns()
    )
    return bool(is_someone) and not any(token.pos_ in ("VERB", "AUX") for token in content)


@cache
def speaking_nouns() -> frozenset[str]:
    """List the nouns for who or what can be cited."""
    people = (row["word"] for row in read_lexicon("actor_nouns") if row["use"] in SPEAKING)
    return frozenset([*people, *documents()])


def _is_marked(span: Labelled, passages: Iterable[Passage]) -> bool:
    return any(passage.start < span.end and span.start < passage.end for passage in passages)


def _says(words: Span) -> bool:
    return words[0].lower_ == "as" and words[1].lower_ in SAYING


def _rest(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Return what is said after "as saying", without marks and spaces before it.

    None where that is but a time.
    """
    text = reading.text[start:end]
    start += len(text) - len(text.lstrip(" \xa0:,"))
    is_clause = (
        any(token.pos_ in ("VERB", "AUX") for token in reading.span(start, end))
        if start < end
        else False
    )
    return (start, end) if is_clause else None
