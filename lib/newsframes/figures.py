"""Figures: the quantities of a report, with the noun they count and what happened to it.

Not found in this first cut: what a figure is about, whether it rose or fell, parts of wholes.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from .issue import Issue
from .lexicon import read_lexicon
from .numbers import Number, find_numbers
from .reader import Reading

MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|:\d\d|GMT|UTC|hours? GMT)", re.IGNORECASE)
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s|[-–](?:\d\d){1,2})?")
SECTION = re.compile(
    r"\b(?:section|article|chapter|page|no|number|route|flight|boeing|airbus|channel|room|part|act|phase|group|resolution"
    r"|volume|version|level|apollo|grade|figure|table)\.?\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """One quantity, in offsets of the article's text."""

    start: int
    end: int
    number: Number
    thing: tuple[int, int] | None
    event: str | None
    confidence: float


def find_figures(reading: Reading, *, vague: str = "interval") -> tuple[list[Figure], list[Issue]]:
    """Find the figures of an article.

    Dates, years, clock times, ordinals, names with numbers and "one" as a pronoun are no figures.

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
    body = reading.article.text[reading.body.start : reading.body.end]
    figures, issues = [], []
    for number in find_numbers(body, vague=vague):
        span = reading.doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None or _is_no_figure(body, number, span):
            continue
        figure = _figure(reading, number, span)
        figures.append(figure)
        if figure.thing is None and figure.event is None and number.unit_kind == "count":
            text = reading.surface(figure.start, figure.end)
            message = f"What {text!r} counts is not said beside it."
            issues.append(Issue("no_referent", message, reading.article.article_id, figure.start, figure.end))
    return figures, issues


def _is_no_figure(body: str, number: Number, span: Span) -> bool:
    """Say whether a number is a date, a time, an ordinal, part of a name, or a pronoun."""
    before, after = body[max(0, number.start - 20) : number.start], body[number.end : number.end + 12]
    surface = body[number.start : number.end]
    head = _number_token(span)
    if re.search(rf"\b{MONTHS}\s$", before) or re.match(rf"\s(?:of\s)?{MONTHS}\b", after):
        return True
    if CLOCK.match(after) or ORDINAL.match(after) or SECTION.search(before):
        return True
    if YEAR.fullmatch(surface) and number.unit == "count":
        return True  # "some 2000 people" carries its approximator in the surface, and is kept
    if re.match(r"[-–]?[A-Za-z]|[-/]\d|\d|s\b", after) and number.unit == "count" and not after.startswith("-strong"):
        return True
    if re.search(r"[\w/][-–/]$|[.:#]$", before):
        return True
    if surface.lower() == "one":
        return head.dep_ != "nummod" or head.head.pos_ not in {"NOUN", "PROPN"}
    if number.is_word or number.unit != "count":
        return False
    if head.ent_type_ in {"ORG", "PERSON", "LOC", "MISC"}:
        return True
    previous = span[0].nbor(-1) if span[0].i else None
    return previous is not None and previous.pos_ == "PROPN" and _counted(head, span) is None


def _number_token(span: Span) -> Token:
    """Return the token that carries the number."""
    numerals = [token for token in span if token.like_num or token.pos_ == "NUM"]
    return numerals[-1] if numerals else span.root


def _figure(reading: Reading, number: Number, span: Span) -> Figure:
    """Find the noun counted, from the tree, and what happened to it."""
    token = _number_token(span)
    thing_head = _counted(token, span) if number.unit_kind == "count" else None
    thing = _thing(reading, thing_head, span) if thing_head is not None else None
    start, end = reading.body.start + number.start, reading.body.start + number.end
    confidence = 0.9 if thing or number.unit_kind != "count" else 0.6
    return Figure(start, end, number, thing, _event(token, thing_head), confidence)


def _counted(token: Token, span: Span) -> Token | None:
    """Return the noun that a number modifies, or that follows it with ``of``."""
    for head in (token.head, token.head.head):
        if (
            token.dep_ in {"nummod", "quantmod", "compound", "amod"}
            and head.pos_ in {"NOUN", "PROPN"}
            and head.i >= span.end
        ):
            return head
    for child in span.root.children:
        if child.lower_ == "of" and child.i >= span.end - 1:
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None


def _thing(reading: Reading, head: Token, span: Span) -> tuple[int, int] | None:
    """Return the counted noun phrase: from after the number to the noun, with an ``of`` that completes it."""
    first, last = max(span.end, head.left_edge.i), head.i
    while first < last and reading.doc[first].pos_ in {"DET", "PUNCT", "SPACE", "ADP"}:
        first += 1
    for child in head.rights:
        if child.lower_ == "of" and child.i == last + 1:
            last = child.right_edge.i if len(list(child.subtree)) <= 6 else last
    return reading.offsets(reading.doc[first : last + 1]) if first <= last else None


def _event(token: Token, head: Token | None) -> str | None:
    """Return what happened: the verb that governs the counted noun, or a participle beside it."""
    events = {entry["lemma"]: entry["event"] for entry in read_lexicon("events")}
    centre = head if head is not None else token
    near = [*token.children, *token.ancestors] if head is None else [centre, *centre.children, *centre.ancestors]
    for other in near:
        if other.sent == token.sent and other.lemma_.lower() in events and abs(other.i - token.i) <= 12:
            return events[other.lemma_.lower()]
    return None
