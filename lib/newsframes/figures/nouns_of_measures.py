"""Nouns of measures: the noun beside a figure that the figure is of, or who is of an age."""

import re

from spacy.tokens import Span, Token

from ..language.noun_classes import kind_of
from ..language.syntax import NOUNS, PLURAL
from ..rules import Rule, Stage
from .ages import find_aged
from .changes import changes, nouns_of_change
from .context import FigureContext
from .counted_nouns import is_misread
from .noun_phrases import has_number, past_bracket, right_before, times, words_above
from .words import words

BETWEEN = {"ADJ", "NOUN", "PROPN", "PUNCT", "VERB", "ADV"}
MODIFIERS = {"nummod", "quantmod", "compound", "amod", "npadvmod", "nmod"}
# Kinds that do not tell what a thing has: "the car with 300 horsepower", but "won with 40%".
APART_FROM_WITH = {"money", "percent", "ratio", "count", "duration", "age"}
# A share in words, but no attribute: "a one-in-five chance".
OUT_OF = re.compile(r"\s(?:in|out of|of every)\s")
# Rules by which something has an age.
ATTRIBUTE, WHO_IS = "attribute of a noun", "who is of an age"
SPANS_OF_TIME = {"year", "month", "week", "day", "decade", "century", "quarter", "season"}


def is_measure(context: FigureContext) -> bool:
    """Return True for a measure that counts nothing, and is not the age of some people."""
    number, last = context.number, context.word_before
    is_of_people = number.unit_kind == "age" and last is not None and last.tag_ in PLURAL
    is_rate = number.unit.startswith("per ")
    return not (context.is_count or is_rate or context.thing or is_of_people)


def _attribute(context: FigureContext) -> Token | None:
    """Return the noun that a measure is an attribute of: "a 22-mile journey", "a $10,000 fine"."""
    if not is_measure(context):
        return None
    span, token = context.span, context.token
    doc, end = span.doc, span.end
    for word in (span.root, token):
        head = word.head
        is_behind = head.i >= end and head.sent == word.sent
        if word.dep_ not in MODIFIERS or head.pos_ not in NOUNS or not is_behind:
            continue
        if OUT_OF.search(span.text) and is_misread(head, span):
            return None
        # "A $30 million Series A round".
        if all(
            one.pos_ in BETWEEN or (one.pos_ == "DET" and one.is_upper) for one in doc[end : head.i]
        ):
            while head.dep_ == "compound" and head.head.pos_ in NOUNS and head.head.i == head.i + 1:
                head = head.head
            head = _of_change(head, span)
            return None if _is_plain_change(head, span) else head
    past = past_bracket(span)
    return _behind_bracket(span, past) if past != end else _compared(span)


def _behind_bracket(span: Span, past: int) -> Token | None:
    """Return the noun behind a figure with the same in brackets: "the 75 m (250 ft) ship"."""
    doc, at = span.doc, past
    while at < len(doc) and doc[at].pos_ in {"ADJ", "NOUN", "PROPN"}:
        at += 1
    is_noun = at > past and doc[at - 1].pos_ in NOUNS
    if not is_noun or doc[at - 1].lemma_.lower() in times():
        return None
    return doc[at - 1] if doc[past].lemma_.lower() not in words("direction") else None


def _compared(span: Span) -> Token | None:
    """Return the noun behind "more": "85% more fires"."""
    doc, end = span.doc, span.end
    is_compared = end < len(doc) and doc[end].lower_ in words("comparing")
    if not is_compared or doc[end + 1 : end + 2].text.lower() == "than":
        return None
    near = doc[end + 1 : end + 3]
    return next((one for one in near if one.pos_ == "NOUN" and one.dep_ != "compound"), None)


def _is_plain_change(noun: Token, span: Span) -> bool:
    """Return True if a noun only says that something rose: "a 9% rise", but not "a 9% pay rise"."""
    is_told = any(child.dep_ in {"compound", "nmod"} and child not in span for child in noun.lefts)
    return not is_told and noun.lemma_.lower() in nouns_of_change()


def _of_change(noun: Token, span: Span) -> Token:
    """Return what rose where a noun only says that it did: "a 12% rise in the price"."""
    if noun.lemma_.lower() not in changes("verb") | {"change"}:
        return noun
    for prep in noun.rights:
        is_own = span.start in {prep.i + 1, prep.i + 2}
        if prep.lower_ in {"in", "of"} and prep.dep_ == "prep" and not is_own:
            children = (
                child for child in prep.children if child.pos_ == "NOUN" or child.tag_ == "VBG"
            )
            return next(children, noun)
    return noun


def _aged(context: FigureContext) -> Token | None:
    if context.number.unit_kind != "age":
        return None
    return find_aged(context.span, context.token)


def _stuff_behind(context: FigureContext) -> Token | None:
    """Return what a measure is a quantity of: "14 kilograms of cocaine"."""
    number, span = context.number, context.span
    if context.is_count or context.thing is not None or _is_reach(context):
        return None
    doc, end = span.doc, _past_rate(span)
    end += end < len(doc) and doc[end].lower_ == "worth"
    links = {"of", "in", "as"} if number.unit_kind == "money" else {"of"}
    if end >= len(doc) or doc[end].lower_ not in links:
        return None
    found = next((child for child in doc[end].children if child.dep_ == "pobj"), None)
    if found is None or found.pos_ not in NOUNS or found.ent_type_:
        return None
    if doc[end].lower_ == "as" and kind_of(found, is_plural=found.tag_ == "NNS") != "thing":
        return None
    if doc[end].lower_ == "in":  # "put $3 billion in the plant", "in advance"
        is_place = any(child.dep_ in {"det", "poss"} for child in found.children)
        if is_place or found.pos_ != "NOUN" or found.lemma_.lower() in words("apart"):
            return None
    return None if any(child.dep_ == "nummod" for child in found.children) else found


def _is_reach(context: FigureContext) -> bool:
    """Return True if a length says how far from a place: "a radius of 20 km of it"."""
    span = context.span
    before = {word.lower_ for word in span.doc[max(0, span.start - 2) : span.start + 1]}
    return context.number.unit_kind == "length" and not before.isdisjoint({"radius", "distance"})


def _past_rate(span: Span) -> int:
    """Return where the text goes on behind a figure and what it is per.

    "900 barrels per day of oil".
    """
    doc, end = span.doc, past_bracket(span)
    is_rate = doc[end : end + 1].text in {"per", "a"}
    return (
        end + 2
        if is_rate and doc[end + 1 : end + 2].text.lower() in times() | SPANS_OF_TIME
        else end
    )


def _leading(context: FigureContext) -> Token | None:
    """Return the noun that leads to a figure through "of" or "at": "profits of $2 billion"."""
    span = context.span
    for noun in words_above(context.token):
        if noun.i < span.start and _can_lead(noun, context) and _leads(noun, context):
            return _of_change(_whole_of(noun), span)
    return None


def _can_lead(noun: Token, context: FigureContext) -> bool:
    """Return True if a noun can be of a figure behind it."""
    number, lemma = context.number, noun.lemma_.lower()
    if noun.pos_ != "NOUN":
        is_index = noun.pos_ == "PROPN" and (noun.ent_type_ == "MISC" or noun.lower_ == "gdp")
        if not is_index or not any(child.lower_ == "of" for child in noun.rights):
            return False
    is_group = noun.tag_ == "NN" and kind_of(noun, is_plural=False) == "group"
    if number.unit_kind == "count" and lemma not in words("tally") and not is_group:
        return False  # but "a crew of six"
    if number.unit_kind == "other" and lemma == number.unit:
        return False  # "a magnitude of 5"
    if has_number(noun) and stuff_of(noun) == noun:
        return False  # "up 4 percent at 31 dollars"
    return lemma not in words("direction", "rough")  # "moving east at 20 mph"


def _leads(noun: Token, context: FigureContext) -> bool:
    """Return True if a noun governs the number through "of" or "at".

    "Waves as high as 3 metres".
    """
    links = {"of"} if context.number.unit_kind == "speed" else {"of", "at"}
    return any(
        (child.lower_ in links or child.dep_ == "amod") and child.is_ancestor(context.token)
        for child in noun.rights
    )


def _with(context: FigureContext) -> Token | None:
    """Return what has a measure: "the car with 300 horsepower"."""
    last = context.word_before
    if last is None or not last.i or last.lower_ != "with":
        return None
    noun = last.nbor(-1)
    is_had = context.number.unit_kind not in APART_FROM_WITH and noun.pos_ in NOUNS
    return noun if is_had and not has_number(noun) else None


def _tally(context: FigureContext) -> Token | None:
    """Return a toll before "to" or "at": "taking the toll to 12"."""
    last = context.word_before
    if not context.is_count or last is None or last.lower_ not in {"to", "at"} or not last.i:
        return None
    return last.nbor(-1) if last.nbor(-1).lemma_.lower() in words("tally") else None


def _level(context: FigureContext) -> Token | None:
    """Return the noun right before its level: "rates above 50%", "50 jets worth $5 billion"."""
    if context.number.unit_kind in {"count", "duration"}:
        return None
    last, span = context.word_before, context.span
    link = last.lower_ if last is not None else ""
    is_apart = link in words("at level") | {"of", "at", "worth"}
    if not is_apart and span[0].lower_ not in words("at level"):
        return None
    noun = span.doc[max(0, span.start - 1 - is_apart)]
    if noun.lemma_.lower() in words("rough") | times():
        return None  # "ended the year at 4%"
    if link == "worth":
        is_noun = noun.pos_ == "NOUN" or (noun.pos_ == "PROPN" and noun.dep_ != "pobj")
        return noun if is_noun else None
    return noun if noun.pos_ == "NOUN" and not has_number(noun) else None


def _whole_of(noun: Token) -> Token:
    """Climb from a bare noun to what it is of: "a margin of error"."""
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        if noun.head.lower_ != "per" and (noun.head.lower_ != "of" or noun.n_lefts):
            break
        noun = noun.head.head
    return noun


def stuff_of(noun: Token) -> Token:
    """Return what a unit measures: of "14 kilograms of cocaine worth £1.2m", the cocaine."""
    links = (child for child in noun.rights if child.lower_ == "of" and child.i == noun.i + 1)
    of = next(links, None)
    if of is None or not has_number(noun):
        return noun
    return next((child for child in of.children if child.pos_ in NOUNS), noun)


NOUNS_OF_MEASURES = Stage(
    "noun of a measure", "first", rules=(
        Rule(ATTRIBUTE, _attribute, returns="noun",
             examples=(("It was a 22-mile journey.", "journey"),
                       ("It saw a 9 percent rise.", None))),
        Rule(WHO_IS, _aged, returns="noun",
             examples=(("Ann Lee, 33, left.", "Lee"),)),
        Rule("quantity of", _stuff_behind, returns="noun",
             examples=(("Police found 14 kilograms of cocaine.", "cocaine"),)),
        Rule("right before", lambda context: None if context.is_count else right_before(
                context.span), returns="noun",
             examples=(("Most of them are from Norway (98%).", "Norway"),)),
        Rule("leading noun", _leading, returns="noun",
             examples=(("It had profits of $2 billion.", "profits"),)),
        Rule("with", _with, returns="noun"),
        Rule("toll before to", _tally, returns="noun",
             examples=(("One more died, taking the toll to 12.", "toll"),)),
        Rule("noun at a level", _level, returns="noun",
             examples=(("It has rates above 50 percent.", "rates"),)),
    ),
)  # fmt: skip
