"""Nominals: the words of the noun that a figure is about, without the figure itself."""

from functools import cache

from spacy.tokens import Doc, Span, Token

from ..language.lexicon import read_lexicon
from ..language.noun_classes import hyphenated
from .amounts import YEAR
from .words import words

SHARES = {"%", "percent", "cent"}
NAMES = {"PERSON", "ORG", "LOC"}
SCALES = {"thousand", "million", "billion", "trillion"}
LOOSE = {"PUNCT", "SPACE", "ADP", "CCONJ"}


@cache
def unit_names() -> frozenset[str]:
    """List the units as they are written: "mm", "miles"."""
    return frozenset(entry["form"] for entry in read_lexicon("units"))


@cache
def times() -> frozenset[str]:
    """List the words for spans and points of time: "Monday's 40 deaths" are not Monday's."""
    return frozenset(entry["word"] for entry in read_lexicon("time_words")) | {
        "decade",
        "century",
        "season",
    }


def past_bracket(span: Span) -> int:
    """Return where the text goes on behind a figure, and the same amount in brackets after it."""
    doc, end = span.doc, span.end
    if end >= len(doc) or doc[end].text != "(":
        return end
    return next((at + 1 for at in range(end, min(end + 10, len(doc))) if doc[at].text == ")"), end)


def right_before(span: Span) -> Token | None:
    """Return the noun right before the bracket that a figure fills, or the name before "at".

    "Norway (98%)", "and Singapore at 5.6%", "Blackmores, up 9.4%"; no unit, of which it is
    again, and not "sold in London at $5".
    """
    doc, first = span.doc, span.start
    if first > 2 and doc[first - 1].lower_ in {"up", "down"} and doc[first - 2].text == ",":
        noun = doc[first - 3]
        is_placed = noun.dep_ == "pobj" and noun.head.lower_ in words("placed")
        is_name = doc[first - 1].head == noun or (noun.ent_type_ in NAMES and not is_placed)
        return noun if noun.pos_ in {"NOUN", "PROPN"} and is_name and not has_number(noun) else None
    if first > 1 and doc[first - 1].tag_ == "POS" and doc[first - 2].pos_ in {"NOUN", "PROPN"}:
        is_bare = span.root.head.i < span.end
        return doc[first - 2] if is_bare else None  # "against Peru's 12 per cent"
    if (apposed := _apposed(span)) is not None:
        return apposed
    if first < 2 or doc[first - 2].pos_ not in {"NOUN", "PROPN"}:
        return None
    noun = doc[first - 2]
    begin = noun.i
    while begin > noun.sent.start and noun.ent_type_ and doc[begin].ent_iob_ == "I":
        begin -= 1
    is_placed = (
        begin > noun.sent.start
        and doc[begin - 1].pos_ in {"ADP", "DET"}
        and doc[begin - 1].lower_ != "by"
    )
    links = {"at", "with", "on"} if span[-1].lower_ in SHARES else {"at", "with"}
    is_named = doc[first - 1].lower_ in links and noun.ent_type_ in NAMES and not is_placed
    if doc[first - 1].lower_ in {"up", "down"} and noun.dep_ in {
        "pobj",
        "nsubj",
    }:  # "with the number of loans down 3%"
        while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
            noun = noun.head.head
        return noun
    is_within = doc[first - 1].text == "(" and doc[span.end : span.end + 1].text in {")", "each"}
    if not is_within and not is_named:
        return None
    is_unit = any(word.like_num for word in noun.subtree if word.i <= noun.i)
    return None if is_unit or noun.lower_ in SHARES else noun


def _apposed(span: Span) -> Token | None:
    """Return the noun that a figure between commas stands beside: "the debt, $3 trillion, grew"."""
    doc, noun, past = span.doc, span.root.head, past_bracket(span)
    is_closed = doc[span.start - 1].text == "," and doc[past : past + 1].text in {
        "",
        ",",
        ";",
        ".",
        ")",
    }
    is_beside = span.root.dep_ == "appos" and noun.i < span.start and noun.pos_ in {"NOUN", "PROPN"}
    return (
        noun
        if is_closed
        and is_beside
        and not any(word.like_num for word in noun.subtree if word.i <= noun.i)
        else None
    )


def full_phrase(head: Token, span: Span) -> Span | None:
    """Return a noun with what stands before it and a short phrase after it, without the figure."""
    first, last = head.left_edge.i, hyphenated(head).end - 1
    for child in head.rights:
        inner = next((other for other in child.children if other.dep_ == "pobj"), child)
        is_around = child.i <= span.start <= child.right_edge.i
        end = inner.i if is_around else child.right_edge.i  # "a margin of error of 3 points"
        is_short = (
            child.lower_ in {"of", "in", "for", "per"}
            and child.i == last + 1
            and end - child.i <= 5
        )
        # "A high of 20.5%", "the community of 300 people", but "the cut-off for category 2 storms".
        is_number = (
            any(_counts(word) for word in head.doc[child.i : end + 1]) or inner.lower_ in SHARES
        )
        if is_short and not is_number and not (is_around and end >= span.start):
            last = end
            break
    if first <= span.start <= last or first < span.end <= last:
        first = past_bracket(span) if head.i >= span.end else first
        last = last if head.i >= span.end else head.i
    while (
        head.ent_type_ and last + 1 < span.start and head.doc[last + 1].pos_ == "NUM"
    ):  # "the S&P 500"
        last += 1
    while last > head.i and head.doc[last].pos_ in LOOSE:
        last -= 1
    # "92 percent water coverage, … 63 percent": another share of it.
    first = next(
        (at + 1 for at in range(head.i - 1, first, -1) if head.doc[at].lower_ in SHARES), first
    )
    while first < last and _is_loose(head.doc, first):
        first += 1
    first = max(first, _after_comma(head, first))
    is_itself = first < span.end and span.start <= last
    return head.doc[first : last + 1] if first <= head.i <= last and not is_itself else None


def _counts(word: Token) -> bool:
    """Return True if a number counts or measures what follows, and is no part of a name.

    "300 people".
    """
    is_apart = word.lower_ in SCALES or word.nbor(-1).pos_ not in {"NOUN", "PROPN"}
    return word.pos_ == "NUM" and is_apart and (word.dep_ != "nummod" or word.head.i > word.i)


def _after_comma(head: Token, first: int) -> int:
    """Return where a phrase begins behind a noun that the parser wrongly hangs on its head.

    "Due to heat, prices".
    """
    for at in range(head.i - 1, first, -1):
        is_listed = head.doc[at + 1].pos_ == "CCONJ"  # "desert, coastal and mountain landscapes"
        if is_listed:
            return first
        if head.doc[at].text == "," and any(
            word.pos_ in {"NOUN", "PROPN", "VERB"} for word in head.doc[first:at]
        ):
            return at + 1
    return first


def _is_loose(doc: Doc, at: int) -> bool:
    """Return True if a phrase can do without its first word.

    "Hence the seats", "more wildfires".
    """
    is_adverb = doc[at].pos_ in {"ADV", "SCONJ"} and doc[at + 1].pos_ == "DET"
    is_multiple = doc[at].dep_ == "predet"  # "twice the wage"
    is_loose = doc[at].pos_ in LOOSE or doc[at].lower_ in words("comparing")
    return is_adverb or is_multiple or is_loose


def has_number(noun: Token) -> bool:
    """Return True if a number other than a year stands before a noun, so that it is counted."""
    numbers = [child for child in noun.children if child.dep_ == "nummod"]
    return any(not YEAR.fullmatch(child.text) or noun.lower_ in unit_names() for child in numbers)


def words_above(token: Token) -> list[Token]:
    """List the words above a number up to its verb."""
    found = []
    for other in token.ancestors:
        found.append(other)
        if other.pos_ in {"VERB", "AUX"}:
            break
    return found
