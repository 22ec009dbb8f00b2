"""Anaphora: a pronoun or a definite phrase weighed against what the text has named before it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from ..lexicon import read_lexicon
from .actor import Actor, Mention
from .countries import find_country
from .phrases import LANDS, SOME, Phrase, nouns
from .speech import Speech

SUBJECTS = {"nsubj", "nsubjpass"}
ARGUMENTS = SUBJECTS | {"dobj", "dative", "pobj", "agent"}
PLACES = {"nsubj": "s", "nsubjpass": "s", "dobj": "o", "dative": "o", "poss": "p", "pobj": "i", "conj": "c"}
# How many sentences back an antecedent may stand: for pronouns, and for noun phrases.
REACH, FAR_REACH = 4, 12
# Links that are less sure than this are not made: of pronouns, and of noun phrases. Chosen by cross-validation on the
# development half of OntoGUM's news and interviews.
FEWEST_SURE = {"pronoun": 0.35, "nominal": 0.5}
# Words that set a phrase against someone named before.
CONTRASTING = frozenset(
    "former other another new next previous rival late latter second incoming outgoing".split()  # noqa: SIM905
)
# A runner-up that is less likely than this is not worth a row's cell.
LEAST_SECOND = 0.1


@dataclass(frozen=True)
class Decision:
    """The place of the option chosen, or None, how sure that is, and the place of the next likeliest actor, or None."""

    chosen: int | None
    confidence: float = 1.0
    second: int | None = None


@dataclass(frozen=True)
class Option:
    """What a phrase may take up, with what speaks for it and against it; ``actor`` None is "nothing named before"."""

    actor: Actor | None
    features: tuple[str, ...]


@cache
def _weights() -> dict[str, float]:
    return {entry["feature"]: float(entry["weight"]) for entry in read_lexicon("anaphora_weights")}


def decide(phrase: Phrase, options: Sequence[Option]) -> Decision:
    """Choose the likeliest actor; nobody where none is likely enough.

    Notes
    -----
    A log-linear mention-ranking model (after Denis and Baldridge 2008) over actors. Its weights are a table, learned by
    ``training.anaphora`` on GUM and MEANTIME.
    """
    weights = _weights()
    scores = [sum(weights.get(feature, 0.0) for feature in option.features) for option in options]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    ranked = sorted(range(1, len(options)), key=lambda n: (-scores[n], n))
    if not ranked or shares[ranked[0]] < FEWEST_SURE[phrase.form] * total:
        return Decision(None)
    second = ranked[1] if len(ranked) > 1 and shares[ranked[1]] >= LEAST_SECOND * total else None
    return Decision(ranked[0], round(shares[ranked[0]] / total, 2), second)


def list_options(
    phrase: Phrase, seen: dict[Actor, list[Mention]], speeches: Iterable[Speech], first: int
) -> list[Option]:
    """List what a phrase may take up: "nothing", then every actor within reach that nothing forbids.

    Parameters
    ----------
    phrase
        A pronoun or a noun phrase.
    seen
        The mentions before the phrase, by actor.
    speeches
        The article's quotes, with their speakers.
    first
        The place of the phrase's first word in its sentence.
    """
    reach = REACH if phrase.form == "pronoun" else FAR_REACH
    holding = [speech for speech in speeches if speech.holds(phrase.start)]
    near = [
        actor
        for actor, mentions in seen.items()
        if phrase.sentence - mentions[-1].phrase.sentence <= reach and _may(phrase, actor, mentions, holding)
    ]
    near.sort(key=lambda actor: -seen[actor][-1].start)
    ranks: dict[str, int] = {}
    options = [Option(None, tuple(_nothing(phrase, bool(holding), first)))]
    for actor in near:
        rank = ranks[actor.kind] = ranks.get(actor.kind, 0) + 1
        options.append(Option(actor, tuple(_features(phrase, actor, seen[actor], holding, rank))))
    return options


def _may(phrase: Phrase, actor: Actor, mentions: list[Mention], holding: list[Speech]) -> bool:
    """Say whether nothing forbids that a phrase takes up an actor."""
    if phrase.form == "nominal" and not CONTRASTING.isdisjoint(token.lower_ for token in phrase.modifiers):
        return False
    if phrase.form == "nominal" and not _knows(mentions, phrase):
        return False
    if phrase.form == "nominal" and (actor.kind == "thing" or actor.kind not in COMPATIBLE[phrase.kind]):
        return False
    if phrase.form == "pronoun" and actor.kind not in POSSIBLE[phrase.kind]:
        return False
    wanted = {"he": "m", "she": "f"}.get(phrase.kind)
    if wanted and actor.gender and actor.gender != wanted:
        return False
    if wanted and any(speech.is_marked and speech.actor is actor for speech in holding):
        return False
    if all(mention.phrase.head.lower_ in SOME for mention in mentions):
        return False
    last = mentions[-1].phrase
    if last.start <= phrase.start < last.end or last.head is phrase.head:
        return False
    return phrase.head.lower_.endswith(("self", "selves")) or not _are_arguments(phrase.head, last.head)


def _knows(mentions: list[Mention], phrase: Phrase) -> bool:
    """Say whether an actor's mentions have the nouns before a phrase's own, as "the defence ministry" has."""
    new = {token.lower_ for token in phrase.modifiers if token.pos_ == "NOUN"}
    return not new or new <= {word for mention in mentions for word in mention.text.casefold().split()}


POSSIBLE = {
    "he": {"person"}, "she": {"person"},
    "it": {"organisation", "place", "state", "group", "thing"},
    "they": {"group", "organisation", "state", "place", "person", "thing"},
    "we": {"organisation", "group", "state", "person"},
}  # fmt: skip
COMPATIBLE = {
    "person": {"person"}, "group": {"group", "organisation"}, "organisation": {"organisation", "group", "state"},
    "state": {"state", "place"},
}  # fmt: skip


def _are_arguments(one: Token, other: Token) -> bool:
    """Say whether two words are arguments of the same verb, which a plain pronoun cannot join."""
    return {one.dep_, other.dep_} <= ARGUMENTS and one.head == other.head


def _nothing(phrase: Phrase, is_said: bool, first: int) -> Iterable[str]:
    """Yield what speaks for a phrase that takes up nothing."""
    kind = _class(phrase)
    head = phrase.head
    yield f"{kind} none"
    yield f"{kind} none {PLACES.get(head.dep_, 'x')}"
    yield f"{kind} none said={is_said}"
    yield f"{kind} none first={phrase.sentence == 0}"
    if phrase.form == "pronoun":
        verb = head.head
        yield f"{kind} none {verb.lemma_ in ('be', 'seem', 'appear', 'take', 'become')} {_has_clause(verb)}"
        yield f"{kind} none expl={head.dep_ == 'expl'}"
    else:
        yield f"{kind} none {_article(phrase)}"
        yield f"{kind} none mods={min(2, len(phrase.modifiers))} {_article(phrase)}"
        yield f"{kind} none post={any(child.dep_ in ('prep', 'relcl', 'acl', 'appos') for child in head.rights)}"


def _has_clause(verb: Token) -> bool:
    return any(child.dep_ in ("ccomp", "csubj", "advcl", "xcomp") and child.i > verb.i for child in verb.children)


def _class(phrase: Phrase) -> str:
    """Name the class that a phrase is weighed in; "she" is weighed as "he" is."""
    return {"she": "he"}.get(phrase.kind, phrase.kind) if phrase.form == "pronoun" else f"the-{phrase.kind}"


def _article(phrase: Phrase) -> str:
    word = phrase.head.doc[phrase.first]
    if word.lower_ in ("the", "this", "that", "these", "those", "both"):
        return word.lower_
    return "poss" if word.tag_ in ("PRP$", "POS") or word.dep_ == "poss" else "other"


def _features(phrase: Phrase, actor: Actor, mentions: list[Mention], holding: list[Speech], rank: int) -> Iterable[str]:
    """Yield what speaks for an actor."""
    kind, last = _class(phrase), mentions[-1].phrase
    distance = min(4, phrase.sentence - last.sentence)
    place = PLACES.get(_top(last.head).dep_, "x")
    is_named = any(mention.form == "name" for mention in mentions)
    what = f"{actor.kind}{'N' if is_named else 'U'}{'s' if last.is_plural and not is_named else ''}"
    yield f"{kind} is {what}"
    yield f"{kind} distance {distance}"
    yield f"{kind} distance {distance} {place}"
    yield f"{kind} rank {min(rank, 4)}"
    yield f"{kind} rank {min(rank, 4)} distance {distance}"
    yield f"{kind} {what} distance {distance}"
    yield f"{kind} last {last.form}"
    yield f"{kind} place {PLACES.get(phrase.head.dep_, 'x')}{place}"
    yield f"{kind} count {_bucket(len(mentions))}"
    recent = [mention for mention in mentions if phrase.sentence - mention.phrase.sentence <= 1]
    yield f"{kind} recent {min(3, len(recent))}"
    was_subject = any(_top(mention.phrase.head).dep_ in SUBJECTS for mention in recent)
    yield f"{kind} subject {was_subject}"
    yield f"{kind} begins {mentions[0].phrase.sentence == 0} {_bucket(len(mentions))}"
    if phrase.form == "pronoun":
        yield from _of_pronoun(phrase, actor, last, holding, kind)
    else:
        yield from _of_nominal(phrase, actor, mentions, kind)


def _of_pronoun(phrase: Phrase, actor: Actor, last: Phrase, holding: list[Speech], kind: str) -> Iterable[str]:
    """Yield what tells for a pronoun: gender, speech, and whether both stand in one quote."""
    yield f"{kind} gender {actor.gender is not None}"
    sort = "thing" if actor.kind == "thing" else "land" if actor.kind in ("place", "state") else "actor"
    head, verb = phrase.head, phrase.head.head
    yield f"{kind} {head.dep_} {_sort_of_verb(verb)} {sort}"
    yield f"{kind} {PLACES.get(head.dep_, 'x')} {verb.lemma_.lower()} {sort}"
    yield f"{kind} {sort} {_top(last.head).dep_} {min(2, phrase.sentence - last.sentence)}"
    if phrase.kind in ("he", "she") and last.kind == phrase.kind:
        yield f"{kind} same pronoun {min(4, phrase.sentence - last.sentence)}"
    marked = [speech for speech in holding if speech.is_marked]
    yield f"{kind} in quote {bool(marked)} with it {any(speech.holds(last.start) for speech in marked)}"
    if holding:
        speaks = any(speech.actor is actor for speech in holding)
        yield f"{kind} speaks {speaks} {bool(marked)} {actor.kind}"
        yield f"{kind} serves {any(_serves(speech.actor, actor) for speech in holding)}"
    if last.head.head == phrase.head.head and last.head.dep_ in SUBJECTS:
        yield f"{kind} own subject {phrase.head.dep_}"
    if _clause(phrase.head) == last.head.head and last.head.dep_ in SUBJECTS:
        yield f"{kind} clause subject {phrase.head.dep_}"
    if phrase.head.dep_ == "poss" and phrase.head.head.head == last.head.head:
        yield f"{kind} possessor {last.head.dep_ in SUBJECTS}"


def _sort_of_verb(verb: Token) -> str:
    """Say whether a word reports, is a noun for someone, or neither."""
    if verb.lemma_.lower() in nouns("title", "person", "collective"):
        return "someone"
    return "reports" if verb.pos_ == "VERB" and verb.lemma_.lower() in _reporting() else verb.pos_


@cache
def _reporting() -> frozenset[str]:
    return frozenset(entry["cue"] for entry in read_lexicon("reporting_cues") if entry["act"] == "speech")


def _serves(speaker: Actor | None, actor: Actor) -> bool:
    """Say whether a speaker speaks for an organisation."""
    return speaker is not None and speaker.affiliation is not None and actor.name.endswith(speaker.affiliation)


def _of_nominal(phrase: Phrase, actor: Actor, mentions: list[Mention], kind: str) -> Iterable[str]:
    """Yield what tells for a noun phrase: its article, its words in the actor's names, and its country."""
    yield f"{kind} with {_article(phrase)}"
    nouns = {mention.phrase.noun for mention in mentions if mention.form == "nominal"}
    words = {word.casefold() for mention in mentions if mention.form == "name" for word in mention.text.split()}
    role = (actor.role or "").casefold().split()
    yield f"{kind} noun {phrase.noun in nouns} {bool(nouns)}"
    yield f"{kind} in name {phrase.noun in words or phrase.head.lower_ in words}"
    yield f"{kind} in role {phrase.noun in role} {bool(role)}"
    others = [word for word in phrase.modifiers if word.tag_ not in ("PRP$", "POS")]
    known = words | {token.lower_ for m in mentions for token in m.phrase.modifiers} | set(role)
    yield f"{kind} new words {min(2, sum(word.lower_ not in known for word in others))} {_article(phrase)}"
    codes = {found.code for word in others if word.text[:1].isupper() and (found := find_country(word.text))}
    if codes:
        yield f"{kind} country {actor.country in codes if actor.country else None}"
    if phrase.noun in LANDS:
        yield f"{kind} land {actor.country is not None} {find_country(actor.name) is not None}"


def _top(token: Token) -> Token:
    """Climb from a conjunct to what it is joined to."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
    return token


def _clause(token: Token) -> Token:
    """Return the verb above the verb that a word belongs to."""
    return token.head.head


def _bucket(count: int) -> str:
    return str(count) if count < 3 else "3-5" if count < 6 else "6+"
