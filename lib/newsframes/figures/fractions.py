"""Bare fractions, as in "A third passed; half failed" and "sales fell by half"."""

import re

from spacy.tokens import Doc, Token

from .bounds import find_bound
from .magnitudes import number_words
from .quantity import Number

# One more of a row follows these numbers: "two men died; a third was hurt".
BEFORE_ORDINAL = {
    "third": r"two|second|both|another|pair|couple|2", "quarter": r"(?!)",
    "fourth": r"three|third|3", "fifth": r"four|fourth|4", "sixth": r"five|fifth|5",
    "seventh": r"six|sixth|6", "eighth": r"seven|seventh|7", "ninth": r"eight|eighth|8",
    "tenth": r"nine|ninth|9",
}  # fmt: skip
EARLIER = 300
SHARING = {"only", "just", "barely", "fully"}
ONE = {"is", "was", "has"}


def find_fractions(doc: Doc, found: list[Number]) -> list[Number]:
    """Find the fractions that stand alone before their verb, and "by half".

    Parameters
    ----------
    doc
        The parsed body.
    found
        The numbers found in its text, which are left as they are.
    """
    taken = {at for number in found for at in range(number.start, number.end)}
    fractions = []
    for token in doc:
        first = _first(token)
        if first is None or token.idx in taken:
            continue
        if not _has_verb(token) and not _is_reached(token):
            continue
        start, end, bound = find_bound(doc.text, doc[first].idx, token.idx + len(token), 0)
        is_told = bound != "=" or (first > 0 and doc[first - 1].lower_ in SHARING)
        if is_told or not _is_ordinal(token):
            fractions.append(_share(token, doc[first].idx, start, end, bound))
    return fractions


def _share(token: Token, head: int, start: int, end: int, bound: str) -> Number:
    value = round(number_words()["fraction"][token.lower_], 12)
    low, high = (
        (-float("inf") if bound[0] == "<" else value),
        (float("inf") if bound[0] == ">" else value),
    )
    return Number(start, end, low, high, bound, "ratio", "ratio", True, "fraction alone", head)


def _first(token: Token) -> int | None:
    """Return where a fraction begins, with its article; "half" has none."""
    before = token.nbor(-1) if token.i else None
    if token.lower_ == "half":
        if before is None or before.is_punct or before.is_space:
            return token.i
        is_apart = before.pos_ in {"CCONJ", "SCONJ"} or before.lower_ in SHARING
        return token.i if is_apart or _is_reached(token) else None
    if token.lower_ not in BEFORE_ORDINAL or before is None or before.lower_ not in {"a", "one"}:
        return None
    return before.i


def _is_reached(token: Token) -> bool:
    """Return True if something changes by half: "fell by half", but not "by half a point"."""
    return token.lower_ == "half" and token.dep_ == "pobj" and token.head.lower_ == "by"


def _has_verb(token: Token) -> bool:
    """Return True if a finite verb follows a fraction, alone or behind an adverb."""
    at = token.i + 1
    doc = token.doc
    while at < len(doc) and doc[at].pos_ == "ADV" and doc[at].sent == token.sent:
        at += 1
    if at >= len(doc) or doc[at].lower_ in ONE:
        return False
    is_subject = token.dep_ == "nsubj" and token.head == doc[at]
    is_opening = (
        token.i > 0 and bool(doc[token.i - 1].is_sent_start) and doc[at + 1 : at + 2].text != "by"
    )
    is_taken_for_participle = doc[at].tag_ == "VBN" and (is_subject or is_opening)
    return doc[at].tag_ in {"VBD", "VBP", "MD"} or is_taken_for_participle


def _is_ordinal(token: Token) -> bool:
    """Return True if "a third" may be one more of a row that the text before it counts."""
    before = token.doc.text[max(0, token.idx - EARLIER) : token.idx]
    row = BEFORE_ORDINAL.get(token.lower_, r"(?!)")
    return re.search(rf"\b(?:{row})\b", before, re.IGNORECASE) is not None
