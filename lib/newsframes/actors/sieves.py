"""Sieves: noun phrases given to actors by readable rules, the surest first."""

import re
from functools import cache

from spacy.tokens import Token

from ..language.countries import country_of, find_country, lies_in
from ..language.noun_classes import LANDS, find_body, nouns
from ..reader import Reading
from .actor import Actor, Mention
from .mention import Phrase
from .names import fold
from .role_holders import is_called
from .roles import Role
from .second_hand_sources import only_asks

DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
# Who governs: with a country before it, the phrase means the state.
GOVERNMENTS = frozenset(["government", "administration", "authority", "regime"])
# How many sentences back "the company" may reach.
NEAR = 3
# What follows the noun of a body's name.
OF = re.compile(r"\s(?:of|for)\s")
Found = tuple[Actor, str, float, Actor | None]


class Sieves:
    """The rules by which a noun phrase finds its actor among those seen before it, as in Lee et al. (2013)."""

    reading: Reading
    actors: list[Actor]
    home: dict[Phrase, Actor]
    seen: dict[Actor, list[Mention]]
    roles: dict[Actor, list[Role]]
    worded: dict[tuple[str, str], list[Actor]]
    headed: dict[tuple[str, str, bool], list[tuple[Actor, set[str]]]]

    def _government(self, phrase: Phrase) -> Found | None:
        """Take "the Kazakh government" for the state, if the article names it."""
        code = (
            country_of(phrase.modifiers) if phrase.noun in GOVERNMENTS | {"authorities"} else None
        )
        state = self._country(code)
        return (state, "government", 1.0, None) if state else None

    def _country(self, code: str | None) -> Actor | None:
        if code is None:
            return None
        return next(
            (
                actor
                for actor in self.actors
                if actor.country == code and own_country(actor) == code
            ),
            None,
        )

    def _by_land(self, phrase: Phrase) -> Found | None:
        """Take "the country" for the country that the text has named most until then, "his country" for its owner's."""
        if phrase.noun not in LANDS - {"state"} or phrase.is_plural or complement(phrase.head):
            return None  # "the state" may be New South Wales
        if phrase.head.doc[phrase.first].tag_ == "PRP$":
            owner = self._owner(phrase)
            state = self._country(owner.country) if owner else None
            return (state, "country of the owner", 0.9, None) if state else None
        if phrase.head.doc[phrase.first].lower_ not in DEFINITE:
            return None
        region = [
            token.text for token in phrase.modifiers if token.text[0].isupper()
        ]  # "the Central Asian country"
        ranked = sorted(
            (
                (len(mentions), -mentions[0].start, actor)
                for actor, mentions in self.seen.items()
                if (code := own_country(actor)) and (not region or lies_in(code, region))
            ),
            key=lambda entry: entry[:2],
        )
        if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
            return None
        return ranked[-1][2], "country named most", 0.9, None

    def _by_outlet(self, phrase: Phrase) -> Found | None:
        """Resolve "this newspaper" to the outlet: its earlier antecedent, or whom dateline, byline or source name."""
        before = (
            actor
            for actor, known in self.seen.items()
            if any(is_outlet(mention.phrase) for mention in known)
        )
        reading = self.reading
        article, body = reading.article, reading.body
        given = (body.dateline, body.byline, article.byline, article.source)
        frame = " ".join(fold(text) for text in given if text)
        named = (
            actor
            for actor in self.actors
            if actor.kind == "organisation"
            and any(fold(mention.text) in frame for mention in actor.names)
        )
        actor = next(before, None) or next(named, None)
        return (actor, "outlet", 0.9, None) if actor else None

    def _by_kind_in_name(self, phrase: Phrase) -> Found | None:
        """Take "the ministry" for the one body named before whose name ends in that word.

        "The regional council" is the Regional Council, wherever that is named.
        """
        if phrase.kind != "organisation" or phrase.head.doc[phrase.first].lower_ not in DEFINITE:
            return None
        bare = _bare(phrase)
        same = [
            actor
            for actor in self.actors
            if any(fold(mention.text) == bare for mention in actor.names)
        ]
        if len(same) == 1 and phrase.modifiers:
            return same[0], "kind in name", 1.0, None
        words = {token.lower_ for token in phrase.modifiers} | {phrase.noun}
        bodies = {actor: [m for m in actor.names if _has_words(m, words)] for actor in self.seen}
        fitting = [
            actor
            for actor, names in bodies.items()
            if any(_ends_in(phrase.noun, name.text) for name in names)
        ]
        if not fitting:  # "the guild" for the Writers Guild of America
            fitting = [
                actor
                for actor, names in bodies.items()
                if any(_ends_in(phrase.noun, OF.split(name.text)[0]) for name in names)
            ]
        return (fitting[0], "kind in name", 1.0, None) if len(fitting) == 1 else None

    def _by_name_within(self, phrase: Phrase) -> Found | None:
        """Take "the Interfax news agency" for Interfax.

        "the UN agency" is another, and so is "an Airbus company".
        """
        is_any = phrase.head.doc[phrase.first].lower_ in ("a", "an", "another", "one")
        if phrase.noun not in nouns("named") or is_any or phrase.is_plural:
            return None
        within = (
            actor
            for name, actor in self.home.items()
            if name.form == "name" and phrase.start <= name.start and name.end <= phrase.end
            if actor.kind in ("organisation", "group")
            and not find_body(name.text)
            and not find_country(name.text)
        )
        actor = next(within, None)
        return (actor, "name within", 1.0, None) if actor else None

    def _same_words(self, phrase: Phrase) -> Found | None:
        """Join a phrase to an earlier one with the same words, or with the same noun and no more of them."""
        first = phrase.head.doc[phrase.first]
        if (
            first.i == phrase.head.i and first.pos_ == "PROPN"
        ):  # "Congress" without an article is as good as a name
            alike = [
                actor
                for actor, known in self.seen.items()
                if any(other.text == phrase.text for other in known)
            ]
            if alike:
                return alike[0], "words", 1.0, None
        if not phrase.is_plural and first.lower_ not in DEFINITE and phrase.kind != "thing":
            return None
        same = self.worded.get((phrase.kind, _bare(phrase)), [])
        if (
            not same
            and first.lower_ in DEFINITE
            and phrase.kind != "thing"
            and not complement(phrase.head)
        ):
            words = {token.lower_ for token in phrase.modifiers}
            alike = self.headed.get((phrase.kind, phrase.noun, phrase.is_plural), [])
            same = dict.fromkeys(actor for actor, known in alike if words <= known)
        found = list(dict.fromkeys(same))
        if len(found) > 1 and phrase.kind != "person" and first.lower_ in DEFINITE:
            # "The government" is not that of "officials of government".
            found = [
                actor
                for actor in found
                if any(_is_definite(known) for known in self.seen.get(actor, ()))
            ]
        return (
            (found[-1], "words", 1.0, None)
            if len(found) == 1 or (found and phrase.kind == "thing")
            else None
        )

    def _by_trade(self, phrase: Phrase) -> Found | None:
        """Take "the company", "the Texas-based computer maker" for the business named nearby, if it is plain which.

        So is "the agency" for the only body nearby that may be one. A country before the noun must
        be the business's; of several, it is the one that was last the subject of a sentence, if
        that is one. "The central bank" is only what bears such a name.
        """
        is_business = phrase.noun in nouns("trade")
        is_body = phrase.noun in nouns("body") and not phrase.modifiers
        if not (is_business or is_body) or phrase.is_plural or complement(phrase.head):
            return None
        if phrase.head.doc[phrase.first].lower_ not in DEFINITE or phrase.is_restricted:
            return None
        near = [
            actor
            for actor, known in self.seen.items()
            if (_trades(actor) if is_business else _is_body(actor, phrase.noun))
            and is_called(actor.mentions, phrase)
            if is_near(phrase, known[-1]) and not all(map(only_asks, known))
        ]
        code = country_of(phrase.modifiers)
        if code is not None:
            near = [actor for actor in near if actor.country == code] or [
                a for a in near if a.country is None
            ]
        if len(near) > 1 and code is None:
            near = self._last_subjects(phrase, near)
        return (near[0], "trade", 0.8, None) if len(near) == 1 else None

    def _last_subjects(self, phrase: Phrase, actors: list[Actor]) -> list[Actor]:
        """Keep the actors that are subjects of the last sentence before a phrase in which any is."""
        subjects = [
            (mention.phrase.sentence, actor)
            for actor in actors
            for mention in self.seen[actor]
            if mention.phrase.head.dep_ in ("nsubj", "nsubjpass")
            and mention.phrase.sentence < phrase.sentence
        ]
        last = max((sentence for sentence, _ in subjects), default=None)
        return list(dict.fromkeys(actor for sentence, actor in subjects if sentence == last))

    def _index(self, actor: Actor, phrase: Phrase) -> None:
        """Keep the words of a noun phrase of an unnamed actor, for those that repeat them."""
        if phrase.form == "nominal" and not actor.names and actor.kind == phrase.kind:
            self.worded.setdefault((phrase.kind, _bare(phrase)), []).append(actor)
            known = {token.lower_ for token in phrase.modifiers}
            self.headed.setdefault((phrase.kind, phrase.noun, phrase.is_plural), []).append(
                (actor, known)
            )


def is_outlet(phrase: Phrase) -> bool:
    """Return True if a phrase is how an outlet or its reporter speaks of itself: "this newspaper"."""
    is_this = phrase.form == "nominal" and phrase.head.doc[phrase.first].lower_ == "this"
    return is_this and phrase.noun in nouns("outlet")


def _is_definite(mention: Mention) -> bool:
    return mention.phrase.head.doc[mention.phrase.first].lower_ in DEFINITE


def _trades(actor: Actor) -> bool:
    """Say whether a named organisation may be a business: it is no international body, ministry, court or the like."""
    last = {mention.text.split()[-1].casefold() for mention in actor.names}
    are_bodies = any(find_body(mention.text) for mention in actor.names)
    return (
        actor.kind == "organisation"
        and bool(last)
        and not are_bodies
        and not last & _institutions()
    )


def _is_body(actor: Actor, noun: str) -> bool:
    """Return True if a named organisation may be called by a noun for a body.

    No parliament is "the agency".
    """
    if actor.kind != "organisation" or not actor.names:
        return False
    words = {word.casefold() for mention in actor.names for word in mention.text.split()}
    return noun != "agency" or noun in words or not words & (_institutions() - nouns("agency"))


@cache
def _institutions() -> frozenset[str]:
    return nouns("organisation") - nouns("trade")


def is_near(phrase: Phrase, last: Mention) -> bool:
    """Say whether a mention stands at most so many sentences before a phrase, and is not of the same verb."""
    return (
        phrase.sentence - last.phrase.sentence <= NEAR and phrase.head.head != last.phrase.head.head
    )


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


def _has_words(mention: Mention, words: set[str]) -> bool:
    """Say whether a body's name has the words of a phrase."""
    name = mention.text.casefold().split()
    return mention.phrase.kind != "person" and len(name) > 1 and words <= set(name)


def _ends_in(noun: str, name: str) -> bool:
    return name.casefold().split()[-1:] == [noun]


def _bare(phrase: Phrase) -> str:
    return fold(phrase.bare)
