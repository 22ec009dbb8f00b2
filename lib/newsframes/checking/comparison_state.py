"""What the view of a draft beside its sources shows: both texts in pieces, and the rows."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from ..tables.linked import Record, Tables
from .check import CheckedDraft
from .check_page import summarise
from .verdicts import EXACT, FAILING
from .word_differences import difference

# A number of a row with its offsets.
NumberedSpan = tuple[int, int, int]
# So much of a source is shown around a passage where nothing can run (characters).
AROUND = 160


def comparison_of(checked: CheckedDraft) -> dict[str, Any]:
    """Return the texts in pieces and the rows, numbered from 1 in the order of the draft.

    Returns
    -------
    dict
        ``summary``; ``draft``, pieces as ``cut`` returns them; ``sources``, those that a row points
        into, each with ``id``, ``name`` and ``pieces``; ``rows``, each with ``n``, ``kind``,
        ``verdict``, ``tone`` (grave, mild or fine), ``text``, ``message``, ``difference``,
        ``speakers`` (draft, source), ``source`` (its place among the sources, or None) and
        ``passage`` (what stands before it, itself, and what stands behind it).
    """
    rows = list(checked.found.itertuples())
    matched = [row.article_id for row in rows if not pd.isna(row.article_id)]
    articles = checked.sources.articles
    articles = articles[articles.article_id.isin(matched)]
    texts = dict(zip(articles.article_id, articles.text, strict=True))
    ids = list(texts)
    spans = [(n, row.draft_start, row.draft_end) for n, row in enumerate(rows, start=1)]
    return {
        "summary": summarise(checked.found),
        "draft": cut(checked.text, spans),
        "sources": [
            {"id": key, "name": name, "pieces": cut(texts[key], _spans_in(rows, key))}
            for key, name in _names(checked.sources, ids).items()
        ],
        "rows": [_row(n, row, ids, texts) for n, row in enumerate(rows, start=1)],
    }


def cut(text: str, spans: Sequence[NumberedSpan]) -> list[dict[str, Any]]:
    """Cut a text at every edge of a span.

    Returns
    -------
    list of dict
        ``text``; ``rows``, the numbers of the spans that cover it, the shortest last; ``opens``,
        the numbers of those that begin here.

    Examples
    --------
    >>> cut("ab 3", [(1, 0, 4), (2, 3, 4)])[1]
    {'text': '3', 'rows': [1, 2], 'opens': [2]}
    """
    edges = sorted({0, len(text), *(edge for _, *ends in spans for edge in ends)})
    ranked = sorted(spans, key=lambda span: (span[1] - span[2], span[0]))
    return [
        {
            "text": text[start:end],
            "rows": [n for n, first, last in ranked if first <= start and end <= last],
            "opens": [n for n, first, last in ranked if first == start and end <= last],
        }
        for start, end in pairwise(edges)
    ]


def _spans_in(rows: Sequence[Record], article_id: str) -> list[NumberedSpan]:
    return [
        (n, int(row.source_start), int(row.source_end))
        for n, row in enumerate(rows, start=1)
        if not pd.isna(row.article_id) and row.article_id == article_id
    ]


def _names(sources: Tables, ids: Sequence[str]) -> dict[str, str]:
    """Return what each source is called: its title, else where it is from, else its id."""
    articles = sources.articles.set_index("article_id")
    return {
        key: next(
            (str(name) for name in articles.loc[key, ["title", "source"]] if not pd.isna(name)), key
        )
        for key in ids
    }


def _row(n: int, row: Record, ids: Sequence[str], texts: dict[str, str]) -> dict[str, Any]:
    has_source = not pd.isna(row.article_id)
    is_compared = has_source and row.verdict != EXACT and row.kind != "attribution"
    parts = difference(row.draft_text, row.source_text) if is_compared else []
    return {
        "n": n,
        "kind": row.kind,
        "verdict": row.verdict,
        "tone": tone_of(row.verdict),
        "text": row.draft_text,
        "message": row.message,
        "difference": parts if any(part != "same" for part, _ in parts) else [],
        "speakers": [
            None if pd.isna(who) else str(who) for who in (row.speaker_draft, row.speaker_source)
        ],
        "source": ids.index(row.article_id) if has_source else None,
        "passage": _passage(texts[row.article_id], row) if has_source else None,
    }


def tone_of(verdict: str) -> str:
    """Return ``grave`` for what must not go to print, ``fine`` for what is exact, else ``mild``."""
    return "grave" if verdict in FAILING else "fine" if verdict == EXACT else "mild"


def _passage(text: str, row: Record) -> list[str]:
    """Return what stands before a passage in its paragraph, the passage, and what stands behind."""
    start, end = int(row.source_start), int(row.source_end)
    before = text[max(0, start - AROUND) : start]
    behind = text[end : end + AROUND]
    if start > AROUND and "\n" not in before:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text) and "\n" not in behind:
        behind = behind.rpartition(" ")[0] + " …"
    return [before.rpartition("\n")[2], text[start:end], behind.partition("\n")[0]]
