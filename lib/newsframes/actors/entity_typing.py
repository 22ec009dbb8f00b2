"""Settling: what an actor is, once all its mentions are known."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from ..language.countries import country_of, find_country, find_witnessed
from ..language.lexicon import read_lexicon
from ..language.names_of_bodies import find_body
from ..language.noun_classes import LANDS, can_be_cited, nouns
from ..reader import Reading
from .actor import Actor, Mention
from .generic import is_generic
from .mention import SUBJECTS, Phrase

ACTS = {"nsubj", "agent"}
# By which premises are where something is.
PLACING = {"at", "in", "into", "inside", "outside", "near", "under", "behind", "opposite"}
# After which "to" tells where someone gets, not who gets something.
MOVING = frozenset(
    "admit airlift attach bring carry drive evacuate fly go move return rush take transfer"  # noqa: SIM905
    " transport walk".split()
)
# So many different words of play make the report of a match.
MATCH = 5


def settle(reading: Reading, actors: Sequence[Actor], speaking: Collection[Phrase]) -> list[Actor]:
    """Assign every actor its kind and country; drop what is no actor.

    Whoever has a phrase among ``speaking`` is someone.

    Notes
    -----
    A country is a state if anything it is mentioned for is an act, an office or an institution;
    elsewhere it is a place. So is a city, unless its government is meant. A centre or an
    agency that is cited is a body, though the reader took it for a place. In the report of a match,
    who acts or is acted on under a country's or a city's name is its team, an organisation.
    """
    words = {token.text for token in reading.doc}
    is_match = len({token.lemma_.lower() for token in reading.doc} & _play()) >= MATCH
    kept = [
        _typed(actor, words, is_match, speaking)
        for actor in actors
        if not _is_only_where(actor)
        or any(mention.phrase in speaking for mention in actor.mentions)
    ]
    found = _as_one(_as_governments(kept))
    return sorted(found, key=lambda a: (a.mentions[0].start, a.mentions[0].end))


def _typed(
    actor: Actor, words: Collection[str], is_match: bool, speaking: Collection[Phrase]
) -> Actor:
    """Return an actor with its country, its kind of land, and whether it is specific."""
    if not actor.names:
        return replace(actor, is_generic=is_generic(actor, speaking))
    if actor.kind in ("place", "organisation"):
        country = actor.country or _country(actor) or find_witnessed(actor.name, words)
        actor = replace(actor, country=country)
    if actor.kind in ("place", "state"):
        kind = "organisation" if _is_body(actor, speaking) else _kind_of_land(actor, is_match)
        actor = replace(actor, kind=kind)
    return actor


def _is_body(actor: Actor, speaking: Collection[Phrase]) -> bool:
    """Return True if a name for premises is cited: "the River Pilotage Centre said"."""
    is_cited = any(mention.phrase in speaking for mention in actor.names)
    lasts = {mention.text.split()[-1].lower() for mention in actor.names}
    return is_cited and not lasts.isdisjoint(nouns("organisation"))


def _as_one(actors: Sequence[Actor]) -> list[Actor]:
    """Join those who are nobody in particular under one name: "civilians", wherever."""
    first: dict[tuple[str, str], int] = {}
    found: list[Actor] = []
    for actor in actors:
        key = (actor.kind, actor.name.casefold())
        if actor.is_generic and key in first:
            found[first[key]] = found[first[key]].having(*actor.mentions)
            continue
        if actor.is_generic:
            first[key] = len(found)
        found.append(actor)
    return found


def _is_only_where(actor: Actor) -> bool:
    """Return True if an institution is only where something is, each time.

    "Taken to hospital", "in court", "studies at a private school", not "a doctor at the hospital".
    """
    return actor.kind == "organisation" and all(
        mention.form == "nominal"
        and (_is_bare_aside(mention.phrase) or _is_in_premises(mention.phrase))
        for mention in actor.mentions
    )


def _is_bare_aside(phrase: Phrase) -> bool:
    return phrase.text.islower() and not phrase.is_plural and phrase.is_aside


def _is_in_premises(phrase: Phrase) -> bool:
    """Return True if a noun for premises stands behind a preposition of place."""
    prep = phrase.head.head
    is_moved = prep.lower_ == "to" and prep.head.lemma_.lower() in MOVING
    is_there = phrase.head.dep_ == "pobj" and (prep.lower_ in PLACING or is_moved)
    is_of_someone = prep.head.pos_ in ("NOUN", "PROPN") and can_be_cited(prep.head)
    return is_there and phrase.noun in nouns("premises") and not is_of_someone


@cache
def _play() -> frozenset[str]:
    return frozenset(entry["word"] for entry in read_lexicon("play_words"))


def _kind_of_land(actor: Actor, is_match: bool) -> str:
    """Return what a country or a city is: a state or a team if it acts, else a place."""
    if is_match and any(
        _acts(mention.phrase.head) or _is_faced(mention.phrase.head) for mention in actor.names
    ):
        return "organisation"
    return "state" if _is_state(actor) else "place"


def _is_state(actor: Actor) -> bool:
    """Return True if a country acts, or something of its state is meant.

    A city acts only as the seat of a government.
    """
    found = [country for mention in actor.names if (country := find_country(mention.text))]
    if not any(country.use in ("name", "seat", "either") for country in found):
        return False
    is_seat = all(country.use == "seat" for country in found)
    return any(
        _acts(mention.phrase.head) or (not is_seat and _owns(mention)) for mention in actor.mentions
    )


def _acts(head: Token) -> bool:
    """Return True if a word does something.

    It is the subject of an active verb other than "be", or an agent.
    """
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ == "pobj":
        return head.head.dep_ == "agent" and head.head.lower_ == "by"
    return head.dep_ in ACTS and head.head.pos_ == "VERB"


def _is_faced(head: Token) -> bool:
    """Return True if a word is what someone acts on or plays against: "England faced Panama"."""
    return head.dep_ == "dobj" or (head.dep_ == "pobj" and head.head.lower_ == "against")


def _owns(mention: Mention) -> bool:
    """Return True if a country is named for its people in office or its institutions.

    Also as one among states.
    """
    head = mention.phrase.head
    governed = head.head
    offices = nouns("title", "organisation", "collective")
    if mention.form == "nominal" and mention.phrase.noun not in LANDS:
        return True
    return head.dep_ in ("poss", "compound", "nmod", "amod") and governed.lemma_.lower() in offices


def _country(actor: Actor) -> str | None:
    """Read a country off an actor's own name, or off the words that the article sets beside it."""
    for mention in actor.names:
        if (found := find_country(mention.text)) and found.use != "either":
            return found.code
    if any(find_body(mention.text) for mention in actor.names):
        return None  # "the Addis Ababa UN conference"
    for mention in actor.names:
        if code := country_of(
            list(mention.phrase.head.doc[mention.phrase.first : mention.phrase.head.i + 1])
        ):
            return code
    for mention in actor.names:
        if code := _beside(mention.phrase):
            return code
        if code := _possessor(mention.phrase.first, mention.phrase.head.doc):
            return code
    return None


def _beside(phrase: Phrase) -> str | None:
    """Return the country that a comma sets behind a name: "Tyler, Texas".

    Not the next of a list ("Korea, China and Japan"), nor the subject of "According to AP, Iran
    is".
    """
    doc, last = phrase.head.doc, phrase.last
    after = list(doc[last + 2 : last + 5]) if doc[last + 1 : last + 2].text == "," else []
    if not after or after[0].ent_type_ != "LOC" or after[0].dep_ in SUBJECTS:
        return None
    behind = last + 3
    while behind < len(doc) and doc[behind].ent_iob_ == "I":
        behind += 1
    next_one = doc[behind + 1 : behind + 2]
    goes_on = doc[behind : behind + 1].text.lower() in (",", "and") and bool(next_one)
    is_list = goes_on and next_one[0].ent_type_ == "LOC"
    is_joined = any(child.dep_ == "conj" for child in phrase.head.children)
    return None if is_list or is_joined else country_of(after)


def _possessor(first: int, doc: Doc) -> str | None:
    """Return the country that owns a name, as in "Kazakhstan's largest city Almaty"."""
    at = first
    while (
        at > max(0, first - 6)
        and doc[at - 1].pos_ in ("NOUN", "ADJ", "PROPN", "DET", "PART")
        and not doc[at - 1].is_punct
    ):
        at -= 1
    return country_of(list(doc[at:first]))


def _as_governments(actors: list[Actor]) -> list[Actor]:
    """Join a capital that acts, or a seat of government, to its state.

    Only if the article names that state.
    """
    states = {
        actor.country: n
        for n, actor in enumerate(actors)
        if actor.kind in ("place", "state") and _is_country(actor)
    }
    seats = [
        (n, states[actor.country])
        for n, actor in enumerate(actors)
        if actor.kind == "state" and actor.country in states and not _is_country(actor)
    ]
    joined = list(actors)
    for seat, home in seats:
        moved = [replace(mention, rule="capital") for mention in actors[seat].mentions]
        joined[home] = replace(joined[home].having(*moved), kind="state")
    gone = {seat for seat, _ in seats}
    return [actor for n, actor in enumerate(joined) if n not in gone]


def _is_country(actor: Actor) -> bool:
    return any(
        (country := find_country(mention.text)) and country.use == "name" for mention in actor.names
    )
