"""The article's text marked up: actors, quotes and figures inline, each by colour, letter and line."""

import html
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ..claims.crediting import credit
from ..tables.linked import Tables, anchor_of
from ..tables.mathjax import IGNORED
from .row_list import Place, doubt, list_rows, number_rows

# Letter, background, line: told apart without colour by the letter and the kind of line.
MARKS = {
    "quotes": ("Q", "#e8f1fb", "2px solid #3f90da"),
    "actors": ("A", "#fdeee0", "2px dotted #e76300"),
    "figures": ("F", "#f1e6fc", "2px dashed #7a21dd"),
}
PRINTED = {
    "quotes": "1px solid #222222",
    "actors": "1px dotted #222222",
    "figures": "1px dashed #222222",
}
BREAKS = {"\n": "<br>", "\r": "", "\0": "\ufffd"}
LAYOUTS = ("text", "side", "print")
FONT = "font-family:Georgia,serif;font-size:16px;line-height:1.9;color:#222222"
SMALL = "font-family:sans-serif;font-size:13px;line-height:1.5;color:#222222"


@dataclass(frozen=True)
class Annotated:
    """Marked-up text; its text form counts the marks."""

    page: str
    counts: str

    def __repr__(self) -> str:
        return self.counts

    def _repr_html_(self) -> str:
        return self.page


def annotate(tables: Tables, *, article_id: str | None = None, layout: str = "text") -> Annotated:
    """Mark up one article's text; of its quotes the statements, not the attitudes.

    Parameters
    ----------
    tables
        Of one or many articles.
    article_id
        Which article; the first by default.
    layout
        ``"text"``: the text alone; ``"side"``: with a list of its rows beside it, where a link
        leads from the row to its characters and from there back; ``"print"``: without colours, the
        rows as notes below.

    Returns
    -------
    Annotated
        HTML with inline styles only, so that it survives the sanitizer of an untrusted notebook.
        Every character of the text is escaped. Hovering over a mark shows the ids and contents of
        the rows that cover it; a quote whose confidence, or its speaker's, is below 0.6 is called unsure.

    Raises
    ------
    TypeError
        If ``tables`` are no Tables.
    ValueError
        If there is no such article or layout.
    """
    if not isinstance(tables, Tables):
        raise TypeError(
            f"Cannot annotate a {type(tables).__name__}. Expected Tables, as tabulate returns them."
        )
    known = tables.articles.article_id.tolist()
    chosen = article_id if article_id is not None else next(iter(known), None)
    if chosen is None:
        return Annotated("<p>No article was read.</p>", "Annotated text: no article was read.")
    if chosen not in known:
        raise ValueError(
            f"Cannot annotate {chosen!r}: no such article. Available: {', '.join(known) or 'none'}."
        )
    if layout not in LAYOUTS:
        raise ValueError(
            f"Cannot annotate in layout {layout!r}. Expected one of {', '.join(LAYOUTS)}."
        )
    tables = tables.without_attitudes()
    article = tables.articles.set_index("article_id").loc[chosen]
    places = number_rows(tables, chosen)
    spans = [span for layer in MARKS for span in _spans(tables, chosen, layer)]
    body = "".join(_segments(article.text, spans, layout, places))
    counts = {layer: len({span.row_id for span in spans if span.layer == layer}) for layer in MARKS}
    said = ", ".join(f"{n} {layer}" for layer, n in counts.items())
    rows = "" if layout == "text" else list_rows(tables, chosen, places, is_linked=layout == "side")
    page = _page(body, _legend(counts, layout), layout, rows)
    return Annotated(page, f"Annotated text of {chosen}: {len(article.text)} characters, {said}.")


def _page(body: str, legend: str, layout: str, rows: str) -> str:
    """Set text and rows, side by side where there is room, or the rows below."""
    text = f"{legend}<div>{body}</div>"
    opening = f'<div class="{IGNORED}" style="{FONT};background:#ffffff'
    if layout == "text":
        return f'{opening};max-width:46em;padding:12px 16px">{text}</div>'
    if layout == "print":
        return f'{opening};max-width:46em">{text}<div style="{SMALL}">{rows}</div></div>'
    return (
        f"{opening};display:flex;flex-wrap:wrap;gap:20px;align-items:flex-start;"
        f'padding:12px 16px"><div style="flex:3 1 26em;min-width:0;max-width:46em">{text}</div>'
        f'<div tabindex="0" style="flex:2 1 20em;min-width:0;max-height:720px;overflow-y:auto;{SMALL}">{rows}</div>'
        "</div>"
    )


@dataclass(frozen=True)
class _Span:
    """A stretch of text that a row covers."""

    layer: str
    start: int
    end: int
    row_id: str
    note: str


def _spans(tables: Tables, article_id: str, layer: str) -> list[_Span]:
    """List what one table covers in the article, with a note for the hover."""
    if layer == "actors":
        names = tables.actors.set_index("actor_id")
        rows = tables.mentions[tables.mentions.article_id == article_id]
        return [
            _Span(
                layer,
                row.start,
                row.end,
                row.mention_id,
                f"{names.kind[row.actor_id]} {names.name[row.actor_id]}",
            )
            for row in rows.itertuples()
        ]
    frame = getattr(tables, layer)
    rows = frame[frame.article_id == article_id]
    if layer == "figures":
        return [
            _Span(layer, row.start, row.end, row.figure_id, _figure_note(row))
            for row in rows.itertuples()
        ]
    return [
        _Span(layer, start, end, row.quote_id, _quote_note(row))
        for row in rows.itertuples()
        for start, end in row.parts
    ]


def _quote_note(row: object) -> str:
    speaker = "speaker not found" if pd.isna(row.speaker) else row.speaker
    speaker = speaker if pd.isna(row.speaker_name) else row.speaker_name
    doubts = doubt(row.confidence, row.speaker_confidence)
    return f"{row.kind} {row.act} by {speaker} ({row.stance}; {row.found_by}{doubts})"


def _figure_note(row: object) -> str:
    what = "" if pd.isna(row.thing) else f" {row.thing}"
    claimant = credit(row, asserting="says {}", unclaimed="in the article's own voice")
    return f"{row.bound} {row.low:g} to {row.high:g} {row.unit}{what}, {claimant}"


def _segments(text: str, spans: list[_Span], layout: str, places: dict[str, Place]) -> list[str]:
    """Cut the text at every edge.

    Wrap each segment in the layers that cover it, so that overlaps come out right.
    """
    edges = sorted({0, len(text), *(edge for span in spans for edge in (span.start, span.end))})
    order = list(MARKS)
    starting: dict[int, list[_Span]] = {}
    for span in spans:
        starting.setdefault(span.start, []).append(span)
    pieces, active, opened = [], [], set()
    for start, end in pairwise(edges):
        active = [span for span in active if span.end > start] + starting.get(start, [])
        active.sort(key=lambda span: (order.index(span.layer), span.start, -span.end))
        inner = _escape(text[start:end])
        for depth, span in enumerate(reversed(active)):
            label = (
                _label(span, places, layout, span.row_id not in opened)
                if span.start == start
                else ""
            )
            is_place = layout == "side" and label and span.row_id not in opened
            place = html.escape(anchor_of(span.row_id)) if is_place else None
            opened.add(span.row_id)
            inner = _wrap(inner, span, label, place, active if depth == 0 else [], layout)
        pieces.append(inner)
    return pieces


def _label(span: _Span, places: dict[str, Place], layout: str, is_first: bool) -> str:
    """Return the letter before a span, with the row's number where rows are listed.

    The first one leads to its row.
    """
    letter, place = MARKS[span.layer][0], places[span.row_id]
    if layout == "text":
        return letter
    label = f"{letter}{place.number}"
    if layout == "print" or not is_first:
        return label
    return f'<a href="#row-{html.escape(anchor_of(place.home))}" style="color:#222222">{label}</a>'


def _wrap(
    inner: str, span: _Span, label: str, place: str | None, covering: list[_Span], layout: str
) -> str:
    """Wrap a segment in one mark.

    The innermost carries the notes of all, the first of a row its anchor.
    """
    _, background, line = MARKS[span.layer]
    if layout == "print":
        background, line = "transparent", PRINTED[span.layer]
    title = html.escape(
        "\n".join(f"{other.row_id}: {other.note}" for other in covering).replace("\0", "\ufffd")
    )
    title = f' title="{title}"' if covering else ""
    named = f' id="{place}"' if place else ""
    style = f"background-color:{background};border-bottom:{line};padding-bottom:1px"
    tag = (
        f'<sup style="font-size:10px;font-weight:bold;line-height:0;margin-right:2px;color:#222222">{label}</sup>'
        if label
        else ""
    )
    return f'<span{named}{title} style="{style}">{tag}{inner}</span>'


def _escape(text: str) -> str:
    """Escape every character; line ends become breaks."""
    escaped = html.escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(BREAKS.get(mark, mark) for mark in escaped)


def _legend(counts: dict[str, int], layout: str) -> str:
    """Say what the marks mean."""
    named = {"quotes": "quote", "actors": "actor mentioned", "figures": "figure"}
    items = "".join(
        f'<span style="background-color:{"transparent" if layout == "print" else background};'
        f'border-bottom:{PRINTED[layer] if layout == "print" else line};margin-right:14px;padding:0 4px">'
        f'<sup style="font-size:10px;font-weight:bold">{letter}</sup>{named[layer]} ({counts[layer]})</span>'
        for layer, (letter, background, line) in MARKS.items()
    )
    hint = {
        "text": "Hover over a mark for its row.",
        "side": "A letter leads to its row, a row to its place.",
        "print": "",
    }
    return f'<p style="font-family:sans-serif;font-size:13px">{items} {hint[layout]}</p>'
