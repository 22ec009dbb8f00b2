"""The ledger: who claims which figure, beside the earlier claims about the same thing."""

import math
import re
from collections.abc import Iterator
from functools import cache

import pandas as pd

from ..articles import readable
from ..figures.counted_nouns import STATES, people_nouns
from ..language.lexicon import read_lexicon
from ..tables.linked import Tables
from .operators import ASKED, DENIED, SUPPOSED

COLUMNS = [
    "group", "event", "thing", "place", "low", "high", "bound", "unit", "claimant_name",
    "claimant_id", "claim", "stance", "published", "article_id", "figure_id", "text", "relation",
    "related_id", "is_part", "is_withdrawn",
]  # fmt: skip
# How far before and behind its verb the thing withdrawn may stand, in characters.
NEAR = 60
# How far behind a figure its place may stand, in characters.
NEAR_PLACE = 30
PLACE = re.compile(r"\b(?:in|at|from) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
Entry = dict[str, object]


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
    >>> found = ledger(nf.tabulate("Police said 12 people were killed. The ministry said 15 people were killed."))
    >>> found[["claimant_name", "low", "relation"]].values.tolist()
    [['Police', 12.0, 'first'], ['ministry', 15.0, 'disputes']]
    """
    days = tables.articles.published.fillna("9999-12-31")
    order = tables.articles.assign(day=days).sort_values(["day", "article_id"], kind="stable")
    entries: list[Entry] = []
    for article in order.itertuples():
        own = [*_figures(tables, article, claimed), *_withdrawals(tables, article)]
        for _, entry in sorted(own, key=lambda item: item[0]):
            _relate(entry, entries)
            entries.append(entry)
    entries = [entry for entry in entries if entry["group"] is not None]
    order_of = {
        group: n for n, group in enumerate(dict.fromkeys(entry["group"] for entry in entries))
    }
    entries.sort(key=lambda entry: order_of[entry["group"]])
    return pd.DataFrame(entries, columns=COLUMNS).astype(DTYPES)


DTYPES = dict.fromkeys(COLUMNS, "string") | {
    "low": "float64", "high": "float64", "is_part": "bool", "is_withdrawn": "bool",
}  # fmt: skip


def _figures(tables: Tables, article: object, claimed: bool) -> Iterator[tuple[int, Entry]]:
    """Yield one article's figures with their places, as entries not yet compared."""
    figures = tables.figures[tables.figures.article_id == article.article_id]
    stances = tables.quotes.set_index("quote_id").stance
    by_id = figures.set_index("figure_id")
    text = readable(article.text, article.body_start, article.body_end)
    for row in figures.itertuples():
        is_open = pd.notna(row.claim) and row.claim in (ASKED, SUPPOSED)
        if (
            row.unit_kind not in ("count", "money")
            or is_open
            or (claimed and pd.isna(row.claimant_id))
        ):
            continue
        whole = (
            by_id.loc[row.part_of_id]
            if pd.notna(row.part_of_id) and row.part_of_id in by_id.index
            else None
        )
        group = _group(row) if whole is None else _group(whole)
        if group is None:
            continue
        place = PLACE.search(text[row.end : row.end + NEAR_PLACE])
        yield row.start, {
            "group": group, "event": row.event, "thing": row.thing,
            "place": place[1] if place else pd.NA, "low": row.low, "high": row.high,
            "bound": row.bound,
            "unit": row.unit if pd.isna(row.per) else f"{row.unit} per {row.per}",
            "claimant_name": row.claimant_name, "claimant_id": row.claimant_id, "claim": row.claim,
            "stance": stances.get(row.quote_id, pd.NA), "published": article.published,
            "article_id": article.article_id, "figure_id": row.figure_id, "text": row.text,
            "related_id": row.part_of_id, "is_part": whole is not None, "is_withdrawn": False,
        }  # fmt: skip


def _group(row: object) -> str | None:
    """Name what a figure is about: what happened, to people or to one kind of thing.

    None where neither is said.
    """
    if pd.isna(row.thing):
        kind = None if pd.isna(row.event) else _tallied(row.about)
    else:
        noun = re.split(r" (?:of|in|from) ", row.thing)[0].casefold().split()[-1]
        singular = {noun, noun.removesuffix("s"), re.sub("ies$", "y", noun)}
        kind = (
            "people"
            if singular & people_nouns() and " of " not in row.thing
            else row.thing.casefold()
        )
    if kind is None:
        return None if pd.isna(row.about) else str(row.about).casefold()
    group = f"{row.event}: {kind}" if pd.notna(row.event) else kind
    return f"{group} ({_holder(row.about)})" if _is_held(row) else group


def _is_held(row: object) -> bool:
    """Return True if a count has a holder: "Ford has 13,000 workers".

    Of what happened to people nobody is one.
    """
    return (
        pd.notna(row.thing)
        and pd.notna(row.about)
        and row.unit_kind == "count"
        and pd.isna(row.event)
    )


def _holder(about: str) -> str:
    """Return a holder without its article, in small letters."""
    return re.sub(r"^(?:the|an?) ", "", about.casefold())


def _tallied(about: object) -> str:
    """Name what a toll counts by its noun phrase: "the number of homes destroyed".

    People where that names no thing.
    """
    of = None if pd.isna(about) else re.search(r"\bof (?:the )?(\w+)", about)
    if (
        of is None
        or of[1].casefold() in people_nouns() | STATES
        or of[1].removesuffix("s") in people_nouns()
    ):
        return "people"
    return of[1].casefold()


@cache
def _taking_back() -> re.Pattern[str]:
    words = {
        use: [entry["word"] for entry in read_lexicon("withdrawals") if entry["use"] == use]
        for use in USES
    }
    verb, thing = (
        "|".join(map(re.escape, sorted(words[use], key=len, reverse=True))) for use in USES
    )
    return re.compile(
        rf"\b(?P<verb>{verb})\b[^.;]{{0,{NEAR}}}?\b(?:{thing})\b|\b(?:{thing})\b[^.;]{{0,{NEAR}}}?\b(?P<after>{verb})\b",
        re.IGNORECASE,
    )


USES = ("verb", "object")
# People of whom no event is told are no group that could be compared.
UNTOLD = "people"


def _withdrawals(tables: Tables, article: object) -> Iterator[tuple[int, Entry]]:
    """Yield what an article says is taken back, and by whom: the actor named last before the verb."""
    mentions = tables.mentions[tables.mentions.article_id == article.article_id]
    names = tables.actors.set_index("actor_id").name
    figures = tables.figures[tables.figures.article_id == article.article_id]
    text = readable(article.text, article.body_start, article.body_end)
    for match in _taking_back().finditer(text, article.body_start, article.body_end):
        at = match.start("verb") if match["verb"] else match.start("after")
        begin = max(text.rfind(mark, 0, at) for mark in ".\n") + 1
        before = mentions[(mentions.start >= begin) & (mentions.end <= at)].sort_values("end")
        who = before.actor_id.iloc[-1] if len(before) else pd.NA
        end = text.find(".", match.end()) % (len(text) + 1)
        said = figures[
            (figures.start >= begin) & (figures.end <= end) & (figures.unit_kind == "count")
        ]
        value = said.low.iloc[-1] if len(said) else math.nan
        yield at, {
            "group": None, "event": pd.NA, "thing": pd.NA, "place": pd.NA, "low": value,
            "high": value, "bound": "=", "unit": "count", "claimant_name": names.get(who, pd.NA),
            "claimant_id": who, "claim": pd.NA, "stance": "deny", "published": article.published,
            "article_id": article.article_id, "figure_id": pd.NA, "text": match.group(),
            "relation": "withdraws", "related_id": pd.NA, "is_part": False, "is_withdrawn": False,
        }  # fmt: skip


def _relate(entry: Entry, earlier: list[Entry]) -> None:
    """Write an entry's relation to those before it; a withdrawal strikes what it takes back."""
    if entry.get("relation") == "withdraws":
        _strike(entry, earlier)
        return
    if entry["is_part"]:
        entry["relation"] = "part of"
        return
    standing = [
        other for other in earlier if other["group"] == entry["group"] and not other["is_part"] and pd.notna(other["figure_id"]) and other["unit"] == entry["unit"]
    ]  # fmt: skip
    same = [
        other
        for other in standing
        if (other["low"], other["high"]) == (entry["low"], entry["high"])
    ]
    if entry["group"] == UNTOLD:
        entry["relation"] = "denies" if _is_denied(entry) else "first"
    elif _is_denied(entry):
        _deny(entry, same or _counterparts(entry, earlier))
    else:
        denials = [other for other in _counterparts(entry, earlier) if _is_denied(other)]
        _compare(entry, [other for other in standing if not _is_denied(other)], [*same, *denials])


def _is_denied(entry: Entry) -> bool:
    return pd.notna(entry["claim"]) and entry["claim"] == DENIED


def _counterparts(entry: Entry, earlier: list[Entry]) -> list[Entry]:
    """Return what tells of the same event and value by another noun: "90 civilians died", "90 deaths"."""
    if pd.isna(entry["event"]) or entry["is_part"]:
        return []
    return [
        other for other in earlier
        if pd.notna(other["event"]) and other["event"] == entry["event"] and not other["is_part"]
        and other["unit"] == entry["unit"] and pd.notna(other["figure_id"])
        and (other["low"], other["high"]) == (entry["low"], entry["high"])
        and _are_alike(entry["group"], other["group"])
    ]  # fmt: skip


def _are_alike(group: str, other: str) -> bool:
    """Return True if one group is of people in general, or both have the same head noun."""
    nouns = {one.rsplit(": ", 1)[-1].split()[-1] for one in (group, other)}
    return "people" in nouns or len(nouns) == 1


def _deny(entry: Entry, same: list[Entry]) -> None:
    """Write a denial's relation to what was said of the same value before it."""
    claims = [other for other in same if not _is_denied(other)]
    related = claims or same
    entry["relation"] = "disputes" if claims else "repeats" if related else "denies"
    if related:
        entry["related_id"], entry["group"] = related[-1]["figure_id"], related[-1]["group"]


def _compare(entry: Entry, claims: list[Entry], same: list[Entry]) -> None:
    """Write a claim's relation to the claims before it, or to the denial of the same value."""
    repeated = [other for other in same if not _is_denied(other)]
    denials = [
        other
        for other in same
        if _is_denied(other) and other["claimant_name"] != entry["claimant_name"]
    ]
    if denials and not repeated and pd.notna(entry["claimant_id"]):
        entry["relation"], entry["related_id"] = "disputes", denials[-1]["figure_id"]
        return
    if not claims:
        entry["relation"] = "first"
        return
    open_ones = [other for other in claims if not other["is_withdrawn"]]
    last = repeated[-1] if repeated else (open_ones or claims)[-1]
    entry["related_id"] = last["figure_id"]
    if repeated:
        entry["relation"], entry["is_withdrawn"] = "repeats", last["is_withdrawn"]
    elif _is_rival(entry, last):
        entry["relation"] = "disputes"
    else:
        entry["relation"] = "raises" if _size(entry) > _size(last) else "lowers"


def _is_rival(entry: Entry, last: Entry) -> bool:
    """Return True if two claimants give different figures in one report, or one denies the other's."""
    is_same_report = entry["article_id"] == last["article_id"]
    by_others = pd.notna(entry["claimant_id"]) and entry["claimant_name"] != last["claimant_name"]
    return bool(by_others and (is_same_report or entry["stance"] == "deny"))


def _size(entry: Entry) -> float:
    """Return what a figure is compared by: its finite bound, or the middle of an interval."""
    ends = [end for end in (entry["low"], entry["high"]) if math.isfinite(end)]
    return sum(ends) / len(ends) if ends else 0.0


def _strike(entry: Entry, earlier: list[Entry]) -> None:
    """Strike the toll that is taken back: the one of the value named, else the first one in the same report."""
    figures = [other for other in earlier if pd.notna(other["figure_id"]) and not _is_denied(other)]
    tolls = [other for other in figures if not other["is_part"]]
    if math.isnan(entry["low"]):
        own = [
            other
            for other in tolls
            if other["article_id"] == entry["article_id"] and other["unit"] == "count"
        ]
        struck = own[:1]
    else:
        struck = [other for other in tolls if other["low"] == entry["low"]][-1:]
    for toll in struck:
        is_known = toll["is_withdrawn"]
        entry |= {
            key: toll[key] for key in ("group", "event", "thing", "low", "high", "bound", "unit")
        }
        entry["related_id"] = toll["figure_id"]
        entry["relation"] = "repeats" if is_known else "withdraws"
        for other in figures:
            whole = (
                other["group"] == toll["group"]
                and other["low"] == toll["low"]
                and not other["is_part"]
            )
            is_its_part = other["is_part"] and other["related_id"] == toll["figure_id"]
            other["is_withdrawn"] |= whole or is_its_part
        entry["is_withdrawn"] = True
