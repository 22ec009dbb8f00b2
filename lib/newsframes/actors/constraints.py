"""Constraints: what forbids that a pronoun or a noun phrase means an actor, despite any score."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from ..language.countries import find_country
from ..language.noun_classes import SOME
from .actor import Actor, Mention
from .contradictions import CONTRADICTIONS
from .introducing import find_introduced
from .mention import GENDERS, SUBJECTS, Phrase
from .persons import THEY, gender_of
from .speech import Speech

ARGUMENTS = SUBJECTS | {"dobj", "dative", "pobj", "agent", "prep"}
# Which kinds of actors a pronoun or a noun phrase of a kind may mean.
KINDS = {
    "he": {"person"}, "she": {"person"},
    "it": {"organisation", "place", "state", "group"},
    "they": {"group", "organisation", "state", "place"},
    "we": {"organisation", "group", "state", "person"}, "i": {"person"}, "you": {"person"},
    "person": {"person"}, "group": {"group", "organisation"},
    "organisation": {"organisation", "group", "state"}, "state": {"state", "place"},
}  # fmt: skip


PLURAL = {"NNS", "NNPS"}


@dataclass(frozen=True)
class Speaking:
    """A quote with its speaker's phrase, if any, and its marked words that begin a sentence."""

    speech: Speech
    source: Phrase | None
    sentences: tuple[tuple[int, int], ...] = ()

    def says(self, phrase: Phrase) -> bool:
        """Return True if a phrase stands in marked words that begin a sentence."""
        return any(start <= phrase.start < end for start, end in self.sentences)


@dataclass(frozen=True)
class Context:
    """What constraints look at besides the phrase and the actor.

    The quotes with their speakers, and the phrases that introduce a person as a subject.
    """

    spoken: tuple[Speaking, ...] = ()
    introducing: tuple[Phrase, ...] = ()

    @cached_property
    def spoken_by(self) -> dict[Phrase, list[Speaking]]:
        """The quotes by the phrase of their speaker."""
        found: dict[Phrase, list[Speaking]] = {}
        for one in self.spoken:
            if one.source is not None:
                found.setdefault(one.source, []).append(one)
        return found


def find_obstacle(phrase: Phrase, actor: Actor, context: Context) -> str | None:
    """Return the name of the first constraint by which a phrase cannot mean an actor.

    None if nothing forbids it.
    """
    return next((name for name, forbids in CONSTRAINTS if forbids(phrase, actor, context)), None)


def _is_other_kind(phrase: Phrase, actor: Actor, _: Context) -> bool:
    """Return True if the kinds differ: a person is no organisation, nor "they" unless so called."""
    if phrase.kind == "they" and actor.gender == THEY:
        return False
    return actor.kind not in KINDS.get(phrase.kind, ())


def _is_other_gender(phrase: Phrase, actor: Actor, _: Context) -> bool:
    """Return True if the article calls one "he" and the other "she"."""
    wanted = GENDERS.get(phrase.kind) or gender_of(phrase)
    if wanted is None:
        return False
    known = {actor.gender, *(gender_of(mention.phrase) for mention in actor.mentions)}
    return not known <= {wanted, None}


def _is_other_number(phrase: Phrase, actor: Actor, _: Context) -> bool:
    """Return True if one is plural and the other singular.

    "The firms" are no firm, and "it" is no "residents"; "the police" is "police" anyhow.
    """
    if phrase.form == "nominal" and phrase.is_plural:
        return bool(actor.names) and actor.kind != "group"
    is_one = phrase.form == "nominal" or phrase.kind == "it"
    others = [mention.phrase for mention in actor.mentions if mention.form != "pronoun"]
    if any(other.head.lower_ == phrase.head.lower_ for other in others):
        return False
    return is_one and all(other.is_plural and other.head.tag_ in PLURAL for other in others)


def _is_superseded(phrase: Phrase, actor: Actor, context: Context) -> bool:
    """Return True if someone was introduced since an actor's last mention.

    "Lee left. A customer came in. He …".
    """
    new = find_introduced(phrase, context.introducing)
    before = actor.before(phrase)
    return new is not None and bool(before) and before[-1].phrase.sentence < new.sentence


def _is_contradicted(phrase: Phrase, actor: Actor, _: Context) -> bool:
    """Return True if a noun phrase says of someone what is not so of an actor."""
    return phrase.form == "nominal" and any(says(phrase, actor) for _, says in CONTRADICTIONS)


def _is_someone(phrase: Phrase, actor: Actor, _: Context) -> bool:
    """Return True for who is only "one" or "some"."""
    return all(mention.phrase.head.lower_ in SOME for mention in actor.mentions)


def _is_within(phrase: Phrase, actor: Actor, _: Context) -> bool:
    """Return True if one stands within the other: "his lawyer" is not "he"."""
    return any(
        mention.start < phrase.end and phrase.start < mention.end for mention in actor.mentions
    )


def _is_argument(phrase: Phrase, actor: Actor, _: Context) -> bool:
    """Return True if both are arguments of one verb, or joined by "and": "Lee shot him"."""
    if phrase.head.lower_.endswith(("self", "selves")):
        return False
    beside = [m.phrase.head for m in actor.mentions if m.phrase.sentence == phrase.sentence]
    heads = {phrase.head} if phrase.form == "pronoun" else {phrase.head, _governed(phrase.head)}
    return any(_are_arguments(one, other) for one in heads for other in beside)


def _is_such(phrase: Phrase, actor: Actor, _: Context) -> bool:
    """Return True if an actor is called what a pronoun owns, by its owner.

    "His father" is no father's father.
    """
    if phrase.form != "pronoun" or phrase.head.dep_ != "poss":
        return False
    owned = phrase.head.head.lemma_.lower()
    return any(
        mention.form == "nominal"
        and mention.phrase.noun == owned
        and any(child.dep_ == "poss" for child in mention.phrase.head.lefts)
        for mention in actor.mentions
    )


def _speaks(phrase: Phrase, actor: Actor, context: Context) -> bool:
    """Return True if a speaker's own sentences have the phrase, who would be "I" in them.

    A few marked words within the report's sentence keep its person: "she had “no plan that she knew
    of”".
    """
    is_other = phrase.kind in GENDERS or (phrase.form == "nominal" and phrase.kind == "person")
    return is_other and any(
        spoken.says(phrase)
        for mention in actor.mentions
        for spoken in context.spoken_by.get(mention.phrase, ())
    )


def _is_silent(phrase: Phrase, actor: Actor, context: Context) -> bool:
    """Return True if a phrase speaks, and the actor is a place that is no country."""
    if actor.kind != "place" or phrase not in context.spoken_by:
        return False
    return not any(find_country(mention.text) for mention in actor.names)


def _is_named_by(phrase: Phrase, actor: Actor, context: Context) -> bool:
    """Return True if a phrase speaks, and what it says names the actor.

    "Lee would resign, he said". Of a body, only as the subject of the report's own words: "India
    had shared its data, it said". Not what the report puts into brackets: "he said it moved him
    [Lee] deeply".
    """
    said = [spoken.speech for spoken in context.spoken_by.get(phrase, ())]
    return any(
        mention.form == "name"
        and speech.holds(mention.start)
        and not _is_inserted(mention)
        and (actor.kind == "person" or _is_reported_subject(mention, speech))
        for speech in said
        for mention in actor.mentions
    )


def _is_reported_subject(mention: Mention, speech: Speech) -> bool:
    return mention.phrase.head.dep_ in SUBJECTS and not speech.voices(mention.start)


def _is_inserted(mention: Mention) -> bool:
    first = mention.phrase.first
    return first > 0 and mention.phrase.head.doc[first - 1].text == "["


CONSTRAINTS: tuple[tuple[str, Callable[[Phrase, Actor, Context], bool]], ...] = (
    ("kind", _is_other_kind),
    ("gender", _is_other_gender),
    ("number", _is_other_number),
    ("superseded", _is_superseded),
    ("description", _is_contradicted),
    ("someone", _is_someone),
    ("within", _is_within),
    ("co-argument", _is_argument),
    ("possessor", _is_such),
    ("own words", _speaks),
    ("place", _is_silent),
    ("named in quote", _is_named_by),
)


def _governed(word: Token) -> Token:
    """Return the preposition before a word, which hangs on the verb, or else the word.

    The preposition of a predicate does not count: "he served as mayor".
    """
    is_object = word.dep_ == "pobj" and word.head.dep_ == "prep" and word.head.lower_ != "as"
    return word.head if is_object else word


def _are_arguments(one: Token, other: Token) -> bool:
    """Return True if two words are arguments of the same verb, or conjuncts.

    A plain pronoun and its antecedent cannot be: it would have to be a reflexive.
    """
    one, other = _argument(one), _argument(other)
    return {one.dep_, other.dep_} <= ARGUMENTS and one.head == other.head


def _argument(token: Token) -> Token:
    """Climb from a conjunct or an apposition to the noun that is a verb's argument."""
    while (top := top_of(token)) != token or _is_beside(token):
        token = token.head if top == token else top
    return token


def top_of(token: Token) -> Token:
    """Climb from a conjunct to what it is joined to."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
    return token


def _is_beside(name: Token) -> bool:
    """Return True for an apposition.

    So is the first of two names that a parser hangs on the second.
    """
    between = name.doc[name.i + 1 : name.head.i]
    is_first = name.dep_ in ("nmod", "compound") and any(word.dep_ == "cc" for word in between)
    return name.dep_ == "appos" or (is_first and name.ent_type_ == name.head.ent_type_ == "PERSON")
