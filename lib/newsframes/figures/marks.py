"""Marks: numbers of items and sides of a score, and words that count nothing."""

import re
from functools import cache

from ..language.lexicon import read_lexicon
from ..rules import Rule
from .context import FigureContext, written
from .counted_nouns import is_part
from .words import words

# "713-222-8477", "+44 20 7946 0958", "0800 555 111".
TELEPHONE = re.compile(
    r"(?<![\w,.])(?<!\d\s)(?:\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}|\+\d{1,3}(?:[\s.-]\(?\d{1,4}\)?){2,6}"
    r"|0\d{2,4}[\s-]\d{3,4}(?:[\s-]\d{2,4})?)(?!\w|[,.]\d)"
)
# What is dialled: "call 101 for help", but not "call 101 witnesses".
DIALLED = (
    r"(?i:\b(?:(?:call|dial|text)(?:ed|ing)?|dialled|dialling|phon(?:e|ed|ing)|hotline)\s(?:on\s)?)"
)
# An address of the web or of mail, from one space to the next.
ADDRESS = re.compile(r"\S*(?:://|www\.|\w@\w|\.(?:com|org|net|gov|html?|php)\b)\S*")
# An address that ends in an escape, and its rest, torn apart: "…/read.php% 3 idx = 14 & b = 9".
TORN = re.compile(
    r"\S*(?:://|www\.)\S*%(?:\s(?:[\d%=&?/]+(?!\S)|[A-Za-z]{1,2}(?!\S)|\w+(?=\s=)|\S*[%=&/-]\S*))+"
)
# A line of style left in a page ("width: 100%;"), the longest that is looked at.
STYLE, LONGEST_STYLE = re.compile(r"[\s{]*(?:[a-z-]+\s?:[^;:\n]*;\s*)+}?\s*"), 200
PROPERTY, ATTRIBUTE = re.compile(r"[a-z]:\s?$"), re.compile(r"=[\"'“”]$")
# A number that fills its line, and one that opens it.
ALONE, LISTED = re.compile(r"[.)]?[ \t]*(?:\n|\Z)"), re.compile(r"\.\s+[A-Z“\"]")
# "Four score and seven years".
SCORE = re.compile(
    r"\b(?:two|three|four|five|six|seven)[\s-]score"
    r"(?:\s(?:and\s)?\w+(?:\s(?:years|men|souls|days))?)?\b",
    re.IGNORECASE,
)
SIDES = re.compile(r"\d{1,3}(?:\s?[-–]\s?| to )\d{1,3}")
RUNS = re.compile(r"\b\d{1,3} for \d{1,3}\b(?=[.,;:)]|\s(?:in|at|after|when|from|off|and)\b)")
BOWLED = re.compile(r"(?:\d|10)[-–]\d{1,3}")  # "took 2-26"
CRICKET = re.compile(r"\b(?:innings|wickets?|overs|stumps|batsm[ae]n|bowlers?|not out|unbeaten)\b")
# "Lee (12)", "Ray (45+2)", "Roy (60, 72)".
MINUTE, BEHIND_NAME = (
    re.compile(r"['’′]?[,+)]"),
    re.compile(r"\w\s\((?:\d{1,3}['’′]?(?:\+|,\s))*\Z"),
)
# Beyond so much a range is no side of a score.
HIGHEST_SIDE = 31
# "A couple" that counts nothing is two people: "sold to a couple, and then".
COUPLE = re.compile(
    r"a couple\b(?!\s+(?:of|more|hundred|thousand|million|dozen)\b|\s+\w+s\b)", re.IGNORECASE
)
# "One afternoon in May, …": when something happened, not for how long.
MOMENT = re.compile(
    r"one\s(?:day|night|morning|afternoon|evening|weekend|summer|winter|spring|autumn)\b"
    r"(?!,?\s(?:later|after|ago|before|ear|an?\b|per\b|of|out|more|long))"
)
OPENING = re.compile(r"(?:^|[.!?…:;,\n]|[“\"‘]|\b(?:and|but|will|would|could|may|might|can))\s*$")
# "Of one sort or another".
OR_ANOTHER = re.compile(r"(?:\s[\w’'-]+){1,3}\sor\s(?:an|the\s)other\b")
# What makes "scores" results ("math scores"), and what ends "one dead".
OF_A_KIND = {"amod", "compound", "det", "nmod", "poss"}
ENDING = {"ADP", "ADV", "CCONJ", "PUNCT", "SCONJ", "SPACE"}


def _is_in_page(context: FigureContext) -> bool:
    """Return True if a number is in an address of the web, or in the style of a page."""
    body, start = context.body, context.number.start
    first = max(body.rfind(" ", 0, start), body.rfind("\n", 0, start)) + 1
    if ADDRESS.match(body, first) or ATTRIBUTE.search(context.before):
        return True
    begin, end = body.rfind("\n", 0, start) + 1, body.find("\n", context.number.end)
    end = end if end >= 0 else len(body)
    if body.rfind("%", max(begin, start - LONGEST_STYLE), start) >= 0:
        torn = TORN.finditer(body, max(begin, start - LONGEST_STYLE), end)
        if any(match.start() < start < match.end() for match in torn):
            return True
    if not PROPERTY.search(context.before):
        return False
    is_line = end - begin <= LONGEST_STYLE and STYLE.fullmatch(body, begin, end) is not None
    return is_line or context.number.unit == "pixel"


def _is_item(context: FigureContext) -> bool:
    """Return True if a number opens an item of a list, or fills its line: "1) …; 2) …"."""
    if not context.is_digits:
        return False
    body, start = context.body, context.number.start
    opened = body[body.rfind("\n", 0, start) + 1 : start].rpartition(")")[2]
    if context.after.startswith(")"):
        return "(" not in opened
    is_open = not opened.strip()
    return is_open and bool(LISTED.match(context.after) or ALONE.match(body, context.number.end))


def _is_score(context: FigureContext) -> bool:
    """Return True if a number is a side of "2-1" or "230-to-198"."""
    number, surface = context.number, context.surface
    if not context.is_count:
        return False
    if number.bound == "range" and SIDES.fullmatch(surface):
        first, second = (float(side) for side in re.findall(r"\d+", surface))
        if " to " in surface and context.before.endswith("from "):
            return False
        is_won = any(word.lemma_.lower() in words("beating") for word in context.token.ancestors)
        is_bare = not context.modifies and " to " not in surface
        return first >= second or ((is_won or first == 0) and is_bare)
    is_side = re.match(r"-to-\d|\s[-–]\s\d{1,3}\b(?![.,]\d)", context.after)
    is_side = is_side or re.search(r"\d-to-$|\b\d{1,3}\s[-–]\s$", context.before)
    return bool(is_side) and (number.bound != "range" or number.high <= HIGHEST_SIDE)


def _is_time_of_goal(context: FigureContext) -> bool:
    """Return True if a number in brackets is the minute of a goal: "Lee (12), Ray (45+2)"."""
    is_within = MINUTE.match(context.body, context.number.end) or context.before.endswith("+")
    is_within = bool(is_within) and BEHIND_NAME.search(context.before) is not None
    goals = (word.lemma_.lower() in words("goal") for word in context.token.sent)
    is_digits = not context.number.is_word and context.surface.isdigit()
    return is_digits and is_within and any(goals)


def _are_runs(context: FigureContext) -> bool:
    """Return True if a number is of runs for wickets, or of wickets for runs, in cricket."""
    is_of_bowler = BOWLED.fullmatch(context.surface) is not None and not context.modifies
    is_known = context.is_digits and (is_of_bowler or context.stands_in(RUNS, 12))
    return is_known and CRICKET.search(context.body) is not None


def _are_results(context: FigureContext) -> bool:
    """Return True if "scores" are won or made: "math scores", "he scores"."""
    surface, token = context.surface.lower(), context.token
    if surface in ("scores", "tens") and token.pos_ == "VERB":
        return True
    is_of_a_kind = any(child.dep_ in OF_A_KIND for child in token.lefts)
    return surface == "scores" and not context.after.startswith(" of ") and is_of_a_kind


@cache
def _set_phrases() -> re.Pattern[str]:
    phrases = "|".join(re.escape(entry["phrase"]) for entry in read_lexicon("set_phrases"))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def _is_set_phrase(context: FigureContext) -> bool:
    number = context.number
    found = _set_phrases().finditer(context.body, max(0, number.start - 24), number.end + 24)
    return number.is_word and any(match.start() <= number.head < match.end() for match in found)


def _is_someday(context: FigureContext) -> bool:
    """Return True if a time is some time or other.

    "One day in May, he left", "will one day return".
    """
    if not MOMENT.match(context.surface.lower() + context.after):
        return False
    unit = context.span[-1]
    is_open = any(
        child.tag_ in ("MD", "TO") and child.dep_ == "aux" for child in unit.head.children
    )
    is_open = is_open and unit.dep_ == "npadvmod" and unit.lower_ == "day"
    return is_open or OPENING.search(context.before) is not None


def _is_pronoun(context: FigureContext) -> bool:
    """Return True if "one" stands for something named before, or for a person: "one John Lee"."""
    token = context.token
    others = (other for other in token.conjuncts if other.like_num and other.lower_ != "one")
    if context.surface.lower() != "one" or (not token.n_lefts and any(others)):
        return False  # "three in Kerala and one in Delhi"
    if is_part(context.span) or _is_casualty(context):
        return False
    if token.dep_ != "nummod" or token.head.pos_ not in {"NOUN", "PROPN"}:
        return True
    is_named = token.head.ent_type_ == "PERSON"
    return is_named or re.match(r"\s(?:of|another|day)\b", context.after) is not None


def _is_casualty(context: FigureContext) -> bool:
    """Return True if "one" counts who is dead or hurt: "left one dead", but not "no one hurt"."""
    span = context.span
    before, after = span.doc[max(0, span.start - 1)].lower_, span.doc[span.end : span.end + 2]
    is_state = len(after) == 2 and after[0].lower_ in words("state") and after[1].pos_ in ENDING
    return is_state and before not in words("determining")


RULES = (
    Rule("address of the web", _is_in_page,
         examples=(("It is on www.example.com/4210 today.", True),)),
    Rule("telephone number", lambda context: context.is_digits and context.stands_in(TELEPHONE),
         examples=(("Call +44 20 7946 0958 now.", True),)),
    Rule("short telephone number", lambda context: re.fullmatch(
            r"\d{3}-\d{4}", context.surface) is not None),
    Rule("dialled", written(before=DIALLED,
                            after=r"\s?(?:[^\w\s]|$)|\s(?:to|for|or|and|if|with)\b"),
         examples=(("Please call 101 for help.", True), ("He will call 101 witnesses.", None))),
    Rule("item of a list", _is_item, examples=(("It wants 1) peace.", True),)),
    Rule("turn of an interview", written(before=r"(?:^|\n|[.?!]\s)\s*[QA]\.?\s?", after=":",
                                         form="any")),
    Rule("leg of a race", written(after=r"\s?[x×]\s?\d"),
         examples=(("They won the 4 x 100 m relay.", True),)),
    Rule("base of a rate", written(before=r"\bper\s", form="any"),
         examples=(("It has nine deaths per 1,000 births.", True),)),
    Rule("grade", written(after=r"(?i)[-‑]star\b", form="any"),
         examples=(("It is a five-star hotel.", True),)),
    Rule("part of an adjective", written(after=r"[-‑](?:dimensional|[a-z]{2,}ed)\b", form="any"),
         examples=(("A four-legged friend came.", True), ("A four-bed house burned.", None))),
    Rule("sides of a game", written(after=r"-on-(?:one|two|three|four|five|\d)\b", form="any"),
         examples=(("They played two-on-two.", True),)),
    Rule("tie-break", written(before=r"\d[-–]\d\s?\(", after=r"\)")),
    Rule("score", _is_score,
         examples=(("Lyon won 2-1 on Sunday.", True), ("It took 10-12 people.", None))),
    Rule("time of a goal", _is_time_of_goal,
         examples=(("Goals by Ann Lee (12) and Bo Ray (45+2) won it.", True),
                   ("Ann Lee (12) and Bo Ray (14) won a prize.", None))),
    Rule("runs for wickets", _are_runs,
         examples=(("At stumps they were 245 for 6, with two overs left.", True),
                   ("They paid 245 for 6 sheep.", None))),
    Rule("old word for twenty", lambda context: context.stands_in(SCORE, 32),
         examples=(("Four score and seven years ago he left.", True),)),
    Rule("two people", lambda context: context.surface.lower() == "a couple" and bool(
            COUPLE.match(context.body, context.number.start)),
         examples=(("It was sold to a couple, and then let.", True),)),
    Rule("results", _are_results, examples=(("Their math scores fell.", True),)),
    Rule("set phrase", _is_set_phrase, examples=(("At one point he left.", True),)),
    Rule("quite a few", lambda context: context.surface.lower() == "a few" and re.search(
            r"(?i)\b(?:quite|the)\s$", context.before) is not None),
    Rule("some time", _is_someday, examples=(("They would one day return.", True),)),
    Rule("one or another", lambda context: context.surface.lower() == "one" and bool(
            OR_ANOTHER.match(context.body, context.number.end)),
         examples=(("It is of one sort or another.", True),)),
    Rule("pronoun", _is_pronoun,
         examples=(("She wants a red one.", True), ("One man died.", None))),
)  # fmt: skip
