"""Nested attributions: what others say or want in a quote: "Lee said the firm plans to leave"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from ..language.lexicon import word_class
from ..language.reporting_cues import has_trait, read_cue, verbs_with
from ..language.spans import TextSpan
from ..language.syntax import (
    FINITE,
    VERBAL,
    agent_of,
    child_of,
    clause_of,
    has_subject,
    is_finite,
    is_infinitive,
    is_inverted,
    is_passive,
    is_perfect,
    phrase_of,
    verb_group_of,
)
from ..reader import Reading
from ..tables.schema import NESTED
from .attribution import Attribution, text_span
from .quotation_marks import find_passages, marked_parts, quote_kind

# Conjunctions that make no statement of a clause.
OPEN = {"if", "whether", "unless", "lest"}
# Those that, outside marks, may as well be the speaker.
SAME = {"he", "she", "it", "they"}
# By the mark that opens a quotation, the one that closes it; an apostrophe stands before a letter.
CLOSING = {"‘": r"’(?!\w)", "'": r"'(?!\w)", "“": "”", '"': '"'}
# Tags of verbs that an auxiliary or another verb leads.
BARE = {"VB", "VBN", "VBG"}


def find_nested(reading: Reading, quotes: list[Attribution]) -> list[Attribution]:
    """Find what, within the quotes, is attributed to others.

    Not found: what is denied, asked or supposed, and what hangs on a noun ("the rule that they
    want"). In somebody's own words, only what others say or want, not what they are thought to
    think, and of others only named or definite ones; outside marks no pronoun, which may be the
    speaker.

    Parameters
    ----------
    reading
        The article as read.
    quotes
        Its quotes, none within another.

    Returns
    -------
    list of Attribution
        In order of appearance. Each says ``within`` which of the quotes it stands. The marks around
        a quotation are its speaker's, so that what is attributed in it counts as indirect.
    """
    passages, _ = find_passages(reading)
    verbs = (verb for verb in reading.doc if verb.lemma_.lower() in verbs_with("nested"))
    found = (_nested(reading, verb, quotes, passages) for verb in verbs)
    return [one for one in found if one is not None]


def _nested(
    reading: Reading, verb: Token, quotes: list[Attribution], passages: list[TextSpan]
) -> Attribution | None:
    """Make an attribution of a verb, its subject and what it takes, within one part of a quote."""
    subject, taken = _subject(verb), next(_taken(verb), None)
    if subject is None or taken is None or not _is_stated(verb):
        return None
    words = verb_group_of(verb)
    cue, source = text_span(reading, words), text_span(reading, phrase_of(subject))
    around = TextSpan(min(cue.start, source.start), cue.end)
    parts = ((n, part) for n, quote in enumerate(quotes) for part in quote.contents)
    place = next((place for place in parts if place[1].contains(around)), None)
    if place is None:
        return None
    within, part = place
    lemma, act, stance = read_cue(words)
    is_voiced = any(passage.start < cue.start < passage.end for passage in passages)
    if not (_may_voice(subject, act) if is_voiced else subject.lower_ not in SAME):
        return None
    begin, end = text_span(reading, clause_of(taken))
    content = TextSpan(begin, _end_of_marked(reading.text, begin, min(end, part.end)))
    if not any(map(str.isalnum, content.of(reading.text))):
        return None
    one = Attribution((content,), cue, source, NESTED, act=act, stance=stance)
    kind = "indirect" if is_voiced else quote_kind(reading.text, one.contents, passages)
    marked = () if is_voiced else marked_parts(one.contents, passages)
    return replace(one, kind=kind, marked=marked, cue_lemma=lemma, within=within)


def _end_of_marked(text: str, begin: int, end: int) -> int:
    """Return where a content ends that begins within marks of its own: "‘no’, and 900 wait"."""
    is_marked = text[begin : begin + 1] in CLOSING
    opening = text[begin : begin + 1] if is_marked else text[begin - 1 : begin]
    closing = CLOSING.get(opening)
    found = re.compile(closing).search(text, begin + 1, end) if closing is not None else None
    return found.start() if found else end


def _subject(verb: Token) -> Token | None:
    """Return the subject of a verb, or of the verb it is joined to: "Lee was late and said …".

    Of a passive it is who stands behind "by": "she was told by managers that 60 beds would close".
    """
    if is_passive(verb):
        return agent_of(verb)
    is_joined = verb.dep_ == "conj" and verb.head.pos_ in VERBAL
    heads = (verb, *((verb.head,) if is_joined else ()))
    subjects = (child for head in heads for child in head.lefts if child.dep_ == "nsubj")
    subject = next(subjects, None)
    if subject is None or subject.tag_ == "PRP$":  # "her plans", taken for a verb
        return None
    nobody = word_class("anyone") | word_class("expletive") - {"it"}
    return None if subject.lower_ in nobody else subject


def _taken(verb: Token) -> Iterator[Token]:
    """Yield the clause or infinitive behind a verb, as the lexicon says that it takes one."""
    takes = verbs_with("nested")[verb.lemma_.lower()]
    for child in verb.rights:
        is_bare = child.tag_ in BARE and ("bare" in takes or is_finite(child))
        is_clause = child.dep_ == "ccomp" and (child.tag_ in FINITE or is_bare)
        # "So he could leave" is a reason.
        marks = {word.lower_ for word in child.lefts if word.dep_ == "mark"} - {"that"}
        is_clause = is_clause and has_subject(child) and not marks and "infinitive" not in takes
        is_wish = child.dep_ == "xcomp" and is_infinitive(child) and "clause" not in takes
        if child.left_edge.i > verb.i and (is_clause or is_wish):
            yield child


def _is_stated(verb: Token) -> bool:
    """Return True for a finite verb, neither denied, asked, supposed nor telling which is meant."""
    is_told = is_passive(verb) and has_trait(verb.lemma_, "passive", "addressee")
    is_stated = verb.tag_ in FINITE or (verb.tag_ == "VBN" and (is_perfect(verb) or is_told))
    joined = [verb, *((verb.head,) if verb.dep_ == "conj" else ())]
    is_open = any(c.dep_ == "mark" and c.lower_ in OPEN for head in joined for c in head.lefts)
    is_denied = any(child_of(head, "neg") is not None for head in joined)
    is_denied |= any(map(is_passive, joined)) and not is_told
    is_plain = verb.pos_ == "VERB" and verb.dep_ not in ("relcl", "acl") and not is_inverted(verb)
    return is_plain and is_stated and not (is_open or is_denied)


def _may_voice(subject: Token, act: str) -> bool:
    """Return True if a speaker's own words can tell what someone says: no guess, no one vague."""
    definite = {"the", "this", "that", "these", "those"}
    is_definite = any(child.dep_ == "poss" or child.lower_ in definite for child in subject.lefts)
    return act != "thought" and (subject.pos_ == "PROPN" or subject.lower_ in SAME or is_definite)
