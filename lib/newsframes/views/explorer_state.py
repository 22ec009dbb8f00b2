"""What the explorer shows of an article: its text in marked pieces, its quotes and its figures."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from ..analysis.share_of_voice import UNKNOWN
from ..tables.doubt import SURE, least_confidence
from ..tables.linked import Tables, anchor_of
from .cards import cite_place, list_cards
from .paragraphs_view import mark_paragraphs
from .report_tables import list_figures
from .speaker_looks import SpeakerLook, initials, speaker_looks

# What the filter for speakers calls figures that nobody claims.
OWN_VOICE = "the report’s own voice"
# Actors are left out: nearly every sentence has one.
MARKED = ("rest", "quotes", "own", "figures")


def explorer_state(tables: Tables, place: int) -> dict[str, Any]:
    """Return all that the explorer shows of one article, as JSON takes it; empty without articles.

    Parameters
    ----------
    tables
        Of one or many articles.
    place
        Which article, by its place in the table.

    Returns
    -------
    dict
        ``articles``, their names; ``place``; ``sure``, the confidence below which a row is to be
        checked; ``speakers``, those with most words first, each with ``name``, ``initials``,
        ``hue`` and ``is_named``; ``paragraphs``, each with ``number`` and ``pieces`` of (text,
        marks); ``rows``, the quotes, without attitudes, and figures in the order of the text.
    """
    if tables.articles.empty:
        return {}
    names = [_name(names) for names in tables.articles[["title", "source", "article_id"]].values]
    title, article_id = names[place], tables.articles.article_id.iloc[place]
    one = tables.of_article(article_id).without_attitudes()
    # Those not found come last.
    looks = tuple(sorted(speaker_looks(one, article_id), key=lambda look: look.name == UNKNOWN))
    by_row = {row_id: look for look in looks for row_id in look.quote_ids}
    rows = [*_quotes(one, title, by_row), *_figures(one, title, looks)]
    return {
        "articles": names,
        "place": place,
        "sure": SURE,
        "speakers": [_speaker(look) for look in looks],
        "paragraphs": _paragraphs(one, article_id, looks),
        "rows": sorted(rows, key=lambda row: (row["start"], row["number"])),
    }


def _name(names: Iterable[object]) -> str:
    """Return the first of the headline, the source and the id of an article that there is."""
    return next(str(name) for name in names if not pd.isna(name))


def _speaker(look: SpeakerLook) -> dict[str, Any]:
    return {key: getattr(look, key) for key in ("name", "initials", "hue", "is_named")}


def _paragraphs(
    one: Tables, article_id: str, looks: tuple[SpeakerLook, ...]
) -> list[dict[str, Any]]:
    """Return the paragraphs in pieces of (text, marks from the outermost in)."""
    return [
        {
            "number": paragraph.number,
            "pieces": [
                (
                    text,
                    [
                        {
                            "layer": mark.layer, "hue": mark.hue, "row": mark.home,
                            "note": mark.note, "initials": mark.initials, "opens": mark.opens,
                            "closes": mark.closes, "is_named": mark.is_named,
                            "is_unsure": mark.is_unsure,
                        }
                        for mark in marks
                    ],
                )
                for text, marks in paragraph.pieces
            ],
        }
        for paragraph in mark_paragraphs(one, article_id, looks, layers=MARKED)
    ]  # fmt: skip


def _quotes(one: Tables, title: str, looks: dict[str, SpeakerLook]) -> Iterator[dict[str, Any]]:
    sure = least_confidence(one.quotes).tolist()
    rows = zip(list_cards(one, title), one.quotes.itertuples(), sure, strict=True)
    for card, row, confidence in rows:
        look = looks[row.quote_id]
        how = [f"found by {card.found_by}", f"confidence {card.confidences}"]
        how += [f"speaker by {card.resolved_by}"] if card.resolved_by else []
        yield {
            "table": "quotes", "id": row.quote_id, "row": card.anchor, "number": card.number,
            "start": int(row.start), "paragraph": card.paragraph, "kind": card.kind,
            "act": row.act, "stance": row.stance, **_speaker(look),
            "said": card.speaker, "cue": card.cue, "pieces": list(card.pieces),
            "before": card.before, "behind": card.behind, "notes": list(card.notes),
            "reason": card.reason, "is_unsure": card.is_unsure, "confidence": confidence,
            "citation": card.citation, "how": [*how, row.quote_id],
        }  # fmt: skip


def _figures(one: Tables, title: str, looks: tuple[SpeakerLook, ...]) -> Iterator[dict[str, Any]]:
    article = one.articles.iloc[0]
    by_name = {look.name: look for look in looks}
    sure = least_confidence(one.figures).tolist()
    rows = zip(list_figures(one), one.figures.itertuples(), sure, strict=True)
    for figure, row, confidence in rows:
        who = OWN_VOICE if pd.isna(row.claimant_name) else str(row.claimant_name)
        label = "–" if who == OWN_VOICE else initials(who)
        look = by_name.get(who) or SpeakerLook(who, label, 0, False, (), 0)
        place = cite_place(article, title, figure.paragraph, (row.start, row.end))
        yield {
            "table": "figures", "id": row.figure_id, "row": anchor_of(row.figure_id),
            "number": figure.number, "start": int(row.start), "paragraph": figure.paragraph,
            "kind": "figure", "act": None, "stance": None, **_speaker(look),
            "said": figure.counts, "cue": "", "pieces": [(figure.text, False)],
            "before": "", "behind": "",
            "notes": [("read as", figure.bound), ("claimed by", figure.claimant)],
            "reason": figure.reason, "is_unsure": figure.is_unsure, "confidence": confidence,
            "citation": f"{figure.text} — {figure.counts} ({figure.bound}; claimed by"
            f" {figure.claimant}), in: {place} [{row.figure_id}]",
            "how": [
                f"found by {figure.found_by}", f"confidence {figure.confidences}", row.figure_id,
            ],
        }  # fmt: skip
