"""Search of scope: from a figure up through its content, and on through the cue."""

from dataclasses import replace

from spacy.tokens import Span, Token

from ..figures import Figure
from ..language.path import number_of, words_between
from ..language.syntax import SUBJECTS, VERBAL
from ..reader import Reading
from .commitment_words import ASKED, ASSERTED, DENIED, is_word
from .conditions import mark_of
from .negation import is_negated
from .operators import denies
from .scope import CLAUSE, Ascent, Scope
from .scope_steps import INSIDE, ascend

STOPS = {".", "!", "?", "“", '"', "``"}
# How many words before a figure "not" may stand in "not 40 but 12".
NOT_BUT = 5
# The longest denial right before a figure, in words.
LONGEST_DENIAL = 3


def find_scope(
    words: Span, figure: Figure, within: frozenset[int], cue: Span | None = None
) -> Scope:
    """Climb from a figure through its content, and on through the cue, past every operator.

    Parameters
    ----------
    words
        The tokens of the figure.
    figure
        The figure.
    within
        The places of the tokens of the content.
    cue
        The words that attribute the content, if their own operators count.
    """
    token, attributing = number_of(words), frozenset(word.i for word in cue or ())
    reach = within | attributing | words_between(token, attributing)
    before, scope = _before(words, figure, within)
    ignored = frozenset(range(words.start, words.end)) | before
    scope = replace(scope, is_closed=_is_definite(token) and scope.claim == ASSERTED)
    while token.head != token and token.head.i in reach:
        is_cue = token.head.i in attributing
        scope = ascend(scope, Ascent(token, figure, ignored, is_cue))
        token = token.head
    own = mark_of(token, is_whole=scope.kind == CLAUSE)
    if token.i in attributing and own is not None:  # "if the minister said that 40 died"
        return scope.withheld()
    scope = _in_question(scope if own is None else scope.under(own), words, within)
    return replace(scope, claim=None) if _follows_denial(words, within) else scope


def commitment_outside(reading: Reading, figure: Figure, claimant: tuple[int, int]) -> str | None:
    """Return how who gives a figure outside any quote stands to it."""
    words, giver = reading.span(figure.start, figure.end), reading.span(*claimant).root
    above = number_of(words).ancestors
    last = next((token for token in above if token == giver or token.is_ancestor(giver)), None)
    if last is None:
        return ASSERTED
    within = frozenset(range(last.left_edge.i, last.right_edge.i + 1))
    return find_scope(words, figure, within, last.doc[last.i : last.i + 1]).claim


def _is_definite(token: Token) -> bool:
    """Return True if a noun phrase is definite, so that its count is presupposed: "the 40 men"."""
    while token.dep_ in INSIDE and token.head != token:
        token = token.head
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and is_word("definite", child.text))
        for child in token.lefts
    )


def _before(words: Span, figure: Figure, within: frozenset[int]) -> tuple[frozenset[int], Scope]:
    """Return the places of words right before a figure that deny it, and the scope they give."""
    doc, start = words.doc, words.start
    behind = doc[max(start - NOT_BUT, 0) : start]
    if "not" in map(str.lower, map(str, behind)) and behind[-1].lower_ == "but":
        return frozenset(), Scope(is_spared=True)  # "not 40 but 12"
    is_led = start - 1 in within and (doc[start - 1].is_quote or doc[start - 1].pos_ == "ADP")
    for stop in (start, start - 1) if is_led else (start,):  # "not by 40 percent"
        for first in range(max(stop - LONGEST_DENIAL, 0), stop):
            is_denied = first in within and is_word("before", doc[first:stop].text)
            if is_denied and figure.number.unit_kind != "duration":
                is_set = doc[first - 1].lower_ in ("if", "or") if first else False
                return frozenset(range(first, stop)), Scope() if is_set else Scope(DENIED)
    return frozenset(), Scope()


def _follows_denial(words: Span, within: frozenset[int]) -> bool:
    """Return True if a colon parts a figure from a denial: "this is false: 40 died".

    What follows may be what is denied, or what holds instead.
    """
    doc, at = words.doc, words.start - 1
    while at in within and doc[at].text != ":" and doc[at].text not in STOPS:
        at -= 1
    if at not in within or doc[at].text != ":":
        return False
    last = next((word for word in reversed(doc[:at]) if not word.is_punct), None)
    return last is not None and denies(last) and not is_negated(last.head)


def _in_question(scope: Scope, words: Span, within: frozenset[int]) -> Scope:
    """Return the scope within a question.

    A clause behind "and" asks nothing of what is before it.
    """
    end = words.end
    while end in within and words.doc[end].text not in STOPS:
        end += 1  # up to a mark: what is asked behind it is another's words
    if end not in within or words.doc[end].text != "?":
        return scope
    later = (
        child for token in number_of(words).ancestors for child in token.rights
        if child.dep_ == "conj" and child.pos_ in VERBAL and child.left_edge.i >= words.end
    )  # fmt: skip
    has_own = any(any(word.dep_ in SUBJECTS for word in child.lefts) for child in later)
    return scope if has_own else scope.under(ASKED)
