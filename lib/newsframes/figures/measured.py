"""Measured: the unit of an amount, on either side of it, with the scale written beside it."""

import re
from dataclasses import dataclass

from .amounts import Amount
from .measures import GAPS, find_unit, signed_codes
from .signs import SCALED_AFTER, SCALED_BEFORE, find_sign, read_scaled

COUNT = {"unit": "count", "unit_kind": "count"}
RATIO = {"unit": "ratio", "unit_kind": "ratio"}
# "75 USD million": the scale stands behind the currency.
SCALE = re.compile(r"[\s\xa0](million|billion|trillion)\b", re.IGNORECASE)
MILLIONS = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
CODE = re.compile(r"[\s\xa0]?(?:\((?P<bare>[A-Z]{3})\)|(?P<code>[A-Z]{3})\b)")
# "Two $ 500 cheques", "4 € 1,000 bonds": the sign belongs to what follows.
OF_NEXT = re.compile(
    r"[\s\xa0][^\w\s.,%]+[\s\xa0]?\d[\d.,]*(?![\d.,])(?!\s?(?:[^\w\s.,;:)?!]|cents?\b))"
)
PER = re.compile(
    rf"(?P<noun>(?:{GAPS}+[^\W\d]+){{1,3}}?)??{GAPS}+per{GAPS}+(?P<base>\d{{1,3}}(?:,\d{{3}})+|1\d{{2,6}}|hundred|thousand|million)\b",
    re.IGNORECASE,
)
STRONG = re.compile(r"-strong\b|[\s\xa0]+years?[\s\xa0]+of[\s\xa0]+age\b")


@dataclass(frozen=True)
class Measure:
    """The unit of an amount.

    ``start`` and ``end`` are where amount and unit begin and end; ``factor`` is what the scale
    beside them multiplies by.
    """

    start: int
    end: int
    unit: dict[str, str]
    factor: float = 1.0


def read_measure(text: str, amount: Amount, start: int, end: int, before: int) -> Measure:
    """Read the unit of an amount.

    Parameters
    ----------
    text, amount
        The text, and the amount.
    start, end
        Where the amount begins, with its minus, and where it or the range ends.
    before
        Where the number before it ends.
    """
    scaled = SCALED_BEFORE.search(text, max(before, start - 7), start)
    if scaled is not None and (read := read_scaled(scaled)) is not None:
        return Measure(scaled.start(), end, *read)
    start, unit = find_sign(text, start, before)
    scaled = SCALED_AFTER.match(text, end) if unit is None else None
    if scaled is not None and (read := read_scaled(scaled)) is not None:
        return Measure(start, scaled.end(), *read)
    measured = find_unit(text, end)
    if measured and measured[0]["unit_kind"] == "money" and OF_NEXT.match(text, end):
        measured = None
    is_doubled = (
        unit and measured and (measured[0]["unit_kind"] != "money" or measured[1] - end <= 4)
    )
    if measured and not is_doubled:
        is_code = (
            unit is not None
            and measured[0]["unit"] in signed_codes()
            and unit["unit"] in signed_codes()
        )
        unit, end = (
            (measured[0] if unit is None or is_code else unit),
            measured[1],
        )  # "$3 million (CAD)"
    unit = unit or (RATIO if amount.is_share else COUNT)
    factor = 1.0
    if unit["unit_kind"] == "money" and (scale := SCALE.match(text, end)):
        factor, end = MILLIONS[scale[1].lower()], scale.end()
    unit, end = _with_age(*_with_code(unit, text, end))
    return Measure(start, *_with_base(unit, text, end), factor)


def _with_code(unit: dict[str, str], text: str, end: int) -> tuple[dict[str, str], str, int]:
    """Read the code that tells the dollar behind the amount: "$249 USD", "$3 million (CAD)"."""
    match = CODE.match(text, end) if unit["unit_kind"] == "money" else None
    if match is None or (code := match["code"] or match["bare"]) not in signed_codes():
        return unit, text, end
    return {"unit": code, "unit_kind": "money"}, text, match.end()


def _with_age(unit: dict[str, str], text: str, end: int) -> tuple[dict[str, str], int]:
    """Include "of age" and "strong", where they follow."""
    if match := STRONG.match(text, end):
        return (
            unit if match.group() == "-strong" else {"unit": "year", "unit_kind": "age"}
        ), match.end()
    return unit, end


def _with_base(unit: dict[str, str], text: str, end: int) -> tuple[int, dict[str, str]]:
    """Read the base of a rate.

    "4.5 per 100,000", and "nine deaths per 1,000 births", where a noun stands between.
    """
    match = PER.match(text, end) if unit is COUNT else None
    if match is None:
        return end, unit
    return end if match["noun"] else match.end(), {
        "unit": f"per {match['base'].lower()}",
        "unit_kind": "ratio",
    }
