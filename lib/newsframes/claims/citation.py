"""Citation: documents that put something forward, though they are no actors."""

from ..actors.source_heads import antecedent_of, head_of_source
from ..language.noun_classes import documents
from ..language.reporting_cues import cue_lemmas
from ..reader import Reading
from .statements import Statement


def cite(reading: Reading, source: tuple[int, int] | None) -> str | None:
    """Return a source as written if its head is a noun that can claim: "polling averages"."""
    if source is None:
        return None
    words = antecedent_of(reading.span(*source))  # "the study, which notes that …"
    # "the polling average"
    is_document = bool({words[-1].lower_, words[-1].lemma_.lower()} & documents())
    head = words[-1] if is_document else head_of_source(words)
    is_noun = is_document or head.pos_ == "NOUN"
    # The nouns of orders and wishes put nothing forward: "per the request".
    wishes = cue_lemmas(stance="demand") | cue_lemmas(act="intent")
    is_citable = is_noun and head.lemma_.lower() not in wishes
    return reading.words(*reading.offsets(words)) if is_citable else None


def is_document(reading: Reading, statement: Statement, *uses: str) -> bool:
    """Return True if a statement's source is a document of one of some uses, whoever made it."""
    source = statement.quote.source
    if source is None:
        return False
    head = head_of_source(reading.span(*source))
    return bool({head.lemma_.lower(), head.lower_} & documents(*uses))
