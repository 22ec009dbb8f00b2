"""Contradictions: what a noun phrase says of someone that is not so of an actor."""

from collections.abc import Callable
from functools import cache

from spacy.tokens import Token

from ..language.countries import country_of, find_country
from ..language.hypernyms import is_kind_of
from ..language.lexicon import read_lexicon
from ..language.noun_classes import is_countryman, nouns
from .actor import Actor
from .known_ages import age_of, ages_of
from .mention import Phrase
from .persons import gender_of
from .role_holders import DEPUTIES, FORMER, is_called

# Words that set a phrase against someone named before.
CONTRASTING = frozenset(
    "other another new next previous rival late latter second incoming outgoing only".split()  # noqa: SIM905
)


def is_contrasting(phrase: Phrase) -> bool:
    """Return True if a noun phrase sets someone against those named before: "the other company".

    Not by the word of a name within: "the New York billionaire".
    """
    words = (token.lower_ for token in phrase.modifiers if not token.ent_type_)
    return not CONTRASTING.isdisjoint(words)


def _is_contrasted(phrase: Phrase, actor: Actor) -> bool:
    """Return True if a noun phrase sets someone against an actor.

    "The former president" is who is called so, or whose office the text does not tell.
    """
    if is_contrasting(phrase):
        return True
    if FORMER.isdisjoint(token.lower_ for token in phrase.modifiers):
        return False
    titles = [{token.lower_ for token in role.title} for role in actor.roles]
    titles += [
        {token.lower_ for token in (*m.phrase.modifiers, m.phrase.head)}
        for m in actor.mentions
        if m.form == "nominal"
    ]
    return bool(titles) and all(FORMER.isdisjoint(words) for words in titles)


def _is_other_country(phrase: Phrase, actor: Actor) -> bool:
    """Return True if a noun phrase names another country: "the German company"."""
    if phrase.noun == "state" and find_country(actor.name):
        return True
    code = country_of(phrase.modifiers)
    return code is not None and actor.country not in (
        {code} if phrase.kind == "organisation" else {code, None}
    )


def _is_other_age(phrase: Phrase, actor: Actor) -> bool:
    """Return True if both have an age, and not the same: "the 37-year-old"."""
    age = age_of(phrase)
    known = ages_of(actor.mentions) if age is not None else set()
    return bool(known) and age not in known


def _is_other_body(phrase: Phrase, actor: Actor) -> bool:
    """Return True if a noun phrase names another body, or a sort that the actor's names belie.

    "The UN agency" is no news agency, and "the coastguard" no organisation for migration.
    """
    words = {word for m in actor.mentions for word in m.text.casefold().split()}
    others = (t for t in phrase.modifiers if t.ent_type_ in ("PERSON", "ORG") and t.dep_ != "poss")
    if any(token.lower_ not in words for token in others):
        return True
    heads = {m.text.casefold().split()[-1] for m in actor.mentions if m.form != "pronoun"}
    if phrase.noun in nouns("trade") and heads & (nouns("organisation") - nouns("trade")):
        return True  # "the firm" is no ministry
    sorts = words & nouns("organisation") if phrase.noun in _sorts() else set()
    return bool(sorts) and not any(is_kind_of(sort, phrase.noun) for sort in sorts)


def _is_no_government(phrase: Phrase, actor: Actor) -> bool:
    """Return True if a government is meant, and the actor is a body that governs no land.

    "The government" is not the UN, but may be the White House.
    """
    if phrase.noun not in ("government", "regime") or actor.kind != "organisation":
        return False
    words = {word for m in actor.mentions for word in m.text.casefold().split()}
    is_called = not words.isdisjoint(("government", "cabinet", "administration", "regime"))
    return not is_called and not any(find_country(name.text) for name in actor.names)


@cache
def _sorts() -> frozenset[str]:
    """List the nouns for bodies of one sort, of which none is another.

    A ministry, a court, a coastguard.
    """
    return nouns("organisation") - nouns("trade", "named", "body")


def _is_other_title(phrase: Phrase, actor: Actor) -> bool:
    """Return True if the text says of a person what is neither wider nor narrower than a noun.

    "The mayor" is no deputy mayor, and "the victim" no rapper. Who is called nothing may be
    anything, and anyone is "the woman" or "the Dane".
    """
    noun = phrase.noun
    if phrase.kind != "person" or gender_of(phrase):
        return False
    if is_countryman(phrase.head):
        return False
    own = {token.lower_ for token in phrase.modifiers if token.pos_ == "NOUN"}
    titles = [(role.heads, {token.lower_ for token in role.title}) for role in actor.roles]
    titles += [
        ({m.phrase.noun}, {token.lower_ for token in (*m.phrase.modifiers, m.phrase.head)})
        for m in actor.mentions
        if m.form == "nominal" and not gender_of(m.phrase)
    ]
    return bool(titles) and not any(
        any(is_kind_of(head, noun) or is_kind_of(noun, head) for head in heads)
        and (own <= words or len(words) == 1)
        and words.isdisjoint((DEPUTIES | FORMER) - own)
        for heads, words in titles
    )


def _is_other_branch(phrase: Phrase, actor: Actor) -> bool:
    """Return True if bodies are of different matters: "health ministry", "information ministry"."""
    own = _matters(phrase)
    if phrase.kind not in ("organisation", "group") or not own:
        return False
    same = [m.phrase for m in actor.mentions if m.form == "nominal"]
    matters = [_matters(other) for other in same if other.noun == phrase.noun]
    return any(other and own.isdisjoint(other) for other in matters)


def _matters(phrase: Phrase) -> frozenset[str]:
    """Return the nouns before the head of a phrase."""
    return frozenset(token.lower_ for token in phrase.modifiers if token.pos_ in ("NOUN", "PROPN"))


def _is_uncalled(phrase: Phrase, actor: Actor) -> bool:
    """Return True for a noun that fits only what is called so: "the union", "the central bank"."""
    is_body = phrase.kind in ("organisation", "group")
    return is_body and not is_called(actor.mentions, phrase)


def _is_anothers(phrase: Phrase, actor: Actor) -> bool:
    """Return True for a relative of another or of the same one.

    "Smith's wife", "his older brother".
    """
    owner, rank = _owner_and_rank(phrase)
    others = [
        _owner_and_rank(mention.phrase)
        for mention in actor.mentions
        if mention.form == "nominal" and mention.phrase.noun == phrase.noun
    ]
    return any(
        (owner and other_owner and owner != other_owner)
        or (rank and other_rank and rank != other_rank)
        for other_owner, other_rank in others
    )


def _owner_and_rank(phrase: Phrase) -> tuple[str, str]:
    """Return the name of whose a phrase is, and the comparative within it; "" for none."""
    owner = next((c.lower_ for c in phrase.head.lefts if c.dep_ == "poss" and c.ent_type_), "")
    return owner, next((t.lower_ for t in phrase.modifiers if t.tag_ == "JJR"), "")


def _is_other_side(phrase: Phrase, actor: Actor) -> bool:
    """Return True for a victim who is accused, or an accused who is a victim, by the text."""
    called = {m.phrase.noun for m in actor.mentions if m.form == "nominal"}
    if phrase.noun in nouns("accused") or _is_charged(phrase.head):
        return not called.isdisjoint(nouns("harmed"))
    if phrase.noun not in nouns("harmed"):
        return False
    is_charged = any(_is_charged(m.phrase.head) for m in actor.mentions)
    return is_charged or not called.isdisjoint(nouns("accused"))


def _is_charged(head: Token) -> bool:
    """Return True if a word is who was charged, or is to appear in court."""
    if head.dep_ == "nsubj" and head.head.lemma_.lower() == "appear":
        return any(token.lower_ in ("court", "magistrates") for token in head.head.subtree)
    is_object = head.dep_ in ("nsubjpass", "dobj")
    return is_object and head.head.lemma_.lower() in _accusing()


@cache
def _accusing() -> frozenset[str]:
    events = {"arrested", "charged", "convicted", "sentenced"}
    return frozenset(row["lemma"] for row in read_lexicon("events") if row["event"] in events)


CONTRADICTIONS: tuple[tuple[str, Callable[[Phrase, Actor], bool]], ...] = (
    ("contrast", _is_contrasted),
    ("country", _is_other_country),
    ("age", _is_other_age),
    ("body", _is_other_body),
    ("government", _is_no_government),
    ("title", _is_other_title),
    ("side", _is_other_side),
    ("branch", _is_other_branch),
    ("called", _is_uncalled),
    ("owner", _is_anothers),
)
