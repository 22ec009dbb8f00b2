"""The article's text marked up: actors, quotes and figures inline, each by colour, letter and line."""

import html
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from .tables import Tables

# Letter, background, line: told apart without colour by the letter and the kind of line.
MARKS = {
    "quotes": ("Q", "#e8f1fb", "2px solid #3f90da"),
    "actors": ("A", "#fdeee0", "2px dotted #e76300"),
    "figures": ("F", "#f1e6fc", "2px dashed #7a21dd"),
}
BREAKS = {"\n": "<br>", "\r": "", "\0": "\ufffd"}


@dataclass(frozen=True)
class Annotated:
    """Marked-up text; its text form counts the marks."""

    page: str
    counts: str

    def __repr__(self) -> str:
        return self.counts

    def _repr_html_(self) -> str:
        return self.page


def annotate(tables: Tables, *, article_id: str | None = None) -> Annotated:
    """Mark up one article's text.

    Parameters
    ----------
    tables
        Of one or many articles.
    article_id
        Which article; the first by default.

    Returns
    -------
    Annotated
        HTML with inline styles only, so that it survives the sanitizer of an untrusted notebook. Every character of
        the text is escaped. Hovering over a mark shows the ids and contents of the rows that cover it.

    Raises
    ------
    ValueError
        If there is no such article.
    """
    known = tables.articles.article_id.tolist()
    chosen = article_id if article_id is not None else next(iter(known), None)
    if chosen not in known:
        raise ValueError(f"Cannot annotate {chosen!r}: no such article. Available: {', '.join(known) or 'none'}.")
    article = tables.articles.set_index("article_id").loc[chosen]
    spans = [span for layer in MARKS for span in _spans(tables, chosen, layer)]
    body = "".join(_segments(article.text, spans))
    counts = {layer: len({span.note for span in spans if span.layer == layer}) for layer in MARKS}
    said = ", ".join(f"{n} {layer}" for layer, n in counts.items())
    page = (
        f'<div style="max-width:46em;font-family:Georgia,serif;font-size:16px;line-height:1.9;color:#222222;'
        f'background:#ffffff;padding:12px 16px">{_legend(counts)}<div>{body}</div></div>'
    )
    return Annotated(page, f"Annotated text of {chosen}: {len(article.text)} characters, {said}.")


@dataclass(frozen=True)
class _Span:
    """A stretch of text that a row covers."""

    layer: str
    start: int
    end: int
    note: str


def _spans(tables: Tables, article_id: str, layer: str) -> list[_Span]:
    """List what one table covers in the article, with a note for the hover."""
    if layer == "actors":
        names = tables.actors.set_index("actor_id")
        rows = tables.mentions[tables.mentions.article_id == article_id]
        return [
            _Span(layer, row.start, row.end, f"{row.mention_id}: {names.kind[row.actor_id]} {names.name[row.actor_id]}")
            for row in rows.itertuples()
        ]
    frame = getattr(tables, layer)
    rows = frame[frame.article_id == article_id]
    if layer == "figures":
        return [_Span(layer, row.start, row.end, _figure_note(row)) for row in rows.itertuples()]
    return [_Span(layer, start, end, _quote_note(row)) for row in rows.itertuples() for start, end in row.parts]


def _quote_note(row: object) -> str:
    speaker = "speaker not found" if pd.isna(row.speaker) else row.speaker
    speaker = speaker if pd.isna(row.speaker_name) else row.speaker_name
    return f"{row.quote_id}: {row.kind} {row.act} by {speaker} ({row.stance}; {row.rule}, {row.confidence:g})"


def _figure_note(row: object) -> str:
    what = "" if pd.isna(row.thing) else f" {row.thing}"
    claimant = "in the article's own voice" if pd.isna(row.claimant_name) else f"says {row.claimant_name}"
    return f"{row.figure_id}: {row.bound} {row.low:g} to {row.high:g} {row.unit}{what}, {claimant}"


def _segments(text: str, spans: list[_Span]) -> list[str]:
    """Cut the text at every edge; wrap each segment in the layers that cover it, so that overlaps come out right."""
    edges = sorted({0, len(text), *(edge for span in spans for edge in (span.start, span.end))})
    order = list(MARKS)
    starting: dict[int, list[_Span]] = {}
    for span in spans:
        starting.setdefault(span.start, []).append(span)
    pieces, active = [], []
    for start, end in pairwise(edges):
        active = [span for span in active if span.end > start] + starting.get(start, [])
        active.sort(key=lambda span: (order.index(span.layer), span.start, -span.end))
        inner = _escape(text[start:end])
        for depth, span in enumerate(reversed(active)):
            letter = span.layer if span.start == start else ""
            inner = _wrap(inner, span, letter, active if depth == 0 else [])
        pieces.append(inner)
    return pieces


def _wrap(inner: str, span: _Span, opens: str, covering: list[_Span]) -> str:
    """Wrap a segment in one mark; the innermost carries the notes of all, the first segment of a span its letter."""
    letter, background, line = MARKS[span.layer]
    title = html.escape("\n".join(other.note for other in covering).replace("\0", "\ufffd"))
    title = f' title="{title}"' if covering else ""
    tag = f'<sup style="font-size:10px;font-weight:bold;line-height:0;color:#222222">{letter}</sup>' if opens else ""
    style = f"background-color:{background};border-bottom:{line};padding-bottom:1px"
    return f'<span{title} style="{style}">{tag}{inner}</span>'


def _escape(text: str) -> str:
    """Escape every character; line ends become breaks."""
    escaped = html.escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(BREAKS.get(mark, mark) for mark in escaped)


def _legend(counts: dict[str, int]) -> str:
    """Say what the marks mean."""
    named = {"quotes": "quote", "actors": "actor mentioned", "figures": "figure"}
    items = "".join(
        f'<span style="background-color:{background};border-bottom:{line};margin-right:14px;padding:0 4px">'
        f'<sup style="font-size:10px;font-weight:bold">{letter}</sup>{named[layer]} ({counts[layer]})</span>'
        for layer, (letter, background, line) in MARKS.items()
    )
    return f'<p style="font-family:sans-serif;font-size:13px">{items} Hover over a mark for its row.</p>'
