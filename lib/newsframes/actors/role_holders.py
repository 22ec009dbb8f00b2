"""Bearing: whether the text calls a person by an office or a trade, before a bare noun may take that person up."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Token

from ..language.hypernyms import is_kind_of
from ..language.noun_classes import nouns
from .actor import Mention
from .mention import Phrase
from .roles import find_roles

# How central banks are called.
CENTRAL = re.compile(
    r"\b(?:Bank of|Central Bank|National Bank|Reserve|Bundesbank|Riksbank|Norges Bank|Fed)\b"
)
# Who stands in for the bearer of a title, and who bore it: "the president" is not the vice
# president.
DEPUTIES, FORMER = {"vice", "deputy", "assistant", "under"}, {"former", "ex"}
PREDICATES = {"attr", "oprd"}
SUBJECTS = {"nsubj", "nsubjpass", "dobj"}


def bears_role(mentions: Iterable[Mention], noun: str, modifiers: Collection[str] = ()) -> bool:
    """Return True if the text gives someone a role: by a title, an apposition, a noun phrase or a predicate.

    Not the role of the one that they stand in for, or had: "the mayor" is no deputy mayor.

    Parameters
    ----------
    mentions
        The mentions of that person so far.
    noun
        The noun of the role, or a wider term for it, as "lawmaker" is for a senator.
    modifiers
        Nouns that stand before it and belong to the role: "education" of "the education secretary".
    """
    return any(
        any(is_kind_of(head, noun) for head in heads)
        and words.issuperset(modifiers)
        and words.isdisjoint((DEPUTIES | FORMER).difference(modifiers))
        for mention in mentions
        for heads, words in _roles_at(mention)
    )


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


def _roles_at(mention: Mention) -> Iterator[tuple[set[str], set[str]]]:
    """Yield the nouns that could name the role, and all its words, of what one mention tells."""
    phrase = mention.phrase
    if mention.form == "name":
        for role in find_roles(phrase):
            yield _heads(role.title), {token.lower_ for token in role.setting}
    elif mention.form == "nominal":
        yield _heads([*phrase.modifiers, phrase.head]), {token.lower_ for token in phrase.modifiers}
    for token in _predicates(phrase.head):
        yield _heads([*token.lefts, token]), {word.lower_ for word in token.subtree}


def _heads(words: Iterable[Token]) -> set[str]:
    """Return the nouns of a title, and its pairs of words: "chief executive"."""
    lemmas = [token.lemma_.lower() for token in words]
    return {*lemmas, *(f"{first} {second}" for first, second in pairwise(lemmas))}


def _predicates(name: Token) -> Iterator[Token]:
    """Yield the nouns that a verb says someone is: "Lee is the mayor", "was elected mayor", "served as mayor"."""
    if name.dep_ not in SUBJECTS:
        return
    for child in name.head.children:
        found = [child] if child.dep_ in PREDICATES else []
        if child.lower_ == "as":
            found = [token for token in child.children if token.dep_ == "pobj"]
        for noun in found:
            yield noun
            yield from noun.conjuncts
