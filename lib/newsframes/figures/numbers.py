"""Number expressions in plain text: amounts with approximator, bounds, sign and unit."""

import math
import re
from collections.abc import Iterator

from ..lexicon import read_lexicon
from .amounts import Amount, AmountReader
from .joining import join_bounds, join_compounds, read_heights, read_ratios, share_units
from .measures import (
    GAPS,
    TWICE,
    bound_of,
    find_bound,
    find_sign,
    find_unit,
    fold_unit,
    is_moment,
    patterns,
    signed_codes,
    step_minus,
    units,
)  # fmt: skip
from .multiples import read_multiples
from .number import Number
from .ranges import ends, find_second


def find_numbers(text: str, *, vague: str = "interval") -> list[Number]:
    """Find the number expressions of a text, in order, without overlaps.

    Dates, clock times and the like are found too; the caller, who sees the sentence, sets them aside.

    Parameters
    ----------
    text
        Any text.
    vague
        ``"interval"``: vague amounts as intervals; ``"acled"``: as the point that ACLED's coding rules use.

    Examples
    --------
    >>> [(n.low, n.high, n.bound, n.unit) for n in find_numbers("just over 2,000 troops for $2.5 million")]
    [(2000.0, inf, '>', 'count'), (2500000.0, 2500000.0, '=', 'USD')]
    """
    singles = [number for match in patterns()["single"].finditer(text) if (number := _single(match))]
    found = read_multiples(text, read_ratios(text, read_heights(text, list(_numbers(text)))))
    found = share_units(text, join_bounds(text, join_compounds(text, found)))
    halves = {single.end for single in singles}  # "a half" of "a year and a half"
    found = [number for number in found if number.end not in halves] + singles
    found = [number for number in found if not MULTI.search(text, max(0, number.start - 7), number.start)]
    taken = [(number.start, number.end) for number in found]
    for match in patterns()["vague"].finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(_vague(text, match, vague))
    return sorted(found, key=lambda number: number.start)


def _single(match: re.Match[str]) -> Number | None:
    """Read "over a year" and "a year and a half", one unit with a bound or a half; None for what is not measured so."""
    unit = units()[fold_unit(match["unit"])]
    bound = bound_of(match["words"], "before") if match["words"] else "="
    half, end = _and_half(unit, match.string, match.end())
    if unit["unit_kind"] not in SINGLE or len(match["unit"]) < 3 or (bound == "=" and not half):
        return None
    if is_moment(match["words"] or "", match.string[max(0, match.start() - 12) : match.start()], match.string, end):
        return None
    value = 1.0 + half
    low, high = (-math.inf if bound[0] == "<" else value), (math.inf if bound[0] == ">" else value)
    return Number(
        match.start(), end, low, high, bound, unit["unit"], unit["unit_kind"], True, "number-words", match.start("unit")
    )  # fmt: skip


def _vague(text: str, match: re.Match[str], rule: str) -> Number:
    """Turn "dozens" into an interval, with a unit if one follows ("thousands of miles")."""
    words = " ".join(match.group().lower().split())
    words = words.partition(" and ")[2] if match["twice"] else words
    entry = next(entry for entry in read_lexicon("vague_amounts") if entry["words"] == words)
    low, high = (float(entry["low"]), float(entry["high"])) if rule == "interval" else (float(entry["acled"]),) * 2
    of = OF_BOTH.match(text, match.end())
    measured = find_unit(text, of.end() if of else match.end())
    unit, end = measured if measured and measured[0]["unit_kind"] != "age" else (COUNT, match.end())
    end = match.end() if of and of["other"] else end
    return Number(
        match.start(), end, low, high, "vague", unit["unit"], unit["unit_kind"], True, f"vague-{rule}", match.start()
    )  # fmt: skip


# "75 USD million": the scale stands behind the currency.
SCALE = re.compile(r"[\s\xa0](million|billion|trillion)\b", re.IGNORECASE)
MILLIONS = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
CODE = re.compile(r"[\s\xa0]?(?:\((?P<bare>[A-Z]{3})\)|(?P<code>[A-Z]{3})\b)")
PER = re.compile(
    rf"(?P<noun>(?:{GAPS}+[^\W\d]+){{1,3}}?)??{GAPS}+per{GAPS}+(?P<base>\d{{1,3}}(?:,\d{{3}})+|1\d{{2,6}}|hundred|thousand|million)\b",
    re.IGNORECASE,
)
# "Multi-million" is vague, "million" is not.
MULTI = re.compile(r"\bmulti[-\s]?\Z", re.IGNORECASE)
# "Hundreds, if not thousands, of kilometres".
OF_BOTH = re.compile(rf"(?P<other>,?{GAPS}(?:if not|or even|or|and){GAPS}(?:{TWICE})\b)?,?{GAPS}+of", re.IGNORECASE)
# "20-plus million".
PLUS = re.compile(r"\bplus\b", re.IGNORECASE)
AND_PART = re.compile(rf"{GAPS}+and{GAPS}+a{GAPS}+(?P<part>half\b|quarter\b(?!{GAPS}+of\b))", re.IGNORECASE)
PARTS = {"half": 0.5, "quarter": 0.25}
SINGLE = {"duration", "length", "area", "mass", "volume"}
# A unit that stands before its number.
NAMED_BEFORE = re.compile(r"\b(?P<unit>magnitude)[\s\xa0]+(?:of[\s\xa0]+)?$", re.IGNORECASE)
COUNT = {"unit": "count", "unit_kind": "count"}
RATIO = {"unit": "ratio", "unit_kind": "ratio"}


def _numbers(text: str) -> Iterator[Number]:
    """Walk over the text and put together what belongs to each amount."""
    reader = AmountReader(text)
    at = 0
    before = 0
    while at < len(reader.tokens):
        amount = reader.read(at)
        if amount is None:
            at += 1
            continue
        second = find_second(reader, amount, text, before)
        number = _number(text, reader, amount, second, before)
        before = number.end
        at = max((second or amount).stop, amount.stop)
        while at < len(reader.tokens) and reader.tokens[at].start < number.end:
            at += 1
        yield number


def _number(text: str, reader: AmountReader, amount: Amount, second: Amount | None, before: int) -> Number:
    """Put one number together."""
    start, end = amount.start, (second or amount).end
    start, minus = step_minus(text, start, before, is_word=amount.is_word)
    start, unit = find_sign(text, start, before)
    has_plus = bool(re.compile(r"\+(?!\d)").match(text, end))
    is_open = PLUS.search(text, amount.start, amount.end) is not None
    measured = find_unit(text, end + has_plus)
    is_doubled = unit and measured and (measured[0]["unit_kind"] != "money" or measured[1] - end <= 4)
    if measured and not is_doubled:
        is_code = unit is not None and measured[0]["unit"] in signed_codes() and unit["unit"] in signed_codes()
        unit, end = (measured[0] if unit is None or is_code else unit), measured[1]  # "$3 million (CAD)"
    if unit is None:
        unit = RATIO if amount.is_share else COUNT
    if unit["unit_kind"] == "money" and (scaled := SCALE.match(text, end)):
        minus, end = minus * MILLIONS[scaled[1].lower()], scaled.end()
    unit, end = _plus_old(*_with_code(unit, text, end), amount)
    unit, end = _per(unit, text, end)
    half, end = _and_half(unit, text, end) if second is None else (0.0, end)
    start, end, bound = find_bound(text, start, end, before)
    if unit is COUNT and bound == "~" and amount.is_word and amount.value == 1:
        start, bound = amount.start, "="  # "right about one thing", "arms around one another"
    if unit is COUNT and bound == ">=" and (measured := find_unit(text, end)):
        unit, end = measured  # "90-plus minutes"
    if unit is COUNT and (named := NAMED_BEFORE.search(text[max(before, start - 16) : start])):
        start, unit = start - len(named.group()), units()[named["unit"].lower()]
    bound = ">=" if has_plus or is_open else bound
    low = high = minus * (amount.value + half)
    if second:
        low, high = ends(reader, amount, second)
        below = -1 if re.search(r"[\s\xa0][-−]$", text[: second.start]) else 1
        if minus == -1 or below == -1:
            first, last = (low, high) if amount.value < second.value else (high, low)
            low, high = sorted((minus * first, below * last))
        bound = "range"
    low, high = (-math.inf if bound[0] == "<" else low), (math.inf if bound[0] == ">" else high)
    rule = "range" if second else "number-words" if amount.is_word else "digits"
    return Number(
        start, end, low, high, bound, unit["unit"], unit["unit_kind"], amount.is_word, rule, amount.start
    )  # fmt: skip


def _with_code(unit: dict[str, str], text: str, end: int) -> tuple[dict[str, str], str, int]:
    """Read the code that says which dollar is meant behind the amount: "$249 USD", "$3 million (CAD)"."""
    match = CODE.match(text, end) if unit["unit_kind"] == "money" else None
    if match is None or (code := match["code"] or match["bare"]) not in signed_codes():
        return unit, text, end
    return {"unit": code, "unit_kind": "money"}, text, match.end()


def _plus_old(unit: dict[str, str], text: str, end: int, amount: Amount) -> tuple[dict[str, str], int]:
    """Take "of age" and "strong" in, where they follow."""
    if match := re.compile(r"-strong\b|[\s\xa0]+years?[\s\xa0]+of[\s\xa0]+age\b").match(text, end):
        return (unit if match.group() == "-strong" else {"unit": "year", "unit_kind": "age"}), match.end()
    return unit, end


def _per(unit: dict[str, str], text: str, end: int) -> tuple[dict[str, str], int]:
    """Read the base of a rate: "4.5 per 100,000", and "nine deaths per 1,000 births", where a noun stands between."""
    match = PER.match(text, end) if unit is COUNT else None
    if match is None:
        return unit, end
    return {"unit": f"per {match['base'].lower()}", "unit_kind": "ratio"}, end if match["noun"] else match.end()


def _and_half(unit: dict[str, str], text: str, end: int) -> tuple[float, int]:
    """Read the half that follows a unit: "two hours and a half"."""
    match = AND_PART.match(text, end) if unit["unit_kind"] in SINGLE else None
    return (PARTS[match["part"].lower()], match.end()) if match else (0.0, end)
