"""Figures found: numbers that count or measure, each with its noun, its whole and its claimant."""

import re
from collections.abc import Container
from dataclasses import replace
from itertools import chain, pairwise

from spacy.tokens import Span

from ..reader import Reading
from ..rules import Rule, Stage
from ..tables.issue import Issue
from .abouts import decide_abouts
from .ages import as_age
from .changes import find_change
from .claimants import find_claimant
from .context import FigureContext
from .counted_nouns import find_thing, is_part, number_token
from .currencies import settle_currencies
from .durations import as_spell
from .ellipsis import ELIDED_UNITS
from .events import find_event
from .exclusions import EXCLUSIONS
from .false_approximators import without_place
from .figure import Figure
from .fractions import find_fractions
from .levels import split_levels
from .measured_entities import find_about
from .name_numbers import NAMES_IN_DIGITS
from .parallels import LISTED, PARALLELS, name_first, share_out
from .quantities import find_numbers
from .quantity import Number
from .rates import full_rate, read_rate
from .sequel import Sequel
from .shared_nouns import EARLIER, SHARED_NOUNS
from .tallied_events import find_event_of_tally
from .words import words

INCLUDING = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:whom|them)|of which)[\s,]+(?:\w+[\s,]+){0,2}$",
    re.IGNORECASE,
)
OBJECTS = {"dobj", "pobj", "attr"}
OUT_OF = re.compile(r"\b[Oo]f\s(?:the|those|its|their|all)\s\Z|\bOf\s\Z")
OF = re.compile(r"\sof\s(?:(?:the|its|their|his|her|all)\s)?")
PLACED = re.compile(r"\b(?:in|across)\s\Z")
FOOTNOTE = re.compile(r"\[\d{1,3}\]\s(?P<noun>[a-z]+)\b")
# How sure a figure is with and without a noun, and by how much less where the text hedges.
TOLD, UNTOLD, HEDGED = 0.9, 0.6, 0.7
# How far back in words a whole is sought.
FAR = 30
UNITS = {rule.name for rule in ELIDED_UNITS.rules}
# The closed list of what ``found_by`` says.
FOUND_BY = UNITS | {
    "age", "currency named", "currency of the place", "digits", "fraction alone", "later count",
    "list item", "multiple", "parallel conjunct", "points of a share", "range", "same share",
    "vague amount", "vague amount by ACLED", "words",
}  # fmt: skip


def find_figures(reading: Reading, *, vague: str = "interval") -> tuple[list[Figure], list[Issue]]:
    """Find the figures of an article.

    Not found: dates, years, clock times, ordinals, scores, names with numbers and "one" as a
    pronoun.

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
    figures, spans, issues = find_by_rules(reading, vague=vague)
    decided = decide_abouts(reading, figures, spans)
    tied = {(figure.start, figure.end) for figure in decided if figure.about}
    return decided, [issue for issue in issues if (issue.start, issue.end) not in tied]


def find_by_rules(
    reading: Reading, *, vague: str = "interval"
) -> tuple[list[Figure], list[Span], list[Issue]]:
    """Find the figures with what the rules alone say, and the words of each."""
    body = reading.text[reading.body.start : reading.body.end]
    figures: list[Figure] = []
    spans: list[Span] = []
    issues = []
    hedged = {word.sent.start for word in reading.doc if word.lower_ in words("hedge")}
    for number in _numbers(reading, body, vague):
        span = reading.doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None:
            continue
        token = number_token(span)
        number = IN_SENTENCE.rewrite(number, FigureContext(body, number, span, token))
        context = FigureContext(body, number, span, token)
        is_named = NAMES_IN_DIGITS.holds(context)
        if EXCLUSIONS.holds(context) or (is_named and token.ent_iob_ == "I"):
            continue
        sequel = Sequel(reading, body, _figure(reading, context, hedged), span, figures, spans)
        figure = _like_neighbours(sequel)
        if (is_named and not _counts_like_last(figure)) or _is_unspecified(figure, span):
            continue
        figures.append(figure)
        spans.append(span)
        if _skips_place(body, figures, spans, reading.body.start):
            _shift_change(figures)
        if issue := _issue(reading, figures[-1]):
            issues.append(issue)
    figures = name_first(reading, body, share_out(reading, figures, spans))
    settled = settle_currencies(reading, _parts(body, figures))
    pairs = zip((None, *settled), settled, strict=False)
    return [_like_last(figure, last) for last, figure in pairs], spans, issues


def _numbers(reading: Reading, body: str, vague: str) -> list[Number]:
    """Return the numbers of an article in order, with levels apart and fractions alone."""
    levels = (split_levels(body, reading.doc, number) for number in find_numbers(body, vague=vague))
    numbers = list(chain.from_iterable(levels))
    fractions = find_fractions(reading.doc, numbers)
    return sorted([*numbers, *fractions], key=lambda number: number.start)


def _like_neighbours(sequel: Sequel) -> Figure:
    """Return a figure with what it leaves out, and with the whole that it is part of."""
    for stage in (ELIDED_UNITS, SHARED_NOUNS, LISTED, PARALLELS) if sequel.figures else ():
        if (decision := stage.decide(sequel)) is not None:
            sequel = replace(sequel, figure=decision.answer)
    return replace(sequel.figure, part_of=_whole(sequel))


def _issue(reading: Reading, figure: Figure) -> Issue | None:
    """Return what is at issue with a count that counts nothing."""
    is_tied = figure.thing or figure.event or figure.about
    if is_tied or figure.number.unit_kind != "count":
        return None
    message = f"What {reading.words(figure.start, figure.end)!r} counts is not said beside it."
    return Issue("no_referent", message, reading.article.article_id, figure.start, figure.end)


def _like_last(figure: Figure, last: Figure | None) -> Figure:
    """Return a sum that leaves out its currency with that of the figure before it."""
    is_sum = figure.number.unit_kind == "money" and figure.number.found_by in UNITS
    if last is None or not is_sum:
        return figure
    return replace(figure, number=replace(figure.number, unit=last.number.unit))


def _is_unspecified(figure: Figure, span: Span) -> bool:
    """Return True for "one of them" where no whole and no event is told: "one of them told us"."""
    is_one = span.text.lower() == "one" and is_part(span)
    return is_one and (figure.part_of is None or figure.event is None)


def _counts_like_last(figure: Figure) -> bool:
    """Return True if a count counts the noun of one before it: "112 seats, Labour 98"."""
    return figure.thing is not None and figure.thing[1] <= figure.start


def _parts(body: str, figures: list[Figure]) -> list[Figure]:
    """Tie a figure to the whole that follows it with "of": "26 of the 39 hostages"."""
    found = list(figures)
    for n, (figure, other) in enumerate(pairwise(figures)):
        part, whole = figure.number, other.number
        are_counts = part.unit_kind == whole.unit_kind == "count"
        is_less = figure.part_of is None and whole.high >= part.low
        if are_counts and is_less and OF.fullmatch(body, part.end, whole.start):
            found[n] = replace(figure, part_of=n + 1)
    return found


def _without_verb(number: Number, context: FigureContext) -> Number:
    """Remove a verb that is written like a currency from a number: "15 won seats"."""
    verb = context.span[-1]
    if number.unit_kind != "money" or verb.tag_ != "VBD" or len(context.span) == 1:
        return number
    if verb.lemma_.lower() == verb.lower_ or verb.dep_ in OBJECTS:
        return number
    before = verb.nbor(-1)
    end = number.end - (verb.idx + len(verb) - before.idx - len(before))
    return replace(number, end=end, unit="count", unit_kind="count")


IN_SENTENCE = Stage(
    "number in its sentence", "fold", rules=(
    Rule("verb like a currency", _without_verb, returns="number",
         examples=(("The party with 15 won seats in Paris.", True),)),
    Rule("age", as_age, returns="number",
         examples=(("Ann Lee, 33, left.", True), ("Ann Lee sold 33 cars.", None))),
    Rule("approximator that is a preposition", without_place, returns="number",
         examples=(("The money will be paid over five years.", True),
                   ("The fire burned for over five days.", None))),
))  # fmt: skip


def _figure(reading: Reading, context: FigureContext, hedged: Container[int]) -> Figure:
    """Find what the figure counts or measures, what happened, and who gives it.

    ``hedged`` is where the sentences with a hedge begin.
    """
    context = _counting(context)
    number, thing, start = context.number, context.thing, reading.body.start
    about = find_about(context)
    if about is not None and about.start_char < number.end and number.start < about.end_char:
        about = None
    event = find_event(context)
    if event is None and thing is None:
        event = find_event_of_tally(context, about)
    confidence = TOLD if thing is not None or number.unit_kind != "count" else UNTOLD
    if context.token.sent.start in hedged:
        confidence *= HEDGED
    thing_at, about_at, claimant_at = (
        reading.offsets(span) if span is not None else None
        for span in (thing, about, find_claimant(context))
    )
    return Figure(
        start + number.start, start + number.end, number, thing_at, about_at, event,
        find_change(context), claimant_at, None, confidence,
    )  # fmt: skip


def _counting(context: FigureContext) -> FigureContext:
    """Return a number with what it counts, as a duration where that is a unit of time."""
    body, number, span = context.body, context.number, context.span
    thing = find_thing(number, span, context.token) or _past_footnote(body, number, span)
    if thing is not None and (spell := as_spell(number, thing)) is not None:
        number, thing = spell, None
    if thing is not None and number.per is None and number.unit_kind == "count":
        # "500 meals a day"
        number = replace(number, per=full_rate(read_rate(body, thing.end_char)[0], thing))
    elif number.per is not None:
        number = replace(number, per=full_rate(number.per, span))
    return replace(context, number=number, thing=thing)


def _past_footnote(body: str, number: Number, span: Span) -> Span | None:
    """Return the plural noun behind the mark of a footnote: "eleven[3] boats"."""
    mark = FOOTNOTE.match(body, number.end) if number.unit_kind == "count" else None
    noun = span.doc.char_span(*mark.span("noun")) if mark else None
    return noun if noun is not None and noun[0].tag_ in {"NNS", "NNPS"} else None


def _skips_place(body: str, figures: list[Figure], spans: list[Span], start: int) -> bool:
    """Return True if a count is the earlier one of the figure before the one before it.

    "4,012 cases had been confirmed in 12 provinces, up from 2,788".
    """
    if len(figures) < 3 or spans[-3].sent != spans[-1].sent:
        return False
    first, place, figure = (other.number for other in figures[-3:])
    of_first, of_place, of_last = (other.thing for other in figures[-3:])
    if not of_place or not of_first or of_last not in (None, of_place):
        return False
    if {first.unit_kind, place.unit_kind, figure.unit_kind} != {"count"}:
        return False
    end = of_place[1] - start
    is_earlier = end > place.end and EARLIER.fullmatch(body, end, figure.start)
    return bool(is_earlier and PLACED.search(body, 0, place.start) and first.end < place.start)


def _shift_change(figures: list[Figure]) -> None:
    """Move the change of a count of places to the count before it, and its noun to the last."""
    first, place, last = figures[-3:]
    figures[-3:] = (
        replace(first, change=first.change or place.change),
        replace(place, change=None),
        replace(last, thing=first.thing, event=last.event or first.event),
    )


def _whole(sequel: Sequel) -> int | None:
    """Find the whole that a figure is part of: "225 bodies, 19 of them police".

    The nearest count before it in the sentence or the one before, if that is not smaller.
    """
    figure, figures, spans, span = sequel.figure, sequel.figures, sequel.spans, sequel.span
    number, body = figure.number, sequel.body
    if number.unit_kind != "count":
        return None
    is_named = is_part(span) or INCLUDING.search(body[max(0, number.start - 40) : number.start])
    if not is_named and figures and figure.thing and sequel.last.thing == figure.thing:
        # "Of the 50 people hurt, four died".
        is_named = OUT_OF.search(body, 0, sequel.last.number.start)
    if not is_named:
        return None
    for n in range(len(figures) - 1, -1, -1):
        other = figures[n]
        if span.sent.start - spans[n].end > FAR:
            return None
        is_count = other.number.unit_kind == "count" and other.part_of is None
        if is_count and other.number.high >= number.low:
            return n
    return None
