"""Labels: digits that name a house, a position, a unit of an army or a race, and count nothing."""

import re
from functools import cache

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon
from ..language.noun_classes import kind_of
from .changes import nouns_of_change
from .quantity import Number

HOUSE = r"\d{1,5}[A-Za-z]?(?:[-–/]\d{1,5}[A-Za-z]?)?"
NAME = r"(?:(?:[A-Z][\w.]*(?:['’]s?)?|\d{1,3}(?:st|nd|rd|th))\s)"
AT = re.compile(
    r"(?:\b(?i:at|of|in|outside|near|from|to|on|into|inside|behind|opposite|beside|around)|[\w)],|and|or)\s\Z"
)
BLOCK = re.compile(r"\d{2,5}\sblock\sof\s(?:[A-Z]|\d)")
# "32° 34’S", "12° North", "7 degrees north latitude".
DEGREES = r"\d{1,3}(?:\.\d+)?"
COORDINATES = re.compile(
    rf"{DEGREES}\s?[°º˚]\s?(?:{DEGREES}\s?['’′]\s?(?:{DEGREES}\s?[\"”″]\s?)?)?(?:[NSEW]\b|(?i:north|south|east|west)\b)"
    rf"|{DEGREES}\sdegrees?(?:,?\s{DEGREES}\sminutes?)?"
    r"(?:\s(?:North|South|East|West)\b|(?:\s(?:north|south|east|west)(?:ern)?)?\s(?:latitude|longitude)\b)"
)
THE = re.compile(r"\b(?:[Tt]he|of|from|with|by|and)\s\Z")
# "A 10k race", "the charity 10K"; "4K television".
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d)?[kK]")
NAMED_BY, NAMED = (
    {"a", "an", "the", "this", "that", "each", "every"},
    {"DT", "JJ", "NN", "NNP", "POS", "PRP$"},
)
EMERGENCY = re.compile(r"(?:911|999|112)\s(?:emergency\s)?(?P<noun>[a-z]+?)s?\b")
# "Four score and seven years".
SCORE = re.compile(
    r"\b(?:two|three|four|five|six|seven)[\s-]score(?:\s(?:and\s)?\w+(?:\s(?:years|men|souls|days))?)?\b",
    re.IGNORECASE,
)
# "(8), (19) and (34)": what each is of is not said.
BRACKETED = re.compile(r"\(\d{1,3}\)(?:,?\s(?:and\s)?\(\d{1,3}\))+")
TIE_BREAK, SIDES = (
    re.compile(r"\d[-–]\d\s?\(\Z"),
    re.compile(r"-on-(?:one|two|three|four|five|\d)\b"),
)
ONTO = re.compile(r"\b\w+-on-\Z")
PLURALS = {"NNS", "NNPS"}


def is_label(body: str, number: Number, span: Span, head: Token, before: str, after: str) -> bool:
    """Return True if digits name or number something: an address, coordinates, "40 Squadron", a "10k race".

    Parameters
    ----------
    body
        The text of the article's body.
    number, span, head
        The number, its tokens, and the one that carries it.
    before, after
        What stands right before and behind it.
    """
    if _stands_in(COORDINATES, body, number) or _stands_in(SCORE, body, number):
        return True
    if number.unit != "count":
        return False
    if SIDES.match(after) or ONTO.search(before):
        return True  # "two-on-one"
    if number.is_word:
        return False
    is_sided = TIE_BREAK.search(before) and after.startswith(")")
    if is_sided or _stands_in(BRACKETED, body, number) or BLOCK.match(body, number.start):
        return True
    called = EMERGENCY.match(body, number.start)
    if called and called["noun"] in _words("emergency"):
        return True
    is_counting = head.dep_ == "nummod" and head.head.i >= span.end
    if not is_counting and _numbered().search(before):
        return True
    return (
        _is_address(body, number, span, before)
        or _is_unit(body, number, span, before)
        or _is_race(body, number, span)
    )


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(
        entry["word"] for entry in read_lexicon("numbered_words") if entry["use"] == use
    )


@cache
def _numbered() -> re.Pattern[str]:
    words = "|".join(sorted(_words("before")))
    return re.compile(rf"\b(?:{words})\.?\s(?:no\.?\s|number\s|#|of\s)?\Z", re.IGNORECASE)


@cache
def _endings(use: str) -> re.Pattern[str]:
    """Compile what ends in a word of one use: a house number and a street, a number and a unit of an army."""
    words = "|".join(sorted(_words(use)))
    if use in ("street", "place"):
        return re.compile(rf"{HOUSE},?\s{NAME}{{1,4}}?(?:{words})\b(?!\s?[A-Z])\.?")
    return re.compile(rf"\d{{1,3}}\s{NAME}{{0,2}}?(?:{words})\b")


def _is_address(body: str, number: Number, span: Span, before: str) -> bool:
    """Return True if a number is a house's: "48 Elm Road", but not "15 Wall Street banks"."""
    found = _endings("street").match(body, number.start)
    if found is None and AT.search(before):
        found = _endings("place").match(body, number.start)
    return found is not None and not _counts_behind(span, found.end())


def _is_unit(body: str, number: Number, span: Span, before: str) -> bool:
    """Return True if a number is that of a unit of an army: "1 Battalion", "the 3 Rifles battle group"."""
    found = _endings("unit").match(body, number.start)
    if found is None and THE.search(before):
        found = _endings("plural").match(body, number.start)
    return found is not None and number.bound == "=" and not _counts_behind(span, found.end())


def _counts_behind(span: Span, end: int) -> bool:
    """Return True if a plural follows, which is what the number counts: "12 Supreme Court judges"."""
    after = next((word for word in span.doc[span.end : span.end + 8] if word.idx >= end), None)
    return after is not None and after.tag_ in PLURALS


def _is_race(body: str, number: Number, span: Span) -> bool:
    """Return True if "10k" names a kind: a singular follows, or only an article and modifiers stand before it."""
    if not THOUSANDS.fullmatch(body, number.start, number.end):
        return False
    doc, at = span.doc, span.end
    while at < len(doc) and doc[at].pos_ in {"ADJ", "NOUN", "PROPN"}:
        at += 1
    if at > span.end:
        noun = doc[at - 1]
        is_mass = (
            noun.lemma_.lower() in nouns_of_change() or kind_of(noun, is_plural=False) == "group"
        )
        return noun.tag_ in {"NN", "NNP"} and not is_mass
    first = span.start
    while first > 0 and doc[first - 1].tag_ in NAMED - {"DT"}:
        first -= 1
    return first > 0 and (doc[first - 1].lower_ in NAMED_BY or doc[span.start - 1].tag_ == "POS")


def _stands_in(pattern: re.Pattern[str], body: str, number: Number) -> bool:
    """Return True if a number is part of what a pattern describes."""
    found = pattern.finditer(body, max(0, number.start - 32), number.end + 32)
    return any(match.start() < number.end and number.start < match.end() for match in found)
