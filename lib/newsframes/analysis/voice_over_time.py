"""Share of voice over time: the words attributed to each speaker in each day, week, month, year."""

import pandas as pd

from ..tables.linked import Tables
from ..tables.parts import TablesInParts
from .share_of_voice import UNKNOWN, are_pronouns, quoted_words, source_namings
from .wire_copies import count_once

# How the days of publication are put together: as ISO 8601 writes them.
PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
COLUMNS = ["period", "speaker", "is_named", "n_words", "n_quotes", "n_articles", "share"]


def track_voices(
    tables: TablesInParts, *, every: str = "month", by: str = "speaker", by_story: bool = False
) -> pd.DataFrame:
    """Count the words attributed to each speaker in each period of publication.

    Quotes within quotes and attitudes are left out, and articles without a day of publication.
    Speakers of many articles are told by their names: ``unify_names`` gives one actor one name.

    Parameters
    ----------
    tables
        Of many articles with their days, or a corpus, of which some articles are in memory at a
        time.
    every
        ``"day"``, ``"week"``, ``"month"`` or ``"year"``.
    by
        ``"speaker"``, or ``"speaks_for"`` for whom a spokesperson, official, lawyer or document
        speaks for, else the speaker.
    by_story
        Leave near copies of an article out, so that what an agency sent out counts once.

    Returns
    -------
    pandas.DataFrame
        In order of time, then by words: ``period`` (``2022-01-07``, ``2022-W01``, ``2022-01`` or
        ``2022``); ``speaker``; ``is_named``: a report of the period names the speaker ("experts"
        may be others each time); ``n_words, n_quotes, n_articles``; ``share`` of the words
        attributed in the period, from 0 to 1. Periods without a quote are left out.

    Raises
    ------
    ValueError
        If ``every`` or ``by`` is unknown.

    Examples
    --------
    >>> import newsframes as nf
    >>> days = ("2022-01-07", "2022-02-01")
    >>> articles = [nf.Article("Ann Lee said the mobs left.", published=day) for day in days]
    >>> articles[1] = nf.Article("Police said 40 people were hurt.", published=days[1])
    >>> track_voices(nf.tabulate(articles))[["period", "speaker", "n_words"]].values.tolist()
    [['2022-01', 'Ann Lee', 3], ['2022-02', 'Police', 4]]
    """
    if every not in PERIODS:
        raise ValueError(
            f"Cannot count words every {every!r}. Expected one of {', '.join(PERIODS)}."
        )
    parts = [_words(part, every, by) for part in count_once(tables, by_story=by_story)]
    dated = pd.concat(parts, ignore_index=True).dropna(subset="period")
    counted = dated.groupby(["period", "speaker"], as_index=False).agg(
        is_named=("is_named", "any"), n_words=("n_words", "sum"), n_quotes=("quote_id", "size"),
        n_articles=("article_id", "nunique"),
    )  # fmt: skip
    total = counted.groupby("period").n_words.transform("sum")
    counted["share"] = (counted.n_words / total.clip(lower=1)).astype("float64")
    order = ["period", "n_words", "speaker"]
    counted = counted.sort_values(order, ascending=[True, False, True], ignore_index=True)
    whole = dict.fromkeys(("n_words", "n_quotes", "n_articles"), "int64")
    return counted[COLUMNS].astype({"period": "string", "speaker": "string"} | whole)


def _words(tables: Tables, every: str, by: str) -> pd.DataFrame:
    """Return the words of each quote with its period."""
    words = quoted_words(tables, by=by).assign(article_id=tables.outer_quotes.article_id)
    is_lost = are_pronouns(words.speaker)
    words = words.assign(
        speaker=words.speaker.mask(is_lost, UNKNOWN),
        is_named=source_namings(tables).naming.str.startswith("named").astype(bool) & ~is_lost,
    )
    days = tables.articles.set_index("article_id").published
    period = pd.to_datetime(words.article_id.map(days)).dt.strftime(PERIODS[every])
    return words.assign(period=period.astype("string"))
