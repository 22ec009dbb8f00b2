"""Measures: what stands around an amount: sign, currency, unit, and approximators on either side."""

import re
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name

from ..countries import currencies
from ..lexicon import read_lexicon
from .degrees import kind_of_degrees

GAPS = r"[\s\xa0]"
LONGEST_UNIT, LONGEST_APPROXIMATOR = 30, 28
# Units of one or two letters that are not written small.
SHORT = {
    "C", "F", "K", "W", "V", "L", "GB", "MB", "TB", "KB", "mL", "kW", "MW", "GW", "Hz", "Mt", "dB", "eV",
    "Wh", "Bq", "Sv", "Gy", "Gb", "Mb", "kJ", "MJ", "PS", "Ah", "Nm",
}  # fmt: skip
# "200PS" is power, "ps" is none.
CAPITAL = {"ps", "ah"}
# Before "the" these place or compare: "chose it over the two bills", "short of the 226 needed".
PLACING = re.compile(
    r"(?:over|under|above|below|around|about|exceeding|topping|within|.* (?:of|than))[\s\xa0]+the", re.I
)
# "Went up to 15" is where it went; "can go up to 15" is a bound.
RISING = re.compile(
    r"\b(?<!can )(?<!could )(?<!may )(?<!might )(?:go|goes|going|went|gone|moved|moves|moving|climbed|inched|edged)"
    r"[\s\xa0]$",
    re.IGNORECASE,
)
# "Lower than a year ago", "12% more than a year ago": the figure is when.
COMPARED = re.compile(r"(?!.*\b(?:more|less)\b).*\bthan$", re.IGNORECASE)
SHARE = re.compile(r"(?:%|\b(?:percent|per[\s\xa0]cent|points?|times|million|billion)|\d)[\s\xa0]$", re.IGNORECASE)
AGO = re.compile(r"[\s\xa0]+(?:ago|earlier|before)\b", re.IGNORECASE)
# Letters before digits, and an amount that no room, robot or mask has: "R500m", "N500,000".
PREFIX = re.compile(r"(?<![\w&./-])(?P<form>[A-Z][A-Za-z]{0,3})(?P<gap>[\s\xa0]?)$")
LARGE = re.compile(r"[\d.]+(?:,\d{3})+|[\d.]+[\s-]?(?:[mbt]n?\b|[mbtr]+illion|crore|lakh|trn|thousand)")
# "Plus or minus 3 points", "+/-3".
EITHER = re.compile(r"(?:\bplus or\s|\+/)$", re.IGNORECASE)
# A word or number right before a dash, and the words that a negative number follows.
NAMED = re.compile(r"(?P<word>[\w’']+)[\s\xa0]\Z")
BELOW = frozenset(
    "about and around at below between but by from is of or reached reaching than that the to touched was with".split()
)
# Letters apart from a sign, as some papers write them.
CODED = re.compile(r"(?<![\w$])(?P<code>[A-Z]{2,3})[\s\xa0]?$")
# What makes a name of a unit before it.
CLASS = re.compile(r"[\s-](?:[Cc]lass|[Tt]ype)\b")
# "Millions and millions".
TWICE = "dozens|hundreds|thousands|millions|billions"
# What "in" must stand before to mean inches.
INCHES = re.compile(r"[\s\xa0]+(?:thick|long|wide|tall|deep|high)\b")
# Without one of these in the article, a pound is a weight.
STERLING = re.compile(
    r"£|\b(?:sterling|pence|GBP|British|Britain|UK|U\.K\.|London|England|Egypt|Syria|Lebanon|Sudan)\b"
)

WEIGHED = re.compile(r"\bweigh(?:s|ed|ing|t)?\b[^.;\n]{0,25}\Z")


def _any(words: list[str]) -> str:
    """Join words to a pattern, longest first; a space stands for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"[\s\xa0]+") for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Compile what stands around an amount, from the lexicons."""
    listed = list(units().values())
    money = [entry["form"] for entry in listed if entry["unit_kind"] == "money"]
    signs = _any([form for form in money if not form[-1].isalpha() and not form[0].isalpha()])
    lettered = _any([form for form in money if not form[-1].isalpha() and form[0].isalpha()])
    codes = _any([form for form in money if form.isalpha() and form.isascii() and len(form) in (2, 3)])
    words = {
        side: _any([entry["words"] for entry in read_lexicon("approximators") if entry["side"] == side])
        for side in ("before", "after")
    }
    vague = _any([entry["words"] for entry in read_lexicon("vague_amounts")])
    forms = _any([entry["form"] for entry in listed])
    number = r"[\s\xa0]+(?:(?:than|or|an?|one|two|three|half|ten|twenty|thirty)\b|[$£€]?\d)"
    patterns = {
        "single": rf"(?<![\w-])(?:(?P<words>{words['before']}){GAPS}+)?\ban?{GAPS}+(?P<unit>{forms})(?![\w$-])",
        "sign": rf"(?:(?P<sign>(?<![^\W\d_])(?:{lettered})|{signs})[\s\xa0]?|(?<![^\W\d_])(?P<code>{codes})[\s\xa0]?)$",
        "before": rf"(?<![\w-])(?P<words>{words['before']})(?:{GAPS}+|(?<=[<>=≥≤~]){GAPS}*)(?:an?{GAPS}+|the{GAPS}+)?$",
        "after": rf"{GAPS}+(?P<words>{words['after']})\b(?!{number})",
        "vague": rf"\b(?:(?P<twice>{TWICE}) and (?=(?P=twice)\b))?(?:{vague})\b",
        "bracketed": rf"(?!\([a-z]\)){GAPS}?[(\[{{<](?P<unit>{forms})[)\]}}>]",
        "measured": rf"(?P<gap>{GAPS}*-?{GAPS}*)(?P<unit>{forms})(?![\w$])",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


@cache
def units() -> dict[str, dict[str, str]]:
    """Map each form of a unit to its entry: those of the lexicon, and currencies by code and full name in CLDR."""
    named = {code.lower(): {"form": code.lower(), "unit": code, "unit_kind": "money"} for code in codes()}
    for code in sorted(Locale("en").currencies, key=lambda code: (code in currencies().values(), code)):
        for form in {get_currency_name(code, count, "en").lower() for count in (1, 2)}:
            if " " in form and form.replace(" ", "").isalpha():
                named[form] = {"form": form, "unit": code, "unit_kind": "money"}
    return named | {entry["form"]: entry for entry in read_lexicon("units")}


@cache
def codes() -> frozenset[str]:
    """List the codes of countries' currencies, but those that are words or stand for something else besides."""
    listed = {entry["form"].upper() for entry in read_lexicon("units")}
    return frozenset(currencies().values()) - listed - prefixes().keys()


def step_minus(text: str, start: int, before: int, *, is_word: bool) -> tuple[int, int]:
    """Step over "minus", or over a minus sign before digits.

    A dash before a word or between two spaces is none, nor one that opens a line and marks the item of a list.
    """
    sign = "" if is_word else r"(?<![\w.)%−-])(?:[-−]|(?:(?<![\w.,)%’\"”]\s)|(?<=\b(?:to|at|of|by|is)\s))[-−]\s)|"
    written = re.compile(rf"(?:{sign}\b(?:minus|negative)[\s\xa0]+)\Z", re.IGNORECASE)
    match = written.search(text, max(before, start - 10), start)
    if match is None or EITHER.search(text, max(0, match.start() - 10), match.start()):
        return start, 1
    is_dash = match.group()[0] in "-−" and (_is_bullet(text, match, start) or _is_hyphen(text, match.start(), start))
    return (start, 1) if is_dash else (match.start(), -1)


def _is_bullet(text: str, dash: re.Match[str], start: int) -> bool:
    """Return True if a dash opens its line and marks an item, not a temperature nor a number that fills the line."""
    line = text.rfind("\n", 0, dash.start()) + 1
    if text[line : dash.start()].strip(" \t\xa0•*·") or (dash.group() == "−" and line):
        return False
    if dash.group()[-1] in " \xa0":
        return True
    end = _digits_end(text, start)
    measured = find_unit(text, end)
    is_alone = not text[measured[1] if measured else end :].partition("\n")[0].strip(" .%")
    return not (is_alone or (measured and measured[0]["unit_kind"] == "temperature"))


def _is_hyphen(text: str, dash: int, start: int) -> bool:
    """Return True if a dash joins a count to the name or word before it: "F -16", "the 737 -800"; no count is less."""
    before = NAMED.search(text, max(0, dash - 24), dash)
    if before is None or before["word"].lower() in BELOW:
        return False
    end = _digits_end(text, start)
    return find_unit(text, end) is None and not text.startswith((" million", " billion"), end)


def _digits_end(text: str, start: int) -> int:
    """Return where the digits end that begin at a place."""
    match = re.compile(r"\d[\d.,]*(?<![.,])").match(text, start)
    return match.end() if match else start


def find_sign(text: str, start: int, before: int) -> tuple[int, dict[str, str] | None]:
    """Step over a currency's sign or code before an amount."""
    written = PREFIX.search(text, max(before, start - 6), start)
    entry = prefixes().get(written["form"]) if written else None
    if entry and (entry["needs"] == "-" or (entry["needs"] == "large" and LARGE.match(text, start))):
        return written.start(), {"unit": entry["unit"], "unit_kind": "money"}
    match = patterns()["sign"].search(text[max(before, start - 8) : start])
    if match is None or (match["code"] and not (match["code"].isupper() or match["code"] == "Rs")):
        return start, None
    is_people = bool(match["sign"]) and match["sign"].startswith("us") and match["sign"].endswith(" $")  # "cost us $2m"
    start -= len(match.group()) - (match["sign"].index("$") if is_people else 0)
    coded = CODED.search(text, max(before, start - 5), start) if match["sign"] == "$" else None
    if coded and (entry := units().get(f"{coded['code'].lower()}$")):
        return coded.start(), entry  # "HK $2,000"
    if coded and coded["code"] in signed_codes():
        return coded.start(), {"unit": coded["code"], "unit_kind": "money"}  # "COP $35 million"
    return start, units()[fold_unit(match["sign"] or match["code"])]


@cache
def signed_codes() -> frozenset[str]:
    """List the codes of the currencies that are written with a dollar sign."""
    names = {code: get_currency_name(code, 1, "en").split()[-1].lower() for code in currencies().values()}
    return frozenset(code for code, noun in names.items() if noun in ("dollar", "peso"))


@cache
def prefixes() -> dict[str, dict[str, str]]:
    """Map what papers write before digits for a currency, in their case, to its unit and what else it needs."""
    return {entry["prefix"]: entry for entry in read_lexicon("currency_prefixes")}


def fold_unit(form: str) -> str:
    """Fold a unit as the lexicon writes it; the Greek letter for micro is the sign for it."""
    return " ".join(form.lower().replace("\u03bc", "\u00b5").split())


def find_unit(text: str, end: int) -> tuple[dict[str, str], int] | None:
    """Return the unit right after an amount, and where it ends.

    A unit of one or two letters must touch the digits or stand after one space; "m" and the like were read as scales.
    """
    if _is_inch(text, end):
        return units()["inch"], end + 1
    match = patterns()["measured"].match(text, end, end + LONGEST_UNIT + 4)
    if match is None and (bracketed := patterns()["bracketed"].match(text, end, end + LONGEST_UNIT + 4)):
        return units()[fold_unit(bracketed["unit"])], bracketed.end()
    if match is None or "\n" in match["gap"] or len(match["gap"]) > 3:
        return None
    unit = units()[fold_unit(match["unit"])]
    if len(match["unit"]) > 3 and match["unit"].istitle() and CLASS.match(text, match.end()):
        return None  # "seven Kilo Class submarines"
    if match["unit"].upper() in codes() and not match["unit"].isupper():
        return None
    if match["unit"].lower() == "p" and (match["gap"] or match["unit"] == "P" or not STERLING.search(text)):
        return None  # "12p a share", but not a film in 1080p
    if match["unit"].lower() in ("pound", "pounds") and not _is_sterling(text, end):
        unit = {"unit": "pound", "unit_kind": "mass"}
    if match["unit"] == "Nm":
        unit = {"unit": "newton metre", "unit_kind": "other"}
    if unit["unit"] == "degree":
        kind = kind_of_degrees(text, match.start("unit"), match.end())
        if kind == "award":
            return None
        unit = {"unit": "degree", "unit_kind": "temperature" if kind == "temperature" else "other"}
    if len(match["unit"]) <= 2 and match["unit"].isalpha():
        is_form = (match["unit"].islower() and match["unit"] not in CAPITAL) or match["unit"] in SHORT
        if (
            not is_form
            or "-" in match["gap"]
            or match["unit"] in ("s", "a", "f", "c")
            or (match["unit"] == "in" and not INCHES.match(text, match.end()))
        ):
            return None
    return unit, match.end()


def _is_sterling(text: str, end: int) -> bool:
    """Say whether pounds after an amount are money: in millions, or in an article of such lands, but not weighed."""
    is_sum = re.search(r"[mb]illion\s$", text[max(0, end - 12) : end] + " ")
    return not WEIGHED.search(text, max(0, end - 60), end) and bool(is_sum or STERLING.search(text))


def _is_inch(text: str, end: int) -> bool:
    """Say whether a mark after a digit means inches: no quotation is open before it on its line."""
    if text[end : end + 1] == "″":
        return True
    before = text[text.rfind("\n", 0, end) + 1 : end]
    return (
        text[end : end + 1] == '"' and text[end - 1 : end].isdigit() and len(re.findall(r'(?<!\d)"', before)) % 2 == 0
    )


def find_bound(text: str, start: int, end: int, before: int) -> tuple[int, int, str]:
    """Read the approximator on either side."""
    bound = "="
    if match := re.compile(r"[\s\xa0]?\+(?!\s?\d)|[\s\xa0-]plus\b").match(text, end):
        end, bound = match.end(), ">="
    elif match := re.compile(r"-odd\b").match(text, end):
        end, bound = match.end(), "~"
    elif match := patterns()["after"].match(text, end):
        end, bound = match.end("words"), bound_of(match["words"], "after")
    opened = re.search(r"(?i)\b(?:between|from)[\s\xa0]+$", text[max(before, start - 10) : start])
    start = start - len(opened.group()) if opened and opened.group().lower().startswith("between") else start
    for _ in range(2):
        match = patterns()["before"].search(text[max(before, start - LONGEST_APPROXIMATOR - 5) : start])
        if match is None or PLACING.fullmatch(match.group().rstrip()) or _is_no_bound(match, text, start, end):
            break
        start -= len(match.group())
        own = bound_of(match["words"], "before")
        bound = own if bound in "=~" else bound
    return start, end, bound


def _is_no_bound(match: re.Match[str], text: str, start: int, end: int) -> bool:
    """Say whether words before a figure do not bound it: "went up to 15", "lower than a year ago"."""
    first = start - len(match.group())
    before = text[max(0, first - 12) : first]
    return bool(
        (match["words"].lower() == "up to" and RISING.search(before)) or is_moment(match["words"], before, text, end)
    )


def is_moment(words: str, before: str, text: str, end: int) -> bool:
    """Say whether a figure after "than" is when something was compared: "12% lower than a year ago"."""
    is_compared = COMPARED.fullmatch(words) or (words.lower().endswith("than") and SHARE.search(before))
    return bool(is_compared and AGO.match(text, end))


def bound_of(words: str, side: str) -> str:
    folded = " ".join(words.lower().split())
    entries = read_lexicon("approximators")
    return next(entry["bound"] for entry in entries if entry["words"] == folded and entry["side"] == side)
