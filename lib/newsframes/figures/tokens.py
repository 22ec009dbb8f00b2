"""Tokens: digits with their value, words and marks, which amounts are read from."""

import re
from dataclasses import dataclass

GAP = r"[\u0020\u00a0\u202f\u2009]"
# Thousands are parted by commas, the Indian way too, by thin or plain spaces, or by dots if there are millions; a comma
# parts decimals where a share or a scale follows ("7,4%").
DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?"
    rf"|\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d|,\d)(?:\.\d+)?|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?![.,]?\d)"
    rf"|\d{{1,3}},\d{{1,2}}(?={GAP}?(?:%|per{GAP}?cent\b|[mbtr]+illion|bn\b))|\d+(?:\.\d+)?|\.\d+)"
)
TOKEN = re.compile(
    rf"(?P<digits>(?<![\d.]){DIGITS})(?:(?:[x×]{GAP}?10\^?|e)(?P<power>[-+−]?\d{{1,2}})\b)?|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
    r"|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])"
)
# A longer row of digits is no amount of news, but a key or noise; so is a shorter one that nothing parts.
MOST_DIGITS, LONGEST_KEY = 30, 15
VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6,
    "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
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
    for match in TOKEN.finditer(text):
        value = None
        digits = match["digits"]
        if digits and len(digits) <= (LONGEST_KEY if digits.isdigit() else MOST_DIGITS):
            value = _value(digits) * 10.0 ** int((match["power"] or "0").replace("−", "-"))
        elif match["vulgar"]:
            value = VULGAR[match["vulgar"]]
        found.append(Token(*match.span(), match.group().lower(), value))
    return found


def _value(digits: str) -> float:
    """Return what digits amount to, whatever parts them."""
    if re.fullmatch(r"\d{1,3},\d{1,2}", digits):
        return float(digits.replace(",", "."))
    parting = rf"{GAP}|,|\." if digits.count(".") > 1 else rf"{GAP}|,"
    return float(re.sub(parting, "", digits))
