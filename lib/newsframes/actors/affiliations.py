"""Affiliations: a person's role, and the organisation they serve, or else the place."""

import re
from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Token

from ..language.countries import country_of
from ..language.noun_classes import kind_of, nouns
from ..language.syntax import name_of
from ..reader import Reading
from .actor import Actor, Mention
from .entities import Entities
from .mention import Phrase
from .name_edges import with_campus
from .roles import Role, find_roles

# "Tom Lee of Hill Capital", "Sergeant Lee, of the Met Police".
LINKS = {"of", "from", "at", "with"}
CLITIC = re.compile(r"^[Tt]he |['’]s?$")


def give_roles(reading: Reading, actor: Actor) -> Actor:
    """Return an actor with the roles of its names, and the affiliation and country they tell."""
    given = [roles for mention in actor.names if (roles := find_roles(mention.phrase))]
    if actor.kind != "person" or not given:
        return actor
    nearest = [roles[0] for roles in given]
    return replace(
        actor,
        roles=tuple(role for roles in given for role in roles),
        role=reading.words(*reading.offsets(max(nearest, key=_weight).title)),
        affiliation=next((name for role in nearest if (name := _of_role(role))), None),
        country=next((code for role in nearest if (code := country_of(role.setting))), None),
    )


# From so many letters on, a word in capitals is of a headline, and no short name ("CEO").
SHOUTED = 5


def _weight(role: Role) -> tuple[bool, bool, bool, bool]:
    """Return the rank of a role: an office before what someone is, and the fuller one.

    "President" is an office, "a retired soldier" is what someone is. One in a headline's capitals
    comes last.
    """
    is_shouted = any(token.is_upper and len(token) >= SHOUTED for token in role.title)
    is_office = not role.heads.isdisjoint(nouns("title"))
    return not is_shouted, is_office, len(role.setting) > len(role.title), len(role.title) > 1


def _of_role(role: Role) -> str | None:
    """Return the organisation, or else the place, that the words around a title name."""
    names = [span for token in role.setting if (span := name_of(token)) and span.start == token.i]
    for label in ("ORG", "LOC"):
        for span in names:
            if span.label_ == label and span[-1].lemma_.lower() not in nouns("title"):
                return CLITIC.sub("", span.text)
    return None


def give_employer(actor: Actor, entities: Entities, owned: Mapping[int, int]) -> Actor:
    """Return a person with whom they work for.

    That is who owns the title, or what follows the name, if nothing else tells: "Its chief
    executive, Nick Read", "Tom Lee of Hill Capital". ``owned`` are the numbers of actors by the
    possessives that mean them.
    """
    if actor.kind != "person" or actor.affiliation is not None:
        return actor
    words = (token.i for role in actor.roles for token in role.setting)
    owner = next((entities.actors[owned[at]] for at in words if at in owned), None)
    if owner is not None and owner.kind == "organisation" and owner.names:
        return replace(actor, affiliation=owner.name)
    return replace(actor, affiliation=_find_employer(actor.names))


def _find_employer(names: list[Mention]) -> str | None:
    """Return the organisation that follows a name with "of", "from", "at" or "with"."""
    return next((found for name in names if (found := _behind(name))), None)


def _behind(name: Mention) -> str | None:
    doc, at = name.phrase.head.doc, name.phrase.last + 1
    at += at < len(doc) and doc[at].text == ","
    if at + 1 >= len(doc) or doc[at].lower_ not in LINKS or doc[at].sent != name.phrase.head.sent:
        return None
    at += 1 + (doc[at + 1].lower_ == "the")
    span = name_of(doc[at]) if doc[at].ent_type_ == "ORG" else None
    return CLITIC.sub("", with_campus(span).text) if span is not None else None


def is_of_place(above: Token, phrase: Phrase, actor: Actor) -> bool:
    """Return True if a name is that of where a person is.

    "One doctor at the clinic, Lyon School of Medicine, said".
    """
    before = above.doc[max(above.i, phrase.head.left_edge.i - 2)]
    return (
        actor.kind != "person"
        and kind_of(above, False) == "person"
        and before.ent_type_ in ("ORG", "LOC")
    )
