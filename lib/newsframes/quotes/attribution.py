"""Attributions: who says what by which cue, from the first spans to the row."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Span

from ..language.spans import TextSpan
from ..reader import Reading
from ..tables.schema import TAGGER


@dataclass(frozen=True)
class LabelledSpan:
    """A span that the reader marked as content, cue or source, with its confidence."""

    span: TextSpan
    label: str
    confidence: float

    @property
    def start(self) -> int:
        """Where the span begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the span ends, exclusive."""
        return self.span.end


@dataclass(frozen=True)
class Attribution:
    """One attribution, in offsets of the article's text.

    Notes
    -----
    ``contents`` are the fragments of what is attributed, ``marked`` what of them stands in
    quotation marks, ``found_by`` what found it, of ``tables.schema.FOUND_BY``. ``sure`` is how sure
    the tagger is of content, cue and source, at the least sure edge of each; None for what it did
    not tag. ``follows`` is the place in the list of the
    attribution whose source goes on, for one that names none; ``within`` the place of the one in
    whose content this one stands; ``part`` what a source that names nobody does, ``"asks"`` or
    ``"answers"``. What follows ``sure`` but that is read off the words once all attributions of the
    article are found.
    """

    contents: tuple[TextSpan, ...]
    cue: TextSpan | None = None
    source: TextSpan | None = None
    found_by: str = TAGGER
    sure: tuple[float | None, float | None, float | None] = (None, None, None)
    kind: str = "indirect"
    act: str = "speech"
    stance: str = "neutral"
    cue_lemma: str | None = None
    marked: tuple[TextSpan, ...] = ()
    follows: int | None = None
    within: int | None = None
    part: str | None = None

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.contents[0].start

    @property
    def end(self) -> int:
        """Where the content ends, exclusive."""
        return self.contents[-1].end

    @property
    def introduction(self) -> tuple[TextSpan, ...]:
        """The cue and the source, as far as there are any, in the order of the text."""
        return tuple(sorted(span for span in (self.cue, self.source) if span is not None))

    @property
    def spans(self) -> tuple[TextSpan, ...]:
        """All spans: contents, cue and source."""
        return (*self.contents, *self.introduction)

    def with_contents(self, contents: Iterable[TextSpan]) -> "Attribution":
        """Return the same attribution of other contents."""
        return replace(self, contents=tuple(contents))


def spans_of(attributions: Iterable[Attribution]) -> list[TextSpan]:
    """List all spans of some attributions."""
    return [span for attribution in attributions for span in attribution.spans]


def text_span(reading: Reading, tokens: Span) -> TextSpan:
    """Return where some tokens stand in the article's text."""
    return TextSpan(*reading.offsets(tokens))
