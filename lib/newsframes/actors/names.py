"""Names merged to actors: one for each person, organisation, state or place.

Not found in this first cut: nominals, collectives, countries and affiliations.
"""

import re
from collections import Counter

from spacy.tokens import Span, Token

from ..reader import Reading
from .actor import Actor, Mention
from .roles import find_role

KINDS = {"PERSON": "person", "ORG": "organisation", "LOC": "place"}
ACTS = {"nsubj", "agent"}
TRIM = re.compile(r"^(?:the|The|THE|a|A|an|An)\s+|(?:['’]s|['’])$|^[\s\W]+|[\s\"“”,;:]+$")


def find_actors(reading: Reading) -> list[Actor]:
    """Find the named actors of an article.

    Parameters
    ----------
    reading
        The article as read.

    Returns
    -------
    list of Actor
        In the order of their first mention. Names join by exact form, by surname when just one person bears it, and
        by an acronym in brackets.
    """
    mentions = [mention for span in reading.doc.ents if (mention := _mention(reading, span))]
    people = _full_names(mentions)
    acronyms = _acronyms(reading, mentions)
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        key = _key(mention.text)
        key = acronyms.get(key, key)
        bearers = people.get(key, ())
        grouped.setdefault(next(iter(bearers)) if len(bearers) == 1 else key, []).append(mention)
    actors = [_settle(reading, members) for members in grouped.values()]
    return sorted(actors, key=lambda actor: actor.mentions[0].start)


def _mention(reading: Reading, span: Span) -> Mention | None:
    """Turn an entity into a mention, without article, possessive and stray marks; None when nothing is left."""
    if span.label_ not in KINDS:
        return None
    start, end = reading.offsets(span)
    while match := TRIM.search(reading.surface(start, end)):
        start, end = (start + match.end(), end) if match.start() == 0 else (start, start + match.start())
    text = reading.surface(start, end)
    if not any(map(str.isalpha, text)) or "\n" in text:
        return None
    return Mention(start, end, text, KINDS[span.label_], _acts(span.root))


def _acts(root: Token) -> bool:
    """Say whether a name does something: the subject of a verb in the active, or its agent."""
    return root.dep_ in ACTS or (root.dep_ == "pobj" and root.head.dep_ == "agent")


def _key(text: str) -> str:
    """Fold what does not part two names: case, marks, white space."""
    return " ".join(re.sub(r"[^\w\s]", "", text).casefold().split())


def _full_names(mentions: list[Mention]) -> dict[str, dict[str, None]]:
    """Map each surname to the full names that end in it."""
    bearers: dict[str, dict[str, None]] = {}
    for mention in mentions:
        words = _key(mention.text).split()
        if mention.kind == "person" and len(words) > 1:
            bearers.setdefault(words[-1], {})[" ".join(words)] = None
    return bearers


def _acronyms(reading: Reading, mentions: list[Mention]) -> dict[str, str]:
    """Map each acronym in brackets to the name before it whose capitals it spells."""
    found = {}
    for mention in mentions:
        match = re.match(r"\s*\(([A-Z][A-Za-z.]{1,9})\)", reading.article.text[mention.end : mention.end + 20])
        if match and match[1].replace(".", "") in "".join(filter(str.isupper, mention.text)):
            found[_key(match[1])] = _key(mention.text)
    return found


def _settle(reading: Reading, members: list[Mention]) -> Actor:
    """Decide kind and role of one actor from all its mentions: the kind that most of them have, a person if equal."""
    members = sorted(members, key=lambda mention: mention.start)
    counts = Counter(mention.kind for mention in members)
    kind = max(counts, key=lambda name: (counts[name], name == "person"))
    if kind == "place" and any(mention.acts for mention in members):
        kind = "state"
    roles = (find_role(reading, mention) for mention in members) if kind == "person" else ()
    return Actor(kind, members, next((role for role in roles if role), None))
