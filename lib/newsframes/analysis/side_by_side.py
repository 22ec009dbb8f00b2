"""Two articles or two outlets compared: who is quoted, which figures, which words."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from ..claims.alignment import unify_names
from ..claims.ledger import ledger
from ..tables.linked import Tables
from ..tables.parts import TablesInParts, gather_parts
from .share_of_voice import UNKNOWN, are_pronouns, quoted_words

WORD = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*")

# Share of the words of both sides that each is taken to have used before it is looked at.
PRIOR = 0.1


@dataclass(frozen=True, eq=False, repr=False)
class ComparedSides:
    """What two sides, ``a`` and ``b``, have in common and what only one of them has.

    Attributes
    ----------
    speakers
        One row a speaker by name, most words first: ``speaker``; ``n_quotes_a, n_words_a,
        n_quotes_b, n_words_b``; ``found`` (``both | a only | b only``).
    figures
        One row a quantity of an event: ``event_id, group, unit``; ``a``, ``b``, the figures as
        written, lists; ``found`` (``same | differing | a only | b only``); ``ids_a``, ``ids_b``.
    words
        One row a word, that of side a first: ``word``; ``n_a, n_b``; ``z``, the log-odds of its use
        in a against b in standard errors, with a tenth of the words of both as prior. From 1.96
        on, a use as different would come about by chance in one of 20 words.

    Notes
    -----
    ``z`` is that of Monroe, Colaresi and Quinn (2008), "Fightin' Words".
    """

    speakers: pd.DataFrame
    figures: pd.DataFrame
    words: pd.DataFrame

    def __repr__(self) -> str:
        speakers, figures = (
            ", ".join(f"{kind} {n}" for kind, n in frame.found.value_counts(sort=False).items())
            for frame in (self.speakers, self.figures)
        )
        told = self.words[self.words.z.abs() >= 1.96]
        return (
            f"Two sides compared. Speakers: {speakers or 'none'}. Figures: {figures or 'none'}."
            f" Words: {len(told)} of {len(self.words)} used differently."
        )


def compare(
    a: TablesInParts | str, b: TablesInParts | str, *, tables: TablesInParts | None = None
) -> ComparedSides:
    """Compare two articles or outlets: who is quoted in one only, which figures and words differ.

    Actors are aligned over both sides first, figures are compared within one event as ``ledger``
    does.

    Parameters
    ----------
    a, b
        Tables, or the id of an article, or an outlet: a host name or a ``source`` as it stands in
        the articles of ``tables``. Both sides are held in memory.
    tables
        Of many articles, or a corpus; needed for ids and outlets.

    Returns
    -------
    ComparedSides
        Three frames: ``speakers``, ``figures`` and ``words``.

    Raises
    ------
    ValueError
        If there is no such article or outlet, or an article stands on both sides.

    Examples
    --------
    >>> import newsframes as nf
    >>> one = nf.tabulate("Ann Lee said 12 people were killed in Lyon.")
    >>> other = nf.tabulate("Bo Hill said 14 people were killed in Lyon.")
    >>> found = compare(one, other)
    >>> found.speakers[["speaker", "found"]].values.tolist()
    [['Ann Lee', 'a only'], ['Bo Hill', 'b only']]
    """
    sides = [_side(side, tables) for side in (a, b)]
    ids = [set(side.articles.article_id) for side in sides]
    if both := ids[0] & ids[1]:
        raise ValueError(
            f"Cannot compare an article with itself: {', '.join(sorted(both))} stands on both"
            " sides. Give each side articles of its own."
        )
    joined = unify_names(gather_parts(sides))
    is_a = joined.articles.set_index("article_id").index.isin(ids[0])
    side_of = pd.Series(np.where(is_a, "a", "b"), joined.articles.article_id)
    return ComparedSides(
        _speakers(joined, side_of), _figures(joined, side_of), _words(joined, side_of)
    )


def _side(side: TablesInParts | str, tables: TablesInParts | None) -> Tables:
    """Return the tables of one side."""
    if not isinstance(side, str):
        return gather_parts(side.parts())
    if tables is None:
        raise ValueError(f"Cannot find {side!r} without tables. Give them as tables=….")
    found, known = [], set()
    for part in tables.parts():
        sources = part.articles.source
        outlets = sources.map(_outlet, na_action="ignore")
        is_own = (part.articles.article_id == side) | (sources == side) | (outlets == side)
        own = part.articles.article_id[is_own.fillna(False).astype(bool)]
        known |= set(outlets.dropna())
        if len(own):
            frames = part.frames().items()
            found.append(
                Tables(**{name: frame[frame.article_id.isin(own)] for name, frame in frames})
            )
    if not found:
        listed = ", ".join(sorted(known)[:10]) or "none has a source"
        raise ValueError(f"There is no article or outlet {side!r}. Outlets: {listed}.")
    return gather_parts(found)


def _outlet(source: str) -> str:
    """Return the host of an address, else the source itself."""
    return (urlsplit(source).hostname or source).removeprefix("www.")


def _speakers(tables: Tables, side_of: pd.Series) -> pd.DataFrame:
    words = quoted_words(tables).assign(side=tables.outer_quotes.article_id.map(side_of))
    words = words[(words.speaker != UNKNOWN) & ~are_pronouns(words.speaker)]
    counted = words.pivot_table(
        index="speaker", columns="side", values="n_words", aggfunc=["size", "sum"], fill_value=0
    )
    found = pd.DataFrame(
        {
            f"n_{noun}_{side}": counted.get((column, side), pd.Series(0, counted.index))
            for side in "ab"
            for noun, column in (("quotes", "size"), ("words", "sum"))
        }
    ).astype("int64")
    found["found"] = _found(found.n_quotes_a > 0, found.n_quotes_b > 0)
    found = found.rename_axis("speaker").reset_index().astype({"speaker": "string"})
    total = found.n_words_a + found.n_words_b
    order = found.assign(total=total).sort_values(["total", "speaker"], ascending=[False, True])
    return order.drop(columns="total").reset_index(drop=True)


def _found(in_a: pd.Series, in_b: pd.Series) -> pd.Series:
    only = np.where(in_a, "a only", "b only")
    return pd.Series(np.where(in_a & in_b, "both", only), in_a.index, dtype="string")


def _figures(tables: Tables, side_of: pd.Series) -> pd.DataFrame:
    entries = ledger(tables, claimed=False).dropna(subset=["figure_id", "event_id"])
    entries = entries[~entries.is_part].assign(side=entries.article_id.map(side_of))
    rows = []
    for key, own in entries.groupby(["event_id", "group", "unit"], sort=False):
        sides = [own[own.side == side] for side in "ab"]
        values = [set(zip(side.low, side.high, strict=True)) for side in sides]
        found = "same" if values[0] == values[1] else "differing"
        if not values[0] or not values[1]:
            found = "a only" if values[0] else "b only"
        texts, ids = ([side[name].tolist() for side in sides] for name in ("text", "figure_id"))
        rows.append((*key, *texts, found, *ids))
    names = ["event_id", "group", "unit", "a", "b", "found", "ids_a", "ids_b"]
    text = dict.fromkeys(("event_id", "group", "unit", "found"), "string")
    return pd.DataFrame(rows, columns=names).astype(text)


def _words(tables: Tables, side_of: pd.Series) -> pd.DataFrame:
    """Count the words of both sides, with the log-odds of Monroe and others (2008)."""
    counts: dict[str, Counter[str]] = {"a": Counter(), "b": Counter()}
    for article in tables.articles.itertuples(index=False):
        body = article.text[article.body_start : article.body_end]
        counts[side_of[article.article_id]].update(WORD.findall(body.casefold()))
    vocabulary = sorted(counts["a"].keys() | counts["b"].keys())
    n_a, n_b = (np.array([counts[side][word] for word in vocabulary], float) for side in "ab")
    prior = PRIOR * (n_a + n_b)
    odds = [
        np.log((n + prior) / np.maximum(n.sum() + prior.sum() - n - prior, 1)) for n in (n_a, n_b)
    ]
    z = (odds[0] - odds[1]) / np.sqrt(1 / (n_a + prior) + 1 / (n_b + prior))
    found = pd.DataFrame({"word": vocabulary, "n_a": n_a, "n_b": n_b, "z": z.round(2)})
    found = found.astype({"word": "string", "n_a": "int64", "n_b": "int64", "z": "float64"})
    return found.sort_values(["z", "word"], ascending=[False, True], ignore_index=True)
