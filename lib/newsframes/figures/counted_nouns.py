"""Things: the noun phrase that a figure counts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..language.lexicon import read_lexicon
from ..language.noun_classes import hyphenated, kind_of
from ..language.syntax import SUBJECTS
from .quantity import Number
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Kinds of unit that take what is counted from "of": "20 percent of the seats".
SHARES, SHARED_OUT = {"percent", "ratio"}, {"in", "out", "every", "of"}
PARTED = re.compile(r"^[^(]*;")  # "five died; twenty more were injured", not "paid £20 (£17; $22)"
NEAR = 12  # how far a word may stand from its figure to be tied to it
PARTS = words("part")
# Participles and adjectives that no number counts as nouns: "12 dead, 40 hurt".
STATES = words("state")


def number_token(span: Span) -> Token:
    """Return the token that carries the number."""
    numerals = [token for token in span if token.like_num or token.pos_ == "NUM"]
    root = span.root if span.root.dep_ != "det" else span[-1]  # "a few reasons"
    last = numerals[-1] if numerals else root
    return last.head if last.head in numerals else last  # "two or three people"


def find_thing(number: Number, span: Span, token: Token) -> Span | None:
    """Find the counted noun phrase, if there is one.

    It is what the number modifies, what follows with "of", or what "of them" are.
    """
    if number.unit_kind != "count" and number.unit_kind not in SHARES:
        return None
    part = _part(span)
    if part is not None:
        return part
    # "One in five adults", "nine deaths per 1,000 births".
    is_share = number.unit_kind == "ratio" and any(word.lower_ in SHARED_OUT for word in span)
    is_share |= number.unit.startswith("per ") and not any(word.lower_ == "per" for word in span)
    head = _counted(token, span) if number.unit_kind == "count" or is_share else None
    head = head or _after_of(span)
    if head is None and number.unit_kind == "count":
        return _predicate(token) or _fronted(span, token)
    return _phrase(head, span) if head is not None and head.i - span.end < NEAR else None


def _counted(token: Token, span: Span) -> Token | None:
    """Return the noun that a number modifies, alone or with the one before it: "57 and 68 jets"."""
    token = token.head if token.dep_ == "conj" and token.head.pos_ == "NUM" else token
    for head in (token.head, token.head.head):
        is_modifier = token.dep_ in {"nummod", "quantmod", "compound", "amod", "npadvmod"}
        if (
            is_modifier
            and head.pos_ in {"NOUN", "PROPN"}
            and head.i >= span.end
            and head.sent == token.sent
        ):
            is_hung = token.doc[span.end].text == "-"  # "a five-storey block"
            while (
                not is_hung
                and head.dep_ == "compound"
                and head.head.pos_ == "NOUN"
                and head.head.i == head.i + 1
            ):
                head = head.head  # "fifteen youth suicides"
            return head if head.lower_ not in STATES else None
    after = token.doc[span.end] if span.end < len(token.doc) else None
    if (
        after is not None
        and after.pos_ == "NOUN"
        and token.dep_ in {"nummod", "compound"}
        and after.dep_ != "compound"
    ):
        return after
    return None


def _after_of(span: Span) -> Token | None:
    """Return the noun after "of" right behind the figure, or behind an adjective of it."""
    doc = span.doc
    for at in range(span.end, min(span.end + 2, len(doc))):
        if doc[at].lower_ == "of":
            found = next((child for child in doc[at].children if child.dep_ == "pobj"), None)
            return found if found is not None and found.pos_ in {"NOUN", "PROPN"} else None
        if doc[at].pos_ not in {"ADJ", "NOUN"}:
            return None
    return None


def is_part(span: Span) -> bool:
    """Return True if a figure is "19 of them" or "19 of whom"."""
    doc, end = span.doc, span.end
    return end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].lower_ in PARTS


def is_whole(span: Span) -> bool:
    """Return True if a figure is the whole of a part, to which alone something happened.

    "Five of the 20 men died", "of 14 miners, three died", "half of its 300 staff left".
    """
    doc, at = span.doc, span.start - 1
    while at > span.sent.start and doc[at].pos_ in {"DET", "PRON"}:
        at -= 1
    if at < span.sent.start or doc[at].lower_ != "of":
        return False
    part = doc[at - 1] if at > span.sent.start else None
    return part is None or part.pos_ == "NUM" or part.lower_ in words("partial")


def _part(span: Span) -> Span | None:
    """Find what the part of a whole is.

    "19 of them police and service members", "of whom 19 were police".
    """
    doc, end = span.doc, span.end
    if is_part(span):
        at = end + 2
    elif (
        span.start > 1
        and doc[span.start - 1].lower_ in PARTS
        and doc[span.start - 2].lower_ == "of"
    ):
        at = end
    else:
        return None
    while at < len(doc) and (
        doc[at].lower_ in {"were", "are", "being", "was", "is", "who"} or doc[at].text == ","
    ):
        at += 1
    first = at
    while (
        at < len(doc)
        and doc[at].pos_ in {"ADJ", "NOUN", "PROPN", "CCONJ"}
        and doc[at].sent == span.sent
    ):
        at += 1
    while at > first and doc[at - 1].pos_ == "CCONJ":
        at -= 1
    return doc[first:at] if at > first and doc[at - 1].pos_ in {"NOUN", "PROPN"} else None


def _predicate(token: Token) -> Span | None:
    """Find what a bare number is said to be: "three are journalists"."""
    if token.dep_ not in SUBJECTS or token.head.lemma_ != "be":
        return None
    said = next(
        (child for child in token.head.children if child.dep_ == "attr" and child.tag_ == "NNS"),
        None,
    )
    return token.doc[said.left_edge.i : said.i + 1] if said is not None else None


def _fronted(span: Span, token: Token) -> Span | None:
    """Find what a bare number is part of: "Of the 230 passengers, 212 were from here"."""
    if token.dep_ not in SUBJECTS or token.i + 1 < span.end:
        return None
    of = next((word for word in token.head.lefts if word.lower_ == "of" and word.i < token.i), None)
    if of is None:
        return None
    nouns = (word for word in of.children if word.dep_ == "pobj" and word.pos_ == "NOUN")
    head = next(nouns, None)
    return _phrase(head, token.doc[of.i : of.i + 1]) if head is not None else None


def _phrase(head: Token, span: Span) -> Span | None:
    """Return the counted noun phrase behind a number.

    It goes from after the number to the noun, with an "of" that completes it.
    """
    doc = span.doc
    if head.i == span.end and (head.lower_ in SUMS or is_misread(head, span)):
        return None
    first, last = max(span.end, head.left_edge.i), head.i
    first = max(
        [first, *(word.i + 1 for word in doc[first:last] if word.pos_ == "NUM")]
    )  # 26 of "the 39 hostages"
    if doc[first].lower_ == "those" and doc[first + 1].tag_ in {"VBN", "VBD"} and first < last:
        return None  # "59% of those surveyed disapprove", the verb taken for a noun
    while first < last and doc[first].pos_ in {"DET", "PUNCT", "SPACE", "ADP"}:
        first += 1
    if doc[first].pos_ == "CCONJ":
        return None  # "Lee scored 27 and Ray 25"
    for child in head.rights:
        if child.lower_ == "of" and child.i == last + 1:
            last = child.right_edge.i if len(list(child.subtree)) <= 6 else last
    last = hyphenated(doc[last]).end - 1  # "co-authors"
    return doc[first : last + 1] if first <= last else None


def is_misread(noun: Token, span: Span) -> bool:
    """Return True if a singular right behind more than one is no noun: "two out of three drink"."""
    if noun.tag_ != "NN" or number_token(span).lower_ in {"one", "1"}:
        return False
    after = noun.doc[noun.i + 1 : noun.i + 2]
    is_first = any(word.text == "-" or word.pos_ in {"NOUN", "PROPN"} for word in after)
    is_alike = noun.lower_ in words("alike") or kind_of(noun, is_plural=False) == "group"
    return not is_first and not is_alike


@cache
def people_nouns() -> frozenset[str]:
    """List the nouns that count people as such: "lives", "fatalities"."""
    return frozenset(entry["noun"] for entry in read_lexicon("people_nouns"))


def are_people(noun: Token) -> bool:
    """Return True if a plural stands for people: "troops", "lives"."""
    return noun.lemma_.lower() in people_nouns() or kind_of(noun, is_plural=True) == "group"


# "Of 54 total": no noun that is counted.
SUMS = {"total", "overall", "altogether"}
