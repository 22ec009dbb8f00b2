"""Signs: what stands before an amount: a minus, or a currency's sign or code."""

import re
from dataclasses import dataclass

from ..language.countries import currencies
from .amounts import Amount
from .measures import GAPS, codes, find_unit, fold_unit, patterns, prefixes, signed_codes, units
from .words import words

# Letters before digits, and an amount that no room, robot or mask has: "R500m", "N500,000".
PREFIX = re.compile(r"(?<![\w&./-])(?P<form>[A-Z][^\W\d_]{0,3})(?P<gap>[\s\xa0]?)$")
LARGE = re.compile(
    r"[\d.]+(?:,\d{3})+|[\d.]+[\s-]?(?:[mbt]n?\b|[mbtr]+illion|crore|lakh|trn|thousand)"
)
# "Plus or minus 3 points", "+/-3".
EITHER = re.compile(r"(?:\bplus or\s|\+/)$", re.IGNORECASE)
# A word or number right before a dash, and the words that a negative number follows.
NAMED = re.compile(r"(?P<word>[\w’']+)[\s\xa0]\Z")
REST = re.compile(r"[^\n]*")
# "50 MUSD", "MEUR 12", "SEKm 120", "TEUR 500", "£m 12": a scale written together with a currency.
SCALED = (
    r"(?:(?P<ahead>MM|M|T|K|k|B)(?P<code>[A-Z]{3})|(?P<sign>[A-Z]{3}|[£€$])(?P<behind>mn|m|bn|k))"
)
SCALED_BEFORE = re.compile(rf"(?<![\w$£€]){SCALED}[\s\xa0]?\Z")
SCALED_AFTER = re.compile(rf"[\s\xa0]?{SCALED}(?!\w)")
FACTORS = {
    "T": 1e3,
    "K": 1e3,
    "k": 1e3,
    "M": 1e6,
    "MM": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "B": 1e9,
    "bn": 1e9,
}
# Letters apart from a sign, as some papers write them.
CODED = re.compile(r"(?<![\w$])(?P<code>[A-Z]{2,3})[\s\xa0]?$")


def step_minus(text: str, start: int, end: int, before: int, *, is_word: bool) -> tuple[int, int]:
    """Step over "minus", or over a minus sign before digits.

    A dash before a word or between two spaces is none, nor one that opens a line and marks the item
    of a list.

    Parameters
    ----------
    text
        The text.
    start, end
        Where the amount begins, and where it or the range ends.
    before
        Where the number before it ends.
    is_word
        Whether the amount is in words.
    """
    sign = (
        ""
        if is_word
        else r"(?<![\w.)%−-])(?:[-−]|(?:(?<![\w.,)%’\"”]\s)|(?<=\b(?:to|at|of|by|is)\s))[-−]\s)|"
    )
    written = re.compile(rf"(?:{sign}\b(?:minus|negative)[\s\xa0]+)\Z", re.IGNORECASE)
    match = written.search(text, max(before, start - 10), start)
    if match is None or EITHER.search(text, max(0, match.start() - 10), match.start()):
        return start, 1
    is_dash = match.group()[0] in "-−" and (
        _is_bullet(text, match, end) or _is_hyphen(text, match.start(), end)
    )
    return (start, 1) if is_dash else (match.start(), -1)


def _is_bullet(text: str, dash: re.Match[str], end: int) -> bool:
    """Return True if a dash marks an item of a list, and neither a temperature nor a line."""
    line = text.rfind("\n", 0, dash.start()) + 1
    if text[line : dash.start()].strip(" \t\xa0•*·"):
        return False
    measured = find_unit(text, end)
    is_alone = not REST.match(text, measured[1] if measured else end).group().strip(" .%")
    if dash.group()[-1] in " \xa0":
        return not is_alone
    return not (is_alone or (measured and measured[0]["unit_kind"] == "temperature"))


def _is_hyphen(text: str, dash: int, end: int) -> bool:
    """Return True if a dash joins a count to the name before it: "F -16", "the 737 -800"."""
    before = NAMED.search(text, max(0, dash - 24), dash)
    if before is None or before["word"].lower() in words("below zero"):
        return False
    return find_unit(text, end) is None


def find_sign(text: str, start: int, before: int) -> tuple[int, dict[str, str] | None]:
    """Step over a currency's sign or code before an amount."""
    written = PREFIX.search(text, max(before, start - 6), start)
    entry = prefixes().get(written["form"]) if written else None
    if entry and (
        entry["needs"] == "-" or (entry["needs"] == "large" and LARGE.match(text, start))
    ):
        return written.start(), {"unit": entry["unit"], "unit_kind": "money"}
    match = patterns()["sign"].search(text[max(before, start - 8) : start])
    if match is None or (match["code"] and not (match["code"].isupper() or match["code"] == "Rs")):
        return start, None
    # "Cost us $2m".
    is_people = (
        bool(match["sign"]) and match["sign"].startswith("us") and match["sign"].endswith(" $")
    )
    start -= len(match.group()) - (match["sign"].index("$") if is_people else 0)
    coded = CODED.search(text, max(before, start - 5), start) if match["sign"] == "$" else None
    if coded and (entry := units().get(f"{coded['code'].lower()}$")):
        return coded.start(), entry  # "HK $2,000"
    if coded and coded["code"] in signed_codes():
        return coded.start(), {"unit": coded["code"], "unit_kind": "money"}  # "COP $35 million"
    return start, units()[fold_unit(match["sign"] or match["code"])]


def read_scaled(match: re.Match[str] | None) -> tuple[dict[str, str], float] | None:
    """Return currency and factor of a scale written with a currency: "MUSD", "SEKm"."""
    if match is None:
        return None
    form, factor = match["code"] or match["sign"], FACTORS[match["ahead"] or match["behind"]]
    entry = units().get(form.lower())
    is_code = form in codes() or (
        entry is not None and entry["unit"] == form and form in set(currencies().values())
    )
    return ({"unit": form, "unit_kind": "money"}, factor) if is_code else None


COUNT = {"unit": "count", "unit_kind": "count"}
RATIO = {"unit": "ratio", "unit_kind": "ratio"}
CODE = re.compile(r"[\s\xa0]?(?:\((?P<bare>[A-Z]{3})\)|(?P<code>[A-Z]{3})\b)")
# "Two $ 500 cheques", "4 € 1,000 bonds": the sign belongs to what follows.
OF_NEXT = re.compile(
    r"[\s\xa0][^\w\s.,%]+[\s\xa0]?\d[\d.,]*(?![\d.,])(?!\s?(?:[^\w\s.,;:)?!]|cents?\b))"
)
PER = re.compile(
    rf"(?P<noun>(?:{GAPS}+[^\W\d]+){{1,3}}?)??{GAPS}+per{GAPS}+(?P<base>\d{{1,3}}(?:,\d{{3}})+"
    rf"|1\d{{2,6}}|hundred|thousand|million)\b",
    re.IGNORECASE,
)
STRONG = re.compile(r"-strong\b|[\s\xa0]+years?[\s\xa0]+of[\s\xa0]+age\b")


@dataclass(frozen=True)
class Measure:
    """The unit of an amount, the place of both, and what the scale beside it multiplies by."""

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
    if (read := read_scaled(scaled)) is not None:
        return Measure(scaled.start(), end, *read)
    start, unit = find_sign(text, start, before)
    scaled = SCALED_AFTER.match(text, end) if unit is None else None
    if (read := read_scaled(scaled)) is not None:
        return Measure(start, scaled.end(), *read)
    measured = find_unit(text, end)
    if measured and measured[0]["unit_kind"] == "money" and OF_NEXT.match(text, end):
        measured = None
    is_doubled = (
        unit and measured and (measured[0]["unit_kind"] != "money" or measured[1] - end <= 4)
    )
    if measured and not is_doubled:
        unit, end = measured  # "$3 million (CAD)"
    unit = unit or (RATIO if amount.is_share else COUNT)
    unit, end = _with_age(*_with_code(unit, text, end))
    return Measure(start, *_with_base(unit, text, end))


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
    """Read the base of a rate: "4.5 per 100,000", "nine deaths per 1,000 births"."""
    match = PER.match(text, end) if unit is COUNT else None
    if match is None:
        return end, unit
    return end if match["noun"] else match.end(), {
        "unit": f"per {match['base'].lower()}",
        "unit_kind": "ratio",
    }
