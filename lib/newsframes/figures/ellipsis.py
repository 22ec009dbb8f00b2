"""Ellipsis: what a figure leaves out and takes from the figure before it: unit, noun or entity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Span, Token

from ..reader import Reading
from ..rules import Rule, Stage
from .figure import Figure, Offsets
from .magnitudes import number_words
from .measured_entities import find_behind
from .quantity import Number
from .words import words

KINDS = {
    "money", "percent", "duration", "length", "mass", "speed", "temperature", "area", "volume",
    "other",
}  # fmt: skip
# How sure a figure is whose unit is taken from another.
ELIDED = 0.8
# The same preposition before both: "winds of 60 miles per hour, with gusts of 70".
SAME = re.compile(r"(?:,|\sand|,\sand|,\sbut|;)\s[^.,;:\d\n]{1,40}\s(?P<link>at|by|of|to|with)\s")
# The same preposition behind both: "70 mph in Brest and 85 in Lille".
PLACED = re.compile(
    r"(?:\s(?:fell|came\sdown|was\srecorded|were\srecorded))?\s(?P<link>in|on|for|at)\s"
    r"[^.,;:\d\n]{1,30}?(?:,|,?\sand)\s"
)
# What is compared: "1,783.9 million euros against 1,650.2 million", "38 degrees, up from 35".
AGAINST = re.compile(
    r"(?:\s[a-z]+){0,2},?\s(?:against|versus|vs\.?|compared\s(?:with|to)|(?:up|down)\sfrom)\s"
    r"(?:about\s|some\s)?"
)
FROM = re.compile(r"(?:\s[a-z]+){0,3}\sfrom\s(?:about\s|some\s)?")  # "fell to 41 percent from 48"
LATER = re.compile(r"\sto\s(?:about\s|just\s|some\s)?")  # "fell from 60 mph to 48"
# Between a verb's two subjects: "the high was 38 degrees Celsius and the low 21".
GAPPED = re.compile(
    r"(?:\s(?:an?|per)\s[a-z]+|\s(?:deep|high|long|tall|thick|wide))?"
    r"(?:,|,?\sand|,?\sbut|;)\s[^.,;:\d\n]{2,40}\s(?:only\s|just\s)?"
)
OF_NOUNS = {"DET", "NOUN", "ADJ", "PROPN", "CCONJ", "PUNCT", "ADV", "PART", "SPACE"}
JOINED = {"a", "an", "per"}
BEHIND_VERB = re.compile(
    r"\b(?:was|were|is|are|at|hit|hits|reached|reaches|cost|costs|to|of|weighs?|weighed|won|got"
    r"|took|earns?|earned)\s(?:about\s|around\s|nearly\s|only\s|just\s|some\s)?\Z"
)
# Nothing that a number counts: the end of a phrase.
ALONE = re.compile(
    r"\s?[.,;:!?)”\"]|$"
    r"|\s(?:and|but|in|on|for|from|at|last|this|a\syear|the|earlier|when|as|after)\b"
)
# "Turnout was 58.2 per cent, up 2.1 points".
POINTS = re.compile(
    r",?\s(?:up|down|an?\s(?:rise|fall|drop|gain|increase|decline|swing)\sof"
    r"|(?:rising|falling|gaining)(?:\sby)?)\s(?:about\s|nearly\s|almost\s)?"
)
POINT, MOST_POINTS = re.compile(r"\s(?:percentage\s)?points?\b"), 100
COUNTED_TO = re.compile(r"(?:\s[a-z]+){1,2}\sto\s")
SCALED = re.compile(r"\d\s?(?P<scale>[a-z]+)\b", re.IGNORECASE)
# Between a measure and the same in other units, between two of a row, and before how much something
# changed.
AGAIN = re.compile(r"\s?[(/]\s?(?:or |i\.e\. )?")
OR = re.compile(r"(?:\sof\s[\w\s’'-]{1,40})?,\sor\s")
FOLLOWED = re.compile(r"\s(?P<link>in|from|to|on|at|for)\s[^.;:\d\n]{1,40}(?:,|,?\sand)\s")
SHARE = re.compile(r"(?:,|\sand|,\sand)\s[^.,;:\d\n]{1,40}\s(?P<link>at|with|by)\s")
END_OF_SHARE = re.compile(r"[.,;)]|\sand\b")
NAMED = re.compile(r"(?:[Tt]he\s)?[A-Z]")
LINKED = re.compile(r"[A-Z][\w’'-]*\s(?:at|with|to|on)\s\Z")
OWN = re.compile(r"\s(?:in|of|as)\s[a-z]")
FORMER = re.compile(
    r"[^.;:\d\n]{0,40},?\s(?:(?:up |down )?from|compared (?:with|to)|against)\s(?:an? )?"
)
EARLIER = re.compile(
    r"(?:[^.;:\d\n]|\b(?:19|20)\d\d\b){0,40},?\s"
    r"(?:(?:up|down) from|compared (?:with|to)|against)\s"
)
IN_A_ROW = re.compile(
    r"\s(?:for|in|among|with|on)\s[^.;:\n]{1,60}(?:,\s(?:and\s)?|\sand\s)(?:about\s)?"
)
ASIDE = re.compile(
    r",\s(?:(?:an?|some|up|down|which is|or|its|and|the|was|is|were) ?)*"
    r"|(?:[^.;:\d]|\b(?:\d{1,2},\s?)?(?:19|20)\d\d\b){0,80},?\s(?:which\s)?"
    r"(?:represents|represented|representing|marking|marks)\san?\s\w+\sof\s"
)
AND = re.compile(r",?\s(?:and|but)\s")
CHAIN = {"conj", "appos", "nummod", "pobj", "prep", "nmod"}


@dataclass(frozen=True)
class Sequel:
    """A figure with those before it in the article, and the words of each."""

    reading: Reading
    body: str
    figure: Figure
    span: Span
    figures: Sequence[Figure]
    spans: Sequence[Span]

    @property
    def token(self) -> Token:
        """Return the word that the figure's other words hang on."""
        return self.span.root

    @property
    def last(self) -> Figure:
        """Return the figure before it."""
        return self.figures[-1]

    @property
    def before(self) -> Span:
        """Return the words of the figure before it."""
        return self.spans[-1]

    @cached_property
    def between(self) -> str:
        """Return the text between the two."""
        return self.body[self.last.number.end : self.figure.number.start]

    @cached_property
    def between_folded(self) -> str:
        """Return the text between the two in lower case."""
        return self.between.lower()

    @property
    def is_near(self) -> bool:
        """Return True if both stand in one sentence."""
        return self.span.sent == self.before.sent

    def offsets(self, offsets: Offsets) -> Offsets:
        """Return offsets of the article as offsets of the body."""
        return offsets[0] - self.reading.body.start, offsets[1] - self.reading.body.start


def _scale(body: str, number: Number) -> float:
    """Return the scale that a number is written with, 1 for none."""
    match = SCALED.search(body, number.head, number.end)
    return number_words()["scale"].get(match["scale"].lower(), 1.0) if match else 1.0


def _later_count(sequel: Sequel) -> Figure | None:
    """Return the second of two values that leaves out scale and noun.

    "From 12 million fans to 15".
    """
    number, other, body = sequel.figure.number, sequel.last.number, sequel.body
    is_count = number.unit == other.unit == "count" and not number.is_word and number.high < 1000
    if not is_count or not body.endswith("from ", 0, other.start):
        return None
    factor = _scale(body, other)
    is_joined = factor >= 1e6 and COUNTED_TO.fullmatch(sequel.between)
    if not is_joined or _scale(body, number) != 1.0 or not ALONE.match(body, number.end):
        return None
    number = replace(
        number, low=number.low * factor, high=number.high * factor, found_by="later count"
    )
    return replace(sequel.figure, number=number, thing=sequel.last.thing, about=None,
                   confidence=ELIDED)  # fmt: skip


def _can_take_unit(sequel: Sequel) -> bool:
    is_bare = sequel.figure.number.unit == "count" and sequel.is_near
    return is_bare and sequel.last.number.unit_kind in KINDS


def _points(sequel: Sequel) -> Figure | None:
    """Return "points" behind a share as percentage points."""
    figure, last = sequel.figure, sequel.last
    if not _can_take_unit(sequel) or last.number.unit != "percent":
        return None
    is_rise = " up " in sequel.between or " ris" in sequel.between
    is_less = figure.number.low <= (last.number.high if is_rise else MOST_POINTS)
    if not is_less or not POINTS.fullmatch(sequel.between):
        return None
    match = POINT.match(sequel.body, figure.number.end)
    if match is None:
        return figure
    end = figure.end + match.end() - figure.number.end
    number = replace(figure.number, end=match.end(), unit="percentage point", unit_kind="percent",
                     found_by="points of a share")  # fmt: skip
    about = figure.about or last.about or last.thing
    return replace(figure, end=end, number=number, thing=None, about=about)


def _is_bare(sequel: Sequel) -> bool:
    """Return True if a number without a unit counts nothing that follows."""
    number = sequel.figure.number
    if not _can_take_unit(sequel) or sequel.figure.thing is not None or number.is_word:
        return False
    return _is_later(sequel) or ALONE.match(sequel.body, number.end) is not None


def _is_later(sequel: Sequel) -> bool:
    return sequel.figure.change is not None and LATER.fullmatch(sequel.between) is not None


def _with_unit(sequel: Sequel, found_by: str) -> Figure:
    """Return a figure with unit and scale of the one before; an earlier value's scale is read."""
    number, other = sequel.figure.number, sequel.last.number
    is_scaled = _is_later(sequel) or _scale(sequel.body, number) != 1.0
    factor = 1.0 if is_scaled else _scale(sequel.body, other)
    number = replace(
        number, low=number.low * factor, high=number.high * factor, unit=other.unit,
        unit_kind=other.unit_kind, per=number.per or other.per, found_by=found_by,
    )  # fmt: skip
    return replace(sequel.figure, number=number, confidence=ELIDED)


def _same_link(sequel: Sequel) -> Figure | None:
    """Return a number with the unit of one that has the same preposition before or behind it."""
    if not _is_bare(sequel) or sequel.figure.event is not None:
        return None
    body, other = sequel.body, sequel.last.number
    same = SAME.fullmatch(sequel.between)
    if same and body.endswith(f" {same['link']} ", 0, other.start):
        figure = _with_unit(sequel, "unit by the same preposition")
        return replace(figure, about=_noun_before(sequel)) if same["link"] == "of" else figure
    placed = PLACED.fullmatch(sequel.between)
    if placed and body.startswith(f" {placed['link']} ", sequel.figure.number.end):
        return _with_unit(sequel, "unit by the same preposition")
    return None


def _noun_before(sequel: Sequel) -> Offsets | None:
    """Return where the noun stands that a number follows with "of": "with gusts of 70"."""
    span, figure = sequel.span, sequel.figure
    noun = span.doc[span.start - 2] if span.start > 1 else None
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return figure.about
    begin = sequel.reading.body.start + noun.idx
    return begin, begin + len(noun)


def _gapped(sequel: Sequel) -> Figure | None:
    """Return a number with the unit of one from which only nouns part it."""
    if not _is_bare(sequel) or sequel.figure.event is not None:
        return None
    between = sequel.span.doc[sequel.before.end : sequel.span.start]
    kinds = {word.pos_ for word in between if word.lower_ not in JOINED}
    is_of_nouns = kinds <= OF_NOUNS and not kinds.isdisjoint({"NOUN", "PROPN", "ADJ"})
    start = sequel.last.number.start
    if not is_of_nouns or not GAPPED.fullmatch(sequel.between):
        return None
    is_led = BEHIND_VERB.search(sequel.body, max(0, start - 30), start)
    return _with_unit(sequel, "unit of a parallel subject") if is_led else None


def _compared(sequel: Sequel) -> Figure | None:
    """Return a number with the unit of the one that it is compared with."""
    if not _is_bare(sequel):
        return None
    is_from = sequel.last.change and FROM.fullmatch(sequel.between)
    is_compared = _is_later(sequel) or is_from or AGAINST.fullmatch(sequel.between)
    return _with_unit(sequel, "unit of what is compared") if is_compared else None


def _same_share(sequel: Sequel) -> Figure | None:
    """Return a bare number as a share like the one before: "Cruz at 25 percent and Rubio at 14"."""
    figure, last = sequel.figure, sequel.last
    if last.number.unit_kind != "percent" or figure.number.unit_kind != "count":
        return None
    if figure.thing is not None or figure.event is not None:
        return None
    link = SHARE.fullmatch(sequel.between)
    if not link or not END_OF_SHARE.match(sequel.body, figure.number.end):
        return None
    if not sequel.body.endswith(f" {link['link']} ", 0, last.number.start):
        return None
    number = replace(figure.number, unit="percent", unit_kind="percent", found_by="same share")
    return replace(figure, number=number, confidence=ELIDED)


def _behind_thing(sequel: Sequel) -> Offsets:
    """Return where the text between two figures begins behind what the first counts, and ends."""
    last = sequel.last
    stop = sequel.offsets(last.thing)[1] if last.thing is not None else 0
    return max(stop, last.number.end), sequel.figure.number.start


def _can_take_thing(sequel: Sequel) -> bool:
    figure, last = sequel.figure, sequel.last
    are_counts = figure.number.unit_kind == last.number.unit_kind == "count"
    return are_counts and last.thing is not None and figure.thing is None


def _earlier_count(sequel: Sequel) -> Figure | None:
    """Return an earlier count with what the later counts: "263,000 jobs, down from 315,000"."""
    if not _can_take_thing(sequel) or not EARLIER.fullmatch(sequel.body, *_behind_thing(sequel)):
        return None
    figure, last = sequel.figure, sequel.last
    return replace(figure, thing=last.thing, about=last.about, event=figure.event or last.event)


def _count_in_a_row(sequel: Sequel) -> Figure | None:
    """Return a count that leaves out its noun: "4,300 jobs in France, 3,700 in Germany"."""
    if not _can_take_thing(sequel):
        return None
    figure, last = sequel.figure, sequel.last
    link = FOLLOWED.fullmatch(sequel.body, *_behind_thing(sequel))
    if link is None or not sequel.body.startswith(f" {link['link']} ", figure.number.end):
        return None
    return replace(
        figure, thing=last.thing, about=last.about, event=figure.event or last.event,
        change=figure.change or last.change,
    )  # fmt: skip


def _ages(sequel: Sequel) -> Figure | None:
    """Return the second of two ages with whose the first is: "two men, aged 24 and 31"."""
    figure, last = sequel.figure, sequel.last
    are_ages = figure.number.unit_kind == last.number.unit_kind == "age"
    if not are_ages or sequel.between_folded.strip(" ,") not in {"", "and", "or"}:
        return None
    return replace(figure, about=figure.about or last.about)


def _can_share(sequel: Sequel) -> bool:
    """Return True if a measure can be of what the one before it in the sentence is of."""
    is_measure = sequel.figure.number.unit_kind not in ("count", "age")
    return is_measure and sequel.is_near and (sequel.last.about or sequel.last.thing) is not None


def _again(sequel: Sequel) -> Figure | None:
    """Return the same amount in another unit with what the first is of: "500 miles (800 km)"."""
    is_same = sequel.figure.number.unit_kind == sequel.last.number.unit_kind
    if not is_same or not _can_share(sequel) or not AGAIN.fullmatch(sequel.between_folded):
        return None
    return replace(sequel.figure, about=sequel.last.about)


def _or(sequel: Sequel) -> Figure | None:
    """Return the same change in another unit: "215 points, or 0.7 percent"."""
    figure = sequel.figure
    is_open = _can_share(sequel) and figure.thing is None
    if not is_open or not OR.fullmatch(sequel.between_folded):
        return None
    return replace(figure, about=_measured(sequel), change=figure.change or sequel.last.change)


def _former(sequel: Sequel) -> Figure | None:
    """Return an earlier value with what the later is of: "to $9 million from $12 million"."""
    figure, last = sequel.figure, sequel.last
    is_open = figure.about is None and figure.thing is None and _can_share(sequel)
    if not is_open or figure.number.unit != last.number.unit:
        return None
    is_former = FORMER.fullmatch(sequel.between_folded)
    return replace(figure, about=last.about or last.thing) if is_former else None


def _shared_out(sequel: Sequel) -> Figure | None:
    """Return the second of two shares of one holder: "16% of the men and 18% of the women"."""
    figure, last = sequel.figure, sequel.last
    are_shares = figure.number.unit_kind == last.number.unit_kind == "percent"
    if not are_shares or not (figure.thing and last.thing) or not _can_share(sequel):
        return None
    between = sequel.body[sequel.offsets(last.thing)[1] : figure.number.start]
    return replace(figure, about=figure.about or last.about) if AND.fullmatch(between) else None


def _is_more(sequel: Sequel) -> bool:
    """Return True if a measure is one more of a row in one unit."""
    figure, last = sequel.figure, sequel.last
    if figure.about is not None or figure.number.unit != last.number.unit:
        return False
    places = (last.number.end, figure.number.start)
    is_row = IN_A_ROW.fullmatch(sequel.between_folded) or EARLIER.fullmatch(sequel.body, *places)
    return bool(is_row) or _is_joined(sequel)


def _is_joined(sequel: Sequel) -> bool:
    """Return True if a figure is coordinated with the one before it."""
    word, before = sequel.token, sequel.before
    while word.dep_ in CHAIN and word.head != word:
        is_joined = word.dep_ in {"conj", "appos"}
        if is_joined and (word.head in before or any(word.head in t.subtree for t in before)):
            return True
        word = word.head
    return False


def _of_another(sequel: Sequel) -> Figure | None:
    """Return one more of a row with a noun of its own: "3% in pay and 1% in pensions"."""
    figure, last = sequel.figure, sequel.last
    if not _can_share(sequel) or last.about is None or not _is_more(sequel):
        return None
    is_own = last.about[0] >= last.end and OWN.match(sequel.body, figure.number.end)
    named = NAMED.match(sequel.body, sequel.offsets(last.about)[0])
    if not is_own and not (
        named and LINKED.search(sequel.body, last.number.end, figure.number.start)
    ):
        return None
    noun = find_behind(sequel.span, sequel.before)
    return replace(figure, about=sequel.reading.offsets(noun) if noun is not None else None)


def _one_more(sequel: Sequel) -> Figure | None:
    """Return a change beside a level, or one more of a row, with what the first is of."""
    figure = sequel.figure
    if not _can_share(sequel) or figure.thing is not None:
        return None
    is_change = figure.change is not None and ASIDE.fullmatch(sequel.between_folded)
    return replace(figure, about=_measured(sequel)) if is_change or _is_more(sequel) else None


def _measured(sequel: Sequel) -> Offsets | None:
    """Return what a share or sum told beside a figure is of: its noun, or the counted themselves.

    "Profits of $2 billion, up 12%"; "Ford has 13,000 workers, up 5%"; but "the index lost 50
    points, or 2%".
    """
    last = sequel.last
    if last.number.unit_kind == "count" and last.thing is not None:
        noun = sequel.reading.words(*last.thing).lower().rstrip("s")
        return last.thing if noun not in words("points") else last.about or last.thing
    return last.about or last.thing


ELIDED_UNITS = Stage(
    "elided unit", "first", rules=(
    Rule("later count", _later_count, returns="figure",
         examples=(("The site grew from 12 million fans to 15.", True),)),
    Rule("points of a share", _points, returns="figure",
         examples=(("Turnout was 58.2 per cent, up 2.1 points.", True),)),
    Rule("unit by the same preposition", _same_link, returns="figure",
         examples=(("It brought winds of 60 miles per hour, with gusts of 70.", True),)),
    Rule("unit of a parallel subject", _gapped, returns="figure",
         examples=(("The high was 38 degrees Celsius and the low 21.", True),)),
    Rule("unit of what is compared", _compared, returns="figure",
         examples=(("Turnout fell to 41 percent from 48.", True),)),
))  # fmt: skip
SHARED_NOUNS = Stage(
    "shared noun", "first", rules=(
    Rule("same share", _same_share, returns="figure"),
    Rule("earlier count", _earlier_count, returns="figure",
         examples=(("It added 263,000 jobs, down from 315,000.", True),)),
    Rule("count in a row", _count_in_a_row, returns="figure",
         examples=(("It cut 4,300 jobs in France, 3,700 in Germany.", True),)),
    Rule("ages in a row", _ages, returns="figure",
         examples=(("Police held two men, aged 24 and 31.", True),)),
    Rule("other unit in brackets", _again, returns="figure",
         examples=(("The road of 500 miles (800 km) is closed.", True),)),
    Rule("other unit behind or", _or, returns="figure",
         examples=(("Sales grew by $5 million, or 7 percent.", True),)),
    Rule("earlier value", _former, returns="figure",
         examples=(("It had profits of $9 million, compared with $12 million.", True),)),
    Rule("shares of one holder", _shared_out, returns="figure"),
    Rule("row with a noun of its own", _of_another, returns="figure",
         examples=(("There were increases of 4% in wages and 1% in benefits.", True),)),
    Rule("one more of a row", _one_more, returns="figure",
         examples=(("It had profits of $2 billion, up 12 percent.", True),)),
))  # fmt: skip
