"""Changes: whether the text has a figure rise or fall."""

from functools import cache

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon
from ..language.noun_classes import kind_of
from .amounts import YEAR
from .context import FigureContext
from .counted_nouns import is_whole
from .quantity import Number
from .words import words

# How far a word may stand from its figure to be tied to it.
NEAR = 12
# How many words above a number are asked.
STEPS = 5
# How far behind a figure "up from" may stand, in words: "2.7 percent in 2023, up from 2.4".
CLOSE = 7
# What can itself be the object of "recovered 3%".
MEASURES = {"%", "percent", "cent", "points"}
PHYSICAL = {"area", "length", "mass", "volume"}
CHANGED, SUMS = {"percent", "money", "ratio"}, {"money", "count", "ratio"}


@cache
def changes(use: str) -> frozenset[str]:
    """List the words of one use.

    The uses are those of ``changes.tsv``: ``verb`` (and nouns), ``before`` or ``after`` a figure,
    ``held``, ``motion`` and so on.
    """
    return frozenset(entry["lemma"] for entry in read_lexicon("changes") if entry["use"] == use)


@cache
def nouns_of_change() -> frozenset[str]:
    """List the words that say as nouns, too, that something rose or fell.

    "A rise", but not "a contract".
    """
    return frozenset(
        entry["lemma"]
        for entry in read_lexicon("changes")
        if entry["change"] and entry["unless"] != "noun"
    )


@cache
def _directions(use: str) -> dict[str, dict[str, str]]:
    return {entry["lemma"]: entry for entry in read_lexicon("changes") if entry["use"] == use}


def find_change(context: FigureContext) -> str | None:
    """Find whether the text has a figure rise or fall, by the verb or noun above it, or beside it.

    "The price rose 12 percent", "a drop of 3%", "up 12%", "12% lower". Of an earlier and a later
    value only the later has the change: "fell to $9 million from $12 million". Not found: what is
    only handled ("dropped four bombs").

    Returns
    -------
    str or None
        ``"up"`` or ``"down"``; None where the text says neither.
    """
    number, span, token = context.number, context.span, context.token
    if context.word_after is not None and context.word_after.lower_ == "short":
        return None  # "came up 200 tons short of the target"
    before = context.word_before.lower_ if context.word_before is not None else ""
    if before == "from" or (number.high < 0 and before != "to"):
        return None  # "down from 315,000", "grew -0.4%"
    if (beside := _beside(number, span, token)) is not None:
        return beside
    above = _governors(context, before)
    if above is None:
        return None
    is_count = number.unit_kind == "count"
    if token.dep_ in {"nummod", "compound"}:  # "500 jobs lost"
        above += (child for child in token.head.children if not is_count or child.dep_ == "acl")
    for word in above:
        if not is_count and (way := _way(word, token)) is not None:
            return way
        entry = _directions("verb").get(word.lemma_.lower())
        if entry and _is_of_figure(entry, word, context):
            return entry["change"]
    return _stepped(span) if before == "to" else None


def _governors(context: FigureContext, before: str) -> list[Token] | None:
    """List the words above a number that may have it rise or fall; None for an earlier value."""
    number, token, found = context.number, context.token, []
    if is_whole(context.span):
        return []
    for word in list(token.ancestors)[:STEPS]:
        if word.lower_ == "from" and word.dep_ == "prep" and before != "to":
            return None  # "from a high of 53 percent"
        subjects = (child for child in word.lefts if child.dep_ == "nsubj")
        if word.pos_ == "VERB" and any(_holds(child, token) for child in subjects):
            break  # "seven planes crashed": of those who do it nothing rises or falls
        if word.dep_ == "prep" and word.lower_ in words("why"):
            break
        if number.unit_kind == "count" and _is_something(word, token):
            break
        found.append(word)
        if word.pos_ in {"VERB", "AUX"} or word.sent != token.sent:
            break
    if number.unit_kind == "count" and token.dep_ == "nummod":
        return [word for word in found if not _is_counted(word)]  # "eleven rebounds"
    return found


def _is_counted(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and any(child.dep_ == "nummod" for child in noun.lefts)


def _is_of_figure(entry: dict[str, str], word: Token, context: FigureContext) -> bool:
    """Return True if a word of change near a figure says that it rose or fell."""
    number, token = context.number, context.token
    if abs(word.i - token.i) > NEAR or word.i == token.i or _is_other(entry, word, number, token):
        return False
    thing = context.thing.root if context.thing is not None else None
    if _is_handled(word, number, token, thing):
        return False
    return number.unit_kind != "duration" or word.pos_ != "VERB" or is_reached(word, token)


def _stepped(span: Span) -> str | None:
    """Read how a later value differs from the earlier one before it.

    "Edged down from 6.1 percent to 6 percent".
    """
    before = reversed(span.doc[max(span.sent.start + 1, span.start - NEAR) : span.start - 1])
    origin = next((word for word in before if word.lower_ == "from"), None)
    if origin is None:
        return None
    if (entry := _directions("before").get(origin.nbor(-1).lower_)) is not None:
        return entry["change"]
    for word in list(origin.ancestors)[:STEPS]:
        if (entry := _directions("verb").get(word.lemma_.lower())) is not None:
            return entry["change"]
        if word.pos_ == "VERB":
            break
    return None


def _is_handled(word: Token, number: Number, token: Token, thing: Token | None) -> bool:
    """Return True if a verb does something to the counted or moves so far.

    "Dropped 4 bombs", "slid 20 metres".
    """
    if word.pos_ not in {"VERB", "ADJ"}:
        return False
    if is_reached(word, token):
        return number.unit_kind == "count" and thing is not None and _has_other_object(word, token)
    if number.unit_kind == "count":
        return thing is not None and thing.lemma_.lower() not in changes("held") | words("points")
    is_moved = number.unit_kind in PHYSICAL and word.lemma_.lower() in changes("motion")
    subject = next((child for child in word.lefts if child.dep_ == "nsubj"), None)
    return is_moved and (subject is None or subject.lemma_.lower() not in changes("level"))


def _has_other_object(verb: Token, token: Token) -> bool:
    """Return True if a verb has an object that is no number.

    "Cut power to 3,000 homes", not "cut staff to 300 men".
    """
    objects = (child for child in verb.rights if child.dep_ == "dobj" and child.i < token.i)
    counted = changes("held") | words("tally", "told")
    return any(
        kind_of(noun, is_plural=False) != "group" and noun.lemma_.lower() not in counted
        for noun in objects
    )


def _is_something(noun: Token, token: Token) -> bool:
    """Return True if a noun above a count is what changes instead.

    "Strengthen the capabilities of 24 professors".
    """
    known = changes("verb") | words("tally", "told", "rough")
    return noun.pos_ == "NOUN" and noun != token.head and noun.lemma_.lower() not in known


def _way(verb: Token, token: Token) -> str | None:
    """Read where a verb sends its object: "pushed prices up 3% to $81", but not "took up 16%"."""
    if verb.lemma_.lower() not in words("bringing") | words("sending"):
        return None
    ways = [child.lower_ for child in verb.rights if verb.i + 1 < child.i < token.i]
    return next(
        (_directions("before")[way]["change"] for way in ways if way in _directions("before")), None
    )


def _holds(word: Token, token: Token) -> bool:
    return word == token or word.is_ancestor(token)


def _is_other(entry: dict[str, str], word: Token, number: Number, token: Token) -> bool:
    """Return True if a word means something else than a rise or fall.

    "A storm surge", money or objections raised, help appreciated.
    """
    before = word.nbor(-1).lower_ if word.i else ""
    is_noun = entry["unless"] == "noun" and word.pos_ in {
        "NOUN",
        "PROPN",
    }  # "a contract", "a rally"
    is_raised = entry["unless"] == "money" and number.unit_kind in SUMS and word.pos_ == "VERB"
    counted = (
        child for child in word.rights if child.dep_ == "dobj"
    )  # "raised five objections to two plans"
    is_level = is_reached(word, token) and not any(
        other.dep_ == "nummod" for noun in counted for other in noun.lefts
    )
    parts = [
        child for child in word.children if child.dep_ in {"dobj", "auxpass"}
    ]  # "20 bodies were recovered"
    is_off = entry["unless"] == "measure" and number.unit_kind not in CHANGED
    is_liked = entry["unless"] == "object" and any(
        child.dep_ == "auxpass" or (child != token and child.lower_ not in MEASURES)
        for child in parts
    )
    is_grown = entry["unless"] == "passive" and any(child.dep_ == "auxpass" for child in parts)
    return (
        before == entry["unless"]
        or is_grown
        or is_noun
        or is_liked
        or is_off
        or (is_raised and not is_level)
    )


def is_reached(verb: Token, token: Token) -> bool:
    """Return True if a verb reaches a number through "by", "to" or "from"."""
    return any(
        prep.lower_ in {"by", "to", "from"} and prep.is_ancestor(token) for prep in verb.rights
    )


def _beside(number: Number, span: Span, token: Token) -> str | None:
    """Read "up" and "down" before a figure, and "higher" and "lower" after it.

    These only after a share or a sum; "up from" counts behind any figure.
    """
    doc = span.doc
    at = span.start - 1 - (span.start > 1 and doc[span.start - 1].lower_ in {"by", "to"})
    before = doc[at] if at >= span.sent.start else None
    if before is not None and before.lower_ in _directions("before"):
        is_counted = (
            number.unit_kind == "count"
            and token.dep_ == "nummod"
            and token.head.pos_ in {"NOUN", "PROPN"}
        )
        is_counted = is_counted and token.head.lemma_.lower() not in words(
            "points"
        )  # "closed down 96 firms"
        return (
            None
            if _is_particle(before, is_counted)
            else _directions("before")[before.lower_]["change"]
        )
    after = doc[span.end] if span.end < span.sent.end else None
    if after is not None and after.lower_ in _directions("after") and number.unit_kind in CHANGED:
        return _directions("after")[after.lower_]["change"]
    for other in doc[span.end : min(span.end + CLOSE, span.sent.end - 1)]:
        if other.lower_ in _directions("before") and other.nbor(1).lower_ == "from":
            return _directions("before")[other.lower_]["change"]
        if other.like_num and not YEAR.fullmatch(other.text):
            break
    return None


def _is_particle(word: Token, is_counted: bool) -> bool:
    """Return True if "up" or "down" only belongs to its verb.

    "Make up 16%", "shot down 15 drones".
    """
    verb = word.nbor(-1) if word.i else word
    verb = word.head if word.dep_ == "prt" else verb
    is_apart = word.i > verb.i + 1 and verb.lemma_.lower() in words("bringing") | words("sending")
    rising = changes("verb") | words(
        *(() if is_counted else ("level",)), *(["soaring"] if word.lower_ == "up" else [])
    )
    return verb.pos_ == "VERB" and verb.lemma_.lower() not in rising and not is_apart
