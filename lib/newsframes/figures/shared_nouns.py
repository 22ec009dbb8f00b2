"""Shared nouns: what a figure counts or measures where the figure before it says so."""

import re
from dataclasses import replace

from ..rules import Rule, Stage
from .figure import Figure, Offsets
from .measured_entities import find_behind
from .sequel import ELIDED, Sequel
from .words import words

# Between a measure and the same in other units, between two of a row, and before how much something
# changed.
AGAIN = re.compile(r"\s?[(/]\s?(?:or |i\.e\. )?")
OR = re.compile(r"(?:\sof\s[\w\s’'-]{1,40})?,\sor\s")
FOLLOWED = re.compile(r"\s(?P<link>in|from|to|on|at|for)\s[^.;:\d\n]{1,40}(?:,|,?\sand)\s")
SHARE = re.compile(r"(?:,|\sand|,\sand)\s[^.,;:\d\n]{1,40}\s(?P<link>at|with|by|on)\s")
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
CHAIN = {"conj", "appos", "nummod", "pobj", "prep", "nmod"}


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
    Rule("row with a noun of its own", _of_another, returns="figure",
         examples=(("There were increases of 4% in wages and 1% in benefits.", True),)),
    Rule("one more of a row", _one_more, returns="figure",
         examples=(("It had profits of $2 billion, up 12 percent.", True),)),
))  # fmt: skip
