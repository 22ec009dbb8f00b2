"""Coordinated cues: "said A, and insisted that B" is two attributions, where the encoder marked one content."""

from dataclasses import replace

from spacy.tokens import Token

from ..language.reporting_cues import cue_lemmas
from ..reader import Reading
from .attributions import EDGES, Labelled

CLAUSES = {"ccomp", "xcomp"}
# By which an opinion is introduced: "in his opinion", "from their view".
FRAMES = {"in", "from", "to", "by"}


def join_opinions(text: str, spans: list[Labelled]) -> list[Labelled]:
    """Make one cue and one source of "In | his | opinion", which the reader takes for two cues and a source."""
    found: list[Labelled] = []
    for span in spans:
        first, source = found[-2:] if len(found) > 1 else (None, None)
        labels = (first.label, source.label, span.label) if first else ()
        is_opinion = (
            labels == ("cue", "source", "cue") and text[first.start : first.end].lower() in FRAMES
        )
        if is_opinion and span.start - source.end <= 1 and source.start - first.end <= 1:
            found[-1] = replace(source, end=span.end)
        else:
            found.append(span)
    return found


def split_coordinated(reading: Reading, spans: list[Labelled]) -> list[Labelled]:
    """Split a content at a reporting verb inside it that the tree joins to the cue's own verb.

    The verb must be in the lexicon, have a clause with "that" of its own and no subject; its source
    is then the one of the cue it is joined to.

    Parameters
    ----------
    reading
        The article as read.
    spans
        In order, without overlaps.

    Returns
    -------
    list of Labelled
        The same spans, a split content as content, cue, content.
    """
    verbs = {
        verb.i: verb
        for span in spans
        if span.label == "cue" and len(tokens := reading.span(span.start, span.end))
        for verb in _joined(tokens.root)
    }
    found: list[Labelled] = []
    for span in spans:
        inside = [
            verb for verb in verbs.values() if span.start < reading.body.start + verb.idx < span.end
        ]
        found += _split(reading, span, inside[0]) if span.label == "content" and inside else [span]
    return found


def _joined(cue: Token) -> list[Token]:
    """List the reporting verbs joined to a cue's verb that have a that-clause and no subject of their own.

    A parser often hangs them on the verb of the content instead; they count there too in the cue's
    own tense ("said his country had won, and insisted that …"), since what is reported stands in
    another.
    """
    beside = [child for child in cue.children if child.dep_ == "conj"]
    below = [
        token
        for clause in cue.children
        if clause.dep_ == "ccomp"
        for token in clause.children
        if token.dep_ == "conj" and token.tag_ == cue.tag_ and not _has_tag(clause, cue.tag_)
    ]
    return [
        token
        for token in (*beside, *below)
        if token.pos_ == "VERB"
        and token.lemma_.lower() in cue_lemmas(pos="verb")
        and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
        and any(_is_that_clause(child) for child in token.children)
    ]


def _has_tag(verb: Token, tag: str) -> bool:
    """Say whether a verb, without an auxiliary, stands in the tense of a tag."""
    return verb.tag_ == tag and not any(child.dep_ in {"aux", "auxpass"} for child in verb.children)


def _is_that_clause(clause: Token) -> bool:
    return clause.dep_ in CLAUSES and any(
        child.dep_ == "mark" and child.lower_ == "that" for child in clause.children
    )


def _split(reading: Reading, span: Labelled, verb: Token) -> list[Labelled]:
    """Cut before the conjunction and after the verb."""
    begin = verb.i
    while begin and verb.doc[begin - 1].dep_ in {"cc", "punct", "advmod", "aux"}:
        begin -= 1
    conjunction = next((token for token in verb.doc[begin : verb.i] if token.dep_ == "cc"), None)
    if conjunction is None:
        return [span]
    cut, (start, end) = (
        reading.body.start + conjunction.idx,
        reading.offsets(verb.doc[verb.i : verb.i + 1]),
    )
    first = span.start + len(reading.words(span.start, cut).rstrip(EDGES))
    second = (
        end + len(reading.words(end, span.end)) - len(reading.words(end, span.end).lstrip(EDGES))
    )
    if not span.start < first or not second < span.end:
        return [span]
    return [
        Labelled(span.start, first, "content", span.confidence),
        Labelled(start, end, "cue", span.confidence),
        Labelled(second, span.end, "content", span.confidence),
    ]
