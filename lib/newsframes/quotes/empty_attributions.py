"""Attributions of nothing: what is only supposed, named or found of someone, and said by nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon
from ..language.noun_classes import can_be_cited
from ..language.reporting_cues import has_trait, is_communication
from ..language.syntax import SUBJECTS, VERBAL, child_of, head_of, is_inverted, is_passive
from ..reader import Reading
from ..rules import Rule, Stage
from .attribution import Attribution
from .labelled_spans import labelled_spans
from .linking import link_spans
from .source_filters import feels, is_preamble


@dataclass(frozen=True)
class Unmarked:
    """An attribution without quotation marks: the head of its cue, cue, content, and who speaks."""

    token: Token
    cue: Span
    content: Span
    behind: tuple[Span, ...]
    has_source: bool


def is_empty(reading: Reading, one: Attribution, *, has_source: bool) -> bool:
    """Return True if an attribution without quotation marks attributes nothing to anyone.

    Parameters
    ----------
    reading
        The article as read.
    one
        The attribution; it has a cue.
    has_source
        Whether anyone is known to speak.
    """
    context = _unmarked(reading, one, has_source=has_source)
    return context is not None and EMPTY.holds(context)


def _unmarked(reading: Reading, one: Attribution, *, has_source: bool) -> Unmarked | None:
    cue = reading.span(*one.cue) if one.cue is not None else None
    if one.cue is None or not cue:
        return None
    behind = tuple(reading.span(*part) for part in one.contents if part.start >= one.cue.end)
    content = reading.span(one.start, one.end)
    return Unmarked(cue.root, cue, content, behind, has_source)


def _linked(reading: Reading) -> Iterator[Unmarked]:
    """Yield the contexts of an article, for the examples of the rules."""
    for one in link_spans(reading.text, labelled_spans(reading)):
        if context := _unmarked(reading, one, has_source=one.source is not None):
            yield context


def _is_name(context: Unmarked) -> bool:
    """Return True if a cue tells what something is called: "better known as Al", "titled …"."""
    is_participle = context.token.tag_ == "VBN" and context.cue[-1].lower_ == "as"
    is_known_as = context.cue.text.lower().endswith("known as")
    return is_known_as or (is_participle and not context.has_source)


def _is_cited(context: Unmarked) -> bool:
    """Return True if the content is who says the rest: "12 had died, TASS reported, citing Lee"."""
    is_citing = context.token.tag_ == "VBG" and has_trait(context.token.lemma_, "trait", "relays")
    if not is_citing or not len(context.content):
        return False
    head = context.content.root
    is_someone = head.ent_type_ in ("PERSON", "ORG", "NORP") or can_be_cited(head)
    return is_someone and not any(token.pos_ in VERBAL for token in context.content)


def _is_finding(context: Unmarked) -> bool:
    """Return True for a passive without agent and clause: "two men who fled were found guilty".

    Nor has what someone was found guilty of a clause, other than what someone is accused of.
    """
    words = [token for content in context.behind for token in content]
    is_said = is_communication(context.cue)
    is_told = any(
        t.pos_ in VERBAL and (is_said or not _is_governed(t, context.token)) for t in words
    )
    is_state = is_passive(context.token) and not is_told
    is_nobodys = is_state or is_preamble(context.token)
    return is_nobodys and not context.has_source and not feels(context.token)


def _is_governed(verb: Token, cue: Token) -> bool:
    """Return True for a gerund behind a preposition, or what hangs on it: "guilty of taking it"."""
    above = verb
    while above.head not in (above, cue) and above.tag_ != "IN":
        above = above.head
    return above.dep_ == "prep" and any(t.tag_ == "VBG" for t in above.children)


EMPTY = Stage(
    "empty attributions",
    "any",
    [
        Rule(
            "tells a name",
            when=_is_name,
            examples=(
                ("The rate is known as the blue dollar.", True),
                ("Ann Lee said the bridge was unsafe.", None),
            ),
        ),
        Rule(
            "names who is cited",
            when=_is_cited,
            examples=(
                ("12 people had died, TASS reported, citing the ministry.", True),
                ("Ann Lee said the bridge was unsafe.", None),
            ),
        ),
        Rule(
            "tells what was found of someone",
            when=_is_finding,
            examples=(
                ("Two men who fled were found guilty of theft.", True),
                ("Asked about the bridge, Maria Lopez said it would close.", True),
                ("The bridge was said to be unsafe.", None),
            ),
        ),
    ],
    contexts=_linked,
)  # fmt: skip


def is_supposed(cue: Span) -> bool:
    """Return True if the verb of a cue stands in a condition or a question: "if she says no".

    Not the verb above one that does: "she asked if it was safe".
    """
    head = head_of(cue)
    if head is None or head.pos_ not in VERBAL:
        return False
    conditions = _words("mark")
    is_condition = any(c.dep_ == "mark" and c.lower_ in conditions for c in head.lefts)
    return is_condition or is_inverted(head) or _is_imagined(head)


def is_only_supposed(reading: Reading, one: Attribution) -> bool:
    """Return True if a word of communication tells of no statement: "had the mayor said so"."""
    cue = reading.span(*one.cue) if one.cue is not None else None
    return cue is not None and is_supposed(cue) and is_communication(cue)


def _is_imagined(verb: Token) -> bool:
    """Return True if a verb is the complement of an imperative: "imagine the minister said so"."""
    above = verb.head
    is_order = above.tag_ in ("VB", "VBP") and child_of(above, *SUBJECTS, "aux") is None
    return verb.dep_ == "ccomp" and above.lemma_.lower() in _words("imperative") and is_order


def _words(use: str) -> set[str]:
    return {row["word"] for row in read_lexicon("commitment") if row["use"] == use}
