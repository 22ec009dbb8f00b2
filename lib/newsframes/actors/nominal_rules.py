"""Nominal rules: noun phrases whose words alone say which named actor they mean."""

from collections.abc import Callable
from dataclasses import dataclass

from ..language.countries import country_of, find_country, is_state_of_federation, lies_in
from ..language.names_of_bodies import find_body
from ..language.noun_classes import LANDS, nouns
from ..reader import Reading
from .actor import Actor, Mention
from .entities import Entities
from .known_ages import age_of, ages_of
from .mention import DEFINITE, INDEFINITE, SUBJECTS, Phrase, complement, first_word
from .names import fold
from .role_holders import find_role_holders

# Who governs: with a country before it, the phrase means the state.
GOVERNMENTS = frozenset(["government", "administration", "authority", "authorities", "regime"])
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
    bearers = find_role_holders(phrase, known.entities)
    is_found = len(bearers) == 1 and not _is_nearer(phrase, bearers[0], known)
    return bearers[0] if is_found else None


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
