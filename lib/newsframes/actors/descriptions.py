"""Describing: persons called by their role, age or people, or what they were ("the leader", "the Dane")."""

from collections.abc import Sequence

from spacy.tokens import Token

from ..language.countries import country_of, find_country
from ..language.hypernyms import is_kind_of
from ..language.noun_classes import is_countryman, nouns
from .actor import Actor, Mention
from .known_ages import age_of, ages_of
from .mention import Phrase
from .role_holders import DEPUTIES, FORMER, bears_role
from .roles import Role
from .sieves import DEFINITE, Found, complement, is_near
from .speech import Speech

# How far behind a noun its short form may stand in brackets: "the director general of police
# (DGP)".
BRACKET = 5


class Describing:
    """The rules by which a description finds the one person of those seen before it whom it fits."""

    actors: list[Actor]
    seen: dict[Actor, list[Mention]]
    headed: dict[tuple[str, str, bool], list[tuple[Actor, set[str]]]]
    roles: dict[Actor, list[Role]]
    speaking: frozenset[int]
    speeches: Sequence[Speech]

    def _by_role(self, phrase: Phrase) -> Found | None:
        """Take "the president", "the Kazakh leader", "Kazakhstan's president" for the one person with that role."""
        bearers = self._bearers(phrase)
        is_found = len(bearers) == 1 and not self._is_nearer(phrase, bearers[0])
        return (bearers[0], "role", 1.0, None) if is_found else None

    def _by_bracket(self, phrase: Phrase) -> Found | None:
        """Take "the chief electoral officer (CEO)" for what the article calls CEO, or that for the bearer of the role.

        Not found: a short form without the words before it in one phrase.
        """
        doc, first = phrase.head.doc, phrase.head.i + 1
        at = next(
            (n for n in range(first, min(first + BRACKET, len(doc) - 2)) if doc[n].text == "("),
            None,
        )
        if at is None or doc[at + 2].text != ")" or not all(map(_may_be_spelt, doc[first:at])):
            return None
        words = [
            token for token in doc[phrase.first : at] if token.dep_ != "det" and not token.is_stop
        ]
        short = "".join(word.text[0] for word in words).upper()
        called = (
            actor
            for actor in self.actors
            if actor.names and all(name.text == short for name in actor.mentions)
        )
        actor = next(called, None) if doc[at + 1].text == short and len(short) > 1 else None
        if actor is None:
            return None
        actor.kind = phrase.kind
        if (bearer := self._by_role(phrase)) is None:
            return actor, "bracketed", 1.0, None
        self._give(actor, bearer[0], "bracketed")
        return bearer

    def _is_nearer(self, phrase: Phrase, bearer: Actor) -> bool:
        """Say whether someone without name was called so since: "a senior official", then "the official"."""
        last = self.seen[bearer][-1].start if bearer in self.seen else -1
        alike = self.headed.get((phrase.kind, phrase.noun, phrase.is_plural), [])
        return any(self.seen[actor][-1].start > last for actor, _ in alike if actor in self.seen)

    def _bearers(self, phrase: Phrase) -> list[Actor]:
        """List the persons whose role a phrase gives; of several, those named until then."""
        first = phrase.head.doc[phrase.first]
        if (
            phrase.kind != "person"
            or first.lower_ in ("a", "an", "another", "one")
            or first.tag_ == "PRP$"
        ):
            return []
        whose, noun = complement(phrase.head), phrase.noun
        if (noun, [token.lower_ for token in whose]) == ("head", ["state"]):
            whose, noun = [], "head of state"
        country = country_of([*phrase.modifiers, *whose])
        extra = {token.lower_ for token in phrase.modifiers if not _is_of_country(token)}
        if (not extra and not country and first.lower_ not in DEFINITE) or (whose and not country):
            return []
        bearers = [
            actor
            for actor in self.actors
            if any(_fits(noun, extra, country, actor, role) for role in self.roles.get(actor, ()))
        ]
        lesser = {actor: self._lesser(actor, noun) - extra for actor in bearers}
        bearers = [actor for actor in bearers if not lesser[actor] & DEPUTIES]
        bearers = [actor for actor in bearers if actor in self.seen] or bearers
        return [actor for actor in bearers if not lesser[actor]] or bearers

    def _tells_of_another(self, phrase: Phrase, bearer: Actor) -> bool:
        """Say whether an office is not told of its bearer, the last one in the sentence: "Lee named Ash as mayor"."""
        if phrase.form == "pronoun" or phrase.kind != "person" or not phrase.is_description:
            return False
        people = {actor: known[-1] for actor, known in self.seen.items() if actor.kind == "person"}
        last = max(people, key=lambda actor: people[actor].start, default=None)
        return last is not bearer or people[last].phrase.sentence != phrase.sentence

    def _lesser(self, actor: Actor, noun: str) -> set[str]:
        """Return what makes a person's title another than the bare noun, in all roles with it: "vice", "former"."""
        titles = [
            {token.lower_ for token in role.title}
            for role in self.roles[actor]
            if _has_noun(role, noun)
        ]
        return (
            set.intersection(*(title & (DEPUTIES | FORMER) for title in titles))
            if titles
            else set()
        )

    def _by_age(self, phrase: Phrase) -> Found | None:
        """Take "the 37-year-old nurse" for the last of that age.

        "the 37-year-old" else for the only person near.
        """
        age = age_of(phrase) if phrase.kind == "person" else None
        if age is None or phrase.head.doc[phrase.first].lower_ not in DEFINITE:
            return None
        people = {actor: ages_of(actor.mentions) for actor in self.seen if actor.kind == "person"}
        fitting = [actor for actor, ages in people.items() if age in ages]
        if fitting or phrase.noun != "old":
            last = max(fitting, key=lambda actor: self.seen[actor][-1].start, default=None)
            return (last, "age", 1.0 if len(fitting) == 1 else 0.8, None) if last else None
        near = [actor for actor in self._people_near(phrase) if not people[actor]]
        near = near if len(near) == 1 else self._last_subjects(phrase, near)
        return (near[0], "age", 0.8, None) if len(near) == 1 else None

    def _by_people(self, phrase: Phrase) -> Found | None:
        """Take "the Dane" for the only person named nearby who is not known to be of another country."""
        if not is_countryman(phrase.head) or phrase.head.doc[phrase.first].lower_ not in DEFINITE:
            return None
        code = country_of([phrase.head])
        near = [actor for actor in self._people_near(phrase) if actor.country in (None, code)]
        near = near if len(near) == 1 else self._last_subjects(phrase, near)
        return (near[0], "countryman", 0.8, None) if len(near) == 1 else None

    def _speaks_again(self, phrase: Phrase) -> Found | None:
        """Take "the former chancellor said" for the only person named nearby whose role nothing tells, if they spoke.

        The president of today may be anyone; of a former one the article tells who it is, by the
        name alone.
        """
        first, before = phrase.head.doc[phrase.first], {token.lower_ for token in phrase.modifiers}
        is_former = (
            first.lower_ == "the"
            and "former" in before
            and phrase.kind == "person"
            and not phrase.is_plural
        )
        is_bare = all(child.lower_ != "of" for child in phrase.head.rights)
        if (
            not is_former
            or not is_bare
            or phrase.head.i not in self.speaking
            or self._bearers(phrase)
        ):
            return None
        untold = [
            actor
            for actor in self._people_near(phrase)
            if actor.names and not self.roles.get(actor)
        ]
        spoke = any(
            speech.actor in untold and speech.parts[0][0] < phrase.start for speech in self.speeches
        )
        return (
            (untold[0], "only one without role", 0.7, None) if len(untold) == 1 and spoke else None
        )

    def _goes_on_speaking(self, phrase: Phrase) -> Found | None:
        """Resolve "the lawmaker said" to who spoke right before, if the text calls them so and no one else is near.

        Not "the mother said", who is somebody's, nor what is told of whom ("the bishop of Lyon").
        What is no office ("the pop star said") may be whoever spoke.
        """
        is_told = any(
            child.dep_ in ("prep", "appos") or child.ent_type_ for child in phrase.head.rights
        )
        is_definite = phrase.head.doc[phrase.first].lower_ == "the" and not phrase.is_plural
        if (
            phrase.noun not in nouns("title", "known")
            or phrase.head.i not in self.speaking
            or is_told
            or not is_definite
        ):
            return None
        last = self._last_speaker(phrase, phrase.sentence, {"person"})
        is_alone = (
            last is not None and bool(last[0].names) and self._people_near(phrase) == [last[0]]
        )
        known = nouns("known") if phrase.noun not in nouns("title") else ()
        extra = {token.lower_ for token in phrase.modifiers if token.pos_ == "NOUN"}
        is_told = is_alone and bears_role(last[0].mentions, phrase.noun, extra)
        is_free = is_alone and phrase.noun in known and not self.roles.get(last[0])
        if not (is_told or is_free):
            return None
        return last[0], "speaks on", 0.8, None

    def _same_source(self, phrase: Phrase) -> Found | None:
        """Take "according to the same source" for whoever spoke last, in the sentence before at most."""
        if phrase.noun != "source" or all(token.lower_ != "same" for token in phrase.modifiers):
            return None
        last = self._last_speaker(
            phrase, phrase.sentence, {"person", "organisation", "group", "state"}
        )
        return (last[0], "speaks on", 0.8, None) if last else None

    def _people_near(self, phrase: Phrase) -> list[Actor]:
        """List the persons last mentioned nearby: not who is only named in what the phrase says, nor another "Dane"."""
        said = [speech for speech in self.speeches if speech.source == (phrase.start, phrase.end)]
        return [
            actor
            for actor, known in self.seen.items()
            if actor.kind == "person" and is_near(phrase, known[-1])
            if actor.names or not is_countryman(known[0].phrase.head)
            if not any(all(speech.voices(mention.start) for mention in known) for speech in said)
        ]


def _may_be_spelt(token: Token) -> bool:
    """Say whether a word may stand in what a short form spells: "the director general of police (DGP)"."""
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.lower_ in ("of", "for", "and", "-")


def _fits(noun: str, extra: set[str], country: str | None, actor: Actor, role: Role) -> bool:
    """Say whether a phrase's noun, other words and country are those of a person's role."""
    words = {token.lower_ for token in role.title}
    return (
        _has_noun(role, noun) and extra <= words and (country is None or country == actor.country)
    )


def _has_noun(role: Role, noun: str) -> bool:
    return any(is_kind_of(head, noun) for head in role.heads)


def _is_of_country(token: Token) -> bool:
    return (
        bool(token.text[:1].isupper() and find_country(token.text))
        or token.ent_type_ == "LOC"
        or token.tag_ == "POS"
    )
