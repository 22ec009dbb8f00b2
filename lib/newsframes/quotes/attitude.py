"""What a cue says about what is said: its lemma, the act it reports, and its stance."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from ..lexicon import read_lexicon

DEFAULT = ("speech", "neutral")
PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}


@cache
def _cues() -> dict[tuple[str, str], tuple[str, str]]:
    """Map (part of speech, lemma) to (act, stance); a phrase has the part of speech ``phrase``."""
    return {(entry["pos"], entry["cue"]): (entry["act"], entry["stance"]) for entry in read_lexicon("reporting_cues")}


def read_cue(cue: Span) -> tuple[str, str, str]:
    """Return lemma, act and stance of a cue.

    A phrase of the lexicon decides first ("according to", "has called for"), then the verb or noun of the lexicon that
    stands highest in the tree, a verb before a noun; a noun lends its stance to a verb that has none ("issued a
    denial"). A cue that the lexicon does not know is neutral speech.

    Parameters
    ----------
    cue
        The cue's tokens.

    Returns
    -------
    (str, str, str)
        The lemma of the head, or the phrase.
    """
    if phrase := next(_phrases(cue), None):
        return phrase, *_cues()["phrase", phrase]
    known = [token for token in cue if _entry(token)]
    verbs = [token for token in known if PARTS[token.pos_] == "verb"]
    head = min(verbs or known, key=lambda token: (_depth(token), token.i), default=None)
    if head is None:
        return cue.root.lemma_.lower(), *DEFAULT
    act, stance = _entry(head)
    others = (_entry(token)[1] for token in known if stance == "neutral")
    return head.lemma_.lower(), act, next((other for other in others if other != "neutral"), stance)


def is_known(lemma: str) -> bool:
    """Say whether the lexicon has a cue, as a verb, a noun or a phrase."""
    return any(lemma == known for _, known in _cues())


def _phrases(cue: Span) -> Iterator[str]:
    """Yield the phrases that a cue begins with, or that one of its verbs begins: "have also called for"."""
    verbs = [
        " ".join([token.lemma_.lower(), *cue[n + 1 :].text.lower().split()])
        for n, token in enumerate(cue)
        if token.pos_ in ("VERB", "AUX")
    ]
    for words in (" ".join(cue.text.lower().split()), *verbs):
        yield from (words[:n] for n in _prefixes(words) if ("phrase", words[:n]) in _cues())


def _prefixes(words: str) -> list[int]:
    """Return where the cue may end, the longest first: at each word's end."""
    return [n for n in range(len(words), 0, -1) if n == len(words) or words[n] == " "]


def _entry(token: Token) -> tuple[str, str] | None:
    return _cues().get((PARTS.get(token.pos_, ""), token.lemma_.lower()))


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)
