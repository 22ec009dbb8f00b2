"""The ledger: who claims which figure, beside the earlier claims about the same thing."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace

import pandas as pd

from ..articles import readable
from ..tables.days import UNDATED
from ..tables.linked import Record, Tables
from ..tables.parts import TablesInParts
from .commitment_words import ASKED, SUPPOSED
from .ledger_entry import Entry, group_of, without_na
from .ledger_relations import relate, strike
from .ledger_scenes import KILLED, SceneFinder
from .stories import Lead, find_leads, find_stories
from .withdrawals import find_withdrawals

COLUMNS = [field.name for field in fields(Entry) if field.name != "scene"]
DTYPES = dict.fromkeys(COLUMNS, "string") | {
    "low": "float64", "high": "float64", "is_part": "bool", "is_withdrawn": "bool",
}  # fmt: skip
COMPARED = ("count", "money")
# How far behind a figure its place may stand, in characters.
NEAR_PLACE = 30
PLACE = re.compile(r"\b(?:in|at|from) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")


def ledger(tables: TablesInParts, *, claimed: bool = True) -> pd.DataFrame:
    """List the claimed figures, each beside the earlier ones about the same thing in one event.

    Figures are compared within one event. Articles tell of one event if they came out within three
    weeks, name a place or an actor in common and open in like words. In a report, what stands in a
    sentence about another place is of another event there, and what speaks of another time is of
    none. What cannot be related is ``unclear``, with a ``reason``.

    Figures are about the same thing when event (killed, detained …) and kind of thing agree: people
    in general, or one kind of them ("members of the security forces"), and whose they are, if the
    text says so ("Ford has 13,000 workers" and "GM has 9,000 workers" are two groups). A part ("103
    of them in Almaty") is shown as such and never added to or compared with a whole. A toll that is
    taken back stays, struck. What someone denies is listed as denied, and no claim is compared with
    it but one of the same value. Left out is what is only asked or supposed.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus, of which some articles are in memory at a time, beside
        what opens each; those with a day of publication come in its order, the others after them.
    claimed
        Leave out what no one is credited with; False keeps the article's own figures too.

    Returns
    -------
    pandas.DataFrame
        One row a figure or withdrawal: ``group``; ``event, thing, place``; ``low, high, bound,
        unit``; ``claimant_name, claimant_id``; ``claim`` (``asserted | denied``, NA without
        claimant and of a withdrawal); ``stance``; ``published, article_id, figure_id, text``;
        ``relation`` to the row ``related_id`` before it (``first | repeats | raises | lowers |
        disputes | denies | withdraws | part of | unclear``); ``is_part``, ``is_withdrawn``;
        ``event_id``, the first article of the event, with the place where its report tells of more
        than one, NA where it cannot be told; ``reason``, why a figure is ``unclear``.

    Notes
    -----
    ``raises`` and ``lowers`` compare reports of different days, and in one report what it says to
    have changed; of what nothing has happened to ("delegates of Clinton") the later report has to
    say so, too, and votes are not compared. Two figures of different claimants on one day dispute
    each other unless their bounds leave room for both. A denial
    disputes the claim of the same value before it, and such a claim the denial before it; two
    denials repeat each other, and one of what nobody here has claimed ``denies``. A denial of the
    same event and value by another noun ("90 civilians died", "denied 90 deaths") counts as one of
    that claim, and so does a claim in another report.

    On 151 pairs marked by hand before any output was seen (Wikinews, ECB+; ``make ledger``), all 28
    pairs that it takes for one quantity are one, of 54. Rules were chosen with the misses in view.
    On three further draws 95 to 97 % of its relations are right, after rules for what had been
    wrong among them; disputes are too few for a figure.

    Examples
    --------
    >>> import newsframes as nf
    >>> text = "Police said 12 people were killed. The ministry said 15 people were killed."
    >>> found = ledger(nf.tabulate(text))
    >>> found[["claimant_name", "low", "relation"]].values.tolist()
    [['Police', 12.0, 'first'], ['ministry', 15.0, 'disputes']]
    """
    events: dict[str | None, list[Entry]] = {}
    for entry in _entries_in_order(tables, claimed=claimed):
        earlier = events.setdefault(entry.event_id, [])
        if entry.figure_id is None:
            entry, events[entry.event_id] = strike(entry, earlier)
        else:
            entry = relate(entry, earlier)
        events[entry.event_id].append(entry)
    entries = [entry for own in events.values() for entry in own if entry.group is not None]
    groups = dict.fromkeys(entry.group for entry in entries)
    order = {group: n for n, group in enumerate(groups)}
    entries.sort(key=lambda entry: order[entry.group])
    return pd.DataFrame([vars(entry) for entry in entries], columns=COLUMNS).astype(DTYPES)


def _entries_in_order(tables: TablesInParts, *, claimed: bool) -> Iterator[Entry]:
    """Yield the figures and withdrawals of all articles by day and place, not yet compared."""
    leads = {lead.article_id: lead for part in tables.parts() for lead in find_leads(part)}
    stories = find_stories(list(leads.values()))
    found = [
        (article.published or UNDATED, article.article_id, entries)
        for part in tables.parts()
        for article, entries in _entries_of_part(part, leads, stories, claimed=claimed)
    ]
    for *_, entries in sorted(found, key=lambda item: item[:2]):
        yield from entries


def _entries_of_part(
    tables: Tables, leads: dict[str, Lead], stories: dict[str, str], *, claimed: bool
) -> Iterator[tuple[Record, list[Entry]]]:
    """Yield the articles with their entries in the order of the text."""
    figures, mentions = (
        dict(tuple(frame.groupby("article_id"))) for frame in (tables.figures, tables.mentions)
    )
    stances = tables.quotes.set_index("quote_id").stance.to_dict()
    actors = tables.actors.set_index("actor_id")
    for article in without_na(tables.articles):
        key = article.article_id
        text = readable(article.text, article.body_start, article.body_end)
        own = figures.get(key, tables.figures.iloc[:0])
        named = mentions.get(key, tables.mentions.iloc[:0])
        own = _with_named_holders(own, named, actors.name)
        named = named.assign(kind=named.actor_id.map(actors.kind))
        report = SceneFinder(article, text, named, lead=leads[key], story=stories[key])
        found = [
            *_figures(article, report, own, stances, claimed=claimed),
            *find_withdrawals(article, text, mentions=named, figures=own, names=actors.name),
        ]
        found.sort(key=lambda item: _order(*item))
        entries = (entry for _, entry in found)
        yield (
            article,
            [one if one.figure_id else replace(one, event_id=stories[key]) for one in entries],
        )


def _with_named_holders(
    figures: pd.DataFrame, mentions: pd.DataFrame, names: pd.Series
) -> pd.DataFrame:
    """Return figures with the name of whom a pronoun means that one is about."""
    pronouns = mentions[mentions.form == "pronoun"]
    meant = dict(zip(pronouns.start, pronouns.actor_id.map(names), strict=True))
    named = figures.about_start.map(meant).astype("string")
    return figures.assign(about=named.fillna(figures.about))


def _order(at: int, entry: Entry) -> tuple[bool, int]:
    """Sort the figure before a change in front of the article: "from five people to six"."""
    return not entry.scene.is_older, at


def _figures(
    article: Record,
    report: SceneFinder,
    figures: pd.DataFrame,
    stances: dict[str, str],
    *,
    claimed: bool,
) -> Iterator[tuple[int, Entry]]:
    """Yield one article's figures with their places."""
    rows = {row.figure_id: row for row in without_na(figures)}
    for row in rows.values():
        is_open = row.claim in (ASKED, SUPPOSED) or (claimed and row.claimant_id is None)
        whole = rows.get(row.part_of_id)
        scene = report.scene_of(row.start, row.end, is_part=whole is not None)
        if row.event is None and report.is_toll(row.start):
            row = row._replace(event=KILLED)
        group = group_of(whole or row)
        if row.unit_kind not in COMPARED or is_open or group is None:
            continue
        place = PLACE.search(report.text[row.end : row.end + NEAR_PLACE])
        yield (
            row.start,
            Entry(
                group=group,
                event=row.event,
                thing=row.thing,
                place=place[1] if place else None,
                low=row.low,
                high=row.high,
                bound=row.bound,
                unit=row.unit if row.per is None else f"{row.unit} per {row.per}",
                claimant_name=row.claimant_name,
                claimant_id=row.claimant_id,
                claim=row.claim,
                stance=stances.get(row.quote_id),
                published=article.published,
                article_id=article.article_id,
                figure_id=row.figure_id,
                text=row.text,
                related_id=row.part_of_id,
                is_part=whole is not None,
                event_id=scene.event_id,
                reason=scene.reason,
                scene=scene,
            ),
        )
