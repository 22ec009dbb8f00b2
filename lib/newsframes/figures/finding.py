"""Figures found: numbers that count or measure, each with its noun, its whole and who gives it."""

import re
from dataclasses import replace

from spacy.tokens import Span, Token

from ..issue import Issue
from ..reader import Reading
from .exclusions import is_no_figure
from .figure import Figure, Offsets
from .givers import find_giver
from .number import Number
from .numbers import find_numbers
from .things import find_about, find_change, find_event, find_thing, is_part, number_token

HEDGES = frozenset("reportedly allegedly apparently supposedly purportedly rumoured rumored unconfirmed".split())  # noqa: SIM905
INCLUDING = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:whom|them)|of which)[\s,]+(?:\w+[\s,]+){0,2}$", re.IGNORECASE
)
AGED = re.compile(r"\b(?:aged?|ages|age of|turned|turning)\s(?:of\s)?$", re.IGNORECASE)
OLDEST = 120


def find_figures(reading: Reading, *, vague: str = "interval") -> tuple[list[Figure], list[Issue]]:
    """Find the figures of an article.

    Dates, years, clock times, ordinals, scores, names with numbers and "one" as a pronoun are no figures.

    Parameters
    ----------
    reading
        The article as read.
    vague
        How vague amounts become values: ``"interval"`` or ``"acled"``.

    Returns
    -------
    list of Figure
        In order of appearance.
    list of Issue
        Counts without a noun or an event to count.
    """
    body = reading.text[reading.body.start : reading.body.end]
    figures, issues, spans = [], [], []
    for number in find_numbers(body, vague=vague):
        span = reading.doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None:
            continue
        token = number_token(span)
        number = _as_age(body, number, span, token)
        if is_no_figure(body, number, span, token):
            continue
        figure = _figure(reading, body, number, span, token)
        figures.append(replace(figure, part_of=_whole(body, figure, span, figures, spans)))
        spans.append(span)
        if figure.thing is None and figure.event is None and figure.about is None and number.unit_kind == "count":
            text = reading.words(figure.start, figure.end)
            message = f"What {text!r} counts is not said beside it."
            issues.append(Issue("no_referent", message, reading.article.article_id, figure.start, figure.end))
    return figures, issues


def _as_age(body: str, number: Number, span: Span, token: Token) -> Number:
    """Read a bare number as an age: "aged 28", "Maria Lopez, 33,", "She was 95"."""
    if number.unit != "count" or number.bound == "vague" or not 0 < number.high <= OLDEST:
        return number
    before, after = body[max(0, number.start - 14) : number.start], body[number.end : number.end + 3]
    doc, first = span.doc, span.start
    follows_name = first > 1 and doc[first - 1].text in {",", "("} and doc[first - 2].ent_type_ == "PERSON"
    is_apposed = follows_name and re.match(r"[,.;)]|$", after) and not number.is_word
    is_said = token.dep_ in {"attr", "acomp"} and token.head.lemma_ == "be" and any(
        child.dep_ == "nsubj" and (child.lower_ in {"he", "she", "i"} or child.ent_type_ == "PERSON")
        for child in token.head.children
    )  # fmt: skip
    if AGED.search(before) or is_apposed or (is_said and not re.match(r"\s?[-–\w%]", after.replace(" a", "."))):
        return replace(number, unit="year", unit_kind="age", rule=f"{number.rule}, age")
    return number


def _figure(reading: Reading, body: str, number: Number, span: Span, token: Token) -> Figure:
    """Find what the figure counts or measures, what happened, and who gives it."""
    thing = find_thing(number, span, token)
    about = find_about(number, token, thing)
    start, end = reading.body.start + number.start, reading.body.start + number.end
    is_told = thing is not None or number.unit_kind != "count"
    is_hedged = any(word.lower_ in HEDGES for word in token.sent)
    return Figure(
        start, end, number, _offsets(reading, thing), _offsets(reading, about),
        find_event(number, token, thing.root if thing is not None else None), find_change(token),
        _offsets(reading, find_giver(number, token)), None, (0.9 if is_told else 0.6) * (0.7 if is_hedged else 1.0),
    )  # fmt: skip


def _offsets(reading: Reading, span: Span | None) -> Offsets | None:
    return reading.offsets(span) if span is not None else None


def _whole(body: str, figure: Figure, span: Span, figures: list[Figure], spans: list[Span]) -> int | None:
    """Find the whole that a figure is part of: "225 bodies, 19 of them police", "seven, including four children".

    The nearest count before it in the sentence or the one before, if that is not smaller.
    """
    number = figure.number
    named = INCLUDING.search(body[max(0, number.start - 40) : number.start])
    if number.unit_kind != "count" or not (is_part(span) or named):
        return None
    for n in range(len(figures) - 1, -1, -1):
        other = figures[n]
        if span.sent.start - spans[n].end > 30:
            return None
        if other.number.unit_kind == "count" and other.part_of is None and other.number.high >= number.low:
            return n
    return None
