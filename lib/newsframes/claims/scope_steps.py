"""Steps: how the scope of a figure changes one word further up the tree."""

from dataclasses import replace

from spacy.tokens import Token

from ..language.syntax import ADJUNCT_CLAUSES, SUBJECTS, VERBAL
from .commitment_words import ASKED, ASSERTED, DENIED, SUPPOSED, WITHHELD, Operator, is_word
from .conditions import is_counterfactual, mark_of
from .negation import is_failing, is_forbidden, is_negated, is_none
from .operators import (
    copula,
    denial_in,
    holder_of,
    is_complement,
    is_misread,
    is_order,
    is_report,
    operator_of,
    predicates_of,
    takes_clause,
)
from .scope import CLAUSE, FIGURE, OTHER, REPORT, Ascent, Scope, combine

CLAUSES = {"ccomp", "csubj", "csubjpass", "acl", "relcl", "advcl"}
INSIDE = {"nummod", "quantmod", "compound", "nmod", "amod"}


def ascend(scope: Scope, step: Ascent) -> Scope:
    """Return the scope one word further up."""
    head, mark = step.head, mark_of(step.child, is_whole=scope.kind == CLAUSE)
    if mark is not None and not scope.is_closed:
        scope = replace(scope, claim=combine(scope.claim, mark))
    scope = _past_edge(scope, step)
    if is_misread(head):
        return scope.withheld()
    if scope.kind == REPORT and denial_in(head) is not None:
        # "called the claim that 40 died a lie"
        return scope.under(DENIED, None if step.is_cue else holder_of(head))
    found = _operator_above(scope, step) if step.child.dep_ != "conj" else None
    if found is not None:
        scope = _under_operator(scope, step, *found)
    elif step.is_cue and _is_withheld(scope, step):
        return scope.withheld()
    elif step.is_clausal and step.is_negated(head):
        scope = scope.withheld() if is_forbidden(head) else _under_negation(scope, step)
    if step.is_clausal and is_counterfactual(head):
        scope = scope.under(SUPPOSED)
    is_spared = scope.is_spared and not step.is_clausal
    is_spared = is_spared or (found is not None and bool(copula(found[0])))  # "is not correct that"
    return replace(scope, kind=_kind(scope, step.child), is_spared=is_spared)


def _past_edge(scope: Scope, step: Ascent) -> Scope:
    """Return the scope past one edge: some take a figure out of the reach of what stands above."""
    head, child, dep = step.head, step.child, step.child.dep_
    if dep in ("conj", "cc"):
        words = (child, *head.children)
        return replace(
            scope, is_spared=any(word.dep_ == "cc" and word.lower_ == "but" for word in words)
        )
    if _is_aside(scope, child) or dep in ("appos", "parataxis"):
        return replace(scope, is_closed=True)
    if dep == "prep" and scope.kind == REPORT and is_word("granted", child.text):
        return scope.withheld()  # "despite reports that 40 had died"
    is_alone = scope.kind == FIGURE
    is_time = step.figure.number.unit_kind == "duration" and is_alone and step.is_clausal
    is_outside = dep == "prep" and is_word("outside", child.text) and scope.kind != REPORT
    if is_outside or (is_time and dep in ("prep", "npadvmod", "advmod")):
        return replace(scope, is_spared=True, is_unclear=is_outside or dep != "prep")
    is_noun = head.pos_ in ("NOUN", "PROPN")
    is_apart = dep == "prep" and is_alone and is_noun and child.lower_ != "of"
    return replace(scope, is_unclear=True) if is_apart and not takes_clause(head) else scope


def _is_aside(scope: Scope, clause: Token) -> bool:
    """Return True if a clause only tells more, or a result: "told no one, so 40 came"."""
    is_result = clause.dep_ in CLAUSES and any(word.lower_ == "so" for word in clause.lefts)
    is_more = clause.dep_ in ADJUNCT_CLAUSES and not is_complement(clause)
    return (is_result or is_more) and scope.claim != ASKED


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


def _operator_above(scope: Scope, step: Ascent) -> tuple[Token, Operator] | None:
    """Return the word at the head that takes the child as a clause or report, if any."""
    head, child, own = step.head, step.child, operator_of(step.head)
    is_taken = scope.kind in (CLAUSE, REPORT)
    if own is not None:
        is_of = child.dep_ == "prep" and is_word("concerning", child.text) and not step.is_clausal
        is_of = is_of and any(map(is_negated, (head, *copula(head))))
        return (head, own) if is_taken or is_of or _is_event(step) else None
    is_beside = child.dep_ == "ccomp" and child.i < head.i and not is_complement(child)
    is_beside = is_beside or any(word.text == ":" for word in child.doc[head.i : child.left_edge.i])
    if not step.is_clausal or is_beside:
        return None
    is_bare = scope.kind == FIGURE and child.dep_ in SUBJECTS and step.figure.thing is None
    found = predicates_of(head, child)
    return next((one for one in found if is_taken or (is_bare and one[0].pos_ == "ADJ")), None)


def _is_event(step: Ascent) -> bool:
    """Return True if a verb's only object is what happened: "denied 40 deaths"."""
    objects = [word for word in step.head.children if word.dep_ in ("dobj", "dative")]
    return step.figure.event is not None and step.child.dep_ == "dobj" and objects == [step.child]


def _under_operator(scope: Scope, step: Ascent, word: Token, operator: Operator) -> Scope:
    """Return the scope under an operator.

    What is presupposed in a denial stands, but for what it says happened.
    """
    is_denied = is_failing(step.head) or step.is_negated(word, step.head, *copula(word))
    meaning = _meaning(scope, step, operator, is_denied=is_denied)
    if step.is_cue and scope.is_closed and meaning != ASSERTED:
        # "denied that the two had met"
        is_presupposed = meaning == DENIED and step.figure.event is None
        return scope if is_presupposed else scope.withheld()
    is_nobodys = step.is_cue or word.pos_ == "NOUN" or word.dep_ in SUBJECTS
    return scope.under(meaning, None if is_nobodys else holder_of(step.head))


def _meaning(scope: Scope, step: Ascent, operator: Operator, *, is_denied: bool) -> str | None:
    """Return what an operator does: who did not deny something has not claimed it, either."""
    meaning = operator.negated if is_denied else operator.plain
    if meaning == WITHHELD:
        return None if is_denied or step.is_cue else ASSERTED
    is_question = scope.claim == ASKED or scope.kind == REPORT
    is_question = is_question or step.child.left_edge.tag_.startswith("W")
    if meaning == ASKED == operator.plain and not is_question:
        return None  # "asked that 40 men leave"
    return None if is_denied and step.is_cue and meaning == ASSERTED else meaning


def _is_withheld(scope: Scope, step: Ascent) -> bool:
    """Return True if a cue that takes no clause claims nothing: "denied fraud over $40 million"."""
    cue = step.head
    if any(is_none(word) for word in cue.lefts if word.dep_ in SUBJECTS):
        return True  # "no one said that 40 had died"
    operator = operator_of(cue) if step.is_clausal else None
    is_named = scope.kind == REPORT and is_word("naming", cue.lemma_)
    is_other = operator is not None and operator.plain != ASSERTED
    return (scope.is_closed and step.is_negated(cue)) or is_named or is_other


def _under_negation(scope: Scope, step: Ascent) -> Scope:
    """Return the scope under the negation of the verb above, which no operator takes."""
    verb, child, dep = step.head, step.child, step.child.dep_
    if dep == "conj":
        has_own = any(word.dep_ in SUBJECTS | {"aux"} for word in child.lefts)
        return scope.under(DENIED) if child.tag_ == "VB" == verb.tag_ and not has_own else scope
    if scope.is_spared or is_word("bound", verb.lemma_):
        return scope
    if dep in SUBJECTS:  # "40 people did not stay" counts them, "40 people did not die" does not
        event = step.figure.event
        if event is None or scope.kind != FIGURE:
            return scope
        return scope.under(DENIED if is_word("harm", event) else None)
    if dep in CLAUSES:
        is_beside = child.i < verb.i and not is_complement(child)  # "one was hurt; no one died"
        return scope if is_beside else scope.under(None)
    if dep == "prep" and _has_definite(child):  # "not linked to the death of 40 men"
        return scope
    if is_order(verb):  # "don't sack 40 men"
        return scope.under(None)
    modals = {word.lemma_.lower() for word in verb.lefts if word.dep_ == "aux"}
    is_unable = modals & {"can", "could"} and "have" not in modals and verb.lemma_.lower() != "be"
    return scope if is_unable else scope.under(DENIED)


def _has_definite(preposition: Token) -> bool:
    """Return True if a preposition's noun is definite, so that what it tells of is presupposed."""
    return any(
        word.dep_ == "det" and is_word("definite", word.text)
        for noun in preposition.rights
        if noun.dep_ == "pobj"
        for word in noun.lefts
    )
