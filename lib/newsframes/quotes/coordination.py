"""Coordinated cues: "said A, and insisted that B" is two attributions, marked as one content."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from ..language.reporting_cues import cue_lemmas
from ..language.spans import TextSpan
from ..language.syntax import child_of, is_that_clause, subject_of
from ..reader import Reading
from .attribution import LabelledSpan, text_span
from .labelled_spans import EDGES


def split_coordinated(reading: Reading, spans: list[LabelledSpan]) -> list[LabelledSpan]:
    """Split a content at a reporting verb inside it that the tree joins to the cue's own verb.

    The verb must be in the lexicon, have a that-clause of its own and no subject; its source is
    then that of the cue.

    Parameters
    ----------
    reading
        The article as read.
    spans
        In order, without overlaps.

    Returns
    -------
    list of LabelledSpan
        The same spans, a split content as content, cue, content.
    """
    cues = (reading.span(*one.span) for one in spans if one.label == "cue")
    verbs = {verb.i: verb for cue in cues if len(cue) for verb in _joined_verbs(cue.root)}
    found: list[LabelledSpan] = []
    for one in spans:
        inside = [
            verb for verb in verbs.values() if one.start < reading.body.start + verb.idx < one.end
        ]
        found += _split(reading, one, inside[0]) if one.label == "content" and inside else [one]
    return found


def _joined_verbs(cue: Token) -> Iterator[Token]:
    """Yield the reporting verbs joined to a cue's verb, with a that-clause and no subject.

    A parser often hangs them on the verb of the content instead; they count there too in the cue's
    own tense ("said his country had won, and insisted that …"), since what is reported stands in
    another.
    """
    beside = [child for child in cue.children if child.dep_ == "conj"]
    below = [
        token
        for clause in cue.children
        if clause.dep_ == "ccomp" and not _is_simple(clause, cue.tag_)
        for token in clause.children
        if token.dep_ == "conj" and token.tag_ == cue.tag_
    ]
    for verb in (*beside, *below):
        is_cue = verb.pos_ == "VERB" and verb.lemma_.lower() in cue_lemmas(pos="verb")
        clauses = (child for child in verb.children if child.dep_ in ("ccomp", "xcomp"))
        if is_cue and subject_of(verb) is None and any(map(is_that_clause, clauses)):
            yield verb


def _is_simple(verb: Token, tag: str) -> bool:
    """Return True if a verb, without an auxiliary, stands in the tense of a tag."""
    return verb.tag_ == tag and child_of(verb, "aux", "auxpass") is None


def _split(reading: Reading, content: LabelledSpan, verb: Token) -> list[LabelledSpan]:
    """Cut a content before the conjunction and after the verb."""
    begin = verb.i
    while begin and verb.doc[begin - 1].dep_ in ("cc", "punct", "advmod", "aux"):
        begin -= 1
    conjunction = next((token for token in verb.doc[begin : verb.i] if token.dep_ == "cc"), None)
    if conjunction is None:
        return [content]
    cut, cue = (
        reading.body.start + conjunction.idx,
        text_span(reading, verb.doc[verb.i : verb.i + 1]),
    )
    first = TextSpan(content.start, cut).trimmed(reading.text, EDGES)
    second = TextSpan(cue.end, content.end).trimmed(reading.text, EDGES)
    if first.end <= content.start or second.start >= content.end:
        return [content]
    return [
        replace(content, span=TextSpan(content.start, first.end)),
        replace(content, span=cue, label="cue"),
        replace(content, span=TextSpan(second.start, content.end)),
    ]
