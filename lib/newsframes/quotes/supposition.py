"""Supposing: attributions of what nobody has said, in a condition or a question: "if the mayor had said so"."""

from spacy.tokens import Span, Token

from .source_filters import head_of

CONDITIONS = {"if", "unless", "lest", "whether"}
SUBJECTS = {"nsubj", "nsubjpass"}
# Verbs that ask a reader to suppose something: "imagine she said so".
SUPPOSING = {"imagine", "suppose", "assume", "pretend"}
# What may stand before the verb that opens a condition: "even had she said so".
BEFORE = {"and", "but", "or", "even"}


def is_supposed(cue: Span) -> bool:
    """Return True if the verb of a cue stands in a condition or a question: "if she says no", "had she said no".

    Not the verb above one that does: "she asked if it was safe".
    """
    head = head_of(cue)
    if head is None or head.pos_ not in ("VERB", "AUX"):
        return False
    is_condition = any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in head.lefts)
    return is_condition or is_inverted(head) or _is_imagined(head)


def _is_imagined(verb: Token) -> bool:
    """Return True if a verb is the complement of an imperative to suppose it: "imagine the minister said so"."""
    above = verb.head
    is_order = above.tag_ in ("VB", "VBP") and not any(
        child.dep_ in (*SUBJECTS, "aux") for child in above.lefts
    )
    return verb.dep_ == "ccomp" and above.lemma_.lower() in SUPPOSING and is_order


def is_inverted(verb: Token) -> bool:
    """Return True if an auxiliary opens the clause, before the subject: "had she said so, all would have stayed".

    After "never" or "only then" such a clause is stated.
    """
    lefts = [child for child in verb.lefts if not child.is_punct and child.lower_ not in BEFORE]
    has_subject = any(child.dep_ in SUBJECTS for child in lefts[1:])
    return has_subject and lefts[0].dep_ == "aux"
