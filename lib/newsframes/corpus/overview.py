"""What can be said of a corpus as a whole: who speaks, how, about what, and what was not read."""

from dataclasses import dataclass

import pandas as pd

from .relations import Corpus

# So many rows of each answer are shown.
TOP = 12
# A statement that stands in no other, so that each word counts once.
STATED = "act <> 'attitude' AND within_id IS NULL"


@dataclass(frozen=True)
class Overview:
    """Answers over all articles, each as a frame in the order in which it is shown.

    Parameters
    ----------
    n_articles, n_quotes, n_figures, n_left_out
        Counts; left out are articles whose text came before.
    first, last
        Days of publication, ISO 8601; None if no article has one.
    voices
        ``name, kind, n_quotes, n_articles``: who is quoted most, by the name in the article.
    sources
        ``kind, n_quotes, share``: quotes by whether their speaker has a name.
    stances
        ``stance, n_quotes, most``: how quotes are introduced, and who is most often.
    events
        ``event, n_figures, n_articles, highest``: what happened to those counted.
    months
        ``month, n_articles``; the month is NA without a day.
    unread
        ``kind, n, example``: issues that cost an article or rows.
    """

    n_articles: int
    n_quotes: int
    n_figures: int
    n_left_out: int
    first: str | None
    last: str | None
    voices: pd.DataFrame
    sources: pd.DataFrame
    stances: pd.DataFrame
    events: pd.DataFrame
    months: pd.DataFrame
    unread: pd.DataFrame


QUERIES = {
    "voices": f"""
        SELECT a.name, mode(a.kind) AS kind, count(*) AS n_quotes,
            count(DISTINCT q.article_id) AS n_articles
        FROM quotes AS q JOIN actors AS a ON a.actor_id = q.speaker_id
        WHERE {STATED} AND NOT a.is_generic
            AND a.actor_id IN (SELECT actor_id FROM mentions WHERE form = 'name')
        GROUP BY a.name ORDER BY n_quotes DESC, n_articles DESC, a.name LIMIT {TOP}
    """,
    "sources": f"""
        WITH named AS (SELECT DISTINCT actor_id FROM mentions WHERE form = 'name')
        SELECT CASE WHEN speaker_id IS NULL THEN 'no speaker found'
            WHEN speaker_id IN (FROM named) THEN 'by name' ELSE 'without a name' END AS kind,
            count(*) AS n_quotes, count(*) / sum(count(*)) OVER () AS share
        FROM quotes WHERE {STATED} GROUP BY 1 ORDER BY n_quotes DESC, 1
    """,
    "stances": f"""
        SELECT stance, count(*) AS n_quotes, mode(speaker_name ORDER BY speaker_name) AS most
        FROM quotes WHERE {STATED} GROUP BY stance ORDER BY n_quotes DESC, stance
    """,
    "events": f"""
        SELECT event, count(*) AS n_figures, count(DISTINCT article_id) AS n_articles,
            max(low) AS highest
        FROM figures WHERE event IS NOT NULL AND unit = 'count' AND isfinite(low)
        GROUP BY event ORDER BY n_figures DESC, event LIMIT {TOP}
    """,
    "months": """
        SELECT left(published, 7) AS month, count(*) AS n_articles FROM articles
        GROUP BY 1 ORDER BY 1 NULLS LAST
    """,
    "unread": """
        SELECT kind, count(*) AS n, min(message) AS example FROM issues
        WHERE kind IN ('failed', 'unreadable', 'skipped', 'duplicate', 'language')
        GROUP BY kind ORDER BY n DESC, kind
    """,
}  # fmt: skip


def overview(corpus: Corpus) -> Overview:
    """Answer the first questions about a corpus.

    Speakers are counted by the fullest name in each article; the same person may stand under
    several.

    Parameters
    ----------
    corpus
        An open corpus.

    Returns
    -------
    Overview
        Counts and frames.
    """
    ((first, last),) = corpus.sql("SELECT min(published), max(published) FROM articles").fetchall()
    ((n_quotes,),) = corpus.sql(f"SELECT count(*) FROM quotes WHERE {STATED}").fetchall()
    ((n_figures,),) = corpus.sql("SELECT count(*) FROM figures").fetchall()
    frames = {name: corpus.sql(query).df() for name, query in QUERIES.items()}
    return Overview(
        len(corpus), n_quotes, n_figures, corpus.manifest.n_left_out, first, last, **frames
    )
