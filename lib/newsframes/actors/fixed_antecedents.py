"""Fixed antecedents: whom a phrase means by its owner, by who says it, or as the only one."""

from spacy.tokens import Token

from ..language.names_of_bodies import find_body
from ..language.noun_classes import LANDS, is_countryman, noun_forms, nouns
from ..language.reporting_cues import is_communication
from ..language.syntax import child_of
from .actor import Actor, Mention
from .choices import Choices
from .constraints import Context, find_obstacle
from .entities import Entities
from .known_ages import age_of
from .mention import DEFINITE, GENDERS, SUBJECTS, Phrase, complement, first_word
from .nominal_rules import own_country
from .second_hand_sources import only_asks

# What follows a noun that is somebody's.
OF = ("of", "for")
# How many sentences back "the company" may reach.
NEAR = 3


def find_fixed(phrase: Phrase, choices: Choices) -> tuple[int, Mention] | None:
    """Return the actor that a phrase means by the words around it, with the mention that it makes.

    "Her country", "his lawyer", and "he" in "Lee said he was late".
    """
    if (land := _find_land(phrase, choices)) is not None:
        return land, Mention(phrase, "country")
    if (owned := _find_owned(phrase, choices)) is not None:
        return owned, Mention(phrase, "owner", 0.9)
    if (sayer := _find_sayer(phrase, choices)) is not None:
        return sayer, Mention(phrase, "voice", 0.9)
    return None


def _find_land(phrase: Phrase, choices: Choices) -> int | None:
    """Return the state that "her country" is: that of whoever owns it."""
    if phrase.form != "nominal" or phrase.noun not in LANDS or phrase.is_plural:
        return None
    entities = choices.entities
    owners = (p for p in choices.phrases if p.first == phrase.first and p.kind in GENDERS)
    owner = entities.of(next(owners, None))
    code = owner.country if owner is not None else None
    return next((n for n, land in entities if code and own_country(land) == code), None)


def _find_owned(phrase: Phrase, choices: Choices) -> int | None:
    """Return who had the same relation to the same one before: "his lawyer", "Brown's lawyer"."""
    owner = _owner_of(phrase, choices)
    if owner is None:
        return None
    fitting = {
        n
        for n, actor in choices.entities
        for mention in actor.before(phrase)
        if mention.form == "nominal" and mention.phrase.noun == phrase.noun
        if _owner_of(mention.phrase, choices) is owner
        and find_obstacle(phrase, actor, choices.context) is None
    }
    return fitting.pop() if len(fitting) == 1 else None


def _owner_of(phrase: Phrase, choices: Choices) -> Actor | None:
    """Return who owns what a noun phrase is, without further complement."""
    if phrase.form != "nominal" or any(child.lower_ in OF for child in phrase.head.rights):
        return None
    token = next((child for child in phrase.head.lefts if child.dep_ == "poss"), None)
    return choices.entities.of(choices.headed.get(token.i)) if token is not None else None


def _find_sayer(phrase: Phrase, choices: Choices) -> int | None:
    """Return the person of whose words a pronoun is the subject: "Lee said he was late".

    Not found: what "his father" says, most often of the son, and what Lee told someone else, unless
    that is a pronoun of the other gender.

    Notes
    -----
    In 142 development articles, "he" and "she" meant the subject of the verb of communication 28
    times of 28 where that was a person of no other gender. Where the gender is unknown, "John said
    she had earned it" is beyond this rule.
    """
    verb = phrase.head.head.head
    is_subject = phrase.head.dep_ in SUBJECTS and phrase.head.head.dep_ == "ccomp"
    is_said = is_subject and is_communication(phrase.head.doc[verb.i : verb.i + 1])
    if phrase.kind not in GENDERS or not is_said:
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    sayer = choices.headed.get(subject.i) if subject is not None else None
    number = choices.entities.home.get(sayer) if sayer is not None else None
    if number is None or subject is None or subject.i > phrase.head.i:
        return None
    if child_of(subject, "poss", "appos") is not None or _is_told(verb, phrase, choices):
        return None
    actor = choices.entities.actors[number]
    is_alike = actor.kind == "person" and actor.gender == GENDERS[phrase.kind]
    return number if is_alike and not find_obstacle(phrase, actor, choices.context) else None


def _is_told(verb: Token, phrase: Phrase, choices: Choices) -> bool:
    """Return True if whom a verb tells something may be meant by a pronoun: "Lee told Ann she"."""
    told = child_of(verb, "dobj", "dative")
    addressee = choices.headed.get(told.i) if told is not None else None
    return told is not None and (
        addressee is None or addressee.kind not in GENDERS or addressee.kind == phrase.kind
    )


def find_only(phrase: Phrase, entities: Entities, context: Context) -> int | None:
    """Return the only named actor nearby that a definite noun may mean.

    Only where that noun begins no one new. Such nouns are those of trades ("the company"), "the
    agency", peoples ("the Dane") and ages. Of several, it is the only one that was a subject in the
    last sentence in which any was.
    """
    forms = noun_forms(phrase.head)
    begins_none = not nouns("trade", "body").isdisjoint(forms) or is_countryman(phrase.head)
    if not (begins_none or age_of(phrase) is not None) or phrase.is_plural:
        return None
    if first_word(phrase) not in DEFINITE or phrase.is_restricted or complement(phrase.head):
        return None
    near = {
        n: before
        for n, actor in entities
        if actor.names
        and (before := actor.before(phrase))
        and phrase.sentence - before[-1].phrase.sentence <= NEAR
        and not all(only_asks(mention) for mention in before)
        and (actor.kind == "person" or all(_may_be(actor, form) for form in forms))
        and find_obstacle(phrase, actor, context) is None
    }
    subjects = [
        (mention.phrase.sentence, n)
        for n, before in near.items()
        for mention in before
        if mention.phrase.head.dep_ in SUBJECTS and mention.phrase.sentence < phrase.sentence
    ]
    last = max((sentence for sentence, _ in subjects), default=None)
    fitting = near if len(near) == 1 else {n for sentence, n in subjects if sentence == last}
    return next(iter(fitting)) if len(fitting) == 1 else None


def _may_be(actor: Actor, noun: str) -> bool:
    """Return True if a body may be called by a noun.

    A ministry is no company, and a parliament no agency.
    """
    words = {word for name in actor.names for word in name.text.casefold().split()}
    institutions = nouns("organisation") - nouns("trade")
    if noun in nouns("trade"):
        is_body = any(find_body(name.text) for name in actor.names)
        return actor.kind == "organisation" and not is_body and words.isdisjoint(institutions)
    is_other = noun == "agency" and noun not in words
    others = institutions - nouns("agency") if is_other else frozenset()
    return actor.kind == "organisation" and words.isdisjoint(others)
