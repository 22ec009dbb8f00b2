"""Relations of the ledger: how an entry stands to those before it."""

import math
from dataclasses import replace

from .ledger_entry import PEOPLE, Entry


def relate(entry: Entry, earlier: list[Entry]) -> Entry:
    """Return a figure's entry with its relation to those before it."""
    if entry.is_part:
        return replace(entry, relation="part of")
    standing = [
        other
        for other in earlier
        if other.group == entry.group and other.is_whole and other.unit == entry.unit
    ]
    if entry.group == PEOPLE:  # people of whom no event is told are no group to compare
        return replace(entry, relation="denies" if entry.is_denied else "first")
    same = [other for other in standing if other.has_value_of(entry)]
    if entry.is_denied:
        return _relate_denial(entry, same or _counterparts(entry, earlier))
    denials = [other for other in _counterparts(entry, earlier) if other.is_denied]
    claims = [other for other in standing if not other.is_denied]
    return _relate_claim(entry, claims, [*same, *denials])


def strike(entry: Entry, earlier: list[Entry]) -> tuple[Entry, list[Entry]]:
    """Strike the toll that an entry withdraws, and its parts.

    That is the last one of the value named, else the first one in the same report.

    Returns
    -------
    Entry
        The withdrawal, with what it takes back; without a group if there is nothing to take back.
    list of Entry
        The entries before it.
    """
    figures = [other for other in earlier if other.figure_id is not None and not other.is_denied]
    tolls = [other for other in figures if other.is_whole]
    if math.isnan(entry.low):
        own = [other for other in tolls if other.article_id == entry.article_id]
        struck = next((other for other in own if other.unit == "count"), None)
    else:
        struck = next((other for other in reversed(tolls) if other.low == entry.low), None)
    if struck is None:
        return entry, earlier
    entry = replace(
        entry, group=struck.group, event=struck.event, thing=struck.thing, low=struck.low,
        high=struck.high, bound=struck.bound, unit=struck.unit, related_id=struck.figure_id,
        relation="repeats" if struck.is_withdrawn else "withdraws", is_withdrawn=True,
    )  # fmt: skip
    return entry, [_struck_with(other, struck) for other in earlier]


def _struck_with(other: Entry, toll: Entry) -> Entry:
    """Return an entry struck if it is the toll, repeats it, or is a part of it."""
    if other.figure_id is None or other.is_denied:
        return other
    is_same = other.is_whole and (other.group, other.low) == (toll.group, toll.low)
    is_part = other.is_part and other.related_id == toll.figure_id
    return replace(other, is_withdrawn=True) if is_same or is_part else other


def _counterparts(entry: Entry, earlier: list[Entry]) -> list[Entry]:
    """Return what tells of the same event and value by another noun: "90 men", "90 deaths"."""
    if entry.event is None or entry.group is None or entry.is_part:
        return []
    return [
        other
        for other in earlier
        if other.event == entry.event
        and other.is_whole
        and other.has_value_of(entry)
        and other.group is not None
        and _are_alike(entry.group, other.group)
    ]


def _are_alike(group: str, other: str) -> bool:
    """Return True if one group is of people in general, or both have the same head noun."""
    nouns = {one.rsplit(": ", 1)[-1].split()[-1] for one in (group, other)}
    return PEOPLE in nouns or len(nouns) == 1


def _relate_denial(entry: Entry, same: list[Entry]) -> Entry:
    """Return a denial with its relation to what was said of the same value before it."""
    claims = [other for other in same if not other.is_denied]
    related = claims or same
    if not related:
        return replace(entry, relation="denies")
    last = related[-1]
    relation = "disputes" if claims else "repeats"
    return replace(entry, relation=relation, related_id=last.figure_id, group=last.group)


def _relate_claim(entry: Entry, claims: list[Entry], same: list[Entry]) -> Entry:
    """Return a claim with its relation to the claims before it, or to a denial of its value."""
    repeated = [other for other in same if not other.is_denied]
    denials = [
        other for other in same if other.is_denied and other.claimant_name != entry.claimant_name
    ]
    if denials and not repeated and entry.claimant_id is not None:
        return replace(entry, relation="disputes", related_id=denials[-1].figure_id)
    if repeated:
        last = repeated[-1]
        return replace(
            entry, relation="repeats", related_id=last.figure_id, is_withdrawn=last.is_withdrawn
        )
    if not claims:
        return replace(entry, relation="first")
    last = next((other for other in reversed(claims) if not other.is_withdrawn), claims[-1])
    if _is_rival(entry, last):
        return replace(entry, relation="disputes", related_id=last.figure_id)
    relation = "raises" if entry.size > last.size else "lowers"
    return replace(entry, relation=relation, related_id=last.figure_id)


def _is_rival(entry: Entry, last: Entry) -> bool:
    """Return True if another claimant gives another figure in one report, or denies it."""
    is_by_other = entry.claimant_id is not None and entry.claimant_name != last.claimant_name
    return is_by_other and (entry.article_id == last.article_id or entry.stance == "deny")
