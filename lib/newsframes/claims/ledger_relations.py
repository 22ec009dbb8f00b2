"""Relations of the ledger: how an entry stands to those before it."""

import math
import re
from dataclasses import replace

from ..figures.counted_nouns import people_nouns
from ..language.noun_classes import PERSONAL, nouns
from .ledger_entry import BEHIND_NOUN, PEOPLE, Entry

UNCLEAR = "unclear"
# So near, in characters, a report's own figure and a claimed one, or an old and a new one, are
# compared.
NEAR = 300
# One report that gives so many times another figure seldom counts the same.
FAR = 10
# What may be a count of votes, and that of people who voted.
VOTED, VOTERS = "voted", f"voted: {PEOPLE}"
# Two counts up to this are often the same by chance: "1 seat" of one party and of another.
SMALL = 12


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
        and _may_be_one(entry, other)
    ]


def _may_be_one(entry: Entry, other: Entry) -> bool:
    """Return True if two figures of one event and value may count the same by other nouns.

    In another report any noun will do ("raiders", "pirates"), but two women are not two counts of
    murder: a small value is often the same by chance.
    """
    nouns_of = [_head_noun(str(one.group)) for one in (entry, other)]
    if entry.article_id == other.article_id:
        return PEOPLE in nouns_of or nouns_of[0] == nouns_of[1]
    return abs(entry.size) > SMALL or len({*map(_is_of_people, nouns_of)}) == 1


def _head_noun(group: str) -> str:
    """Return the noun of what a group counts: "charged: counts of murder" is of counts."""
    return BEHIND_NOUN.split(group.rsplit(": ", 1)[-1])[0].split()[-1]


def _is_of_people(noun: str) -> bool:
    """Return True if a noun in small letters, singular or plural, is one for people."""
    forms = {noun, noun.removesuffix("s"), re.sub("men$", "man", noun), noun.removesuffix("ren")}
    known = people_nouns() | nouns("person", "title", "collective")
    return not forms.isdisjoint(known) or any(form.endswith(PERSONAL) for form in forms)


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
    if any(_may_be_chance(entry, other) for other in repeated):
        said = "two small counts in one report, of which nothing says that they are one"
        return replace(entry, relation=UNCLEAR, reason=said)
    denials = [other for other in same if other.is_denied and not _have_one_claimant(entry, other)]
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


def _is_bare(entry: Entry) -> bool:
    """Return True if it counts things that have no holder and to which nothing has happened.

    Votes are such things: each candidate has his own.
    """
    is_thing = entry.event is None or (entry.event == VOTED and entry.group != VOTERS)
    return is_thing and " (" not in str(entry.group) and entry.unit == "count"


def _may_be_chance(entry: Entry, other: Entry) -> bool:
    """Return True if two figures of a report may have the same value by chance."""
    is_own = entry.article_id == other.article_id
    return is_own and _is_bare(entry) and abs(entry.size) <= SMALL


def _change(entry: Entry, last: Entry) -> tuple[str | None, str | None]:
    """Return how a claim differs from one before it, or None and why that cannot be told."""
    rises = "raises" if entry.size > last.size else "lowers"
    is_other = not _have_one_claimant(entry, last)
    if is_other and entry.stance == "deny" and entry.claimant_id is not None:
        return "disputes", None
    if _is_bare(entry):
        return None, "two counts of things to which nothing is said to have happened"
    if _leaves_room(entry, last):
        return None, "its bounds leave room for the value before"
    if entry.article_id == last.article_id:
        return _change_within(entry, last, rises)
    if entry.published is None or last.published is None:
        return None, "no day tells which of the reports came first"
    if entry.published != last.published:
        # "Delegates of Clinton": of one evening, or of all so far.
        if entry.event is None and not entry.scene.is_changing:
            return None, "the later report does not say that it changed"
        return rises, None
    return _dispute(entry, last) if is_other else (None, "one claimant gives both on one day")


def _leaves_room(entry: Entry, other: Entry) -> bool:
    """Return True if two values differ in their bounds alone: "ten", "at least 10"."""
    ends = [{end for end in (one.low, one.high) if math.isfinite(end)} for one in (entry, other)]
    return not ends[0].isdisjoint(ends[1])


def _have_one_claimant(entry: Entry, other: Entry) -> bool:
    """Return True if one claimant may give both: a ministry is that of the interior, too."""
    names = [frozenset((one.claimant_name or "").casefold().split()) for one in (entry, other)]
    return names[0] == names[1] or (all(names) and (names[0] <= names[1] or names[1] <= names[0]))


def _change_within(entry: Entry, last: Entry, rises: str) -> tuple[str | None, str | None]:
    """Return how a claim differs from one before it in the same report."""
    sizes = sorted(abs(one.size) for one in (entry, last))
    if sizes[1] > FAR * sizes[0]:
        return None, "so far apart in one report, they may count different things"
    is_near = abs(entry.scene.start - last.scene.start) <= NEAR
    if is_near and (entry.scene.is_changing or last.scene.is_older):
        return rises, None
    if _have_one_claimant(entry, last):
        return None, "one claimant gives both in one report, which does not say that it changed"
    is_own = entry.claimant_id is None or last.claimant_id is None
    if is_own and not is_near:
        return None, "the report's own figure, far from the one claimed"
    return _dispute(entry, last)


def _dispute(entry: Entry, last: Entry) -> tuple[str | None, str | None]:
    """Return that two values dispute each other, or None and why that cannot be told."""
    if max(entry.low, last.low) <= min(entry.high, last.high):
        return None, "its bounds leave room for the value before"
    return "disputes", None
