"""Edges of names: brackets and quotation marks of which the reader took only one half."""

from ..reader import Reading

PAIRS = (("[", "]"), ("(", ")"), ("“", "”"))


def balance(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return a name's offsets with the second half of a pair of brackets or marks, if it follows.

    "Jerry [O'Connell | ]". A half without another ends or begins the name: "Cricket | ) funds".
    """
    text = reading.words(start, end)
    for first, second in PAIRS:
        if text.count(first) > text.count(second):
            is_next = reading.words(end, end + 1) == second
            end = end + 1 if is_next else start + len(text[: text.rfind(first)].rstrip())
        elif text.count(second) > text.count(first) and second != "”":
            end = start + len(text[: text.find(second)].rstrip())
        text = reading.words(start, end)
    return start, end
