"""Resolution: every phrase of an article given to the actor that it means, or to nobody."""

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from ..reader import Reading
from .actor import Actor, Mention
from .anaphora import Decision, Option, decide, list_options
from .countries import find_country
from .interview import find_interview
from .names import find_gender, fold, join_names
from .phrases import LANDS, Phrase, find_phrases
from .roles import Role, apposed_to, country_of, give_roles
from .settling import settle
from .sources import find_cited, find_source
from .speech import Speech
from .wider import is_kind_of

DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
# Who governs: with a country before it, the phrase means the state.
GOVERNMENTS = frozenset(["government", "administration", "authority", "regime"])
Found = tuple[Actor, str, float, Actor | None]


class Cast:
    """The actors of one article while its phrases are gone through in the order of the text.

    Parameters
    ----------
    reading
        The article as read.
    speeches
        Its quotes; whoever speaks is written into them.
    choose
        Decides among options; ``training.anaphora`` puts the gold answer in its place.
    """

    def __init__(
        self, reading: Reading, speeches: Sequence[Speech], choose: Callable[[Phrase, list[Option]], Decision] = decide
    ) -> None:
        self.reading, self.speeches = reading, speeches
        self.choose = choose
        speaking = frozenset(reading.span(*speech.source).root.i for speech in speeches if speech.source)
        self.phrases = find_phrases(reading, speaking)
        self.actors = join_names(reading, (phrase for phrase in self.phrases if phrase.form == "name"))
        self.roles = {self.actors[n]: roles for n, roles in give_roles(reading, self.actors).items()}
        for actor in self.actors:
            actor.country = actor.country or _own_country(actor)
            actor.gender = find_gender(actor.names) if actor.kind == "person" else None
        self.home = {mention.phrase: actor for actor in self.actors for mention in actor.mentions}
        self.seen: dict[Actor, list[Mention]] = {}
        self.worded: dict[tuple[str, str], list[Actor]] = {}
        self.headed: dict[tuple[str, str], list[tuple[Actor, set[str]]]] = {}
        self.apposed: dict[int, Actor] = {}
        self.absorbed = self._absorbed()
        self._hear()

    def resolve(self) -> list[Actor]:
        """Go through the phrases, settle who the actors are, and return them in the order of the text."""
        late = []
        for phrase in self.phrases:
            if phrase.kind in ("i", "we", "you"):
                late.append(phrase)
            elif phrase.form == "name":
                self._see(self.home[phrase], phrase)
            elif phrase.head.i not in self.absorbed:
                self._take(phrase)
            elif (owner := self.apposed.get(phrase.head.i)) and _may_be(phrase, owner):
                owner.add(phrase, "apposition")
                self.home[phrase] = owner
        self._hear()
        self.interview = find_interview(self.reading, self.actors)
        for phrase in late:
            self._take_first_person(phrase)
        self._hear()
        settled = settle(self.reading, self.actors)
        for speech in self.speeches:
            speech.settle()
        return settled

    def _absorbed(self) -> set[int]:
        """List the nouns that only say what a named person is: titles, and what stands in apposition to a name."""
        found = {token.i for roles in self.roles.values() for role in roles for token in role.title}
        for phrase, actor in self.home.items():
            apposed = [child for child in phrase.head.children if child.dep_ == "appos"]
            found |= {token.i for child in apposed for token in (child, *child.conjuncts)}
            self.apposed |= {child.i: actor for child in apposed}
            if (above := apposed_to(phrase.head)) is not None:
                found.add(above.i)
                self.apposed[above.i] = actor
        return found

    def _see(self, actor: Actor, phrase: Phrase) -> None:
        mention = next(mention for mention in actor.mentions if mention.phrase is phrase)
        self.seen.setdefault(actor, []).append(mention)

    def _take(self, phrase: Phrase) -> None:
        """Give a noun phrase or a pronoun of the third person to an actor."""
        if phrase.form == "nominal" and phrase.head.dep_ in ("attr", "oprd") and phrase.kind != "thing":
            return
        found = self._find(phrase)
        if found is None:
            if phrase.form == "pronoun":
                return
            actor = Actor(phrase.kind, country=country_of(phrase.modifiers))
            self.actors.append(actor)
            found = actor, "new", 1.0, None
        actor, rule, confidence, runner_up = found
        actor.add(phrase, rule, confidence, runner_up)
        self.home[phrase] = actor
        self._index(actor, phrase)
        if phrase.kind in ("he", "she"):
            actor.gender = actor.gender or {"he": "m", "she": "f"}[phrase.kind]
        self._see(actor, phrase)

    def _find(self, phrase: Phrase) -> Found | None:
        """Run the sieves, the surest first."""
        if phrase.form == "nominal":
            if phrase.kind == "thing":
                return self._same_words(phrase)
            if len(self._bearers(phrase)) > 1:
                return self._same_words(phrase)
            for sieve in (self._government, self._by_role, self._by_land, self._by_kind_in_name, self._same_words):
                if found := sieve(phrase):
                    return found
            if phrase.head.doc[phrase.first].lower_ not in DEFINITE:
                return None
        return self._weighed(phrase)

    def _weighed(self, phrase: Phrase) -> Found | None:
        """Weigh what the text has named before."""
        options = list_options(phrase, self.seen, self.speeches, phrase.first)
        decision = self.choose(phrase, options)
        if decision.chosen is None or self._is_one_of_two(phrase, decision, options):
            return None
        second = options[decision.second].actor if decision.second else None
        return options[decision.chosen].actor, phrase.form, decision.confidence, second

    def _is_one_of_two(self, phrase: Phrase, decision: Decision, options: list[Option]) -> bool:
        """Say whether "he" could be either of two persons who were last named side by side."""
        if phrase.kind not in ("he", "she"):
            return False
        chosen = options[decision.chosen].actor
        head = self.seen[chosen][-1].phrase.head
        others = [self.seen[option.actor][-1].phrase.head for option in options if option.actor not in (None, chosen)]
        return any(other in head.conjuncts for other in others)

    def _government(self, phrase: Phrase) -> Found | None:
        """Take "the Kazakh government" for the state, if the article names it."""
        code = country_of(phrase.modifiers) if phrase.noun in GOVERNMENTS | {"authorities"} else None
        state = self._country(code)
        return (state, "government", 1.0, None) if state else None

    def _country(self, code: str | None) -> Actor | None:
        if code is None:
            return None
        return next((actor for actor in self.actors if actor.country == code and _own_country(actor) == code), None)

    def _by_role(self, phrase: Phrase) -> Found | None:
        """Take "the president", "the Kazakh leader", "Kazakhstan's president" for the one person with that role."""
        bearers = self._bearers(phrase)
        return (bearers[0], "role", 1.0, None) if len(bearers) == 1 else None

    def _bearers(self, phrase: Phrase) -> list[Actor]:
        """List the persons whose role a phrase gives."""
        first = phrase.head.doc[phrase.first]
        if phrase.kind != "person" or first.lower_ in ("a", "an", "another", "one") or first.tag_ == "PRP$":
            return []
        complement = _complement(phrase.head)
        country = country_of([*phrase.modifiers, *complement])
        extra = {token.lower_ for token in phrase.modifiers if not _is_of_country(token)}
        if (not extra and not country and first.lower_ not in DEFINITE) or (complement and not country):
            return []
        return [
            actor
            for actor in self.actors
            if any(_fits(phrase.noun, extra, country, actor, role) for role in self.roles.get(actor, ()))
        ]

    def _by_land(self, phrase: Phrase) -> Found | None:
        """Take "the country" and "the nation" for the country that the text has named most until then."""
        if phrase.noun not in LANDS or phrase.head.doc[phrase.first].lower_ not in DEFINITE or _complement(phrase.head):
            return None
        ranked = sorted(
            (
                (len(mentions), -mentions[0].start, actor)
                for actor, mentions in self.seen.items()
                if _own_country(actor)
            ),
            key=lambda entry: entry[:2],
        )
        if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
            return None
        return ranked[-1][2], "country named most", 0.9, None

    def _by_kind_in_name(self, phrase: Phrase) -> Found | None:
        """Take "the ministry" for the one body named before whose name ends in that word."""
        if phrase.kind != "organisation" or phrase.head.doc[phrase.first].lower_ not in DEFINITE:
            return None
        words = {token.lower_ for token in phrase.modifiers} | {phrase.noun}
        fitting = [
            actor for actor in self.seen if any(_is_named_for(mention, phrase, words) for mention in actor.names)
        ]
        return (fitting[0], "kind in name", 1.0, None) if len(fitting) == 1 else None

    def _same_words(self, phrase: Phrase) -> Found | None:
        """Join a phrase to an earlier one with the same words, or with the same noun and no more of them."""
        first = phrase.head.doc[phrase.first]
        if not phrase.is_plural and first.lower_ not in DEFINITE and phrase.kind != "thing":
            return None
        same = self.worded.get((phrase.kind, _bare(phrase)), [])
        if not same and first.lower_ in DEFINITE and phrase.kind != "thing" and not _complement(phrase.head):
            words = {token.lower_ for token in phrase.modifiers}
            alike = self.headed.get((phrase.kind, phrase.noun), [])
            same = dict.fromkeys(actor for actor, known in alike if words <= known)
        found = list(dict.fromkeys(same))
        return (found[-1], "words", 1.0, None) if len(found) == 1 or (found and phrase.kind == "thing") else None

    def _index(self, actor: Actor, phrase: Phrase) -> None:
        """Keep the words of a noun phrase of an unnamed actor, for those that repeat them."""
        if phrase.form == "nominal" and not actor.names and actor.kind == phrase.kind:
            self.worded.setdefault((phrase.kind, _bare(phrase)), []).append(actor)
            known = {token.lower_ for token in phrase.modifiers}
            self.headed.setdefault((phrase.kind, phrase.noun), []).append((actor, known))

    def _hear(self) -> None:
        """Write the speakers into the speeches, and who relays them."""
        for speech in self.speeches:
            if speech.follows:
                speech.take(speech.follows)
                continue
            said = self._mention_of(find_source(self.reading, speech.source, self.home) if speech.source else None)
            cited = self._mention_of(find_cited(self.reading, speech, self.home))
            speech.relayed_by = said[0] if cited and said and cited[0] is not said[0] else None
            speech.actor, speech.mention = (cited or said) or (None, None)
            speech.runner_up = speech.mention.runner_up if speech.mention else None

    def _mention_of(self, phrase: Phrase | None) -> tuple[Actor, Mention] | None:
        """Return whom a phrase means, and the mention; None for what is no actor."""
        actor = self.home.get(phrase)
        if actor is None or actor.kind == "thing":
            return None
        return actor, next(mention for mention in actor.mentions if mention.phrase is phrase)

    def _take_first_person(self, phrase: Phrase) -> None:
        """Give "I" in a marked quote to its speaker, weigh "we", and leave "you" alone but for interviews."""
        holding = [
            speech for speech in self.speeches if speech.is_marked and speech.holds(phrase.start) and speech.actor
        ]
        if not holding:
            if self.interview and self.interview.means_asked(phrase.kind, phrase.start):
                self.interview.asked.add(phrase, "interview")
            return
        if phrase.kind == "you":
            return
        speaker = holding[-1].actor
        if phrase.kind == "i":
            if speaker.kind == "person":
                speaker.add(phrase, "voice")
            return
        before = {
            actor: kept
            for actor in self.actors
            if (kept := [m for m in actor.mentions if m.start < phrase.start or actor is speaker])
        }
        options = list_options(phrase, before, self.speeches, phrase.first)
        decision = self.choose(phrase, options)
        if decision.chosen is not None:
            options[decision.chosen].actor.add(phrase, "voice", decision.confidence)


def _own_country(actor: Actor) -> str | None:
    """Return the country that an actor is, by its names."""
    if actor.kind == "person":
        return None
    found = [find_country(mention.text) for mention in actor.names]
    return next((country.code for country in found if country and country.use == "name"), None)


def _complement(head: Token) -> list[Token]:
    """Return the words of "of …" and "for …" right after a noun."""
    for child in head.rights:
        if child.lower_ in ("of", "for") and child.i == head.i + 1:
            return list(head.doc[child.i + 1 : child.right_edge.i + 1])
    return []


def _is_of_country(token: Token) -> bool:
    return (
        bool(token.text[:1].isupper() and find_country(token.text)) or token.ent_type_ == "LOC" or token.tag_ == "POS"
    )


def _fits(noun: str, extra: set[str], country: str | None, actor: Actor, role: Role) -> bool:
    """Say whether a phrase's noun, other words and country are those of a person's role."""
    words = {token.lower_ for token in role.title}
    is_one = any(is_kind_of(head, noun) for head in role.heads)
    return is_one and extra <= words and (country is None or country == actor.country)


def _is_named_for(mention: Mention, phrase: Phrase, words: set[str]) -> bool:
    """Say whether a body's name ends in the noun of a phrase, and has its other words."""
    name = mention.text.casefold().split()
    return mention.phrase.kind != "person" and name[-1] == phrase.noun and len(name) > 1 and words <= set(name)


def _may_be(phrase: Phrase, actor: Actor) -> bool:
    """Say whether a noun phrase in apposition has the kind of what it stands beside."""
    alike = {"person": {"person"}, "organisation": {"organisation", "group"}, "group": {"group", "organisation"}}
    return phrase.kind in alike.get(actor.kind, {"state"})


def _bare(phrase: Phrase) -> str:
    return fold(phrase.bare)
