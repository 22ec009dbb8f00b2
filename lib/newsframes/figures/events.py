"""Events: what happened to the counted, alone or one of several ("killed or injured")."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon
from ..language.reporting_cues import is_known
from .words import words
from .counted_nouns import PARTED, PARTS, STATES, are_people, is_part
from .quantity import Number

NEAR = 12  # how far a word may stand from its figure to be tied to it
CLOSE = 4  # how far before it stands the noun that a number is put at
# What happens to sums and terms, too.
OF_MEASURES = {"paid", "fined", "sentenced", "arrested"}
# What bodies are called that are dead; others are institutions.
OF_THE_DEAD = {
    "additional", "badly", "burned", "burnt", "charred", "dead", "decomposed", "decomposing",
    "headless", "human", "lifeless", "more", "mutilated", "naked", "other", "recovered",
    "unclaimed", "unidentified",
}  # fmt: skip
# Of these only one befalls each of the counted, so that "and" means "or": "300 were killed and
# wounded".
EXCLUSIVE = {"killed", "injured", "missing", "captured"}
# What may stand between the words of one event and the next: "have died or been injured", "killed
# or went missing".
LINKS = {
    "and",
    "or",
    ",",
    "been",
    "be",
    "gone",
    "went",
    "go",
    "left",
    "were",
    "was",
    "are",
    "reported",
}
# "30 casualties were reported, some fatal".
SOME = {"some", "many", "most", "few", "several", "none", "others"}
STATED = {"JJ", "VBN", "VBD"}
JOINING, VERBAL = {"and", "or", ","}, {"VBN", "VBD"}
# Where an event may stand in "the number of displaced", "of people killed", "of destroyed homes".
OF_TALLY = {"pobj", "acl", "amod", "conj"}
# "36 minutes after the attack" is when, not how long.
MOMENTS = {"after", "ago", "later", "before", "earlier"}
# "Jailed due to the rape of two girls", "between the two blasts": behind these stands why, when or
# where.
CAUSES = frozenset(
    [
        "due",
        "because",
        "after",
        "before",
        "during",
        "despite",
        "since",
        "amid",
        "between",
        "across",
        "near",
        "inside",
        "outside",
    ]
)
# Clauses that stand beside another, so that what is said of one is not of the other.
BESIDE = {"ccomp", "conj", "parataxis"}
# "Over the past 12 months" something happened, to none of the months.
SPANS = {"over", "within", "in"}


@cache
def _events() -> dict[str, dict[str, str]]:
    return {entry["lemma"]: entry for entry in read_lexicon("events")}


@cache
def _order() -> dict[str, int]:
    """Rank the events, for one name of a combination: "injured or killed" is "killed or injured"."""
    return {
        event: n
        for n, event in enumerate(dict.fromkeys(entry["event"] for entry in read_lexicon("events")))
    }


def event_entry(word: Token) -> dict[str, str] | None:
    """Return the lexicon's entry for a word that names an event, by its form or its lemma."""
    return _events().get(word.lower_) or _events().get(word.lemma_.lower())


def find_event(number: Number, span: Span, token: Token, thing: Token | None) -> str | None:
    """Find what happened: the verb that governs the counted noun, or a participle or noun beside it.

    Of "300 were killed or injured" neither is true alone: the event is "killed or injured".

    Not found: what the counted do to others ("two gunmen killed five"), what stands in another
    clause, and what happened to a part of the counted ("seven people, one of whom died").
    """
    after = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    is_moment = after in MOMENTS or span.root.head.lower_ in SPANS
    if number.unit_kind not in {"count", "money", "duration"} or (
        number.unit_kind == "duration" and is_moment
    ):
        return None
    if number.unit_kind == "count" and after == "-":
        return None  # "paid for a two-room flat"
    for other in _near(token, thing):
        entry = None if _is_of_part(other, token, thing, span) else event_entry(other)
        if entry and _rises(other, span):
            return None
        if entry and other.sent == token.sent and abs(other.i - token.i) <= NEAR:
            is_meant = number.unit_kind == "count" or entry["event"] in OF_MEASURES
            is_meant &= not (entry["of"] == "people" and thing is not None) or are_people(thing)
            behind = (
                "to" if entry["event"] == "deployed" else "with" if entry["to"] == "subject" else ""
            )
            is_meant &= not _is_institution(other) and not _is_behind(behind, token, other)
            is_meant &= not _is_doer(entry, other, thing or token)
            return _with_joined(other, entry["event"]) if is_meant else None
    return None


def find_event_of_tally(number: Number, token: Token, about: Span | None) -> str | None:
    """Find what happened in the noun phrase that a bare count is of: "the number of people killed", "the injured".

    Parameters
    ----------
    number, token
        The number, which counts no noun of its own, and the word that carries it.
    about
        What it is the number of.
    """
    if number.unit_kind != "count":
        return None
    if about is None:
        word = _nominal(token) or _numbered(token) or _label(token)
        return _with_joined(word, event_entry(word)["event"]) if word is not None else None
    if about.root.lemma_.lower() not in words("tally"):
        return None
    for word in (word for word in about.root.subtree if word.i < token.i):
        is_named = word.dep_ in OF_TALLY or (
            word.dep_ == "compound" and word.lemma_.lower() == "death"
        )
        if is_named and (entry := event_entry(word)):
            return _with_joined(word, entry["event"])
    return None


def _nominal(token: Token) -> Token | None:
    """Return the participle or adjective used as a noun that a number is put at: "puts the injured at 640"."""
    for word in reversed(token.doc[max(token.sent.start + 1, token.left_edge.i - CLOSE) : token.i]):
        if word.like_num:
            return None
        if word.lower_ in STATES and word.nbor(-1).dep_ == "det":
            return word
    return None


def _label(token: Token) -> Token | None:
    """Return the event that labels a count in a list: "Killed: 45", "- Injured: 120"."""
    doc, at = token.doc, token.i - 1
    if at < 1 or doc[at].text != ":" or doc[at - 1].lower_ not in STATES:
        return None
    is_open = at == 1 or doc[at - 2].is_punct or doc[at - 2].is_space
    return doc[at - 1] if is_open else None


def _numbered(token: Token) -> Token | None:
    """Return the event in "the number of people killed rose to 300", of which the parse makes a clause."""
    doc = token.doc
    for at in range(token.i - 1, max(token.sent.start, token.i - NEAR), -1):
        if doc[at].like_num:
            return None
        if doc[at].lower_ == "of" and doc[at - 1].lemma_.lower() in words("tally"):
            phrase = doc[at + 1 : min(at + 5, token.i)]
            if any(word.tag_ == "NNS" and not are_people(word) for word in phrase):
                return None
            return next(
                (word for word in phrase if word.tag_ in STATED and event_entry(word)), None
            )
    return None


def _with_joined(word: Token, event: str) -> str | None:
    """Return an event with those joined to it by "or"; None where one of them is no known event.

    "Killed or injured 300", "15 dead or missing"; "and" joins only what excludes each other: "300
    killed and wounded".
    """
    found, links = [event], set()
    for step in (1, -1):
        passed: set[str] = set()
        at = word.i + step
        while word.sent.start <= at < word.sent.end:
            other = word.doc[at]
            at += step
            if other.lower_ in LINKS or other.pos_ == "ADV":
                passed.add(other.lower_)
                continue
            entry = event_entry(other) if passed & JOINING else None
            if entry is None or (
                other.dep_ == "amod" and word.dep_ != "amod" and other.head != word
            ):
                if "or" in passed and other.tag_ in VERBAL and other.tag_ == word.tag_:
                    return None  # "200 were killed or lost their homes"
                break
            found.append(entry["event"])
            links |= passed
            passed = set()
    is_either = "or" in links or ("and" in links and set(found) <= EXCLUSIVE and links <= JOINING)
    return _name(found) if is_either else event


def _name(events: list[str]) -> str:
    """Return one name for several events, whatever their order in the text."""
    *others, last = sorted(set(events), key=_order().__getitem__)
    return f"{', '.join(others)} or {last}" if others else last


def _is_of_part(word: Token, token: Token, thing: Token | None, span: Span) -> bool:
    """Return True if a word says what happened to a part of the counted: "40 casualties, 12 of them dead"."""
    centre = thing if thing is not None else token
    first = max(centre.i, span.end - 1 + 2 * is_part(span)) + 1
    between = word.doc[first : word.i + 1] if word.i >= first else ()
    is_parted = any(one.lower_ == "of" and two.lower_ in PARTS for one, two in pairwise(between))
    return is_parted and not word.is_ancestor(centre)


def _is_institution(noun: Token) -> bool:
    """Return True if bodies are no dead ones, by the adjective or noun before them: "15 national bodies"."""
    own = {child.lower_ for child in noun.lefts if child.dep_ in {"amod", "compound"}}
    return noun.lemma_.lower() == "body" and bool(own - OF_THE_DEAD)


def _is_behind(word: str, token: Token, verb: Token) -> bool:
    """Return True if a number stands behind "to" or "with": "sent questions to 12 men", "died with two men"."""
    return any(above.lower_ == word and verb.is_ancestor(above) for above in token.ancestors)


def _rises(verb: Token, span: Span) -> bool:
    """Return True if "up" makes another verb of one: "deaths shot up, to 753", but not "shot up to 12 men"."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return after.lower_ == "up" and after not in span and verb.lemma_.lower() in words("soaring")


def _near(token: Token, thing: Token | None) -> Iterator[Token]:
    """Yield the counted noun, what hangs on it, and what it hangs on as far as its clause reaches."""
    is_fronted = (
        thing is not None and thing.i < token.i and thing.dep_ == "pobj"
    )  # "of the 50 hurt, four died"
    centre = token if thing is None or is_fronted else thing
    yield centre
    after = [
        word
        for word in centre.doc[centre.i + 1 : centre.i + 2]
        if word.tag_ in {"JJ", "VBN"} or word.lower_ in STATES
    ]
    yield from after  # "42 men dead"
    beside = (child for child in centre.children if child.dep_ != "conj")
    yield from (child for child in beside if not _is_sort(child, centre))
    if thing is None and any(word.tag_ == "JJ" and word.head == token for word in after):
        return  # "12 dead, 40 hurt and 400 homeless"
    for other in (
        word for word in centre.ancestors if not PARTED.search(word.doc[word.i : centre.i].text)
    ):
        is_whole = other.lower_ == "of" and bool(
            other.is_sent_start
        )  # "of 20 climbers, three died"
        if other.dep_ == "prep" and (other.lower_ in CAUSES or is_whole):
            return
        yield other
        subjects = [child for child in other.lefts if child.dep_ in {"nsubj", "nsubjpass", "expl"}]
        is_subject = any(
            child in (centre, token) or child.is_ancestor(centre) for child in subjects
        )
        if is_subject:  # "were reported missing", "went missing"
            predicates = (
                child
                for child in other.rights
                if child.dep_ in {"acomp", "oprd"} or child.i == other.i + 1
            )
            yield from (
                child
                for child in predicates
                if not any(word.lower_ in SOME for word in child.lefts)
            )
            if other.lemma_ == "join":  # "thousands joined the protest"
                yield from (child for child in other.rights if child.dep_ == "dobj")
            if other.dep_ in BESIDE or (
                other.dep_ == "relcl" and other.lemma_ != "be"
            ):  # "thousands were forced from home; four men have died"
                return
        elif any(child.dep_ != "nsubjpass" for child in subjects) or _is_object(other, centre):
            return


def _is_sort(word: Token, people: Token) -> bool:
    """Return True if a noun tells what people do: "rescue officials" are not rescued, "murder victims" are murdered."""
    return word.dep_ == "compound" and people.lemma_.lower() != "victim" and are_people(people)


def _is_object(verb: Token, counted: Token) -> bool:
    """Return True if a verb itself has the counted as its object: "left ten homeless", "held for five guns"."""
    is_verb = verb.pos_ == "VERB" and verb.dep_ != "prep" and not is_known(verb.lemma_.lower())
    return is_verb and verb.i < counted.i


def _is_doer(entry: dict[str, str], verb: Token, counted: Token) -> bool:
    """Return True if the counted are who does it: the subject of an active verb that happens to its object."""
    while counted.dep_ == "conj":
        counted = counted.head
    is_active = verb.pos_ == "VERB" and counted.dep_ == "nsubj" and counted.head == verb
    return (
        entry["to"] == "object"
        and is_active
        and any(child.dep_ == "dobj" for child in verb.children)
    )
