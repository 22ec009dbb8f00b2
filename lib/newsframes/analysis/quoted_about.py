"""Who is quoted about whom: speakers, and the actors who stand in their words."""

from bisect import bisect_left

import pandas as pd

from ..tables.doubt import SURE, least_confidence
from ..tables.linked import Record, Tables
from ..tables.parts import TablesInParts
from .share_of_voice import UNKNOWN, quoted_lengths
from .wire_copies import count_once

COLUMNS = ["speaker", "about", "about_kind", "n_quotes", "n_words", "n_articles", "quote_ids"]
KEYS = ["speaker", "about", "about_kind"]
SPOKEN = ["quote_id", "speaker", "mentioned", "mention_id"]
MENTIONED = ["mention_id", "actor_id", "end", "is_unsure"]


def spoken_of(tables: Tables) -> pd.DataFrame:
    """List which actors stand in the content of whose quotes.

    A speaker's words about himself, and a name that only interrupts a quote, are left out, and so
    are quotes within quotes and those whose speaker was not found.

    Parameters
    ----------
    tables
        Of one or many articles.

    Returns
    -------
    pandas.DataFrame
        ``quote_id, speaker, mentioned`` (actor ids), ``mention_id``, one row a quote and actor. Of
        several mentions of an actor in a quote it is the first, if one of them is sure the first
        that is.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> len(spoken_of(tables))
    2
    """
    pairs = _pairs(tables)
    return pairs.dropna(subset="speaker").reset_index(drop=True)


def quoted_about(tables: TablesInParts, *, by_story: bool = False) -> pd.DataFrame:
    """Count in whose quotes which actors stand, over all articles.

    Left out: what speakers say about themselves, quotes within quotes, attitudes, actors who are
    nobody in particular. Actors of many articles are told by their names: ``unify_names`` gives one
    actor one name.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus, of which some articles are in memory at a time.
    by_story
        Leave near copies of an article out, so that what an agency sent out counts once.

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
    found = [_named_pairs(part) for part in count_once(tables, by_story=by_story)]
    pairs = pd.concat(found, ignore_index=True)
    counted = pairs.groupby(KEYS, as_index=False).agg(
        n_quotes=("quote_id", "size"), n_words=("n_words", "sum"),
        n_articles=("article_id", "nunique"), quote_ids=("quote_id", list),
    )  # fmt: skip
    counted = counted.sort_values(
        ["n_quotes", "n_words", "speaker", "about"], ascending=[False, False, True, True],
        ignore_index=True,
    )  # fmt: skip
    whole = dict.fromkeys(("n_quotes", "n_words", "n_articles"), "int64")
    return counted[COLUMNS].astype(dict.fromkeys(KEYS, "string") | whole)


def _named_pairs(tables: Tables) -> pd.DataFrame:
    """Pair the quotes of some articles with the actors in them, by names."""
    quotes = tables.outer_quotes.set_index("quote_id")
    actors = tables.actors[~tables.actors.is_generic].set_index("actor_id")
    pairs = _pairs(tables)
    pairs = pairs[pairs.mentioned.isin(actors.index)]
    named = pd.DataFrame(
        {
            "quote_id": pairs.quote_id.astype(object),
            "article_id": pairs.quote_id.map(quotes.article_id),
            "speaker": pairs.quote_id.map(quotes.speaker_name.fillna(UNKNOWN)),
            "about": pairs.mentioned.map(actors.name),
            "about_kind": pairs.mentioned.map(actors.kind),
            "n_words": pairs.quote_id.map(quoted_lengths(quotes)),
        }
    )
    return named[named.speaker != named.about].drop_duplicates(["quote_id", "about"])


def _pairs(tables: Tables) -> pd.DataFrame:
    """Pair each quote with the actors mentioned in its content but its speaker, in their order."""
    mentions = tables.mentions.sort_values("start", kind="stable")
    mentions = mentions.assign(is_unsure=least_confidence(mentions) < SURE)
    placed = {
        article_id: (rows.start.tolist(), list(rows[MENTIONED].itertuples(index=False)))
        for article_id, rows in mentions.groupby("article_id", sort=False)
    }
    rows = []
    for quote in tables.outer_quotes.itertuples():
        starts, known = placed.get(quote.article_id, ([], []))
        speaker_id = None if pd.isna(quote.speaker_id) else quote.speaker_id
        inside: dict[str, Record] = {}
        for begin, stop in quote.parts:
            for one in known[bisect_left(starts, begin) : bisect_left(starts, stop)]:
                before = inside.get(one.actor_id)
                is_better = before is None or (before.is_unsure and not one.is_unsure)
                if is_better and one.end <= stop and one.actor_id != speaker_id:
                    inside[one.actor_id] = one
        rows += [
            (quote.quote_id, speaker_id, actor_id, one.mention_id)
            for actor_id, one in inside.items()
        ]
    return pd.DataFrame(rows, columns=SPOKEN).astype("string")
