"""Roles: the title before a person's name, or the one in apposition after it; and "the president" for its bearer."""

from functools import cache

from spacy.tokens import Doc, Token

from ..lexicon import read_lexicon
from ..reader import Reading
from .actor import Actor, Mention

NAMING = {"NOUN", "PROPN", "ADJ"}
# How many words a complement of an apposed title may have ("mayor of the city of Lyon").
LONGEST_COMPLEMENT = 6


@cache
def _titles(*uses: str) -> frozenset[str]:
    return frozenset(entry["word"] for entry in read_lexicon("titles") if entry["use"] in (uses or ("head",)))


def find_role(reading: Reading, mention: Mention) -> str | None:
    """Return a person's role as written at one mention, without article or possessor; None if it gives none.

    Not found: roles that a verb gives ("was elected mayor").
    """
    name = reading.span(mention.start, mention.end)
    if not len(name):
        return None
    span = _before(name.doc, name.start) or _after(name.root)
    return reading.surface(*reading.offsets(name.doc[slice(*span)])) if span else None


def _before(doc: Doc, stop: int) -> tuple[int, int] | None:
    """Find the title that ends right before a token; it reaches back to the possessive, the article or a stop."""
    begin = stop
    while begin and (doc[begin - 1].pos_ in NAMING or _is_within_title(doc, begin - 1)):
        if doc[begin - 1].is_sent_start and doc[begin - 1].is_lower:
            break
        begin -= 1
    return (begin, stop) if begin < stop and doc[stop - 1].lower_ in _titles("head", "end") else None


def _is_within_title(doc: Doc, at: int) -> bool:
    """Say whether an "of" stands within a title, as in "Secretary of State", not before one ("at the request of")."""
    return doc[at].lower_ == "of" and at > 0 and doc[at - 1].lower_ in _titles()


def _after(name: Token) -> tuple[int, int] | None:
    """Find the title in apposition to a name, with a short complement: "Maria Lopez, the mayor of Lyon"."""
    for head in name.children:
        if head.dep_ != "appos" or head.lower_ not in _titles() or head.i < name.i:
            continue
        begin = head.i
        while head.doc[begin - 1].pos_ in NAMING and begin - 1 > name.i:
            begin -= 1
        stop = head.i + 1
        for child in head.rights:
            if child.lower_ in ("of", "for") and child.i == stop and child.right_edge.i - child.i <= LONGEST_COMPLEMENT:
                stop = child.right_edge.i + 1
        return begin, stop
    return None


def resolve_roles(reading: Reading, actors: list[Actor]) -> list[Actor]:
    """Add "the president", "the mayor" and the like to the one person before them who bears that title.

    Left alone: a title with any further word ("the former president", "the Kazakh leader", "the president of Chile"),
    and one that several persons of the article bear.

    Parameters
    ----------
    reading
        The article as read.
    actors
        From ``find_actors``; they are not changed.
    """
    bearers: dict[str, list[int]] = {}
    for n, actor in enumerate(actors):
        if actor.kind == "person" and actor.role:
            for word in {word for word in actor.role.lower().split() if word in _titles()}:
                bearers.setdefault(word, []).append(n)
    found: dict[int, list[Mention]] = {}
    for token in reading.doc:
        owners = bearers.get(token.lower_, [])
        if len(owners) == 1 and _stands_alone(token):
            start, end = reading.offsets(token.doc[token.i - 1 : token.i + 1])
            if actors[owners[0]].mentions[0].start < start:
                mention = Mention(start, end, reading.surface(start, end), "person", False, "nominal")
                found.setdefault(owners[0], []).append(mention)
    return [actor.with_mentions(found.get(n, [])) for n, actor in enumerate(actors)]


def _stands_alone(token: Token) -> bool:
    """Say whether a title stands with "the" and nothing else, and not before a name."""
    if token.i == 0 or token.nbor(-1).lower_ != "the" or token.dep_ in {"compound", "amod", "appos"}:
        return False
    is_bare = all(child.dep_ in {"det", "punct"} for child in token.children)
    follows = token.i + 1 < len(token.doc) and token.nbor().pos_ in {"NOUN", "PROPN"}
    return is_bare and not follows
