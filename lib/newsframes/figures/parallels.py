"""Parallel conjuncts without a verb (gapping): "Exports grew by 3%, imports by 7%"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from ..reader import Reading
from .changes import nouns_of_change
from .words import words
from .figure import Figure
from .noun_phrases import SHARES, times

# What may stand between a noun and its figure, and before the noun; nothing but these begins a
# parallel conjunct.
LINKS = frozenset(
    [
        "at",
        "by",
        "to",
        "on",
        "with",
        "in",
        "of",
        "for",
        "from",
        "up",
        "down",
        "around",
        "about",
        "nearly",
        "almost",
        "just",
        "some",
    ]
)
OPENERS = frozenset(", ; : and but while whereas or with".split())  # noqa: SIM905
PHRASE = {"NOUN", "PROPN", "ADJ", "DET", "PRON", "PART", "NUM"}
HEADS = {"NOUN", "PROPN"}
# Approximators, which make no difference between two links.
ROUGHLY = {"around", "about", "nearly", "almost", "just", "some"}
# Kinds of unit that a bare number takes from the conjunct before: "winds of 60 mph, with gusts of
# 70".
SHARED = {"percent", "speed", "temperature", "length", "mass", "volume", "area"}
# How many words may end the conjunct before ("3% of GDP in May,"), and how many a noun may have.
COMPLEMENT, LONGEST = 8, 8
# How many figures a conjunct may have ("by 3% to $5bn").
FIGURES = 3


@dataclass(frozen=True)
class Remnant:
    """The noun phrase before a figure that has no verb, and the word that links them ("" for none)."""

    start: int
    end: int
    link: str


def as_parallel(
    reading: Reading, figure: Figure, span: Span, figures: Sequence[Figure], spans: Sequence[Span]
) -> Figure:
    """Return a figure of a verbless conjunct with the noun before it, and with what it shares with the parallel figure.

    The noun and the word before the figure must be as in the conjunct before: "inflation stood at
    4%, unemployment at 6%", "the deficit is $1.7 trillion, the debt $36 trillion", "Ames on 32
    percent, Cole on 19".

    Parameters
    ----------
    reading
        The article as read.
    figure, span
        A figure and its words.
    figures, spans
        Those before it.
    """
    if not figures or spans[-1].sent != span.sent or figure.number.unit_kind == "age":
        return figure
    remnant = find_remnant(span)
    if remnant is None:
        return _continued(reading, figure, span, figures, spans)
    if not _follows(span.doc, spans[-1].end, remnant.start):
        return figure
    for n in range(len(figures) - 1, max(-1, len(figures) - 1 - FIGURES), -1):
        if spans[n].sent != span.sent:
            break
        is_same = link_before(spans[n]) == remnant.link or _are_names(reading, remnant, figures[n])
        if is_same and (found := _like(reading, figure, remnant, figures[n])):
            return found
    return figure


def _like(reading: Reading, figure: Figure, remnant: Remnant, model: Figure) -> Figure | None:
    """Return a figure with its own noun, and with the unit or the noun counted of the one it is parallel to."""
    first, second = model.number, figure.number
    about = reading.offsets(reading.doc[remnant.start : remnant.end])
    if first.unit_kind == "count":
        is_counted = (
            second.unit_kind == "count" and model.thing is not None and figure.thing is None
        )
        if not is_counted or model.about is None:
            return None
        event, change = figure.event or model.event, figure.change or model.change
        return replace(figure, thing=model.thing, about=about, event=event, change=change)
    if model.about is None or figure.thing is not None:
        return None
    if second.unit_kind == "count" and first.unit_kind in SHARED and not second.is_word:
        second = replace(
            second, unit=first.unit, unit_kind=first.unit_kind, found_by=f"{second.found_by}, list"
        )
        confidence = min(figure.confidence, 0.8)
    elif second.unit_kind == first.unit_kind:
        confidence = figure.confidence
    else:
        return None
    change = figure.change or model.change
    return replace(figure, number=second, about=about, change=change, confidence=confidence)


def _are_names(reading: Reading, remnant: Remnant, model: Figure) -> bool:
    """Return True if a name stands before a figure and the model is about one: "Lyon at 3 percent and Peru by 4"."""
    named = reading.doc[remnant.start : remnant.end]
    about = reading.span(*model.about) if model.about is not None else None
    return about is not None and all(
        part.root.pos_ == "PROPN" and part.root.ent_type_ for part in (named, about)
    )


def _continued(
    reading: Reading, figure: Figure, span: Span, figures: Sequence[Figure], spans: Sequence[Span]
) -> Figure:
    """Return a further figure of one conjunct with the measured entity of the one before: "imports by 7% to $5bn"."""
    last = figures[-1]
    between = [word.lower_ for word in span.doc[spans[-1].end : span.start] if word.text != ","]
    is_linked = bool(between) and set(between) <= LINKS - {"in", "of", "for", "with", "on"}
    is_level = (
        figure.thing is None
        and figure.number.unit_kind != "duration"
        and last.number.unit_kind != "duration"
    )
    if (
        is_linked
        and is_level
        and last.about is not None
        and (last.thing is None or _are_points(reading, last))
    ):
        return replace(figure, about=last.about)
    return figure


def _are_points(reading: Reading, figure: Figure) -> bool:
    return reading.words(*figure.thing).lower().rstrip("s") in words("points")


def find_remnant(span: Span) -> Remnant | None:
    """Find the noun phrase before a figure, where a comma, "and" or the like stands before it."""
    doc, first = span.doc, span.sent.start
    end = _past_link(doc, span.start, first)
    begin = end
    while begin > first and _is_inner(doc, begin - 1, end):
        begin -= 1
    is_opened = begin > first and doc[begin - 1].lower_ in OPENERS
    if not is_opened or not 0 < end - begin <= LONGEST or not _is_named(doc, begin, end):
        return None
    return Remnant(begin, end, link_before(span))


def _is_named(doc: Doc, begin: int, end: int) -> bool:
    """Return True if a phrase ends in a noun that can be measured, or in "the high"."""
    last = doc[end - 1]
    lemma = last.lemma_.lower()
    is_noun = last.pos_ in HEADS or (
        last.pos_ == "ADJ" and doc[begin].lower_ == "the" and end - begin == 2
    )
    is_empty = lemma in nouns_of_change() | words("bare", "rough", "told") and last.pos_ in HEADS
    is_noun &= not (is_empty and doc[begin].lower_ != "the")
    return (
        is_noun
        and lemma not in times() | SHARES
        and not last.like_num
        and doc[begin].pos_ != "PART"
    )


def _is_inner(doc: Doc, at: int, end: int) -> bool:
    """Return True if a word can stand in a noun phrase: "the price of oil".

    "of" only before a noun of it.
    """
    word = doc[at]
    if word.lower_ == "of":
        return at + 1 < end and doc[at - 1].pos_ in HEADS
    if word.lower_ in {"for", "in"}:
        return (
            at + 1 < end and doc[at - 1].lower_ == "those"
        )  # "prices for bread by 14% and those for jam by 11%"
    is_number = word.pos_ == "NUM" and not word.ent_type_
    return word.pos_ in PHRASE and not is_number and word.lower_ not in OPENERS


def _past_link(doc: Doc, at: int, first: int) -> int:
    """Return where the words before a figure that link it to its noun begin."""
    while at > first and doc[at - 1].lower_ in LINKS:
        at -= 1
    return at


def link_before(span: Span) -> str:
    """Return the words that link a figure to what stands before it, without approximators."""
    begin = _past_link(span.doc, span.start, span.sent.start)
    return " ".join(
        word.lower_ for word in span.doc[begin : span.start] if word.lower_ not in ROUGHLY
    )


def _follows(doc: Doc, end: int, begin: int) -> bool:
    """Return True if only what completes the figure before stands between it and a conjunct: "of GDP in May,"."""
    between = doc[end:begin]
    is_short = 0 < len(between) <= COMPLEMENT
    return is_short and not any(
        word.pos_ in {"VERB", "AUX", "SCONJ"} or word.text == "(" for word in between
    )
