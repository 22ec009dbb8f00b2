"""Patterns over dependency trees, with the operators of spaCy's DependencyMatcher.

A pattern is a list of nodes. The first has a name alone, each further one names its relation to
an earlier one, as spaCy orders it: ``"verb > claimant"`` says that the verb is the head of the
claimant. A small walker matches it from one known token, which can be any node of the pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Test = Callable[["Token"], bool]
Walk = Callable[["Token"], Iterator["Token"]]


def _rights(token: Token) -> Iterator[Token]:
    return (token.doc[at] for at in range(token.i + 1, token.sent.end))


def _lefts(token: Token) -> Iterator[Token]:
    return (token.doc[at] for at in range(token.i - 1, token.sent.start - 1, -1))


def _head(token: Token) -> Iterator[Token]:
    return iter(()) if token.head == token else iter((token.head,))


def _siblings(token: Token) -> Iterator[Token]:
    others = iter(()) if token.head == token else token.head.children
    return (other for other in others if other != token)


def _near(walk: Walk, step: int) -> Walk:
    return lambda token: (other for other in walk(token) if other.i == token.i + step)


def _right(walk: Walk) -> Walk:
    return lambda token: (other for other in walk(token) if other.i > token.i)


def _left(walk: Walk) -> Walk:
    return lambda token: (other for other in walk(token) if other.i < token.i)


# "A op B": where to look for B from A.
WALKS: dict[str, Walk] = {
    ">": lambda token: token.children,
    "<": _head,
    ">>": lambda token: (other for other in token.subtree if other != token),
    "<<": lambda token: token.ancestors,
    ".": _near(_rights, 1), ";": _near(_lefts, -1), ".*": _rights, ";*": _lefts,
    "$+": _near(_siblings, 1), "$-": _near(_siblings, -1),
    "$++": _right(_siblings), "$--": _left(_siblings),
    ">++": lambda token: token.rights, ">--": lambda token: token.lefts,
    "<++": _right(_head), "<--": _left(_head),
}  # fmt: skip
# "A op B" is "B inverse A": where to look for A from B.
INVERSE = {
    ">": "<", "<": ">", ">>": "<<", "<<": ">>", ".": ";", ";": ".", ".*": ";*", ";*": ".*",
    "$+": "$-", "$-": "$+", "$++": "$--", "$--": "$++", ">++": "<--", "<--": ">++",
    ">--": "<++", "<++": ">--",
}  # fmt: skip
TEXTS: dict[str, Callable[[Token], str]] = {
    "POS": lambda token: token.pos_,
    "TAG": lambda token: token.tag_,
    "DEP": lambda token: token.dep_,
    "LOWER": lambda token: token.lower_,
    "LEMMA": lambda token: token.lemma_.lower(),
    "ENT_TYPE": lambda token: token.ent_type_,
}


@dataclass(frozen=True)
class Node:
    """One token of a pattern: its name, its relation to an earlier node and what is asked of it."""

    name: str
    left: str
    operator: str
    texts: dict[str, frozenset[str]]
    tests: tuple[Test, ...]
    is_absent: bool = False

    def fits(self, token: Token) -> bool:
        """Return True if a token has every attribute that is asked of this node."""
        return all(TEXTS[key](token) in values for key, values in self.texts.items()) and all(
            test(token) for test in self.tests
        )


def node(
    relation: str, *tests: Test, LIKE_NUM: bool | None = None, **attributes: str | Collection[str]
) -> Node:
    """Return one node of a pattern.

    Parameters
    ----------
    relation
        Its name, for the first node, or ``"LEFT OPERATOR NAME"``, as in ``"verb > claimant"``.
    tests
        Functions of a token that must all hold.
    LIKE_NUM
        Whether the token must be, or must not be, a number.
    attributes
        ``POS``, ``TAG``, ``DEP``, ``LOWER``, ``LEMMA`` (in lower case) or ``ENT_TYPE``, with one
        value or several allowed ones.

    Raises
    ------
    ValueError
        If the relation or an attribute is not known.
    """
    *known, name = relation.split()
    left, operator = known or ("", "")
    if operator and operator not in WALKS:
        raise ValueError(f"Unknown operator {operator!r}. Known: {' '.join(WALKS)}.")
    if unknown := attributes.keys() - TEXTS:
        raise ValueError(f"Unknown attributes {sorted(unknown)}. Known: {', '.join(TEXTS)}.")
    if LIKE_NUM is not None:
        tests = (*tests, lambda token: token.like_num == LIKE_NUM)
    texts = {
        key: frozenset([value] if isinstance(value, str) else value)
        for key, value in attributes.items()
    }
    return Node(name, left, operator, texts, tests)


def without(relation: str, *tests: Test, **attributes: str | Collection[str]) -> Node:
    """Return a node that must not be there: ``without("verb > to", LOWER="to")``."""
    made = node(relation, *tests, LIKE_NUM=None, **attributes)
    return Node(made.name, made.left, made.operator, made.texts, made.tests, is_absent=True)


class Pattern:
    """Nodes in the order in which they are looked for from the node that is known."""

    def __init__(self, nodes: Sequence[Node], anchor: str) -> None:
        found = next((one for one in nodes if one.name == anchor), None)
        if found is None:
            raise ValueError(f"No node {anchor!r}; there are {[one.name for one in nodes]}.")
        self.anchor = found
        names = {one.name: one for one in nodes}
        if len(names) < len(nodes) or {one.left for one in nodes if one.left} - names.keys():
            raise ValueError(
                f"Nodes {list(names)} must have names of their own and known ones left."
            )
        links = [(one, one.left, one.name, one.operator) for one in nodes if one.operator]
        self.steps: list[tuple[Node, str, Walk]] = []
        bound = {anchor}
        while links:
            link = next((link for link in links if bound & {link[1], link[2]}), None)
            if link is None:
                raise ValueError(f"Nodes {[one[2] for one in links]} hang on no other node.")
            links.remove(link)
            one, left, name, operator = link
            if left in bound:
                self.steps.append((one, left, WALKS[operator]))
            else:
                self.steps.append((names[left], name, WALKS[INVERSE[operator]]))
            bound |= set() if one.is_absent else {left, name}
        self.steps.sort(key=lambda step: step[0].is_absent)

    def match(self, token: Token) -> dict[str, Token] | None:
        """Return the tokens of the first match by name, or None."""
        return next(self.matches(token), None)

    def matches(self, token: Token) -> Iterator[dict[str, Token]]:
        """Yield the tokens of every match by name, from the token that is the known node."""
        if self.anchor.fits(token):
            yield from self._match({self.anchor.name: token}, 0)

    def _match(self, bound: dict[str, Token], at: int) -> Iterator[dict[str, Token]]:
        if at == len(self.steps):
            yield bound
            return
        wanted, known, walk = self.steps[at]
        found = (token for token in walk(bound[known]) if wanted.fits(token))
        if wanted.is_absent:
            if next(found, None) is None:
                yield from self._match(bound, at + 1)
            return
        for token in found:
            yield from self._match({**bound, wanted.name: token}, at + 1)
