"""The article's text marked up: actors, quotes and figures inline.

Each has a colour, a letter and a kind of line of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from ..claims.crediting import credit
from ..tables.linked import Record, Tables, anchor_of
from ..tables.rendering import render
from .row_list import Place, doubt, list_rows, number_rows

LAYOUTS = ("text", "side", "print")
HINTS = {
    "text": "Hover over a mark for its row.",
    "side": "A letter leads to its row, a row to its place.",
    "print": "",
}


@dataclass(frozen=True)
class Look:
    """How the rows of one table are marked: told apart without colour by letter and line."""

    letter: str
    noun: str
    background: str
    line: str
    printed_line: str

    def style(self, layout: str) -> str:
        """Return the look as an inline style; print has no colour."""
        if layout == "print":
            return f"background-color:transparent;border-bottom:{self.printed_line}"
        return f"background-color:{self.background};border-bottom:{self.line}"


# The tables marked, from the outermost mark to the innermost.
LOOKS = {
    "quotes": Look("Q", "quote", "#e8f1fb", "2px solid #3f90da", "1px solid #222222"),
    "actors": Look("A", "actor mentioned", "#fdeee0", "2px dotted #e76300", "1px dotted #222222"),
    "figures": Look("F", "figure", "#f1e6fc", "2px dashed #7a21dd", "1px dashed #222222"),
}


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
        the rows that cover it; a quote whose confidence, or its speaker's, is below 0.6 is called
        unsure.

    Raises
    ------
    TypeError
        If ``tables`` are no Tables.
    ValueError
        If there is no such article or layout.

    Examples
    --------
    >>> import newsframes as nf
    >>> annotate(nf.tabulate("Police said 3 men died."))
    Annotated text of 3e36d29a00e9: 23 characters, 1 quotes, 2 actors, 1 figures.
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
    return _annotate_one(tables.without_attitudes(), chosen, layout)


def _annotate_one(tables: Tables, article_id: str, layout: str) -> Annotated:
    """Mark up an article that is there, in a layout that there is."""
    text = tables.articles.set_index("article_id").text[article_id]
    places = number_rows(tables, article_id)
    spans = [span for layer in LOOKS for span in _spans(tables, article_id, layer)]
    counts = {layer: len({span.row_id for span in spans if span.layer == layer}) for layer in LOOKS}
    page = render(
        "annotation",
        layout=layout,
        hint=HINTS[layout],
        legend=[
            {
                "letter": look.letter,
                "noun": look.noun,
                "count": counts[layer],
                "style": look.style(layout),
            }
            for layer, look in LOOKS.items()
        ],
        segments=_segments(text, spans, layout, places),
        lists=list_rows(tables, article_id, places) if layout != "text" else {},
    )
    said = ", ".join(f"{n} {layer}" for layer, n in counts.items())
    return Annotated(page, f"Annotated text of {article_id}: {len(text)} characters, {said}.")


@dataclass(frozen=True)
class _MarkedSpan:
    """A stretch of text that a row covers, and what to show when it is pointed at."""

    layer: str
    start: int
    end: int
    row_id: str
    note: str


@dataclass(frozen=True)
class _Mark:
    """One mark around a segment, as the template writes it; what is empty is left out."""

    style: str
    label: str = ""
    home: str = ""
    anchor: str = ""
    title: str = ""


def _spans(tables: Tables, article_id: str, layer: str) -> list[_MarkedSpan]:
    """List what one table covers in the article."""
    frame = tables.mentions if layer == "actors" else getattr(tables, layer)
    rows = frame[frame.article_id == article_id].itertuples()
    if layer == "actors":
        names = tables.actors.set_index("actor_id")
        return [
            _MarkedSpan(layer, row.start, row.end, row.mention_id, f"{kind} {name}")
            for row in rows
            for kind, name in [names.loc[row.actor_id, ["kind", "name"]]]
        ]
    if layer == "figures":
        return [
            _MarkedSpan(layer, row.start, row.end, row.figure_id, _figure_note(row)) for row in rows
        ]
    return [
        _MarkedSpan(layer, start, end, row.quote_id, _quote_note(row))
        for row in rows
        for start, end in row.parts
    ]


def _quote_note(row: Record) -> str:
    speaker = "speaker not found" if pd.isna(row.speaker) else row.speaker
    speaker = speaker if pd.isna(row.speaker_name) else row.speaker_name
    doubts = doubt(row.confidence, row.speaker_confidence)
    return f"{row.kind} {row.act} by {speaker} ({row.stance}; {row.found_by}{doubts})"


def _figure_note(row: Record) -> str:
    what = "" if pd.isna(row.thing) else f" {row.thing}"
    claimant = credit(row, asserting="says {}", unclaimed="in the article's own voice")
    return f"{row.bound} {row.low:g} to {row.high:g} {row.unit}{what}, {claimant}"


def _segments(
    text: str, spans: list[_MarkedSpan], layout: str, places: dict[str, Place]
) -> Iterator[dict[str, object]]:
    """Cut the text at every edge of a span, so that overlapping marks come out right.

    Yield the lines of each segment and the marks that cover it, from the outermost to the
    innermost.
    """
    edges = sorted({0, len(text), *(edge for span in spans for edge in (span.start, span.end))})
    order = list(LOOKS)
    starting: dict[int, list[_MarkedSpan]] = {}
    for span in spans:
        starting.setdefault(span.start, []).append(span)
    active: list[_MarkedSpan] = []
    opened: set[str] = set()
    for start, end in pairwise(edges):
        active = [span for span in active if span.end > start] + starting.get(start, [])
        active.sort(key=lambda span: (order.index(span.layer), span.start, -span.end))
        marks = [
            _mark(span, places[span.row_id], layout, span.start == start, span.row_id in opened)
            for span in active
        ]
        if marks:  # the innermost one tells of all
            notes = "\n".join(f"{span.row_id}: {span.note}" for span in active)
            marks[-1] = replace(marks[-1], title=notes)
        opened |= {span.row_id for span in active}
        yield {"marks": marks, "lines": _lines(text[start:end])}


def _mark(span: _MarkedSpan, place: Place, layout: str, is_start: bool, is_opened: bool) -> _Mark:
    """Return the mark of a span around one segment.

    Its first segment has a letter, with the row's number where rows are listed. Beside a list, the
    first span of a row leads to the list and is the row's anchor.
    """
    look = LOOKS[span.layer]
    style = look.style(layout)
    if not is_start:
        return _Mark(style)
    label = look.letter if layout == "text" else f"{look.letter}{place.number}"
    if layout != "side" or is_opened:
        return _Mark(style, label)
    return _Mark(style, label, home=anchor_of(place.home), anchor=anchor_of(span.row_id))


def _lines(text: str) -> list[str]:
    """Return the lines of a text, whichever way they end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
