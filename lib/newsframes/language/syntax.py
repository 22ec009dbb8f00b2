"""Syntax: subjects, objects, passives, negation and phrases in the dependency tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from .lexicon import read_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Tags of verbs in the present or past, and of modals.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Tags of nouns in the plural.
PLURAL = frozenset({"NNS", "NNPS"})
# Who or what a verb is about; and what stands in that place, be it a clause or "there".
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ANY_SUBJECT = SUBJECTS | {"csubj", "csubjpass", "expl"}
VERBAL = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# Clauses that describe a noun, or tell when and why something is so.
ADJUNCT_CLAUSES = frozenset({"relcl", "acl", "advcl"})


def head_of(span: Span) -> Token | None:
    """Return the token of a span that stands highest in the tree; None for an empty span."""
    return span.root if len(span) else None


def child_of(token: Token, *relations: str) -> Token | None:
    """Return the first child that stands in one of some relations."""
    return next((child for child in token.children if child.dep_ in relations), None)


def subject_of(verb: Token) -> Token | None:
    """Return the noun that is a verb's own subject."""
    return child_of(verb, *SUBJECTS)


def has_subject(verb: Token) -> bool:
    """Return True if a verb has a subject of its own, be it a clause or "there"."""
    return child_of(verb, *ANY_SUBJECT) is not None


def object_of(preposition: Token) -> Token | None:
    """Return the object of a preposition."""
    return child_of(preposition, "pobj")


def agent_of(verb: Token) -> Token | None:
    """Return the noun behind the "by" of a passive verb."""
    by = (child for child in verb.rights if child.dep_ == "agent" and child.lower_ == "by")
    return next((noun for word in by if (noun := object_of(word)) is not None), None)


def is_passive(verb: Token) -> bool:
    """Return True if a verb has a passive auxiliary."""
    return child_of(verb, "auxpass") is not None


def is_finite(verb: Token) -> bool:
    """Return True if a verb stands in the present or past, or has an auxiliary that does."""
    return verb.tag_ in FINITE or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in FINITE for child in verb.lefts
    )


def is_perfect(verb: Token) -> bool:
    """Return True if a verb has the auxiliary "have"."""
    return any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in verb.children)


def is_infinitive(verb: Token) -> bool:
    """Return True if a verb is an infinitive with "to"."""
    return verb.tag_ == "VB" and any(
        child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts
    )


def is_inverted(verb: Token) -> bool:
    """Return True if an auxiliary opens the clause, before the subject: "had she said so, …".

    After "never" or "only then" such a clause is stated.
    """
    opening = ("and", "but", "or", "even")
    lefts = [child for child in verb.lefts if not child.is_punct and child.lower_ not in opening]
    return any(child.dep_ in SUBJECTS for child in lefts[1:]) and lefts[0].dep_ == "aux"


def is_that_clause(clause: Token) -> bool:
    """Return True if the conjunction "that" opens the clause of a verb."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


@cache
def negators() -> frozenset[str]:
    """List the words that negate a verb: "not", "never"."""
    return frozenset(row["word"] for row in read_lexicon("commitment") if row["use"] == "not")


def is_negator(token: Token) -> bool:
    """Return True if a word negates a verb."""
    return token.dep_ == "neg" or token.lower_ in negators()


def has_negation(tokens: Iterable[Token]) -> bool:
    """Return True if one of some words negates a verb, and is not that of "not only"."""
    words = list(tokens)
    return any(map(is_negator, words)) and all(word.lower_ != "only" for word in words)


def logical_subject_of(verb: Token) -> Token | None:
    """Return who does what a verb says: the agent of a passive, else its own or shared subject."""
    if child_of(verb, "auxpass", "nsubjpass") is not None:
        return agent_of(verb)
    while verb.dep_ in ("xcomp", "conj") and subject_of(verb) is None:
        verb = verb.head
    return subject_of(verb)


def phrase_of(token: Token) -> Span:
    """Return a word with all that hangs on it."""
    return token.doc[token.left_edge.i : token.right_edge.i + 1]


def clause_of(token: Token) -> Span:
    """Return a word with all that hangs on it, without marks at its end."""
    last = token.right_edge.i
    while last > token.i and (token.doc[last].is_punct or token.doc[last].is_space):
        last -= 1
    return token.doc[token.left_edge.i : last + 1]


def verb_group_of(verb: Token) -> Span:
    """Return a verb with the auxiliaries and adverbs right before it: "has announced"."""
    start = verb.i
    while (
        start > verb.sent.start
        and verb.doc[start - 1].head == verb
        and verb.doc[start - 1].dep_ in ("aux", "advmod")
    ):
        start -= 1
    return verb.doc[start : verb.i + 1]


def path_to(token: Token, top: Span) -> Iterator[Token]:
    """Yield a word and those above it, as long as they stand in a span."""
    while token in top:
        yield token
        if token.head == token:
            return
        token = token.head


def name_of(token: Token) -> Span | None:
    """Return the name of ``doc.ents`` that a word belongs to, with its label."""
    from spacy.tokens import Span

    if not token.ent_type_:
        return None
    doc, start, end = token.doc, token.i, token.i + 1
    while doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return Span(doc, start, end, label=token.ent_type_)
