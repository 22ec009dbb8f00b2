"""The reader: it loads the pipeline once and reads a body into one ``Doc``, every offset kept."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from ..articles import Article, Body, read_body
from .abbreviated_titles import keep_stops, spell_titles
from .component import NewsReader
from .encoder import Encoded, Encoder, ReaderError, default_encoder
from .mention_features import Candidate
from .paragraphs import cut_paragraphs
from .shipped_parser import UNUSED, load_shipped_parser

# What the parser knows of a token.
PARSED: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]
# One core for the encoder, one more when the parser waits.
WORKERS = 2
# The parser was not taught curly apostrophes: it takes the "n’t" of "hasn’t" for a number.
APOSTROPHE = re.compile(r"(?<=\w)[’ʼ‘](?=\w)")
# The larger official pipelines, the largest first.
LARGER = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md")


@dataclass(frozen=True)
class Reading:
    """An article as read: its body as a ``Doc``.

    ``doc`` offset plus ``body.start`` is the offset in the text.

    ``text`` is the article's with spaces for residue within the body and for the breaks of lines
    that were broken to a width; finders look in it. What becomes a row is cut from the article's
    own, with the same offsets.
    """

    article: Article
    text: str
    body: Body
    doc: Doc
    encoded: Encoded

    def antecedents(
        self, mentions: Sequence[Candidate], *, only: np.ndarray | None = None
    ) -> np.ndarray:
        """Return the log-probabilities of the antecedents of mentions, or only of some.

        The offsets of the mentions are the body's. Column 0 is the null antecedent, and column d
        is the mention d places before.
        """
        text = self.text[self.body.start : self.body.end]
        return self.encoded.antecedents(mentions, text, only=only)

    def offsets(self, span: Span) -> tuple[int, int]:
        """Return where a span stands in the article's text."""
        return self.body.start + span.start_char, self.body.start + span.end_char

    def surface(self, start: int, end: int) -> str:
        """Return the characters of the article's text, exactly as read."""
        return self.article.text[start:end]

    def words(self, start: int, end: int) -> str:
        """Return the same characters without line breaks inside a paragraph."""
        return self.text[start:end]

    def span(self, start: int, end: int) -> Span:
        """Return the tokens that overlap two offsets in the article's text."""
        span = self.doc.char_span(
            start - self.body.start, end - self.body.start, alignment_mode="expand"
        )
        return span if span is not None else self.doc[0:0]


class Reader:
    """Reads articles with one spaCy pipeline and one encoder.

    Parameters
    ----------
    nlp
        A pipeline with tagger, parser and lemmatizer.
    encoder
        Marks names and attributions.
    """

    def __init__(self, nlp: Language, encoder: Encoder) -> None:
        self.nlp = nlp
        keep_stops(nlp)
        self.news = NewsReader(encoder)
        self.pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="encoder")

    @classmethod
    def load(cls, *, parser: str | None = None, encoder: Encoder | None = None) -> "Reader":
        """Load a parser and an encoder.

        Parameters
        ----------
        parser
            Name of an installed package, or ``"best"`` for the largest official English one
            installed. By default, and where there is no larger one, the shipped parser.
        encoder
            The shipped one by default.

        Raises
        ------
        ReaderError
            If the package is not installed, or the files of the shipped ones are not whole.
        """
        return cls(_load_parser(parser), encoder or default_encoder())

    def begin(self, article: Article) -> Callable[[], Reading]:
        """Start encoding an article.

        The callable returned parses it, waits, and returns the reading.
        """
        looked = self.pool.submit(self._look, article)
        return lambda: self._finish(article, *looked.result())

    def read(self, article: Article) -> Reading:
        """Read one article, whatever its length."""
        return self.begin(article)()

    def _look(self, article: Article) -> tuple[str, Body, Encoded]:
        """Join broken lines, set the body apart, blank its residue and mark it."""
        text, body = read_body(article)
        return text, body, self.news.encoder.read(text[body.start : body.end])

    def _finish(self, article: Article, text: str, body: Body, encoded: Encoded) -> Reading:
        """Parse each paragraph by itself and pour the spans in.

        So no sentence runs across two paragraphs.
        """
        inside = text[body.start : body.end]
        straight = APOSTROPHE.sub("'", inside)
        pieces = self.nlp.pipe(straight[start:end] for start, end in cut_paragraphs(straight))
        doc = spell_titles(
            _as_written(Doc.from_docs(list(pieces), ensure_whitespace=False), inside)
        )
        return Reading(article, text, body, self.news.pour(doc, encoded.marked), encoded)


def _load_parser(name: str | None) -> Language:
    """Load a parser by its package's name, or the shipped one."""
    installed = [larger for larger in LARGER if spacy.util.is_package(larger)]
    if name == "best":
        name = installed[0] if installed else None
    if name is None:
        return load_shipped_parser()
    if spacy.util.is_package(name):
        return spacy.load(name, exclude=UNUSED)
    raise ReaderError(
        f"Cannot load the parser {name!r}: it is not installed. Expected 'best', the name of an"
        f" installed spaCy pipeline, or nothing for the shipped one. Official ones:"
        f" {', '.join(LARGER)}; installed: {', '.join(installed) or 'none'}."
        f" Run: python -m spacy download {LARGER[-1]}"
    )


def _as_written(doc: Doc, text: str) -> Doc:
    """Restore the characters of the text in a ``Doc`` that was parsed with others."""
    if doc.text == text:
        return doc
    words = [text[token.idx : token.idx + len(token)] for token in doc]
    written = Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    parsed: Any = doc.to_array(PARSED)
    return written.from_array(PARSED, parsed)


@cache
def default_reader() -> Reader:
    """Load the shipped parser and encoder, once a process."""
    return Reader.load()
