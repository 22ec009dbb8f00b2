"""Source audit: who is quoted, by name or without, of which kind, role and country."""

import pandas as pd

from ..tables.linked import Tables
from ..tables.parts import TablesInParts
from .share_of_voice import quoted_lengths, source_namings
from .wire_copies import count_once

BY = ("naming", "kind", "role", "country")
COUNTS = ["n_quotes", "n_words", "n_speakers", "n_articles", "share"]


def audit_sources(
    tables: TablesInParts, *, by: tuple[str, ...] | str = BY, by_story: bool = False
) -> pd.DataFrame:
    """Count the quotes and words by what is known of their sources.

    Quotes within quotes and attitudes are left out. A person is counted as a speaker once an
    article; ``unify_names`` before it counts one actor of many articles as one.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus, of which some articles are in memory at a time.
    by
        What to count by, one or more of ``naming``, ``kind``, ``role`` and ``country``.
    by_story
        Leave near copies of an article out, so that what an agency sent out counts once.

    Returns
    -------
    pandas.DataFrame
        By quotes, most first: the columns of ``by`` (``naming``: as ``charts.source_namings`` gives
        it, ``named person``, ``unnamed body``, …, ``not found``; ``kind`` of actor; ``role`` in
        small letters; ``country``, ISO 3166 alpha-3; NA where unknown); ``n_quotes, n_words,
        n_speakers`` (by name), ``n_articles``; ``share`` of the quotes, from 0 to 1.

    Raises
    ------
    ValueError
        If there is nothing to count by, or a column is unknown.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> audit_sources(tables, by=("naming", "kind"))[["naming", "kind", "n_words"]].values.tolist()
    [['unnamed body', 'group', 5], ['named person', 'person', 3]]
    """
    columns = [by] if isinstance(by, str) else list(by)
    if not columns or not set(columns) <= set(BY):
        found = ", ".join(map(repr, columns)) or "nothing"
        raise ValueError(f"Cannot count sources by {found}. Expected some of {', '.join(BY)}.")
    parts = [_sources(part) for part in count_once(tables, by_story=by_story)]
    sources = pd.concat(parts, ignore_index=True)
    found = sources.groupby(columns, dropna=False, as_index=False).agg(
        n_quotes=("article_id", "size"), n_words=("n_words", "sum"),
        n_speakers=("name", "nunique"), n_articles=("article_id", "nunique"),
    )  # fmt: skip
    found["share"] = (found.n_quotes / max(len(sources), 1)).astype("float64")
    found = found.astype(dict.fromkeys(columns, "string") | dict.fromkeys(COUNTS[:-1], "int64"))
    order = ["n_quotes", "n_words", *columns]
    falling = [False, False, *(True for _ in columns)]
    return found.sort_values(order, ascending=falling, ignore_index=True)[[*columns, *COUNTS]]


def _sources(tables: Tables) -> pd.DataFrame:
    """Return what is known of the source of each quote."""
    quotes = tables.outer_quotes
    actors = tables.actors.set_index("actor_id")
    return pd.DataFrame(
        {
            "naming": source_namings(tables).naming,
            "kind": quotes.speaker_kind,
            "role": quotes.speaker_id.map(actors.role).astype("string").str.casefold(),
            "country": quotes.speaker_id.map(actors.country).astype("string"),
            "name": quotes.speaker_name.fillna(quotes.speaker),
            "article_id": quotes.article_id,
            "n_words": quoted_lengths(quotes).astype("int64"),
        }
    )
