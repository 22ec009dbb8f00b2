"""The annotated text of the report: paragraphs, and the marks in each."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..tables.linked import Tables, anchor_of
from .marking import LAYERS, MarkedSpan, Segment, cut, find_spans
from .row_list import number_rows
from .speaker_looks import SpeakerLook

CODES = {"quotes": "Q", "actors": "A", "figures": "F"}


@dataclass(frozen=True)
class TextMark:
    """One mark around a piece of a paragraph, as the template writes it.

    ``opens`` and ``closes`` say whether the row begins or ends here; ``home`` is the anchor of its
    card or table row.
    """

    layer: str
    hue: int
    home: str = ""
    anchor: str = ""
    note: str = ""
    code: str = ""
    initials: str = ""
    is_named: bool = True
    is_unsure: bool = False
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True)
class ShownParagraph:
    """A line of the article with its number, in pieces of (text, marks from the outermost in)."""

    number: int
    pieces: tuple[tuple[str, tuple[TextMark, ...]], ...]


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return where the lines of a text that are not blank begin and end.

    Examples
    --------
    >>> find_paragraphs("One.\n\n  Two.")
    [(0, 4), (6, 12)]
    """
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((at, at + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))))
        at += len(line)
    return found


def paragraph_at(paragraphs: list[tuple[int, int]], at: int) -> int:
    """Return the number, from 1, of the paragraph that a character stands in.

    Examples
    --------
    >>> paragraph_at([(0, 4), (6, 12)], 8)
    2
    """
    return max(1, sum(start <= at for start, _ in paragraphs))


def mark_paragraphs(
    tables: Tables,
    article_id: str,
    looks: tuple[SpeakerLook, ...],
    *,
    layers: tuple[str, ...] = LAYERS,
) -> Iterator[ShownParagraph]:
    """Yield the paragraphs of an article with its marks.

    Parameters
    ----------
    tables
        Without attitudes.
    article_id
        Which article.
    looks
        Of its speakers, as ``speaker_looks`` returns them.
    layers
        What is marked; everything by default.
    """
    text = tables.articles.set_index("article_id").text[article_id]
    spans = find_spans(tables, article_id, layers=layers)
    places = number_rows(tables, article_id)
    by_row = {row_id: look for look in looks for row_id in look.quote_ids}
    for number, (start, end) in enumerate(find_paragraphs(text), start=1):
        pieces = []
        for segment in cut(text, spans, start=start, end=end):
            marks, hue = [], 0
            for span in segment.spans:
                look = by_row.get(span.row_id)
                hue = look.hue if look else hue
                code = f"{CODES[span.layer]}{places[span.row_id].number}" if span.row_id else ""
                home = places[span.row_id].home if span.row_id else ""
                marks.append(_mark(span, segment, look, hue, (code, home)))
            pieces.append((segment.text, tuple(marks)))
        yield ShownParagraph(number, tuple(pieces))


def _mark(
    span: MarkedSpan, segment: Segment, look: SpeakerLook | None, hue: int, place: tuple[str, str]
) -> TextMark:
    code, home = place
    opens = span.row_id in segment.first
    return TextMark(
        layer=span.layer, hue=hue, home=anchor_of(home) if home else "",
        anchor=anchor_of(span.row_id) if opens else "", note=span.note, code=code,
        initials=look.initials if look else "", is_named=look.is_named if look else True,
        is_unsure=span.is_unsure, opens=opens, closes=span.row_id in segment.last,
    )  # fmt: skip
