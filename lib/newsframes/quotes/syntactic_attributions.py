"""Attributions that the reader left unmarked: "Iran said that …", "he plans to …"."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon, word_class
from ..language.noun_classes import can_be_cited
from ..language.reporting_cues import verbs_with
from ..language.spans import TextSpan
from ..language.syntax import (
    FINITE,
    child_of,
    clause_of,
    has_subject,
    is_finite,
    is_infinitive,
    is_perfect,
    object_of,
    phrase_of,
    verb_group_of,
)
from ..reader import Reading
from .attribution import Attribution, spans_of, text_span
from .empty_attributions import is_supposed

# How sure these are; the tree is wrong more often than the reader.
CONFIDENCE = 0.6
# How many words a clause and a statement have at least, and how many may follow a cue behind its
# content ("he told reporters").
FEWEST, FEWEST_STATED, MOST_AFTER = 3, 4, 12
# By which the tree hangs what opens a sentence on what follows.
FRONTED = {"advcl", "prep", "mark", "advmod", "npadvmod"}
BETWEEN = re.compile(r"[,\"”’']\s*$")
YEAR = re.compile(r"(?:19|20)\d\d")
NAMES = {"ORG", "PERSON", "LOC", "MISC"}


def find_unmarked(
    reading: Reading, attributions: list[Attribution], passages: list[TextSpan]
) -> list[Attribution]:
    """Find attributions of which the reader marked nothing, and that touch no other.

    They are plain verbs of saying with the clause that they govern or that stands before them, and
    sentences that begin or end with "according to". Not found: what stands within quotation marks.

    Parameters
    ----------
    reading
        The article as read.
    attributions
        Those found until now.
    passages
        What stands in quotation marks.
    """
    found: list[Attribution] = []
    for find in (_told, _according):
        found += find(reading, spans_of([*attributions, *found]), passages)
    return found


def _told(
    reading: Reading, spans: list[TextSpan], passages: list[TextSpan]
) -> Iterator[Attribution]:
    """Yield attributions by plain verbs of saying, finding and wanting, in no one's quotation."""
    for verb in reading.doc:
        takes = next(iter(verbs_with("alone").get(verb.lemma_.lower(), ())), None)
        if takes is None or not _is_told(verb, takes):
            continue
        subject = child_of(verb, "nsubj")
        if subject is None or not _may_tell(subject, takes):
            continue
        source, cue = (text_span(reading, t) for t in (phrase_of(subject), verb_group_of(verb)))
        content = _content(reading, verb, subject, takes, spans)
        is_free = content is not None and not any(
            span.overlaps_any(spans) for span in (content, source, cue)
        )
        if is_free and not any(passage.start < cue.start < passage.end for passage in passages):
            yield Attribution((content,), cue, source, "tree", CONFIDENCE)


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


def _content(
    reading: Reading, verb: Token, subject: Token, takes: str, spans: list[TextSpan]
) -> TextSpan | None:
    """Return what a verb takes: an infinitive, a clause, or what stands before it."""
    if takes == "infinitive":
        wanted = child_of(verb, "xcomp")
        is_wanted = wanted is not None and wanted.i > verb.i and is_infinitive(wanted)
        return _long(reading, clause_of(wanted)) if is_wanted else None
    said = _clause_behind(reading, verb, takes)
    return _before(reading, verb, subject, spans) if said is None and takes == "quotation" else said


def _clause_behind(reading: Reading, verb: Token, takes: str) -> TextSpan | None:
    """Return the clause behind a verb that it governs."""
    clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    # "Found six syringes left behind" is no clause of saying.
    tags = FINITE if takes == "clause" else FINITE | {"VBN", "VB", "VBG"}
    if clause is None or clause.left_edge.i <= verb.i or clause.tag_ not in tags:
        return None
    return _long(reading, clause_of(clause)) if has_subject(clause) else None


def _before(
    reading: Reading, verb: Token, subject: Token, spans: list[TextSpan]
) -> TextSpan | None:
    """Return what stands before an attribution that ends its sentence, up to a comma or a mark."""
    doc, sentence = reading.doc, verb.sent
    first = min(subject.left_edge.i, verb_group_of(verb).start)
    after = [t for t in doc[verb.i + 1 : sentence.end] if not t.is_punct and not t.is_space]
    is_last = sum(token.i > subject.right_edge.i for token in after) <= MOST_AFTER
    is_clause = any(token.dep_ in ("ccomp", "advcl", "relcl") for token in after)
    if first <= sentence.start + FEWEST or not is_last or is_clause:
        return None
    before = text_span(reading, doc[sentence.start : first])
    between = reading.text[before.start : text_span(reading, doc[first : first + 1]).start]
    is_set_off = verb.dep_ in ("ROOT", "parataxis") and BETWEEN.search(between) is not None
    if not is_set_off or before.overlaps_any(spans):
        return None
    last = first - 1
    while last > sentence.start and doc[last].text in (",", " "):
        last -= 1
    content = doc[sentence.start : last + 1]
    return None if _is_fronted(content) else _long(reading, content)


def _is_fronted(content: Span) -> bool:
    """Return True for a clause behind a conjunction, or a phrase without a verb of its own."""
    if not len(content):
        return False
    opening = _opening(content)
    words = [t for t in content if opening is None or not opening.head.is_ancestor(t)]
    is_open = opening is not None or content.root.dep_ in FRONTED
    return is_open and not any(_has_clause(token, opening) for token in words)


def _opening(content: Span) -> Token | None:
    """Return the conjunction that opens a clause: "if", "but when"."""
    first = next((token for token in content if token.dep_ != "cc"), None)
    is_mark = first is not None and (
        first.dep_ == "mark" or (first.tag_ == "WRB" and first.dep_ == "advmod")
    )
    return first if is_mark and first.lower_ != "that" else None


def _has_clause(token: Token, opening: Token | None) -> bool:
    """Return True if a word is a finite verb with a subject that no conjunction opens."""
    is_opened = opening is not None and opening.head == token
    return is_finite(token) and not is_opened and has_subject(token)


def _long(reading: Reading, tokens: Span) -> TextSpan | None:
    """Return the offsets of some tokens, if those are enough."""
    return text_span(reading, tokens) if len(tokens) >= FEWEST else None


def _according(
    reading: Reading, spans: list[TextSpan], passages: list[TextSpan]
) -> Iterator[Attribution]:
    """Yield what a sentence says that begins or ends with "according to" someone or a document."""
    for token in reading.doc[:-1]:
        if token.lower_ != "according" or token.nbor().lower_ != "to":
            continue
        source = cited_source(token.nbor())
        content = _stated(token, source) if source is not None else None
        if content is None or not any(word.tag_ in FINITE for word in content):
            continue
        if not text_span(reading, token.sent).overlaps_any(spans):
            parts = (content, token.doc[token.i : token.i + 2], source)
            said, cue, source = (text_span(reading, part) for part in parts)
            yield Attribution((said,), cue, source, "tree", CONFIDENCE)


def cited_source(to: Token) -> Span | None:
    """Return who or what "according to" names: someone or a document."""
    head = object_of(to)
    if head is None or head.lemma_.lower() in word_class("norm"):
        return None
    if any(token.pos_ == "NUM" and not _is_date(token) for token in head.subtree):
        return None  # "including, according to the WHO, 54 small children"
    after = to.doc[head.i + 1 : head.right_edge.i + 1]
    beside = (c for c in head.children if c.dep_ in ("appos", "relcl") and c.pos_ != "ADJ")
    if after and after[0].text == "," and not any(beside):
        return None  # "banned and, according to Turkey, supportive of the party"
    return phrase_of(head) if head.ent_type_ in NAMES or can_be_cited(head) else None


def _is_date(number: Token) -> bool:
    """Return True if a number is a day or a year: "figures released April 3", "the 2019 report"."""
    months = {row["word"] for row in read_lexicon("time_words") if row["use"] == "month"}
    is_day = number.i > 0 and number.nbor(-1).lower_ in months
    return is_day or YEAR.fullmatch(number.text) is not None


def _stated(according: Token, source: Span) -> Span | None:
    """Return the rest of the sentence, behind a comma or before one."""
    doc, begin, end = according.doc, according.sent.start, according.sent.end
    while end > begin and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if according.i == begin and doc[source.end : source.end + 1].text == ",":
        content = doc[source.end + 1 : end]
    elif source.end >= end and according.i > begin and doc[according.i - 1].text == ",":
        content = doc[begin : according.i - 1]
    else:
        return None
    is_clean = not any(word.text in ('"', "“", "”") or "\n" in word.text for word in content)
    return content if len(content) >= FEWEST_STATED and is_clean else None
