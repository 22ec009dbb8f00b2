"""Tokens: digits with their value, words and marks, which amounts are read from."""

import re
from dataclasses import dataclass

GAP = r"[\u0020\u00a0\u202f\u2009]"
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# A space does not part thousands behind a month ("on June 12 300 people"), before an aircraft's
# model ("400 737 Max jets"), a number to call ("30 911 calls") or before a noun of value ("20 100
# dollar bills").
AFTER_MONTH = "".join(rf"(?<!\b{month}\s)" for month in MONTH_NAMES)
MODEL = (
    r"7[0-9]7(?:s\b|-\d|\s(?:[A-Z]|(?:jet|aircraft|airliner|plane|passenger|cargo|freighter)))"
    r"|(?:911|999|112)\s(?:call|dispatcher|operator)"
)
VALUED = (
    r"\d{3}[\s-](?:dollar|euro|pound|rupee|yen|yuan|peso|real|met(?:er|re)|mile|watt|volt)"
    r"[\s-][a-z]+s\b"
)
SPACED = rf"{AFTER_MONTH}\d{{1,3}}(?:{GAP}(?!{MODEL}|{VALUED})\d{{3}})+(?!\d|,\d)(?:\.\d+)?"
# A comma parts decimals between dots and cents ("1.234,56"), beside a currency ("EUR 45,25"), and
# before a share or a scale ("7,4%") or a metric unit ("12,5 tonnes").
CODES = "EUR|CHF|PLN|SEK|NOK|DKK|CZK|HUF|RON|BRL|USD|GBP"
PRICE = rf"(?:(?<=[€£$¥])|(?<=[€£$¥]{GAP})|(?<={CODES})|(?<=(?:{CODES}){GAP}))"
METRIC = (
    r"(?:k[gm]|cm|km/h|°C|(?:kilo|centi|milli)?(?:met(?:er|re)|gram)s?|tonnes?|lit(?:er|re)s?"
    r"|hectares?|degrees)\b"
)
DECIMALS = (
    rf"\d{{1,3}}(?:{GAP}\d{{3}})+,\d{{1,2}}(?!\d|,\d)"
    rf"|\d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}(?!\d|,\d)"
    rf"|{PRICE}\d{{1,6}},\d{{1,2}}(?!\d|,\d)"
    rf"|\d{{1,6}},\d{{1,2}}(?={GAP}?(?:€|EUR\b|euros?\b|zł|kron(?:or|er)\b))"
    rf"|\d{{1,3}},\d{{1,2}}(?={GAP}?(?:%|per{GAP}?cent\b|[mbtr]+illion|bn\b|{METRIC}))"
)
# Thousands are parted by commas, the Indian way too, by thin or plain spaces, or by dots if there
# are millions.
DIGITS = (
    rf"(?:{DECIMALS}|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?"
    rf"|{SPACED}|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?![.,]?\d)|\d+(?:\.\d+)?|\.\d+)"
)
TOKEN = re.compile(
    rf"(?P<digits>(?<![\d.])(?=\.?\d){DIGITS})(?:(?:[x×]{GAP}?10\^?|e)(?P<power>[-+−]?[1-9]\d?)\b)?|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
    r"|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])"
)
# In an article that writes "1.234,56" and never "1,234", "€1.500" is in thousands.
EUROPEAN, ENGLISH = re.compile(r"\d\.\d{3},\d{1,2}\b(?!,\d)"), re.compile(r"\d,\d{3}\b")
DOTTED, PRICED = re.compile(r"\d{1,3}\.\d{3}"), re.compile(r"(?:[€£$¥]|\b[A-Z]{3})\s?$")
# So it is wherever a thousand and no thousandths are meant: "1.200 people", "350.000 euros",
# "€40.000".
ROUND = re.compile(r"[1-9]\d{0,2}\.000")
EURO, EUROS = re.compile(r"(?:€|\bEUR)\s?$"), re.compile(r"\s?(?:€|EUR\b|euros?\b)")
HEADS = re.compile(
    r"\s(?:people|persons|men|women|children|inhabitants|residents|voters|workers|soldiers|refugees|homes)\b"
)
DOTTED_COUNT = re.compile(rf"(?<![\d.])[1-9]\d{{0,2}}\.\d{{3}}{HEADS.pattern}")
# A longer row of digits is no amount of news, but a key or noise; so is a shorter one that nothing
# parts.
MOST_DIGITS, LONGEST_KEY = 30, 15
VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6,
    "⅘": 0.8, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip


@dataclass(frozen=True)
class Token:
    """A piece of text: digits with their value, a word, or a mark."""

    start: int
    end: int
    text: str
    value: float | None = None


def cut_tokens(text: str) -> list[Token]:
    """Cut a text into the pieces that amounts are read from."""
    found = []
    is_european = (
        ENGLISH.search(text) is None
        and (EUROPEAN.search(text) or DOTTED_COUNT.search(text)) is not None
    )
    for match in TOKEN.finditer(text):
        value = None
        digits = match["digits"]
        if digits and len(digits) <= (LONGEST_KEY if digits.isdigit() else MOST_DIGITS):
            is_dotted = _is_dotted(text, match, is_european=is_european)
            value = _value(digits.replace(".", "") if is_dotted else digits)
            value *= 10.0 ** int((match["power"] or "0").replace("−", "-"))
        elif match["vulgar"]:
            value = VULGAR[match["vulgar"]]
        found.append(Token(*match.span(), match.group().lower(), value))
    return found


def _is_dotted(text: str, match: re.Match[str], *, is_european: bool) -> bool:
    """Return True if a dot parts thousands, by its text, or by the currency or noun beside it."""
    digits, before = match["digits"], (max(0, match.start() - 5), match.start())
    if not DOTTED.fullmatch(digits) or digits[0] == "0":
        return False
    is_round = ROUND.fullmatch(digits) and (
        EURO.search(text, *before) or EUROS.match(text, match.end())
    )
    is_like = is_european and (PRICED.search(text, *before) or ROUND.fullmatch(digits))
    return bool(is_round or HEADS.match(text, match.end()) or is_like)


def _value(digits: str) -> float:
    """Return what digits amount to, whatever parts them."""
    if re.fullmatch(rf"(?:\d{{1,6}}|\d{{1,3}}(?:(?:\.|{GAP})\d{{3}})+),\d{{1,2}}", digits):
        return float(re.sub(rf"\.|{GAP}", "", digits).replace(",", "."))
    parting = rf"{GAP}|,|\." if digits.count(".") > 1 else rf"{GAP}|,"
    return float(re.sub(parting, "", digits))
