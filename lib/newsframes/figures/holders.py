"""Holders: whose the counted things are, or whose share of a whole a figure is."""

from spacy.tokens import Span, Token

from ..language.noun_classes import kind_of
from ..language.syntax import NOUNS
from .clause_subjects import subject_before
from .counted_nouns import are_people
from .noun_phrases import full_phrase, has_number, times
from .quantity import Number
from .words import words

PRONOUNS = {"it", "he", "she", "they", "we", "i", "you"}
# "With 40 dead", "with 16 teams set to play": what follows says something of the counted, and
# nobody has them.
PREDICATES = {"ADJ", "VERB", "AUX", "ADV"}
# "Had five people killed".
COMPLEMENTS = {"ccomp", "xcomp", "oprd", "acomp"}


def find_holder(number: Number, span: Span, thing: Span) -> Span | None:
    """Find whose the counted are.

    It is told by a possessive, a verb of having, including or achieving, or "with".

    "Ford's 13,000 workers", "Ford, which has 13,000 workers", "Wood has scored 22 goals", "a firm
    with 300 workers", "Africa holds 30 percent of the reserves". Not found: who does something to
    the counted ("police detained 40").

    Parameters
    ----------
    number, span
        The number and its words.
    thing
        What is counted; for a share, the whole.
    """
    is_share = number.unit_kind != "count"
    if not is_share and (owner := _possessor(thing.root, span)) is not None:
        return full_phrase(owner, span)
    held = _first_of_list(span.root if is_share or _follows_of(thing.root, span) else thing.root)
    is_award = thing.root.lemma_.lower() in words("award")
    verbs = words(
        "holding", "exceeding", *(["share"] if is_share else []), *(["winning"] if is_award else [])
    )
    holder = _by_verb(held, thing.root, verbs) or _by_agent(held, thing.root, verbs)
    holder = holder or _by_preposition(held, thing, is_share=is_share)
    is_threshold = (
        held.head.lemma_.lower() in words("exceeding") and "the" in span.text.lower().split()
    )
    if is_threshold or (
        holder is not None and has_number(holder) and holder.is_ancestor(span.root)
    ):
        return None  # "surpassing the 326 seats needed", "66 seats, totalling 365"
    if holder is not None and any(child.lower_ == "no" for child in holder.lefts):
        return None
    if holder is None or holder in span or holder in thing or holder.lemma_.lower() in times():
        return None
    if holder.pos_ == "PRON":
        return holder.doc[holder.i : holder.i + 1] if holder.lower_ in PRONOUNS else None
    return full_phrase(holder, span) if holder.pos_ in NOUNS or holder.ent_type_ else None


def _follows_of(noun: Token, span: Span) -> bool:
    """Return True if a figure takes the noun from "of": "millions of users", "four of the five"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head in span


def _first_of_list(held: Token) -> Token:
    """Return the first noun that one is coordinated with."""
    while held.dep_ == "conj" and held.head.pos_ in NOUNS | {"NUM"} and held.head.i < held.i:
        held = held.head
    return held


def _possessor(held: Token, span: Span) -> Token | None:
    """Return the possessor of the counted, unless it is a time or a pronoun.

    "Ford's 13,000 workers".
    """
    owner = next(
        (child for child in held.lefts if child.dep_ == "poss" and child.i < span.start), None
    )
    is_named = owner is not None and owner.pos_ in NOUNS and owner.lemma_.lower() not in times()
    return owner if is_named else None


def _by_verb(held: Token, thing: Token, verbs: frozenset[str]) -> Token | None:
    """Return the subject of a verb whose object is held."""
    verb, lemma = held.head, held.head.lemma_.lower()
    if held.dep_ not in {"dobj", "attr", "npadvmod"} or lemma not in verbs:
        return None
    if any(child.dep_ in COMPLEMENTS and child.i > held.i for child in verb.rights):
        return None
    if verb.lemma_ != "make" and any(child.dep_ == "prt" for child in verb.rights):
        return None  # "took up 16% of the stake"
    last = held.doc[held.i + 1 : held.i + 2]
    if lemma == "have" and any(word.tag_ in {"VB", "VBN"} for word in last):
        return None  # "had five people killed"
    if lemma == "hold" and are_people(thing):
        return None  # "police hold 40 men"
    return None if _is_passive(verb) else subject_before(verb, held)


def _by_agent(held: Token, thing: Token, verbs: frozenset[str]) -> Token | None:
    """Return who is behind "by".

    "240 people employed by Ford", "80% of the shares are held by the family".
    """
    participles = [child for noun in (held, thing) for child in noun.rights if child.dep_ == "acl"]
    if held.dep_ == "nsubjpass":
        participles.append(held.head)
    for verb in participles:
        by = next((child for child in verb.rights if child.lower_ == "by"), None)
        if verb.tag_ == "VBN" and verb.lemma_.lower() in verbs and by is not None:
            return next((child for child in by.children if child.dep_ == "pobj"), None)
    return None


def _by_preposition(held: Token, thing: Span, *, is_share: bool) -> Token | None:
    """Return whose the object of "with", "of" or "to" is.

    "Consists of 12 players", "lead with two wins".
    """
    prep, above = held.head, held.head.head
    if held.dep_ != "pobj" or prep.dep_ not in {"prep", "agent"}:
        return None
    lemma, link = above.lemma_.lower(), prep.lower_
    if (link == "of" and lemma in words("composed")) or (link, lemma) in {
        ("for", "account"),
        ("to", "amount"),
    }:
        return subject_before(above, held)
    if link == "to" and lemma in words("home") and above.head.lemma_ == "be":
        return subject_before(above.head, held)
    if link != "with":
        return None
    is_bare = (
        thing.doc[thing.end : thing.end + 1].text in {",", "and"} if is_share else _is_bare(held)
    )
    if above.pos_ in {"VERB", "AUX"} and prep.i == prep.sent.start:
        subject = next((child for child in above.lefts if child.dep_ == "nsubj"), None)
        return subject if subject is not None and is_bare else None
    if is_share:
        return None
    if above.pos_ in {"VERB", "AUX"}:
        if lemma in words("led") and (leader := _agent_before(above, prep)) is not None:
            return leader
        return subject_before(above, held) if lemma in words("ranking") and is_bare else None
    verb = above.head
    if above.dep_ == "dobj" and verb.lemma_.lower() in words("ranking") and is_bare:
        return subject_before(verb, held)  # "Lyon lead the table with 52 points"
    return above if _can_have(above, prep) and is_bare else None


def _agent_before(verb: Token, prep: Token) -> Token | None:
    """Return the agent of a participle right before "with": "led by Acme with 40 orders"."""
    agents = (child for by in verb.rights if by.dep_ == "agent" for child in by.children)
    found = next((child for child in agents if child.dep_ == "pobj"), None)
    return found if found is not None and found.i + 1 == prep.i else None


def _is_bare(held: Token) -> bool:
    """Return True if nothing is predicated of the counted.

    "With 40 dead" names nobody who has them.
    """
    last = max(word.i for word in (held, *held.conjuncts))
    after = held.doc[last + 1 : last + 2]
    rights = [
        child for word in (held, *held.conjuncts) for child in word.rights if child.dep_ != "conj"
    ]
    return not any(word.pos_ in PREDICATES for word in [*after, *rights])


def _can_have(noun: Token, prep: Token) -> bool:
    """Return True if "with" behind a noun can say what it has.

    A name or an actor can have it: not "a deal with 14 countries".
    """
    is_near = prep.i == noun.i + 1 or (prep.i == noun.i + 2 and noun.nbor(1).text == ",")
    is_actor = bool(noun.ent_type_) or kind_of(noun, is_plural=noun.tag_ == "NNS") != "thing"
    return (
        is_near and noun.pos_ in NOUNS and is_actor and noun.lemma_.lower() not in words("dealing")
    )


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
