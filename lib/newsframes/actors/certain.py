"""What is certain before any score: joined names, appositions, self-explanatory noun phrases."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from ..language.noun_classes import kind_of
from ..language.syntax import child_of
from .actor import Actor, Mention
from .affiliations import give_roles, is_of_place
from .discourse import Discourse
from .entities import Entities
from .mention import Phrase, first_word
from .names import fold, join_names
from .naming_clauses import find_namings
from .nominal_rules import Known, find_by_words, own_country
from .persons import find_gender, gender_in, name_parts
from .roles import apposed_to, appositions

# What only says what someone is: "Lee is the mayor".
PREDICATES = ("attr", "oprd")


def is_predicate(noun: Token) -> bool:
    """Return True if a noun only says what someone is, alone or joined to one that does.

    "Lee is the mayor", "she was a friend and a leader"; not "there were two men and a woman".
    """
    first = noun
    while first.dep_ == "conj":
        first = first.head
    is_said = first is noun or child_of(first.head, "nsubj") is not None
    return first.dep_ in PREDICATES and is_said


def join_persons_and_bodies(
    phrases: Sequence[Phrase], discourse: Discourse
) -> tuple[Entities, dict[Phrase, list[int]]]:
    """Join names to actors, with what their titles tell.

    Also return who could bear each ambiguous name.
    """
    joined = join_names(discourse.reading, (p for p in phrases if p.form == "name"))
    described = [_describe(give_roles(discourse.reading, actor)) for actor in joined]
    bearers = [_bearers_of(actor, described) for actor in described]
    place = {n: at for at, n in enumerate(n for n, found in enumerate(bearers) if not found)}
    ambiguous = {
        mention.phrase: [place[n] for n in found if n in place]
        for actor, found in zip(described, bearers, strict=True)
        for mention in actor.mentions
        if found
    }
    entities = Entities(described[n] for n in place)
    for phrase, found in ambiguous.items():
        before = [n for n in found if entities.actors[n].before(phrase)]
        if len(found) > 1 and len(before) == 1:  # the others come up only later
            entities.add(before[0], Mention(phrase, "partial name"))
    return entities, ambiguous


def _bearers_of(actor: Actor, actors: Sequence[Actor]) -> list[int]:
    """List the places of the persons whose surname, else given name, is all of an actor's name.

    Empty for who has a fuller name. Of several, only those whom a "Mr" or "Mrs" before it fits.
    """
    words = {tuple(name_parts(fold(mention.text))) for mention in actor.names}
    if actor.kind != "person" or len(words) != 1 or len(*words) != 1:
        return []
    ((word,),) = words
    full = [
        (n, parts)
        for n, other in enumerate(actors)
        if other is not actor and other.kind == "person"
        for parts in {tuple(name_parts(fold(mention.text))) for mention in other.names}
        if len(parts) > 1
    ]
    found = [n for n, parts in full if parts[-1] == word]
    found = found or [n for n, parts in full if parts[0] == word]
    gender = find_gender(actor.names)
    told = {n: find_gender(actors[n].names) for n in found}
    if gender:
        fitting = [n for n in found if told[n] == gender]
        found = fitting or [n for n in found if told[n] is None]
    return list(dict.fromkeys(found))


def _describe(actor: Actor) -> Actor:
    """Return an actor with its country, and a person with the gender that names and titles tell."""
    words = (token for role in actor.roles for token in role.title)
    gender = find_gender(actor.names) or gender_in(words) if actor.kind == "person" else None
    return replace(actor, country=actor.country or own_country(actor), gender=gender)


def join_named(
    phrases: Sequence[Phrase], entities: Entities, absorbed: set[Phrase], discourse: Discourse
) -> None:
    """Link a description to the name that a clause gives it: "a man who goes by Fox"."""
    names = {phrase.head.i: phrase for phrase in phrases if phrase.form == "name"}
    nouns = {phrase.head.i: phrase for phrase in phrases if phrase.form == "nominal"}
    for naming in find_namings(discourse.reading):
        name, noun = names.get(naming.span.root.i), nouns.get(naming.noun.i)
        if name is None or name not in entities.home or noun is None:
            continue
        number = entities.home[name]
        is_open = noun not in entities.home and noun not in absorbed
        if is_open and _may_be(noun, entities.actors[number]):
            entities.add(number, Mention(noun, "alias"))


def join_identified(phrases: Sequence[Phrase], entities: Entities, absorbed: set[Phrase]) -> None:
    """Link a definite subject to the name that it is said to be: "the mayor of Arven is Ina Bell".

    Not found: what is denied, asked or supposed.
    """
    nouns = {phrase.head.i: phrase for phrase in phrases if phrase.form == "nominal"}
    for name, number in list(entities.home.items()):
        verb = name.head.head
        is_one = entities.actors[number].kind in ("person", "organisation")
        if name.head.dep_ != "attr" or not is_one or not _identifies(verb):
            continue
        phrase = nouns.get(next((c.i for c in verb.lefts if c.dep_ == "nsubj"), -1))
        if phrase is None or phrase in entities.home or phrase in absorbed or name.head.n_rights:
            continue
        is_definite = phrase.head.doc[phrase.first].tag_ in ("PRP$",) or first_word(phrase) == "the"
        if is_definite and _may_be(phrase, entities.actors[number]):
            entities.add(number, Mention(phrase, "apposition"))


def _identifies(verb: Token) -> bool:
    """Return True for "is" or "was" in a statement, without a modal or a negation."""
    is_plain = verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBD")
    return is_plain and child_of(verb, "neg", "aux", "mark") is None and verb.sent[-1].text != "?"


def absorb(phrases: Sequence[Phrase], entities: Entities) -> set[Phrase]:
    """Link appositions to their antecedents; return the phrases that are no mentions.

    These are titles, and what stands in apposition to a name.
    """
    titles = {token.i for _, actor in entities for role in actor.roles for token in role.title}
    apposed: dict[int, int] = {}
    beside: set[int] = set()
    for name, number in list(entities.home.items()):
        for head in appositions(name.head):
            apposed[head.i] = number
            beside |= {head.i, *(token.i for token in head.conjuncts)}
        above = apposed_to(name.head)
        if above is not None and not is_of_place(above, name, entities.actors[number]):
            people = [
                child.i
                for child in above.rights
                if child.dep_ == "appos" and child.i > name.last and child.tag_ == "NN"
                if kind_of(child, False) == "person"
            ]  # "her husband, Raj, a shopkeeper"
            apposed |= dict.fromkeys((above.i, *people), number)
    absorbed = set()
    for phrase in phrases:
        at = phrase.head.i
        if phrase.form == "name" or at not in titles | beside | apposed.keys():
            continue
        owner = entities.actors[apposed[at]] if at in apposed else None
        if owner and owner.kind == "organisation" and phrase.is_plural:
            continue
        absorbed.add(phrase)
        if owner and _may_be(phrase, owner):
            entities.add(apposed[at], Mention(phrase, "apposition"))
    return absorbed


def _may_be(phrase: Phrase, actor: Actor) -> bool:
    """Return True if a noun phrase in apposition has the kind of what it stands beside."""
    alike = {
        "person": {"person"},
        "organisation": {"organisation", "group"},
        "group": {"group", "organisation"},
    }
    return phrase.kind in alike.get(actor.kind, {"state"})


def apply_rules(
    phrases: Sequence[Phrase], entities: Entities, absorbed: set[Phrase], discourse: Discourse
) -> None:
    """Link noun phrases to the actors that their words name."""
    known = Known(discourse.reading, tuple(phrases), entities)
    for phrase in phrases:
        is_open = phrase.form == "nominal" and phrase not in entities.home
        if not is_open or phrase in absorbed or phrase.kind == "thing":
            continue
        if not is_predicate(phrase.head) and (found := find_by_words(phrase, known)):
            entities.add(found[0], Mention(phrase, found[1]))
            if found[1] == "bracketed":  # of "the chief electoral officer (CEO)", a person
                entities.change(found[0], replace(entities.actors[found[0]], kind=phrase.kind))
