"""Events: what happened to the counted, alone or one of several ("killed or injured")."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon
from ..language.reporting_cues import is_known
from ..language.syntax import child_of
from ..rules import Rule, Stage
from .context import FigureContext
from .counted_nouns import PARTED, PARTS, STATES, are_people, is_part, is_whole
from .words import words

NEAR = 12  # how far a word may stand from its figure to be tied to it
# What happens to sums and terms, too.
OF_MEASURES = {"paid", "fined", "sentenced", "arrested"}
# Of these only one befalls each of the counted, so that "and" means "or": "300 were killed and
# wounded".
EXCLUSIVE = {"killed", "injured", "missing", "captured"}
VERBAL_FORMS = {"VBN", "VBD"}
JOINING = {"and", "or", ","}
# Clauses that stand beside another, so that what is said of one is not of the other.
BESIDE = {"acl", "advcl", "ccomp", "conj", "parataxis"}
# "Over the past 12 months" something happened, to none of the months.
SPANS = {"over", "within", "in"}


@dataclass(frozen=True)
class Happening:
    """A word that names an event near a number, with its entry in the lexicon."""

    context: FigureContext
    word: Token
    entry: dict[str, str]

    @property
    def token(self) -> Token:
        """Return the word that names the event."""
        return self.word

    @property
    def counted(self) -> Token:
        """Return the counted noun, or the number where it counts none."""
        thing = self.context.thing
        return thing.root if thing is not None else self.context.token


@cache
def _events() -> dict[str, dict[str, str]]:
    return {entry["lemma"]: entry for entry in read_lexicon("events")}


@cache
def _order() -> dict[str, int]:
    """Rank the events, for one name of a combination.

    "Injured or killed" is "killed or injured".
    """
    return {
        event: n
        for n, event in enumerate(dict.fromkeys(entry["event"] for entry in read_lexicon("events")))
    }


def event_entry(word: Token) -> dict[str, str] | None:
    """Return the lexicon's entry for a word that names an event, by its form or its lemma."""
    return _events().get(word.lower_) or _events().get(word.lemma_.lower())


def find_event(context: FigureContext) -> str | None:
    """Find what happened to the counted.

    That is the verb that governs the noun, or a participle or noun beside it.

    Of "300 were killed or injured" neither is true alone: the event is "killed or injured".

    Not found: what the counted do to others ("two gunmen killed five"), what stands in another
    clause, and what happened to a part of the counted ("seven people, one of whom died").
    """
    kind, span, token = context.number.unit_kind, context.span, context.token
    after = context.word_after.lower_ if context.word_after is not None else ""
    if kind not in {"count", "money", "duration"} or (kind == "count" and after == "-"):
        return None  # "paid for a two-room flat"
    if kind == "duration" and (after in words("moment") or span.root.head.lower_ in SPANS):
        return None
    thing = context.thing.root if context.thing is not None else None
    if thing is not None and _are_lives_lost(thing):
        return "killed"
    for word in _near(span, token, thing):
        entry = None if _is_of_part(word, token, thing, span) else event_entry(word)
        if entry and word.sent == token.sent and abs(word.i - token.i) <= NEAR:
            is_of_others = OTHERS.holds(Happening(context, word, entry))
            return None if is_of_others else with_joined(word, entry["event"])
    return None


def _are_lives_lost(thing: Token) -> bool:
    """Return True for lives that something takes: "the attack claimed 11 lives"."""
    is_taken = thing.dep_ in {"dobj", "nsubjpass"} and thing.head.lemma_ in words("costing lives")
    return thing.lemma_ == "life" and is_taken


def with_joined(word: Token, event: str) -> str | None:
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
            if other.lower_ in words("joined") or other.pos_ == "ADV":
                passed.add(other.lower_)
                continue
            entry = event_entry(other) if passed & JOINING else None
            if entry is None or (
                other.dep_ == "amod" and word.dep_ != "amod" and other.head != word
            ):
                if "or" in passed and other.tag_ in VERBAL_FORMS and other.tag_ == word.tag_:
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
    """Return True if a word says what happened to a part of the counted.

    "40 casualties, 12 of them dead".
    """
    centre = thing if thing is not None else token
    first = max(centre.i, span.end - 1 + 2 * is_part(span)) + 1
    between = word.doc[first : word.i + 1] if word.i >= first else ()
    is_parted = any(one.lower_ == "of" and two.lower_ in PARTS for one, two in pairwise(between))
    return is_parted and not word.is_ancestor(centre)


def _is_institution(happening: Happening) -> bool:
    """Return True if bodies are no dead ones, by the word before them: "15 national bodies"."""
    noun = happening.word
    own = {child.lower_ for child in noun.lefts if child.dep_ in {"amod", "compound"}}
    return noun.lemma_.lower() == "body" and bool(own - words("dead"))


def _is_behind(happening: Happening) -> bool:
    """Return True behind "to" or "with": "sent questions to 12 men", "died with two men"."""
    entry, verb = happening.entry, happening.word
    link = "with" if entry["to"] == "subject" else ""
    link = "to" if entry["event"] == "deployed" else link
    above = happening.context.token.ancestors
    return bool(link) and any(word.lower_ == link and verb.is_ancestor(word) for word in above)


def _rises(happening: Happening) -> bool:
    """Return True if "up" makes another verb: "deaths shot up, to 753"; not "shot up to 12 men"."""
    verb = happening.word
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    is_up = after.lower_ == "up" and after not in happening.context.span
    return is_up and verb.lemma_.lower() in words("soaring")


def _is_doer(happening: Happening) -> bool:
    """Return True if the counted do it: the subject of an active verb that has an object."""
    verb, counted = happening.word, happening.counted
    while counted.dep_ == "conj":
        counted = counted.head
    is_subject = verb.pos_ == "VERB" and counted.dep_ == "nsubj" and counted.head == verb
    is_active = is_subject and happening.entry["to"] == "object"
    return is_active and child_of(verb, "dobj") is not None


def _is_of_people(happening: Happening) -> bool:
    is_thing = happening.entry["of"] == "people" and happening.context.thing is not None
    return is_thing and not are_people(happening.counted)


def _is_of_counts(happening: Happening) -> bool:
    is_count = happening.context.number.unit_kind == "count"
    return not is_count and happening.entry["event"] not in OF_MEASURES


OTHERS = Stage(
    "event of others", "any", rules=(
        Rule("verb with up", _rises, trigger={"LEMMA": words("soaring")},
             examples=(("Deaths shot up, to 753.", True),)),
        Rule("event of counts", _is_of_counts,
             examples=(("He was killed for $40.", True), ("He was fined $50.", None),)),
        Rule("event of people", _is_of_people,
             examples=(("Police arrested 40 men.", None),)),
        Rule("behind to or with", _is_behind,
             examples=(("They sent questions to 12 men.", True),)),
        Rule("bodies that are institutions", _is_institution, trigger={"LEMMA": {"body"}},
             examples=(("It has 15 national bodies.", True),)),
        Rule("doer", _is_doer, examples=(("Two gunmen killed five people.", True),)),
    ),
)  # fmt: skip


def _near(span: Span, token: Token, thing: Token | None) -> Iterator[Token]:
    """Yield the counted noun, what hangs on it, and what it hangs on within its clause."""
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
    if is_whole(span):
        return
    for other in (
        word for word in centre.ancestors if not PARTED.search(word.doc[word.i : centre.i].text)
    ):
        is_cause = other.dep_ == "prep" and other.lower_ in words("cause")
        is_place = centre.head == other and other.lower_ in words("scene") and other not in span
        if other.dep_ == "agent" or is_cause or is_place:
            return  # "shot by two officers", "killed 14 in three provinces"
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
                if not any(word.lower_ in words("some") for word in child.lefts)
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
    """Return True if a noun tells what people do.

    "Rescue officials" are not rescued, "murder victims" are murdered.
    """
    return word.dep_ == "compound" and people.lemma_.lower() != "victim" and are_people(people)


def _is_object(verb: Token, counted: Token) -> bool:
    """Return True if a verb itself has the counted as its object.

    "Left ten homeless", "held for five guns".
    """
    is_verb = verb.pos_ == "VERB" and verb.dep_ != "prep" and not is_known(verb.lemma_.lower())
    return is_verb and verb.i < counted.i
