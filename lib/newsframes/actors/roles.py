"""Roles: titles before or in apposition to a name, with the office's holder and country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language.noun_classes import hyphenated
from ..language.syntax import name_of
from .mention import Phrase
from .titles import (
    ADDRESSES,
    LONGEST_COMPLEMENT,
    NAMING,
    goes_on,
    heads_title,
    is_address,
    joins_offices,
    of_title,
    titles,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# By which a text says what someone's name is.
NAMINGS, OBJECTS = {"surnamed", "named", "called", "identified"}, {"oprd", "pobj", "dobj"}


@dataclass(frozen=True)
class Role:
    """A title as written, with the words that say whose it is: possessor and complement."""

    title: Span
    setting: Span

    @property
    def heads(self) -> set[str]:
        """The nouns of the title that name an office."""
        return {token.lemma_.lower() for token in self.title} & titles()


def find_roles(name: Phrase) -> list[Role]:
    """Return a person's roles where one name stands, the nearest first.

    Of "the Duke of Sussex, Prince Harry" both. Not found: roles that a verb gives ("was elected
    mayor").
    """
    doc = name.head.doc
    before, beside = _before(doc, name.first), _above(name.head) or _after(name.head)
    is_address = before is not None and before.heads <= ADDRESSES and len(before.title) == 1
    own = (beside, before) if is_address else (before, beside)  # "the mayor, Dr. Maria Lopez"
    return [role for role in own if role] or [role for role in (_shared(name.head),) if role]


def _before(doc: Doc, stop: int) -> Role | None:
    """Find the title right before a name.

    It reaches back to the possessive, the article, a mark or another name.
    """
    if (
        stop > 3
        and doc[stop - 1].text == ")"
        and doc[stop - 3].text == "("
        and doc[stop - 2].is_upper
    ):
        stop -= 3  # "District Nirbahi Officer (DNO) Kabir"
    last = stop - 1
    while last >= 0 and doc[last].text == ",":
        last -= 1
    if last > 0 and is_address(doc[last]) and heads_title(doc, last - 1):
        last, stop = last - 1, stop - 1  # "Minister of Education Dr Lee"
    if last < 0 or doc[last].sent != doc[stop].sent or not heads_title(doc, last):
        return None
    is_apart = doc[last].pos_ == "PROPN" or doc[last].tag_ == "NNS" or _is_cited(doc[last])
    if last < stop - 1 and is_apart:  # "in his teens, Lee"
        return None
    begin = of_title(doc, last) or hyphenated(doc[last]).start
    while begin and not is_address(doc[last]) and goes_on(doc, begin - 1):
        begin -= 1
    if begin and last < stop - 1 and doc[begin - 1].lower_ == "as":  # "resigned as mayor, Lee"
        return None
    begin -= begin > 0 and doc[begin].text == "-"  # "the far-right president", "a six-term MLA"
    return Role(doc[begin : last + 1], doc[_owner(doc, begin) : last + 1])


def _is_cited(token: Token) -> bool:
    """Return True if a noun is a source of its own: "according to his agent, Hunter had"."""
    return (
        token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"
    )


def _owner(doc: Doc, begin: int) -> int:
    """Return where the possessor before a title begins, or the title itself."""
    if begin and doc[begin - 1].tag_ == "PRP$":
        return begin - 1
    if begin > 1 and doc[begin - 1].tag_ == "POS":
        return _name_start(doc[begin - 2])
    return begin


def _shared(name: Token) -> Role | None:
    """Find the plural title before the first of several names.

    "Prime Ministers Boris Johnson and Mark Rutte".
    """
    first = name
    while first.dep_ == "conj" or (first.dep_ == "appos" and _are_persons(first, first.head)):
        first = first.head
    if first is name:
        return None
    role = _before(first.doc, first.left_edge.i) or _before(first.doc, _name_start(first))
    return role if role and _is_plural(role.title[-1]) else None


def _are_persons(*names: Token) -> bool:
    return all(name.ent_type_ == "PERSON" for name in names)


def _is_plural(noun: Token) -> bool:
    """Return True if a title is in the plural; in capitals, the tagger may miss it."""
    singular = noun.lower_.removesuffix("s")
    return noun.tag_ in ("NNS", "NNPS") or (noun.lower_ not in titles() and singular in titles())


def _name_start(token: Token) -> int:
    name = name_of(token)
    return name.start if name is not None else token.i


def _above(name: Token) -> Role | None:
    """Find the title that a name stands in apposition to: "the mayor of Lyon, Maria Lopez"."""
    head = apposed_to(name)
    if (
        head is None
        or head.i > name.i
        or head.lemma_.lower() not in titles()
        or head.tag_ in ("NNS", "NNPS")
    ):
        return None  # "400 guests, including …": no one is "guests"
    return _described(head, _first_word(head), min(name.left_edge.i, name.i))


def apposed_to(name: Token) -> Token | None:
    """Return the noun that a name stands in apposition to.

    Of "the wife of the mayor, Ann Lee", the first. Also where the parser gives one verb two
    subjects side by side ("the news agency AFP has placed"), and where the text gives the name: "an
    officer, surnamed Yeh", "a student identified by police as Ali Lee".
    """
    naming = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "as" else name.head
    if (
        naming.lower_ in NAMINGS
        and naming.dep_ == "acl"
        and naming.head.i < naming.i
        and name.dep_ in OBJECTS
    ):
        return naming.head
    before = name.doc[name.left_edge.i - 1] if name.left_edge.i else name
    is_beside = (before.dep_, before.head) == (name.dep_, name.head)
    # "The startup Acme raised money", taken for a startup that Acme raised.
    is_clause = name.head.dep_ == "relcl" and name.head.head == before and before.dep_ == "ROOT"
    if name.dep_ == "nsubj" and before.pos_ == "NOUN" and (is_beside or is_clause):
        return before
    is_listed = any(
        child.dep_ in ("cc", "conj")
        for child in (*name.head.children, *name.children)
        if child != name
    )
    if name.dep_ == "conj" and not is_listed:  # "the prime minister, Mr. Lee": nothing is joined
        return _nearest_title(name)
    if name.dep_ != "appos":
        return None
    head = _nearest_title(name) or name.head
    while (
        head.dep_ == "pobj"
        and head.head.lower_ == "of"
        and head.head.head.lemma_.lower() in titles()
    ):
        head = head.head.head
    return head


def _nearest_title(name: Token) -> Token | None:
    """Return the title that ends at the comma before a name that the parser hangs higher.

    "400 guests, including the prime minister of Singapore, Lee Hsien Loong".
    """
    first, doc = name.left_edge.i, name.doc
    if first < 2 or doc[first - 1].text != ",":
        return None
    before = doc[first - 2]
    for word in (before, *before.ancestors):
        if word != name.head and not name.head.is_ancestor(word):
            return None
        if (
            word.lemma_.lower() in titles()
            and word.pos_ in NAMING
            and word.tag_ not in ("NNS", "NNPS")
        ):
            return word
    return None


def _after(name: Token) -> Role | None:
    """Find the title in apposition to a name, with a short complement.

    "Maria Lopez, the mayor of Lyon".
    """
    doc = name.doc
    for head in appositions(name):
        if head.i < name.i or head.lemma_.lower() not in titles():
            continue
        if any(word.text == ":" for word in doc[name.i : head.i]):  # "Carter: Some 40 nurses left"
            continue
        return _described(head, max(head.left_edge.i, name.i + 1), len(doc))
    return None


def appositions(name: Token) -> list[Token]:
    """List what stands in apposition to a name.

    Not what comes behind another person: "Lee and her child, the mayor announced".
    """
    joined = next((c.i for c in name.children if c.dep_ == "cc" and c.i > name.i), len(name.doc))
    return [child for child in name.children if child.dep_ == "appos" and child.i < joined]


def _described(head: Token, first: int, limit: int) -> Role:
    """Return a title from its first modifier to its complement, with its possessor as setting."""
    doc, begin, stop = head.doc, hyphenated(head).start, hyphenated(head).end
    while begin > first and goes_on(doc, begin - 1):
        begin -= 1
    begin -= begin > first and doc[begin].text == "-"
    second = next(
        (child for child in head.rights if child.dep_ == "conj" and child.left_edge.i == stop + 1),
        None,
    )
    behind = list(head.rights)
    if second is not None and second.i < limit and joins_offices(doc, stop):
        stop = hyphenated(second).end  # "Maria Lopez, chair and founder of Acme"
        behind += second.rights
    for child in behind:
        near = child.i == stop and child.right_edge.i - child.i <= LONGEST_COMPLEMENT
        if child.lower_ in ("of", "for", "at") and near:
            stop = min(limit, _short(doc, child))
    return Role(doc[begin:stop], doc[min(first, begin) : stop])


def _first_word(head: Token) -> int:
    """Return where a title begins with what "and" joins to it.

    "Acme's chairman and chief executive, Maria Lopez".
    """
    while head.dep_ == "conj" and joins_offices(head.doc, head.left_edge.i - 1):
        head = head.head
    return head.left_edge.i


def _short(doc: Doc, preposition: Token) -> int:
    """End a complement before a mark, a clause or another person."""
    for token in doc[preposition.i + 1 : preposition.right_edge.i + 1]:
        if token.dep_ == "cc" and any(
            after.ent_type_ == "PERSON" for after in doc[token.i + 1 : token.i + 2]
        ):
            return token.i
        if (
            token.text in ",;:–—()"
            or token.dep_ in ("relcl", "acl")
            or token.tag_ in ("WP", "WDT", "VBD", "VBZ")
        ):
            return token.i
    return preposition.right_edge.i + 1
