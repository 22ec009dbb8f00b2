"""What is marked in a text: stretches that rows cover, cut at every edge."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ..articles import find_residue
from ..claims.crediting import credit
from ..quotes.quotation_marks import pair_marks
from ..tables.doubt import is_unsure
from ..tables.linked import Record, Tables

# From the outermost mark to the innermost; "own" are words in quotation marks within a quote.
LAYERS = ("rest", "quotes", "own", "actors", "figures")


@dataclass(frozen=True)
class MarkedSpan:
    """A stretch of text that a row covers, and what to show when it is pointed at.

    The layers ``rest`` (what is not the report) and ``own`` have no row.
    """

    layer: str
    start: int
    end: int
    row_id: str = ""
    note: str = ""
    is_unsure: bool = False


@dataclass(frozen=True)
class Segment:
    """A piece of text without an edge in it, and the spans over it, the outermost first.

    ``first`` are the rows that begin here, ``last`` those that end here for good.
    """

    start: int
    text: str
    spans: tuple[MarkedSpan, ...]
    first: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()


def find_spans(tables: Tables, article_id: str, *, layers: Iterable[str]) -> list[MarkedSpan]:
    """List what the rows of an article cover, layer by layer.

    Parameters
    ----------
    tables
        Of one or many articles.
    article_id
        Which article.
    layers
        Some of ``LAYERS``.
    """
    article = next(tables.articles[tables.articles.article_id == article_id].itertuples())
    makers = {
        "rest": lambda: _rest(article),
        "quotes": lambda: _quotes(_own(tables.quotes, article_id)),
        "own": lambda: _own_words(article, _own(tables.quotes, article_id)),
        "actors": lambda: _mentions(tables, article_id),
        "figures": lambda: _figures(_own(tables.figures, article_id)),
    }
    return [span for layer in layers for span in makers[layer]()]


def cut(
    text: str, spans: list[MarkedSpan], *, start: int = 0, end: int | None = None
) -> Iterator[Segment]:
    """Cut a text at every edge of a span, so that overlapping marks come out right.

    Parameters
    ----------
    text
        The whole text.
    spans
        What is marked in it, as ``find_spans`` returns it.
    start, end
        Which part of the text to cut, in code points; all of it by default.
    """
    end = len(text) if end is None else end
    edges = {start, end, *(edge for span in spans for edge in (span.start, span.end))}
    firsts, lasts = _ends(spans)
    starting: dict[int, list[MarkedSpan]] = {}
    for span in spans:
        starting.setdefault(max(span.start, start), []).append(span)
    active: list[MarkedSpan] = []
    for begin, stop in pairwise(sorted(edge for edge in edges if start <= edge <= end)):
        active = [span for span in [*active, *starting.get(begin, [])] if span.end > begin]
        active.sort(key=lambda span: (LAYERS.index(span.layer), span.start, -span.end))
        ids = [span.row_id for span in active if span.row_id]
        yield Segment(
            begin, text[begin:stop], tuple(active),
            frozenset(row_id for row_id in ids if firsts[row_id] == begin),
            frozenset(row_id for row_id in ids if lasts[row_id] == stop),
        )  # fmt: skip


def _ends(spans: list[MarkedSpan]) -> tuple[dict[str, int], dict[str, int]]:
    """Return where each row begins and ends, over all its parts."""
    firsts: dict[str, int] = {}
    lasts: dict[str, int] = {}
    for span in spans:
        firsts[span.row_id] = min(span.start, firsts.get(span.row_id, span.start))
        lasts[span.row_id] = max(span.end, lasts.get(span.row_id, span.end))
    return firsts, lasts


def _own(frame: pd.DataFrame, article_id: str) -> pd.DataFrame:
    return frame[frame.article_id == article_id]


def _rest(article: Record) -> Iterator[MarkedSpan]:
    """Yield what is not the report: before and behind the body, and residue within it."""
    around = [(0, article.body_start), (article.body_end, len(article.text))]
    around += find_residue(article.text, article.body_start, article.body_end)
    for start, end in sorted(around):
        if start < end:
            yield MarkedSpan("rest", start, end, note="not part of the report's body")


def _quotes(quotes: pd.DataFrame) -> Iterator[MarkedSpan]:
    for row in quotes.itertuples():
        unsure = is_unsure(row.confidence, row.speaker_confidence)
        for start, end in row.parts:
            yield MarkedSpan("quotes", start, end, row.quote_id, quote_note(row), unsure)


def _own_words(article: Record, quotes: pd.DataFrame) -> Iterator[MarkedSpan]:
    """Yield what stands in quotation marks within the quotes."""
    found = set(own_words(article.text, (article.body_start, article.body_end), quotes))
    for start, end in sorted(found):
        yield MarkedSpan("own", start, end)


def own_words(text: str, body: tuple[int, int], quotes: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Yield the stretches of quotes that stand in quotation marks, the marks included.

    Parameters
    ----------
    text
        The whole text.
    body
        Where its body begins and ends.
    quotes
        Rows of ``quotes`` of that article.
    """
    passages, _ = pair_marks(text, *body)
    for row in quotes.itertuples():
        for start, end in row.parts:
            if row.kind == "direct" and not any(start <= p.start < end for p in passages):
                yield start, end  # within a passage that goes on over several parts
            for passage in passages:
                begin, stop = max(start, passage.start), min(end, passage.end)
                if begin < stop:
                    yield begin, stop


def quote_note(row: Record) -> str:
    """Return who says it and how, and by which rule it was found."""
    speaker = "speaker not found" if pd.isna(row.speaker) else row.speaker
    speaker = speaker if pd.isna(row.speaker_name) else row.speaker_name
    check = ", check" if is_unsure(row.confidence, row.speaker_confidence) else ""
    return f"{row.kind} {row.act} by {speaker} ({row.stance}; {row.found_by}{check})"


def _mentions(tables: Tables, article_id: str) -> Iterator[MarkedSpan]:
    actors = _own(tables.actors, article_id)
    notes = {row.actor_id: f"{row.kind} {row.name}" for row in actors.itertuples()}
    for row in _own(tables.mentions, article_id).itertuples():
        yield MarkedSpan("actors", row.start, row.end, row.mention_id, notes[row.actor_id])


def _figures(figures: pd.DataFrame) -> Iterator[MarkedSpan]:
    for row in figures.itertuples():
        what = "" if pd.isna(row.thing) else f" {row.thing}"
        claimant = credit(row, asserting="says {}", unclaimed="in the article's own voice")
        unsure = is_unsure(row.confidence, row.claimant_confidence)
        check = ", check" if unsure else ""
        note = f"{row.bound} {row.low:g} to {row.high:g} {row.unit}{what}, {claimant}{check}"
        yield MarkedSpan("figures", row.start, row.end, row.figure_id, note, unsure)
