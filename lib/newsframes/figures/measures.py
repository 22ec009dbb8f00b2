"""Measures: units and currencies by their forms, and the unit behind an amount."""

import re
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name

from ..language.countries import currencies
from ..language.lexicon import read_lexicon
from .degrees import kind_of_degrees
from .listed_forms import ListedForms, fold_unit

GAPS = r"[\s\xa0]"
LONGEST_UNIT = 30
# Units of one or two letters that are not written small.
SHORT = {
    "C", "F", "K", "W", "V", "L", "GB", "MB", "TB", "KB", "mL", "kW", "MW", "GW", "Hz", "Mt", "dB",
    "eV", "Wh", "Bq", "Sv", "Gy", "Gb", "Mb", "kJ", "MJ", "PS", "Ah", "Nm",
}  # fmt: skip
# "200PS" is power, "ps" is none.
CAPITAL = {"ps", "ah"}
# Between an amount and its unit; what must not follow a unit; brackets about one.
GAP, NO_WORD = re.compile(rf"{GAPS}*-?{GAPS}*"), re.compile(r"(?![\w$])")
BRACKET = re.compile(rf"(?!\([A-Za-z]\)){GAPS}?[(\[{{<]")
CLOSED = re.compile(r"[)\]}>]")
# What makes a name of a unit before it.
CLASS = re.compile(r"[\s-](?:[Cc]lass|[Tt]ype)\b")
# "Millions and millions".
TWICE = "dozens|hundreds|thousands|millions|billions"
# What makes a model of a letter before it: "90 F-16 fighters".
MODEL = re.compile(r"-\d")
# What "in" must stand before to mean inches.
INCHES = re.compile(r"[\s\xa0]+(?:thick|long|wide|tall|deep|high)\b")
# Without one of these in the article, a pound is a weight.
STERLING = re.compile(
    r"£|\b(?:sterling|pence|GBP|British|Britain|UK|U\.K\.|London|England|FTSE|Egypt|Syria|Lebanon|Sudan)\b"
)

# Of a screen.
RESOLUTIONS = {"144", "240", "360", "480", "576", "720", "1080", "1440", "2160", "4320"}
IN_PENCE = re.compile(rf"\d\.\d+p\b|{STERLING.pattern}")
PER_SHARE = re.compile(
    r"\s(?:a|per)\s(?:share|litre|unit|pint|mile|kilowatt|text|call|minute)\b|/(?:share|litre|kWh)\b"
)
# Pounds of these are money, of anything else a weight: "20 pounds of cocaine".
VALUE = (
    "aid|arrears|cash|compensation|credit|cuts|damage|debts?|equity|fines?|funding|funds|income|investments?|loans?"
    "|money|profits?|public|revenue|savings|spending|tax|taxpayers|turnover|worth"
)
WEIGHT_OF = re.compile(rf"[\s\xa0]of[\s\xa0](?!(?:[\w’']+[\s\xa0]){{0,2}}(?:{VALUE})\b)[a-z]")
# "A 500-pound bomb".
HEAVY = re.compile(
    r"[\s-](?:bombs?|shells?|warheads?|man|woman|baby|dog|bear|fish|tuna|weights?|dumbbells?|gorilla)\b"
)

WEIGHED = re.compile(
    r"\bweigh(?:s|ed|ing|t)?\b(?:(?!\bcost|\bpa(?:y|id)\b|\bsold\b|\bworth\b)[^.;\n]){0,25}\Z"
)
# "Cost 12 pounds", "a price of 12 pounds".
PAID = re.compile(
    r"\b(?:costs?|costing|pa(?:y|ys|id)|priced?|sold|sells?|fined|earn(?:s|ed)?|charged?|worth)\b[^.;\n]{0,25}\Z"
)


def any_of(words: list[str]) -> str:
    """Join words to a pattern, longest first; a space stands for any white space."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"[\s\xa0]+")
        for word in sorted(words, key=lambda w: (-len(w), w))
    )


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Compile what stands around an amount, from the lexicons."""
    listed = list(units().values())
    money = [entry["form"] for entry in listed if entry["unit_kind"] == "money"]
    signs = any_of([form for form in money if not form[-1].isalpha() and not form[0].isalpha()])
    lettered = any_of([form for form in money if not form[-1].isalpha() and form[0].isalpha()])
    codes = any_of(
        [form for form in money if form.isalpha() and form.isascii() and len(form) in (2, 3)]
    )
    words = {
        side: any_of(
            [entry["words"] for entry in read_lexicon("approximators") if entry["side"] == side]
        )
        for side in ("before", "after")
    }
    vague = any_of([entry["words"] for entry in read_lexicon("vague_amounts")])
    number = r"[\s\xa0]+(?:(?:than|or|an?|one|two|three|half|ten|twenty|thirty)\b|[$£€]?\d)"
    patterns = {
        "single": rf"(?<![\w-])(?:(?P<words>{words['before']}){GAPS}+)?\ban?{GAPS}+",
        "sign": rf"(?:(?P<sign>(?<![^\W\d_])(?:{lettered})|{signs})[\s\xa0]?"
        rf"|(?<![^\W\d_])(?P<code>{codes})[\s\xa0]?)$",
        "before": rf"(?<![\w-])(?P<words>{words['before']})"
        rf"(?:{GAPS}+|(?<=[<>=≥≤~]){GAPS}*)(?:an?{GAPS}+|the{GAPS}+)?$",
        "after": rf"{GAPS}+(?P<words>{words['after']})\b(?!{number})",
        "vague": rf"\b(?:(?P<twice>{TWICE}) and (?=(?P=twice)\b))?(?:{vague})\b",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


@cache
def units() -> dict[str, dict[str, str]]:
    """Map each form of a unit to its entry.

    The forms are those of the lexicon, and codes and full names of currencies in CLDR.
    """
    named = {
        code.lower(): {"form": code.lower(), "unit": code, "unit_kind": "money"} for code in codes()
    }
    for code in sorted(
        Locale("en").currencies, key=lambda code: (code in currencies().values(), code)
    ):
        for form in {get_currency_name(code, count, "en").lower() for count in (1, 2)}:
            if " " in form and form.replace(" ", "").isalpha():
                named[form] = {"form": form, "unit": code, "unit_kind": "money"}
    return named | {entry["form"]: entry for entry in read_lexicon("units")}


@cache
def codes() -> frozenset[str]:
    """List the codes of countries' currencies, but those that are words or mean something else."""
    listed = {entry["form"].upper() for entry in read_lexicon("units")}
    return frozenset(currencies().values()) - listed - prefixes().keys()


@cache
def signed_codes() -> frozenset[str]:
    """List the codes of the currencies that are written with a dollar sign."""
    names = {
        code: get_currency_name(code, 1, "en").split()[-1].lower() for code in currencies().values()
    }
    return frozenset(code for code, noun in names.items() if noun in ("dollar", "peso"))


@cache
def prefixes() -> dict[str, dict[str, str]]:
    """Map what papers write before digits for a currency to its unit and what else it needs."""
    return {entry["prefix"]: entry for entry in read_lexicon("currency_prefixes")}


@cache
def unit_forms() -> ListedForms:
    """Return the forms of all units, to be looked up in a text."""
    return ListedForms(units())


def find_unit(text: str, end: int) -> tuple[dict[str, str], int] | None:
    """Return the unit right after an amount, and where it ends.

    A unit of one or two letters must touch the digits or stand after one space; "m" and the like
    were read as scales.
    """
    if _is_inch(text, end):
        return units()["inch"], end + 1
    stop = end + LONGEST_UNIT + 4
    gap = GAP.match(text, end, stop)
    found = gap and unit_forms().find(text, gap.end(), NO_WORD, stop)
    if gap is None or found is None:
        return _bracketed(text, end, stop)
    form = found.form
    if "\n" in gap.group() or len(gap.group()) > 3:
        return None
    unit = units()[fold_unit(form)]
    if len(form) > 3 and form.istitle() and CLASS.match(text, found.end):
        return None  # "seven Kilo Class submarines"
    if form.upper() in codes() and not form.isupper():
        return None
    if form.lower() == "p" and (gap.group() or not _is_penny(text, end, found.end)):
        return None
    if form.lower() in ("pound", "pounds") and not _is_sterling(text, end):
        unit = {"unit": "pound", "unit_kind": "mass"}
    if form.lower() == "stone" and not WEIGHED.search(text, max(0, end - 60), end):
        return None  # "13 stone houses"
    if form == "Nm":
        unit = {"unit": "newton metre", "unit_kind": "other"}
    if unit["unit"] == "degree":
        kind = kind_of_degrees(text, gap.end(), found.end)
        if kind == "award":
            return None
        unit = {"unit": "degree", "unit_kind": "temperature" if kind == "temperature" else "other"}
    is_short = len(form) <= 2 and form.isalpha()
    if is_short and not _is_short_unit(form, gap.group(), text, found.end):
        return None
    return unit, found.end


def _is_short_unit(form: str, gap: str, text: str, end: int) -> bool:
    """Return True if one or two letters behind digits are a unit."""
    is_form = (form.islower() and form not in CAPITAL) or form in SHORT
    is_word = form in ("s", "a", "f", "c") or (form == "in" and not INCHES.match(text, end))
    is_model = MODEL.match(text, end) is not None
    return is_form and "-" not in gap and not is_word and not is_model


def _bracketed(text: str, end: int, stop: int) -> tuple[dict[str, str], int] | None:
    """Return the unit that stands in brackets behind an amount: "5 (km)"."""
    bracket = BRACKET.match(text, end, stop)
    found = bracket and unit_forms().find(text, bracket.end(), CLOSED, stop)
    return (units()[fold_unit(found.form)], found.end) if found else None


def _is_sterling(text: str, end: int) -> bool:
    """Return True if pounds after an amount are money.

    They are in millions, paid, or in an article of lands that pay in pounds, but not where weighed.
    """
    is_sum = re.search(r"[mb]illion\s$", text[max(0, end - 12) : end] + " ")
    behind = re.compile(r"[\s\xa0-]*pounds?").match(text, end)
    if (
        behind
        and not is_sum
        and (WEIGHT_OF.match(text, behind.end()) or HEAVY.match(text, behind.end()))
    ):
        return False
    if WEIGHED.search(text, max(0, end - 60), end):
        return False
    is_paid = PAID.search(text, max(0, end - 60), end)
    return bool(is_sum or is_paid or STERLING.search(text))


def _is_penny(text: str, end: int, behind: int) -> bool:
    """Return True if "p" behind digits is a penny.

    "412.5p", "12p a share", but not a film in 1080p.
    """
    if text[end] == "P":
        return False
    digits = re.split(r"[^\d.,]", text[max(0, end - 12) : end])[-1]
    return digits not in RESOLUTIONS and bool(
        "." in digits or PER_SHARE.match(text, behind) or IN_PENCE.search(text)
    )


def _is_inch(text: str, end: int) -> bool:
    """Return True if a mark after a digit means inches.

    It does where no quotation is open before it on its line.
    """
    if text[end : end + 1] == "″":
        return True
    before = text[text.rfind("\n", 0, end) + 1 : end]
    return (
        text[end : end + 1] == '"'
        and text[end - 1 : end].isdigit()
        and len(re.findall(r'(?<!\d)"', before)) % 2 == 0
    )
