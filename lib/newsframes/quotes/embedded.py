"""Nested attributions: what one actor is quoted with and another says or wants: "Lee said the firm plans to leave"."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from ..language.lexicon import read_lexicon
from ..language.reporting_cues import read_cue
from ..reader import Reading
from ..tables.schema import NESTED
from .quotation_marks import Passage, find_passages, marked_parts, quote_kind
from .quote import Offsets, Quote
from .source_filters import addressing_verbs, is_passive
from .supposition import is_inverted
from .syntactic_attributions import FINITE, SUBJECTS, begin_of, last_word

# What makes no statement of a clause, and who is no other than the speaker, or anyone.
OPEN, ANYBODY = (
    {"if", "whether", "unless", "lest"},
    {"i", "we", "you", "one", "everyone", "nobody", "who"},
)
EMPTY = {"that", "which", "this", "what", "there"}
# Those that, outside marks, may as well be the speaker.
SAME = {"he", "she", "it", "they"}
# By the mark that opens a quotation, the one that closes it; an apostrophe stands before a letter.
CLOSING = {
    "‘": re.compile(r"’(?!\w)"), "'": re.compile(r"'(?!\w)"), "“": re.compile("”"), '"': re.compile('"'),
}  # fmt: skip
# What makes a noun definite, and the tags of verbs that an auxiliary or another verb leads.
DEFINITE, BARE = {"the", "this", "that", "these", "those"}, {"VB", "VBN", "VBG"}


def find_nested(reading: Reading, quotes: list[Quote]) -> list[Quote]:
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
    list of Quote
        In order of appearance. Each says ``within`` which of the quotes it stands. The marks around
        a quotation are its speaker's, so that what is passed on in it counts as indirect.
    """
    passages, _ = find_passages(reading)
    found = (
        _nested(reading, verb, quotes, passages)
        for verb in reading.doc
        if verb.lemma_.lower() in _verbs()
    )
    return [quote for quote in found if quote is not None]


@cache
def _verbs() -> dict[str, tuple[str, bool]]:
    rows = read_lexicon("nested_verbs")
    return {row["verb"]: (row["takes"], row["takes_bare"] == "yes") for row in rows}


def _nested(
    reading: Reading, verb: Token, quotes: list[Quote], passages: list[Passage]
) -> Quote | None:
    """Make a quote of a verb with its subject and what it takes, if all stand in one part of a quote."""
    subject = _subject(verb)
    taken = next(_taken(verb), None)
    if subject is None or taken is None or not _is_stated(verb):
        return None
    cue = reading.offsets(reading.doc[begin_of(verb) : verb.i + 1])
    speaker = reading.offsets(reading.doc[subject.left_edge.i : subject.right_edge.i + 1])
    within, part = next(_around(quotes, min(cue[0], speaker[0]), cue[1]), (None, None))
    if within is None:
        return None
    begin, end = reading.offsets(reading.doc[taken.left_edge.i : last_word(taken) + 1])
    content = (begin, _end_of_marked(reading.text, begin, min(end, part[1])))
    lemma, act, stance = read_cue(reading.span(*cue))
    is_voiced = any(passage.start < cue[0] < passage.end for passage in passages)
    if not (
        _may_voice(subject, act) if is_voiced else subject.lower_ not in SAME
    ) or not _has_words(reading.text, content):
        return None
    kind = "indirect" if is_voiced else quote_kind(reading.text, (content,), passages)
    marked = () if is_voiced else marked_parts((content,), passages)
    return Quote(
        kind, act, stance, (content,), marked, cue, lemma, speaker, None, NESTED, within=within
    )


def _has_words(text: str, content: Offsets) -> bool:
    return any(map(str.isalnum, text[slice(*content)]))


def _end_of_marked(text: str, begin: int, end: int) -> int:
    """Return where a content ends that begins within marks of its own: of "‘no’, and 900 are waiting" at the second."""
    opening = (
        text[begin : begin + 1] if text[begin : begin + 1] in CLOSING else text[begin - 1 : begin]
    )
    closing = CLOSING.get(opening)
    found = closing.search(text, begin + 1, end) if closing is not None else None
    return found.start() if found else end


def _around(quotes: list[Quote], start: int, end: int) -> Iterator[tuple[int, Offsets]]:
    """Yield the place of the quote, and the part of it, that holds a stretch of text."""
    for n, quote in enumerate(quotes):
        for part in quote.parts:
            if part[0] <= start and end <= part[1]:
                yield n, part


def _subject(verb: Token) -> Token | None:
    """Return the subject of a verb, or of the verb that "and" joins it to: "Lee was late and said …".

    Of a passive it is who stands behind "by": "she was told by managers that 60 beds would close".
    """
    if is_passive(verb):
        by = (child for child in verb.rights if child.dep_ == "agent" and child.lower_ == "by")
        return next((child for token in by for child in token.rights if child.dep_ == "pobj"), None)
    heads = [
        verb,
        *((verb.head,) if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") else ()),
    ]
    found = (child for head in heads for child in head.lefts if child.dep_ in SUBJECTS)
    subject = next(found, None)
    if (
        subject is None or subject.lower_ in ANYBODY | EMPTY or subject.tag_ == "PRP$"
    ):  # "her plans", taken for a verb
        return None
    return subject


def _taken(verb: Token) -> Iterator[Token]:
    """Yield the clause or infinitive behind a verb, as the lexicon says that it takes one."""
    takes, takes_bare = _verbs()[verb.lemma_.lower()]
    for child in verb.rights:
        has_subject = any(word.dep_ in ("nsubj", "nsubjpass", "expl") for word in child.lefts)
        is_clause = child.tag_ in FINITE | {"MD"} | (
            BARE if takes_bare or _has_auxiliary(child) else set()
        )
        is_infinitive = (
            child.dep_ == "xcomp" and child.tag_ == "VB" and child.left_edge.lower_ == "to"
        )
        is_reason = any(
            word.dep_ == "mark" and word.lower_ != "that" for word in child.lefts
        )  # "so he could leave"
        is_right = (
            child.dep_ == "ccomp"
            and takes != "infinitive"
            and has_subject
            and is_clause
            and not is_reason
        )
        if child.left_edge.i > verb.i and (is_right or (is_infinitive and takes != "clause")):
            yield child


def _is_addressed(verb: Token) -> bool:
    """Return True for a passive by which somebody is told something: "she was warned by police that …"."""
    return is_passive(verb) and verb.lemma_.lower() in addressing_verbs()


def _has_auxiliary(verb: Token) -> bool:
    """Say whether an auxiliary makes a verb finite: "has left", "will leave"."""
    return any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in FINITE | {"MD"} for child in verb.lefts
    )


def _is_stated(verb: Token) -> bool:
    """Say whether a verb is finite, and neither denied, asked, supposed nor only telling which thing is meant."""
    has_have = any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in verb.lefts)
    is_finite = verb.tag_ in FINITE or (verb.tag_ == "VBN" and (has_have or _is_addressed(verb)))
    joined = [verb, *((verb.head,) if verb.dep_ == "conj" else ())]
    is_open = any(
        child.dep_ == "mark" and child.lower_ in OPEN for head in joined for child in head.lefts
    )
    is_open |= is_inverted(verb)
    is_denied = any(child.dep_ == "neg" for head in joined for child in head.children)
    is_denied |= any(is_passive(head) for head in joined) and not _is_addressed(verb)
    return (
        verb.pos_ == "VERB"
        and is_finite
        and not (is_open or is_denied)
        and verb.dep_ not in ("relcl", "acl")
    )


def _may_voice(subject: Token, act: str) -> bool:
    """Say whether a speaker's own words pass on what another says or wants: no guess at a thought, and no one vague."""
    is_definite = any(child.dep_ == "poss" or child.lower_ in DEFINITE for child in subject.lefts)
    is_known = subject.pos_ == "PROPN" or subject.lower_ in SAME or is_definite
    return act != "thought" and is_known
