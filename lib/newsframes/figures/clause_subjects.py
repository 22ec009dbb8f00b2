"""Subjects of clauses: whose the verb is, where a clause shares its subject with one above."""

from spacy.tokens import Token

from ..language.noun_classes import kind_of
from ..language.reporting_cues import is_known
from ..language.syntax import NOUNS, SUBJECTS
from .changes import changes
from .words import words

# Clauses whose unexpressed subject is that of the clause above.
SUBJECTLESS = {"conj", "xcomp", "advcl"}
# How many clauses a subject may be sought above.
CLAUSES = 5


def subject_before(verb: Token, token: Token) -> Token | None:
    """Return the subject before a number, or the one that its clause shares with the one above.

    What "which" or "that" stands for, the noun that a participle describes ("pipes going from 300
    metres"), or the subject of the clause above ("the deficit hit a record, having risen by 3%").
    """
    for _ in range(CLAUSES):
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        if subjects:
            found = next((child for child in subjects if child.i < token.i), None)
            if found is not None and found.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                return _who(verb.head, found)
            return found
        is_perfect = any(
            child.lower_ == "having" for child in verb.lefts
        )  # "came last, having won once"
        if (
            verb.dep_ == "xcomp"
            and not is_perfect
            and (controller := _object_before(verb.head, verb)) is not None
        ):
            return controller  # "enabled citizens to host pilgrims"
        if verb.dep_ == "advcl" and (described := _described_object(verb)) is not None:
            return described
        if verb.dep_ == "acl":
            is_participle = verb.tag_ in {"VBG", "VBN", "VBD"} and verb.head.i < verb.i
            return verb.head if is_participle else None
        if verb.dep_ == "pcomp" and verb.head.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head.head
        elif verb.dep_ in SUBJECTLESS and not (verb.dep_ == "advcl" and is_told(verb.head)):
            verb = verb.head
        else:
            return None
    return None


def _object_before(verb: Token, at: Token) -> Token | None:
    objects = (child for child in verb.rights if child.dep_ == "dobj" and child.i < at.i)
    return next((noun for noun in objects if noun.pos_ in NOUNS), None)


def _described_object(verb: Token) -> Token | None:
    """Return the object that a participle behind it describes.

    "Slapped tariffs, ranging from 5 to 25 percent".
    """
    is_range = verb.tag_ == "VBG" and verb.lemma_.lower() in words("spread", "exceeding")
    is_placed = (
        verb.tag_ == "VBG"
        and verb.head.lemma_.lower() in words("placing")
        and verb.head.lemma_ != "show"
    )
    return _object_before(verb.head, verb) if is_range or is_placed else None


def _who(noun: Token, pronoun: Token) -> Token:
    """Return whom "who" stands for.

    That is the noun right before it, where the one that the parser ties it to is nobody.
    """
    at = pronoun.i - 1 - (pronoun.nbor(-1).text == ",")
    near = noun.doc[at]
    is_nobody = kind_of(noun, is_plural=noun.tag_ == "NNS") == "thing" and not noun.ent_type_
    return near if pronoun.lower_ == "who" and is_nobody and near.pos_ in NOUNS else noun


def is_told(verb: Token) -> bool:
    """Return True if a verb only tells.

    "The commission declared him the winner with 56%" is not about it.

    But "growth was forecast at 2%", and "the parcel weighed two kilos".
    """
    lemma, is_active = verb.lemma_.lower(), all(child.dep_ != "auxpass" for child in verb.children)
    measured = changes("verb") | words("measure", "last", "level", "soaring", "reached")
    return is_active and is_known(lemma) and lemma not in measured | words("holding", "share")
