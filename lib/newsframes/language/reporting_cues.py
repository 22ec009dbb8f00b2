"""What a cue says about what is said: its lemma, the act it reports, and its stance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .lexicon import read_lexicon
from .syntax import has_negation

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

DEFAULT = ("speech", "neutral")
PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}
NONE = "-"


@dataclass(frozen=True)
class Cue:
    """One entry of the lexicon of cues.

    ``nominal`` is what the cue reports of a noun phrase alone.
    """

    act: str
    stance: str
    nominal: str


@cache
def _cues() -> dict[tuple[str, str], Cue]:
    """Map (part of speech, lemma) to the entry; a phrase has the part of speech ``phrase``."""
    return {
        (row["pos"], row["lemma"]): Cue(row["act"], row["stance"], row["nominal"])
        for row in read_lexicon("reporting")
        if row["act"] != NONE
    }


@cache
def _first_words() -> frozenset[str]:
    """List the words that phrases begin with."""
    return frozenset(lemma.split()[0] for part, lemma in _cues() if part == "phrase")


@cache
def cue_lemmas(**columns: str) -> frozenset[str]:
    """List the lemmas of cues with given values in some columns of ``reporting.tsv``.

    Examples
    --------
    >>> "according to" in cue_lemmas(pos="phrase"), "according to" in cue_lemmas(act="intent")
    (True, False)
    """
    return frozenset(
        row["lemma"]
        for row in read_lexicon("reporting")
        if row["act"] != NONE and all(row[name] == value for name, value in columns.items())
    )


@cache
def verbs_with(column: str) -> dict[str, frozenset[str]]:
    """Map verbs to their values in a column of ``reporting.tsv``; also those that are no cues.

    Examples
    --------
    >>> verbs_with("passive")["tell"], sorted(verbs_with("nested")["want"])
    (frozenset({'addressee'}), ['bare', 'both'])
    """
    return {
        row["lemma"]: frozenset(row[column].split())
        for row in read_lexicon("reporting")
        if row["pos"] == "verb" and row[column] != NONE
    }


def has_trait(lemma: str, column: str, value: str) -> bool:
    """Return True if a column of ``reporting.tsv`` has a value for a verb."""
    return value in verbs_with(column).get(lemma.lower(), ())


def read_cue(cue: Span) -> tuple[str, str, str]:
    """Return lemma, act and stance of a cue.

    A phrase of the lexicon decides first ("according to", "has called for"), then the verb or noun
    of the lexicon that stands highest in the tree, a verb before a noun; a noun lends its stance to
    a verb that has none ("issued a denial"). A cue that the lexicon does not know is neutral
    speech. Of what was not said ("did not deny", "declined to confirm") the stance is neutral.

    Parameters
    ----------
    cue
        The cue's tokens.

    Returns
    -------
    (str, str, str)
        The lemma of the head, or the phrase.
    """
    withheld = is_withheld(cue)
    if phrase := next(_phrases(cue), None):
        entry = _cues()["phrase", phrase]
        return phrase, entry.act, "neutral" if withheld else entry.stance
    entries = {token.i: found for token in cue if (found := _entry(token))}
    known = [token for token in cue if token.i in entries]
    verbs = [token for token in known if PARTS[token.pos_] == "verb"]
    head = min(verbs or known, key=lambda token: (_depth(token), token.i), default=None)
    if head is None:
        return cue.root.lemma_.lower(), *DEFAULT
    entry = entries[head.i]
    stances = [entry.stance, *(other.stance for other in entries.values())]
    stance = next((stance for stance in stances if stance != "neutral"), "neutral")
    return head.lemma_.lower(), entry.act, "neutral" if withheld else stance


def is_withheld(cue: Span) -> bool:
    """Return True if a cue tells of what was not said: "did not respond", "declined to confirm"."""
    return withholds(cue) or has_negation(cue)


def withholds(cue: Span) -> bool:
    """Return True if a verb of the cue leaves something undone: "declined", "refused"."""
    return any(has_trait(token.lemma_, "trait", "withholds") for token in cue)


def is_communication(cue: Span) -> bool:
    """Return True if a cue reports a statement even of a noun phrase: "announced layoffs".

    So does an adverb that only says whose word something is ("reportedly").
    """
    if all(token.pos_ == "ADV" for token in cue):
        return True
    if phrase := next(_phrases(cue), None):
        return _cues()["phrase", phrase].nominal == "statement"
    return any(
        entry.nominal == "statement"
        for token in cue
        if (entry := _entry(token) or _mistagged(token))
    )


def names_statement(noun: Token) -> bool:
    """Return True if a noun names something said: "claim", "report"."""
    entry = _cues().get(("noun", noun.lemma_.lower()))
    return (
        noun.pos_ == "NOUN"
        and entry is not None
        and (entry.act, entry.nominal) == ("speech", "statement")
    )


def is_known(lemma: str) -> bool:
    """Return True if the lexicon has a cue, as a verb, a noun or a phrase."""
    return lemma in cue_lemmas()


def _phrases(cue: Span) -> Iterator[str]:
    """Yield the phrases that a cue or one of its verbs begins with: "have also called for"."""
    verbs = [
        " ".join([token.lemma_.lower(), *cue[n + 1 :].text.lower().split()])
        for n, token in enumerate(cue)
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in _first_words()
    ]
    for words in (" ".join(cue.text.lower().split()), *verbs):
        yield from (words[:n] for n in _prefixes(words) if ("phrase", words[:n]) in _cues())


def _prefixes(words: str) -> list[int]:
    """Return where the cue may end, the longest first: at each word's end."""
    return [n for n in range(len(words), 0, -1) if n == len(words) or words[n] == " "]


def _entry(token: Token) -> Cue | None:
    """Return the entry of a word.

    A capitalised plural keeps its "s" in the lemma ("Allegations of fraud").
    """
    part, lemma = PARTS.get(token.pos_, ""), token.lemma_.lower()
    return _cues().get((part, lemma)) or _cues().get((part, lemma.removesuffix("s")))


def _mistagged(token: Token) -> Cue | None:
    """Return the verb's entry of a word tagged as a noun: "the crews credit themselves with it"."""
    return _cues().get(("verb", token.lemma_.lower())) if token.pos_ in PARTS else None


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)
