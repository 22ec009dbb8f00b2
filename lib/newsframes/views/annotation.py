"""The article's text marked up for a notebook: quotes as tinted bands, figures underlined."""

from dataclasses import dataclass

from ..tables.linked import Tables, anchor_of
from ..tables.rendering import render
from .marking import MarkedSpan, Segment, cut, find_spans
from .row_list import Place, list_rows, number_rows
from .speaker_looks import SpeakerLook, speaker_looks

LAYOUTS = ("text", "side", "print")
HINTS = {
    "text": "Darker: in quotation marks. Hover over a mark for its row.",
    "side": "Darker: in quotation marks. Initials lead to the row, a row to its place.",
    "print": "",
}
LETTERS = {"quotes": "Q", "actors": "A", "figures": "F"}
# Lines below what is marked: solid, dotted and dashed are told apart without colour.
LINE = "rgba(118,123,132,0.95)"
LINES = {
    "figures": f"border-bottom:2px solid {LINE}", "actors": f"border-bottom:2px dotted {LINE}",
    "unsure": f"border-bottom:2px dashed {LINE}",
}  # fmt: skip
PRINTED = {
    layer: f"border-bottom:1px {kind} {LINE}"
    for layer, kind in (("quotes", "solid"), ("actors", "dotted"), ("figures", "dashed"))
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


def annotate(
    tables: Tables,
    *,
    article_id: str | None = None,
    layout: str = "text",
    actors: bool = False,
    letters: bool = False,
) -> Annotated:
    """Mark up one article's text; of its quotes the statements, not the attitudes.

    Quotes are bands in the hue of their speaker: the four with most words have one, the others are
    grey, and initials say who it is. Figures are underlined. What is not part of the report's body
    is pale.

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
    actors
        Mark every mention of an actor, too; always in print.
    letters
        Write the letter and number of its row before each mark (Q7, F2, A3) in place of initials;
        always in print.

    Returns
    -------
    Annotated
        HTML with inline styles only, so that it survives the sanitizer of an untrusted notebook.
        Every character of the text is escaped. Hovering over a mark shows the ids and contents of
        the rows that cover it; a row with a confidence below ``newsframes.tables.doubt.SURE`` bears
        "check".

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
    shown = {"actors": actors or layout == "print", "letters": letters or layout == "print"}
    return _annotate_one(tables.without_attitudes(), chosen, layout, shown)


def _annotate_one(
    tables: Tables, article_id: str, layout: str, shown: dict[str, bool]
) -> Annotated:
    """Mark up an article that is there, in a layout that there is."""
    text = tables.articles.set_index("article_id").text[article_id]
    looks = speaker_looks(tables, article_id)
    layers = ["rest", "quotes", "own", *(["actors"] if shown["actors"] else []), "figures"]
    places = number_rows(tables, article_id)
    looks_by_row = {row_id: look for look in looks for row_id in look.quote_ids}
    marker = _Marker(layout, shown["letters"], places, looks_by_row)
    labels = {row_id: look.initials for row_id, look in looks_by_row.items()}
    labels = {} if shown["letters"] else labels
    spans = find_spans(tables, article_id, layers=layers)
    counts = {
        layer: int((getattr(tables, name).article_id == article_id).sum())
        for layer, name in (("quotes", "quotes"), ("actors", "mentions"), ("figures", "figures"))
    }
    page = render(
        "annotation",
        layout=layout,
        hint=HINTS[layout],
        legend=_legend(looks, counts, layout, shown),
        segments=[marker.mark(segment) for segment in cut(text, spans)],
        has_actors=shown["actors"],
        lists={} if layout == "text" else list_rows(tables, article_id, places, labels=labels),
    )
    said = ", ".join(f"{n} {layer}" for layer, n in counts.items())
    return Annotated(page, f"Annotated text of {article_id}: {len(text)} characters, {said}.")


def _legend(
    looks: tuple[SpeakerLook, ...], counts: dict[str, int], layout: str, shown: dict[str, bool]
) -> list[dict[str, object]]:
    """List what the marks mean: speakers with their initials, then lines."""
    if layout == "print":
        nouns = {"quotes": "quote", "actors": "actor mentioned", "figures": "figure"}
        return [
            {"label": LETTERS[layer], "noun": noun, "count": counts[layer], "style": PRINTED[layer]}
            for layer, noun in nouns.items()
        ]  # fmt: skip
    speakers: list[dict[str, object]] = [
        {
            "label": "" if shown["letters"] else look.initials,
            "noun": look.name,
            "count": len(look.quote_ids),
            "style": f"background-color:{look.tint()}",
        }
        for look in looks
    ]
    lines = {"figures": "figure", **({"actors": "actor mentioned"} if shown["actors"] else {})}
    return speakers + [
        {"label": "", "noun": noun, "count": counts[layer], "style": LINES[layer]}
        for layer, noun in lines.items()
    ]


@dataclass(frozen=True)
class _Mark:
    """One mark around a segment, as the template writes it; what is empty is left out."""

    style: str
    label: str = ""
    check: bool = False
    home: str = ""
    anchor: str = ""
    title: str = ""


@dataclass(frozen=True)
class _Marker:
    """Writes segments as marks of a layout."""

    layout: str
    has_letters: bool
    places: dict[str, Place]
    looks: dict[str, SpeakerLook]

    def mark(self, segment: Segment) -> dict[str, object]:
        """Return the lines of a segment and the marks around it, the outermost first."""
        speaker = None
        marks = []
        for span in segment.spans:
            speaker = self.looks[span.row_id] if span.layer == "quotes" else speaker
            marks.append(self._mark(span, segment, speaker))
        notes = "\n".join(
            f"{span.row_id}: {span.note}" if span.row_id else span.note
            for span in segment.spans
            if span.note
        )
        return {"marks": marks, "lines": _lines(segment.text), "title": notes}

    def _mark(self, span: MarkedSpan, segment: Segment, speaker: SpeakerLook | None) -> _Mark:
        """Return the mark of a span; its first segment bears a label and leads to its row."""
        style = self._style(span, speaker)
        if span.row_id not in segment.first:
            return _Mark(style)
        place = self.places[span.row_id]
        label = LETTERS[span.layer] if self.has_letters else ""
        if not label and span.layer == "quotes" and speaker is not None:
            label = speaker.initials
        if label and self.layout != "text":
            label += str(place.number)
        if self.layout != "side":
            return _Mark(style, label, span.is_unsure)
        # A figure without letter has no label to follow; its row leads to it all the same.
        home = anchor_of(place.home) if label else ""
        return _Mark(style, label, span.is_unsure, home, anchor_of(span.row_id))

    def _style(self, span: MarkedSpan, speaker: SpeakerLook | None) -> str:
        if span.layer == "rest":
            return "opacity:0.7"
        if self.layout == "print":
            return "" if span.layer == "own" else PRINTED[span.layer]
        if span.layer in ("quotes", "own") and speaker is not None:
            tint = f"background-color:{speaker.tint(is_own=span.layer == 'own')};padding:2px 0"
            return f"{tint};{LINES['unsure']}" if span.is_unsure else tint
        return LINES[span.layer]


def _lines(text: str) -> list[str]:
    """Return the lines of a text, whichever way they end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
