"""Range values: what the two ends of a range amount to, with a scale that both share."""

import re

from .amounts import Amount, AmountReader
from .magnitudes import number_words
from .measures import find_unit

# What follows a number that counts someone: "14 workers".
COUNTED = re.compile(
    r"\s(?!(?:each|apiece|worth|times|cents|percent|points)\b)[a-z]+(?:s|en|ople)\b"
)


def ends(reader: AmountReader, amount: Amount, second: Amount) -> tuple[float, float]:
    """Read both ends.

    One that has no scale shares the other's: "2 to 3 billion", "from $12 million to 15".
    """
    first, last = amount.value, second.value
    if (scale := _scale_left(reader, amount, second)) is not None:
        return min(first, last * scale), max(first, last * scale)
    bare = reader.tokens[second.first].value
    scale = number_words()["scale"].get(reader.word(second.stop - 1)) if second.is_word else None
    if scale and last / scale < 100:
        bare = last / scale  # "five to six million"
    is_small = first == reader.tokens[amount.first].value or (amount.is_word and first < 100)
    if first < last and bare and last / bare >= 100 and is_small:
        scaled = first * last / bare
        first = scaled if scaled <= last else first
    return min(first, last), max(first, last)


def _scale_left(reader: AmountReader, amount: Amount, second: Amount) -> float | None:
    """Return the scale that the second end leaves out.

    "From $12 million to 15 in a year", but not "to 15 schools".
    """
    scales = number_words()["scale"]
    scale = scales.get(reader.word(amount.stop - 1))
    is_bare = second.stop - second.first == 1 and second.value < 1000
    if (
        scale is None
        or scale < 1e6
        or not is_bare
        or reader.word(second.stop) in ("%", "percent", "per")
    ):
        return None
    measured = find_unit(reader.text, second.end)
    if COUNTED.match(reader.text, second.end) or (
        measured and measured[0]["unit_kind"] not in ("money",)
    ):
        return None
    return scale
