"""Amounts: what one number says, in digits, words or both, as a value with its place in the text."""

import re
from dataclasses import dataclass
from functools import cache

from ..lexicon import read_lexicon

GAP = r"[\u0020\u00a0\u202f\u2009]"
# Thousands are parted by commas, the Indian way too, or by thin or plain spaces.
DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?"
    rf"|\d{{1,3}}(?:{GAP}\d{{3}})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
)
TOKEN = re.compile(
    rf"(?P<digits>(?<![\d.]){DIGITS})(?:(?:[x×]{GAP}?10\^?|e)(?P<power>[-+−]?\d+)\b)?|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
    r"|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])"
)
VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6,
    "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
ARTICLES = {"a", "an"}


@dataclass(frozen=True)
class Token:
    """A piece of text: digits with their value, a word, or a mark."""

    start: int
    end: int
    text: str
    value: float | None = None


@dataclass(frozen=True)
class Amount:
    """A value and where it stands: offsets in the text, and the places of its first and last token."""

    start: int
    end: int
    value: float
    is_word: bool
    first: int
    stop: int
    is_share: bool = False


def cut_tokens(text: str) -> list[Token]:
    """Cut a text into the pieces that amounts are read from."""
    found = []
    for match in TOKEN.finditer(text):
        value = None
        if digits := match["digits"]:
            value = float(re.sub(rf"{GAP}|,", "", digits)) * 10.0 ** int((match["power"] or "0").replace("−", "-"))
        elif match["vulgar"]:
            value = VULGAR[match["vulgar"]]
        found.append(Token(*match.span(), match.group().lower(), value))
    return found


@cache
def _roles() -> dict[str, dict[str, float]]:
    roles: dict[str, dict[str, float]] = {}
    for entry in read_lexicon("number_words"):
        roles.setdefault(entry["role"], {})[entry["word"]] = float(entry["value"])
    return roles


class AmountReader:
    """Reads amounts off a text's tokens.

    Examples
    --------
    >>> def read(text):
    ...     reader = AmountReader(text)
    ...     return [amount.value for at in range(len(reader.tokens)) if (amount := reader.read(at))][:1]
    >>> read("two hundred and fifty thousand"), read("half a million"), read("one and a half billion"), read("2 1/4")
    ([250000.0], [500000.0], [1500000000.0], [2.25])
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = cut_tokens(text)

    def read(self, at: int) -> Amount | None:
        """Read the amount that begins at a token, the longest there is; None where none does."""
        found = self._share(at) or self._part(at) or self._whole(at)
        if found is None:
            return None
        value, stop, is_share = found
        is_word = not any(token.value is not None for token in self.tokens[at:stop])
        begin, end = self.tokens[at].start, self.tokens[stop - 1].end
        return Amount(begin, end, round(value, 12), is_word, at, stop, is_share)

    def word(self, at: int) -> str:
        """Return a token's text, "" beyond the end."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _near(self, at: int) -> bool:
        """Say whether a token follows the one before it within the line."""
        return 0 < at < len(self.tokens) and "\n" not in self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def _touches(self, at: int) -> bool:
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def _hyphen(self, at: int) -> int:
        """Step over a hyphen between two words of one number."""
        return at + 1 if self.word(at) == "-" and self._near(at) else at

    def _share(self, at: int) -> tuple[float, int, bool] | None:
        """Read "one in five", "two out of every three"."""
        first = self._cardinal(at)
        if first is None:
            return None
        value, stop = first
        hyphened = self._hyphen(stop)
        if self.word(hyphened) == "in":
            stop = self._hyphen(hyphened + 1)
        elif self.word(stop) == "out" and self.word(stop + 1) == "of":
            stop += 2
        else:
            return None
        stop += self.word(stop) == "every"
        whole = self._cardinal(stop)
        if whole is None or not 0 < value < whole[0] or whole[0] > 100_000 or self.word(whole[1]) in MONTHS:
            return None
        if self.tokens[at].value is not None and 1500 <= whole[0] <= 2100:
            return None
        return value / whole[0], whole[1], True

    def _part(self, at: int) -> tuple[float, int, bool] | None:
        """Read a fraction: "two-thirds", "half a million", "a quarter of", "three quarters"."""
        found = self._fraction(at)
        if found is None:
            return None
        value, stop = found
        scaled = stop + (self.word(stop) == "of" and self.word(stop + 1) in ARTICLES)
        scaled += self.word(scaled) in ARTICLES
        if (scale := {"dozen": 12.0, **_roles()["scale"]}.get(self.word(scaled))) and self._near(scaled):
            return value * scale, scaled + 1, False
        return (value, stop, True) if self._is_open(at, stop) else None

    def _fraction(self, at: int) -> tuple[float, int] | None:
        """Read numerator and denominator."""
        words = _roles()["fraction"]
        if self.word(at) in ("half", "quarter"):
            return words[self.word(at)], at + 1
        if self.word(at) in ARTICLES:
            value, stop = 1.0, at + 1
        else:
            first = self._simple(at)
            if first is None:
                return None
            value, stop = first
        stop = self._hyphen(stop)
        denominator = words.get(self.word(stop))
        is_plural = self.word(stop).endswith("s") or self.word(stop) == "halves"
        if denominator is None or not self._near(stop) or is_plural != (value != 1):
            return None
        return value * denominator, stop + 1

    def _is_open(self, at: int, stop: int) -> bool:
        """Say whether a fraction stands for a share: "a third of", not "a third man", nor "the second half"."""
        after, before = self.word(stop), self.word(at - 1)
        if self.word(at) in ("half", "quarter"):
            is_measured = after in ("of", "the", "all", "its", "their", "his", "her", "our") and before not in HALVES
            return is_measured or (before in ("than", "over", "about", "nearly", "almost", "least", "under", "and"))
        return self.word(at) not in ARTICLES or after in ("of", "") or not after[:1].isalnum()

    def _whole(self, at: int) -> tuple[float, int, bool] | None:
        """Read anything but a share; "one" of "one-year" is a number, an article alone is none."""
        found = self._cardinal(at)
        return (*found, False) if found else None

    def _simple(self, at: int) -> tuple[float, int] | None:
        """Read one small number in digits or in a word or two."""
        token = self.tokens[at] if at < len(self.tokens) else None
        if token is None:
            return None
        if token.value is not None:
            return token.value, at + 1
        return self._below_hundred(at)

    def _below_hundred(self, at: int) -> tuple[float, int] | None:
        """Read "nineteen", "forty", "forty-two"."""
        ones, tens = _roles()["one"], _roles()["ten"]
        word = self.word(at)
        if word in tens:
            stop = self._hyphen(at + 1)
            if 1 <= ones.get(self.word(stop), 0) < 10 and self._near(stop):
                return tens[word] + ones[self.word(stop)], stop + 1
            return tens[word], at + 1
        return (ones[word], at + 1) if word in ones else None

    def _cardinal(self, at: int) -> tuple[float, int] | None:
        """Read a whole number or a decimal, with hundreds, dozens and scales."""
        groups: list[float] = []
        stop, last = at, float("inf")
        while (group := self._group(stop, bool(groups))) is not None:
            value, scale, end = group
            if scale >= last:
                break
            groups.append(value * scale)
            stop, last = end, scale
            if scale == 1:
                break
        return (sum(groups), stop) if groups else None

    def _group(self, at: int, is_continued: bool) -> tuple[float, float, int] | None:
        """Read one group with its scale: "two hundred and fifty" "thousand"."""
        begin = at
        if is_continued:
            begin = self._hyphen(at)
            begin += self.word(begin) == "and"
            if not self._near(begin) or self._fraction(begin):
                return None
        found = self._hundreds(begin)
        scales = _roles()["scale"]
        if found is None:
            is_scale = self.word(begin) in ARTICLES and self.word(begin + 1) in scales
            bare = not is_continued and len(self.word(begin)) > 3 and self.word(begin) in scales
            bare = bare and self.word(begin) not in VAGUE_SCALES and self.word(begin - 1) not in VAGUE_BEFORE
            if is_scale or bare:
                return 1.0, scales[self.word(begin + is_scale)], begin + 1 + is_scale
            return None
        value, stop = found
        after = self._hyphen(stop)
        scale = scales.get(self.word(after))
        is_short = len(self.word(after)) <= 2
        if scale and self.word(after) in METRES and not self._is_million(at, after):
            scale = None
        if scale and self._near(after) and (not is_short or self.tokens[stop - 1].value is not None):
            if is_short and not (self._touches(after) or self.word(after) in ("bn", "mn", "tn", "k")):
                return (value, 1.0, stop)
            return value, self._double(scale, after), after + 1 + (self.word(after + 1) in scales and scale == 1e5)
        return value, 1.0, stop

    def _is_million(self, at: int, after: int) -> bool:
        """Say whether "m" is a million: with a currency, or before a plural ("5m people"); else it is a metre."""
        if self.word(at - 1) in CURRENCY or self.word(at - 1) in ("usd", "gbp", "eur", "us"):
            return True
        following = self.word(after + 1)
        is_plural = following == "people" or (following.endswith("s") and len(following) > 3)
        return self.word(after) == "m" and is_plural and following not in ("hurdles", "across", "steeples")

    def _double(self, scale: float, at: int) -> float:
        """Multiply the Indian "lakh crore"."""
        return scale * _roles()["scale"].get(self.word(at + 1), 1.0) if scale == 1e5 else scale

    def _hundreds(self, at: int) -> tuple[float, int] | None:
        """Read up to the hundreds and dozens, with a decimal in words and a mixed fraction."""
        found = self._simple(at)
        if found is None:
            is_one = self.word(at) in ARTICLES and self.word(at + 1) in ("hundred", "dozen")
            bare = self.word(at) == "hundred" and self.word(at - 1) not in VAGUE_BEFORE
            if not (is_one or bare):
                return None
            found = 1.0, at + is_one
        value, stop = found
        value, stop = self._times(value, stop)
        value, stop = self._decimals(value, stop)
        return self._mixed(value, stop)

    def _times(self, value: float, stop: int) -> tuple[float, int]:
        """Multiply by hundred or dozen, and add what follows: "three hundred and two", "3 hundred and 21"."""
        after = self._hyphen(stop)
        word = self.word(after)
        factor = {"hundred": 100.0, "dozen": 12.0, "dozens": 12.0, "score": 20.0}.get(word)
        if factor is None or (after > 0 and not self._near(after)):
            return value, stop
        value, stop = value * factor, after + 1
        if word != "hundred":
            return value, stop
        rest = self._hyphen(stop)
        rest += self.word(rest) == "and"
        more = self._simple(rest) if self._near(rest) else None
        is_more = more and 0 <= more[0] < 100 and self.word(more[1]) not in ("hundred", "dozen", "dozens")
        if is_more and self.word(self._hyphen(more[1])) not in _roles()["fraction"]:
            return value + more[0], more[1]
        return value, stop

    def _decimals(self, value: float, stop: int) -> tuple[float, int]:
        """Add decimals in words: "five point two seven"."""
        if self.word(stop) != "point":
            return value, stop
        digits, at = "", stop + 1
        while (found := self._below_hundred(at)) is not None and self._near(at):
            digits, at = digits + str(int(found[0])), found[1]
        return (value + float(f"0.{digits}"), at) if digits else (value, stop)

    def _mixed(self, value: float, stop: int) -> tuple[float, int]:
        """Add a fraction: "one and a half", "2½", "2 1/4"; or divide: "3/4"."""
        after = self.tokens[stop] if stop < len(self.tokens) else None
        if after and after.text in VULGAR and self._near(stop):
            return value + VULGAR[after.text], stop + 1
        slash = self._slash(stop - 1)
        if slash and slash[0] < 1:
            return slash
        mixed = self._slash(stop) if self._near(stop) and value == int(value) else None
        if mixed and mixed[0] < 1 and self.tokens[stop - 1].value is not None:
            return value + mixed[0], mixed[1]
        begin = self._hyphen(stop)
        if self.word(begin) != "and":
            return value, stop
        fraction = self._fraction(self._hyphen(begin + 1))
        return (value + fraction[0], fraction[1]) if fraction and fraction[0] < 1 else (value, stop)

    def _slash(self, at: int) -> tuple[float, int] | None:
        """Read "3/4"; not "5/17/2018", nor a fraction that no one says."""
        if (
            at + 2 >= len(self.tokens)
            or self.word(at + 1) != "/"
            or not (self._touches(at + 1) and self._touches(at + 2))
        ):
            return None
        over, under = self.tokens[at].value, self.tokens[at + 2].value
        if (
            not over
            or not under
            or over != int(over)
            or under > 100
            or self.word(at + 3) == "/"
            or self.word(at - 1) == "/"
        ):
            return None
        return over / under, at + 3


# What may be a scale or a unit: a million or a metre, a trillion or a tonne.
METRES = {"m", "mm", "t"}
CURRENCY = frozenset("$£€¥₹₽₺₩₦₿")
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
# "first half", "second quarter": parts of a game or a year, not shares.
HALVES = frozenset("first second third fourth last final next other better this that the each".split())  # noqa: SIM905
# By themselves these are vague: "millions fled".
VAGUE_BEFORE = frozenset({"several", "few", "couple", "many", "some"})
VAGUE_SCALES = frozenset({"thousands", "millions", "billions", "trillions"})


def add_scaled_fraction(reader: AmountReader, amount: Amount) -> Amount:
    """Add "and a half" after a scale, which is half of the scale: "3 million and a half", "a million-and-a-half"."""
    scale = _roles()["scale"].get(reader.word(amount.stop - 1))
    begin = reader._hyphen(amount.stop)
    if scale is None or reader.word(begin) != "and":
        return amount
    fraction = reader._fraction(reader._hyphen(begin + 1))
    if fraction is None or fraction[0] >= 1 or reader.word(fraction[1]) in _roles()["scale"]:
        return amount
    end = reader.tokens[fraction[1] - 1].end
    return Amount(amount.start, end, amount.value + fraction[0] * scale, amount.is_word, amount.first, fraction[1])
