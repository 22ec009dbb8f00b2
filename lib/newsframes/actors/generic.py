"""Generic actors: noun phrases that mean nobody in particular."""

from collections.abc import Collection

from spacy.tokens import Token

from .actor import Actor
from .mention import ANYONE, SUBJECTS, Phrase

# What makes a phrase mean some in particular: an article, a possessor or a number.
TELLING = {"det", "poss", "nummod"}
# Articles of a whole kind: "most people", "which candidates".
WHOLE = {"all", "most", "which", "what"}
# By which a phrase tells who is meant.
RESTRICTING = {"relcl", "acl", "prep", "appos"}


def is_generic(actor: Actor, speaking: Collection[Phrase]) -> bool:
    """Return True if an actor without name is nobody in particular: "communities", "every member".

    Whoever has a phrase among ``speaking`` is someone, and so is who did something: "officers
    arrived". Not found: a noun with an article that means a kind ("the elderly").

    Notes
    -----
    A bare plural that is the subject of a past tense tells of some who were there (Carlson 1977).
    """
    nominals = [mention.phrase for mention in actor.mentions if mention.form == "nominal"]
    if nominals and all(_is_any(phrase) for phrase in nominals):
        return True
    speaks = any(mention.phrase in speaking for mention in actor.mentions)
    return bool(nominals) and not speaks and all(_is_a_kind(phrase) for phrase in nominals)


def _is_any(phrase: Phrase) -> bool:
    return any(t.lower_ in ANYONE for t in phrase.head.doc[phrase.first : phrase.head.i])


def _is_a_kind(phrase: Phrase) -> bool:
    if _is_any(phrase):
        return True
    before = phrase.head.doc[phrase.first : phrase.head.i]
    words = [token for token in before if token.lower_ not in WHOLE]
    is_told = any(token.dep_ in TELLING or token.ent_type_ for token in (*words, phrase.head))
    is_restricted = any(child.dep_ in RESTRICTING for child in phrase.head.rights)
    return phrase.is_plural and not (is_told or is_restricted or _has_acted(phrase.head))


def _has_acted(noun: Token) -> bool:
    """Return True if a noun is the subject of a verb in the past tense, active or passive."""
    verbs = (noun.head, *(child for child in noun.head.lefts if child.dep_ == "auxpass"))
    is_past = any(verb.tag_ == "VBD" for verb in verbs)
    return noun.dep_ in SUBJECTS and is_past and all(c.dep_ != "aux" for c in noun.head.lefts)
