"""Exclusions: numbers that are no figures, such as dates, times, ordinals, scores and names."""

import re
from collections.abc import Callable
from functools import cache

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon
from ..language.sentences import is_abbreviation
from .counted_nouns import STATES, is_part
from .dates import BEHIND_MONTH, counts, is_date, is_time, stands_in
from .labels import is_label
from .product_numbers import is_model
from .quantity import Number

# Digits that begin with a nought are no amount, but a code or a telephone number: "call 0063 2885
# 6444".
CODE = re.compile(r"0\d{2,}\b(?![.,]\d)")
# "A couple" that counts nothing is two people: "sold to a couple, and then".
COUPLE = re.compile(
    r"a couple\b(?!\s+(?:of|more|hundred|thousand|million|dozen)\b|\s+\w+s\b)", re.IGNORECASE
)
# What is dialled: "call 101 for help", but not "call 101 witnesses".
DIALLED = re.compile(
    r"\b(?:(?:call|dial|text)(?:ed|ing)?|dialled|dialling|phon(?:e|ed|ing)|hotline)\s(?:on\s)?$",
    re.IGNORECASE,
)
AFTER_DIALLED = re.compile(r"\s?(?:[^\w\s]|$)|\s(?:to|for|or|and|if|with)\b")
# "713-222-8477", "+44 20 7946 0958", "0800 555 111".
TELEPHONE = re.compile(
    r"(?<![\w,.])(?<!\d\s)(?:\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}|\+\d{1,3}(?:[\s.-]\(?\d{1,4}\)?){2,6}|0\d{2,4}[\s-]\d{3,4}(?:[\s-]\d{2,4})?)"
    r"(?!\w|[,.]\d)"
)
# Before a year without its century.
SHORT_YEAR = re.compile(
    r"\b(?:in|of|since|from|until|by|fall|spring|summer|winter|the)\s[‘’']$", re.IGNORECASE
)
# "The A300 and 747": a model beside another; no model has a number of one digit or two.
FEWEST_OF_MODEL = 100
MODELS = re.compile(r"\b[A-Z]-?\d{2,4}s?(?:,|\sand|\sor)\s(?:the\s)?$")
# A measure in capitals, with more of the name behind it.
PLANNED = re.compile(r"[A-Z][a-z]+[\s-][A-Z][a-z]+\s?(?:['’]\s|\s)[A-Z]")
# An address of the web or of mail, from one space to the next.
ADDRESS = re.compile(r"\S*(?:://|www\.|\w@\w|\.(?:com|org|net|gov|html?|php)\b)\S*")
# A line of style left in a page ("width: 100%;"), the longest that is looked at, and values in its
# tags (id="1448").
STYLE, LONGEST_STYLE = re.compile(r"[\s{]*(?:[a-z-]+\s?:[^;:\n]*;\s*)+}?\s*"), 200
PROPERTY, ATTRIBUTE = re.compile(r"[a-z]:\s?$"), re.compile(r"=[\"'“”]$")
# A number that fills its line.
ALONE = re.compile(r"[.)]?[ \t]*(?:\n|\Z)")
# "One afternoon in May, …": when something happened, not for how long.
MOMENT = re.compile(
    r"one\s(?:day|night|morning|afternoon|evening|weekend|summer|winter|spring|autumn)\b"
    r"(?!,?\s(?:later|after|ago|before|ear|an?\b|per\b|of|out|more|long))"
)
# "In her 70 s", as some papers space it.
DECADE, IN_A_DECADE = (
    re.compile(r"\ss\b"),
    re.compile(r"\b(?:his|her|their|my|our|your|the|early|mid|late|s and|s or|s to)[\s-]$"),
)
# A grade: "five-star hotel".
GRADE = re.compile(r"[-‑]star\b", re.IGNORECASE)
OPENING = re.compile(r"(?:^|[.!?…:;,\n]|[“\"‘]|\b(?:and|but|will|would|could|may|might|can))\s*$")
# "Of one sort or another".
OR_ANOTHER = re.compile(r"(?:\s[\w’'-]+){1,3}\sor\s(?:an|the\s)other\b")
# What makes "scores" results: "math scores", "the final scores".
OF_A_KIND = {"amod", "compound", "det", "nmod", "poss"}
# What makes "one" a pronoun, and what ends "one dead".
DETERMINED = {"any", "each", "every", "no", "some", "that", "the", "this", "which"}
ENDING = {"ADP", "ADV", "CCONJ", "PUNCT", "SCONJ", "SPACE"}
# By these a match ends 1–2.
WINNING = frozenset("beat defeat draw lead lose trail win".split())  # noqa: SIM905
# What numbers its kind: the number after it is a name.
NUMBERED = re.compile(
    r"\b(?:section|article|chapter|page|pages|no|nos|number|route|flight|boeing|airbus|channel|room|part|act|phase"
    r"|group|volume|resolution|version|level|apollo|grade|figure|table|highway"
    r"|interstate|bus|line|gate|tower|building|day|week|psalm|opus"
    r"|question|season|round|(?:between|from|on) days|episode|article|category|type|class|division|district|precinct"
    r"|ward|covid|formula|super bowl"
    r"|windows|proposition|amendment|paragraph|clause|track|unit|terminal|platform|top|area|world war|stage|tier|annex"
    r"|verse|surah|pp|rule|appendix|exhibit|zone|lane|pier|junctions?|game|kilomet(?:er|re)|km)\.?(?:\s?-\s?|\s)"
    r"(?:\d+\s(?:and|to|or)\s)?$",
    re.IGNORECASE,
)


# The end of a sentence, unless an abbreviation stands before it.
STOP = re.compile(r"(?<=\w)(?P<mark>[.!?…])[”\"’')\]]*\s+")


def is_no_figure(body: str, number: Number, span: Span, head: Token) -> bool:
    """Say whether a number is a date, a time, an ordinal, a score, part of a name, or a pronoun."""
    before, after = (
        _in_sentence(body[max(0, number.start - 24) : number.start]),
        body[number.end : number.end + 14],
    )
    if COUPLE.fullmatch(body[number.start : number.end]) and COUPLE.match(body, number.start):
        return True
    return any(rule(body, number, span, head, before, after) for rule in RULES)


def _in_sentence(before: str) -> str:
    """Return what stands before a number in its own sentence: nothing behind "… in October. "."""
    for stop in reversed(list(STOP.finditer(before))):
        if stop["mark"] != "." or not is_abbreviation(before[: stop.start()]):
            return before[stop.end() :]
    return before


def _is_name(body: str, number: Number, span: Span, head: Token, before: str, after: str) -> bool:
    """Say whether a number belongs to a name, a code, a section, a score or a telephone number."""
    if number.unit == "count" and (NUMBERED.search(before) or CODE.match(body, number.start)):
        return True
    is_joined = bool(re.search(r"[\w/][-–/]$|[#@_*]$|[A-Za-z]$|[=&]\s?$|\d[.,:]$", before))
    if is_joined and not number.is_word and number.unit == "count":
        return True
    is_short_year = SHORT_YEAR.search(before) and re.match(
        r"\d\d\b(?!\s?%)", body[number.start : number.start + 5]
    )
    if number.unit == "count" and (re.match(r"\([a-z]\)", after) or is_short_year):
        return True  # "401(k)", "in ’08"
    if (
        MODELS.search(before)
        and not number.is_word
        and number.unit == "count"
        and number.low >= FEWEST_OF_MODEL
    ):
        return True
    if DECADE.match(after) and IN_A_DECADE.search(before):
        return True
    if (
        re.match(r"[-–]?[A-Za-z]|[-/:*#]\d|\d|s\b|\*#", after)
        and number.unit == "count"
        and not number.is_word
    ):
        return not re.match(r"[-–][a-z]{3,}", after) or (
            number.low > 31 and not _is_attributive(span)
        )
    if (
        number.is_word
        and number.unit == "count"
        and re.search(r"(?<!\bto)(?<!\bor)(?<=[A-Za-z])[-–]$", before)
    ):
        return True  # "Vilt-two"
    if (
        number.is_word
        and PLANNED.match(body[number.start : number.end] + after)
        and not span[0].is_sent_start
    ):
        return True  # "the Ten Year Action Plan"
    is_within = any(token.ent_iob_ == "I" for token in (head, *span.doc[span.end : span.end + 1]))
    if number.is_word and head.ent_type_ == "PERSON" and is_within:
        return True  # "Erik ten Hag"
    if number.is_word and number.unit == "count":  # "the Attribution of Seven", "World War Two"
        is_opening = span[0].is_sent_start or before[-1:] in tuple('“"‘(')
        begins = (
            head.ent_type_ in {"ORG", "MISC"} and is_within and not counts(head, span)
        )  # "One Voice Association"
        return body[number.start].isupper() and (not is_opening or begins)
    if number.unit != "count" or number.high < 0:
        return False
    if head.ent_type_ in {"ORG", "PERSON", "LOC", "MISC"} and not counts(head, span):
        return True
    previous = span[0].nbor(-1) if span[0].i else None
    if (
        previous is None
        or previous.pos_ != "PROPN"
        or previous.is_punct
        or BEHIND_MONTH.search(before)
    ):
        return False
    # Many of one noun would be in the plural: "a Falcon 9 rocket".
    is_one_thing = (
        head.head.tag_ == "NN" and number.low > 1 and not number.is_word and number.bound == "="
    )
    return not counts(head, span) or is_one_thing


def _is_mark(body: str, number: Number, span: Span, head: Token, before: str, after: str) -> bool:
    """Say whether a number only marks: a footnote, a list item, the base of a rate, what is dialled, part of a link."""
    first = max(body.rfind(" ", 0, number.start), body.rfind("\n", 0, number.start)) + 1
    if ADDRESS.match(body, first) or ATTRIBUTE.search(before) or _is_style(body, number, before):
        return True
    if number.unit != "count":
        return False
    if not number.is_word and stands_in(TELEPHONE, body, number):
        return True
    is_footnote = re.search(r"[^\s(\[]\[$", before) and after.startswith("]")
    opened = body[body.rfind("\n", 0, number.start) + 1 : number.start].rpartition(")")[2]
    is_bracketed = after.startswith(")") and "(" not in opened  # "1) …; 2) …"
    is_listed = not opened.strip() and re.match(r"\.\s+[A-Z“\"]", after) is not None
    is_alone = not opened.strip() and ALONE.match(body, number.end)
    is_item = (is_bracketed or is_listed or is_alone) and not number.is_word
    is_turn = re.search(r"(?:^|\n|[.?!]\s)\s*[QA]\.?\s?$", before) and after.startswith(
        ":"
    )  # "Q 2: Where …?"
    is_leg = (
        re.match(r"\s?[x×]\s?\d", after) is not None and not number.is_word
    )  # "the 4 x 100 m relay"
    is_base = re.search(r"\bper\s$", before)  # "nine deaths per 1,000 births"
    is_dialled = DIALLED.search(before) and AFTER_DIALLED.match(after) and not number.is_word
    return bool(
        is_footnote or is_item or is_turn or is_leg or is_base or is_dialled or GRADE.match(after)
    )


def _is_style(body: str, number: Number, before: str) -> bool:
    """Say whether a number is in the style of a page and not in its words."""
    if not PROPERTY.search(before):
        return False
    start, end = body.rfind("\n", 0, number.start) + 1, body.find("\n", number.end)
    end = end if end >= 0 else len(body)
    is_line = end - start <= LONGEST_STYLE and STYLE.fullmatch(body, start, end) is not None
    return is_line or number.unit == "pixel"


def _is_score(body: str, number: Number, span: Span, head: Token, before: str, after: str) -> bool:
    """Say whether a number is a side of "2-1" or "230-to-198", or a telephone number."""
    surface = body[number.start : number.end]
    if re.fullmatch(r"\d{3}-\d{4}", surface):
        return True
    if number.bound == "range" and re.fullmatch(r"\d{1,3}(?:\s?[-–]\s?| to )\d{1,3}", surface):
        first, second = (float(side) for side in re.findall(r"\d+", surface))
        if " to " in surface and re.search(r"\bfrom\s$", before):
            return False
        is_won = any(word.lemma_.lower() in WINNING for word in head.ancestors) and not counts(
            head, span
        )
        return number.unit == "count" and (first >= second or (is_won and " to " not in surface))
    is_side = re.match(r"-to-\d|\s[-–]\s\d{1,3}\b(?![.,]\d)", after) or re.search(
        r"\d-to-$|\b\d{1,3}\s[-–]\s$", before
    )
    return (
        number.unit == "count" and bool(is_side) and (number.bound != "range" or number.high <= 31)
    )


def _is_attributive(span: Span) -> bool:
    """Return True if a hyphen ties a number to a noun that modifies another: "a 500-seat theatre"."""
    noun = span.doc[span.end + 1] if span.doc[span.end : span.end + 1].text == "-" else None
    return noun is not None and noun.pos_ == "NOUN" and noun.dep_ in {"compound", "nmod"}


def _is_pronoun(
    body: str, number: Number, span: Span, head: Token, before: str, after: str
) -> bool:
    """Say whether "one" stands for something named before, or some time or other, or "scores" are won or made."""
    surface = body[number.start : number.end].lower()
    if surface == "some one" or (surface in ("scores", "tens") and head.pos_ == "VERB"):
        return True
    if (
        surface == "scores"
        and not after.startswith(" of ")
        and any(child.dep_ in OF_A_KIND for child in head.lefts)
    ):
        return True  # "math scores", "the final scores"
    if number.is_word and any(
        match.start() <= number.head < match.end()
        for match in _set_phrases().finditer(body, max(0, number.start - 24), number.end + 24)
    ):
        return True
    if surface == "a few" and re.search(r"\b(?:quite|the)\s$", before, re.IGNORECASE):
        return True
    if MOMENT.match(surface + after) and (OPENING.search(before) or _is_someday(span[-1])):
        return True
    if surface == "one" and OR_ANOTHER.match(body, number.end):
        return True
    others = (other for other in head.conjuncts if other.like_num and other.lower_ != "one")
    if surface != "one" or (not head.n_lefts and any(others)):  # "three in Kerala and one in Delhi"
        return False
    if is_part(span) or _is_casualty(span):
        return False
    return (
        head.dep_ != "nummod"
        or head.head.pos_ not in {"NOUN", "PROPN"}
        or head.head.ent_type_ == "PERSON"  # "one John Lee"
        or re.match(r"\s(?:of|another|day)\b", after) is not None
    )


def _is_casualty(span: Span) -> bool:
    """Return True if "one" counts who is dead, hurt or missing: "left one dead", but not "no one hurt"."""
    before, after = span.doc[max(0, span.start - 1)].lower_, span.doc[span.end : span.end + 2]
    is_state = len(after) == 2 and after[0].lower_ in STATES and after[1].pos_ in ENDING
    return is_state and before not in DETERMINED


def _is_someday(unit: Token) -> bool:
    """Say whether a time is some time to come: "they would one day return"."""
    verb = unit.head
    is_open = any(child.tag_ in ("MD", "TO") and child.dep_ == "aux" for child in verb.children)
    return unit.dep_ == "npadvmod" and unit.lower_ == "day" and is_open


@cache
def _set_phrases() -> re.Pattern[str]:
    phrases = "|".join(re.escape(entry["phrase"]) for entry in read_lexicon("set_phrases"))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


RULES: tuple[Callable[[str, Number, Span, Token, str, str], bool], ...] = (
    is_date, is_time, is_label, _is_name, _is_mark, _is_score, _is_pronoun, is_model,
)  # fmt: skip
