"""Negation: the words that negate a verb, a noun or a whole clause."""

from spacy.tokens import Token

from ..language.syntax import SUBJECTS, VERBAL, is_negator
from .commitment_words import is_word


def is_negated(word: Token, ignored: frozenset[int] = frozenset()) -> bool:
    """Return True if a word has a negator, negative determiner, subject or adjunct of its own."""
    if any(child.i not in ignored and _negates(child, word, ignored) for child in word.children):
        return True
    if word.dep_ == "conj" and any(
        cc.lower_ == "nor" for cc in word.head.rights if cc.dep_ == "cc"
    ):
        return True  # "neither confirmed nor denied"
    return word.pos_ == "NOUN" and word.head.lower_ == "without"


def is_failing(verb: Token) -> bool:
    """Return True if the word above an infinitive negates it: "unable to confirm"."""
    return verb.dep_ == "xcomp" and is_word("failing", verb.head.lemma_)


def is_forbidden(verb: Token) -> bool:
    """Return True if a verb is a negated imperative, which denies nothing: "don't hold 40 men"."""
    is_led = any(word.dep_ in SUBJECTS for word in verb.lefts)
    dos = (word for word in verb.lefts if word.dep_ == "aux" and word.lemma_.lower() == "do")
    return verb.tag_ == "VB" and not is_led and any(word.tag_ == "VB" for word in dos)


def is_none(noun: Token, ignored: frozenset[int] = frozenset()) -> bool:
    """Return True if a noun phrase is negative: "nobody", "no soldier"."""
    dets = (det for det in noun.lefts if det.dep_ == "det" and det.i not in ignored)
    return is_word("nobody", noun.text) or any(is_word("no", det.text) for det in dets)


def _negates(child: Token, word: Token, ignored: frozenset[int]) -> bool:
    """Return True if a child negates its word."""
    if is_negator(child):
        after, *rest = [*child.doc[child.i + 1 : child.i + 3], child]
        is_bound = after.tag_ in ("JJR", "RBR") and rest[0].lower_ == "than"  # "not later than"
        return not is_bound and not is_word("focus", after.text)  # "not only"
    if child.dep_ in ("det", "amod"):
        return is_word("no", child.text)
    if child.dep_ == "prep" and is_word("not", child.doc[child.i : child.right_edge.i + 1].text):
        return True  # "by no means certain"
    if word.pos_ not in VERBAL:
        return False
    if child.lower_ == "longer":  # "no longer denies"
        return any(word.lower_ == "no" for word in child.lefts)
    return is_none(child, ignored) if child.dep_ in SUBJECTS else _is_fronted(child)


def _is_fronted(prep: Token) -> bool:
    """Return True if a negative adjunct inverts its clause: "at no time did we employ 40"."""
    verb, last = prep.head, prep.right_edge.i
    if prep.dep_ != "prep" or last + 1 >= len(prep.doc) or last >= verb.i:
        return False
    after = prep.doc[last + 1]
    is_inverted = after.tag_ != "VBG" and (after.dep_ in ("aux", "auxpass") or after.pos_ == "AUX")
    is_led = any(word.dep_ in SUBJECTS and word.i < prep.i for word in verb.lefts)
    return is_inverted and not is_led and any(is_none(word) for word in prep.children)
