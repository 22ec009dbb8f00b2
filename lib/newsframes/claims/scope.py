"""Scope: how a clause with a figure stands under the operators on the way up to who attributes it."""

from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from ..figures import Figure
from ..language.path import number_of, words_between
from ..language.syntax import SUBJECTS, VERBAL
from ..reader import Reading
from .operators import (
    ASKED,
    ASSERTED,
    DENIED,
    SUPPOSED,
    WITHHELD,
    Entry,
    copula,
    denial_in,
    denies,
    entry_of,
    holder_of,
    is_complement,
    is_counterfactual,
    is_failing,
    is_misread,
    is_negated,
    is_none,
    is_order,
    is_report,
    is_word,
    mark_of,
    predicates_of,
    takes_clause,
)

CLAUSES = {"ccomp", "csubj", "csubjpass", "acl", "relcl", "advcl"}
INSIDE = {"nummod", "quantmod", "compound", "nmod", "amod"}
DEFINITE = {"all", "the", "this", "that", "these", "those"}
# "No record of 40 deaths", "not aware of 40 deaths".
OF = {"of", "about", "for", "on"}
STOPS = {".", "!", "?", "“", '"', "``"}
# How many words before a figure "not" may stand in "not 40 but 12".
NOT_BUT = 5
HARM = {"killed", "injured"}
# What a clause, or a noun that reports one, brings to the word above it; a figure alone only what
# it counts.
CLAUSE, REPORT, FIGURE, OTHER = "clause", "report", "figure", "other"


@dataclass(frozen=True)
class Scope:
    """What is known on the way up the tree from a figure.

    ``claim`` is None where nothing is put forward; ``kind`` is what the last word brings to the one
    above it. An operator further up is ignored if the figure ``is_closed`` off from it ("the 40 men
    who fled"), and withholds the claim if its reach ``is_unclear``. A figure ``is_spared`` by the
    negation of the next verb alone ("has not eaten for 40 hours", "did not hire 40 but 12").
    ``holder`` is who denies or asks within what another says.
    """

    claim: str | None = ASSERTED
    kind: str = FIGURE
    is_closed: bool = False
    is_unclear: bool = False
    is_spared: bool = False
    holder: Token | None = None

    def under(self, operator: str | None, holder: Token | None = None) -> "Scope":
        """Return the scope with one more operator over it; None withholds the claim."""
        claim = _combine(self.claim, operator)
        if claim == self.claim or self.is_closed:
            return self
        return replace(self, claim=None if self.is_unclear else claim, holder=holder or self.holder)


def _combine(inner: str | None, operator: str | None) -> str | None:
    """Return how a clause stands under an operator: the nearest question wins, two negations cancel out."""
    if inner is None or operator is None:
        return None
    if operator == ASSERTED or inner in (ASKED, SUPPOSED):
        return inner
    return ASSERTED if (inner, operator) == (DENIED, DENIED) else operator


def find_scope(
    words: Span, figure: Figure, within: frozenset[int], cue: Span | None = None
) -> Scope:
    """Climb from a figure through its content, and on through the cue, past every operator.

    Parameters
    ----------
    words
        The tokens of the figure.
    figure
        The figure.
    within
        The places of the tokens of the content.
    cue
        The words that attribute the content, if their own operators count.
    """
    token, attributing = number_of(words), frozenset(word.i for word in cue or ())
    reach = within | attributing | words_between(token, attributing)
    before, scope = _before(words, figure, within)
    ignored = frozenset(range(words.start, words.end)) | before
    scope = replace(scope, is_closed=_is_definite(token) and scope.claim == ASSERTED)
    while token.head != token and token.head.i in reach:
        scope = _step(scope, token, figure, ignored, is_cue=token.head.i in attributing)
        token = token.head
    own = mark_of(token, is_whole=scope.kind == CLAUSE)
    if token.i in attributing and own is not None:  # "if the minister said that 40 died"
        return replace(scope, claim=None)
    scope = _in_question(scope if own is None else scope.under(own), words, within)
    return replace(scope, claim=None) if _follows_denial(words, within) else scope


def claim_of_giver(reading: Reading, figure: Figure) -> str | None:
    """Return how who gives a figure outside any quote stands to it."""
    words, giver = reading.span(figure.start, figure.end), reading.span(*figure.claimant).root
    above = number_of(words).ancestors
    last = next((token for token in above if token == giver or token.is_ancestor(giver)), None)
    if last is None:
        return ASSERTED
    within = frozenset(range(last.left_edge.i, last.right_edge.i + 1))
    return find_scope(words, figure, within, last.doc[last.i : last.i + 1]).claim


def _is_definite(token: Token) -> bool:
    """Return True if the noun phrase is definite, so that what it counts is presupposed: "the 40 men"."""
    while token.dep_ in INSIDE and token.head != token:
        token = token.head
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in DEFINITE)
        for child in token.lefts
    )


def _before(words: Span, figure: Figure, within: frozenset[int]) -> tuple[frozenset[int], Scope]:
    """Return where words right before a figure deny it ("not 40 but 12"), and the scope they give."""
    doc, start = words.doc, words.start
    behind = doc[max(start - NOT_BUT, 0) : start]
    if "not" in map(str.lower, map(str, behind)) and behind[-1].lower_ == "but":
        return frozenset(), Scope(is_spared=True)  # "not 40 but 12"
    is_led = start - 1 in within and (doc[start - 1].is_quote or doc[start - 1].pos_ == "ADP")
    for stop in (start, start - 1) if is_led else (start,):  # "not by 40 percent"
        for first in range(max(stop - 3, 0), stop):
            is_denied = first in within and is_word("before", doc[first:stop].text)
            if is_denied and figure.number.unit_kind != "duration":
                is_set = doc[first - 1].lower_ in ("if", "or") if first else False
                return frozenset(range(first, stop)), Scope() if is_set else Scope(DENIED)
    return frozenset(), Scope()


def _step(
    scope: Scope, child: Token, figure: Figure, ignored: frozenset[int], *, is_cue: bool
) -> Scope:
    """Return the scope one word further up, at the head of ``child``."""
    head, mark = child.head, mark_of(child, is_whole=scope.kind == CLAUSE)
    if mark is not None and not scope.is_closed:
        scope = replace(scope, claim=_combine(scope.claim, mark))
    scope = _edge(scope, child, figure)
    if is_misread(head):
        return replace(scope, claim=None)
    if (
        scope.kind == REPORT and denial_in(head) is not None
    ):  # "called the claim that 40 died a lie"
        return scope.under(DENIED, None if is_cue else holder_of(head))
    found = _operator_of(scope, child, figure) if child.dep_ != "conj" else None
    if found is not None:
        scope = _apply(scope, child, figure, *found, ignored, is_cue=is_cue)
    elif is_cue and _is_withheld(scope, head, is_denied=is_negated(head, ignored)):
        return replace(scope, claim=None)
    elif head.pos_ in VERBAL and is_negated(head, ignored):
        scope = _negate(scope, child, figure)
    if head.pos_ in VERBAL and is_counterfactual(head):
        scope = scope.under(SUPPOSED)
    is_spared = scope.is_spared and head.pos_ not in VERBAL
    is_spared = is_spared or (found is not None and bool(copula(found[0])))  # "is not correct that"
    return replace(scope, kind=_kind(scope, child), is_spared=is_spared)


def _edge(scope: Scope, child: Token, figure: Figure) -> Scope:
    """Return the scope past one edge: some take a figure out of the reach of what stands above."""
    head, dep = child.head, child.dep_
    is_but = any(word.dep_ == "cc" and word.lower_ == "but" for word in (child, *head.children))
    if dep in ("conj", "cc"):
        return replace(scope, is_spared=is_but)
    is_result = dep in CLAUSES and any(
        word.lower_ == "so" for word in child.lefts
    )  # "told no one, so 40 came"
    is_aside = is_result or (dep in ("relcl", "acl", "advcl") and not is_complement(child))
    if (is_aside and scope.claim != ASKED) or dep in ("appos", "parataxis"):
        return replace(scope, is_closed=True)
    is_alone = scope.kind == FIGURE
    is_time = figure.number.unit_kind == "duration" and is_alone and head.pos_ in VERBAL
    if dep == "prep" and scope.kind == REPORT and is_word("granted", child.text):
        return replace(scope, claim=None)  # "despite reports that 40 had died"
    is_outside = dep == "prep" and is_word("outside", child.text) and scope.kind != REPORT
    if is_outside or (is_time and dep in ("prep", "npadvmod", "advmod")):
        return replace(scope, is_spared=True, is_unclear=is_outside or dep != "prep")
    is_apart = (
        dep == "prep" and is_alone and head.pos_ in ("NOUN", "PROPN") and child.lower_ != "of"
    )
    return replace(scope, is_unclear=True) if is_apart and not takes_clause(head) else scope


def _kind(scope: Scope, child: Token) -> str:
    """Return what the head of ``child`` brings to the word above it."""
    head = child.head
    if head.pos_ in VERBAL:
        return CLAUSE
    if is_report(head):
        is_content = child.dep_ in CLAUSES | {"prep"} or child.lower_ in ("of", "about")
        return REPORT if is_content else OTHER
    is_same = (
        head.pos_ in ("ADP", "ADJ", "ADV")
        or child.dep_ in INSIDE | {"conj"}
        or child.lower_ == "of"
    )
    return OTHER if scope.kind == FIGURE and not is_same else scope.kind


def _operator_of(scope: Scope, child: Token, figure: Figure) -> tuple[Token, Entry] | None:
    """Return the word at the head of ``child`` that takes it as a clause or report, if any."""
    head, own = child.head, entry_of(child.head)
    is_taken = scope.kind in (CLAUSE, REPORT)
    if own is not None:
        is_of = child.dep_ == "prep" and child.lower_ in OF and head.pos_ not in VERBAL
        is_of = is_of and any(map(is_negated, (head, *copula(head))))
        return (head, own) if is_taken or is_of or _is_event(child, figure) else None
    is_beside = child.dep_ == "ccomp" and child.i < head.i and not is_complement(child)
    is_beside = is_beside or any(word.text == ":" for word in child.doc[head.i : child.left_edge.i])
    if head.pos_ not in VERBAL or is_beside:
        return None
    is_bare = scope.kind == FIGURE and child.dep_ in SUBJECTS and figure.thing is None
    found = predicates_of(head, child)
    return next((one for one in found if is_taken or (is_bare and one[0].pos_ == "ADJ")), None)


def _is_event(child: Token, figure: Figure) -> bool:
    """Return True if a verb's only object is what happened: "denied 40 deaths", not "denied 40 dead aid"."""
    objects = [word for word in child.head.children if word.dep_ in ("dobj", "dative")]
    return figure.event is not None and child.dep_ == "dobj" and objects == [child]


def _apply(
    scope: Scope,
    child: Token,
    figure: Figure,
    word: Token,
    entry: Entry,
    ignored: frozenset[int],
    *,
    is_cue: bool,
) -> Scope:
    """Return the scope under an operator.

    What is presupposed in a denial stands, but for what it says happened.
    """
    head = child.head
    is_denied = is_failing(head) or any(
        is_negated(one, ignored) for one in (word, head, *copula(word))
    )
    operator = _meaning(scope, child, entry, is_denied=is_denied, is_cue=is_cue)
    if is_cue and scope.is_closed and operator != ASSERTED:
        is_presupposed = (
            operator == DENIED and figure.event is None
        )  # "denied that the two had met"
        return scope if is_presupposed else replace(scope, claim=None)
    is_nobodys = is_cue or word.pos_ == "NOUN" or word.dep_ in SUBJECTS
    return scope.under(operator, None if is_nobodys else holder_of(head))


def _meaning(
    scope: Scope, child: Token, entry: Entry, *, is_denied: bool, is_cue: bool
) -> str | None:
    """Return what an operator does: who did not deny something has not claimed it, either."""
    operator = entry[is_denied]
    if operator == WITHHELD:
        return None if is_denied or is_cue else ASSERTED
    is_question = scope.claim == ASKED or scope.kind == REPORT
    is_question = is_question or child.left_edge.tag_.startswith("W")
    if operator == ASKED == entry[0] and not is_question:
        return None  # "asked that 40 men leave"
    return None if is_denied and is_cue and operator == ASSERTED else operator


def _is_withheld(scope: Scope, cue: Token, *, is_denied: bool) -> bool:
    """Return True if a cue that takes no clause puts nothing forward: "denied fraud over $40 million"."""
    if any(is_none(word) for word in cue.lefts if word.dep_ in SUBJECTS):
        return True  # "no one said that 40 had died"
    entry = entry_of(cue) if cue.pos_ in VERBAL else None
    is_named = scope.kind == REPORT and is_word("naming", cue.lemma_)
    is_other = entry is not None and entry[0] != ASSERTED
    return (scope.is_closed and is_denied) or is_named or is_other


def _negate(scope: Scope, child: Token, figure: Figure) -> Scope:
    """Return the scope under the negation of the verb above ``child``, which no operator takes."""
    verb, dep = child.head, child.dep_
    if dep == "conj":
        has_own = any(word.dep_ in SUBJECTS | {"aux"} for word in child.lefts)
        return scope.under(DENIED) if child.tag_ == "VB" == verb.tag_ and not has_own else scope
    if scope.is_spared or is_word("bound", verb.lemma_):
        return scope
    if dep in SUBJECTS:  # "40 people did not stay" counts them, "40 people did not die" does not
        is_event = figure.event is not None and scope.kind == FIGURE
        return scope.under(DENIED if figure.event in HARM else None) if is_event else scope
    if dep in CLAUSES:
        is_beside = child.i < verb.i and not is_complement(child)  # "one was hurt; no one died"
        return scope if is_beside else scope.under(None)
    if is_order(verb):  # "don't sack 40 men"
        return scope.under(None)
    modals = {word.lemma_.lower() for word in verb.lefts if word.dep_ == "aux"}
    is_unable = modals & {"can", "could"} and "have" not in modals and verb.lemma_.lower() != "be"
    return scope if is_unable else scope.under(DENIED)


def _follows_denial(words: Span, within: frozenset[int]) -> bool:
    """Return True if a colon parts a figure from a denial: "this is false: 40 died".

    What follows may be what is denied, or what holds instead.
    """
    doc, at = words.doc, words.start - 1
    while at in within and doc[at].text != ":" and doc[at].text not in STOPS:
        at -= 1
    if at not in within or doc[at].text != ":":
        return False
    last = next((word for word in reversed(doc[:at]) if not word.is_punct), None)
    return last is not None and denies(last) and not is_negated(last.head)


def _in_question(scope: Scope, words: Span, within: frozenset[int]) -> Scope:
    """Return the scope within a question.

    A clause behind "and" asks nothing of what is before it.
    """
    end = words.end
    while (
        end in within and words.doc[end].text not in STOPS
    ):  # a mark: what is asked is another's words
        end += 1
    if end not in within or words.doc[end].text != "?":
        return scope
    later = (
        child for token in number_of(words).ancestors for child in token.rights
        if child.dep_ == "conj" and child.pos_ in VERBAL and child.left_edge.i >= words.end
    )  # fmt: skip
    has_own = any(any(word.dep_ in SUBJECTS for word in child.lefts) for child in later)
    return scope if has_own else scope.under(ASKED)
