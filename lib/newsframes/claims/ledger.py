"""The ledger: who claims which figure, beside the earlier claims about the same thing."""

import re
from collections.abc import Iterator
from dataclasses import fields

import pandas as pd

from ..articles import readable
from ..tables.linked import Record, Tables
from .commitment_words import ASKED, SUPPOSED
from .ledger_entry import Entry, group_of, without_na
from .ledger_relations import relate, strike
from .withdrawals import find_withdrawals

COLUMNS = [field.name for field in fields(Entry)]
DTYPES = dict.fromkeys(COLUMNS, "string") | {
    "low": "float64", "high": "float64", "is_part": "bool", "is_withdrawn": "bool",
}  # fmt: skip
COMPARED = ("count", "money")
# How far behind a figure its place may stand, in characters.
NEAR_PLACE = 30
PLACE = re.compile(r"\b(?:in|at|from) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
# Sorts behind every day: articles without a day of publication come last.
UNDATED = "9999-12-31"


def ledger(tables: Tables, *, claimed: bool = True) -> pd.DataFrame:
    """List the claimed figures, each beside the earlier ones about the same thing.

    Figures are about the same thing when event (killed, detained …) and kind of thing agree: people
    in general, or one kind of them ("members of the security forces"), and whose they are, if the
    text says so ("Ford has 13,000 workers" and "GM has 9,000 workers" are two groups). A part ("103
    of them in Almaty") is shown as such and never added to or compared with a whole. A toll that is
    taken back stays, struck. What someone denies is listed as denied, and no claim is compared with
    it but one of the same value. Left out is what is only asked or supposed.

    Parameters
    ----------
    tables
        Of one or many articles; those with a day of publication come in its order, the others after
        them.
    claimed
        Leave out what no one is credited with; False keeps the article's own figures too.

    Returns
    -------
    pandas.DataFrame
        One row a figure or withdrawal: ``group``; ``event, thing, place``; ``low, high, bound,
        unit``; ``claimant_name, claimant_id``; ``claim`` (``asserted | denied``, NA without
        claimant and of a withdrawal); ``stance``; ``published, article_id, figure_id, text``;
        ``relation`` to the row ``related_id`` before it (``first | repeats | raises | lowers |
        disputes | denies | withdraws | part of``); ``is_part``, ``is_withdrawn``.

    Notes
    -----
    ``raises`` and ``lowers`` compare with the last figure of the group that still stands; two that
    differ on one day by different claimants dispute each other. A denial disputes the claim of the
    same value before it, and such a claim the denial before it; two denials repeat each other, and
    one of what nobody here has claimed ``denies``. A denial of the same event and value by another
    noun ("90 civilians died", "denied 90 deaths") counts as one of that claim.

    Examples
    --------
    >>> import newsframes as nf
    >>> text = "Police said 12 people were killed. The ministry said 15 people were killed."
    >>> found = ledger(nf.tabulate(text))
    >>> found[["claimant_name", "low", "relation"]].values.tolist()
    [['Police', 12.0, 'first'], ['ministry', 15.0, 'disputes']]
    """
    entries: list[Entry] = []
    for entry in _entries_in_order(tables, claimed=claimed):
        if entry.figure_id is None:
            entry, entries = strike(entry, entries)
        else:
            entry = relate(entry, entries)
        entries.append(entry)
    entries = [entry for entry in entries if entry.group is not None]
    groups = dict.fromkeys(entry.group for entry in entries)
    order = {group: n for n, group in enumerate(groups)}
    entries.sort(key=lambda entry: order[entry.group])
    return pd.DataFrame([vars(entry) for entry in entries], columns=COLUMNS).astype(DTYPES)


def _entries_in_order(tables: Tables, *, claimed: bool) -> Iterator[Entry]:
    """Yield the figures and withdrawals of all articles by day and place, not yet compared."""
    days = tables.articles.published.fillna(UNDATED)
    articles = tables.articles.assign(day=days).sort_values(["day", "article_id"], kind="stable")
    figures, mentions = (
        dict(tuple(frame.groupby("article_id"))) for frame in (tables.figures, tables.mentions)
    )
    stances = tables.quotes.set_index("quote_id").stance.to_dict()
    names = tables.actors.set_index("actor_id").name
    for article in without_na(articles):
        text = readable(article.text, article.body_start, article.body_end)
        own = figures.get(article.article_id, tables.figures.iloc[:0])
        named = mentions.get(article.article_id, tables.mentions.iloc[:0])
        found = [
            *_figures(article, text, own, stances, claimed=claimed),
            *find_withdrawals(article, text, mentions=named, figures=own, names=names),
        ]
        yield from (entry for _, entry in sorted(found, key=lambda item: item[0]))


def _figures(
    article: Record, text: str, figures: pd.DataFrame, stances: dict[str, str], *, claimed: bool
) -> Iterator[tuple[int, Entry]]:
    """Yield one article's figures with their places."""
    rows = {row.figure_id: row for row in without_na(figures)}
    for row in rows.values():
        is_open = row.claim in (ASKED, SUPPOSED) or (claimed and row.claimant_id is None)
        whole = rows.get(row.part_of_id)
        group = group_of(whole or row)
        if row.unit_kind not in COMPARED or is_open or group is None:
            continue
        place = PLACE.search(text[row.end : row.end + NEAR_PLACE])
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
            ),
        )
