"""Nominal rules: noun phrases whose words alone say which named actor they mean."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from spacy.tokens import Token

from ..language.countries import country_of, find_country, is_state_of_federation, lies_in
from ..language.hypernyms import is_kind_of
from ..language.noun_classes import LANDS, find_body, is_countryman, noun_forms, nouns
from ..reader import Reading
from .actor import Actor, Mention
from .constraints import Context, find_obstacle
from .entities import Entities
from .known_ages import age_of, ages_of
from .mention import INDEFINITE, SUBJECTS, Phrase
from .names import fold
from .role_holders import DEPUTIES, FORMER, predicates_of
from .roles import Role
from .second_hand_sources import only_asks

DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
# Who governs: with a country before it, the phrase means the state.
GOVERNMENTS = frozenset(["government", "administration", "authority", "authorities", "regime"])
# How many sentences back "the company" may reach.
NEAR = 3
# By which something is in a land.
WITHIN = {"in", "across", "throughout", "outside"}
# How far behind a noun its short form may stand in brackets: "the director of police (DP)".
BRACKET = 5


@dataclass(frozen=True)
class Known:
    """What the rules look at: the article, its phrases, and who has been found."""

    reading: Reading
    phrases: tuple[Phrase, ...]
    entities: Entities


def first_word(phrase: Phrase) -> str:
    """Return the first word of a phrase, folded."""
    return phrase.head.doc[phrase.first].lower_


def find_by_words(phrase: Phrase, known: Known) -> tuple[int, str] | None:
    """Return the one actor that a noun phrase means by its words, and the rule for it.

    The actor is given by its number.
    """
    for name, rule in RULES:
        if (found := rule(phrase, known)) is not None:
            return found, name
    return None


def is_outlet(phrase: Phrase) -> bool:
    """Return True if an outlet or its reporter speaks of itself in a phrase: "this newspaper"."""
    is_this = phrase.form == "nominal" and first_word(phrase) == "this"
    return is_this and phrase.noun in nouns("outlet")


def own_country(actor: Actor) -> str | None:
    """Return the country that an actor is, by its names."""
    if actor.kind == "person":
        return None
    found = [find_country(mention.text) for mention in actor.names]
    return next((country.code for country in found if country and country.use == "name"), None)


def complement(head: Token) -> list[Token]:
    """Return the words of "of …" and "for …" right after a noun."""
    for child in head.rights:
        if child.lower_ in ("of", "for") and child.i == head.i + 1:
            return list(head.doc[child.i + 1 : child.right_edge.i + 1])
    return []


def _government(phrase: Phrase, known: Known) -> int | None:
    """Resolve "the Kazakh government" to the state, if the article names it."""
    code = country_of(phrase.modifiers) if {phrase.noun, phrase.head.lower_} & GOVERNMENTS else None
    return _country(code, known.entities)


def _country(code: str | None, entities: Entities) -> int | None:
    return next((n for n, actor in entities if code and own_country(actor) == code), None)


def _bracket(phrase: Phrase, known: Known) -> int | None:
    """Resolve "the chief electoral officer (CEO)" to what the article calls CEO."""
    doc, first = phrase.head.doc, phrase.head.i + 1
    places = range(first, min(first + BRACKET, len(doc) - 2))
    at = next((n for n in places if doc[n].text == "("), None)
    if at is None or doc[at + 2].text != ")":
        return None
    words = [t for t in doc[phrase.first : at] if t.dep_ != "det" and not t.is_stop]
    short = "".join(word.text[0] for word in words).upper()
    if doc[at + 1].text != short or len(short) < 2:
        return None
    return next(
        (n for n, actor in known.entities if {name.text for name in actor.names} == {short}), None
    )


def _role(phrase: Phrase, known: Known) -> int | None:
    """Resolve a role to the only person who has it.

    "The president", "the Kazakh leader", "Kazakhstan's president".
    """
    bearers = _bearers(phrase, known.entities)
    is_found = len(bearers) == 1 and not _is_nearer(phrase, bearers[0], known)
    return bearers[0] if is_found else None


def _bearers(phrase: Phrase, entities: Entities) -> list[int]:
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


def _is_nearer(phrase: Phrase, bearer: int, known: Known) -> bool:
    """Return True if someone without name was called so since.

    "A senior official", then "the official".
    """
    before = known.entities.actors[bearer].before(phrase)
    last = before[-1].start if before else -1
    return any(
        last < other.start < phrase.start and other not in known.entities.home
        for other in known.phrases
        if (other.form, other.kind, other.noun) == (phrase.form, phrase.kind, phrase.noun)
        and first_word(other) in INDEFINITE
    )


def _land(phrase: Phrase, known: Known) -> int | None:
    """Resolve "the country" to the country named most often before it."""
    is_land = phrase.noun in LANDS - {"state"}  # "the state" may be New South Wales
    if not is_land or phrase.is_plural or complement(phrase.head):
        return None
    if first_word(phrase) not in DEFINITE:
        return None
    region = [t.text for t in phrase.modifiers if t.text[0].isupper()]  # "the Asian country"
    ranked = sorted(
        (len(before), -before[0].start, n)
        for n, actor in known.entities
        if (before := actor.before(phrase)) and (code := own_country(actor))
        if not region or lies_in(code, region)
    )
    is_tie = len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]
    return ranked[-1][2] if ranked and not is_tie else None


def _region(phrase: Phrase, known: Known) -> int | None:
    """Resolve "the state" to the only part of a federation that is named before it.

    "Florida closed its beaches. The state said …".
    """
    if phrase.noun != "state" or phrase.is_plural or complement(phrase.head):
        return None
    is_land = phrase.head.dep_ in SUBJECTS or phrase.head.head.lower_ in WITHIN
    if first_word(phrase) not in DEFINITE or phrase.modifiers or not is_land:
        return None  # "a duty of the state" is any state's
    fitting = [
        n
        for n, actor in known.entities
        if actor.kind == "place"
        and any(is_state_of_federation(mention.text) for mention in actor.before(phrase))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _outlet(phrase: Phrase, known: Known) -> int | None:
    """Resolve "this newspaper" to the outlet whom dateline, byline or source name."""
    if not is_outlet(phrase):
        return None
    article, body = known.reading.article, known.reading.body
    given = (body.dateline, body.byline, article.byline, article.source)
    frame = " ".join(fold(text) for text in given if text)
    return next(
        (
            n
            for n, actor in known.entities
            if actor.kind == "organisation"
            and any(fold(mention.text) in frame for mention in actor.names)
        ),
        None,
    )


def _name_within(phrase: Phrase, known: Known) -> int | None:
    """Resolve "the Interfax news agency" to Interfax, and "Houthi rebels" to the Houthis.

    "the UN agency" is another, and so is "an Airbus company"; "40 rebels" are not all.
    """
    if phrase.is_plural:
        return _movement(phrase, known)
    if phrase.noun not in nouns("named") or first_word(phrase) in INDEFINITE:
        return None
    return next(
        (
            n
            for name, n in known.entities.home.items()
            if name.form == "name" and phrase.start <= name.start and name.end <= phrase.end
            if known.entities.actors[n].kind in ("organisation", "group")
            and not find_body(name.text)
            and not find_country(name.text)
        ),
        None,
    )


def _movement(phrase: Phrase, known: Known) -> int | None:
    """Resolve "Houthi rebels", all of them, to the movement: Houthi or the Houthis."""
    is_all = phrase.modifiers and all(
        token.ent_type_ or token.is_title for token in phrase.modifiers
    )
    if phrase.noun not in nouns("band") or not is_all or first_word(phrase) in INDEFINITE:
        return None
    name = fold(" ".join(token.text for token in phrase.modifiers))
    return next(
        (
            n
            for n, actor in known.entities
            if actor.kind in ("organisation", "group")
            and not {name, f"{name}s"}.isdisjoint(fold(own.text) for own in actor.names)
        ),
        None,
    )


def _land_of(phrase: Phrase, known: Known) -> int | None:
    """Resolve "the state of Texas" to Texas."""
    behind = complement(phrase.head)
    if phrase.noun not in LANDS or phrase.is_plural or not behind or phrase.modifiers:
        return None
    first = behind[0].i + (behind[0].lower_ == "the")
    return next(
        (
            n
            for name, n in known.entities.home.items()
            if name.form == "name" and name.first == first and name.kind in ("place", "state")
        ),
        None,
    )


def _kind_in_name(phrase: Phrase, known: Known) -> int | None:
    """Resolve "the ministry" to the only earlier body whose name ends in that word.

    "The regional council" is the Regional Council, wherever that is named.
    """
    if phrase.kind != "organisation" or first_word(phrase) not in DEFINITE:
        return None
    bare = fold(phrase.bare)
    same = [
        n for n, actor in known.entities if any(fold(name.text) == bare for name in actor.names)
    ]
    if len(same) == 1 and phrase.modifiers:
        return same[0]
    if phrase.is_plural:
        return None  # "the agencies" are several
    words = {token.lower_ for token in phrase.modifiers} | {phrase.noun}
    fitting = [
        n
        for n, actor in known.entities
        if any(_ends_in(phrase.noun, name, words) for name in actor.before(phrase))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _ends_in(noun: str, mention: Mention, words: set[str]) -> bool:
    """Return True if a body's name of several words has those of a phrase and its noun.

    The name ends in that noun, or has it before "of".
    """
    name = mention.text.casefold().split()
    if mention.form != "name" or mention.phrase.kind == "person" or not words <= set(name):
        return False
    stop = next((n for n, word in enumerate(name) if word in ("of", "for")), len(name))
    return len(name) > 1 and noun in (name[-1], name[stop - 1])


def _age(phrase: Phrase, known: Known) -> int | None:
    """Resolve "the 37-year-old nurse" to the only earlier person of that age."""
    age = age_of(phrase) if phrase.kind == "person" else None
    if age is None or first_word(phrase) not in DEFINITE:
        return None
    fitting = [n for n, actor in known.entities if age in ages_of(actor.before(phrase))]
    return fitting[0] if len(fitting) == 1 else None


def find_only(phrase: Phrase, entities: Entities, context: Context) -> int | None:
    """Return the only named actor nearby that a definite noun may mean.

    Only where that noun begins no one new. Such nouns are those of trades ("the company"), "the
    agency", peoples ("the Dane") and ages. Of several, it is the only one that was a subject in the
    last sentence in which any was.
    """
    forms = noun_forms(phrase.head)
    begins_none = not nouns("trade", "body").isdisjoint(forms) or is_countryman(phrase.head)
    if not (begins_none or age_of(phrase) is not None) or phrase.is_plural:
        return None
    if first_word(phrase) not in DEFINITE or phrase.is_restricted or complement(phrase.head):
        return None
    near = {
        n: before
        for n, actor in entities
        if actor.names
        and (before := actor.before(phrase))
        and phrase.sentence - before[-1].phrase.sentence <= NEAR
        and not all(only_asks(mention) for mention in before)
        and (actor.kind == "person" or all(_may_be(actor, form) for form in forms))
        and find_obstacle(phrase, actor, context) is None
    }
    subjects = [
        (mention.phrase.sentence, n)
        for n, before in near.items()
        for mention in before
        if mention.phrase.head.dep_ in SUBJECTS and mention.phrase.sentence < phrase.sentence
    ]
    last = max((sentence for sentence, _ in subjects), default=None)
    fitting = near if len(near) == 1 else {n for sentence, n in subjects if sentence == last}
    return next(iter(fitting)) if len(fitting) == 1 else None


def _may_be(actor: Actor, noun: str) -> bool:
    """Return True if a body may be called by a noun.

    A ministry is no company, and a parliament no agency.
    """
    words = {word for name in actor.names for word in name.text.casefold().split()}
    institutions = nouns("organisation") - nouns("trade")
    if noun in nouns("trade"):
        is_body = any(find_body(name.text) for name in actor.names)
        return actor.kind == "organisation" and not is_body and words.isdisjoint(institutions)
    is_other = noun == "agency" and noun not in words
    others = institutions - nouns("agency") if is_other else frozenset()
    return actor.kind == "organisation" and words.isdisjoint(others)


RULES: tuple[tuple[str, Callable[[Phrase, Known], int | None]], ...] = (
    ("outlet", _outlet),
    ("government", _government),
    ("bracketed", _bracket),
    ("role", _role),
    ("country", _land),
    ("country", _region),
    ("name within", _name_within),
    ("name within", _land_of),
    ("kind in name", _kind_in_name),
    ("age", _age),
)
