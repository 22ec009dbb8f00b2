"""Relative pronouns: whom "who" and "which" refer to."""

from spacy.tokens import Token

from .mention import Phrase
from .phrase_index import PhraseIndex

EXPLETIVE = {"it", "that", "there", "this"}  # "it was Ann Lee who said"
RELATIVE = {"who", "which", "that"}


def is_relative(token: Token) -> bool:
    """Return True if a word is a relative pronoun, and not the health body."""
    return token.lower_ in RELATIVE and token.text != "WHO"


def antecedent(pronoun: Token) -> Token | None:
    """Return the noun that a relative clause belongs to."""
    return next((above.head for above in pronoun.ancestors if above.dep_ == "relcl"), None)


def find_referent(index: PhraseIndex, pronoun: Token) -> Phrase | None:
    """Return the phrase that "who" or "which" refers to."""
    noun = antecedent(pronoun)
    found = (index.find(noun.i) if noun is not None else None) or _right_before(index, pronoun)
    if pronoun.lower_ != "who":
        return found
    described = _described(noun) if found is None or found.form == "nominal" else None
    subject = index.find(described.i) if described is not None else None
    return subject if _is_someone(subject) else _someone(index, found)


def _described(noun: Token | None) -> Token | None:
    """Return whom a noun describes.

    Of "Ann Lee is a lawyer and former judge who said …", the name.
    """
    while noun is not None and noun.dep_ in ("conj", "appos"):
        noun = noun.head
    if (
        noun is None
        or noun.dep_ != "attr"
        or any(child.dep_ == "neg" for child in noun.head.children)
    ):
        return None
    verb = noun.head
    while verb.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in verb.lefts):
        verb = verb.head  # "Lee lies and is a bully who has threatened …"
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    return None if subject is None or subject.lower_ in EXPLETIVE else subject


def _someone(index: PhraseIndex, found: Phrase | None) -> Phrase | None:
    """Return what "who" refers to.

    Of "doctors at the hospital, who asked not to be named", the doctors. Of "she is the only former
    president of Chile who approved", it is "she"; a place is never "who".
    """
    if found is None or found.kind in ("person", "group") or found.head.dep_ != "pobj":
        return found
    noun = found.head.head.head
    if noun.dep_ == "attr":
        noun = next((child for child in noun.head.children if child.dep_ == "nsubj"), noun)
    above = index.find(noun.i)
    return above if _is_someone(above) else None if found.kind in ("place", "state") else found


def _is_someone(phrase: Phrase | None) -> bool:
    return phrase is not None and (phrase.form == "pronoun" or phrase.kind in ("person", "group"))


def _right_before(index: PhraseIndex, pronoun: Token) -> Phrase | None:
    """Return the actor right before "who", or the body before "which".

    Whatever the parser makes of the clause.
    """
    kinds = {
        "who": {"person", "group", "organisation", "state", "place"},
        "which": {"organisation"},
    }
    last = pronoun.i - 2 if pronoun.i and pronoun.nbor(-1).text == "," else pronoun.i - 1
    ending = [p for p in index.ending.get(last, ()) if p.kind in kinds.get(pronoun.lower_, ())]
    return ending[-1] if ending else None
