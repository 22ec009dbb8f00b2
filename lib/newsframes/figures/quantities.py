"""Number expressions in plain text: amounts with approximator, bounds, sign and unit."""

import math
import re
from collections.abc import Iterator

from ..language.lexicon import read_lexicon
from .amounts import Amount, AmountReader
from .bounds import bound_behind, bound_of, find_bound, is_moment
from .joins import join_bounds, join_compounds, put_in_place, read_heights, read_ratios, share_units
from .lifetimes import find_decades
from .listed_forms import Listed, fold_unit
from .measured import COUNT, read_measure
from .measures import GAPS, TWICE, find_unit, patterns, unit_forms, units
from .multiples import read_multiples
from .quantity import Number
from .quarters import find_points
from .range_values import ends
from .ranges import find_second
from .rates import read_rate
from .signs import step_minus


def find_numbers(text: str, *, vague: str = "interval") -> list[Number]:
    """Find the number expressions of a text, in order, without overlaps.

    Dates, clock times and the like are found too; the caller, who sees the sentence, sets them
    aside.

    Parameters
    ----------
    text
        Any text.
    vague
        ``"interval"``: vague amounts as intervals; ``"acled"``: as the point that ACLED's coding
        rules use.

    Examples
    --------
    >>> found = find_numbers("just over 2,000 troops for $2.5 million")
    >>> [(number.low, number.high, number.bound, number.unit) for number in found]
    [(2000.0, inf, '>', 'count'), (2500000.0, 2500000.0, '=', 'USD')]
    """
    text = FOOTNOTE.sub(lambda mark: " " * len(mark.group()), text)
    singles = list(_singles(text))
    found = read_multiples(text, read_ratios(text, read_heights(text, list(_numbers(text)))))
    found = share_units(text, join_bounds(text, join_compounds(text, found)))
    halves = {single.end for single in singles}  # "a half" of "a year and a half"
    found = [number for number in found if number.end not in halves] + singles
    found = [number for number in found if not _is_no_amount(text, number)]
    found = put_in_place(found, [*find_decades(text), *find_points(text)])
    taken = [(number.start, number.end) for number in found]
    for match in patterns()["vague"].finditer(text):
        is_taken = any(start < match.end() and match.start() < end for start, end in taken)
        if not is_taken and not _is_each(text, match.start()):
            found.append(_vague(text, match, vague))
    return sorted(found, key=lambda number: number.start)


def _is_no_amount(text: str, number: Number) -> bool:
    """Return True if a number is only part of "multi-million", or the base of a rate."""
    first = max(0, number.start - 7)
    is_base = number.unit != "count" and BASE.search(text, first, number.start)
    is_multi = MULTI.search(text, first, number.start) is not None
    return bool(is_base) or is_multi or _is_each(text, number.start)


def _is_each(text: str, start: int) -> bool:
    """Return True if "a dozen" or the like is what a price before it is for."""
    first = max(0, start - 16)
    return text.startswith(EACH, start) and PRICE.search(text, first, start) is not None


def _singles(text: str) -> Iterator[Number]:
    """Yield what "over a year" and "a year and a half" measure: one unit with a bound or a half."""
    at = 0
    while match := patterns()["single"].search(text, at):
        found = unit_forms().find(text, match.end(), APART)
        at = found.end if found else match.start() + 1
        if found and (number := _single(match, found)):
            yield number


def _single(match: re.Match[str], found: Listed) -> Number | None:
    """Read one unit; None for what is not measured so."""
    unit = units()[fold_unit(found.form)]
    bound = bound_of(match["words"], "before") if match["words"] else "="
    half, end = _and_half(unit, match.string, found.end)
    if unit["unit_kind"] not in SINGLE or len(found.form) < 3 or (bound == "=" and not half):
        return None
    if is_moment(
        match["words"] or "",
        match.string[max(0, match.start() - 12) : match.start()],
        match.string,
        end,
    ):
        return None
    value = 1.0 + half
    low, high = (-math.inf if bound[0] == "<" else value), (math.inf if bound[0] == ">" else value)
    return Number(
        match.start(), end, low, high, bound, unit["unit"], unit["unit_kind"], True, "words",
        match.end()
    )  # fmt: skip


def _vague(text: str, match: re.Match[str], rule: str) -> Number:
    """Turn "dozens" into an interval, with a unit if one follows ("thousands of miles")."""
    words = " ".join(match.group().lower().split())
    words = words.partition(" and ")[2] if match["twice"] else words
    entry = next(entry for entry in read_lexicon("vague_amounts") if entry["words"] == words)
    low, high = (
        (float(entry["low"]), float(entry["high"]))
        if rule == "interval"
        else (float(entry["acled"]),) * 2
    )
    of = OF_BOTH.match(text, match.end())
    measured = find_unit(text, of.end() if of else match.end())
    unit, end = measured if measured and measured[0]["unit_kind"] != "age" else (COUNT, match.end())
    end = match.end() if of and of["other"] else end
    return Number(
        match.start(), end, low, high, "vague", unit["unit"], unit["unit_kind"], True,
        VAGUE[rule], match.start(), read_rate(text, end)[0],
    )  # fmt: skip


# What found a vague amount, by how it becomes a value.
VAGUE = {"interval": "vague amount", "acled": "vague amount by ACLED"}
# "Multi-million" is vague, "million" is not; "per 100 kilometres" is the base of a rate.
MULTI, BASE = re.compile(r"\bmulti[-\s]?\Z", re.IGNORECASE), re.compile(r"\bper\s\Z", re.IGNORECASE)
# "$4.90 a dozen".
EACH, PRICE = ("a dozen", "a hundred", "a thousand"), re.compile(r"[$£€¥]\d[\d.,]{0,12}\s\Z")
# "Hundreds, if not thousands, of kilometres".
OF_BOTH = re.compile(
    rf"(?P<other>,?{GAPS}(?:if not|or even|or|and){GAPS}(?:{TWICE})\b)?,?{GAPS}+of", re.IGNORECASE
)
# Of an encyclopedia: "ten[2] or eleven[3] boats".
FOOTNOTE = re.compile(r"(?<=[\w.,;%’”\"])\[\d{1,3}\]")
# "-5 to -11", not "3 -1".
MINUS_WITHIN = re.compile(r"[^\s\xa0].*[\s\xa0][-−]\Z")
# "20-plus million".
PLUS = re.compile(r"\bplus\b", re.IGNORECASE)
AND_PART = re.compile(
    rf"{GAPS}+and{GAPS}+a{GAPS}+(?P<part>half\b|quarter\b(?!{GAPS}+of\b))", re.IGNORECASE
)
PARTS = {"half": 0.5, "quarter": 0.25}
SINGLE = {"duration", "length", "area", "mass", "volume"}
# What must follow a unit without a number.
APART = re.compile(r"(?![\w$-])")
# A unit that stands before its number.
NAMED_BEFORE = re.compile(r"\b(?P<unit>magnitude)[\s\xa0]+(?:of[\s\xa0]+)?$", re.IGNORECASE)
MAGNITUDE = re.compile(r"\d\d?\.\d")
QUAKE = re.compile(rf"{GAPS}(?:(?:earth)?quake|aftershock|foreshock|temblor|tremor)s?\b", re.I)


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
        second = find_second(reader, amount, before)
        number = _number(reader, amount, second, before)
        before = number.end
        at = max((second or amount).stop, amount.stop)
        while at < len(reader.tokens) and reader.tokens[at].start < number.end:
            at += 1
        yield number


def _number(reader: AmountReader, amount: Amount, second: Amount | None, before: int) -> Number:
    """Build one number."""
    text = reader.text
    start, sign = step_minus(
        text, amount.start, (second or amount).end, before, is_word=amount.is_word
    )
    has_plus = bool(re.compile(r"\+(?!\d)").match(text, (second or amount).end))
    measure = read_measure(text, amount, start, (second or amount).end + has_plus, before)
    half, end = _and_half(measure.unit, text, measure.end) if second is None else (0.0, measure.end)
    per, rate_end = read_rate(text, end)
    start, end, bound = find_bound(text, measure.start, end, before, rate_end=rate_end)
    per = per or read_rate(text, end)[0]  # "$75,000 or less a year"
    unit = measure.unit
    if unit is COUNT and bound == "~" and amount.is_word and amount.value == 1:
        start, bound = amount.start, "="  # "right about one thing", "arms around one another"
    if unit is COUNT and bound == ">=" and (measured := find_unit(text, end)):
        unit, end = measured  # "90-plus minutes"
    if unit is COUNT and (named := NAMED_BEFORE.search(text[max(before, start - 16) : start])):
        start, unit = start - len(named.group()), units()[named["unit"].lower()]
    if unit is COUNT and MAGNITUDE.fullmatch(text[start:end]) and QUAKE.match(text, end):
        unit = units()["magnitude"]  # no count has a fraction: "the 5.0 earthquake"
    if unit["unit_kind"] == "count" and bound == "=" and not second:
        bound = bound_behind(text, end) or bound
    bound = ">=" if has_plus or PLUS.search(text, amount.start, amount.end) else bound
    low, high = _values(reader, amount, second, sign, half)
    bound = "range" if second else bound
    low, high = (-math.inf if bound[0] == "<" else low), (math.inf if bound[0] == ">" else high)
    low, high = low * measure.factor, high * measure.factor
    rule = "range" if second else "words" if amount.is_word else "digits"
    return Number(
        start, end, low, high, bound, unit["unit"], unit["unit_kind"], amount.is_word, rule,
        amount.start, per
    )  # fmt: skip


def _values(
    reader: AmountReader, amount: Amount, second: Amount | None, sign: int, half: float
) -> tuple[float, float]:
    """Return the least and the greatest value of an amount or of a range, with their signs."""
    if second is None:
        return (sign * (amount.value + half),) * 2
    low, high = ends(reader, amount, second)
    below = -1 if MINUS_WITHIN.search(reader.text[amount.end : second.start]) else 1
    if sign == -1 or below == -1:
        first, last = (low, high) if amount.value < second.value else (high, low)
        low, high = sorted((sign * first, below * last))
    return low, high


def _and_half(unit: dict[str, str], text: str, end: int) -> tuple[float, int]:
    """Read the half that follows a unit: "two hours and a half"."""
    match = AND_PART.match(text, end) if unit["unit_kind"] in SINGLE else None
    return (PARTS[match["part"].lower()], match.end()) if match else (0.0, end)
