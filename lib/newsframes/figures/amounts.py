"""Amounts: what one number says, in digits or words, as a value with its place in the text."""

import re
from dataclasses import dataclass, replace

from .cardinals import ARTICLES, CardinalReader, first_words
from .magnitudes import number_words
from .measures import find_unit
from .tokens import VULGAR
from .words import words


@dataclass(frozen=True)
class Amount:
    """A value, and where it stands.

    ``start`` and ``end`` are offsets in the text, ``first`` and ``stop`` places of tokens, the
    latter exclusive.
    """

    start: int
    end: int
    value: float
    is_word: bool
    first: int
    stop: int
    is_share: bool = False


class AmountReader(CardinalReader):
    """Reads amounts off a text's tokens.

    Examples
    --------
    >>> def read(text):
    ...     reader = AmountReader(text)
    ...     found = (reader.read(at) for at in range(len(reader.tokens)))
    ...     return [amount.value for amount in found if amount][:1]
    >>> read("two hundred and fifty thousand"), read("half a million"), read("2 1/4")
    ([250000.0], [500000.0], [2.25])
    """

    def read(self, at: int) -> Amount | None:
        """Read the amount that begins at a token, the longest there is; None where none does."""
        if at >= len(self.tokens):
            return None
        may_begin = self.tokens[at].value is not None or self.word(at) in first_words()
        found = (self._share(at) or self._part(at) or self._whole(at)) if may_begin else None
        if found is None:
            return None
        value, stop, is_share = found
        is_word = not any(token.value is not None for token in self.tokens[at:stop])
        begin, end = self.tokens[at].start, self.tokens[stop - 1].end
        return self._with_fraction(
            Amount(begin, end, round(value, 12), is_word, at, stop, is_share)
        )

    def _with_fraction(self, amount: Amount) -> Amount:
        """Add "and a half" after a scale, which is half of the scale: "3 million and a half"."""
        scale = number_words()["scale"].get(self.word(amount.stop - 1))
        begin = self._hyphen(amount.stop)
        if scale is None or self.word(begin) != "and":
            return amount
        fraction = self._fraction(self._hyphen(begin + 1))
        if (
            fraction is None
            or fraction[0] >= 1
            or self.word(fraction[1]) in number_words()["scale"]
        ):
            return amount
        end, value = self.tokens[fraction[1] - 1].end, amount.value + fraction[0] * scale
        return replace(amount, end=end, value=value, stop=fraction[1])

    def _share(self, at: int) -> tuple[float, int, bool] | None:
        """Read "one in five", "two out of every three", "one of every nine", "eight of 10"."""
        first = self._cardinal(at)
        if first is None:
            return None
        value, stop = first
        hyphened, is_open = self._hyphen(stop), False
        if self.word(hyphened) == "in":
            stop = self._hyphen(hyphened + 1)
        elif self.word(stop) == "out" and self.word(stop + 1) == "of":
            stop += 2
        elif self.word(stop) == "of":
            is_open, stop = self.word(stop + 1) != "every", stop + 1
        else:
            return None
        stop += self.word(stop) == "every"
        whole = self._cardinal(stop)
        if is_open and (
            whole is None or whole[0] not in TENS or value == 1 or not self.word(whole[1]).isalpha()
        ):
            return None  # "two of 39 men" and "one of 10 men", but not "eight of 10 voters"
        if (
            whole is None
            or not 0 < value < whole[0]
            or whole[0] > 100_000
            or self.word(whole[1]) in MONTHS
        ):
            return None
        if self.word(hyphened) == "in" and find_unit(self.text, self.tokens[whole[1] - 1].end):
            return None  # "6-2 in 68 minutes"
        is_over = whole[0] != int(whole[0])  # "123-2 in 19.3 overs"
        is_year = YEAR.fullmatch(
            self.text, self.tokens[stop].start, self.tokens[stop].end
        )  # "one meeting in 2013"
        if is_over or is_year:
            return None
        return value / whole[0], whole[1], True

    def _part(self, at: int) -> tuple[float, int, bool] | None:
        """Read a fraction: "two-thirds", "half a million", "a quarter of", "three quarters"."""
        if self.word(at) in VULGAR and self.word(at + 1) == "of":
            return VULGAR[self.word(at)], at + 1, True  # "½ of the crop"
        found = self._fraction(at)
        if found is None:
            return None
        value, stop = found
        scaled = stop + (self.word(stop) == "of" and self.word(stop + 1) in ARTICLES)
        scaled += self.word(scaled) in ARTICLES
        if self.word(stop) == "-" and self.word(stop + 1) in ARTICLES:
            scaled = stop + 2  # "half-a-dozen"
        scales = {"dozen": 12.0, **number_words()["scale"]}
        scaled = (
            self._hyphen(scaled) if self.word(self._hyphen(scaled)) in scales else scaled
        )  # "a half-dozen"
        if (scale := scales.get(self.word(scaled))) and self._near(scaled):
            return value * scale, scaled + 1, False
        if self.word(scaled - 1) in ARTICLES and find_unit(self.text, self.tokens[scaled - 1].end):
            return value, scaled, False  # "half an hour", "a quarter of a percentage point"
        if (
            self.word(at) == "half"
            and self.word(stop) == "-"
            and find_unit(self.text, self.tokens[stop].end)
        ):
            return value, stop, False  # "half-hour talks"
        return (value, stop, True) if self._is_open(at, stop) else None

    def _is_open(self, at: int, stop: int) -> bool:
        """Return True if a fraction stands for a share.

        "A third of", not "a third man", nor "the second half".
        """
        after, before = self.word(stop), self.word(at - 1)
        if self.word(at) in ("half", "quarter"):
            is_measured = after in (
                "of",
                "the",
                "all",
                "its",
                "their",
                "his",
                "her",
                "our",
            ) and before not in words("half")
            return is_measured or (
                before in ("than", "over", "about", "nearly", "almost", "least", "under", "and")
            )
        if (
            before == "than"
            and self.word(at - 2) in ("less", "more", "fewer")
            and after not in words("unshared")
        ):
            return True  # "less than a third passed"
        if before in words("by share") and (
            after in words("after share") or before not in ("by", "than")
        ):
            return True
        return (
            self.word(at) not in ARTICLES
            or after in ("of", "")
            or not (after[:1].isalnum() or after == "-")
        )

    def _whole(self, at: int) -> tuple[float, int, bool] | None:
        """Read anything but a share; "one" of "one-year" is a number, an article alone is none."""
        found = self._cardinal(at)
        return (*found, False) if found else None


# Of so many is a share; of any other number some are.
TENS = {10, 100}
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
