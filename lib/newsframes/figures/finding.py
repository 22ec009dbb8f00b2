"""Figures found: numbers that count or measure, each with its noun, its whole and who gives it."""

import re
from dataclasses import replace
from itertools import chain, pairwise

from spacy.tokens import Span, Token

from ..reader import Reading
from ..tables.issue import Issue
from .ages import as_age
from .changes import find_change
from .claimants import find_claimant
from .context import Context
from .counted_nouns import find_thing, is_part, number_token
from .currencies import settle_currencies
from .durations import as_spell
from .ellipsis import ELIDED, with_elided_unit
from .events import find_event, find_event_of_tally
from .exclusions import EXCLUSIONS
from .false_approximators import without_place
from .figure import Figure, Offsets
from .fractions import find_fractions
from .levels import split_levels
from .lists import as_listed, name_first
from .measured_entities import find_about
from .parallels import as_parallel
from .quantities import find_numbers
from .quantity import Number
from .rates import full_rate, read_rate
from .respective import share_out
from .shared_entities import EARLIER, with_shared

HEDGES = frozenset(
    [
        "reportedly",
        "allegedly",
        "apparently",
        "supposedly",
        "purportedly",
        "rumoured",
        "rumored",
        "unconfirmed",
    ]
)
INCLUDING = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:whom|them)|of which)[\s,]+(?:\w+[\s,]+){0,2}$",
    re.IGNORECASE,
)
OBJECTS = {"dobj", "pobj", "attr"}
OUT_OF = re.compile(r"\b[Oo]f\s(?:the|those|its|their|all)\s\Z|\bOf\s\Z")
OF = re.compile(r"\sof\s(?:(?:the|its|their|his|her|all)\s)?")
PLACED = re.compile(r"\b(?:in|across)\s\Z")
FOOTNOTE = re.compile(r"\[\d{1,3}\]\s(?P<noun>[a-z]+)\b")


def find_figures(reading: Reading, *, vague: str = "interval") -> tuple[list[Figure], list[Issue]]:
    """Find the figures of an article.

    Dates, years, clock times, ordinals, scores, names with numbers and "one" as a pronoun are no
    figures.

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
    levels = (split_levels(body, reading.doc, number) for number in find_numbers(body, vague=vague))
    numbers = list(chain.from_iterable(levels))
    numbers = sorted(
        [*numbers, *find_fractions(reading.doc, numbers)], key=lambda number: number.start
    )
    for number in numbers:
        span = reading.doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None:
            continue
        token = number_token(span)
        number = without_place(as_age(body, _without_verb(number, span), span, token), span)
        if EXCLUSIONS.holds(Context(body, number, span, token)):
            continue
        figure = _figure(reading, body, number, span, token)
        if figures:
            figure = with_elided_unit(body, figure, span, figures[-1], spans[-1])
            figure = with_shared(reading, body, figure, span, figures[-1], spans[-1])
            figure = as_listed(reading, body, figure, span, figures[-1], spans[-1])
            figure = as_parallel(reading, figure, span, figures, spans)
        figure = replace(figure, part_of=_whole(body, figure, span, figures, spans))
        if _is_unspecified(figure, span):
            continue
        figures.append(figure)
        spans.append(span)
        if _skips_place(body, figures, spans, reading.body.start):
            first, place, figure = figures[-3:]
            figure = replace(figure, thing=first.thing, event=figure.event or first.event)
            figures[-3:] = (
                replace(first, change=first.change or place.change),
                replace(place, change=None),
                figure,
            )
        is_untied = figure.thing is None and figure.event is None and figure.about is None
        if is_untied and figure.number.unit_kind == "count":
            text = reading.words(figure.start, figure.end)
            message = f"What {text!r} counts is not said beside it."
            issues.append(
                Issue("no_referent", message, reading.article.article_id, figure.start, figure.end)
            )
    figures = name_first(reading, body, share_out(reading, figures, spans))
    settled = settle_currencies(reading, _parts(body, figures))
    return [_like_last(figure, last) for last, figure in pairwise([None, *settled])], issues


def _like_last(figure: Figure, last: Figure | None) -> Figure:
    """Return a sum that leaves out its currency with that of the figure before it."""
    is_elided = (
        last is not None
        and figure.number.found_by.endswith(ELIDED)
        and figure.number.unit_kind == "money"
    )
    return (
        replace(figure, number=replace(figure.number, unit=last.number.unit))
        if is_elided
        else figure
    )


def _is_unspecified(figure: Figure, span: Span) -> bool:
    """Return True if a figure is "one of them" of whom the text says no count and no event: "one of them told us"."""
    is_one = span.text.lower() == "one" and is_part(span)
    return is_one and (figure.part_of is None or figure.event is None)


def _parts(body: str, figures: list[Figure]) -> list[Figure]:
    """Tie a figure to the whole that follows it with "of": "26 of the 39 hostages"."""
    found = list(figures)
    for n, (figure, other) in enumerate(pairwise(figures)):
        part, whole = figure.number, other.number
        is_of = (
            OF.fullmatch(body, part.end, whole.start)
            and part.unit_kind == whole.unit_kind == "count"
        )
        if is_of and figure.part_of is None and whole.high >= part.low:
            found[n] = replace(figure, part_of=n + 1)
    return found


def _without_verb(number: Number, span: Span) -> Number:
    """Take a verb off a number that is written like a currency: "15 won seats"."""
    verb = span[-1]
    is_verb = (
        verb.tag_ == "VBD"
        and verb.lemma_.lower() != verb.lower_
        and verb.dep_ not in OBJECTS
        and len(span) > 1
    )
    if number.unit_kind != "money" or not is_verb:
        return number
    before = verb.nbor(-1)
    end = number.end - (verb.idx + len(verb) - before.idx - len(before))
    return replace(number, end=end, unit="count", unit_kind="count")


def _figure(reading: Reading, body: str, number: Number, span: Span, token: Token) -> Figure:
    """Find what the figure counts or measures, what happened, and who gives it."""
    thing = find_thing(number, span, token) or _past_footnote(body, number, span)
    if thing is not None and (spell := as_spell(number, thing)) is not None:
        number, thing = spell, None
    if (
        thing is not None and number.per is None and number.unit_kind == "count"
    ):  # "500 meals a day"
        number = replace(number, per=full_rate(read_rate(body, thing.end_char)[0], thing))
    elif number.per is not None:
        number = replace(number, per=full_rate(number.per, span))
    about = find_about(number, span, token, thing)
    about = (
        about
        if about is None or about.start_char >= number.end or about.end_char <= number.start
        else None
    )
    start, end = reading.body.start + number.start, reading.body.start + number.end
    counted = thing.root if thing is not None else None
    event = find_event(number, span, token, counted)
    event = event or (find_event_of_tally(number, token, about) if thing is None else None)
    is_told = thing is not None or number.unit_kind != "count"
    is_hedged = any(word.lower_ in HEDGES for word in token.sent)
    return Figure(
        start, end, number, _offsets(reading, thing), _offsets(reading, about), event,
        find_change(number, span, token, counted), _offsets(reading, find_claimant(Context(body, number, span, token))),
        None, (0.9 if is_told else 0.6) * (0.7 if is_hedged else 1.0),
    )  # fmt: skip


def _past_footnote(body: str, number: Number, span: Span) -> Span | None:
    """Return the plural noun behind the mark of a footnote: "eleven[3] boats"."""
    mark = FOOTNOTE.match(body, number.end) if number.unit_kind == "count" else None
    noun = span.doc.char_span(*mark.span("noun")) if mark else None
    return noun if noun is not None and noun[0].tag_ in {"NNS", "NNPS"} else None


def _skips_place(body: str, figures: list[Figure], spans: list[Span], start: int) -> bool:
    """Say whether a count is the earlier one not of the figure before it, which says where, but of the one before that.

    "4,012 cases had been confirmed in 12 provinces, up from 2,788".
    """
    if len(figures) < 3 or spans[-3].sent != spans[-1].sent:
        return False
    first, place, figure = (other.number for other in figures[-3:])
    of_place, of_first = figures[-2].thing, figures[-3].thing
    if not of_place or not of_first or figures[-1].thing not in (None, of_place):
        return False
    if {first.unit_kind, place.unit_kind, figure.unit_kind} != {"count"}:
        return False
    is_earlier = (
        EARLIER.fullmatch(body, of_place[1] - start, figure.start)
        if of_place[1] - start > place.end
        else None
    )
    return bool(is_earlier and PLACED.search(body, 0, place.start) and first.end < place.start)


def _offsets(reading: Reading, span: Span | None) -> Offsets | None:
    return reading.offsets(span) if span is not None else None


def _whole(
    body: str, figure: Figure, span: Span, figures: list[Figure], spans: list[Span]
) -> int | None:
    """Find the whole that a figure is part of: "225 bodies, 19 of them police", "seven, including four children".

    The nearest count before it in the sentence or the one before, if that is not smaller.
    """
    number = figure.number
    named = INCLUDING.search(body[max(0, number.start - 40) : number.start])
    if (
        figures and figure.thing and figures[-1].thing == figure.thing
    ):  # "of the 50 people hurt, four died"
        named = named or OUT_OF.search(body, 0, figures[-1].number.start)
    if number.unit_kind != "count" or not (is_part(span) or named):
        return None
    for n in range(len(figures) - 1, -1, -1):
        other = figures[n]
        if span.sent.start - spans[n].end > 30:
            return None
        if (
            other.number.unit_kind == "count"
            and other.part_of is None
            and other.number.high >= number.low
        ):
            return n
    return None
