"""Wire copies: reports that share most of their text, and what one changed of the other."""

import re
from collections.abc import Iterator

import pandas as pd
from rapidfuzz import fuzz, process
from rensa import RMinHash, RMinHashLSH

from ..tables.linked import Record, Tables
from .search import articles_by_day

WORD = re.compile(r"\w+")
# Words in a row that two texts are compared by.
SHINGLE = 5
# Three hashes a band: of two texts that share two fifths of their runs, 94 in 100 are compared.
HASHES, BANDS, SEED = 126, 42, 20220110
# At least so much of the shorter text stands in the other one, in shingles.
LEAST_SHARED = 0.6
# Quotes that are alike by so much are one quote, changed.
LEAST_ALIKE = 60
COPIES = ["article_id", "copy_of", "shared"]
CHANGES = [
    "article_id", "copy_of", "table", "change", "before", "after", "before_name", "after_name",
    "before_id", "after_id",
]  # fmt: skip


def find_copies(tables: Tables) -> pd.DataFrame:
    """List the articles that are near copies of an earlier one, as of a report of an agency.

    Candidates are found by MinHash over runs of five words, at a cost that grows with the number of
    articles; each is then compared word for word. Not found: two texts that share less than a
    third of the runs that either has, as a short report within a long one.

    Parameters
    ----------
    tables
        Of many articles. The earliest by day is the original, else the first.

    Returns
    -------
    pandas.DataFrame
        One row a copy: ``article_id``; ``copy_of``, the original; ``shared``, how much of the
        shorter text stands in the other, from 0 to 1.

    Examples
    --------
    >>> import newsframes as nf
    >>> text = "Police said on Monday that 12 people had been killed when a bus fell off a bridge."
    >>> tables = nf.tabulate([text, f"{text} It rained."])
    >>> len(find_copies(tables)), find_copies(tables).shared.tolist()
    (1, [1.0])
    """
    articles = articles_by_day(tables)
    index = RMinHashLSH(threshold=0.3, num_perm=HASHES, num_bands=BANDS)
    originals: list[tuple[str, frozenset[str]]] = []
    rows = []
    for article in articles.itertuples(index=False):
        shingles = _shingles(article.text[article.body_start : article.body_end])
        if not shingles:
            continue
        digest = RMinHash(num_perm=HASHES, seed=SEED)
        digest.update(sorted(shingles))
        likely = [originals[n] for n in sorted(index.query(digest))]
        shares = [(_shared(shingles, other), key) for key, other in likely]
        shared, original = max(shares, key=lambda share: share[0], default=(0.0, ""))
        if shared >= LEAST_SHARED:
            rows.append((article.article_id, original, round(shared, 2)))
        else:
            index.insert(len(originals), digest)
            originals.append((article.article_id, shingles))
    dtypes = {"article_id": "string", "copy_of": "string", "shared": "float64"}
    return pd.DataFrame(rows, columns=COPIES).astype(dtypes)


def _shingles(text: str) -> frozenset[str]:
    words = WORD.findall(text.casefold())
    runs = (words[n : n + SHINGLE] for n in range(len(words) - SHINGLE + 1))
    return frozenset(" ".join(run) for run in runs)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))


def without_copies(tables: Tables) -> Tables:
    """Return the tables without near copies, so that counts are by story and not by article.

    Parameters
    ----------
    tables
        Of many articles; they are not changed.

    Examples
    --------
    >>> import newsframes as nf
    >>> text = "Police said on Monday that 12 people had been killed when a bus fell off a bridge."
    >>> tables = nf.tabulate([text, f"{text} It rained."])
    >>> len(tables.articles), len(without_copies(tables).articles)
    (2, 1)
    """
    copies = set(find_copies(tables).article_id)
    return Tables(
        **{
            name: frame[~frame.article_id.isin(copies)].reset_index(drop=True)
            for name, frame in tables.frames().items()
        }
    )


def compare_copies(tables: Tables) -> pd.DataFrame:
    """List the quotes and figures that near copies add, drop or change.

    Parameters
    ----------
    tables
        Of many articles.

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
    parts = {
        name: dict(tuple(frame.groupby("article_id", sort=False)))
        for name, frame in (("quotes", tables.outer_quotes), ("figures", tables.figures))
    }
    rows = []
    for copy in find_copies(tables).itertuples(index=False):
        for name, differences in (("quotes", _quotes), ("figures", _figures)):
            before, after = (
                list(parts[name].get(key, tables.frames()[name].iloc[:0]).itertuples())
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
