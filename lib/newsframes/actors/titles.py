"""Titles: which words before a name are a person's title, and how far it reaches back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..language.lexicon import read_lexicon
from ..language.noun_classes import hyphenated, is_time, nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAMING = {"NOUN", "PROPN", "ADJ"}
HONORIFICS = frozenset(["mr", "mrs", "ms", "miss", "sir", "lady", "lord"])
# What a person is called by, whatever the office.
ADDRESSES = {"doctor", "professor", "reverend", "sheikh", "shaikh", "datuk"}
# What a person is addressed as behind "his" and "her", which then mean nobody else.
COURTESIES = {"highness", "highnesses", "majesty", "excellency", "holiness", "eminence"}
# How many words a complement of a title may have ("mayor of the city of Lyon").
LONGEST_COMPLEMENT = 8
# Whose title goes on with where they are sent.
ENVOYS = {"ambassador", "envoy", "emissary", "representative"}
# With a noun for a time, no part of a title: "last year President Lee".
SHIFTS = {"last", "this", "next"}
# What tells that two are meant, and what a subject is.
PAIRED, SUBJECTS = {"between", "both"}, {"nsubj", "nsubjpass"}


@cache
def titles() -> frozenset[str]:
    """List the nouns that can be a person's title."""
    return nouns("title", "person")


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        entry["word"] for entry in read_lexicon("time_words") if entry["use"] == "weekday"
    )


@cache
def _ends() -> frozenset[str]:
    return frozenset(entry["word"] for entry in read_lexicon("title_ends"))


def is_address(token: Token) -> bool:
    """Return True if a word only tells how a person is called: "Dr", "Mr"."""
    return token.lemma_.lower() in ADDRESSES or token.lower_.rstrip(".") in HONORIFICS


def is_courtesy(pronoun: Token) -> bool:
    """Return True for "his" in "His Royal Highness", which is part of how someone is addressed."""
    behind = pronoun.doc[pronoun.i + 1 : pronoun.i + 3]
    words = [token.lower_ for token in behind if token.is_title]
    return pronoun.tag_ == "PRP$" and not COURTESIES.isdisjoint(words[:1] + words[1:2])


def heads_title(doc: Doc, at: int) -> bool:
    """Return True if a word ends a title.

    "Minister" does, or "Information" after "Minister of".
    """
    token = doc[at]
    words = hyphenated(token)  # "co-author", "son-in-law"
    if any(
        {word.lemma_.lower(), word.lower_, word.lower_.removesuffix("s")} & titles()
        for word in words
    ):
        return token.pos_ in NAMING
    return of_title(doc, at) is not None


def of_title(doc: Doc, at: int) -> int | None:
    """Return where the complement of a title begins that ends at a word.

    "Of Information", "of Health and Justice".
    """
    if not (doc[at].is_title or doc[at].lower_ in _ends()):
        return None
    for n in range(at - 1, max(0, at - LONGEST_COMPLEMENT), -1):
        if doc[n].lower_ in ("of", "for") or _is_sent_to(doc, n):
            head = doc[n - 1]
            return (
                n
                if head.lower_ in nouns("title") and (head.is_title or doc[at].lower_ in _ends())
                else None
            )
        if (
            not (doc[n].is_title or doc[n].lower_ in ("and", "&", "the"))
            or doc[n].ent_type_ == "PERSON"
        ):
            return None
    return None


def _is_sent_to(doc: Doc, at: int) -> bool:
    """Return True for the "to" of "Ambassador to Germany"."""
    return doc[at].lower_ == "to" and at > 0 and doc[at - 1].lower_ in ENVOYS


def goes_on(doc: Doc, at: int) -> bool:
    """Return True if a title reaches back over a word."""
    token = doc[at]
    if (
        token.ent_type_ == "PERSON"
        or token.tag_ in ("POS", "PRP$")
        or token.is_space
        or token.like_url
    ):
        return False
    if token.lower_ in _weekdays() or not {"(", ")"}.isdisjoint(token.text):
        return False
    if token.lower_ in COURTESIES or (at and doc[at - 1].lower_ in SHIFTS and is_time(token)):
        return False
    if token.lower_ == "old" and hyphenated(token)[0].like_num:
        return False
    if token.lower_ in ("of", "for", "and", "&"):
        is_office = at > 0 and doc[at - 1].lower_ in nouns("title") and not _is_title(doc[at + 1])
        return is_office if token.lower_ == "of" else _joins(doc, at)
    if token.is_sent_start and token.pos_ not in NAMING:
        return False
    return (
        token.pos_ in NAMING
        or token.text == "-"
        or (token.tag_ == "VBN" and token.lower_ in ("elected", "retired"))
    )


def _joins(doc: Doc, at: int) -> bool:
    """Return True if "and" or "for" joins two words of one title.

    "Health and Human Services Secretary". Not "lawyers for Governor Lee", nor "Acme and Senator
    Lee".
    """
    if (
        not (at > 0 and doc[at - 1].is_title and doc[at + 1].is_title)
        or doc[at - 1].ent_type_ == "PERSON"
    ):
        return joins_offices(doc, at)
    return not _is_title(doc[at + 1]) or (doc[at].lower_ != "for" and _is_title(doc[at - 1]))


def joins_offices(doc: Doc, at: int) -> bool:
    """Return True if "and" joins two offices of one person: "Acme's chairman and chief executive".

    Not where the second has an article or a capital of its own ("the mayor and Senator Lee"), nor
    where "between", "both" or a plural verb tells of two.
    """
    if at < 1 or doc[at].lower_ not in ("and", "&"):
        return False
    first = doc[at - 1]
    stop = next((token for token in doc[at + 1 :] if not _is_part(token)), doc[at])
    second = next((token for token in reversed(doc[at + 1 : stop.i]) if _is_title(token)), None)
    if second is None or not _is_title(first) or {first.tag_, second.tag_} & {"NNS", "NNPS"}:
        return False
    is_other = second.is_title and not (first.is_title or first.is_upper)
    return not (
        is_other
        or {word.lower_ for word in (first.head, *first.lefts)} & PAIRED
        or _is_of_two(first)
    )


def _is_part(token: Token) -> bool:
    """Return True if a word may stand within a title."""
    return (token.pos_ in NAMING or token.text == "-") and token.ent_type_ != "PERSON"


def _is_of_two(subject: Token) -> bool:
    """Return True if the verb of a subject in the singular is plural."""
    verb = subject.head
    words = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    return subject.dep_ in SUBJECTS and any(
        word.tag_ == "VBP" or word.lower_ == "were" for word in words
    )


def _is_title(token: Token) -> bool:
    return token.lemma_.lower() in nouns("title")
