"""Conditions: clauses that only suppose, ask, or tell what would have been."""

from spacy.tokens import Token

from ..language.syntax import VERBAL, subject_of
from .commitment_words import ASKED, SUPPOSED, is_word, operators
from .operators import is_order, operator_of


def mark_of(clause: Token, *, is_whole: bool) -> str | None:
    """Return how its conjunction makes a clause stand: "if 40 died", "had 40 died".

    Parameters
    ----------
    clause
        The head of the clause.
    is_whole
        Whether the figure stands in a clause below it: "suppose 40 died".
    """
    if clause.pos_ not in VERBAL and subject_of(clause) is None:  # "dozens, if not hundreds"
        return None
    if is_whole and _is_supposing(clause):
        return SUPPOSED
    marks = ("mark", "advmod", *(["prep"] if clause.dep_ == "advcl" else []))  # "in case 40 leave"
    words = (word for word in clause.children if word.dep_ in marks)
    found = (operators().get(("mark", form)) for word in words for form in _forms_of(word))
    plain = next((operator.plain for operator in found if operator is not None), None)
    if plain is None:
        return SUPPOSED if _is_inverted(clause) else None
    return ASKED if plain == SUPPOSED and _is_open(clause) else plain


def _is_supposing(verb: Token) -> bool:
    """Return True if a verb without a subject supposes what it takes: "assuming 40 died"."""
    if verb.tag_ in ("VBG", "VBN"):
        return verb.dep_ == "advcl" and is_word("mark", verb.text)
    return is_word("imperative", verb.lemma_) and (is_order(verb) or verb.head.lemma_ == "let")


def _forms_of(mark: Token) -> tuple[str, ...]:
    """Return a conjunction alone, and with the words beside it: "in case", "as long as"."""
    doc, place = mark.doc, mark.i
    behind, before = doc[place : place + 2], doc[max(place - 2, 0) : place + 1]
    return mark.lower_, behind.text.lower(), before.text.lower()


def _is_inverted(clause: Token) -> bool:
    """Return True if a clause supposes by its order: "had 40 died, …", "should 40 die, …"."""
    head = clause.head
    words = clause.doc[clause.left_edge.i : clause.right_edge.i + 1]
    first = next((word for word in words if not word.is_punct), clause)
    is_first = first.i < head.i and any(
        word.dep_ == "aux" and word.tag_ == "MD" for word in head.lefts
    )
    is_beside = clause.dep_ == "advcl" or (clause.dep_ == "ccomp" and is_first)
    is_verb = first == clause or first.dep_ in ("aux", "auxpass")
    return is_beside and is_verb and is_word("inverted", first.text)


def _is_open(clause: Token) -> bool:
    """Return True if "if" means "whether": "asked if 40 had died", "not clear if 40 had died"."""
    head = clause.head
    if clause.dep_ == "ccomp":
        return operator_of(head) is not None
    before = (word for word in head.rights if word.dep_ == "acomp" and word.i < clause.left_edge.i)
    return any(ASKED in (operator_of(word) or ()) for word in before)


def is_counterfactual(verb: Token) -> bool:
    """Return True if a verb says what would have been: "400 jobs would have been saved if …"."""
    modals = {word.lower_ for word in verb.lefts if word.dep_ == "aux"}
    is_unreal = "have" in modals and bool(modals & {"would", "could", "might"})
    clauses = [child for child in verb.children if child.dep_ in ("advcl", "ccomp")]
    is_set = any(mark_of(clause, is_whole=False) == SUPPOSED for clause in clauses)
    behind = (clause.left_edge.text for clause in clauses if clause.i > verb.i)
    is_set = is_set or any(is_word("inverted", word) for word in behind)  # "had the nets failed"
    return is_unreal and (is_set or any(map(_is_exception, verb.children)))


def _is_exception(prep: Token) -> bool:
    """Return True if a preposition sets an unreal condition: "without the alarm", "but for it"."""
    is_but_for = prep.lower_ == "for" and prep.i > 0 and prep.nbor(-1).lower_ == "but"
    return prep.dep_ == "prep" and (prep.lower_ == "without" or is_but_for)
