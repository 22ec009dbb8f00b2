"""Features: what speaks for an actor, or against it, as what a pronoun or a definite phrase takes up."""

from collections.abc import Iterable

from spacy.tokens import Token

from ..language.countries import find_country
from ..language.noun_classes import LANDS, nouns
from ..language.reporting_cues import cue_lemmas
from .actor import Actor, Mention
from .mention import Phrase
from .speech import Speech

SUBJECTS = {"nsubj", "nsubjpass"}
PLACES = {
    "nsubj": "s",
    "nsubjpass": "s",
    "dobj": "o",
    "dative": "o",
    "poss": "p",
    "pobj": "i",
    "conj": "c",
}


def nothing_features(phrase: Phrase, is_said: bool) -> Iterable[str]:
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
    return any(
        child.dep_ in ("ccomp", "csubj", "advcl", "xcomp") and child.i > verb.i
        for child in verb.children
    )


def _class(phrase: Phrase) -> str:
    """Name the class that a phrase is weighed in; "she" is weighed as "he" is."""
    return (
        {"she": "he"}.get(phrase.kind, phrase.kind)
        if phrase.form == "pronoun"
        else f"the-{phrase.kind}"
    )


def _article(phrase: Phrase) -> str:
    word = phrase.head.doc[phrase.first]
    if word.lower_ in ("the", "this", "that", "these", "those", "both"):
        return word.lower_
    return "poss" if word.tag_ in ("PRP$", "POS") or word.dep_ == "poss" else "other"


def actor_features(
    phrase: Phrase, actor: Actor, mentions: list[Mention], holding: list[Speech], rank: int
) -> Iterable[str]:
    """Yield what speaks for an actor."""
    kind, last = _class(phrase), mentions[-1].phrase
    distance = min(4, phrase.sentence - last.sentence)
    place = PLACES.get(top_of(last.head).dep_, "x")
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
    was_subject = any(top_of(mention.phrase.head).dep_ in SUBJECTS for mention in recent)
    yield f"{kind} subject {was_subject}"
    yield f"{kind} begins {mentions[0].phrase.sentence == 0} {_bucket(len(mentions))}"
    if phrase.form == "pronoun":
        yield from _of_pronoun(phrase, actor, last, holding, kind)
    else:
        yield from _of_nominal(phrase, actor, mentions, kind)


def _of_pronoun(
    phrase: Phrase, actor: Actor, last: Phrase, holding: list[Speech], kind: str
) -> Iterable[str]:
    """Yield what tells for a pronoun: gender, speech, and whether both stand in one quote."""
    yield f"{kind} gender {actor.gender is not None}"
    sort = (
        "thing"
        if actor.kind == "thing"
        else "land"
        if actor.kind in ("place", "state")
        else "actor"
    )
    head, verb = phrase.head, phrase.head.head
    yield f"{kind} {head.dep_} {_sort_of_verb(verb)} {sort}"
    yield f"{kind} {PLACES.get(head.dep_, 'x')} {verb.lemma_.lower()} {sort}"
    yield f"{kind} {sort} {top_of(last.head).dep_} {min(2, phrase.sentence - last.sentence)}"
    if phrase.kind in ("he", "she") and last.kind == phrase.kind:
        yield f"{kind} same pronoun {min(4, phrase.sentence - last.sentence)}"
    marked = [speech for speech in holding if speech.voices(phrase.start)]
    yield f"{kind} in quote {bool(marked)} with it {any(speech.holds(last.start) for speech in marked)}"
    if holding:
        speaks = any(speech.actor is actor for speech in holding)
        yield f"{kind} speaks {speaks} {bool(marked)} {actor.kind}"
        yield f"{kind} serves {any(serves(speech.actor, actor) for speech in holding)}"
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
    return (
        "reports"
        if verb.pos_ == "VERB" and verb.lemma_.lower() in cue_lemmas(act="speech")
        else verb.pos_
    )


def serves(speaker: Actor | None, actor: Actor) -> bool:
    """Say whether a speaker speaks for an organisation."""
    return (
        speaker is not None
        and speaker.affiliation is not None
        and actor.name.endswith(speaker.affiliation)
    )


def _of_nominal(phrase: Phrase, actor: Actor, mentions: list[Mention], kind: str) -> Iterable[str]:
    """Yield what tells for a noun phrase: its article, its words in the actor's names, and its country."""
    yield f"{kind} with {_article(phrase)}"
    nouns = {mention.phrase.noun for mention in mentions if mention.form == "nominal"}
    words = {
        word.casefold()
        for mention in mentions
        if mention.form == "name"
        for word in mention.text.split()
    }
    role = (actor.role or "").casefold().split()
    yield f"{kind} noun {phrase.noun in nouns} {bool(nouns)}"
    yield f"{kind} in name {phrase.noun in words or phrase.head.lower_ in words}"
    yield f"{kind} in role {phrase.noun in role} {bool(role)}"
    others = [word for word in phrase.modifiers if word.tag_ not in ("PRP$", "POS")]
    known = words | {token.lower_ for m in mentions for token in m.phrase.modifiers} | set(role)
    yield f"{kind} new words {min(2, sum(word.lower_ not in known for word in others))} {_article(phrase)}"
    codes = {
        found.code
        for word in others
        if word.text[:1].isupper() and (found := find_country(word.text))
    }
    if codes:
        yield f"{kind} country {actor.country in codes if actor.country else None}"
    if phrase.noun in LANDS:
        yield f"{kind} land {actor.country is not None} {find_country(actor.name) is not None}"


def top_of(token: Token) -> Token:
    """Climb from a conjunct to what it is joined to."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
    return token


def _clause(token: Token) -> Token:
    """Return the verb above the verb that a word belongs to."""
    return token.head.head


def _bucket(count: int) -> str:
    return str(count) if count < 3 else "3-5" if count < 6 else "6+"
