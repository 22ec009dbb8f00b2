"""Cardinals: numbers in digits and words, with hundreds, scales, decimals and fractions."""

from functools import cache

from .magnitudes import AMBIGUOUS, has_currency, is_million, number_words
from .measures import find_unit
from .quarters import are_of_year
from .tokens import VULGAR, cut_tokens
from .words import words

ARTICLES = {"a", "an"}
# What fractions in figures divide by; "9/11" is a day.
DENOMINATORS = {2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 32, 64, *range(10, 110, 10)}
# Behind these, written out, a number may go on after a comma; "of" with one of PARTED begins a part
# instead.
WRITTEN_OUT = frozenset({"thousand", "million", "billion", "trillion", "lakh", "crore"})
PARTED = frozenset({"them", "whom", "which", "these", "those"})
# By themselves these are vague: "millions fled".
VAGUE_BEFORE = frozenset({"several", "few", "couple", "many", "some"})
VAGUE_SCALES = frozenset({"thousands", "millions", "billions", "trillions"})
FIRST_WORDS = frozenset({"half", "quarter", "hundred"})


@cache
def first_words() -> frozenset[str]:
    """List the words that an amount written out begins with; a scale may stand alone."""
    roles = number_words()
    return frozenset({*roles["one"], *roles["ten"], *roles["scale"], *ARTICLES, *FIRST_WORDS})


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
        is_plural = self.word(stop).endswith("s") or self.word(stop) == "halves"
        if denominator is None or not self._near(stop) or (value == 1 and is_plural):
            return None
        if value != 1 and not is_plural and not self._measures(stop):
            return None  # "three-quarter million", but no "two third men"
        start, end = self.tokens[at].start, self.tokens[stop].end
        if self.word(stop) == "quarters" and are_of_year(self.text, start, end, value):
            return None
        return value * denominator, stop + 1

    def _measures(self, at: int) -> bool:
        """Return True if a hyphenated fraction in the singular measures.

        It stands before a scale, a unit or what is shared.
        """
        after = self.word(self._hyphen(at + 1))
        is_scaled = (
            after in number_words()["scale"]
            or find_unit(self.text, self.tokens[at].end) is not None
        )
        return self.word(at - 1) == "-" and (is_scaled or after in words("shared out"))

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
            if not self._near(begin) or self._fraction(begin):
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
        after += (
            1 if self.word(after) == "plus" and len(self.word(after + 1)) > 4 else 0
        )  # "20-plus million"
        scale = scales.get(self.word(after))
        is_short = len(self.word(after)) <= 2
        if scale and self.word(after) in AMBIGUOUS and not is_million(self, at, after):
            scale = None
        if (
            scale
            and self._near(after)
            and (not is_short or self.tokens[stop - 1].value is not None)
        ):
            is_sum = self.word(after) in ("m", "b") and has_currency(self, at)  # "£420 m"
            if is_short and not (
                is_sum or self.touches(after) or self.word(after) in ("bn", "mn", "tn", "k", "cr")
            ):
                return (value, 1.0, stop)
            doubled = self._double(scale, after)
            return value, doubled, after + 1 + (doubled != scale)
        if is_continued and self.word(begin - 1) == "and" and self.tokens[begin].value is not None:
            return None  # "between $1.2 billion and 1.5"
        return value, 1.0, stop

    def _past_comma(self, at: int) -> int:
        """Return the place behind a comma within a number in words.

        "Three thousand, five hundred pounds".

        Another count begins behind any other comma: "two thousand, three of them".
        """
        if (
            self.word(at) != ","
            or not self._near(at + 1)
            or self.tokens[at - 1].text not in WRITTEN_OUT
        ):
            return at
        begin = at + 1 + (self.word(at + 1) == "and")
        group = self._hundreds(begin) if self.word(begin) not in ARTICLES else None
        if group is None or any(token.value is not None for token in self.tokens[begin : group[1]]):
            return at
        is_part = self.word(group[1]) == "of" and self.word(group[1] + 1) in PARTED
        is_more = group[0] >= 100 or number_words()["scale"].get(self.word(group[1]), 1.0) > 1
        return begin if is_more and not is_part else at

    def _is_vague(self, at: int) -> bool:
        """Return True if a scale is part of a vague amount.

        "A few", "several hundred" or "a couple of" thousand.
        """
        at -= self.word(at - 1) in ("hundred", "of")
        return self.word(at - 1) in VAGUE_BEFORE

    def _double(self, scale: float, at: int) -> float:
        """Multiply the Indian "lakh crore", and "thousand million"."""
        is_double = scale == 1e5 or (scale == 1e3 and self.word(at + 1) in ("million", "billion"))
        return scale * number_words()["scale"].get(self.word(at + 1), 1.0) if is_double else scale

    def _hundreds(self, at: int) -> tuple[float, int] | None:
        """Read up to the hundreds and dozens, with a decimal in words and a mixed fraction."""
        found = self._simple(at)
        if found is None:
            is_one = self.word(at) in ARTICLES and self.word(at + 1) in ("hundred", "dozen")
            bare = self.word(at) == "hundred" and not self._is_vague(at)
            if not (is_one or bare):
                return None
            found = 1.0, at + is_one
        value, stop = found
        value, stop = self._times(value, stop)
        value, stop = self._decimals(value, stop)
        return self._mixed(value, stop)

    def _times(self, value: float, stop: int) -> tuple[float, int]:
        """Multiply by hundred or dozen, and add what follows.

        "Three hundred and two", "3 hundred and 21".
        """
        after = self._hyphen(stop)
        word = self.word(after)
        factor = {"hundred": 100.0, "dozen": 12.0, "dozens": 12.0, "score": 20.0}.get(word)
        if factor is None or (after > 0 and not self._near(after)):
            return value, stop
        value, stop = value * factor, after + 1
        if word != "hundred" and not (word == "score" and self.word(stop) == "and"):
            return value, stop
        rest = self._hyphen(stop)
        rest += self.word(rest) == "and"
        more = self._simple(rest) if self._near(rest) else None
        if more is None or not 0 <= more[0] < 100:
            return value, stop
        is_factor = self.word(more[1]) in ("hundred", "dozen", "dozens")
        if is_factor or self.word(self._hyphen(more[1])) in number_words()["fraction"]:
            return value, stop
        return value + more[0], more[1]

    def _decimals(self, value: float, stop: int) -> tuple[float, int]:
        """Add decimals in words: "five point two seven"."""
        if self.word(stop) != "point":
            return value, stop
        digits, at = "", stop + 1
        while (found := self._below_hundred(at)) is not None and self._near(at):
            digits, at = digits + str(int(found[0])), found[1]
        return (value + float(f"0.{digits}"), at) if digits else (value, stop)

    def _mixed(self, value: float, stop: int) -> tuple[float, int]:
        """Add a fraction: "one and a half", "2½", "2 1/4", "1 and ½"; or divide: "3/4"."""
        after = self.tokens[stop] if stop < len(self.tokens) else None
        if after and after.text in VULGAR and self._near(stop):
            return value + VULGAR[after.text], stop + 1
        slash = self._slash(stop - 1)
        if slash and slash[0] < 1:
            return slash
        hung = stop + (
            self.word(stop) == "-" and self.touches(stop) and self.touches(stop + 1)
        )  # "1-1/2 years"
        if hung > stop and self.word(hung) in VULGAR and value == int(value):
            return value + VULGAR[self.word(hung)], hung + 1
        mixed = self._slash(hung) if self._near(hung) and value == int(value) else None
        if mixed and mixed[0] < 1 and self.tokens[stop - 1].value is not None:
            return value + mixed[0], mixed[1]
        begin = self._hyphen(stop)
        if self.word(begin) != "and":
            return value, stop
        begin = self._hyphen(begin + 1)
        vulgar = VULGAR.get(self.word(begin))
        fraction = (vulgar, begin + 1) if vulgar else self._slash(begin) or self._fraction(begin)
        if fraction and self.word(fraction[1]) == "of":
            return value, stop  # "closed in 2019 and a quarter of the shops went"
        return (value + fraction[0], fraction[1]) if fraction and fraction[0] < 1 else (value, stop)

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
            or over != int(over)
            or under not in DENOMINATORS
            or self.word(at + 3) == "/"
            or self.word(at - 1) == "/"
        ):
            return None
        return over / under, at + 3
