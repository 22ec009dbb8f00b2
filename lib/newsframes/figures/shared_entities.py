"""Sharing: what a figure measures or counts, from the figure before it."""

import re
from dataclasses import replace

from spacy.tokens import Span

from ..reader import Reading
from .words import words
from .figure import Figure, Offsets
from .measured_entities import find_behind

# Between a measure and the same in other units, between two of a row, and before how much something
# changed.
AGAIN = re.compile(r"\s?[(/]\s?(?:or |i\.e\. )?")
OR = re.compile(r"(?:\sof\s[\w\s’'-]{1,40})?,\sor\s")
GAPPED = re.compile(r"\s(?P<link>in|from|to|on|at|for)\s[^.;:\d\n]{1,40}(?:,|,?\sand)\s")
SHARE = re.compile(r"(?:,|\sand|,\sand)\s[^.,;:\d\n]{1,40}\s(?P<link>at|with|by)\s")
NAMED, LINKED = (
    re.compile(r"(?:[Tt]he\s)?[A-Z]"),
    re.compile(r"[A-Z][\w’'-]*\s(?:at|with|to|on)\s\Z"),
)
OWN = re.compile(r"\s(?:in|of|as)\s[a-z]")
FORMER = re.compile(
    r"[^.;:\d\n]{0,40},?\s(?:(?:up |down )?from|compared (?:with|to)|against)\s(?:an? )?"
)
EARLIER = re.compile(
    r"(?:[^.;:\d\n]|\b(?:19|20)\d\d\b){0,40},?\s(?:(?:up|down) from|compared (?:with|to)|against)\s"
)
IN_A_ROW = re.compile(
    r"\s(?:for|in|among|with|on)\s[^.;:\n]{1,60}(?:,\s(?:and\s)?|\sand\s)(?:about\s)?"
)
ASIDE = re.compile(
    r",\s(?:(?:an?|some|up|down|which is|or|its|and|the|was|is|were) ?)*"
    r"|(?:[^.;:\d]|\b(?:\d{1,2},\s?)?(?:19|20)\d\d\b){0,80},?\s(?:which\s)?(?:represents|represented|representing|marking|marks)\san?\s\w+\sof\s"
)


def with_shared(
    reading: Reading, body: str, figure: Figure, span: Span, last: Figure, before: Span
) -> Figure:
    """Return a figure with what the one before it measures, where it is the same amount again or one more of a row.

    "500 miles (800 km)"; "the rates were 49% for one drug, 53% for another"; "profits of $2
    billion, up 12%"; "4,300 jobs in France, 3,700 in Germany".
    """
    start = reading.body.start
    if figure.number.unit_kind == "count":
        if _is_same_share(body, figure, last):
            return replace(
                figure,
                number=replace(figure.number, unit="percent", unit_kind="percent"),
                confidence=0.8,
            )
        if last.thing is None or last.number.unit_kind != "count" or figure.thing is not None:
            return figure
        between = (max(last.thing[1] - start, last.number.end), figure.number.start)
        is_earlier = EARLIER.fullmatch(
            body, *between
        )  # "263,000 jobs in September, down from 315,000"
        if not is_earlier and not _is_gapped(body, figure, between):
            return figure
        change = figure.change or (None if is_earlier else last.change)
        return replace(
            figure,
            thing=last.thing,
            about=last.about,
            event=figure.event or last.event,
            change=change,
        )
    between = body[last.number.end : figure.number.start].lower()
    if figure.number.unit_kind == last.number.unit_kind == "age" and between.strip(" ,") in {
        "",
        "and",
        "or",
    }:
        return replace(figure, about=figure.about or last.about)  # "two men, aged 24 and 31"
    if (
        figure.number.unit_kind == "age"
        or span.sent != before.sent
        or (last.about or last.thing) is None
    ):
        return figure
    if AGAIN.fullmatch(between) and figure.number.unit_kind == last.number.unit_kind:
        return replace(figure, about=last.about)
    if OR.fullmatch(between) and figure.thing is None:  # "215 points, or 0.7 percent"
        return replace(
            figure, about=_measured(body, last, start), change=figure.change or last.change
        )
    is_former = (
        figure.about is None
        and figure.number.unit == last.number.unit
        and FORMER.fullmatch(between)
    )
    if is_former and figure.thing is None:  # "to $9 million from $12 million"
        return replace(figure, about=last.about or last.thing)
    if _is_shared_out(body, figure, last, start):
        return replace(figure, about=figure.about or last.about)
    is_change = figure.change is not None and ASIDE.fullmatch(between)
    is_row = (
        _is_joined(span, before)
        or IN_A_ROW.fullmatch(between)
        or EARLIER.fullmatch(body, *_gap(last, figure))
    )
    is_more = figure.about is None and figure.number.unit == last.number.unit and is_row
    if is_more and last.about and _is_of_another(body, figure, last, start):
        return replace(figure, about=_behind(reading, span, before))
    if (is_change or is_more) and figure.thing is None:
        return replace(figure, about=_measured(body, last, start))
    return figure


def _is_shared_out(body: str, figure: Figure, last: Figure, start: int) -> bool:
    """Return True for the second of two shares of one holder: "16% of the enlisted and 18% of the officers"."""
    are_shares = (
        figure.number.unit_kind == last.number.unit_kind == "percent"
        and figure.thing
        and last.thing
    )
    return bool(
        are_shares
        and re.fullmatch(r",?\s(?:and|but)\s", body[last.thing[1] - start : figure.number.start])
    )


def _gap(last: Figure, figure: Figure) -> Offsets:
    return last.number.end, figure.number.start


def _is_of_another(body: str, figure: Figure, last: Figure, start: int) -> bool:
    """Return True if a figure of a row has a noun of its own: "3% in pay and 1% in pensions", "Singapore at 5.6"."""
    if last.about[0] >= last.end and OWN.match(body, figure.number.end):
        return True
    named = NAMED.match(body, last.about[0] - start)
    return bool(named and LINKED.search(body, last.number.end, figure.number.start))


def _is_same_share(body: str, figure: Figure, last: Figure) -> bool:
    """Return True if a bare number leaves out "percent": "Cruz at 25 percent and Rubio at 14"."""
    first, second = last.number, figure.number
    if last.number.unit_kind != "percent" or figure.thing is not None or figure.event is not None:
        return False
    link = SHARE.fullmatch(body, first.end, second.start)
    is_alone = re.compile(r"[.,;)]|\sand\b").match(body, second.end)
    return bool(link and is_alone and body.endswith(f" {link['link']} ", 0, first.start))


def _is_gapped(body: str, figure: Figure, between: Offsets) -> bool:
    """Return True if a bare count leaves out the counted noun of the one before: the same preposition follows both."""
    link = GAPPED.fullmatch(body, *between)
    return link is not None and body.startswith(f" {link['link']} ", figure.number.end)


def _is_joined(span: Span, before: Span) -> bool:
    """Return True if a figure is coordinated with the one before it."""
    word = span.root
    while word.dep_ in {"conj", "appos", "nummod", "pobj", "prep", "nmod"} and word.head != word:
        if word.dep_ in {"conj", "appos"} and (
            word.head in before or any(word.head in t.subtree for t in before)
        ):
            return True
        word = word.head
    return False


def _behind(reading: Reading, span: Span, before: Span) -> Offsets | None:
    noun = find_behind(span, before)
    return reading.offsets(noun) if noun is not None else None


def _measured(body: str, figure: Figure, start: int) -> Offsets | None:
    """Return what a share or sum told beside a figure is of: its noun, or of counted things these themselves.

    "Profits of $2 billion, up 12%"; "Ford has 13,000 workers, up 5%"; but "the index lost 50
    points, or 2%".
    """
    if figure.number.unit_kind == "count" and figure.thing is not None:
        noun = body[figure.thing[0] - start : figure.thing[1] - start].lower().rstrip("s")
        return figure.thing if noun not in words("points") else figure.about or figure.thing
    return figure.about or figure.thing
