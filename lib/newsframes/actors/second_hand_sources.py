"""Citing: whose words a source only passes on, and who only asks others."""

from spacy.tokens import Span, Token

from ..language.noun_classes import documents
from ..reader import Reading
from .actor import Mention
from .source_heads import PASSING, head_of_source
from .speech import Speech

# Verbs by which one source passes on another's words.
RELAYING = {"cite", "quote"}
# What agencies and papers do, that others then report by: "analysts polled by Reuters".
ASKING = {"poll", "survey", "interview", "see", "obtain", "review", "compile"}
SAYING = {"say", "tell", "announce", "report", "state", "confirm"}


def only_asks(mention: Mention) -> bool:
    """Return True if a body is only who asks or sees: "analysts polled by Reuters"."""
    head = mention.phrase.head
    return (
        head.dep_ == "pobj" and head.head.lower_ == "by" and head.head.head.lemma_.lower() in ASKING
    )


def find_passer(reading: Reading, source: tuple[int, int]) -> Token | None:
    """Return who only passes a document on that is a quote's source: "a letter seen by Reuters"."""
    head = head_of_source(reading.span(*source))
    verbs = (
        child for child in head.children if child.dep_ == "acl" and child.lemma_.lower() in PASSING
    )
    agents = (child for verb in verbs for child in verb.children if child.lower_ == "by")
    return next((child for by in agents for child in by.children if child.dep_ == "pobj"), None)


def find_cited(reading: Reading, speech: Speech) -> Token | None:
    """Return the head of the phrase whose words the source of a quote only passes on.

    "TASS reported, citing the ministry, that …", "TASS quoted the ministry as saying that …", and
    "The ministry said that …, according to TASS".
    """
    if speech.cue is None or speech.source is None:
        return None
    cue, source = reading.span(*speech.cue), reading.span(*speech.source)
    if (
        cue.text.lower().startswith("according")
        and (inner := _inner_speaker(reading, speech, source)) is not None
    ):
        return inner
    for token in cue.root.sent if len(cue) else ():
        if token.lemma_.lower() not in RELAYING or token.pos_ != "VERB":
            continue
        cited = next((child for child in token.children if child.dep_ == "dobj"), None)
        quotes_source = token.tag_ == "VBG" and cue.root in token.ancestors
        is_cue = cue.start <= token.i < cue.end and token.tag_ != "VBN"
        after = token.doc[cited.i + 1 : cited.i + 2] if cited is not None else ()
        is_quoted = any(
            word.lemma_.lower() in documents() for word in after
        )  # "citing the Jones quote that …"
        within = token.doc[cited.i + 1 : cited.right_edge.i + 2] if cited is not None else ()
        is_owner = (
            any(word.pos_ == "NOUN" for word in after)
            or any(word.tag_ == "POS" for word in within)
            or is_quoted
        )
        if (
            cited is not None
            and (not is_owner or (is_cue and is_quoted))
            and (quotes_source or is_cue)
            and not source.start <= cited.i < source.end
        ):
            return cited
    return None


def _inner_speaker(reading: Reading, speech: Speech, source: Span) -> Token | None:
    """Return who is the subject of "said" within what is said "according to" another."""
    for token in reading.span(*speech.parts[0]):
        is_passed_on = (
            token.lower_ == "reports"
        )  # "Bloomberg reports that …, according to the firm"
        if (
            token.lemma_.lower() in SAYING
            and token.pos_ == "VERB"
            and token.dep_ == "ROOT"
            and not is_passed_on
        ):
            said = next((child for child in token.children if child.dep_ == "nsubj"), None)
            has_content = any(child.dep_ == "ccomp" for child in token.children)
            if said is not None and has_content and not source.start <= said.i < source.end:
                return said
    return None
