"""Tallied events: what happened to those whose number is told: "the number of people killed"."""

from spacy.tokens import Span, Token

from ..rules import Rule, Stage
from .context import FigureContext
from .counted_nouns import STATES
from .events import event_entry, with_joined
from .words import words

CLOSE = 4  # how far before it stands the noun that a number is put at
# Where an event may stand in "the number of displaced", "of people killed", "of destroyed homes".
OF_TALLY = {"pobj", "acl", "amod", "conj"}


def find_event_of_tally(context: FigureContext, about: Span | None) -> str | None:
    """Find what happened in the noun phrase that a bare count is of: "the number of people killed".

    Parameters
    ----------
    context
        The number, which counts no noun of its own.
    about
        What it is the number of.
    """
    if context.number.unit_kind != "count":
        return None
    if about is None:
        decision = TALLIES.decide(context)
        if decision is None or (entry := event_entry(decision.answer)) is None:
            return None
        return with_joined(decision.answer, entry["event"])
    if about.root.lemma_.lower() not in words("tally"):
        return None
    for word in (word for word in about.root.subtree if word.i < context.token.i):
        is_death = word.dep_ == "compound" and word.lemma_.lower() == "death"
        if (is_death or word.dep_ in OF_TALLY) and (entry := event_entry(word)):
            return with_joined(word, entry["event"])
    return None


def _nominal(context: FigureContext) -> Token | None:
    """Return the participle or adjective used as a noun that a number is put at.

    "Puts the injured at 640".
    """
    token = context.token
    first = max(token.sent.start + 1, token.left_edge.i - CLOSE)
    for word in reversed(token.doc[first : token.i]):
        if word.like_num:
            return None
        if word.lower_ in STATES and word.nbor(-1).dep_ == "det":
            return word
    return None


TALLIES = Stage(
    "event of a tally", "first", rules=(
        Rule("adjective as a noun", _nominal, returns="event",
             examples=(("The ministry puts the injured at 640.", "injured"),)),
    ),
)  # fmt: skip
