"""Commitment: how the speaker of a quote stands to a figure in it."""

import re

from spacy.tokens import Span, Token

from ..figures import Figure
from ..language.path import top_of_content
from ..language.reporting_cues import cue_lemmas, has_trait, is_known
from ..language.syntax import ADJUNCT_CLAUSES, FINITE, SUBJECTS, has_negation, path_to
from ..reader import Reading
from ..tables.schema import ATTITUDE
from .citation import is_document
from .commitment_words import ASKED, ASSERTED, DENIED, is_withholding, is_word
from .scope import Scope
from .scope_search import find_scope
from .statements import Statement

# What stands before a figure that is taken for known: "the two", but not "the hundreds".
KNOWN = re.compile(r"\b(?:the|these|those|their|its|his|her|our)\s(?!\w+s\b)", re.IGNORECASE)
# Cues that cite a finding: "a lead of six points in a new poll".
CITING = {"in", "from"}
# What opens a clause that only tells of a place or a time: "in Ohio, where 18 votes are at stake".
CIRCUMSTANTIAL = {"where", "when"}


def commit(reading: Reading, statement: Statement, figure: Figure) -> Scope:
    """Return how the speaker of a statement stands to a figure in it.

    The claim is None if nothing is put forward: in orders and wishes, where something was left
    unsaid, by an unknown cue, and where no clause follows ("observed a day of mourning for
    dozens"). Someone's own words alone are theirs by any known cue: "“We lost 40,” she urged". A
    figure that is taken for known is not put forward either: "denied that the two had fled".
    """
    quote, words = statement.quote, reading.span(figure.start, figure.end)
    is_voiced = statement.speech.voices(figure.start)
    cue = reading.span(*quote.cue) if quote.cue else None
    below = top_of_content(words, cue) if cue is not None else None
    # Outside the marks of "asks the two firms “to respect the law”" the cue counts, too.
    is_apart = below is None or (is_voiced and not any(word.dep_ == "mark" for word in below.lefts))
    within = frozenset(token.i for part in quote.contents for token in reading.span(*part))
    inner = find_scope(words, figure, within)
    scope = inner if is_apart else find_scope(words, figure, within, cue)
    if scope.claim == ASSERTED and is_apart and not is_voiced and _withholds(statement, cue):
        return scope.withheld()
    if scope.claim != inner.claim or _is_put(reading, statement, figure, inner.claim):
        return scope
    return Scope(claim=None)


def _is_put(reading: Reading, statement: Statement, figure: Figure, claim: str | None) -> bool:
    """Return True if cue and content put a figure forward: as so, or as ``claim`` says."""
    quote, lemma = statement.quote, statement.quote.cue_lemma or ""
    is_given = figure.number.unit_kind == "count" and _is_given(reading, figure.start)
    if is_given and figure.thing is None:
        return False
    is_mark = not any(map(str.isalnum, lemma))
    is_credible = is_mark or (is_known(lemma) and not _only_has(statement))
    if quote.kind == "direct" and is_credible:
        return True
    is_found = lemma in CITING and is_document(reading, statement, "finding")
    # "The update had the storm 120 miles away".
    is_shown = not is_mark and has_trait(lemma, "figure", "quoted")
    if not (is_credible or is_found or (is_shown and is_document(reading, statement))):
        return False
    if quote.act == ATTITUDE and claim == DENIED:
        return True  # "found no evidence of 40 graves"
    is_wish = quote.act in ("intent", ATTITUDE) or quote.stance == "demand"
    if is_wish and claim != ASKED:  # "wants to know whether 40 died" asks
        return False
    if is_mark or is_found or claim in (ASKED, DENIED) or _has_clause(reading, statement, figure):
        return True
    is_nominal = lemma in cue_lemmas(amount="yes") or is_shown
    return is_nominal and not is_given and not _is_told_aside(reading, figure, statement)


def _withholds(statement: Statement, cue: Span | None) -> bool:
    """Return True if a cue that stands apart from the figure denies, asks, or leaves unsaid."""
    is_denied = cue is not None and has_negation(cue)
    quote = statement.quote
    return is_denied or quote.stance == "deny" or is_withholding(quote.cue_lemma)


def _is_given(reading: Reading, start: int) -> bool:
    """Return True if a count is of those already known: "the two countries", "its 300 shops"."""
    known = KNOWN.finditer(reading.text, max(0, start - 8), start + 12)
    return any(match.end() == start for match in known)


def _content_of(reading: Reading, statement: Statement) -> Span:
    return reading.span(statement.quote.start, statement.quote.end)


def _is_told_aside(reading: Reading, figure: Figure, statement: Statement) -> bool:
    """Return True if a figure is in a clause of place or time: ", where 18 votes are at stake"."""
    token, words = reading.span(figure.start, figure.end).root, _content_of(reading, statement)
    while token in words and token.head != token:
        first = token.left_edge
        is_clause = token.dep_ == "relcl" and token.head in words
        if is_clause and first.lower_ in CIRCUMSTANTIAL and first.i:
            return first.nbor(-1).text == ","
        token = token.head
    return False


def _has_clause(reading: Reading, statement: Statement, figure: Figure) -> bool:
    """Return True if a statement is voiced, or its content is a clause that says what is so."""
    is_mixed = statement.quote.kind == "mixed"
    if statement.quote.kind == "direct" or (is_mixed and statement.speech.voices(figure.start)):
        return True
    words = _content_of(reading, statement)
    return not _is_deed(words) and any(_makes_clause(token, words) for token in words)


def _is_deed(words: Span) -> bool:
    """Return True if a content is what someone will do: "agreed to release millions"."""
    if len(words) < 2 or words[0].lower_ != "to":
        return False
    return words[1].tag_ == "VB" and words[1].lower_ not in ("have", "be")


def _only_has(statement: Statement) -> bool:
    """Return True if a territory has what is counted and tells nothing: "recorded four cases"."""
    is_territory = statement.speaker is not None and statement.speaker.kind in ("state", "place")
    return is_territory and is_word("counting", statement.quote.cue_lemma or "")


def _makes_clause(token: Token, words: Span) -> bool:
    """Return True if a verb or subject makes the content a clause, not an adjunct of a noun."""
    if token.tag_ not in FINITE and token.dep_ not in SUBJECTS:
        return False
    above = path_to(token, words)
    return not any(word.dep_ in ADJUNCT_CLAUSES and word.head in words for word in above)
