"""Measured entities: what a figure measures or whom it describes, from the words around it."""

from spacy.tokens import Span, Token

from ..language.syntax import NOUNS
from ..rules import Rule, Stage
from .changes import nouns_of_change
from .context import FigureContext
from .governors import governed
from .holders import find_holder
from .noun_phrases import full_phrase, past_bracket, times, words_above
from .nouns_of_measures import (
    ATTRIBUTE,
    MODIFIERS,
    NOUNS_OF_MEASURES,
    SPANS_OF_TIME,
    WHO_IS,
    stuff_of,
)
from .words import words


def find_about(context: FigureContext) -> Span | None:
    """Find what a measure is of, who is of an age, or whose the counted are.

    Parameters
    ----------
    context
        The number; of what it counts only the holder is asked, but points are an index's, too.
    """
    if (whole := WHOLES.decide(context)) is not None:
        return whole.answer
    thing, span = context.thing, context.span
    is_holding = context.is_count or context.number.unit.startswith("per ")
    if is_holding and thing is not None and thing.root.lemma_.lower() not in words("points"):
        return find_holder(context.number, span, thing)
    if _is_within(context):
        return None
    decision = NOUNS_OF_MEASURES.decide(context)
    if context.number.unit_kind == "age":
        if decision is None or decision.rule.name not in (ATTRIBUTE, WHO_IS):
            return None
        if decision.rule.name == WHO_IS:
            return full_phrase(decision.answer, span)
    noun = decision.answer if decision is not None else None
    if noun is not None and noun.lemma_.lower() in nouns_of_change():
        noun = _changed_in(span) or noun
    is_time = noun is not None and noun.lemma_.lower() in SPANS_OF_TIME
    if context.number.unit_kind == "duration" and is_time:
        return None  # "the first five months of last year"
    if noun is None or _is_empty(noun):
        noun = _by_verb(context, noun)
    if noun is not None:
        return full_phrase(stuff_of(noun), span)
    return find_holder(context.number, span, thing) if thing is not None else None


def _is_within(context: FigureContext) -> bool:
    """Return True for a length that says where: "within 5 miles of the coast"."""
    first = context.span[0]
    before = first.nbor(-1).lower_ if context.span.start else ""
    return context.number.unit_kind == "length" and "within" in {first.lower_, before}


def _by_verb(context: FigureContext, noun: Token | None) -> Token | None:
    """Return what the verb above a figure says it is of, where no noun does."""
    number, span, token = context.number, context.span, context.token
    if noun is not None:
        is_indirect = noun.lemma_ not in words("sum")
    else:
        is_indirect = _is_change(span.root.head, span) or _is_rough(token)
    is_share = context.thing is not None and not context.is_count
    found = governed(number, span, token, is_share=is_share, is_indirect=is_indirect)
    if found is not None and found.lemma_.lower() in nouns_of_change():
        return _changed_in(span) or found
    return found


def _is_empty(noun: Token) -> bool:
    """Return True if a noun says nothing of what is measured: "a total of 58 days"."""
    lemma = noun.lemma_.lower()
    is_told = any(child.dep_ in {"compound", "poss", "nmod"} for child in noun.lefts)
    return (lemma in nouns_of_change() and not is_told) or lemma in words("bare")


def _changed_in(span: Span) -> Token | None:
    """Return what "in" behind a figure says has changed.

    "Increases of 3% in pay and 1% in pensions".
    """
    doc, end = span.doc, past_bracket(span)
    found = doc[end + 1 : end + 4] if doc[end : end + 1].text == "in" else ()
    noun = next((word for word in found if word.pos_ == "NOUN" and word.dep_ != "compound"), None)
    return noun if noun is not None and noun.lemma_.lower() not in times() else None


def _is_rough(token: Token) -> bool:
    """Return True below a noun that only says how a number is meant: "the range of 3.5 percent"."""
    nouns = (noun for noun in words_above(token) if noun.pos_ == "NOUN" and noun.i < token.i)
    return any(noun.lemma_.lower() in words("rough") for noun in nouns)


def _is_change(noun: Token, span: Span) -> bool:
    """Return True if a figure is an attribute of a noun of change: "a 9% rise"."""
    is_behind = noun.i >= span.end and span.root.dep_ in MODIFIERS
    return is_behind and noun.pos_ in NOUNS and noun.lemma_.lower() in nouns_of_change()


def _force(context: FigureContext) -> Span | None:
    """Return what a number of people makes up: "a 1,200-strong force"."""
    span = context.span
    doc, end = span.doc, span.end
    at = end + 2 if doc[end : end + 2].text == "-strong" else end
    if not context.is_count or (at == end and not span[-1].lower_.endswith("strong")):
        return None
    near = (word for word in doc[at : at + 4] if word.pos_ == "NOUN" and word.dep_ != "compound")
    noun = next(near, None)
    return doc[at : noun.i + 1] if noun is not None else None


def _of_parts(context: FigureContext) -> Span | None:
    """Return what a hyphenated number of things makes up: "a 500-seat theatre"."""
    span, thing = context.span, context.thing
    if not context.is_count or thing is None:
        return None
    noun, doc = thing.root, span.doc
    is_hyphenated = doc[span.end : span.end + 1].text == "-" and noun.i == span.end + 1
    while is_hyphenated and noun.dep_ in {"compound", "nmod"} and noun.head.i > noun.i:
        noun = noun.head
    is_whole = noun != thing.root and noun.pos_ in NOUNS
    return full_phrase(noun, doc[span.start : thing.end]) if is_whole else None


def find_behind(span: Span, before: Span) -> Span | None:
    """Return the noun behind a figure and the preposition that follows the one before, too.

    "Increases of 4% in wages and 1% in benefits".
    """
    doc, end = span.doc, past_bracket(span)
    links = {doc[at : at + 1].text for at in (end, past_bracket(before))}
    children = doc[end].children if end < len(doc) else ()
    noun = next((child for child in children if child.dep_ == "pobj"), None)
    if noun is None or noun.pos_ != "NOUN" or noun.lemma_.lower() in times():
        return None
    return full_phrase(noun, span) if len(links) == 1 else None


WHOLES = Stage(
    "whole of the counted", "first", rules=(
        Rule("force", _force, returns="phrase",
             examples=(("The army sent a 1,200-strong force.", "force"),)),
        Rule("whole of hyphenated parts", _of_parts, returns="phrase",
             examples=(("They built a 500-seat theatre.", "theatre"),)),
    ),
)  # fmt: skip
