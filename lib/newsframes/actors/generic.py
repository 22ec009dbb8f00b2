"""Generic actors: noun phrases that mean nobody in particular."""

from .actor import Actor
from .mention import ANYONE, Phrase

# What makes a phrase mean some in particular: an article, a possessor or a number.
TELLING = {"det", "poss", "nummod"}
# By which a phrase tells who is meant.
RESTRICTING = {"relcl", "acl", "prep", "appos"}


def is_generic(actor: Actor) -> bool:
    """Return True if an actor without name is nobody in particular: "communities", "every member".

    Not found: a noun with an article that means a kind ("the elderly").
    """
    nominals = [mention.phrase for mention in actor.mentions if mention.form == "nominal"]
    return bool(nominals) and all(_is_anyone(phrase) for phrase in nominals)


def _is_anyone(phrase: Phrase) -> bool:
    before = phrase.head.doc[phrase.first : phrase.head.i]
    if any(token.lower_ in ANYONE for token in before):
        return True
    is_told = any(token.dep_ in TELLING or token.ent_type_ for token in (*before, phrase.head))
    is_restricted = any(child.dep_ in RESTRICTING for child in phrase.head.rights)
    return phrase.is_plural and not (is_told or is_restricted)
