"""Relations of the ledger: how an entry stands to those before it."""

import math
from dataclasses import replace

from .ledger_entry import PEOPLE, Entry

UNCLEAR = "unclear"
# So near, in characters, a report's own figure and a claimed one, or an old and a new one, are
# compared.
NEAR = 300


def relate(entry: Entry, earlier: list[Entry]) -> Entry:
    """Return a figure's entry with its relation to those of its event before it."""
    if entry.is_part:
        return replace(entry, relation="part of")
    if entry.reason is not None:
        return replace(entry, relation=UNCLEAR)
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
    claims = [other for other in standing if not other.is_denied]
    return _relate_claim(entry, claims, [*same, *_counterparts(entry, earlier)])


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
    """Return what tells of the same event and value by another noun: "90 men", "90 deaths".

    Another report may call them by any noun.
    """
    if entry.event is None or entry.group is None or entry.is_part:
        return []
    return [
        other
        for other in earlier
        if other.event == entry.event
        and other.is_whole
        and other.has_value_of(entry)
        and other.group is not None
        and (entry.article_id != other.article_id or _are_alike(entry.group, other.group))
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
    standing = [other for other in claims if not other.is_withdrawn] or claims
    reasons = []
    for other in reversed(standing):
        relation, reason = _change(entry, other)
        if relation is not None:
            return replace(entry, relation=relation, related_id=other.figure_id)
        reasons.append(reason)
    return replace(entry, relation=UNCLEAR, reason=reasons[0])


def _change(entry: Entry, last: Entry) -> tuple[str | None, str | None]:
    """Return how a claim differs from one before it, or None and why that cannot be told."""
    rises = "raises" if entry.size > last.size else "lowers"
    is_other = not _have_one_claimant(entry, last)
    if is_other and entry.stance == "deny" and entry.claimant_id is not None:
        return "disputes", None
    if entry.event is None and " (" not in str(entry.group) and entry.unit == "count":
        return None, "two counts of things to which nothing is said to have happened"
    if entry.article_id == last.article_id:
        return _change_within(entry, last, rises)
    if entry.published is None or last.published is None:
        return None, "no day tells which of the reports came first"
    if entry.published != last.published:
        return rises, None
    if is_other:
        return "disputes", None
    return None, "one claimant gives both on one day"


def _have_one_claimant(entry: Entry, other: Entry) -> bool:
    names = [(one.claimant_name or "").casefold() for one in (entry, other)]
    return names[0] == names[1]


def _change_within(entry: Entry, last: Entry, rises: str) -> tuple[str | None, str | None]:
    """Return how a claim differs from one before it in the same report."""
    is_near = abs(entry.scene.start - last.scene.start) <= NEAR
    if entry.scene.is_changing or (last.scene.is_older and is_near):
        return rises, None
    if _have_one_claimant(entry, last):
        return None, "one claimant gives both in one report, which does not say that it changed"
    is_own = entry.claimant_id is None or last.claimant_id is None
    if is_own and not is_near:
        return None, "the report's own figure, far from the one claimed"
    return "disputes", None
