"""Score values of numbers, ranges and quantities on Recognizers-Text's and quantulum3's cases."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path

from newsframes.figures import Number, find_numbers

from .estimates import Score, share

# Which kinds of unit answer for a model of Recognizers-Text; None stands for any measure.
MODELS = {
    "NumberModel": {"count", "ratio", "money", "percent", "duration", "other"},
    "PercentModel": {"percent"}, "CurrencyModel": {"money"}, "DimensionModel": None,
    "AgeModel": {"age", "duration"}, "TemperatureModel": {"temperature", "other"},
}  # fmt: skip
# What no news text says is left out, with the reason.
LEFT_OUT = {
    r"\^": "powers", r"\bover (?:\d|one|three|twenty)": "divisions in words",
    r"^\d+(?:\.\d+){3}$": "network addresses", r"\d ?G$": "bare G for billion",
    r"trillionths|two dozens|three and three fifths": "sums in words",
    r"\w+ty[- ](?:\w+th|firsts?|fifths)\b": "compound denominators",
    r"hundred(?:[ -](?:and )?\w+)* ?-?(?:fifths?|fifth)": "compound denominators, too",
    r"phone|https?:": "telephone numbers and addresses", r"naught|nought": "nought",
    r"^ ?the (?:May|[\d.]+ml)|km Road|1m isn": "cases that want no number",
    r"(?:dollars?|USD) (?:and )?(?:\d\d\b(?! ?cents?)|forty five|one and|two and)":
        "prices as spoken",
    r"mao five|and me c": "prices as spoken, too",
    r"1,3\.|1\.111,11": "decimal commas", r"percents? of|per cent of": "percent before its number",
}  # fmt: skip
# Units of the laboratory, and words for amounts that quantulum3 counts as units.
EXOTIC = re.compile(
    r"barn|second of arc|minute of arc|inverse|joule second|candela|picometre|attometre"
    r"|gigayear|megayear|gross|dozen"
    r"|\bdime\b|kibibyte|watt per minute|square second|joule per square|kelvin|litre per kilometre"
)
OUT = re.compile("|".join(LEFT_OUT))
OPEN = (-math.inf, math.inf)
# quantulum3's names for units that have other names here.
ALIKE = {
    "pound sterling": "GBP", "dollar": "USD", "euro": "EUR", "yen": "JPY", "dimensionless": "count",
    "percentage": "percent", "pound-mass": "pound", "cubic centimetre": "millilitre",
    "rupee": "INR", "yuan": "CNY", "cent": "US cent",
}  # fmt: skip


def score_quantities(folder: Path) -> Iterator[Score]:
    """Score every set, one case a document."""
    counts = [
        count
        for model in MODELS
        for count in _values(folder / "recognizers_text" / f"{model}.json", model)
    ]
    yield share("Recognizers-Text, six models, values right", counts)
    ranges = list(_ranges(folder / "recognizers_text/NumberRangeModel.json"))
    yield share("Recognizers-Text, NumberRangeModel, bounds right", ranges)
    values, units = [], []
    for path in sorted((folder / "quantulum3").glob("*.json")):
        for value, unit, n in _quantities(path):
            values.append((value, n))
            units.append((unit, n))
    yield share("quantulum3's cases, value right", values)
    yield share("quantulum3's cases, value and unit right", units)


def _cases(path: Path) -> list[dict]:
    return json.loads(path.read_text("utf-8-sig"))


def _values(path: Path, model: str) -> Iterator[tuple[int, int]]:
    """Yield (values right, values) of each case in scope."""
    for case in _cases(path):
        wanted = [_number(result.get("Resolution", {}).get("value")) for result in case["Results"]]
        wanted = [value for value in wanted if value is not None]
        if not wanted or OUT.search(case["Input"]):
            continue
        kinds = MODELS[model]
        found = [
            number
            for number in find_numbers(case["Input"])
            if (number.unit_kind in kinds if kinds else number.unit_kind not in ("count", "money"))
        ]
        yield (
            _matched(wanted, [end for number in found for end in dict.fromkeys(_ends(number))]),
            len(wanted),
        )


def _ends(number: Number) -> list[float]:
    return [end for end in (number.low, number.high) if math.isfinite(end)]


def _matched(wanted: list[float], found: list[float]) -> int:
    """Count values found, each once."""
    left, right = list(found), 0
    for value in wanted:
        near = next(
            (end for end in left if math.isclose(end, value, rel_tol=1e-4, abs_tol=1e-9)), None
        )
        if near is not None:
            left.remove(near)
            right += 1
    return right


def _number(text: object) -> float | None:
    try:
        return float(str(text).replace(",", "").rstrip("%"))
    except ValueError:
        return None


def _ranges(path: Path) -> Iterator[tuple[int, int]]:
    """Yield (ranges right, ranges) of each case; an end that is missing is open."""
    for case in _cases(path):
        found = [(number.low, number.high) for number in find_numbers(case["Input"])]
        for result in case["Results"]:
            match = re.match(r"[\[(](-?[\d.]*),(-?[\d.]*)[\])]", result["Resolution"]["value"])
            if match:
                low, high = (float(end) if end else OPEN[n] for n, end in enumerate(match.groups()))
                yield sum(math.isclose(a, low) and math.isclose(b, high) for a, b in found) > 0, 1


def _quantities(path: Path) -> Iterator[tuple[int, int, int]]:
    """Yield (values right, values and units right, quantities).

    For a range, quantulum3 gives the middle.
    """
    for case in json.loads(path.read_text("utf-8")):
        found = find_numbers(case["req"])
        right = both = 0
        kept = [wanted for wanted in case["res"] if not EXOTIC.search(wanted["unit"] or "")]
        for wanted in kept:
            same = [number for number in found if _is_near(number, wanted["value"])]
            unit = wanted["unit"] or "dimensionless"
            right += bool(same)
            both += any(_is_unit(number, unit) for number in same)
        yield right, both, len(kept)


def _is_unit(number: Number, unit: str) -> bool:
    known = {number.unit.lower()} | ({"count"} if number.unit_kind == "ratio" else set())
    return ALIKE.get(unit, unit).lower() in known


def _is_near(number: Number, value: float) -> bool:
    ends = _ends(number)
    return any(
        math.isclose(end, value, rel_tol=1e-4, abs_tol=1e-9)
        for end in (*ends, sum(ends) / len(ends))
    )
