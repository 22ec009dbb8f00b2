"""A phrase: a name, a noun phrase or a pronoun that could mean an actor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


ARTICLE = re.compile(r"(?i)^(?:the|an?|this|that|these|those|some)\s+")
MARK = re.compile(r"[\"“”]")
# What a subject is, and the gender that a pronoun tells.
SUBJECTS = {"nsubj", "nsubjpass"}
GENDERS = {"he": "m", "she": "f"}
INDEFINITE = frozenset(["a", "an", "another", "one", "some"])
DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
# Words for no one, and those before a noun that then means no one.
NO_ONE, NO = frozenset(["none", "nobody", "nothing"]), frozenset(["no", "neither"])
ANYONE = frozenset(["every", "each", "any", "no", "neither", "either"])


@dataclass(frozen=True, eq=False)
class Phrase:
    """One phrase.

    ``kind`` is an actor's kind, ``thing`` for what is none, or a pronoun's class (``he`` … ``we``).
    """

    start: int
    end: int
    text: str
    form: str
    kind: str
    head: Token
    first: int
    sentence: int
    is_plural: bool = False

    @cached_property
    def last(self) -> int:
        """The index of its last word: of a name the last one, else the head."""
        last = self.head
        while self.form == "name" and last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I":
            last = last.nbor()
        return last.i

    @cached_property
    def modifiers(self) -> list[Token]:
        """The words before the head, without articles and marks."""
        words = self.head.doc[self.first : self.head.i]
        return [
            token for token in words if token.dep_ not in ("det", "case") and not token.is_punct
        ]

    @cached_property
    def is_bare(self) -> bool:
        """Return True if no article, possessive or number stands before the head."""
        before = self.head.doc[self.first : self.head.i]
        return all(token.dep_ not in ("det", "poss", "nummod") for token in before)

    @property
    def is_aside(self) -> bool:
        """Return True if a bare phrase neither does nor owns anything."""
        return (
            self.is_bare
            and self.head.dep_ not in ("nsubj", "nsubjpass", "poss")
            and self.head.head.dep_ != "agent"
        )

    @property
    def is_restricted(self) -> bool:
        """Return True if a clause says which one is meant.

        "The firm that sank", "the family firm, which he led". Not where only more is told of it:
        "the firm, which sank".
        """
        clauses = (
            child
            for child in self.head.rights
            if child.dep_ == "relcl" and child.left_edge.i > self.head.i
        )
        return any(
            self.modifiers or child.left_edge.nbor(-1).text not in {",", "(", "-", "–", "—"}
            for child in clauses
        )

    @cached_property
    def is_description(self) -> bool:
        """Return True if it only says what something is, or is anyone.

        "Served as the chair", "every member".
        """
        doc, prep = self.head.doc, self.head.head
        is_as = self.head.dep_ == "pobj" and prep.lower_ == "as"
        before = [token.lower_ for token in doc[max(0, prep.i - 3) : prep.i]]
        is_example = is_as and (before[-1:] in (["such"], ["well"]) or "same" in before)
        return (is_as and not is_example) or any(
            token.lower_ in ANYONE for token in doc[self.first : self.head.i]
        )

    @property
    def bare(self) -> str:
        """Return the phrase without a leading article, demonstrative or half a pair of quotes."""
        text = ARTICLE.sub("", self.text)
        return text if len(MARK.findall(text)) % 2 == 0 else MARK.sub("", text)

    @cached_property
    def noun(self) -> str:
        """The head noun in the singular, folded."""
        return self.head.lemma_.lower()


def is_no_one(token: Token) -> bool:
    """Return True for "nobody", and for the noun of "no one" and "neither side"."""
    return token.lower_ in NO_ONE or any(child.lower_ in NO for child in token.lefts)


def first_word(phrase: Phrase) -> str:
    """Return the first word of a phrase, folded."""
    return phrase.head.doc[phrase.first].lower_


def complement(head: Token) -> list[Token]:
    """Return the words of "of …" and "for …" right after a noun."""
    for child in head.rights:
        if child.lower_ in ("of", "for") and child.i == head.i + 1:
            return list(head.doc[child.i + 1 : child.right_edge.i + 1])
    return []
