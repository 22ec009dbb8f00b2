"""Models: digits that name one kind of a thing, and count nothing: "their 737 airliner"."""

import re

from ..language.noun_classes import kind_of
from ..language.syntax import NOUNS
from ..rules import Rule
from .context import FigureContext
from .counted_nouns import is_whole
from .words import words

# "The A300 and 747": a model beside another; no model has a number of one digit or two.
MODELS = re.compile(r"\b[A-Z]-?\d{2,4}s?(?:,|\sand|\sor)\s(?:the\s)?$")
FEWEST = 100
# Digits by which models go; "400 737 Max jets".
NUMERAL, AIRLINER = re.compile(r"[1-9]\d{2,3}(?:-\d{3})?"), re.compile(r"7[0-9]7")
ARTICLED = re.compile(r"\b(?:the|a|an)\s$", re.IGNORECASE)
MODIFYING, NAMING = {"nummod", "compound", "amod", "nmod"}, {"compound", "nmod"}
ALONE = {"nsubj", "nsubjpass", "dobj", "pobj"}


def _is_beside_model(context: FigureContext) -> bool:
    is_large = context.is_digits and context.number.low >= FEWEST
    return is_large and MODELS.search(context.before) is not None


def _is_alone(context: FigureContext) -> bool:
    """Return True if digits behind an article are all that is named: "the 707 was a freighter"."""
    token = context.token
    if not context.is_digits or context.number.bound != "=" or token.dep_ not in ALONE:
        return False
    above = (token.head, *token.head.children)
    are_many = any(word.lower_ in {"were", "are"} for word in above) or token.head.lower_ == "have"
    is_of = any(child.lower_ == "of" for child in token.children)
    is_state = context.word_after is not None and context.word_after.lower_ in words("state")
    if are_many or is_of or is_state or is_whole(context.span):
        return False  # "12 of the 40 wounded"
    return ARTICLED.search(context.before) is not None


def _is_airliner(context: FigureContext) -> bool:
    last = context.word_before
    is_model = context.is_digits and AIRLINER.fullmatch(context.surface)
    return bool(is_model and last is not None and last.like_num)


def _is_kind(context: FigureContext) -> bool:
    """Return True if digits tell one kind of a noun: "their 737 airliner", "five new 737 aircraft".

    Many would be in the plural, and a count stands before all other words.
    """
    token, span = context.token, context.span
    noun = token.head
    if not context.is_digits or NUMERAL.fullmatch(context.surface) is None:
        return False
    if token.dep_ not in MODIFYING or noun.pos_ not in NOUNS or noun.i < span.end:
        return _is_owned(context)
    if noun.doc[span.end].text == "-" or noun.doc[span.end].lower_ in words("seating"):
        return False  # "its 300-seat hall"
    if span.start and span.doc[span.start - 1].text == ",":
        return False  # "three, four, 500 farmers"
    ahead = [child for child in noun.lefts if child.i < span.start]
    if any(child.like_num or (child.dep_ in NAMING and child.pos_ == "PROPN") for child in ahead):
        return True
    is_one = noun.tag_ in {"NN", "NNP"} and noun.dep_ not in NAMING
    is_named = noun.tag_ == "NNP"  # but "the 200 hurt" are people
    is_told = any(
        child.dep_ in {"det", "poss", "amod"} and (is_named or child.lower_ != "the")
        for child in ahead
    )
    is_one = is_one and is_told and noun.lower_ not in words("alike")
    return is_one and kind_of(noun, is_plural=False) != "group"


def _is_owned(context: FigureContext) -> bool:
    """Return True if digits alone are a firm's: "rival Boeing's 747"."""
    token, span = context.token, context.span
    before = span.doc[max(0, span.start - 2) : span.start]
    is_firm = len(before) == 2 and before[1].tag_ == "POS" and before[0].ent_type_ == "ORG"
    return is_firm and not (token.dep_ in MODIFYING and token.head.i >= span.end)


RULES = (
    Rule("model beside another", _is_beside_model,
         examples=(("It flies the A300 and 747.", True),)),
    Rule("airliner", _is_airliner, examples=(("It ordered 400 737 Max jets.", True),)),
    Rule("model alone", _is_alone, examples=(("The 707 was a freighter.", True),)),
    Rule("kind of a thing", _is_kind, examples=(("It sold their 737 airliner.", True),)),
)  # fmt: skip
