"""Attributions that the reader left unmarked: "Iran said that …", "he plans to …"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ..language.lexicon import word_class
from ..language.noun_classes import can_be_cited
from ..language.reporting_cues import verbs_with
from ..language.spans import TextSpan, merge, overlapping
from ..language.syntax import (
    FINITE,
    child_of,
    clause_of,
    has_subject,
    is_finite,
    is_infinitive,
    is_perfect,
    phrase_of,
    verb_group_of,
)
from ..reader import Reading
from ..tables.schema import SYNTAX
from .attribution import Attribution, spans_of, text_span
from .empty_attributions import is_supposed

# How many words a content has at least.
FEWEST = 3


def find_unmarked(
    reading: Reading, attributions: list[Attribution], passages: list[TextSpan]
) -> Iterator[Attribution]:
    """Yield attributions by plain verbs of saying, finding and wanting that touch no other.

    The content is the clause or infinitive that the verb governs, or for verbs of saying the
    clause before them. Not found: what stands within quotation marks.

    Parameters
    ----------
    reading
        The article as read.
    attributions
        Those found until now.
    passages
        What stands in quotation marks.
    """
    taken = merge(spans_of(attributions))
    for verb in reading.doc:
        takes = next(iter(verbs_with("alone").get(verb.lemma_.lower(), ())), None)
        if takes is None or not _is_told(verb, takes):
            continue
        subject = child_of(verb, "nsubj")
        if subject is None or not _may_tell(subject, takes):
            continue
        source, cue = (text_span(reading, t) for t in (phrase_of(subject), verb_group_of(verb)))
        content = _content(reading, verb, takes)
        if content is None or any(overlapping(taken, span) for span in (content, source, cue)):
            continue
        if not any(passage.start < cue.start < passage.end for passage in passages):
            yield Attribution((content,), cue, source, SYNTAX)


def _may_tell(subject: Token, takes: str) -> bool:
    """Return True if a subject is someone: not "it goes without saying", nor who reads."""
    excluded = word_class("expletive") - {"it"} | {"who", "all"}
    if takes != "quotation":
        excluded |= {"i", "we", "you", "one", "it"}
    is_someone = subject.pos_ in ("PROPN", "PRON") or can_be_cited(subject)
    return subject.lower_ not in excluded and (is_someone or takes != "infinitive")


def _is_told(verb: Token, takes: str) -> bool:
    """Return True if a verb tells what was said or wanted: finite, and not denied or asked."""
    is_finite = verb.tag_ in FINITE or (verb.tag_ == "VBN" and is_perfect(verb))
    others = ("neg", "auxpass", "mark", *(("dobj",) if verb.lemma_.lower() != "tell" else ()))
    # "The aircraft that they intend to sell" is described.
    is_other = child_of(verb, *others) is not None
    is_other = is_other or (verb.dep_ == "relcl" and takes != "infinitive")
    is_plain = verb.pos_ == "VERB" and is_finite and not is_other
    return is_plain and not is_supposed(verb.doc[verb.i : verb.i + 1])


def _content(reading: Reading, verb: Token, takes: str) -> TextSpan | None:
    """Return what a verb takes: an infinitive or a clause behind it, or a clause before it."""
    relation = "xcomp" if takes == "infinitive" else "ccomp"
    taken = next((child for child in verb.rights if child.dep_ == relation), None)
    if taken is None and takes == "quotation":
        taken = next((child for child in verb.lefts if child.dep_ == relation), None)
    elif taken is not None and taken.left_edge.i <= verb.i:
        return None
    if taken is None:
        return None
    # Not "found six syringes left behind".
    is_clause = has_subject(taken) and is_finite(taken)
    is_taken = is_infinitive(taken) if takes == "infinitive" else is_clause
    words = clause_of(taken)
    return text_span(reading, words) if is_taken and len(words) >= FEWEST else None
