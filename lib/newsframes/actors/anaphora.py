"""Anaphora: a pronoun or a definite phrase weighed against what the text has named before it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from ..language.countries import country_of, find_country
from ..language.hypernyms import is_kind_of
from ..language.lexicon import read_lexicon
from ..language.noun_classes import SOME, nouns
from .actor import Actor, Mention
from .features import SUBJECTS, actor_features, nothing_features, top_of
from .introducing import without_superseded
from .known_ages import age_of, ages_of
from .mention import Phrase
from .persons import gender_of
from .role_holders import bears_role, is_called
from .speech import Speech

ARGUMENTS = SUBJECTS | {"dobj", "dative", "pobj", "agent", "prep"}
# How many sentences back an antecedent may stand: for pronouns, and for noun phrases.
REACH, FAR_REACH = 4, 12
# Links that are less sure than this are not made: of pronouns, and of noun phrases. Chosen by
# cross-validation on the development half of OntoGUM's news and interviews.
FEWEST_SURE = {"pronoun": 0.35, "nominal": 0.5}
# Words that set a phrase against someone named before.
CONTRASTING = frozenset(
    "former other another new next previous rival late latter second incoming outgoing only".split()  # noqa: SIM905
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
    """What a phrase may take up, with what speaks for it and against it.

    ``actor`` None is "nothing named before".
    """

    actor: Actor | None
    features: tuple[str, ...]


@cache
def _weights() -> dict[str, float]:
    return {entry["feature"]: float(entry["weight"]) for entry in read_lexicon("anaphora_weights")}


def decide(phrase: Phrase, options: Sequence[Option]) -> Decision:
    """Choose the likeliest actor; nobody where none is likely enough.

    Notes
    -----
    A log-linear mention-ranking model (after Denis and Baldridge 2008) over actors. Its weights are
    a table, learned by ``training.anaphora`` on GUM and MEANTIME.
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
    phrase: Phrase, seen: dict[Actor, list[Mention]], speeches: Iterable[Speech]
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
    """
    reach = REACH if phrase.form == "pronoun" else FAR_REACH
    holding = [speech for speech in speeches if speech.holds(phrase.start)]
    said = [speech for speech in speeches if speech.source == (phrase.start, phrase.end)]
    near = [
        actor
        for actor, mentions in seen.items()
        if phrase.sentence - mentions[-1].phrase.sentence <= reach
        and _may(phrase, actor, mentions, holding)
        and not any(names_in(speech, actor) or _only_in(speech, mentions) for speech in said)
    ]
    near = without_superseded(phrase, near, seen)
    near.sort(key=lambda actor: -seen[actor][-1].start)
    ranks: dict[str, int] = {}
    options = [Option(None, tuple(nothing_features(phrase, bool(holding))))]
    for actor in near:
        rank = ranks[actor.kind] = ranks.get(actor.kind, 0) + 1
        options.append(
            Option(actor, tuple(actor_features(phrase, actor, seen[actor], holding, rank)))
        )
    return options


def names_in(speech: Speech, actor: Actor) -> bool:
    """Say whether a quote names a person, who then does not speak it: "Lee would resign, he said".

    Nor does a body that the report's own words name as a subject: "India had shared its data, it
    said". Not by what the report puts into its brackets: "he said it moved him [Lee] deeply".
    """
    told = [mention for mention in actor.mentions if speech.holds(mention.start)]
    named = [
        mention.phrase
        for mention in told
        if mention.form == "name" or (mention.rule == "role" and not speech.voices(mention.start))
    ]
    if actor.kind != "person":
        named = [
            phrase
            for phrase in named
            if phrase.head.dep_ in SUBJECTS and not speech.voices(phrase.start)
        ]
    return any(not _is_inserted(phrase) for phrase in named)


def _is_inserted(phrase: Phrase) -> bool:
    return phrase.first > 0 and phrase.head.doc[phrase.first - 1].text == "["


def _only_in(speech: Speech, mentions: list[Mention]) -> bool:
    """Say whether only the marks of a quote mention an actor until then."""
    return all(speech.voices(mention.start) for mention in mentions)


def _may(phrase: Phrase, actor: Actor, mentions: list[Mention], holding: list[Speech]) -> bool:
    """Say whether nothing forbids that a phrase takes up an actor."""
    if phrase.form == "nominal" and not CONTRASTING.isdisjoint(
        token.lower_ for token in phrase.modifiers
    ):
        return False
    if phrase.form == "nominal" and not _knows(mentions, phrase):
        return False
    if phrase.form == "nominal" and (
        _is_other_trade(phrase, mentions) or not is_called(mentions, phrase)
    ):
        return False
    ages = ages_of(mentions) if phrase.form == "nominal" and age_of(phrase) is not None else set()
    if ages and age_of(phrase) not in ages:
        return False
    if phrase.noun == "state" and find_country(actor.name):
        return False
    code = country_of(phrase.modifiers) if phrase.kind == "organisation" else None
    if code is not None and actor.country != code:
        return False
    if phrase.form == "nominal" and (
        actor.kind == "thing" or actor.kind not in COMPATIBLE[phrase.kind]
    ):
        return False
    if phrase.form == "pronoun" and actor.kind not in POSSIBLE[phrase.kind]:
        return False
    wanted = {"he": "m", "she": "f"}.get(phrase.kind)
    if wanted and not {actor.gender, *(gender_of(mention.phrase) for mention in mentions)} <= {
        wanted,
        None,
    }:
        return False
    is_other = wanted or (phrase.form == "nominal" and phrase.kind == "person")
    if is_other and any(
        speech.voices(phrase.start) and speech.actor is actor for speech in holding
    ):
        return False
    if all(mention.phrase.head.lower_ in SOME for mention in mentions):
        return False
    if (
        phrase.form == "pronoun"
        and phrase.head.dep_ == "poss"
        and _is_such(phrase.head.head, mentions)
    ):
        return False
    last = mentions[-1].phrase
    if last.start <= phrase.start < last.end or last.head.i == phrase.head.i:
        return False
    if phrase.form == "nominal" and _are_arguments(_governed(phrase.head), last.head):
        return False  # "he was summoned to the mayor"
    if phrase.head.lower_.endswith(("self", "selves")):
        return True
    beside = (mention.phrase for mention in mentions if mention.phrase.sentence == phrase.sentence)
    return not any(_are_arguments(phrase.head, other.head) for other in (last, *beside))


def _is_such(owned: Token, mentions: list[Mention]) -> bool:
    """Say whether an actor is called what a pronoun owns, by its owner: "his father" is no father's father."""
    nominals = (mention.phrase for mention in mentions if mention.form == "nominal")
    return any(
        phrase.noun == owned.lemma_.lower()
        and any(child.dep_ == "poss" for child in phrase.head.lefts)
        for phrase in nominals
    )


def _knows(mentions: list[Mention], phrase: Phrase) -> bool:
    """Say whether an actor's mentions have the nouns and names before a phrase's own, as "the defence ministry" has.

    Nor does "the head of the health ministry" take up a guard: whose head it is must be known of an
    actor; "the palace" takes up a palace, and "the coastguard" no organisation for migration.
    """
    new = {
        t.lower_ for t in phrase.modifiers if t.pos_ == "NOUN" or t.ent_type_ in ("PERSON", "ORG")
    }
    if phrase.noun in nouns("owned"):
        new |= {
            owner.lower_
            for child in phrase.head.rights
            if child.lower_ == "of"
            for owner in child.children
        }
    words = {word for mention in mentions for word in mention.text.casefold().split()}
    if phrase.noun in nouns("voice"):
        new.add(phrase.noun)
    sorts = words & nouns("organisation") if phrase.noun in _sorts() else set()
    return new <= words and (not sorts or any(is_kind_of(sort, phrase.noun) for sort in sorts))


def _is_other_trade(phrase: Phrase, mentions: list[Mention]) -> bool:
    """Return True for a title that the text gives someone else: "the officer" is no teacher, "the judge" no engineer.

    A person by name must have been given it, or a narrower one.
    """
    if phrase.kind != "person" or phrase.noun not in nouns("title"):
        return False
    if any(mention.form == "name" for mention in mentions):
        return not bears_role(mentions, phrase.noun)
    trades = {mention.phrase.noun for mention in mentions if mention.form == "nominal"}
    is_one = any(
        is_kind_of(trade, phrase.noun) or is_kind_of(phrase.noun, trade) for trade in trades
    )
    return bool(trades) and trades <= nouns("title") and not is_one


@cache
def _sorts() -> frozenset[str]:
    """List the nouns for bodies of one sort, of which none is another: a ministry, a court, a coastguard."""
    return nouns("organisation") - nouns("trade", "named", "body")


POSSIBLE = {
    "he": {"person"}, "she": {"person"},
    "it": {"organisation", "place", "state", "group", "thing"},
    "they": {"group", "organisation", "state", "place", "person", "thing"},
    "we": {"organisation", "group", "state", "person"},
}  # fmt: skip
COMPATIBLE = {
    "person": {"person"}, "group": {"group", "organisation"},
    "organisation": {"organisation", "group", "state"}, "state": {"state", "place"},
}  # fmt: skip


def _governed(word: Token) -> Token:
    """Return the preposition before a word, which hangs on the verb, but for "he served as mayor"; else the word."""
    return (
        word.head
        if word.dep_ == "pobj" and word.head.dep_ == "prep" and word.head.lower_ != "as"
        else word
    )


def _are_arguments(one: Token, other: Token) -> bool:
    """Return True if two words are arguments of the same verb, which a plain pronoun cannot join; so are conjuncts."""
    one, other = _argument(one), _argument(other)
    return {one.dep_, other.dep_} <= ARGUMENTS and one.head == other.head


def _argument(token: Token) -> Token:
    """Climb to the noun that is a verb's argument from what is joined to it, or stands in apposition to it."""
    while (top := top_of(token)) != token or _is_beside(token):
        token = token.head if top == token else top
    return token


def _is_beside(name: Token) -> bool:
    """Return True for an apposition, and for the first of two names that a parser hangs on the second."""
    between = name.doc[name.i + 1 : name.head.i]
    is_first = name.dep_ in ("nmod", "compound") and any(word.dep_ == "cc" for word in between)
    return name.dep_ == "appos" or (is_first and name.ent_type_ == name.head.ent_type_ == "PERSON")
