"""Signs: what stands before an amount: a minus, or a currency's sign or code."""

import re

from ..language.countries import currencies
from .listed_forms import fold_unit
from .measures import codes, find_unit, patterns, prefixes, signed_codes, units
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
LISTED = re.compile(r"[:;][\s\xa0]\Z")  # "We know: -20 people came"
COUNTED = re.compile(r"\s[a-z]")
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
    """Return True if a dash opens its line and marks an item.

    Not before a temperature, nor before a number that fills the line.
    """
    line = text.rfind("\n", 0, dash.start()) + 1
    if text[line : dash.start()].strip(" \t\xa0•*·-–") or (dash.group() == "−" and line):
        return False
    measured = find_unit(text, end)
    rest = text[measured[1] if measured else end :].partition("\n")[0]
    is_alone = not rest.strip(" .%")
    if dash.group()[-1] in " \xa0":
        return not (is_alone and "\n" not in text)
    return not (is_alone or (measured and measured[0]["unit_kind"] == "temperature"))


def _is_hyphen(text: str, dash: int, end: int) -> bool:
    """Return True if a dash joins a count to the name or word before it.

    "F -16", "the 737 -800"; no count is less.
    """
    before = NAMED.search(text, max(0, dash - 24), dash)
    is_listed = LISTED.search(text, max(0, dash - 3), dash) and COUNTED.match(text, end)
    if is_listed and find_unit(text, end) is None:
        return True
    if before is None or before["word"].lower() in words("below zero"):
        return False
    return find_unit(text, end) is None and not text.endswith(("million", "billion"), 0, end)


def find_sign(text: str, start: int, before: int) -> tuple[int, dict[str, str] | None]:
    """Step over a currency's sign or code before an amount."""
    written = PREFIX.search(text, max(before, start - 6), start)
    entry = prefixes().get(written["form"]) if written else None
    if written and entry and _is_met(entry["needs"], text, start):
        return written.start(), {"unit": entry["unit"], "unit_kind": "money"}
    match = patterns()["sign"].search(text[max(before, start - 8) : start])
    if match is None or (match["code"] and not (match["code"].isupper() or match["code"] == "Rs")):
        return start, None
    is_people = (
        bool(match["sign"]) and match["sign"].startswith("us") and match["sign"].endswith(" $")
    )  # "cost us $2m"
    start -= len(match.group()) - (match["sign"].index("$") if is_people else 0)
    coded = CODED.search(text, max(before, start - 5), start) if match["sign"] == "$" else None
    if coded and (entry := units().get(f"{coded['code'].lower()}$")):
        return coded.start(), entry  # "HK $2,000"
    if coded and coded["code"] in signed_codes():
        return coded.start(), {"unit": coded["code"], "unit_kind": "money"}  # "COP $35 million"
    return start, units()[fold_unit(match["sign"] or match["code"])]


def _is_met(need: str, text: str, start: int) -> bool:
    """Return True if an amount is what a prefix needs behind it: anything, or a large amount."""
    return need == "-" or (need == "large" and LARGE.match(text, start) is not None)


def read_scaled(match: re.Match[str]) -> tuple[dict[str, str], float] | None:
    """Return the currency and the factor of a scale written together with it: "MUSD", "SEKm"."""
    form, factor = match["code"] or match["sign"], FACTORS[match["ahead"] or match["behind"]]
    if form in units():
        return units()[form], factor
    entry = units().get(form.lower())
    is_code = form in codes() or (
        entry is not None and entry["unit"] == form and form in set(currencies().values())
    )
    return ({"unit": form, "unit_kind": "money"}, factor) if is_code else None
