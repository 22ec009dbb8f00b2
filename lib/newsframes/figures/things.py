"""Things: the noun phrase that a figure counts, and what happened to it."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from ..actors.nouns import hyphenated, kind_of
from ..lexicon import read_lexicon
from ..quotes.attitude import is_known
from .changes import measuring
from .number import Number

# Kinds of unit that take what is counted from "of": "20 percent of the seats".
SHARES, SUBJECTS, SHARED_OUT = {"percent", "ratio"}, {"nsubj", "nsubjpass"}, {"in", "out", "every", "of"}
PARTED = re.compile(r"^[^(]*;")  # "five died; twenty more were injured", not "paid £20 (£17; $22)"
NEAR = 12  # how far a word may stand from its figure to be tied to it
PARTS = {"them", "whom", "these", "those", "which"}
# What bodies are called that are dead; others are institutions.
OF_THE_DEAD = {
    "additional", "badly", "burned", "burnt", "charred", "dead", "decomposed", "decomposing", "headless", "human",
    "lifeless", "more", "mutilated", "naked", "other", "recovered", "unclaimed", "unidentified",
}  # fmt: skip


def number_token(span: Span) -> Token:
    """Return the token that carries the number."""
    numerals = [token for token in span if token.like_num or token.pos_ == "NUM"]
    root = span.root if span.root.dep_ != "det" else span[-1]  # "a few reasons"
    last = numerals[-1] if numerals else root
    return last.head if last.head in numerals else last  # "two or three people"


def find_thing(number: Number, span: Span, token: Token) -> Span | None:
    """Find the counted noun phrase: what the number modifies, what follows with "of", or what "of them" are."""
    if number.unit_kind != "count" and number.unit_kind not in SHARES:
        return None
    part = _part(span)
    if part is not None:
        return part
    # "One in five adults", "nine deaths per 1,000 births".
    is_share = number.unit_kind == "ratio" and any(word.lower_ in SHARED_OUT for word in span)
    is_share |= number.unit.startswith("per ") and not any(word.lower_ == "per" for word in span)
    head = _counted(token, span) if number.unit_kind == "count" or is_share else None
    head = head or _after_of(span)
    if head is None and number.unit_kind == "count":
        return _predicate(token) or _fronted(span, token)
    return _phrase(head, span) if head is not None and head.i - span.end < NEAR else None


def _counted(token: Token, span: Span) -> Token | None:
    """Return the noun that a number modifies, alone or with the one before it: "57 and 68 jets"."""
    token = token.head if token.dep_ == "conj" and token.head.pos_ == "NUM" else token
    for head in (token.head, token.head.head):
        is_modifier = token.dep_ in {"nummod", "quantmod", "compound", "amod", "npadvmod"}
        if is_modifier and head.pos_ in {"NOUN", "PROPN"} and head.i >= span.end and head.sent == token.sent:
            is_hung = token.doc[span.end].text == "-"  # "a five-storey block"
            while not is_hung and head.dep_ == "compound" and head.head.pos_ == "NOUN" and head.head.i == head.i + 1:
                head = head.head  # "fifteen youth suicides"
            return head
    after = token.doc[span.end] if span.end < len(token.doc) else None
    if after is not None and after.pos_ == "NOUN" and token.dep_ in {"nummod", "compound"} and after.dep_ != "compound":
        return after
    return None


def _after_of(span: Span) -> Token | None:
    """Return the noun after "of" right behind the figure, or behind an adjective of it."""
    doc = span.doc
    for at in range(span.end, min(span.end + 2, len(doc))):
        if doc[at].lower_ == "of":
            found = next((child for child in doc[at].children if child.dep_ == "pobj"), None)
            return found if found is not None and found.pos_ in {"NOUN", "PROPN"} else None
        if doc[at].pos_ not in {"ADJ", "NOUN"}:
            return None
    return None


def is_part(span: Span) -> bool:
    """Say whether a figure is "19 of them" or "19 of whom"."""
    doc, end = span.doc, span.end
    return end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].lower_ in PARTS


def _part(span: Span) -> Span | None:
    """Find what the part of a whole is: "19 of them police and service members", "of whom 19 were police"."""
    doc, end = span.doc, span.end
    if is_part(span):
        at = end + 2
    elif span.start > 1 and doc[span.start - 1].lower_ in PARTS and doc[span.start - 2].lower_ == "of":
        at = end
    else:
        return None
    while at < len(doc) and (doc[at].lower_ in {"were", "are", "being", "was", "is", "who"} or doc[at].text == ","):
        at += 1
    first = at
    while at < len(doc) and doc[at].pos_ in {"ADJ", "NOUN", "PROPN", "CCONJ"} and doc[at].sent == span.sent:
        at += 1
    while at > first and doc[at - 1].pos_ == "CCONJ":
        at -= 1
    return doc[first:at] if at > first and doc[at - 1].pos_ in {"NOUN", "PROPN"} else None


def _predicate(token: Token) -> Span | None:
    """Find what a bare number is said to be: "three are journalists"."""
    if token.dep_ not in SUBJECTS or token.head.lemma_ != "be":
        return None
    said = next((child for child in token.head.children if child.dep_ == "attr" and child.pos_ == "NOUN"), None)
    return token.doc[said.left_edge.i : said.i + 1] if said is not None else None


def _fronted(span: Span, token: Token) -> Span | None:
    """Find what a bare number is part of: "Of the 230 passengers, 212 were from here"."""
    if token.dep_ not in SUBJECTS or token.i + 1 < span.end:
        return None
    of = next((word for word in token.head.lefts if word.lower_ == "of" and word.i < token.i), None)
    head = next((word for word in of.children if word.dep_ == "pobj" and word.pos_ == "NOUN"), None) if of else None
    return _phrase(head, token.doc[of.i : of.i + 1]) if head is not None else None


def _phrase(head: Token, span: Span) -> Span | None:
    """Return the counted noun phrase: from after the number to the noun, with an "of" that completes it."""
    doc = span.doc
    if head.i == span.end and head.lower_ in SUMS:
        return None
    first, last = max(span.end, head.left_edge.i), head.i
    first = max([first, *(word.i + 1 for word in doc[first:last] if word.pos_ == "NUM")])  # 26 of "the 39 hostages"
    if doc[first].lower_ == "those" and doc[first + 1].tag_ in {"VBN", "VBD"} and first < last:
        return None  # "59% of those surveyed disapprove", the verb taken for a noun
    while first < last and doc[first].pos_ in {"DET", "PUNCT", "SPACE", "ADP"}:
        first += 1
    for child in head.rights:
        if child.lower_ == "of" and child.i == last + 1:
            last = child.right_edge.i if len(list(child.subtree)) <= 6 else last
    last = hyphenated(doc[last]).end - 1  # "co-authors"
    return doc[first : last + 1] if first <= last else None


@cache
def _events() -> dict[str, dict[str, str]]:
    return {entry["lemma"]: entry for entry in read_lexicon("events")}


def find_event(number: Number, span: Span, token: Token, thing: Token | None) -> str | None:
    """Find what happened: the verb that governs the counted noun, or a participle or noun beside it.

    Not found: what the counted do to others ("two gunmen killed five"), and what stands in another clause.
    """
    after = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    is_moment = after in MOMENTS or span.root.head.lower_ in SPANS
    if number.unit_kind not in {"count", "money", "duration"} or (number.unit_kind == "duration" and is_moment):
        return None
    if number.unit_kind == "count" and after == "-":
        return None  # "paid for a two-room flat"
    for other in _near(token, thing):
        entry = _events().get(other.lower_) or _events().get(other.lemma_.lower())
        if entry and _rises(other, span):
            return None
        if entry and other.sent == token.sent and abs(other.i - token.i) <= NEAR:
            is_meant = number.unit_kind == "count" or entry["event"] in OF_MEASURES
            is_meant &= not (entry["of"] == "people" and thing is not None) or are_people(thing)
            behind = "to" if entry["event"] == "deployed" else "with" if entry["to"] == "subject" else ""
            is_meant &= not _is_institution(other) and not _is_behind(behind, token, other)
            return entry["event"] if is_meant and not _is_doer(entry, other, thing or token) else None
    return None


def _is_institution(noun: Token) -> bool:
    """Say whether bodies are no dead ones, by the adjective or noun before them: "15 national bodies"."""
    own = {child.lower_ for child in noun.lefts if child.dep_ in {"amod", "compound"}}
    return noun.lemma_.lower() == "body" and bool(own - OF_THE_DEAD)


def _is_behind(word: str, token: Token, verb: Token) -> bool:
    """Say whether a number stands behind "to" or "with": "sent questions to 12 men", "died with two men beside him"."""
    return any(above.lower_ == word and verb.is_ancestor(above) for above in token.ancestors)


def _rises(verb: Token, span: Span) -> bool:
    """Say whether "up" makes another verb of one: "deaths shot up, to 753", but not "shot up to 12 men"."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return after.lower_ == "up" and after not in span and verb.lemma_.lower() in measuring("soaring")


@cache
def people_nouns() -> frozenset[str]:
    """List the nouns that count people as such: "lives", "fatalities"."""
    return frozenset(entry["noun"] for entry in read_lexicon("people_nouns"))


def are_people(noun: Token) -> bool:
    """Say whether a plural stands for people: "troops", "lives"."""
    return noun.lemma_.lower() in people_nouns() or kind_of(noun, is_plural=True) == "group"


def _near(token: Token, thing: Token | None) -> Iterator[Token]:
    """Yield the counted noun, what hangs on it, and what it hangs on as far as its clause reaches."""
    centre = thing if thing is not None else token
    yield centre
    yield from (word for word in centre.doc[centre.i + 1 : centre.i + 2] if word.tag_ in {"JJ", "VBN"})  # "42 men dead"
    beside = (child for child in centre.children if child.dep_ != "conj")
    yield from (child for child in beside if not _is_sort(child, centre))
    for other in (word for word in centre.ancestors if not PARTED.search(word.doc[word.i : centre.i].text)):
        if other.dep_ == "prep" and other.lower_ in CAUSES:
            return
        yield other
        subjects = [child for child in other.lefts if child.dep_ in {"nsubj", "nsubjpass", "expl"}]
        is_subject = any(child in (centre, token) or child.is_ancestor(centre) for child in subjects)
        if is_subject:  # "were reported missing", "went missing"
            yield from (child for child in other.rights if child.dep_ in {"acomp", "oprd"} or child.i == other.i + 1)
            if other.lemma_ == "join":  # "thousands joined the protest"
                yield from (child for child in other.rights if child.dep_ == "dobj")
            if other.dep_ in BESIDE:  # "thousands were forced from home; four men have died"
                return
        elif any(child.dep_ != "nsubjpass" for child in subjects) or _is_object(other, centre):
            return


def _is_sort(word: Token, people: Token) -> bool:
    """Say whether a noun tells what people do: "rescue officials" are not rescued, as "murder victims" are murdered."""
    return word.dep_ == "compound" and people.lemma_.lower() != "victim" and are_people(people)


def _is_object(verb: Token, counted: Token) -> bool:
    """Say whether a verb itself has the counted for its object: "left ten homeless", "held for carrying five guns"."""
    is_verb = verb.pos_ == "VERB" and verb.dep_ != "prep" and not is_known(verb.lemma_.lower())
    return is_verb and verb.i < counted.i


def _is_doer(entry: dict[str, str], verb: Token, counted: Token) -> bool:
    """Say whether the counted are who does it: the subject of an active verb that happens to its object."""
    while counted.dep_ == "conj":
        counted = counted.head
    is_active = verb.pos_ == "VERB" and counted.dep_ == "nsubj" and counted.head == verb
    return entry["to"] == "object" and is_active and any(child.dep_ == "dobj" for child in verb.children)


# "Of 54 total": no noun that is counted.
SUMS = {"total", "overall", "altogether"}
# What happens to sums and terms, too.
OF_MEASURES = {"paid", "fined", "sentenced", "arrested"}
# "36 minutes after the attack" is when, not how long.
MOMENTS = {"after", "ago", "later", "before", "earlier"}
# "Jailed due to the rape of two girls", "between the two blasts": behind these stands why, when or where.
CAUSES = frozenset("due because after before during despite since amid between across near inside outside".split())  # noqa: SIM905
# Clauses that stand beside another, so that what is said of one is not of the other.
BESIDE = {"ccomp", "conj", "parataxis"}
# "Over the past 12 months" something happened, to none of the months.
SPANS = {"over", "within", "in"}
