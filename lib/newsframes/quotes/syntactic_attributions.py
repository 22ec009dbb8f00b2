"""Missed attributions: "Iran said that …", "he plans to …" not marked by the reader, found in the tree."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from ..language.lexicon import read_lexicon
from ..language.reporting_cues import verbs_with
from ..reader import Reading
from .attributions import Attribution, Labelled
from .fronted_contents import is_fronted
from .intermediaries import speaking_nouns
from .quotation_marks import Passage
from .supposition import is_supposed

SUBJECTS, FINITE = {"nsubj"}, {"VBD", "VBZ", "VBP"}
# How sure these are; the tree is wrong more often than the reader.
CONFIDENCE = 0.6
# How many words a content has at least, and how many may follow a cue that stands behind it ("he
# told reporters").
FEWEST, MOST_AFTER = 3, 12
# What is no subject of saying: "it goes without saying", "which said".
EMPTY = {"which", "that", "this", "what", "there", "who", "all"}
ANYBODY = {"i", "we", "you", "one", "it"}
BETWEEN = re.compile(r"[,\"”’']\s*$")


def find_missed(
    reading: Reading, spans: list[Labelled], passages: list[Passage]
) -> Iterator[Attribution]:
    """Yield attributions by plain verbs of saying that touch no other attribution.

    The content is the clause that the verb governs, or what stands before it in its sentence, up to
    a comma.

    Parameters
    ----------
    reading
        The article as read.
    spans
        The spans of the attributions found by the reader.
    passages
        What stands in quotation marks.
    """
    for verb in reading.doc:
        takes = _saying().get(verb.lemma_.lower())
        if (
            takes is None
            or not _is_told(verb, takes)
            or is_supposed(reading.doc[verb.i : verb.i + 1])
        ):
            continue
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is None or subject.lower_ in (
            EMPTY if takes == "quotation" else EMPTY | ANYBODY
        ):
            continue
        source = reading.offsets(reading.doc[subject.left_edge.i : subject.right_edge.i + 1])
        cue = reading.offsets(reading.doc[begin_of(verb) : verb.i + 1])
        content = _content(reading, verb, subject, takes, spans)
        parts = [part for part in (content, source, cue) if part]
        is_free = not any(
            start < span.end and span.start < end for span in spans for start, end in parts
        )
        is_quoted = any(passage.start < cue[0] < passage.end for passage in passages)
        if content is None or not is_free or is_quoted:
            continue
        labelled = (
            Labelled(*span, label, CONFIDENCE)
            for span, label in ((content, "content"), (cue, "cue"), (source, "source"))
        )
        first, second, third = labelled
        yield Attribution((first,), second, third, "tree")


@cache
def _saying() -> dict[str, str]:
    return {verb: next(iter(takes)) for verb, takes in verbs_with("alone").items()}


def _content(
    reading: Reading, verb: Token, subject: Token, takes: str, spans: list[Labelled]
) -> tuple[int, int] | None:
    """Return what is said, found or wanted, as the verb takes it: an infinitive, a clause, or what stands before."""
    if takes == "infinitive":
        return _infinitive(reading, verb, subject)
    said = _behind(reading, verb, takes)
    return _before(reading, verb, subject, spans) if said is None and takes == "quotation" else said


def _infinitive(reading: Reading, verb: Token, subject: Token) -> tuple[int, int] | None:
    """Return the infinitive behind a verb of wanting whose subject is someone, though not who writes or reads."""
    wanted = next(
        (child for child in verb.rights if child.dep_ == "xcomp" and child.tag_ == "VB"), None
    )
    is_someone = (
        subject.pos_ in ("PROPN", "PRON")
        or {subject.lemma_.lower(), subject.lower_} & speaking_nouns()
    )
    if wanted is None or wanted.left_edge.lower_ != "to" or not is_someone:
        return None
    return _long(reading, wanted.left_edge.i, last_word(wanted))


def _is_told(verb: Token, takes: str) -> bool:
    """Say whether a verb tells what was said or wanted: finite, and not denied or asked."""
    has_have = any(
        child.dep_ == "aux" and child.lemma_.lower() == "have" for child in verb.children
    )
    is_finite = verb.tag_ in FINITE or (verb.tag_ == "VBN" and has_have)
    others = (
        {"neg", "auxpass", "mark"}
        if verb.lemma_.lower() == "tell"
        else {"neg", "auxpass", "mark", "dobj"}
    )
    is_described = (
        verb.dep_ == "relcl" and takes != "infinitive"
    )  # "the aircraft that they intend to sell"
    is_other = any(child.dep_ in others for child in verb.children) or is_described
    return verb.pos_ == "VERB" and is_finite and not is_other


def begin_of(verb: Token) -> int:
    """Return where a verb begins with its auxiliaries and adverbs right before it: "has announced"."""
    at = verb.i
    while (
        at > verb.sent.start
        and verb.doc[at - 1].head == verb
        and verb.doc[at - 1].dep_ in ("aux", "advmod")
    ):
        at -= 1
    return at


def _behind(reading: Reading, verb: Token, takes: str) -> tuple[int, int] | None:
    """Return the clause behind a verb that it governs."""
    clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    tags = FINITE | (
        {"MD"} if takes == "clause" else {"MD", "VBN", "VB", "VBG"}
    )  # "found six syringes left behind"
    if clause is None or clause.left_edge.i <= verb.i or clause.tag_ not in tags:
        return None
    if not any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in clause.children):
        return None
    last = last_word(clause)
    first = clause.left_edge.i
    if reading.doc[first].lower_ == "on" and reading.doc[first + 1].lower_ in _weekdays():
        first += 2  # "said on Monday his country …"
    return _long(reading, first, last)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        entry["word"] for entry in read_lexicon("time_words") if entry["use"] == "weekday"
    )


def _before(
    reading: Reading, verb: Token, subject: Token, spans: list[Labelled]
) -> tuple[int, int] | None:
    """Return what stands before an attribution that ends its sentence, if no other attribution touches it."""
    doc, sentence = reading.doc, verb.sent
    first = min(subject.left_edge.i, begin_of(verb))
    after = [
        token
        for token in doc[verb.i + 1 : sentence.end]
        if not token.is_punct and not token.is_space
    ]
    is_last = len([token for token in after if token.i > subject.right_edge.i]) <= MOST_AFTER
    is_clause = any(token.dep_ in ("ccomp", "advcl", "relcl") for token in after)
    if (
        first <= sentence.start + FEWEST
        or not is_last
        or is_clause
        or verb.dep_ not in ("ROOT", "parataxis")
    ):
        return None
    start = reading.offsets(doc[sentence.start : sentence.start + 1])[0]
    stop = reading.offsets(doc[first : first + 1])[0]
    if not BETWEEN.search(reading.text[start:stop]) or any(
        start < s.end and s.start < stop for s in spans
    ):
        return None
    last = first - 1
    while last > sentence.start and doc[last].text in (",", " "):
        last -= 1
    if is_fronted(doc[sentence.start : last + 1]):
        return None  # "When Congress cut it, Mexico said enough"
    return _long(reading, sentence.start, last)


def last_word(head: Token) -> int:
    """Return where the words that hang on a head end, without marks."""
    last = head.right_edge.i
    while last > head.i and (head.doc[last].is_punct or head.doc[last].is_space):
        last -= 1
    return last


def _long(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Return the offsets of two words and all between them, if those are enough."""
    return reading.offsets(reading.doc[first : last + 1]) if last - first + 1 >= FEWEST else None
