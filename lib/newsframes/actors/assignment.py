"""Assignment: a phrase that nothing makes certain, given to its likeliest actor or to nobody."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ..language.countries import country_of
from ..language.noun_classes import is_countryman
from .actor import Actor, Mention
from .choices import LEAST_SECOND, Choice, Choices
from .constraints import find_obstacle
from .discourse import Discourse
from .document_authors import find_author
from .entities import Entities
from .fixed_antecedents import find_fixed, find_only
from .interview import Interview
from .introducing import find_introduced
from .mention import GENDERS, INDEFINITE, Phrase, complement, first_word
from .persons import THEY
from .speaker_assignment import find_document
from .speech import Speech

# A link that is less sure than this is not made, by what is resolved. Chosen on the development
# half of OntoGUM's news and interviews and on GAP's development part; of descriptions of persons by
# two-fold cross-validation on our marks of news (tests/gold/coreference.jsonl, part "train").
FEWEST_SURE = {"pronoun": 0.6, "nominal": 0.7, "person": 0.8, "name": 0.7, "self": 0.7}
# So "he" and "she" mean the likeliest person if that one has most of what all persons have.
FEWEST_SHARED, CLEAR_SHARE = 0.3, 0.7
# So sure is the link of a description to a name that comes later.
NAMED_LATER = 0.5
# What a pronoun's gender is taken from.
CLEAR = 0.9


def take(
    phrase: Phrase, choices: Choices, discourse: Discourse, doubtful: dict[Phrase, int]
) -> None:
    """Resolve a noun phrase or a third-person pronoun to its likeliest antecedent."""
    entities = choices.entities
    document = find_document(discourse.reading, phrase, discourse.speeches, discourse.sentence_of)
    if document is not None:
        _take_document(phrase, document, entities, discourse)
        return
    if (fixed := find_fixed(phrase, choices)) is not None:
        entities.add(*fixed)
        return
    # "Served as the chair" tells of no one but the subject, and "a mayor" is someone new.
    is_new = phrase.form == "nominal" and first_word(phrase) in INDEFINITE
    choice = None if is_new or phrase.is_description else choices.choose(phrase)
    if choice is not None and _is_sure(phrase, choice, entities.actors[choice.number]):
        _take_scored(phrase, choice, entities)
        return
    if (only := find_only(phrase, entities, choices.context)) is not None:
        entities.add(only, Mention(phrase, "only one", 0.8))
        _learn_country(phrase, only, entities)
        return
    introduced = find_introduced(phrase, choices.context.introducing)
    new = entities.home.get(introduced) if introduced is not None else None
    if new is not None and find_obstacle(phrase, entities.actors[new], choices.context) is None:
        entities.add(new, Mention(phrase, "introduced", 0.6))
        return
    if choice is not None and choice.chance >= LEAST_SECOND:
        doubtful[phrase] = choice.number
    is_anyone = phrase.is_description or (phrase.kind == "person" and phrase.is_aside)
    if phrase.form == "nominal" and (not is_anyone or phrase.head.i in discourse.speaking):
        country = country_of(phrase.modifiers)
        entities.begin(Actor(phrase.kind, (Mention(phrase, "new"),), country=country))


def _take_scored(phrase: Phrase, choice: Choice, entities: Entities) -> None:
    """Resolve a phrase to its likeliest antecedent, and learn from it who that is."""
    entities.add(choice.number, _scored(phrase, "score", choice))
    _learn_country(phrase, choice.number, entities)
    gender, actor = GENDERS.get(phrase.kind), entities.actors[choice.number]
    if gender and choice.chance >= CLEAR and not actor.gender:
        entities.change(choice.number, replace(actor, gender=gender))


def _scored(phrase: Phrase, rule: str, choice: Choice) -> Mention:
    return Mention(phrase, rule, round(min(choice.chance, 1.0), 2), choice.second)


def _is_sure(phrase: Phrase, choice: Choice, actor: Actor) -> bool:
    """Return True if a link is made.

    "He" and "she" always mean someone, so they are linked if nobody else is as likely. So is "they"
    to a person who is called so.
    """
    is_clear = choice.share >= CLEAR_SHARE
    if phrase.kind == "they" and actor.gender == THEY and is_clear:
        return True
    is_only = choice.chance >= FEWEST_SHARED and is_clear
    kind = phrase.kind if phrase.form == "nominal" and phrase.kind == "person" else phrase.form
    return choice.chance >= FEWEST_SURE[kind] or (phrase.kind in GENDERS and is_only)


def _learn_country(phrase: Phrase, number: int, entities: Entities) -> None:
    """Learn from "the Dane" of which country someone is."""
    if phrase.form == "nominal" and is_countryman(phrase.head):
        actor = entities.actors[number]
        country = actor.country or country_of([phrase.head])
        entities.change(number, replace(actor, country=country))


def _take_document(
    phrase: Phrase, document: Speech, entities: Entities, discourse: Discourse
) -> None:
    """Resolve "it", after what a report says, to the author of the report, if that is known."""
    said = next(s for s in discourse.speeches if s.source == (phrase.start, phrase.end))
    said.document = document.document or document.source
    source = document.source
    author = find_author(discourse.reading, source, entities.home) if source is not None else None
    if author is not None:
        entities.add(entities.home[author], Mention(phrase, "author", 0.8))


def join_named_later(choices: Choices) -> None:
    """Join who is described first to who is named later: "a top official said. Ann Lee, who …".

    Notes
    -----
    In 132 development articles, 12 such links stood above the threshold with nothing to forbid
    them, and all were right.
    """
    entities = choices.entities
    for _, actor in list(entities):
        phrase = actor.mentions[0].phrase
        is_one = phrase.form == "nominal" and not phrase.is_plural
        if actor.names or actor.kind not in ("person", "organisation") or not is_one:
            continue
        within = list(takewhile(lambda word: word.text != ",", complement(phrase.head)))
        found = [
            (choices.chance(phrase, other.names[0].phrase), n)
            for n, other in entities
            if other.kind == actor.kind
            and other.names
            and other.mentions[0].start > phrase.start
            and other.names[0].phrase.head not in within  # "a rival for Ann Lee"
        ]
        chance, named = max(found, key=lambda entry: (entry[0], -entry[1]), default=(0.0, 0))
        if chance >= NAMED_LATER and choices.may_join(actor, named):
            for mention in actor.mentions:
                entities.drop(mention.phrase)
                entities.add(named, replace(mention, rule="score", confidence=round(chance, 2)))


def take_name(
    phrase: Phrase, bearers: Sequence[int], choices: Choices, doubtful: dict[Phrase, int]
) -> None:
    """Resolve a surname without first name to its likeliest bearer.

    If none is likely enough, it is nobody's where several have been named; else whoever is called
    only so is someone of that name.
    """
    entities = choices.entities
    choice = choices.choose(phrase, bearers)
    if choice is not None and choice.chance >= FEWEST_SURE["name"]:
        entities.add(choice.number, _scored(phrase, "namesake", choice))
        return
    if sum(bool(entities.actors[n].before(phrase)) for n in bearers) > 1:
        doubtful |= {phrase: choice.number} if choice is not None else {}
        return
    called = {"name": phrase.text, "kind": phrase.kind}
    alone = (n for n, a in entities if {"name": a.name, "kind": a.kind} == called)
    if (number := next(alone, None)) is not None:
        entities.add(number, Mention(phrase, "name"))
    else:
        entities.begin(Actor(phrase.kind, (Mention(phrase, "name"),)))


def _means_asked(interview: Interview | None, kind: str, phrase: Phrase) -> bool:
    """Return True if "you" or "I" in the place of a phrase is who is asked."""
    return interview is not None and interview.means_asked(kind, phrase.start)


def take_self(
    phrase: Phrase, choices: Choices, interview: Interview | None, asked: int | None
) -> None:
    """Resolve first-person pronouns to the speaker.

    In quotes that is their source, elsewhere the turns of an interview or the scores decide. "We"
    in the words of a body is that body, and else goes by the scores, or in an interview to whom the
    person works for who is asked. "You" means only who is asked.
    """
    entities = choices.entities
    holding = [
        s for s in choices.context.spoken if s.speech.voices(phrase.start) and s.source is not None
    ]
    source = holding[-1].source if holding else None
    speaker = entities.home.get(source) if source is not None else None
    if speaker is not None:
        is_person = entities.actors[speaker].kind == "person"
        if (phrase.kind, is_person) in (("i", True), ("we", False)):
            entities.add(speaker, Mention(phrase, "voice"))
            return
    if holding and phrase.kind == "i":
        return
    if asked is not None and not holding and _means_asked(interview, phrase.kind, phrase):
        entities.add(asked, Mention(phrase, "interview"))
        return
    choice = choices.choose(phrase) if phrase.kind != "you" else None
    if choice is not None and choice.chance >= FEWEST_SURE["self"]:
        entities.add(choice.number, _scored(phrase, "score", choice))
    elif asked is not None and phrase.kind == "we" and _means_asked(interview, "i", phrase):
        employer = entities.actors[asked].affiliation
        number = next((n for n, a in entities if employer and a.name.endswith(employer)), None)
        if number is not None:
            entities.add(number, Mention(phrase, "interview"))
