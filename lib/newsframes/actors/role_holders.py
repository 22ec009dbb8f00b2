"""Role holders: what a text says that a body or person is, before a bare noun takes them up."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from ..language.noun_classes import nouns
from .actor import Mention
from .mention import Phrase

# How central banks are called.
CENTRAL = re.compile(
    r"\b(?:Bank of|Central Bank|National Bank|Reserve|Bundesbank|Riksbank|Norges Bank|Fed)\b"
)
# Who stands in for the bearer of a title, and who bore it: "the president" is not the vice
# president.
DEPUTIES, FORMER = {"vice", "deputy", "assistant", "under"}, {"former", "ex"}
PREDICATES = {"attr", "oprd"}
SUBJECTS = {"nsubj", "nsubjpass", "dobj"}


def is_called(mentions: Iterable[Mention], phrase: Phrase) -> bool:
    """Return True if a phrase for a body may take up an organisation by what the text calls that.

    "The union" is only what is called a union, "the central bank" only what bears the name of one.
    """
    noun = phrase.noun
    if noun == "bank" and any(token.lower_ == "central" for token in phrase.modifiers):
        return any(
            CENTRAL.search(mention.text) or mention.text.lower().endswith("central bank")
            for mention in mentions
        )
    if noun not in nouns("told"):
        return True
    words = {
        word.casefold()
        for mention in mentions
        if mention.form == "name"
        for word in mention.text.split()
    }
    return noun in words | {
        mention.phrase.noun for mention in mentions if mention.form == "nominal"
    }


def predicates_of(name: Token) -> Iterator[Token]:
    """Yield the nouns that a verb says someone is.

    "Lee is the mayor", "was elected mayor", "served as mayor".
    """
    if name.dep_ not in SUBJECTS:
        return
    for child in name.head.children:
        found = [child] if child.dep_ in PREDICATES else []
        if child.lower_ == "as":
            found = [token for token in child.children if token.dep_ == "pobj"]
        for noun in found:
            yield noun
            yield from noun.conjuncts
