"""Models: digits that name a thing or its kind, such as "the 707", "its 737 airliner" and "Trent 900 engines"."""

import re

from spacy.tokens import Span, Token

from ..language.noun_classes import kind_of
from .quantity import Number

# Digits by which models go, and what no one writes a count as.
NUMERAL, CODED = re.compile(r"[1-9]\d{2,3}(?:-\d{3})?"), re.compile(r"\d+e\d+", re.IGNORECASE)
AIRLINER = re.compile(r"7[0-9]7")
# "The 15,599 th plane", as some papers space it.
ORDINAL = re.compile(r"\s(?:st|nd|rd|th)\b")
ARTICLED = re.compile(r"\b(?:the|a|an)\s$", re.IGNORECASE)
MODIFYING, NAMING = {"nummod", "compound", "amod", "nmod"}, {"compound", "nmod"}
# What things are measured by: "a 300 seat theatre".
MEASURING = frozenset(
    "bed bedroom goal lane man member page person point pupil room run seat stall storey story vote word".split()  # noqa: SIM905
)
# Nouns that are alike in the plural: "its 300 staff".
ALIKE = {
    "aircraft",
    "cattle",
    "cod",
    "craft",
    "crew",
    "deer",
    "fish",
    "head",
    "personnel",
    "police",
    "sheep",
    "staff",
}


def is_model(body: str, number: Number, span: Span, head: Token, before: str, after: str) -> bool:
    """Say whether digits name a thing or its kind.

    Parameters
    ----------
    body
        The text of the article's body.
    number, span, head
        The number, its tokens, and the one that carries it.
    before, after
        What stands right before and behind it.
    """
    if number.is_word or number.unit != "count":
        return False
    surface = body[number.start : number.end]
    if ORDINAL.match(after) or CODED.fullmatch(surface):
        return True
    if AIRLINER.fullmatch(surface) and span.start and span.doc[span.start - 1].like_num:
        return True  # "400 737 Max jets"
    is_plain = NUMERAL.fullmatch(surface) is not None
    return _is_alone(number, head, before) or (
        is_plain and (_is_kind(head, span) or _is_owned(head, span))
    )


def _is_alone(number: Number, head: Token, before: str) -> bool:
    """Return True if digits behind an article are all that is named: "the 707 was a freighter"."""
    is_alone = head.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and ARTICLED.search(before)
    if not is_alone or number.bound != "=":
        return False
    is_many = head.head.lower_ in {"were", "are", "have"} or any(
        child.lower_ in {"were", "are"} for child in head.head.children
    )
    is_of = any(child.lower_ == "of" for child in head.children)
    return not is_many and not is_of


def _is_kind(head: Token, span: Span) -> bool:
    """Say whether digits tell one kind of a noun: many would be plural, and a count stands before all other words.

    "Their 737 airliner", "five new 737 aircraft", "the Rolls-Royce Trent 900 engines".
    """
    noun = head.head
    if head.dep_ not in MODIFYING or noun.pos_ not in {"NOUN", "PROPN"} or noun.i < span.end:
        return False
    if noun.doc[span.end].text == "-" or noun.doc[span.end].lower_ in MEASURING:
        return False  # "its 300-seat hall"
    if span.start and span.doc[span.start - 1].text == ",":
        return False  # "three, four, 500 farmers"
    ahead = [child for child in noun.lefts if child.i < span.start]
    if any(child.like_num or (child.dep_ in NAMING and child.pos_ == "PROPN") for child in ahead):
        return True
    is_one = (
        noun.tag_ in {"NN", "NNP"}
        and noun.dep_ not in NAMING
        and kind_of(noun, is_plural=False) != "group"
    )
    is_named = noun.tag_ == "NNP"  # but "the 200 hurt" are people
    is_told = any(
        child.dep_ in {"det", "poss", "amod"} and (is_named or child.lower_ != "the")
        for child in ahead
    )
    return is_one and is_told and noun.lower_ not in ALIKE


def _is_owned(head: Token, span: Span) -> bool:
    """Say whether digits alone are a firm's: "rival Boeing's 747"."""
    before = span.doc[max(0, span.start - 2) : span.start]
    is_firm = len(before) == 2 and before[1].tag_ == "POS" and before[0].ent_type_ == "ORG"
    return is_firm and not (head.dep_ in MODIFYING and head.head.i >= span.end)
