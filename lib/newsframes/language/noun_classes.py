"""Nouns that stand for actors, and the names of international bodies, from the lexicons."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .countries import find_country
from .lexicon import read_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Endings of nouns for persons.
PERSONAL = (
    "er",
    "or",
    "ist",
    "ian",
    "eer",
    "ee",
    "ant",
    "man",
    "men",
    "woman",
    "women",
    "crat",
    "ite",
)
# Words that stand for someone whom the text does not describe, when they speak.
SOME = {
    "some": "group", "many": "group", "others": "group", "few": "group", "several": "group",
    "most": "group", "both": "group", "all": "group", "those": "group", "none": "group",
    "one": "person", "another": "person", "someone": "person", "somebody": "person",
    "anyone": "person", "everyone": "group", "everybody": "group", "nobody": "group",
    "other": "person",
}  # fmt: skip
# Nouns that with a preposition tell of a relation.
RELATING = {"association": {"with"}, "opposition": {"to"}, "resistance": {"to"}}
# Before what is no one: "much resistance".
UNCOUNTED = {"much", "little", "less"}
# Nouns that name a territory and, with it, whoever governs it; the last also a part of a country,
# or a condition.
LANDS = {"country", "nation", "republic", "kingdom", "state"}
# Nouns of places that "of" names: "the city of Lyon".
TOWNS = {
    "borough",
    "city",
    "commonwealth",
    "county",
    "district",
    "municipality",
    "province",
    "town",
    "village",
}


def is_personal(head: Token) -> bool:
    """Return True if a noun that the lexicon lacks has an ending of persons, and is no document."""
    noun = head.lemma_.lower()
    return not is_nobody(head) and (
        noun in nouns("speaker") or (noun.endswith(PERSONAL) and noun not in documents())
    )


@cache
def documents(*uses: str) -> frozenset[str]:
    """List the nouns for what is written or recorded, and what it says.

    Only those of some uses if any is given.
    """
    return frozenset(
        entry["noun"] for entry in read_lexicon("documents") if not uses or entry["use"] in uses
    )


@cache
def _cited_nouns() -> frozenset[str]:
    speaking = ("title", "person", "collective", "organisation", "speaker", "voice")
    return nouns(*speaking) | documents()


def can_be_cited(noun: Token) -> bool:
    """Return True if a noun is one for who or what can be cited: persons, bodies and documents."""
    return not _cited_nouns().isdisjoint((noun.lemma_.lower(), noun.lower_))


@cache
def name_endings() -> frozenset[str]:
    """List what may follow a person's name, folded: "jr", "iii", "mp"."""
    return frozenset(entry["word"] for entry in read_lexicon("name_endings"))


@cache
def nouns(*uses: str) -> frozenset[str]:
    """List the nouns of the lexicon that have one of the uses."""
    return frozenset(entry["word"] for entry in read_lexicon("actor_nouns") if entry["use"] in uses)


@cache
def quantities() -> frozenset[str]:
    """List the words for how many there are, which stand before "of": "hundreds", "percent"."""
    vague = {entry["words"].split()[-1] for entry in read_lexicon("vague_amounts")}
    shares = {
        entry["word"] for entry in read_lexicon("number_words") if entry["role"] == "fraction"
    }
    return frozenset(vague | shares | nouns("part") | {"percent", "%"})


@cache
def _times() -> frozenset[str]:
    uses = {"weekday", "month", "day", "period"}
    return frozenset(entry["word"] for entry in read_lexicon("time_words") if entry["use"] in uses)


def is_time(token: Token) -> bool:
    """Return True for a word that says when: "Monday", "May", "yesterday", "year"."""
    return token.lower_ in _times()


def _pair(head: Token) -> str:
    """Return a noun with the word before it: "polling station", "coast guard"."""
    before = head.i - 1 - (head.i > 1 and head.nbor(-1).text == "-")
    return (
        f"{head.doc[before].lower_} {head.lemma_.lower()}" if before >= 0 else head.lemma_.lower()
    )


def noun_forms(head: Token) -> tuple[str, str, str]:
    """Return what the lexicon may list a noun under, the longest first.

    With the word before it ("shipping line"), with what hyphens join to it ("start-up", but
    of "vice-chair" the noun alone), and alone.
    """
    words, joined = hyphenated(head), head.lemma_.lower()
    others = (token for token in words if token != head)
    if len(words) > 1 and words.root == head and not any(map(is_known_noun, others)):
        joined = "".join(token.lower_ for token in words[:-1]) + words[-1].lemma_.lower()
    return _pair(head), joined, head.lemma_.lower()


def is_nobody(head: Token) -> bool:
    """Return True if the words around a noun make it no actor.

    "Official figures"; "a couple of guns", which only counts them; "an association between A and
    B" and "opposition to the plan", which are relations.
    """
    noun, behind = head.lemma_.lower(), {c.lower_ for c in head.rights if c.dep_ == "prep"}
    counts = "of" in behind and noun in nouns("part")
    relates = not RELATING.get(noun, set()).isdisjoint(behind)
    return counts or relates or "between" in behind or _pair(head) in nouns("nobody")


def kind_of(head: Token, is_plural: bool) -> str:
    """Read the kind off a head noun: a plural of persons and whatever is many as one is a group."""
    noun, pair = head.lemma_.lower(), _pair(head)
    if is_nobody(head) or (not is_plural and pair.split()[0] in UNCOUNTED):
        return "thing"
    singular = re.sub(r"(?<=[a-z])s$", "", head.lower_)
    for form in (*noun_forms(head), singular, noun.rpartition("-")[2]):
        if form in nouns("title", "person"):
            return "group" if is_plural else "person"
        if form in nouns("collective"):
            return "group"
        if form in nouns("organisation"):
            return "organisation"
        if form in LANDS and not is_plural:
            return "thing" if _is_condition(head) else "state"
    if is_plural and (found := find_country(head.text)) and found.use == "demonym":
        return "group"
    if is_countryman(head):
        return "person"
    return "thing"


def is_countryman(token: Token) -> bool:
    """Return True if a demonym stands for one person: "the Spaniard said", not "the Spanish"."""
    articles = [child for child in token.lefts if child.lower_ in ("the", "a", "an")]
    is_alone = token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "agent", "ROOT") and bool(
        articles
    )
    is_one = token.tag_ in ("NN", "NNP") and not token.lower_.endswith(
        ("ese", "ish", "ench", "utch", "wiss")
    )
    return (
        is_alone
        and is_one
        and (found := find_country(token.text)) is not None
        and found.use == "demonym"
    )


def is_owned(head: Token) -> bool:
    """Return True if a noun has a possessor, before it or behind "of", and is no one's body.

    "The head of the ministry", not "shot in the head", "the head of a falcon"; "the sheriff's
    office", not "in office".
    """
    if any(
        child.dep_ in ("compound", "poss", "nmod") and child.tag_ != "PRP$" for child in head.lefts
    ):
        return True
    owners = [
        owner
        for child in head.rights
        if child.lower_ in ("of", "for", "at")
        for owner in child.children
    ]
    return any(
        owner.ent_type_ != "PERSON"
        and owner.lemma_.lower() not in nouns("title")
        and owner.left_edge.lower_ not in ("a", "an")
        for owner in owners
    )


def _is_condition(head: Token) -> bool:
    """Return True if "state" is one of affairs: "a state of emergency", not "of Texas"."""
    of = next((child for child in head.rights if child.lower_ == "of"), None)
    return (
        head.lemma_.lower() == "state"
        and of is not None
        and any(child.pos_ == "NOUN" for child in of.children)
    )


def hyphenated(token: Token) -> Span:
    """Return the words that hyphens join to a noun: "son-in-law", "editor-in-chief".

    Examples
    --------
    >>> import spacy
    >>> doc = spacy.blank("en")("Her brother - in - law")
    >>> hyphenated(doc[1]).text
    'brother'
    """
    doc, first, last = token.doc, token.i, token.i
    while (
        last + 2 < len(doc)
        and doc[last + 1].text == "-"
        and not (doc[last].whitespace_ or doc[last + 1].whitespace_)
    ):
        last += 2
    while (
        first > 1
        and doc[first - 1].text == "-"
        and not (doc[first - 1].whitespace_ or doc[first - 2].whitespace_)
    ):
        first -= 2
    return doc[first : last + 1]


def is_known_noun(token: Token) -> bool:
    """Return True if a noun is one of the lexicon's.

    Capitals keep the plural's "s" in the lemma ("NGOs", "Senators").
    """
    known = _known_nouns()
    return token.lemma_.lower() in known or token.lower_.removesuffix("s") in known - LANDS


@cache
def _known_nouns() -> frozenset[str]:
    return nouns("title", "person", "collective", "organisation") | LANDS
