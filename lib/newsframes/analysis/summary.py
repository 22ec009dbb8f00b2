"""The first screen: what a reader wants to know before any table."""

import pandas as pd

from ..tables.linked import Tables
from ..tables.parts import TablesInParts, gather
from .answer import Summary, counted
from .figure_answers import answer_disputed
from .own_voice import answer_own_voice
from .share_of_voice import list_voices
from .to_check import answer_check
from .voice_answers import answer_most_words, answer_unnamed

NO_ARTICLE = "No article was read, so there is nothing to answer."


def summarize(tables: TablesInParts, *, article_id: str | None = None) -> Summary:
    """Answer five questions about a report, each with the rows that the answer rests on.

    Who has most words; who speaks without a name; which figures are disputed or withdrawn; what the
    report says in its own voice; what to check first. No sentence rests on a row with a confidence
    below the threshold that the answer states (``newsframes.tables.doubt.SURE``). Whether what is
    said is true is not asked.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus, which is held in memory whole unless one article is
        asked for; attitudes and quotes within quotes are left out.
    article_id
        Which article; all together by default.

    Returns
    -------
    Summary
        ``answers``, a tuple of ``Answer`` with ``question, sentence, row_ids, threshold, evidence,
        note, is_nothing``, empty if no article was read; ``voices``, the speakers by words;
        ``warning``. Shows itself in a notebook and as text.

    Raises
    ------
    TypeError
        If ``tables`` are neither Tables nor a corpus.
    ValueError
        If there is no such article.

    Examples
    --------
    >>> import newsframes as nf
    >>> text = "Police said 12 people were killed. The ministry said 15 people were killed."
    >>> for answer in summarize(nf.tabulate(text)).answers[:3]:
    ...     print(answer.sentence)
    Police and ministry have most words, 4 words each.
    2 sources have no name: 2 of 2 quotes.
    1 figure is disputed.
    """
    if not isinstance(tables, TablesInParts):
        raise TypeError(
            f"Cannot summarize a {type(tables).__name__}. Expected Tables, as tabulate returns"
            " them, or a Corpus."
        )
    tables = gather(tables) if article_id is None else _of_article(tables, article_id)
    if tables.articles.empty:
        return Summary(source=_source(tables), answers=(), voices=(), warning=NO_ARTICLE)
    voices = list_voices(tables)
    answers = (
        answer_most_words(tables, voices),
        answer_unnamed(tables, voices),
        answer_disputed(tables),
        answer_own_voice(tables),
        answer_check(tables),
    )
    return Summary(source=_source(tables), answers=answers, voices=voices, warning=_warning(tables))


def _of_article(tables: TablesInParts, article_id: str) -> Tables:
    """Return the rows of one article."""
    if isinstance(tables, Tables):
        return tables.of_article(article_id)
    for part in tables.parts():
        if part.articles.article_id.eq(article_id).any():
            return part.of_article(article_id)
    raise ValueError(
        f"There is no article {article_id!r}. corpus.articles.project('article_id, title')"
        " lists them."
    )


def _warning(tables: Tables) -> str:
    """Say of which articles the answers are not to be trusted, because they are not in English."""
    foreign = tables.issues[tables.issues.kind == "language"].article_id.nunique()
    if not foreign:
        return ""
    if len(tables.articles) == 1:
        return "The text does not read as English: no answer is to be trusted."
    return (
        f"{foreign} of {len(tables.articles)} articles do not read as English: what rests on them"
        " is not to be trusted."
    )


def _source(tables: Tables) -> str:
    """Name the article, or count them."""
    if len(tables.articles) != 1:
        return counted(len(tables.articles), "article")
    article = tables.articles.iloc[0]
    names = (article.title, article.source, article.article_id)
    return next(str(name) for name in names if not pd.isna(name))
