"""Who is quoted about whom: speakers, and the actors who stand in their words."""

from bisect import bisect_left

import pandas as pd

from ..tables.linked import Tables
from .share_of_voice import UNKNOWN, quoted_lengths

COLUMNS = ["speaker", "about", "about_kind", "n_quotes", "n_words", "n_articles", "quote_ids"]
KEYS = ["speaker", "about", "about_kind"]


def quoted_about(tables: Tables) -> pd.DataFrame:
    """Count in whose quotes which actors stand, over all articles.

    Left out: what speakers say about themselves, quotes within quotes, attitudes, actors who are
    nobody in particular. Actors of many articles are told by their names: ``unify_names`` gives one
    actor one name.

    Parameters
    ----------
    tables
        Of one or many articles.

    Returns
    -------
    pandas.DataFrame
        By quotes, most first: ``speaker``, the name, or ``speaker not found``; ``about,
        about_kind`` of the actor in the quotes; ``n_quotes, n_words`` (of these quotes),
        ``n_articles``; ``quote_ids``, a list.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said Bo Hill had lied. Police said Ann Lee was safe.")
    >>> quoted_about(tables)[["speaker", "about"]].values.tolist()
    [['Ann Lee', 'Bo Hill'], ['Police', 'Ann Lee']]
    """
    quotes = tables.outer_quotes
    quotes = quotes.assign(
        speaker_name=quotes.speaker_name.fillna(UNKNOWN), n_words=quoted_lengths(quotes)
    )
    actors = tables.actors[~tables.actors.is_generic].set_index("actor_id")
    pairs = _pairs(quotes, tables.mentions[tables.mentions.actor_id.isin(actors.index)])
    pairs["about"] = pairs.actor_id.map(actors.name)
    pairs["about_kind"] = pairs.actor_id.map(actors.kind)
    pairs = pairs[(pairs.speaker_id != pairs.actor_id) & (pairs.speaker != pairs.about)]
    pairs = pairs.drop_duplicates(["quote_id", "about"])
    found = pairs.groupby(KEYS, as_index=False).agg(
        n_quotes=("quote_id", "size"), n_words=("n_words", "sum"),
        n_articles=("article_id", "nunique"), quote_ids=("quote_id", list),
    )  # fmt: skip
    found = found.sort_values(
        ["n_quotes", "n_words", "speaker", "about"], ascending=[False, False, True, True],
        ignore_index=True,
    )  # fmt: skip
    whole = dict.fromkeys(("n_quotes", "n_words", "n_articles"), "int64")
    return found[COLUMNS].astype(dict.fromkeys(KEYS, "string") | whole)


def _pairs(quotes: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Pair each quote with the actors mentioned in its content."""
    placed = {
        article_id: (rows.start.tolist(), rows.end.tolist(), rows.actor_id.tolist())
        for article_id, rows in mentions.sort_values("start").groupby("article_id", sort=False)
    }
    rows = []
    for quote in quotes.itertuples():
        starts, ends, actor_ids = placed.get(quote.article_id, ([], [], []))
        inside = {
            actor_ids[n]
            for begin, stop in quote.parts
            for n in range(bisect_left(starts, begin), bisect_left(starts, stop))
            if ends[n] <= stop
        }
        speaker_id = "" if pd.isna(quote.speaker_id) else quote.speaker_id
        rows += [
            (
                quote.quote_id, quote.article_id, speaker_id, quote.speaker_name, quote.n_words,
                actor_id,
            )
            for actor_id in sorted(inside)
        ]  # fmt: skip
    names = ["quote_id", "article_id", "speaker_id", "speaker", "n_words", "actor_id"]
    return pd.DataFrame(rows, columns=names)
