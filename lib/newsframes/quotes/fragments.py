"""Fragments: parts of a content that hang on nothing beside a part that is a clause of its own."""

from collections.abc import Iterator

from spacy.tokens import Span

from ..language.spans import TextSpan
from ..language.syntax import ANY_SUBJECT, FINITE, NOMINAL, is_finite
from ..reader import Reading
from .attribution import Attribution

# How a phrase that tells when or how hangs on a clause.
ADVERBIAL = {"npadvmod", "advmod", "advcl"}
# Conjunctions, articles and relative pronouns, which alone are no part of what is said.
FUNCTION = {"CC", "DT", "IN", "WDT", "WP", "WRB"}


def without_fragments(
    reading: Reading, attributions: list[Attribution], passages: list[TextSpan]
) -> Iterator[Attribution]:
    """Yield attributions without noun phrases beside a part of the content that is a clause.

    “We have won,” Lee said, taking aim at Bell: Bell is no content. Nor is a conjunction or a
    relative pronoun that opens a clause with the cue: "As Lee said, …", "whom Lee called “a
    fool”". Not found: fragments with a verb, and those within marks.

    Notes
    -----
    Of 142 development articles, 9 contents had such a part, and none belonged to it.
    """
    for one in attributions:
        if len(one.contents) > 1 and one.cue is not None:
            words = [span for span in one.contents if not _is_function(reading, span)]
            one = one.with_contents(words) if words else one
        if one.cue is None or len(one.contents) != 2:
            yield one
            continue
        cue = reading.span(*one.cue)
        parts = [span for span in one.contents if not _is_fragment(reading, span, cue, passages)]
        is_beside = len(parts) == 1
        is_stated = is_beside and _is_clause(reading.span(*parts[0]))
        yield one.with_contents(parts) if is_stated else one


def _is_function(reading: Reading, span: TextSpan) -> bool:
    words = [token for token in reading.span(*span) if not token.is_punct]
    return all(token.tag_ in FUNCTION and token.ent_type_ == "" for token in words)


def _is_fragment(reading: Reading, span: TextSpan, cue: Span, passages: list[TextSpan]) -> bool:
    """Return True if a part outside marks is a noun phrase, neither adverbial nor with a verb.

    Not the subject of the cue: "the shark is known to eat seals".
    """
    words = reading.span(*span)
    if not len(words) or span.overlaps_any(passages):
        return False
    if words.root.dep_ in ANY_SUBJECT and words.root.head in cue:
        return False
    is_noun = words.root.pos_ in NOMINAL and words.root.dep_ not in ADVERBIAL
    return is_noun and not any(token.tag_ in FINITE for token in words)


def _is_clause(words: Span) -> bool:
    """Return True if a part has a finite verb with a subject in it."""
    return any(
        child.dep_ in ANY_SUBJECT and child.head in words and is_finite(child.head)
        for child in words
    )
