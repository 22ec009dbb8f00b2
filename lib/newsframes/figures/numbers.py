"""Number expressions in plain text: amounts with approximator, bounds, sign and unit."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ..lexicon import read_lexicon
from .amounts import Amount, AmountReader, add_scaled_fraction

GAPS = r"[\s\xa0]"
LONGEST_UNIT, LONGEST_APPROXIMATOR = 30, 28
# Without one of these in the article, a pound is a weight.
STERLING = re.compile(
    r"£|\b(?:sterling|pence|GBP|British|Britain|UK|U\.K\.|London|England|Egypt|Syria|Lebanon|Sudan)\b"
)
RANGE = {"to", "-", "–", "—", "or", "~", "through"}


@dataclass(frozen=True)
class Number:
    """A number as written, with approximator and unit; offsets are in the text that was searched.

    ``head`` is where the amount itself begins, behind approximator and sign.
    """

    start: int
    end: int
    low: float
    high: float
    bound: str
    unit: str
    unit_kind: str
    is_word: bool
    rule: str
    head: int


def _any(words: list[str]) -> str:
    """Join words to a pattern, longest first; a space stands for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"[\s\xa0]+") for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compile what stands around an amount, from the lexicons."""
    units = read_lexicon("units")
    money = [entry["form"] for entry in units if entry["unit_kind"] == "money"]
    signs = _any([form for form in money if not form[-1].isalpha()])
    codes = _any([form for form in money if form.isalpha() and form.isascii() and len(form) in (2, 3)])
    words = {
        side: _any([entry["words"] for entry in read_lexicon("approximators") if entry["side"] == side])
        for side in ("before", "after")
    }
    vague = _any([entry["words"] for entry in read_lexicon("vague_amounts")])
    forms = _any([entry["form"] for entry in units])
    number = r"[\s\xa0]+(?:than|or|an?|one|two|three|half|ten|twenty|thirty|[$£€]?\d)"
    patterns = {
        "single": rf"(?<![\w-])(?P<words>{words['before']}){GAPS}+an?{GAPS}+(?P<unit>{forms})(?![\w$-])",
        "sign": rf"(?:(?P<sign>{signs})[\s\xa0]?|(?<![^\W\d_])(?P<code>{codes})[\s\xa0]?)$",
        "before": rf"(?<![\w-])(?P<words>{words['before']})(?:{GAPS}+|(?<=[<>=≥≤~]){GAPS}*)(?:an?{GAPS}+|the{GAPS}+)?$",
        "after": rf"{GAPS}+(?P<words>{words['after']})\b(?!{number})",
        "vague": rf"\b(?:{vague})\b",
        "bracketed": rf"{GAPS}?[(\[{{<](?P<unit>{forms})[)\]}}>]",
        "measured": rf"(?P<gap>{GAPS}*-?{GAPS}*)(?P<unit>{forms})(?![\w$])",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


@cache
def _units() -> dict[str, dict[str, str]]:
    return {entry["form"]: entry for entry in read_lexicon("units")}


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
    found = _bracketed(text, _compounded(text, list(_numbers(text))))
    found += [number for match in _patterns()["single"].finditer(text) if (number := _single(match))]
    taken = [(number.start, number.end) for number in found]
    for match in _patterns()["vague"].finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(_vague(text, match, vague))
    return sorted(found, key=lambda number: number.start)


def _single(match: re.Match[str]) -> Number | None:
    """Read "over a year" and "under a hectare", one unit with a bound; None for what is not measured so."""
    unit = _units()[_folded(match["unit"])]
    bound = _bound_of(match["words"], "before")
    if unit["unit_kind"] not in SINGLE or len(match["unit"]) < 3 or bound == "=":
        return None
    low, high = (-math.inf if bound[0] == "<" else 1.0), (math.inf if bound[0] == ">" else 1.0)
    return Number(
        *match.span(), low, high, bound, unit["unit"], unit["unit_kind"], True, "number-words", match.start("unit")
    )  # fmt: skip


def _vague(text: str, match: re.Match[str], rule: str) -> Number:
    """Turn "dozens" into an interval, with a unit if one follows ("thousands of miles")."""
    words = " ".join(match.group().lower().split())
    entry = next(entry for entry in read_lexicon("vague_amounts") if entry["words"] == words)
    low, high = (float(entry["low"]), float(entry["high"])) if rule == "interval" else (float(entry["acled"]),) * 2
    of = re.compile(r"[\s\xa0]+of").match(text, match.end())
    measured = _measure(text, of.end() if of else match.end())
    unit, end = measured if measured and measured[0]["unit_kind"] != "age" else (COUNT, match.end())
    return Number(
        match.start(), end, low, high, "vague", unit["unit"], unit["unit_kind"], True, f"vague-{rule}", match.start()
    )  # fmt: skip


# "75 USD million": the scale stands behind the currency.
SCALE = re.compile(r"[\s\xa0](million|billion|trillion)\b", re.IGNORECASE)
MILLIONS = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
INCH = re.compile(r"[\s\xa0]in\b")
# Smaller units that follow a larger one in one measure, and how many of them make it.
COMPOUNDS = {
    ("hour", "minute"): 60, ("minute", "second"): 60, ("hour", "second"): 3600, ("foot", "inch"): 12,
    ("pound", "ounce"): 16, ("USD", "US cent"): 100, ("EUR", "US cent"): 100,
}  # fmt: skip


def _compounded(text: str, numbers: list[Number]) -> list[Number]:
    """Put "2 hours 1 minute 39 seconds" and "5 feet 2 inches" together, in the larger unit."""
    found: list[Number] = []
    smallest: dict[int, str] = {}
    for number in numbers:
        last = found[-1] if found else None
        unit = smallest.get(len(found) - 1, last.unit if last else "")
        if last and last.unit == "foot" and number.unit == "count" and (inch := INCH.match(text, number.end)):
            number = replace(number, end=inch.end(), unit="inch", unit_kind="length")
        is_next = last and re.fullmatch(r"[\s\xa0]*,?[\s\xa0]*(?:and[\s\xa0]+)?", text[last.end : number.start])
        if is_next and (unit, number.unit) in COMPOUNDS and last.bound != "range" and number.bound == "=":
            factor = (
                COMPOUNDS.get((last.unit, number.unit)) or COMPOUNDS[(last.unit, unit)] * COMPOUNDS[(unit, number.unit)]
            )
            more = round(number.low / factor, 12)
            smallest[len(found) - 1] = number.unit
            found[-1] = replace(last, end=number.end, low=last.low + more, high=last.high + more)
        else:
            found.append(number)
    return found


def _bracketed(text: str, numbers: list[Number]) -> list[Number]:
    """Put "more than 10 and less than 40" together: two open ends of one unit that face each other."""
    found: list[Number] = []
    for number in numbers:
        last = found[-1] if found else None
        between = text[last.end : number.start].strip(" \xa0,").lower() if last else ""
        is_pair = last and between in ("and", "but") and {last.bound[0], number.bound[0]} == {"<", ">"}
        low, high = (max(last.low, number.low), min(last.high, number.high)) if is_pair else (0.0, 0.0)
        if is_pair and low < high and last.unit in ("count", number.unit):
            found[-1] = replace(
                number, start=last.start, low=low, high=high, bound="range", rule="range", head=last.head
            )
        else:
            found.append(number)
    return found


SINGLE = {"duration", "length", "area", "mass", "volume"}
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
        amount = add_scaled_fraction(reader, amount)
        second = _second(reader, amount, text, before)
        number = _number(text, reader, amount, second, before)
        before = number.end
        at = max((second or amount).stop, amount.stop)
        while at < len(reader.tokens) and reader.tokens[at].start < number.end:
            at += 1
        yield number


def _second(reader: AmountReader, amount: Amount, text: str, before: int) -> Amount | None:
    """Return the other end of a range: "2 to 3", "60-120", "between 2 and 3", "three or four"."""
    joint = reader.word(amount.stop)
    if joint == "-" and reader.word(amount.stop + 1) == "to":
        joint = "to"  # "8- to 16-metre"
    opened = re.search(
        r"(?i)\b(?:between|from)[\s\xa0]+(?:negative |minus )?[^\w\s]*$",
        text[max(before, amount.start - 24) : amount.start],
    )
    is_between = joint == "and" and opened and opened.group().lower().startswith("between")
    unit_at = amount.end
    if joint not in RANGE and not is_between:
        measured = _measure(text, amount.end)
        is_joined = measured and re.compile(r"[\s\xa0]*(?:to|and|-|–)[\s\xa0]*[^\w\s]?\d", re.I).match(
            text, measured[1]
        )
        if not is_joined or not (opened or _is_same_unit(text, measured)):
            return None
        unit_at = measured[1]
    at = next((n for n in range(amount.stop, len(reader.tokens)) if reader.tokens[n].start >= unit_at), None)
    if at is None:
        return None
    at += 1
    while at < len(reader.tokens) and reader.tokens[at].value is None and not reader.word(at).isalpha():
        at += 1
    at += reader.word(at) in ("negative", "minus")
    other = reader.read(at)
    if other is None or "\n" in text[amount.end : other.start] or other.start - unit_at > 12:
        return None
    if joint in "-–—~" and (other.is_word or text[other.end : other.end + 1] in tuple("-–/")):
        return None
    if joint == "or" and not (amount.value < other.value <= 3 * amount.value + 3):
        return None
    return add_scaled_fraction(reader, other) if amount.value != other.value else None


def _is_same_unit(text: str, measured: tuple[dict[str, str], int]) -> bool:
    """Say whether "44 mg to 50 mg" goes on in the same unit."""
    match = re.compile(rf"{GAPS}*(?:to|-|–){GAPS}*[\d.,]*\d").match(text, measured[1])
    other = _measure(text, match.end()) if match else None
    return other is not None and other[0] == measured[0]


def _number(text: str, reader: AmountReader, amount: Amount, second: Amount | None, before: int) -> Number:
    """Put one number together."""
    start, end = amount.start, (second or amount).end
    start, minus = _minus(text, start, before)
    start, unit = _sign(text, start, before)
    has_plus = bool(re.compile(r"\+(?!\d)").match(text, end))
    measured = _measure(text, end + has_plus)
    is_doubled = unit and measured and (measured[0]["unit_kind"] != "money" or measured[1] - end <= 4)
    if measured and not is_doubled:
        unit, end = (measured[0] if unit is None else unit), measured[1]
    if unit is None:
        unit = RATIO if amount.is_share else COUNT
    if unit["unit_kind"] == "money" and (scaled := SCALE.match(text, end)):
        minus, end = minus * MILLIONS[scaled[1].lower()], scaled.end()
    unit, end = _plus_old(unit, text, end, amount)
    start, end, bound = _bounded(text, start, end, before)
    bound = ">=" if has_plus else bound
    low = high = minus * amount.value
    if second:
        low, high = _ends(reader, amount, second)
        bound = "range"
    low, high = (-math.inf if bound[0] == "<" else low), (math.inf if bound[0] == ">" else high)
    rule = "range" if second else "number-words" if amount.is_word else "digits"
    return Number(
        start, end, low, high, bound, unit["unit"], unit["unit_kind"], amount.is_word, rule, amount.start
    )  # fmt: skip


def _minus(text: str, start: int, before: int) -> tuple[int, int]:
    """Step over a minus sign or "minus"."""
    if match := re.search(
        r"(?:(?<![\w.)%])[-−][\s\xa0]?|\b(?:minus|negative)[\s\xa0]+)$", text[max(before, start - 10) : start], re.I
    ):
        return start - len(match.group()), -1
    return start, 1


def _sign(text: str, start: int, before: int) -> tuple[int, dict[str, str] | None]:
    """Step over a currency's sign or code before an amount."""
    match = _patterns()["sign"].search(text[max(before, start - 8) : start])
    if match is None or (match["code"] and not (match["code"].isupper() or match["code"] == "Rs")):
        return start, None
    return start - len(match.group()), _units()[_folded(match["sign"] or match["code"])]


def _folded(form: str) -> str:
    """Fold a unit as the lexicon writes it; the Greek letter for micro is the sign for it."""
    return " ".join(form.lower().replace("\u03bc", "\u00b5").split())


def _measure(text: str, end: int) -> tuple[dict[str, str], int] | None:
    """Return the unit right after an amount, and where it ends.

    A unit of one or two letters must touch the digits or stand after one space; "m" and the like were read as scales.
    """
    match = _patterns()["measured"].match(text, end, end + LONGEST_UNIT + 4)
    if match is None and (bracketed := _patterns()["bracketed"].match(text, end, end + LONGEST_UNIT + 4)):
        return _units()[_folded(bracketed["unit"])], bracketed.end()
    if match is None or "\n" in match["gap"] or len(match["gap"]) > 3:
        return None
    unit = _units()[_folded(match["unit"])]
    if match["unit"].lower() in ("pound", "pounds") and not (
        STERLING.search(text) or re.search(r"[mb]illion\s$", text[max(0, end - 12) : end] + " ")
    ):
        unit = {"unit": "pound", "unit_kind": "mass"}
    if len(match["unit"]) <= 2 and match["unit"].isalpha():
        is_form = match["unit"].islower() or match["unit"] in (
            "C",
            "F",
            "K",
            "W",
            "V",
            "L",
            "GB",
            "MB",
            "TB",
            "KB",
            "mL",
            "kW",
            "MW",
            "GW",
            "Hz",
            "Mt",
            "dB",
            "eV",
            "Wh",
            "Bq",
            "Sv",
            "Gy",
            "Gb",
            "Mb",
            "kJ",
            "MJ",
        )
        if (
            not is_form
            or "-" in match["gap"]
            or match["unit"] in ("s", "a")
            or (match["unit"] == "in" and not re.compile(r"\s*(?:$|[.,;)])").match(text, match.end()))
        ):
            return None
    return unit, match.end()


def _plus_old(unit: dict[str, str], text: str, end: int, amount: Amount) -> tuple[dict[str, str], int]:
    """Take "of age" and "strong" in, where they follow."""
    if match := re.compile(r"-strong\b|[\s\xa0]+years?[\s\xa0]+of[\s\xa0]+age\b").match(text, end):
        return (unit if match.group() == "-strong" else {"unit": "year", "unit_kind": "age"}), match.end()
    return unit, end


def _bounded(text: str, start: int, end: int, before: int) -> tuple[int, int, str]:
    """Read the approximator on either side."""
    bound = "="
    if match := re.compile(r"\+(?!\d)|[\s\xa0-]plus\b").match(text, end):
        end, bound = match.end(), ">="
    elif match := re.compile(r"-odd\b").match(text, end):
        end, bound = match.end(), "~"
    elif match := _patterns()["after"].match(text, end):
        end, bound = match.end("words"), _bound_of(match["words"], "after")
    opened = re.search(r"(?i)\b(?:between|from)[\s\xa0]+$", text[max(before, start - 10) : start])
    start = start - len(opened.group()) if opened and opened.group().lower().startswith("between") else start
    for _ in range(2):
        match = _patterns()["before"].search(text[max(before, start - LONGEST_APPROXIMATOR - 5) : start])
        if match is None:
            break
        start -= len(match.group())
        own = _bound_of(match["words"], "before")
        bound = own if bound in "=~" else bound
    return start, end, bound


def _bound_of(words: str, side: str) -> str:
    folded = " ".join(words.lower().split())
    entries = read_lexicon("approximators")
    return next(entry["bound"] for entry in entries if entry["words"] == folded and entry["side"] == side)


def _ends(reader: AmountReader, amount: Amount, second: Amount) -> tuple[float, float]:
    """Read both ends; the first shares the second's scale when it has none ("2 to 3 billion")."""
    first, last = amount.value, second.value
    bare = reader.tokens[second.first].value
    if first < last and bare and last / bare >= 100 and first == reader.tokens[amount.first].value:
        scaled = first * last / bare
        first = scaled if scaled <= last else first
    return min(first, last), max(first, last)
