"""The encoder as a spaCy component: names in ``doc.ents``, attributions in ``doc.spans``."""

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from .encoder import Encoder, Marked, default_encoder

# The labels that spaCy's own tools know, displaCy's colours among them.
ENTITIES = {
    "person": "PERSON",
    "organisation": "ORG",
    "place": "LOC",
    "norp": "NORP",
    "other": "MISC",
}
ATTRIBUTION = ("content", "cue", "source")


class NewsReader:
    """Pours the encoder's spans into a ``Doc``.

    ``doc.ents`` holds names (PERSON, ORG, LOC, NORP, MISC), ``doc.spans["content" | "cue" |
    "source"]`` attributions; ``span._.confidence`` says how sure each is, 0 to 1.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("newsframes_reader")
    >>> doc = nlp("Maria Lopez said the bridge in Lyon was closed.")
    >>> [(ent.text, ent.label_) for ent in doc.ents], [cue.text for cue in doc.spans["cue"]]
    ([('Maria Lopez', 'PERSON'), ('Lyon', 'LOC')], ['said'])
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        if not Span.has_extension("confidence"):
            Span.set_extension("confidence", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read a ``Doc`` of any pipeline."""
        return self.pour(doc, self.encoder.mark(doc.text))

    def pour(self, doc: Doc, marked: list[Marked]) -> Doc:
        """Write spans that were found in ``doc.text`` into the ``Doc``.

        A span is widened to whole tokens.
        """
        names = [_span(doc, mark, ENTITIES[mark.label]) for mark in marked if mark.task == "names"]
        doc.ents = filter_spans([span for span in names if span is not None])
        for label in ATTRIBUTION:
            spans = [
                _span(doc, mark, label)
                for mark in marked
                if mark.task == "attribution" and mark.label == label
            ]
            doc.spans[label] = [span for span in spans if span is not None]
        return doc


def _span(doc: Doc, mark: Marked, label: str) -> Span | None:
    """Make a span of whole tokens, with its confidence; None where there are no tokens."""
    span = doc.char_span(mark.start, mark.end, label=label, alignment_mode="expand")
    if span is not None:
        span._.confidence = mark.confidence
    return span


@Language.factory("newsframes_reader", assigns=["doc.ents", "doc.spans"])
def make_reader(nlp: Language, name: str) -> NewsReader:
    """Make the component for a pipeline."""
    return NewsReader(default_encoder())
