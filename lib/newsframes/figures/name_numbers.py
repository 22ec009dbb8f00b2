"""Names: numbers that are part of a name, an address, a code or a model, and count nothing."""

import itertools
import re
from functools import cache

from ..language.noun_classes import kind_of
from ..rules import Rule, Stage
from .changes import nouns_of_change
from .context import FigureContext, written
from .dates import BEHIND_MONTH
from .words import alternatives, words

NAMES = {"ORG", "PERSON", "LOC", "MISC"}
# A code ("call 0063 2885"), but not "0.5".
CODE = re.compile(r"0\d{2,}\b(?![.,]\d)")
# Beyond so much a number before a hyphen is of no days.
MOST_OF_DAYS = 31
# "In ’08".
SHORT_YEAR = re.compile(
    r"\b(?:in|of|since|from|until|by|fall|spring|summer|winter|the)\s[‘’']$", re.IGNORECASE
)
JOINED_BEFORE = re.compile(r"[\w/][-–/]$|[#@_*]$|[A-Za-z]$|[=&]\s?$|\d[.,:]$")
JOINED_AFTER = re.compile(r"[-–]?[A-Za-z]|[-/:*#]\d|\d|s\b|\*#")
HYPHENED = re.compile(r"[-–][a-z]{3,}")
HYPHEN_BEFORE = re.compile(r"(?<!\bto)(?<!\bor)(?<=[A-Za-z])[-–]$")
# A measure in capitals, with more of the name behind it: "the Ten Year Action Plan".
PLANNED = re.compile(r"[A-Z][a-z]+[\s-][A-Z][a-z]+\s?(?:['’]\s|\s)[A-Z]")
HOUSE = r"\d{1,5}[A-Za-z]?(?:[-–/]\d{1,5}[A-Za-z]?)?"
NAME = r"(?:(?:[A-Z][\w.]*(?:['’]s?)?|\d{1,3}(?:st|nd|rd|th))\s)"
AT = re.compile(
    r"(?:\b(?i:at|of|in|outside|near|from|to|on|into|inside|behind|opposite|beside|around)"
    r"|[\w)],|and|or)\s\Z"
)
THE = re.compile(r"\b(?:[Tt]he|of|from|with|by|and)\s\Z")
# "32° 34’S", "12° North", "7 degrees north latitude", "51.5 N, 0.12 W".
DEGREES = r"\d{1,3}(?:\.\d+)?"
COORDINATES = re.compile(
    rf"{DEGREES}\s?[°º˚]\s?(?:{DEGREES}\s?['’′]\s?(?:{DEGREES}\s?[\"”″]\s?)?)?"
    r"(?:[NSEW]\b|(?i:north|south|east|west)\b)"
    rf"|{DEGREES}\sdegrees?(?:,?\s{DEGREES}\sminutes?)?(?:\s(?:North|South|East|West)\b"
    r"|(?:\s(?:north|south|east|west)(?:ern)?)?\s(?:latitude|longitude)\b)"
    rf"|{DEGREES}\s?[NS],?\s{DEGREES}\s?[EW]\b"
)
# "A 10k race", "the charity 10K"; "4K television".
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d)?[kK]")
NAMED_BY = {"a", "an", "the", "this", "that", "each", "every"}
NAMED = {"JJ", "NN", "NNP", "POS", "PRP$"}
EMERGENCY = re.compile(r"(?:911|999|112)\s(?:emergency\s)?(?P<noun>[a-z]+?)s?\b")
NAMING = {"compound", "nmod"}
LABEL, LABELLING = re.compile(r"[1-9]\d{0,3}"), {"nummod", "appos"}
# "Targets 20 and 21", "sections 4 or 5"; but "won games 3 and 4 runs later".
LABELS = re.compile(r"[1-9]\d{0,3}\s(?:and|or|to)\s[1-9]\d{0,3}\b(?!\s[a-z]+s\b)")
LABELLED_BEFORE = re.compile(r"[a-z]s\s[1-9]\d{0,3}\s(?:and|or)\s\Z")
LABELLED = {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos"}


@cache
def _numbered() -> re.Pattern[str]:
    """Compile what numbers its kind: the number after it is a name."""
    return re.compile(
        rf"\b(?:{alternatives('numbered')})\s?\.?(?:\s?-\s?|\s)(?:\d+\s(?:and|to|or)\s)?$",
        re.IGNORECASE,
    )


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives('before')})\.?\s(?:no\.?\s|number\s|#|of\s)?\Z", re.IGNORECASE
    )


@cache
def _ending(use: str) -> re.Pattern[str]:
    """Compile what ends in a word of one use: a house number and a street, a unit of an army."""
    if use in ("street", "place"):
        return re.compile(rf"{HOUSE},?\s{NAME}{{1,4}}?(?:{alternatives(use)})\b(?!\s?[A-Z])\.?")
    return re.compile(rf"\d{{1,3}}\s{NAME}{{0,2}}?(?:{alternatives(use)})\b")


def _ends(context: FigureContext, use: str, other: str, before_other: re.Pattern[str]) -> bool:
    """Return True if a number with a word of one use is a name, and no plural is counted behind."""
    start = context.number.start
    found = _ending(use).match(context.body, start)
    if found is None and before_other.search(context.before):
        found = _ending(other).match(context.body, start)
    if found is None or not context.is_digits:
        return False
    span = context.span
    near = span.doc[span.end : span.end + 8]
    after = next((word for word in near if word.idx >= found.end()), None)
    return after is None or after.tag_ not in {"NNS", "NNPS"}


def _is_labelled(context: FigureContext) -> bool:
    is_counting = context.token.dep_ == "nummod" and context.token.head.i >= context.span.end
    return context.is_digits and not is_counting and _labelled().search(context.before) is not None


def _is_emergency(context: FigureContext) -> bool:
    called = EMERGENCY.match(context.body, context.number.start)
    return bool(called and context.is_digits and called["noun"] in words("emergency"))


def _is_race(context: FigureContext) -> bool:
    """Return True if "10k" names a kind: a singular follows, or only an article stands before."""
    if not context.is_digits or not THOUSANDS.fullmatch(context.surface):
        return False
    doc, at, first = context.span.doc, context.span.end, context.span.start
    while at < len(doc) and doc[at].pos_ in {"ADJ", "NOUN", "PROPN"}:
        at += 1
    if at > context.span.end:
        noun = doc[at - 1]
        is_mass = noun.lemma_.lower() in nouns_of_change()
        is_mass = is_mass or kind_of(noun, is_plural=False) == "group"
        return noun.tag_ in {"NN", "NNP"} and not is_mass
    while first > 0 and doc[first - 1].tag_ in NAMED:
        first -= 1
    last = context.word_before
    is_owned = last is not None and last.tag_ == "POS"
    return first > 0 and (doc[first - 1].lower_ in NAMED_BY or is_owned)


def _is_distance_of_race(context: FigureContext) -> bool:
    """Return True if metres name a race: "the 400m hurdles", "a 200m butterfly title"."""
    if context.number.unit != "metre":
        return False
    behind = context.span.doc[context.span.end : context.span.end + 3]
    name = itertools.takewhile(lambda word: word.pos_ in {"NOUN", "PROPN", "ADJ"}, behind)
    return any(word.lower_ in words("race") for word in name)


def _is_short_year(context: FigureContext) -> bool:
    is_two = re.match(r"\d\d\b(?!\s?%)", context.surface + context.after)
    return bool(context.is_count and is_two and SHORT_YEAR.search(context.before))


def _is_joined(context: FigureContext) -> bool:
    """Return True if letters or digits touch the number: "F16", "B-52s"; but not "12-member"."""
    if not context.is_digits:
        return False
    if JOINED_BEFORE.search(context.before):
        return True
    if not JOINED_AFTER.match(context.after):
        return False
    if not HYPHENED.match(context.after):
        return True
    return context.number.low > MOST_OF_DAYS and not _is_attributive(context)


def _is_attributive(context: FigureContext) -> bool:
    """Return True if a hyphen ties a number to a noun that modifies another.

    "A 500-seat theatre".
    """
    doc, end = context.span.doc, context.span.end
    noun = doc[end + 1] if doc[end : end + 1].text == "-" else None
    return noun is not None and noun.pos_ == "NOUN" and noun.dep_ in NAMING


def _is_name_in_words(context: FigureContext) -> bool:
    """Return True for "Vilt-two", "the Ten Year Action Plan", "Erik ten Hag", "World War Two"."""
    number, token, opening = context.number, context.token, context.span[0].is_sent_start
    if not number.is_word:
        return False
    if PLANNED.match(context.surface + context.after) and not opening:
        return True
    near = (token, *context.span.doc[context.span.end : context.span.end + 1])
    is_within = any(word.ent_iob_ == "I" for word in near)
    if token.ent_type_ == "PERSON" and is_within:
        return True
    if not context.is_count or HYPHEN_BEFORE.search(context.before):
        return context.is_count
    is_opening = opening or context.before[-1:] in tuple('“"‘(')
    begins = token.ent_type_ in {"ORG", "MISC"} and is_within and not context.modifies
    return context.surface[0].isupper() and (not is_opening or begins)


def _is_bare_label(context: FigureContext) -> bool:
    """Return True if a number names one of a kind: "won constituency 2", "targets 20 and 21".

    A singular noun that can be counted has an article where it names nothing; not found:
    "population 300".
    """
    doc, at = context.span.doc, context.span.start
    is_second = LABELLED_BEFORE.search(context.before) is not None
    noun = doc[at - 3] if is_second and at > 2 else context.word_before
    if noun is None or context.number.bound not in ("=", "range"):
        return False
    is_one = LABEL.fullmatch(context.surface) is not None
    is_pair = is_second or LABELS.match(context.surface + context.after) is not None
    if not ((noun.tag_ == "NN" and is_one) or (noun.tag_ == "NNS" and is_pair)):
        return False
    first = doc[noun.i + 1]
    is_tied = first.head == noun and first.dep_ in LABELLING and noun.dep_ in LABELLED
    lemma = noun.lemma_.lower()
    return (
        is_tied
        and all(child.dep_ == "compound" for child in noun.lefts)
        and lemma not in words("tally", "told", "rough", "bare", "multiple")
        and lemma not in nouns_of_change()
    )


def _is_name_in_digits(context: FigureContext) -> bool:
    """Return True for "Falcon 9", "Area 51", by the names around the number."""
    number, token = context.number, context.token
    if not context.is_digits or number.high < 0 or JOINED_AFTER.match(context.after):
        return False
    doc = token.doc
    near = (token, *doc[context.span.end : context.span.end + 1])
    if token.ent_type_ in NAMES and not context.modifies and any(w.ent_iob_ == "I" for w in near):
        return True  # digits alone are no name
    last = context.word_before
    is_behind = last is not None and last.pos_ == "PROPN" and not last.is_punct
    if not is_behind or BEHIND_MONTH.search(context.before):
        return False
    # Many of one noun would be in the plural: "a Falcon 9 rocket".
    is_one_thing = token.head.tag_ == "NN" and number.low > 1 and number.bound == "="
    return not context.modifies or is_one_thing


# Asked apart: "its rival Labour 98" may count what the conjunct before counts.
NAMES_IN_DIGITS = Stage(
    "name in digits", "any", rules=(
        Rule("beside a name", _is_name_in_digits,
             examples=(("The Falcon 9 rocket flew.", True), ("The army lost 9 tanks.", None))),
    ),
)  # fmt: skip
RULES = (
    Rule("coordinates", lambda context: context.stands_in(COORDINATES, 32),
         examples=(("The ship sank at 12 degrees north latitude.", True),)),
    Rule("emergency number", _is_emergency, examples=(("It got 911 calls all night.", True),)),
    Rule("number of a thing", _is_labelled,
         examples=(("She lives in apartment 12.", True), ("It built 12 apartments.", None))),
    Rule("block of a street", written(surface=r"\d{2,5}", after=r"\sblock\sof\s(?:[A-Z]|\d)"),
         examples=(("He was found in the 400 block of Elm Street.", True),)),
    Rule("address", lambda context: _ends(context, "street", "place", AT),
         examples=(("He lived at 48 Elm Road.", True), ("It owns 15 Wall Street banks.", None))),
    Rule("unit of an army", lambda context: context.number.bound == "=" and _ends(
            context, "unit", "plural", THE), examples=(("He served with 40 Squadron.", True),)),
    Rule("race by its length", _is_race, examples=(("She ran a charity 10k race.", True),)),
    Rule("distance of a race", _is_distance_of_race,
         examples=(("She won the 400m hurdles.", True), ("She ran 400m.", None))),
    Rule("numbered thing", lambda context: context.is_count and bool(
            _numbered().search(context.before) or CODE.match(context.surface)),
         examples=(("It is in chapter 12.", True), ("He wrote 12 chapters.", None))),
    Rule("label without an article", _is_bare_label,
         examples=(("She won constituency 14.", True), ("The party won 14 constituencies.", None),
                   ("The town has a population of 300.", None))),
    Rule("joined to letters", _is_joined,
         examples=(("The F16 crashed.", True), ("The 12-member panel met.", None))),
    Rule("section of a law", written(after=r"\([a-z]\)"),
         examples=(("His 401(k) plan grew.", True),)),
    Rule("year without its century", _is_short_year, examples=(("It fell in ’08.", True),)),
    Rule("decade", written(
            before=r"\b(?:his|her|their|my|our|your|the|early|mid|late|s and|s or|s to)[\s-]",
            after=r"\ss\b", form="any")),
    Rule("name in words", _is_name_in_words,
         examples=(("He fought in World War Two.", True), ("Two men died.", None))),
    Rule("ordinal or power", lambda context: context.is_digits and bool(
            re.match(r"\s(?:st|nd|rd|th)\b", context.after)
            or re.fullmatch(r"(?i)\d+e\d+", context.surface)),
         examples=(("It built its 15,599 th plane.", True),)),
)  # fmt: skip
