"""Role holders: who has a role that a noun phrase gives, and what a text says that they are."""

import re
from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Token

from ..language.countries import country_of, find_country
from ..language.hypernyms import is_kind_of
from ..language.noun_classes import nouns
from .actor import Actor, Mention
from .entities import Entities
from .mention import DEFINITE, INDEFINITE, Phrase, complement
from .roles import Role

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


def find_role_holders(phrase: Phrase, entities: Entities) -> list[int]:
    """List the persons whose role a phrase gives; of several, those named until then."""
    first = phrase.head.doc[phrase.first]
    if phrase.kind != "person" or first.lower_ in INDEFINITE or first.tag_ == "PRP$":
        return []
    whose, noun = complement(phrase.head), phrase.noun
    if (noun, [token.lower_ for token in whose]) == ("head", ["state"]):
        whose, noun = [], "head of state"
    country = country_of([*phrase.modifiers, *whose])
    extra = {token.lower_ for token in phrase.modifiers if not _is_of_country(token)}
    is_bare = not extra and not country and first.lower_ not in DEFINITE
    if is_bare or (whose and not country):
        return []
    fitting = [
        n
        for n, actor in entities
        if country in (None, actor.country)
        and (
            any(_has_noun(role, noun) and extra <= _words(role) for role in actor.roles)
            or _is_told(actor, noun, extra, phrase)
        )
    ]
    lesser = {n: _lesser(entities.actors[n].roles, noun) - extra for n in fitting}
    fitting = [n for n in fitting if not lesser[n] & DEPUTIES]
    named = [n for n in fitting if entities.actors[n].before(phrase)]
    # Of who is named only later, the noun of no office tells too little: "the student".
    fitting = named or (fitting if country or extra or noun in nouns("title") else [])
    return [n for n in fitting if not lesser[n]] or fitting


def _is_told(actor: Actor, noun: str, extra: set[str], phrase: Phrase) -> bool:
    """Return True if the text has said that a person is one.

    "Lee is the mayor", "was elected mayor".
    """
    said = (token for m in actor.before(phrase) for token in predicates_of(m.phrase.head))
    return actor.kind == "person" and any(
        is_kind_of(token.lemma_.lower(), noun)
        and extra <= (words := {word.lower_ for word in token.subtree})
        and words.isdisjoint((DEPUTIES | FORMER) - extra)
        for token in said
    )


def _words(role: Role) -> set[str]:
    return {token.lower_ for token in role.title}


def _has_noun(role: Role, noun: str) -> bool:
    return any(is_kind_of(head, noun) for head in role.heads)


def _lesser(roles: Collection[Role], noun: str) -> set[str]:
    """Return what makes a title another than the bare noun: "vice", "former".

    Only what all roles with it have.
    """
    titles = [_words(role) & (DEPUTIES | FORMER) for role in roles if _has_noun(role, noun)]
    return set.intersection(*titles) if titles else set()


def _is_of_country(token: Token) -> bool:
    is_named = bool(token.text[:1].isupper() and find_country(token.text))
    return is_named or token.ent_type_ == "LOC" or token.tag_ == "POS"
