"""Changed objects: what a verb prices, places or changes by a figure, and who must pay one."""

from spacy.tokens import Span, Token

from ..language.syntax import NOUNS
from .changes import changes
from .clause_subjects import subject_before
from .noun_phrases import has_number
from .quantity import Number
from .words import words


def find_payer(verb: Token, span: Span) -> Token | None:
    """Return who must pay.

    "Fined the company 110 million euros", "the company was fined 110 million euros".
    """
    objects = [
        child
        for child in verb.children
        if child.dep_ in {"dative", "dobj"} and child.i < span.start
    ]
    subject = subject_before(verb, span.root)
    is_passive = verb.dep_ == "acl" or (subject is not None and subject.dep_ == "nsubjpass")
    payer = subject if is_passive and not objects else next(iter(objects), None)
    return payer if payer is not None and payer.pos_ in NOUNS else None


def find_augmented(verb: Token, span: Span) -> Token | None:
    """Return what a verb adds a figure to or takes it from.

    "Adding two years to life expectancy".
    """
    at = span.end + 1
    if verb.lemma_.lower() not in words("adding") or verb.doc[span.end : at].text not in {
        "to",
        "from",
        "off",
    }:
        return None
    while at < len(verb.doc) and (
        verb.doc[at].pos_ in {"DET", "ADJ", "PRON"} or verb.doc[at].lower_ == "average"
    ):
        at += 1
    while at + 1 < len(verb.doc) and verb.doc[at].pos_ in NOUNS and verb.doc[at + 1].pos_ in NOUNS:
        at += 1
    noun = verb.doc[at : at + 1]
    is_giver = (
        verb.doc[span.end].lower_ == "from" and noun and noun[0].ent_type_ in {"ORG", "PERSON"}
    )
    is_noun = bool(noun) and noun[0].pos_ in NOUNS and not has_number(noun[0])
    return noun[0] if is_noun and not is_giver else None  # "took $3 billion from Acme"


def find_patient(number: Number, verb: Token, span: Span, token: Token) -> Token | None:
    """Return the object that a verb changes, prices or places, or what it adds a figure to."""
    lemma = verb.lemma_.lower()
    if (augmented := find_augmented(verb, span)) is not None:
        return augmented
    objects = (
        child
        for child in verb.children
        if child.dep_ == "dobj" and child.i < min(token.i, span.start)
    )
    unit = number.unit if number.unit_kind != "count" else None
    patient = next(
        (child for child in objects if child.lemma_.lower() != unit and not has_number(child)), None
    )
    giving = words("toll", "document", "finding", "quoted")
    is_given = (
        lemma in giving
        or puts_toll(verb)
        or _is_sent(verb, token)
        or _is_placed(number, verb, token)
    )
    if (
        patient is None
        or patient.lemma_.lower() in words("bare")
        or not (is_given or _is_changed(number, verb, token))
    ):
        return None
    return _antecedent(verb) if patient.lower_ == "it" else patient


def _antecedent(verb: Token) -> Token | None:
    """Return what "it" stands for in a clause joined to another.

    "Raised the memory, doubling it to 256GB".
    """
    above = verb.head
    if verb.dep_ not in {"advcl", "conj"} or above.pos_ != "VERB":
        return None
    objects = [child for child in above.rights if child.dep_ == "dobj" and child.i < verb.i]
    subjects = [child for child in above.lefts if child.dep_ == "nsubjpass"]
    return next((noun for noun in [*objects, *subjects] if noun.pos_ in NOUNS), None)


def puts_toll(verb: Token) -> bool:
    """Return True if a verb sets a toll: "put the toll at 18", "taking the tally to 40"."""
    is_setting = verb.lemma_.lower() in words("toll") | words("bringing")
    return is_setting and any(child.lemma_.lower() in words("tally") for child in verb.rights)


def _is_sent(verb: Token, token: Token) -> bool:
    """Return True if a verb makes its object rise or fall: "sending its shares down 2.6%"."""
    near = verb.doc[max(verb.i, token.i - 6) : token.i + 4]
    is_level = any(
        word.lower_ in {"up", "down", "higher", "lower"} and word.sent == verb.sent for word in near
    )
    return is_level and verb.lemma_.lower() in words("bringing") | words("sending")


def _is_placed(number: Number, verb: Token, token: Token) -> bool:
    """Return True if a verb places its object at a level.

    "Has Ames on 32 percent", "sees rates above 4%".
    """
    links = {"at", "on", *words("at level")}
    is_at = any(
        word.lower_ in links and word.is_ancestor(token)
        for word in verb.subtree
        if word.dep_ == "prep"
    )
    return (
        number.unit_kind in {"percent", "money"}
        and is_at
        and verb.lemma_.lower() in words("placing")
    )


def _is_changed(number: Number, verb: Token, token: Token) -> bool:
    """Return True if a verb changes its object by or to a figure, or has it sold at one."""
    for prep in verb.rights:
        if prep.is_ancestor(token) and prep.dep_ == "prep":
            changing = changes("verb") | (
                words("bringing") if number.unit_kind != "count" else set()
            )
            links = {"by", "to", "from"} | ({"for"} if number.unit_kind == "duration" else set())
            is_change = prep.lower_ in links and verb.lemma_.lower() in changing
            is_price = prep.lower_ in {"for", "at"} and number.unit_kind == "money"
            return is_change or is_price
    return verb.lemma_.lower() in changes("verb") and token.dep_ in {"npadvmod", "nummod"}
