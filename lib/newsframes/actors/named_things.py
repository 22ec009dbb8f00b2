"""Named things: storms and ships, whose names are no actor's, whatever the reader took them for."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from ..language.noun_classes import nouns


def find_things(doc: Doc) -> set[int]:
    """Return where the names of an article begin that are those of storms and of ships.

    "Hurricane Maria" and then "Maria"; "HMS Argyll", "the tanker Sanchi", and then "the Argyll",
    "the Sanchi". Not found: a ship that the text nowhere calls one.
    """
    storms, ships = set(_storms(doc)), set(_ships(doc))
    return {
        span.start
        for span in doc.ents
        if span.text in storms or (_bare(span.text) in ships and _is_ships(span))
    }


def _storms(doc: Doc) -> Iterator[str]:
    """Yield what storms are called: "Hurricane Maria", "Maria"."""
    for token in doc[:-1]:
        after = token.nbor()
        is_named = after.is_title and after.pos_ == "PROPN"
        if token.is_title and token.lower_ in nouns("storm") and is_named:
            yield from (after.text, f"{token.text} {after.text}")


def _ships(doc: Doc) -> Iterator[str]:
    """Yield the names of ships, without what stands before them: "USS", "the tanker"."""
    for span in doc.ents:
        before = doc[span.start - 1] if span.start else None
        is_of = before is not None and before.tag_ == "NN" and before.lower_ in nouns("vessel")
        if is_of or _bare(span.text) != span.text or _has_prefix(span):
            yield _bare(span.text)


def _has_prefix(span: Span) -> bool:
    """Return True if a ship's prefix stands before a name and its title: "HMS Queen Elizabeth"."""
    at = span.start - 1
    while at > 0 and span.doc[at].pos_ == "PROPN" and span.doc[at].is_title:
        at -= 1
    return at >= 0 and span.doc[at].text in nouns("ship prefix")


def _bare(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first in nouns("ship prefix") else name


def _is_ships(span: Span) -> bool:
    """Return True if a name stands where a ship's does: behind "the", a prefix or its sort.

    Else a person or a town may bear it: "Queen Elizabeth", "Sheffield".
    """
    if " " in span.text and span.label_ != "PERSON":
        return True
    before = span.doc[span.start - 1 : span.start].text.lower()
    is_behind = before == "the" or before in nouns("vessel")
    return is_behind or _bare(span.text) != span.text or _has_prefix(span)
