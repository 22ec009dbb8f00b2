"""Wire copies: reports that share most of their text, and what one changed of the other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import overload

import pandas as pd
from rapidfuzz import fuzz, process

from ..articles.near_copies import find_near_copies
from ..tables.days import articles_by_day
from ..tables.linked import Record, Tables
from ..tables.parts import TablesInParts, gather, gather_parts

WORD = re.compile(r"\w+")
# Quotes that are alike by so much are one quote, changed.
LEAST_ALIKE = 60
COPIES = ["article_id", "copy_of", "shared"]
CHANGES = [
    "article_id", "copy_of", "table", "change", "before", "after", "before_name", "after_name",
    "before_id", "after_id",
]  # fmt: skip


def find_copies(tables: TablesInParts) -> pd.DataFrame:
    """List the articles that are near copies of an earlier one, as of a report of an agency.

    Candidates are found by MinHash over runs of five words and by whole sentences, at a cost that
    grows with the number of articles; each is then compared word for word. They are those that
    ``articles.copy_of`` and the issues ``near_copy`` name.

    Parameters
    ----------
    tables
        Of many articles, or a corpus, whose copies are known. The earliest by day is the original,
        else the first.

    Returns
    -------
    pandas.DataFrame
        One row a copy: ``article_id``; ``copy_of``, the original, as in ``articles``; ``shared``,
        how much of the shorter text stands in the other, from 0 to 1.

    Examples
    --------
    >>> import newsframes as nf
    >>> text = "Police said on Monday that 12 people had been killed when a bus fell off a bridge."
    >>> tables = nf.tabulate([text, f"{text} It rained."])
    >>> len(find_copies(tables)), find_copies(tables).shared.tolist()
    (1, [1.0])
    """
    if (known := tables.known_copies()) is not None:
        return known
    bodies = (
        (article.article_id, article.text[article.body_start : article.body_end])
        for article in articles_by_day(gather(tables)).itertuples(index=False)
    )
    rows = [(key, first, round(share, 2)) for key, first, share in find_near_copies(bodies)]
    dtypes = {"article_id": "string", "copy_of": "string", "shared": "float64"}
    return pd.DataFrame(rows, columns=COPIES).astype(dtypes)


@dataclass(frozen=True)
class PartsWithoutCopies:
    """Tables in parts, without some articles."""

    tables: TablesInParts
    article_ids: frozenset[str]

    def parts(self) -> Iterator[Tables]:
        """Yield the tables of some of the articles after those of others."""
        return (leave_out(part, self.article_ids) for part in self.tables.parts())

    def known_copies(self) -> pd.DataFrame:
        """Return no copies."""
        return find_copies(self.tables).iloc[:0]


@overload
def without_copies(tables: Tables) -> Tables: ...  # type: ignore[overload-overlap]
@overload
def without_copies(tables: TablesInParts) -> PartsWithoutCopies: ...
def without_copies(tables: TablesInParts) -> Tables | PartsWithoutCopies:
    """Return the tables without near copies, so that counts are by story and not by article.

    Parameters
    ----------
    tables
        Of many articles, or a corpus; they are not changed.

    Returns
    -------
    Tables
        Of the articles that are no copies. Of a corpus, what the question functions (``search``,
        ``track_voices``, …) take in its place.

    Examples
    --------
    >>> import newsframes as nf
    >>> text = "Police said on Monday that 12 people had been killed when a bus fell off a bridge."
    >>> tables = nf.tabulate([text, f"{text} It rained."])
    >>> len(tables.articles), len(without_copies(tables).articles)
    (2, 1)
    """
    copies = frozenset(find_copies(tables).article_id)
    if isinstance(tables, Tables):
        return leave_out(tables, copies)
    return PartsWithoutCopies(tables, copies)


def leave_out(tables: Tables, article_ids: Iterable[str]) -> Tables:
    """Return the tables without some articles."""
    ids = set(article_ids)
    return Tables(
        **{
            name: frame[~frame.article_id.isin(ids)].reset_index(drop=True)
            for name, frame in tables.frames().items()
        }
    )


def count_once(tables: TablesInParts, *, by_story: bool) -> Iterator[Tables]:
    """Return tables in parts, without near copies if counts are to be by story.

    Parameters
    ----------
    tables
        ``Tables``, of which copies are looked for, or a corpus, which knows them.
    by_story
        False keeps every article.
    """
    return (without_copies(tables) if by_story else tables).parts()


def compare_copies(tables: TablesInParts) -> pd.DataFrame:
    """List the quotes and figures that near copies add, drop or change.

    Parameters
    ----------
    tables
        Of many articles, or a corpus, of which copies and their originals are held in memory.

    Returns
    -------
    pandas.DataFrame
        One row a difference between a copy and its original: ``article_id, copy_of``; ``table``
        (``quotes | figures``); ``change`` (``added | dropped | changed``); ``before`` and
        ``after``, the words in the original and in the copy; ``before_name`` and ``after_name``,
        the speaker or claimant; ``before_id`` and ``after_id``, the rows.

    Examples
    --------
    >>> import newsframes as nf
    >>> text = "A bus fell off a bridge over the river Saône in Lyon on Monday. {} died."
    >>> tables = nf.tabulate([text.format("Twelve people"), text.format("Nine people")])
    >>> found = compare_copies(tables)
    >>> found[["table", "change", "before", "after"]].values.tolist()
    [['figures', 'changed', 'Twelve', 'Nine']]
    """
    copies = find_copies(tables)
    told = {*copies.article_id, *copies.copy_of}
    own = gather_parts(
        leave_out(part, set(part.articles.article_id) - told) for part in tables.parts()
    )
    parts = {
        name: dict(tuple(frame.groupby("article_id", sort=False)))
        for name, frame in (("quotes", own.outer_quotes), ("figures", own.figures))
    }
    rows = []
    for copy in copies.itertuples(index=False):
        for name, differences in (("quotes", _quotes), ("figures", _figures)):
            before, after = (
                list(parts[name].get(key, own.frames()[name].iloc[:0]).itertuples())
                for key in (copy.copy_of, copy.article_id)
            )
            for change in differences(before, after):
                rows.append((copy.article_id, copy.copy_of, name, *change))
    return pd.DataFrame(rows, columns=CHANGES).astype("string")


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _quotes(before: list[Record], after: list[Record]) -> Iterator[tuple[object, ...]]:
    """Pair quotes by their words, the most alike first come."""
    left = {row.quote_id: row for row in after}
    for row in before:
        texts = {key: _plain(other.text) for key, other in left.items()}
        best = process.extractOne(
            _plain(row.text), texts, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE
        )
        other = left.pop(best[2]) if best else None
        names = [_name(one, "speaker_name") for one in (row, other)]
        if (
            other is None
            or _plain(row.text) != _plain(other.text)
            or str(names[0]) != str(names[1])
        ):
            yield _change(row, other, names, "quote_id")
    for row in left.values():
        yield _change(None, row, [pd.NA, _name(row, "speaker_name")], "quote_id")


def _figures(before: list[Record], after: list[Record]) -> Iterator[tuple[object, ...]]:
    """Pair figures of the same value, then those that count the same."""
    left = {row.figure_id: row for row in after}
    rest = []
    for row in before:
        same = (key for key, other in left.items() if _key(row, True) == _key(other, True))
        if (key := next(same, None)) is None:
            rest.append(row)
        else:
            del left[key]
    for row in rest:
        alike = (key for key, other in left.items() if _key(row, False) == _key(other, False))
        other = left.pop(next(alike, ""), None)
        names = [_name(one, "claimant_name") for one in (row, other)]
        yield _change(row, other, names, "figure_id")
    for row in left.values():
        yield _change(None, row, [pd.NA, _name(row, "claimant_name")], "figure_id")


def _key(row: Record, is_exact: bool) -> tuple[str, ...]:
    """Return what a figure counts, and its value and claimant if it is to be the same."""
    counted = [row.unit, row.thing, row.event, row.about]
    exact = [row.low, row.high, row.claimant_name] if is_exact else []
    return tuple(map(str, counted + exact))


def _name(row: Record | None, column: str) -> object:
    return pd.NA if row is None else getattr(row, column)


def _change(
    before: Record | None, after: Record | None, names: list[object], key: str
) -> tuple[object, ...]:
    change = "added" if before is None else "dropped" if after is None else "changed"
    texts = [pd.NA if row is None else row.text for row in (before, after)]
    ids = [pd.NA if row is None else getattr(row, key) for row in (before, after)]
    return change, *texts, *names, *ids
