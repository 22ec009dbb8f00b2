"""Coreference: every phrase of an article given to the actor that it means, or to nobody.

Names, appositions and noun phrases that name an office or a body go by rules. What is left goes by
the learned scores of mention pairs, within constraints; below a threshold it is nobody's, since a
wrong name is worse than none.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..reader import Reading
from ..reader.mention_features import Candidate
from .affiliations import give_employer
from .assignment import join_named_later, take, take_name, take_self
from .certain import (
    absorb,
    apply_rules,
    is_predicate,
    join_identified,
    join_named,
    join_persons_and_bodies,
)
from .chances import find_chances, is_open
from .choices import Choices
from .constraints import Context, Speaking, find_obstacle
from .discourse import Discourse, Resolution
from .entities import Entities
from .entity_typing import settle
from .interview import Interview, find_interview
from .introducing import introduces
from .mention import GENDERS, Phrase
from .mention_detection import find_phrases
from .phrase_index import PhraseIndex
from .repeated_nouns import join_repeated
from .second_hand_sources import find_cited
from .speaker_assignment import assign_answers, assign_speakers, find_speaker
from .speech import Speech

SELVES = ("i", "we", "you")
# What stands before the first letter of a quotation.
MARKS = "\"“”„«‘'` "


def find_actors(reading: Reading, speeches: Sequence[Speech]) -> Resolution:
    """Find the actors of an article and write who speaks into its quotes."""
    discourse = Discourse(reading, speeches, lambda phrases, only: _score(reading, phrases, only))
    resolution = resolve(find_phrases(reading, discourse.speakers), discourse)
    assign_speakers(reading, speeches, resolution.home, resolution.doubtful)
    assign_answers(speeches, resolution.interview)
    return resolution


def resolve(phrases: Sequence[Phrase], discourse: Discourse) -> Resolution:
    """Resolve every phrase to an actor, or to the null antecedent.

    Notes
    -----
    What rules find is certain. With that fixed, C is the probability that two phrases are of one
    chain (Lee et al. 2017 for the scores), and a phrase goes to the actor to one of whose phrases
    C is highest.
    """
    entities, ambiguous = join_persons_and_bodies(phrases, discourse)
    absorbed = absorb(phrases, entities)
    join_named(phrases, entities, absorbed, discourse)
    join_identified(phrases, entities, absorbed)
    apply_rules(phrases, entities, absorbed, discourse)
    index = PhraseIndex(phrases)
    context = Context(
        tuple(_speaking(discourse.reading, speech, index) for speech in discourse.speeches),
        tuple(phrase for phrase in phrases if introduces(phrase)),
    )
    chances = find_chances(
        discourse.score(phrases, is_open(phrases, entities)),
        phrases,
        entities,
        lambda phrase, other: _cannot_be(phrase, other, entities, context),
    )
    choices = Choices(phrases, chances, entities, context)
    doubtful: dict[Phrase, int] = {}
    for phrase in sorted(phrases, key=lambda p: (p.start, p.end)):  # "his" before "his lawyer"
        if phrase in entities.home or phrase.kind in (*SELVES, "thing") or phrase in absorbed:
            continue
        if phrase.form == "name":
            take_name(phrase, ambiguous[phrase], choices, doubtful)
        elif phrase.form == "pronoun" or not is_predicate(phrase.head):
            take(phrase, choices, discourse, doubtful)
    join_named_later(choices)
    join_repeated(choices)
    for phrase in [phrase for phrase in entities.home if phrase.kind in GENDERS]:
        if any(
            s.says(phrase) and entities.home.get(s.source) == entities.home[phrase]
            for s in context.spoken
            if s.source is not None
        ):
            entities.drop(phrase)  # who speaks is known only now
            take(phrase, choices, discourse, doubtful)
    interview = find_interview(discourse.reading, [actor for _, actor in entities])
    asked = next((n for n, actor in entities if interview and actor is interview.asked), None)
    for phrase in phrases:
        if phrase.kind in SELVES:
            take_self(phrase, choices, interview, asked)
    return _settled(entities, doubtful, discourse, interview, asked)


def _speaking(reading: Reading, speech: Speech, phrases: PhraseIndex) -> Speaking:
    """Return a quote with who says it: who is cited, else its source."""
    sentences = (s for s in speech.marked if reading.words(*s).lstrip(MARKS)[:1].isupper())
    word = find_cited(reading, speech) if speech.source else None
    cited = phrases.find(word.i) if word is not None else None
    return Speaking(speech, cited or find_speaker(reading, speech, phrases)[0], tuple(sentences))


def _score(reading: Reading, phrases: Sequence[Phrase], only: np.ndarray) -> np.ndarray:
    """Return the log-probabilities of antecedents that the reader gives."""
    base = reading.body.start
    return reading.antecedents(
        [Candidate(p.start - base, p.end - base, p.head.idx, p.form) for p in phrases], only=only
    )


def _cannot_be(phrase: Phrase, other: Phrase, entities: Entities, context: Context) -> bool:
    """Return True if a phrase cannot have another, earlier one as its antecedent."""
    actor = entities.of(other)
    if actor is not None and phrase.kind not in ("thing", *SELVES):
        return find_obstacle(phrase, actor, context) is not None
    pair = {phrase.kind, other.kind}
    return pair == {"he", "she"} or (len(pair) == 2 and pair <= {"he", "it"} | {"she"})


def _settled(
    entities: Entities,
    doubtful: dict[Phrase, int],
    discourse: Discourse,
    interview: Interview | None,
    asked: int | None,
) -> Resolution:
    """Return the actors with their kinds, countries and employers."""
    owned = {p.head.i: number for p, number in entities.home.items() if p.head.dep_ == "poss"}
    actors = [give_employer(actor, entities, owned) for _, actor in entities]
    kept = settle(discourse.reading, actors, _speakers(entities, discourse))
    home = {mention.phrase: actor for actor in kept for mention in actor.mentions}
    found = {
        phrase: actor
        for phrase, number in doubtful.items()
        for mention in entities.actors[number].mentions[:1]
        if (actor := home.get(mention.phrase)) is not None
    }
    if interview is not None and asked is not None:
        own = home.get(entities.actors[asked].mentions[0].phrase)
        interview = replace(interview, asked=own) if own is not None else None
    return Resolution(kept, found, interview)


def _speakers(entities: Entities, discourse: Discourse) -> set[Phrase]:
    """Return the phrases of who speaks, or is cited."""
    reading, index = discourse.reading, PhraseIndex(entities.home)
    said = {find_speaker(reading, speech, index)[0] for speech in discourse.speeches}
    words = [find_cited(reading, speech) for speech in discourse.speeches if speech.source]
    cited = {index.find(word.i) for word in words if word is not None}
    return {phrase for phrase in said | cited if phrase is not None}
