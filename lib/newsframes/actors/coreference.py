"""Coreference: every phrase of an article given to the actor that it means, or to nobody.

Names, appositions and noun phrases that name an office or a body go by rules. What is left goes by
the learned scores of mention pairs, within constraints; below a threshold it is nobody's, since a
wrong name is worse than none.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..language.countries import country_of
from ..language.noun_classes import LANDS, is_countryman, kind_of
from ..reader import Reading
from ..reader.coreference import Mention as Candidate
from .actor import Actor, Mention
from .affiliations import give_employer, give_roles, is_of_place
from .chances import find_chances
from .constraints import GENDERS, KINDS, Speaking, find_obstacle
from .document_authors import find_author
from .entities import Entities
from .entity_typing import settle
from .interview import Interview, find_interview
from .mention import Phrase
from .mention_detection import find_phrases
from .names import join_names
from .namesakes import bearers_of
from .nominal_rules import INDEFINITE, Known, find_by_words, find_only, first_word, own_country
from .persons import find_gender, gender_in
from .roles import apposed_to
from .second_hand_sources import find_cited
from .source_heads import find_phrase, head_of_source, speaking_head
from .speaker_assignment import assign_speakers, find_document, find_speaker
from .speech import Speech

# A link that is less sure than this is not made, by what is resolved. Chosen on the development
# half of OntoGUM's news and interviews and on GAP's development part.
FEWEST_SURE = {"pronoun": 0.5, "nominal": 0.5, "name": 0.5, "self": 0.7}
# A runner-up that is less likely than this is not worth a row's cell.
LEAST_SECOND = 0.1
# What a pronoun's gender is taken from.
CLEAR = 0.9
SELVES = ("i", "we", "you")
# What only says what someone is: "Lee is the mayor".
PREDICATES = ("attr", "oprd")


@dataclass(frozen=True)
class Discourse:
    """What resolution looks at besides the phrases: the article, its quotes, and the scores of pairs.

    ``score`` returns the log-probabilities of each phrase's antecedents, the null antecedent in
    column 0.
    """

    reading: Reading
    speeches: Sequence[Speech]
    score: Callable[[Sequence[Phrase]], np.ndarray]

    @cached_property
    def speaking(self) -> frozenset[int]:
        """The words that head the sources of quotes."""
        sources = [self.reading.span(*s.source) for s in self.speeches if s.source]
        return frozenset(head_of_source(source).i for source in sources)

    @cached_property
    def speakers(self) -> frozenset[int]:
        """Those words, and whom they describe."""
        sources = [self.reading.span(*s.source) for s in self.speeches if s.source]
        return self.speaking | {speaking_head(source).i for source in sources}

    @cached_property
    def sentence_of(self) -> dict[int, int]:
        """The sentence of each word."""
        return {token.i: n for n, sent in enumerate(self.reading.doc.sents) for token in sent}


@dataclass(frozen=True)
class Resolution:
    """The actors of an article, in the order of the text, and whom it interviews.

    ``doubtful`` gives for phrases without an actor whom they would mean if that were surer.
    """

    actors: list[Actor]
    doubtful: dict[Phrase, Actor]
    interview: Interview | None

    @property
    def home(self) -> dict[Phrase, Actor]:
        """The actor of every phrase that has one."""
        return {mention.phrase: actor for actor in self.actors for mention in actor.mentions}


@dataclass(frozen=True)
class _Choice:
    """Whom a phrase most likely means, how likely, and a phrase of who comes second."""

    number: int
    chance: float
    second: Phrase | None


def find_actors(reading: Reading, speeches: Sequence[Speech]) -> Resolution:
    """Find the actors of an article and write who speaks into its quotes."""
    discourse = Discourse(reading, speeches, lambda phrases: _score(reading, phrases))
    resolution = resolve(find_phrases(reading, discourse.speakers), discourse)
    assign_speakers(reading, speeches, resolution.home, resolution.doubtful)
    return resolution


def resolve(phrases: Sequence[Phrase], discourse: Discourse) -> Resolution:
    """Give every phrase to the actor that it means, or to nobody.

    Notes
    -----
    What rules find is certain. With that fixed, C is the probability that two phrases are of one
    chain (Lee et al. 2017 for the scores), and a phrase goes to the actor to one of whose phrases
    C is highest.
    """
    entities, ambiguous = _join_names(phrases, discourse)
    absorbed = _absorb(phrases, entities)
    _apply_rules(phrases, entities, absorbed, discourse)
    spoken = [
        Speaking(s, find_speaker(discourse.reading, s, phrases)[0]) for s in discourse.speeches
    ]
    chances = find_chances(
        discourse.score(phrases),
        phrases,
        entities,
        lambda phrase, other: _cannot_be(phrase, other, entities, spoken),
    )
    scores = _Scores(phrases, chances, entities, spoken)
    doubtful: dict[Phrase, int] = {}
    for phrase in phrases:
        if phrase in entities.home or phrase.kind in (*SELVES, "thing") or phrase in absorbed:
            continue
        if phrase.form == "name":
            _take_name(phrase, ambiguous[phrase], scores)
        elif phrase.form == "pronoun" or phrase.head.dep_ not in PREDICATES:
            _take(phrase, scores, discourse, doubtful)
    interview = find_interview(discourse.reading, entities.actors)
    asked = next((n for n, actor in entities if interview and actor is interview.asked), None)
    for phrase in phrases:
        if phrase.kind in SELVES:
            _take_self(phrase, scores, interview, asked)
    return _settled(entities, doubtful, discourse, interview, asked)


def _score(reading: Reading, phrases: Sequence[Phrase]) -> np.ndarray:
    """Return the log-probabilities of antecedents that the reader gives."""
    base = reading.body.start
    return reading.antecedents(
        [Candidate(p.start - base, p.end - base, p.head.idx, p.form) for p in phrases]
    )


def _join_names(
    phrases: Sequence[Phrase], discourse: Discourse
) -> tuple[Entities, dict[Phrase, list[int]]]:
    """Join names to actors, with what their titles tell; also return who could bear each ambiguous name."""
    joined = join_names(discourse.reading, (p for p in phrases if p.form == "name"))
    described = [_describe(give_roles(discourse.reading, actor)) for actor in joined]
    bearers = [bearers_of(actor, described) for actor in described]
    place = {n: at for at, n in enumerate(n for n, found in enumerate(bearers) if not found)}
    ambiguous = {
        mention.phrase: [place[n] for n in found if n in place]
        for actor, found in zip(described, bearers, strict=True)
        for mention in actor.mentions
        if found
    }
    return Entities(described[n] for n in place), ambiguous


def _describe(actor: Actor) -> Actor:
    """Return an actor with its country, and a person with the gender that names and titles tell."""
    words = (token for role in actor.roles for token in role.title)
    gender = find_gender(actor.names) or gender_in(words) if actor.kind == "person" else None
    return replace(actor, country=actor.country or own_country(actor), gender=gender)


def _absorb(phrases: Sequence[Phrase], entities: Entities) -> set[Phrase]:
    """Give appositions to whom they stand beside; return the phrases that are no mention of their own.

    These are titles, and what stands in apposition to a name.
    """
    titles = {token.i for _, actor in entities for role in actor.roles for token in role.title}
    apposed: dict[int, int] = {}
    beside: set[int] = set()
    for name, number in list(entities.home.items()):
        for head in (child for child in name.head.children if child.dep_ == "appos"):
            apposed[head.i] = number
            beside |= {head.i, *(token.i for token in head.conjuncts)}
        above = apposed_to(name.head)
        if above is not None and not is_of_place(above, name, entities.actors[number]):
            people = [
                child.i
                for child in above.rights
                if child.dep_ == "appos" and child.i > name.last and child.tag_ == "NN"
                if kind_of(child, False) == "person"
            ]  # "her husband, Raj, a shopkeeper"
            apposed |= dict.fromkeys((above.i, *people), number)
    absorbed = set()
    for phrase in phrases:
        at = phrase.head.i
        if phrase.form == "name" or at not in titles | beside | apposed.keys():
            continue
        owner = entities.actors[apposed[at]] if at in apposed else None
        if owner and owner.kind == "organisation" and phrase.is_plural:
            continue
        absorbed.add(phrase)
        if owner and _may_be(phrase, owner):
            entities.add(apposed[at], Mention(phrase, "apposition"))
    return absorbed


def _may_be(phrase: Phrase, actor: Actor) -> bool:
    """Return True if a noun phrase in apposition has the kind of what it stands beside."""
    alike = {
        "person": {"person"},
        "organisation": {"organisation", "group"},
        "group": {"group", "organisation"},
    }
    return phrase.kind in alike.get(actor.kind, {"state"})


def _apply_rules(
    phrases: Sequence[Phrase], entities: Entities, absorbed: set[Phrase], discourse: Discourse
) -> None:
    """Give noun phrases to the actors that their words name."""
    known = Known(discourse.reading, tuple(phrases), entities)
    for phrase in phrases:
        is_open = phrase.form == "nominal" and phrase not in entities.home
        if not is_open or phrase in absorbed or phrase.kind == "thing":
            continue
        if phrase.head.dep_ not in PREDICATES and (found := find_by_words(phrase, known)):
            entities.add(found[0], Mention(phrase, found[1]))


def _cannot_be(
    phrase: Phrase, other: Phrase, entities: Entities, spoken: Sequence[Speaking]
) -> bool:
    """Return True if a phrase cannot have another, earlier one as its antecedent."""
    actor = entities.of(other)
    if actor is not None and phrase.kind not in ("thing", *SELVES):
        return find_obstacle(phrase, actor, spoken) is not None
    pair = {phrase.kind, other.kind}
    return pair == {"he", "she"} or (len(pair) == 2 and pair <= {"he", "it"} | {"she"})


class _Scores:
    """The chances of an article's phrases, with the actors found so far."""

    def __init__(
        self,
        phrases: Sequence[Phrase],
        chances: np.ndarray,
        entities: Entities,
        spoken: Sequence[Speaking],
    ) -> None:
        self.phrases, self.chances = phrases, chances
        self.entities, self.spoken = entities, spoken
        self.places = {phrase: n for n, phrase in enumerate(phrases)}

    def choose(self, phrase: Phrase, among: Sequence[int] | None = None) -> _Choice | None:
        """Return whom a phrase most likely means, of all actors that nothing forbids or of some.

        A noun phrase means only who was mentioned before it.
        """
        ranked = [
            (chance, number, other)
            for chance, number, other in self._ranked(phrase)
            if among is None or number in among
            if find_obstacle(phrase, self.entities.actors[number], self.spoken) is None
        ]
        if not ranked:
            return None
        second = ranked[1] if len(ranked) > 1 else None
        return _Choice(ranked[0][1], ranked[0][0], second and second[2])

    def _ranked(self, phrase: Phrase) -> Iterator[tuple[float, int, Phrase]]:
        """Yield (chance, actor, phrase of it), the likeliest first, down to the least worth a look."""
        row = self.chances[self.places[phrase]]
        best: dict[int, tuple[float, Phrase]] = {}
        for at in np.flatnonzero(row >= LEAST_SECOND):
            other = self.phrases[at]
            number = self.entities.home.get(other)
            if number is None or (phrase.form != "pronoun" and other.start > phrase.start):
                continue
            if number not in best or row[at] > best[number][0]:
                best[number] = (float(row[at]), other)
        for number, (chance, other) in sorted(best.items(), key=lambda e: (-e[1][0], e[0])):
            yield chance, number, other


def _take(
    phrase: Phrase, scores: _Scores, discourse: Discourse, doubtful: dict[Phrase, int]
) -> None:
    """Give a noun phrase or a pronoun of the third person to whom it most likely means."""
    entities = scores.entities
    document = find_document(
        discourse.reading, phrase, discourse.speeches, discourse.sentence_of
    )
    if document is not None:
        _take_document(phrase, document, entities, discourse)
        return
    if (land := _find_land(phrase, scores)) is not None:
        entities.add(land, Mention(phrase, "country"))
        return
    is_new = phrase.form == "nominal" and first_word(phrase) in INDEFINITE
    choice = None if is_new else scores.choose(phrase)
    is_sure = choice is not None and choice.chance >= FEWEST_SURE[phrase.form]
    if not is_sure and (only := find_only(phrase, entities, scores.spoken)) is not None:
        _take_only(phrase, only, entities)
        return
    if is_sure:
        mention = Mention(phrase, "score", round(min(choice.chance, 1.0), 2), choice.second)
        entities.add(choice.number, mention)
        gender = GENDERS.get(phrase.kind)
        if gender and choice.chance >= CLEAR and not entities.actors[choice.number].gender:
            entities.update(choice.number, gender=gender)
        return
    if choice is not None:
        doubtful[phrase] = choice.number
    is_anyone = phrase.is_description or (phrase.kind == "person" and phrase.is_aside)
    if phrase.form == "nominal" and (not is_anyone or phrase.head.i in discourse.speaking):
        country = country_of(phrase.modifiers)
        entities.begin(Actor(phrase.kind, (Mention(phrase, "new"),), country=country))


def _take_only(phrase: Phrase, number: int, entities: Entities) -> None:
    """Give a noun phrase to the only actor nearby that it fits; "the Dane" tells of which country that is."""
    entities.add(number, Mention(phrase, "only one", 0.8))
    if is_countryman(phrase.head) and entities.actors[number].country is None:
        entities.update(number, country=country_of([phrase.head]))


def _find_land(phrase: Phrase, scores: _Scores) -> int | None:
    """Return the state that "her country" is: that of whoever owns it."""
    if phrase.form != "nominal" or phrase.noun not in LANDS or phrase.is_plural:
        return None
    owner = next((p for p in scores.phrases if p.first == phrase.first and p.kind in GENDERS), None)
    choice = scores.choose(owner) if owner is not None else None
    if choice is None or choice.chance < FEWEST_SURE["pronoun"]:
        return None
    code = scores.entities.actors[choice.number].country
    return next((n for n, actor in scores.entities if code and own_country(actor) == code), None)


def _take_document(
    phrase: Phrase, document: Speech, entities: Entities, discourse: Discourse
) -> None:
    """Let "it", after what a report says, speak for the author of the report, if that is known."""
    said = next(s for s in discourse.speeches if s.source == (phrase.start, phrase.end))
    said.document = document.document or document.source
    author = find_author(discourse.reading, document.source, entities.home)
    if author is not None:
        entities.add(entities.home[author], Mention(phrase, "author", 0.8))


def _take_name(phrase: Phrase, bearers: Sequence[int], scores: _Scores) -> None:
    """Give a surname that several bear to the likeliest, else to whoever is called only so."""
    entities = scores.entities
    choice = scores.choose(phrase, bearers)
    if choice is not None and choice.chance >= FEWEST_SURE["name"]:
        mention = Mention(phrase, "namesake", round(min(choice.chance, 1.0), 2), choice.second)
        entities.add(choice.number, mention)
        return
    alone = next(
        (
            n
            for n, actor in entities
            if actor.kind == phrase.kind and {m.text for m in actor.names} == {phrase.text}
        ),
        None,
    )
    if alone is None:
        entities.begin(Actor(phrase.kind, (Mention(phrase, "name"),)))
    else:
        entities.add(alone, Mention(phrase, "name"))


def _take_self(
    phrase: Phrase, scores: _Scores, interview: Interview | None, asked: int | None
) -> None:
    """Give "I" to who speaks, in quotes by their source, elsewhere by the turns of an interview or by the scores.

    So "we" in the words of a body.Else "we" goes by the scores, in an interview else to whom who is asked works for; "you" means only
    who is asked.
    """
    entities = scores.entities
    holding = [s for s in scores.spoken if s.speech.voices(phrase.start) and s.source is not None]
    speaker = entities.home.get(holding[-1].source) if holding else None
    kind = entities.actors[speaker].kind if speaker is not None else None
    if kind is not None and (phrase.kind, kind == "person") in (("i", True), ("we", False)):
        entities.add(speaker, Mention(phrase, "voice"))
        return
    if holding and phrase.kind == "i":
        return
    if asked is not None and interview.means_asked(phrase.kind, phrase.start) and not holding:
        entities.add(asked, Mention(phrase, "interview"))
        return
    choice = scores.choose(phrase) if phrase.kind != "you" else None
    if choice is not None and choice.chance >= FEWEST_SURE["self"]:
        mention = Mention(phrase, "score", round(min(choice.chance, 1.0), 2), choice.second)
        entities.add(choice.number, mention)
    elif asked is not None and phrase.kind == "we" and interview.means_asked("i", phrase.start):
        employer = entities.actors[asked].affiliation
        number = next((n for n, a in entities if employer and a.name.endswith(employer)), None)
        if number is not None:
            entities.add(number, Mention(phrase, "interview"))


def _settled(
    entities: Entities,
    doubtful: dict[Phrase, int],
    discourse: Discourse,
    interview: Interview | None,
    asked: int | None,
) -> Resolution:
    """Return the actors with their kinds, countries and employers."""
    actors = [give_employer(actor, entities) for actor in entities.actors]
    kept = settle(discourse.reading, actors, _speakers(entities, discourse))
    home = {mention.phrase: actor for actor in kept for mention in actor.mentions}
    found = {
        phrase: actor
        for phrase, number in doubtful.items()
        if (actor := home.get(entities.actors[number].mentions[0].phrase)) is not None
    }
    if interview is not None and asked is not None:
        own = home.get(entities.actors[asked].mentions[0].phrase)
        interview = replace(interview, asked=own) if own is not None else None
    return Resolution(kept, found, interview)


def _speakers(entities: Entities, discourse: Discourse) -> set[Phrase]:
    """Return the phrases of who speaks, or is cited."""
    reading = discourse.reading
    said = {find_speaker(reading, speech, entities.home)[0] for speech in discourse.speeches}
    words = [find_cited(reading, speech) for speech in discourse.speeches if speech.source]
    cited = {find_phrase(word, entities.home) for word in words if word is not None}
    return {phrase for phrase in said | cited if phrase is not None}
