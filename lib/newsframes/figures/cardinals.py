"""Cardinals: numbers in digits and words, with hundreds, scales, decimals and fractions."""

import re

from .magnitudes import METRES, has_currency, is_million, number_words
from .tokens import VULGAR, cut_tokens

# What stands before or behind quarters that follow each other.
ORDERED = re.compile(
    r"\b(?:first|last|past|next|final|latest|most recent|previous|preceding|prior|following"
    r"|coming|these|those|straight"
    r"|consecutive|successive)\s\Z",
    re.IGNORECASE,
)
LASTING = re.compile(
    r"\b(?:for|in|after|during|within|every|last(?:ed|s)?|over the|of the)\s\Z", re.IGNORECASE
)
# What has quarters, and what goes on for some: "three quarters of 2019", "of negative growth".
OF_TIME = re.compile(
    r"\sof\s(?:(?:19|20)\d\d|(?:the\s|this\s|last\s|its\s)?(?:calendar\s|fiscal\s"
    r"|financial\s)?(?:year|season|game|match)\b"
    r"|(?:\w+\s)?(?:contraction|decline|expansion|falls?|gains?|growth|loss(?:es)?|profits?"
    r"|recession)\b)",
    re.IGNORECASE,
)
OF = re.compile(r"\sof\s", re.IGNORECASE)


def are_of_year(text: str, start: int, end: int, value: float) -> bool:
    """Return True if "two quarters" are a time.

    Nobody writes two or four of them for a half or the whole.

    Parameters
    ----------
    text, start, end
        The text, and where the amount stands in it, without its approximator.
    value
        How many quarters there are.
    """
    if value != 3:
        return value > 1
    if "-" in text[start:end]:
        return False
    before = text[max(0, start - 16) : start]
    if OF.match(text, end) and not OF_TIME.match(text, end):
        return False
    return bool(ORDERED.search(before) or LASTING.search(before))


ARTICLES = {"a", "an"}
# What fractions in figures divide by; "9/11" is a day.
DENOMINATORS = {2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 32, 64, *range(10, 110, 10)}
# Behind these, written out, a number may go on after a comma.
WRITTEN_OUT = frozenset({"thousand", "million", "billion", "trillion", "lakh", "crore"})
# By themselves these are vague: "millions fled".
VAGUE_BEFORE = frozenset({"several", "few", "couple", "many", "some"})
VAGUE_SCALES = frozenset({"thousands", "millions", "billions", "trillions"})


class CardinalReader:
    """Reads whole numbers, decimals and fractions off a text's tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = cut_tokens(text)

    def word(self, at: int) -> str:
        """Return a token's text, "" beyond the end."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def touches(self, at: int) -> bool:
        """Return True if nothing stands between a token and the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at - 1].end == self.tokens[at].start

    def _near(self, at: int) -> bool:
        """Return True if a token follows the one before it within the line."""
        return (
            0 < at < len(self.tokens)
            and "\n" not in self.text[self.tokens[at - 1].end : self.tokens[at].start]
        )

    def _hyphen(self, at: int) -> int:
        """Step over a hyphen between two words of one number."""
        return at + 1 if self.word(at) == "-" and self._near(at) else at

    def _fraction(self, at: int) -> tuple[float, int] | None:
        """Read numerator and denominator."""
        words = number_words()["fraction"]
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
        is_plural = self.word(stop).endswith("s")
        if denominator is None:
            return None
        if value != 1 and not is_plural and not self._measures(stop):
            return None  # "three-quarter million", but no "two third men"
        start, end = self.tokens[at].start, self.tokens[stop].end
        if self.word(stop) == "quarters" and are_of_year(self.text, start, end, value):
            return None
        return value * denominator, stop + 1

    def _measures(self, at: int) -> bool:
        """Return True if a hyphenated fraction stands before a scale."""
        after = self.word(self._hyphen(at + 1))
        return self.word(at - 1) == "-" and after in number_words()["scale"]

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
        ones, tens = number_words()["one"], number_words()["ten"]
        word = self.word(at)
        if word in tens:
            stop = self._hyphen(at + 1)
            if 1 <= ones.get(self.word(stop), 0) < 10:
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
            groups.append(float(f"{value * scale:.13g}"))  # 9.8 lakh is 980,000
            stop, last = end, scale
            if scale == 1:
                break
        return (sum(groups), stop) if groups else None

    def _group(self, at: int, is_continued: bool) -> tuple[float, float, int] | None:
        """Read one group with its scale: "two hundred and fifty" "thousand"."""
        begin = at
        if is_continued:
            begin = self._past_comma(self._hyphen(at))
            begin += self.word(begin) == "and"
            if not self._near(begin):
                return None
        found = self._hundreds(begin)
        scales = number_words()["scale"]
        if found is None:
            is_scale = (
                self.word(begin) in ARTICLES
                and self.word(begin + 1) in scales
                and len(self.word(begin + 1)) > 3
            )
            bare = not is_continued and len(self.word(begin)) > 3 and self.word(begin) in scales
            bare = bare and self.word(begin) not in VAGUE_SCALES and not self._is_vague(begin)
            if is_scale or bare:
                return 1.0, scales[self.word(begin + is_scale)], begin + 1 + is_scale
            return None
        value, stop = found
        after = self._hyphen(stop)
        # "20-plus million".
        after += 1 if self.word(after) == "plus" and len(self.word(after + 1)) > 4 else 0
        scale = scales.get(self.word(after))
        is_short = len(self.word(after)) <= 2
        if scale and self.word(after) in METRES and not is_million(self, at, after):
            scale = None
        if scale and (not is_short or self.tokens[stop - 1].value is not None):
            is_sum = self.word(after) in ("m", "b") and has_currency(self, at)  # "£420 m"
            if is_short and not (
                is_sum or self.touches(after) or self.word(after) in ("bn", "mn", "tn", "k")
            ):
                return (value, 1.0, stop)
            doubled = self._double(scale, after)
            return value, doubled, after + 1 + (doubled != scale)
        return value, 1.0, stop

    def _past_comma(self, at: int) -> int:
        """Return the place behind a comma within a number: "three thousand, five hundred pounds".

        Another count begins behind any other comma: "two thousand, three of them".
        """
        if self.word(at) != "," or self.tokens[at - 1].text not in WRITTEN_OUT:
            return at
        begin = at + 1 + (self.word(at + 1) == "and")
        group = self._hundreds(begin)
        if group is None or any(token.value is not None for token in self.tokens[begin : group[1]]):
            return at
        return begin if group[0] >= 100 else at

    def _is_vague(self, at: int) -> bool:
        """Return True if a scale is part of a vague amount: "several hundred thousand"."""
        at -= self.word(at - 1) in ("hundred", "of")
        return self.word(at - 1) in VAGUE_BEFORE

    def _double(self, scale: float, at: int) -> float:
        """Multiply the Indian "lakh crore", and "thousand million"."""
        is_double = scale == 1e5 or (scale == 1e3 and self.word(at + 1) in ("million", "billion"))
        return scale * number_words()["scale"].get(self.word(at + 1), 1.0) if is_double else scale

    def _hundreds(self, at: int) -> tuple[float, int] | None:
        """Read up to the hundreds and dozens, with a mixed fraction."""
        found = self._simple(at)
        if found is None:
            is_one = self.word(at) in ARTICLES and self.word(at + 1) in ("hundred", "dozen")
            bare = self.word(at) == "hundred" and not self._is_vague(at)
            if not (is_one or bare):
                return None
            found = 1.0, at + is_one
        value, stop = found
        value, stop = self._times(value, stop)
        return self._mixed(value, stop)

    def _times(self, value: float, stop: int) -> tuple[float, int]:
        """Multiply by hundred or dozen, and add what follows: "three hundred and two"."""
        after = self._hyphen(stop)
        word = self.word(after)
        factor = {"hundred": 100.0, "dozen": 12.0, "dozens": 12.0, "score": 20.0}.get(word)
        if factor is None:
            return value, stop
        value, stop = value * factor, after + 1
        if word not in ("hundred", "score"):
            return value, stop
        rest = self._hyphen(stop)
        rest += self.word(rest) == "and"
        more = self._simple(rest)
        return (value + more[0], more[1]) if more and more[0] < 100 else (value, stop)

    def _mixed(self, value: float, stop: int) -> tuple[float, int]:
        """Add a fraction: "one and a half", "2½", "2 1/4", "1 and ½"; or divide: "3/4"."""
        after = self.tokens[stop] if stop < len(self.tokens) else None
        if after and after.text in VULGAR:
            return value + VULGAR[after.text], stop + 1
        slash = self._slash(stop - 1)
        if slash and slash[0] < 1:
            return slash
        # "1-1/2 years"
        hung = stop + (self.word(stop) == "-" and self.touches(stop) and self.touches(stop + 1))
        mixed = self._slash(hung) if self._near(hung) and value == int(value) else None
        if mixed:
            return value + mixed[0], mixed[1]
        begin = self._hyphen(stop)
        if self.word(begin) != "and":
            return value, stop
        begin = self._hyphen(begin + 1)
        vulgar = VULGAR.get(self.word(begin))
        fraction = (vulgar, begin + 1) if vulgar else self._slash(begin) or self._fraction(begin)
        if fraction and self.word(fraction[1]) == "of":
            return value, stop  # "closed in 2019 and a quarter of the shops went"
        return (value + fraction[0], fraction[1]) if fraction else (value, stop)

    def _slash(self, at: int) -> tuple[float, int] | None:
        """Read "3/4"; not "5/17/2018", nor a fraction that no one says."""
        if (
            at + 2 >= len(self.tokens)
            or self.word(at + 1) != "/"
            or not (self.touches(at + 1) and self.touches(at + 2))
        ):
            return None
        over, under = self.tokens[at].value, self.tokens[at + 2].value
        if (
            not over
            or not under
            or under not in DENOMINATORS
            or self.word(at + 3) == "/"
            or self.word(at - 1) == "/"
        ):
            return None
        return over / under, at + 3
