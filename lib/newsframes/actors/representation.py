"""Representation: for whom a spokesperson, an official, a lawyer or a document speaks."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from ..language.lexicon import read_lexicon
from ..reader import Reading
from .actor import Actor
from .document_authors import find_author
from .mention import Phrase
from .phrase_index import Homes, PhraseIndex
from .source_heads import head_of_source
from .speech import Speech

# What may have or employ those who speak for it.
REPRESENTED = {"organisation", "state", "person", "group"}
WITHIN = ("compound", "nmod", "amod", "poss")


@cache
def _prepositions() -> dict[str, frozenset[str]]:
    """Map nouns of those who speak for others to the prepositions before those others."""
    rows = read_lexicon("representatives")
    return {row["noun"]: frozenset(row["prepositions"].split()) for row in rows}


def find_represented(reading: Reading, speech: Speech, home: Homes) -> Actor | None:
    """Return the actor for whom the source of a quote speaks.

    The owner of a document that speaks, or who employs a spokesperson, official or lawyer, by what
    the source itself says of them or any mention of the speaker ("Ann Lee, a spokeswoman for
    Acme"). None for who speaks for themselves, "Acme said in a statement" included.

    Parameters
    ----------
    reading
        The article as read.
    speech
        The quote, with its speaker.
    home
        The actor of every phrase.
    """
    if speech.source is not None:
        author = find_author(reading, speech.document or speech.source, home)
        if author is not None and _is_documents(reading, speech, speech.source):
            return _if_represented(home.get(author), None)
    for noun in _roles(reading, speech):
        owner = _owner(noun, home.index)
        found = _if_represented(home.get(owner) if owner is not None else None, speech.actor)
        if found is not None:
            return found
    return None


def _is_documents(reading: Reading, speech: Speech, source: tuple[int, int]) -> bool:
    """Return True if a document speaks, not somebody beside it ("the report's author, Ann Lee")."""
    if speech.is_authored or speech.document or speech.mention is None:
        return True
    head = speech.mention.phrase.head
    return head == head_of_source(reading.span(*source))


def _if_represented(actor: Actor | None, speaker: Actor | None) -> Actor | None:
    is_other = actor is not None and actor is not speaker and actor.kind in REPRESENTED
    return actor if is_other else None


def _roles(reading: Reading, speech: Speech) -> Iterator[Token]:
    """Yield the nouns by which a speaker speaks for others, those of the source first."""
    if speech.source is not None and speech.mention is None:
        yield from _nouns_of(head_of_source(reading.span(*speech.source)))
    if speech.actor is None or speech.mention is None:
        return
    mentions = sorted(
        speech.actor.mentions, key=lambda mention: (mention is not speech.mention, mention.start)
    )
    for mention in mentions:
        if mention.form != "pronoun":
            yield from _nouns_of(mention.phrase.head)


def _nouns_of(head: Token) -> Iterator[Token]:
    """Yield the nouns that say what someone is: head, title, apposition, predicate."""
    beside = [child for child in head.children if child.dep_ == "appos"]
    above = [head.head] if head.dep_ == "appos" else []
    titles = [child for child in head.lefts if child.dep_ in WITHIN[:2]]
    is_subject = head.dep_ == "nsubj" and head.head.lemma_ == "be"
    predicates = [c for c in head.head.children if c.dep_ == "attr"] if is_subject else []
    for noun in (head, *titles, *beside, *above, *predicates):
        if _key(noun) is not None:
            yield noun


def _key(noun: Token) -> str | None:
    """Return the entry of a noun, the one with the word before it first."""
    lemma = noun.lemma_.lower()
    before = noun.nbor(-1).lower_ if noun.i else ""
    for key in (f"{before} {lemma}", lemma):
        if noun.pos_ in ("NOUN", "PROPN") and key in _prepositions():
            return key
    return None


def _owner(noun: Token, phrases: PhraseIndex) -> Phrase | None:
    """Return whose a spokesperson, official or lawyer is.

    "Acme's lawyer", "an official from Acme", "Acme official Ann Lee".
    """
    key = _key(noun)
    wanted = _prepositions()[key] if key is not None else frozenset()
    owners = [child for child in noun.lefts if child.dep_ == "poss"]
    by = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in wanted)
    objects = [child for prep in by for child in prep.children if child.dep_ == "pobj"]
    # A parser may hang the name of the body on the name of its spokesperson.
    whole = noun.head if noun.dep_ in WITHIN[:2] else noun
    beside = [
        child
        for head in dict.fromkeys((noun, whole))
        for child in head.lefts
        if child.dep_ in WITHIN and child.i < noun.i
    ]
    for token in (*owners, *objects, *beside):
        found = phrases.find(token.i)
        if found is not None and not found.first <= noun.i <= found.last:
            return found
    return None
