"""Resolution: every phrase of an article given to the actor that it means, or to nobody."""

from collections.abc import Callable, Sequence

from ..language.countries import country_of
from ..language.noun_classes import kind_of
from ..reader import Reading
from .actor import Actor, Mention
from .affiliations import find_employer, give_roles, is_of_place
from .anaphora import Decision, Option, decide, list_options
from .descriptions import Describing
from .document_authors import find_author
from .entity_typing import settle
from .interview import find_interview
from .mention import Phrase
from .mention_detection import find_phrases
from .names import join_names
from .namesakes import part_namesakes
from .persons import find_gender, gender_in
from .possessives import Owning
from .roles import apposed_to
from .second_hand_sources import find_cited, find_passer
from .sieves import DEFINITE, NEAR, Found, Sieves, is_outlet, own_country
from .source_heads import find_phrase, find_source, head_of_source, speaking_head
from .speaker_assignment import Speaking
from .speech import Speech


class CoreferenceResolver(Sieves, Describing, Owning, Speaking):
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
        self,
        reading: Reading,
        speeches: Sequence[Speech],
        choose: Callable[[Phrase, list[Option]], Decision] = decide,
    ) -> None:
        self.reading, self.speeches = reading, speeches
        self.choose = choose
        self.sentences = [reading.offsets(sentence)[0] for sentence in reading.doc.sents]
        sources = [reading.span(*speech.source) for speech in speeches if speech.source]
        self.speaking = frozenset(head_of_source(source).i for source in sources)
        self.phrases = find_phrases(
            reading, self.speaking | {speaking_head(source).i for source in sources}
        )
        self.actors = join_names(
            reading, (phrase for phrase in self.phrases if phrase.form == "name")
        )
        part_namesakes(reading, self.actors, speeches)
        self.actors = [actor for actor in self.actors if actor.mentions]
        self.roles = {
            self.actors[n]: roles for n, roles in give_roles(reading, self.actors).items()
        }
        for actor in self.actors:
            actor.country = actor.country or own_country(actor)
            titles = (token for role in self.roles.get(actor, ()) for token in role.title)
            actor.gender = (
                find_gender(actor.names) or gender_in(titles) if actor.kind == "person" else None
            )
        self.home = {mention.phrase: actor for actor in self.actors for mention in actor.mentions}
        self.seen: dict[Actor, list[Mention]] = {}
        self.worded: dict[tuple[str, str], list[Actor]] = {}
        self.headed: dict[tuple[str, str, bool], list[tuple[Actor, set[str]]]] = {}
        self.apposed: dict[int, Actor] = {}
        self.headed_by = {phrase.head.i: phrase for phrase in self.phrases}
        self.absorbed = self._absorbed()
        self._hear()

    def resolve(self) -> list[Actor]:
        """Go through the phrases, settle who the actors are, and return them in the order of the text."""
        late = []
        for phrase in self.phrases:
            if phrase.kind in ("i", "we", "you"):
                late.append(phrase)
            elif phrase.form == "name":
                if phrase in self.home:
                    self._see(self.home[phrase], phrase)
            elif phrase.head.i not in self.absorbed:
                self._take(phrase)
            elif (owner := self.apposed.get(phrase.head.i)) and _may_be(phrase, owner):
                owner.add(phrase, "apposition")
                self.home[phrase] = owner
            elif owner and owner.kind == "organisation" and phrase.is_plural:
                self._take(phrase)
        self._name_late()
        self._hear()
        self._part_from_speakers()
        self.interview = find_interview(self.reading, self.actors)
        for phrase in late:
            self._take_first_person(phrase)
        self._hear()
        settled = settle(self.reading, self.actors, {speech.actor for speech in self.speeches})
        for speech in self.speeches:
            speech.settle()
        self._employ()
        return settled

    def _employ(self) -> None:
        """Give persons without affiliation who owns the title ("its chief executive, Nick Read") or follows the name.

        Only now: "we" of "Professor Lee of Acme University" is not the university.
        """
        owned = {
            phrase.head.i: actor
            for phrase, actor in self.home.items()
            if phrase.head.dep_ == "poss"
        }
        for actor in self.actors:
            if actor.kind != "person" or actor.affiliation is not None:
                continue
            words = (token.i for role in self.roles.get(actor, ()) for token in role.setting)
            owner = next((owned[at].joined_to or owned[at] for at in words if at in owned), None)
            is_body = owner is not None and owner.kind == "organisation" and owner.names
            actor.affiliation = owner.name if is_body else find_employer(actor.names)

    def _absorbed(self) -> set[int]:
        """List the nouns that only say what a named person is: titles, and what stands in apposition to a name."""
        found = {token.i for roles in self.roles.values() for role in roles for token in role.title}
        for phrase, actor in self.home.items():
            apposed = [child for child in phrase.head.children if child.dep_ == "appos"]
            found |= {token.i for child in apposed for token in (child, *child.conjuncts)}
            self.apposed |= {child.i: actor for child in apposed}
            above = apposed_to(phrase.head)
            if above is not None and not is_of_place(above, phrase, actor):
                beside = (
                    child
                    for child in above.rights
                    if child.dep_ == "appos" and child.i > phrase.last
                )
                people = [
                    child.i
                    for child in beside
                    if child.tag_ == "NN" and kind_of(child, False) == "person"
                ]
                found |= {above.i, *people}  # "her husband, Raj, a shopkeeper"
                self.apposed |= dict.fromkeys((above.i, *people), actor)
        return found

    def _see(self, actor: Actor, phrase: Phrase) -> None:
        mention = next(mention for mention in actor.mentions if mention.phrase is phrase)
        self.seen.setdefault(actor, []).append(mention)

    def _take(self, phrase: Phrase) -> None:
        """Give a noun phrase or a pronoun of the third person to an actor."""
        if (
            phrase.form == "nominal"
            and phrase.head.dep_ in ("attr", "oprd")
            and phrase.kind != "thing"
        ):
            return
        found = self._find(phrase)
        if found is None or self._tells_of_another(phrase, found[0]):
            if phrase.form == "pronoun" or self._only_describes(phrase):
                return
            actor = Actor(phrase.kind, country=country_of(phrase.modifiers))
            self.actors.append(actor)
            found = actor, "new", 1.0, None
        actor, rule, confidence, runner_up = found
        actor.add(phrase, rule, confidence, runner_up)
        self.home[phrase] = actor
        self._index(actor, phrase)
        if rule == "countryman":
            actor.country = actor.country or country_of([phrase.head])
        if phrase.kind in ("he", "she"):
            actor.gender = actor.gender or {"he": "m", "she": "f"}[phrase.kind]
        self._see(actor, phrase)

    def _only_describes(self, phrase: Phrase) -> bool:
        """Say whether a noun tells what someone is, or anyone, not who: "her work as mayor", "every member"."""
        is_anyone = phrase.is_description or (phrase.kind == "person" and phrase.is_aside)
        return is_anyone and phrase.head.i not in self.speaking

    def _find(self, phrase: Phrase) -> Found | None:
        """Run the sieves, the surest first."""
        if phrase.form == "nominal":
            if is_outlet(phrase) and not any(
                speech.voices(phrase.start) for speech in self.speeches
            ):
                return self._by_outlet(phrase)
            if phrase.kind == "thing":
                return self._same_words(phrase)
            if len(self._bearers(phrase)) > 1:
                return self._same_words(phrase)
            for sieve in (
                self._government,
                self._by_bracket,
                self._by_role,
                self._by_owner,
                self._by_age,
                self._by_people,
                self._by_land,
                self._by_name_within,
                self._by_kind_in_name,
                self._same_words,
                self._by_trade,
                self._speaks_again,
                self._goes_on_speaking,
                self._same_source,
            ):
                if found := sieve(phrase):
                    return found
            if phrase.head.doc[phrase.first].lower_ not in DEFINITE:
                return None
        if (document := self._document_before(phrase)) is not None:  # "it added", of a report
            said = next(
                speech for speech in self.speeches if speech.source == (phrase.start, phrase.end)
            )
            said.document = document.document or document.source
            author = self._said_by(document)
            return (author[0], "speaks on", 0.8, None) if author else None
        found = (
            self._beside(phrase)
            or self._speaks_on(phrase)
            or self._it_speaks_on(phrase)
            or self._weighed(phrase)
        )
        if found is None or found[0].kind == "thing":  # no dish says what is sold
            found = self._it_speaks_on(phrase, NEAR) or found
        return found or self._only_person(phrase)

    def _weighed(self, phrase: Phrase) -> Found | None:
        """Weigh what the text has named before."""
        options = list_options(phrase, self.seen, self.speeches)
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
        others = [
            self.seen[option.actor][-1].phrase.head
            for option in options
            if option.actor not in (None, chosen)
        ]
        return any(other in head.conjuncts for other in others)

    def _hear(self) -> None:
        """Write the speakers into the speeches, and who relays them."""
        for speech in self.speeches:
            if speech.follows:
                speech.take(speech.follows)
                continue
            said = self._said_by(speech)
            word = find_cited(self.reading, speech)
            cited = self._mention_of(find_phrase(word, self.home)) if word is not None else None
            is_known = (
                cited is not None or word is None or word.pos_ != "PRON"
            )  # "IRNA quoted him as saying"
            speech.relayed_by = (
                said[0] if said and (not is_known or (cited and cited[0] is not said[0])) else None
            )
            passer = find_passer(self.reading, speech.source) if speech.source else None
            if passer is not None and (passed := self._mention_of(find_phrase(passer, self.home))):
                speech.relayed_by = passed[0]
            speech.actor, speech.mention = (cited or (said if is_known else None)) or (None, None)
            speech.runner_up = speech.mention.runner_up if speech.mention else None

    def _said_by(self, speech: Speech) -> tuple[Actor, Mention] | None:
        """Return who speaks, or whose document does, and the mention that says so."""
        if speech.source is None:
            return None
        said = self._mention_of(find_source(self.reading, speech.source, self.home))
        author = (
            None if said else self._mention_of(find_author(self.reading, speech.source, self.home))
        )
        speech.is_authored = author is not None
        return said or author

    def _mention_of(self, phrase: Phrase | None) -> tuple[Actor, Mention] | None:
        """Return whom a phrase means, and the mention; None for what is no actor."""
        actor = self.home.get(phrase)
        if actor is None or actor.kind == "thing":
            return None
        return actor, next(mention for mention in actor.mentions if mention.phrase is phrase)


def _may_be(phrase: Phrase, actor: Actor) -> bool:
    """Say whether a noun phrase in apposition has the kind of what it stands beside.

    Many are no organisation.
    """
    if actor.kind == "organisation" and phrase.is_plural:
        return False
    alike = {
        "person": {"person"},
        "organisation": {"organisation", "group"},
        "group": {"group", "organisation"},
    }
    return phrase.kind in alike.get(actor.kind, {"state"})
