"""Nominals: the phrases that common nouns head, and what kind of actor each could be."""

import re
from collections.abc import Mapping

from spacy.tokens import Doc, Span, Token

from ..language.noun_classes import (
    LANDS,
    SOME,
    TOWNS,
    hyphenated,
    is_countryman,
    is_known_noun,
    is_owned,
    is_personal,
    kind_of,
    nouns,
)
from ..language.syntax import PLURAL
from ..reader import Reading
from .known_ages import find_aged
from .mention import Phrase

# Positions in which a noun heads no phrase of its own.
WITHIN = {"compound", "amod", "nmod", "npadvmod", "nummod"}
BEFORE_HEAD = {
    "det",
    "amod",
    "compound",
    "nummod",
    "poss",
    "nmod",
    "advmod",
    "quantmod",
    "punct",
    "case",
    "npadvmod",
}
CAPITALS = re.compile(r"[A-Z]{2,}s")  # "MPs", whatever the parser takes them for
# What a phrase leaves out before its first word, and an approximator of two words: "as many as 50
# people".
LEFT_OUT, AS_MANY = {"advmod", "predet", "quantmod"}, {"many as", "much as", "few as"}
OBJECTS = {"CD", "NNS"}
DASHES = {"–", "—", "--"}
# Prepositions that a parser may take for what describes a noun.
PLACING = {"inside", "near", "outside"}


def nominal_span(
    token: Token, named: set[int], sources: Mapping[int, int], speaks: bool
) -> Span | None:
    """Return the phrase that a noun heads, from its first modifier on.

    None for a noun inside another phrase.

    Parameters
    ----------
    token
        The noun.
    named
        Indices of the words in names.
    sources
        Where the source of a quote begins, by the indices of its words.
    speaks
        Whether the noun heads the source of a quote.
    """
    doc = token.doc
    if speaks and token.lower_ in SOME:
        return doc[token.i : token.i + 1]
    if token.lower_ == "old" and (aged := find_aged(token)) is not None:
        return aged
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    is_unknown = token.pos_ == "PROPN" and not is_known_noun(token) and not is_countryman(token)
    if token.pos_ == "ADJ" or is_unknown:
        return None
    is_alone = token.lower_ == "state" and token.dep_ == "pobj" and token.n_lefts == 0
    if is_alone and token.head.head.lemma_.lower() in nouns("title"):
        return None  # "the secretary of state"
    if token.dep_ == "poss" and token.head.lemma_.lower() in nouns("organisation"):
        return None  # "the prosecutor general's office" is no prosecutor
    is_before_name = (
        token.i + 1 < len(doc) and token.nbor().i in named and token.nbor().dep_ != "poss"
    )
    if token.dep_ in WITHIN or (is_before_name and token.head.i in named):
        return None
    first = token.i
    while first and (doc[first - 1].dep_ in BEFORE_HEAD or doc[first - 1].i in named):
        before = doc[first - 1]
        if before.is_sent_start and first < token.i and before.dep_ == "punct":
            break
        if not (token.is_ancestor(before) and before.left_edge.i <= first - 1) or before.is_space:
            break
        first = before.left_edge.i
    while first < token.i and (
        doc[first].text in "{}[]" or doc[first].is_punct or doc[first].dep_ in LEFT_OUT
    ):
        first += 1
    if doc[first : first + 2].text.lower() in AS_MANY:
        first += 2
    first += doc[first].lower_ in ("that", "what") and token.tag_ in (
        "NNS",
        "NNPS",
    )  # "said that nine men"
    first = _behind_last(doc, first, token.i)
    first = _behind_object(doc, first, sources.get(token.i, first))
    words = hyphenated(token)  # "sub-postmasters", "son-in-law"
    is_general = token.tag_ == "NNS" and doc[words.end : words.end + 1].text.lower() == "general"
    return doc[min(first, words.start) : words.end + is_general]  # "attorneys general"


def _behind_last(doc: Doc, first: int, head: int) -> int:
    """Return where a phrase begins.

    That is behind a dateline's dash, a line, a link, or a cue: "the move enraged critics".
    """
    for at in range(head - 1, first - 1, -1):
        is_dash = doc[at].text in DASHES and doc[at].whitespace_ and at and doc[at - 1].whitespace_
        if (
            is_dash
            or "\n" in doc[at].text
            or doc[at].like_url
            or (doc[at].tag_.startswith("VB") and _is_in(doc, "cue", at))
        ):
            return at + 1
    return first


def _is_in(doc: Doc, group: str, at: int) -> bool:
    return any(span.start <= at < span.end for span in doc.spans.get(group, ()))


def _behind_object(doc: Doc, first: int, speaker: int) -> int:
    """Return where the speaker begins behind what is spoken of.

    "The $20 million | experts say it costs".
    """
    has_object = any(token.tag_ in OBJECTS for token in doc[first:speaker])
    return speaker if has_object else first


def describe(
    reading: Reading, span: Span, head: Token, sentences: dict[int, int], speaks: bool
) -> Phrase:
    """Make a phrase of a noun's span.

    The noun, its number and its speaking give its kind.
    """
    start, end = reading.offsets(span)
    is_many = head.tag_ in PLURAL or CAPITALS.fullmatch(head.text) is not None
    if head.lower_ == "general" and span.start < head.i:
        is_many |= head.nbor(-1).tag_ in PLURAL  # "the attorneys general"
    is_plural = SOME.get(head.lower_, "group" if is_many else "person") == "group"
    kind = "person" if find_aged(head) else kind_of(head, is_plural)
    if head.lemma_.lower() in nouns("owned") and not (
        is_owned(head) or speaks or head.dep_ == "nsubj"
    ):
        kind = "thing"
    if head.lemma_.lower() in nouns("quality") and _is_quality(span, head) and not speaks:
        kind = "thing"
    if kind == "thing" and speaks and is_plural and head.lemma_.lower() in LANDS:
        kind = "group"  # "both countries"
    is_named = head.lemma_.lower() in TOWNS and any(
        child.lower_ == "of" for child in head.rights
    )  # "the city of Lyon"
    if (
        kind == "thing"
        and speaks
        and not is_named
        and {head.lemma_.lower(), head.lower_} & nouns("voice")
    ):
        kind = "organisation"
    if kind == "thing" and speaks and (head.lower_ in SOME or is_personal(head)):
        kind = "group" if is_plural else "person"
    if span[0].lower_ in PLACING and span[0] != head:  # "Outside court, …"
        kind = "thing"
    text = reading.words(start, end)
    return Phrase(start, end, text, "nominal", kind, head, span.start, sentences[head.i], is_plural)


def _is_quality(span: Span, head: Token) -> bool:
    """Return True if a noun that can be a body tells what someone has: "praised her leadership".

    Not as a subject, nor with "its".
    """
    first = span[0]
    is_bare = first == head or first.tag_ == "PRP$"
    return is_bare and first.lower_ != "its" and head.dep_ not in ("nsubj", "nsubjpass")
