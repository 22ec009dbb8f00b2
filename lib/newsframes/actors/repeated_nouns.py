"""Repeated nouns: actors without a name whom later phrases call by the same words."""

from dataclasses import replace

from .actor import Actor
from .choices import Choices
from .contradictions import is_contrasting
from .mention import DEFINITE, Phrase, first_word

# So likely must a link to a single one be that the text introduced as "a judge".
INTRODUCED = 0.3
# A noun too wide to mean the same ones twice.
WIDE = {"people"}
KINDS = ("person", "group", "organisation")
# By which a phrase tells which ones are meant.
TELLING = {"prep", "relcl", "acl", "appos"}
DETERMINING = {"det", "poss", "nummod", "predet"}


def join_repeated(choices: Choices) -> None:
    """Join actors without a name that are called by the same words: "the judge … the judge".

    A definite noun repeats any earlier one, if one actor alone is called so. Bare nouns repeat bare
    ones: "protesters threw stones … tear gas against protesters". Not found: what a complement, a
    clause, a number or a possessive pronoun tells apart.

    Notes
    -----
    In 142 development articles, the scores left 56 definite nouns apart from an earlier one of the
    same words, of which 48 meant the same.
    """
    entities = choices.entities
    unnamed = ((actor.mentions[0].start, n) for n, actor in entities if _is_unnamed(actor))
    for _, number in sorted(unnamed):
        actor = entities.actors[number]
        phrase = actor.mentions[0].phrase
        if actor.kind not in KINDS or not _may_repeat(phrase):
            continue
        fitting = [n for n, _ in entities if n != number and _repeats(number, n, choices)]
        if len(fitting) == 1 or (fitting and not _is_definite(phrase)):
            for mention in actor.mentions:
                entities.drop(mention.phrase)
                entities.add(fitting[-1], replace(mention, rule="only one", confidence=0.8))


def _is_unnamed(actor: Actor) -> bool:
    return not actor.names and actor.mentions[0].form == "nominal"


def _is_definite(phrase: Phrase) -> bool:
    return first_word(phrase) in DEFINITE


def _may_repeat(phrase: Phrase) -> bool:
    """Return True if a phrase has nothing but its words to tell who is meant."""
    is_told = any(child.dep_ in TELLING for child in phrase.head.rights)
    is_plain = _is_definite(phrase) or _is_bare(phrase)
    return is_plain and not is_told and not is_contrasting(phrase)


def _is_bare(phrase: Phrase) -> bool:
    words = phrase.head.doc[phrase.first : phrase.head.i]
    return phrase.head.lower_ not in WIDE and all(
        word.dep_ not in DETERMINING and not word.like_num for word in words
    )


def _repeats(number: int, earlier: int, choices: Choices) -> bool:
    """Return True if an actor may be an earlier one without a name that is called the same."""
    actor, other = choices.entities.actors[number], choices.entities.actors[earlier]
    phrase = actor.mentions[0].phrase
    if not _is_unnamed(other) or other.kind != actor.kind:
        return False
    same = [m.phrase for m in other.before(phrase) if _has_words_of(m.phrase, phrase)]
    if not _is_definite(phrase):
        return any(_is_bare(one) and _may_repeat(one) for one in same)
    is_introduced = any(
        _is_definite(one) or choices.chance(phrase, one) >= INTRODUCED for one in same
    )
    return is_introduced and choices.may_join(actor, earlier)


def _has_words_of(one: Phrase, other: Phrase) -> bool:
    return one.form == "nominal" and one.bare.casefold() == other.bare.casefold()
