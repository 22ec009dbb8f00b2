"""Levels: an earlier and a later value, as in "rose from 0.9 to 1.23%", which are no range."""

import math
import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from .changes import changes
from .quantities import find_numbers
from .quantity import Number
from .words import words

TO = re.compile(r"[\s\xa0]to[\s\xa0]")
FROM = re.compile(r"\bfrom[\s\xa0](?:the[\s\xa0]|an?[\s\xa0])?\Z")
# How far before "from" the verb or noun of change may stand, in words.
NEAR = 10


def split_levels(body: str, doc: Doc, number: Number) -> list[Number]:
    """Return the two values between which something changed; of a range, the number alone.

    "Sales fell from 5 million to 900,000 units"; but "prices range from $5 to $10", "children from
    5 to 12".

    Parameters
    ----------
    body, doc
        The article's body as text, and parsed.
    number
        A number of the body.
    """
    joint = TO.search(body, number.start, number.end) if number.bound == "range" else None
    before = FROM.search(body, max(0, number.start - 12), number.start)
    if (
        joint is None
        or before is None
        or not _is_change(doc, before.start(), _is_falling(body, number, joint))
    ):
        return [number]
    first, second = _alone(body, number.start, joint.start()), _alone(body, joint.end(), number.end)
    if first is None or second is None:
        return [number]
    is_last_high = _is_close(second.low, number.high) or _is_close(first.low, number.low)
    values = (number.low, number.high) if is_last_high else (number.high, number.low)
    unit = first if number.unit == "count" else number  # "from 2.1 million tonnes to 900,000"
    return [
        replace(_with_unit(part, unit), low=value, high=value, per=number.per)
        for part, value in zip((first, second), values, strict=True)
    ]


def _with_unit(part: Number, whole: Number) -> Number:
    """Return a value with its own unit, or with that of the range.

    "From 60 mph to 48", "from 0.9 to 1.23%".
    """
    return (
        part if part.unit != "count" else replace(part, unit=whole.unit, unit_kind=whole.unit_kind)
    )


def _alone(body: str, start: int, end: int) -> Number | None:
    """Read one side of a range alone, to the end of the text that the range takes there."""
    found = find_numbers(body[start:end])
    if len(found) != 1 or found[0].bound not in {"=", "~"} or found[0].start != 0:
        return None
    return replace(found[0], start=start, end=end, head=start + found[0].head)


def _is_close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9)


def _is_falling(body: str, number: Number, joint: re.Match[str]) -> bool:
    """Return True if the first value is the larger, as in no range."""
    first = _alone(body, number.start, joint.start())
    return first is not None and _is_close(first.low, number.high)


def _is_change(doc: Doc, at: int, is_falling: bool) -> bool:
    """Return True if "from" at an offset begins a change.

    It depends on a verb or noun of change, or two values fall behind a verb.
    """
    span = doc.char_span(at, at + len("from"), alignment_mode="expand")
    if span is None or span.start == 0 or span[0].nbor(-1).lower_ in {"of", "by"}:
        return False
    governors = [above for above in span[0].ancestors if above.pos_ in {"VERB", "NOUN"}]
    if is_falling and any(above.pos_ == "VERB" for above in governors[:1]):
        return True
    nearest = governors[0] if governors else span[0]
    is_brought = nearest.lemma_.lower() in words("bringing")  # "takes from 2 to 4 hours"
    if is_brought and not any(child.dep_ in {"dobj", "nsubjpass"} for child in nearest.children):
        return False
    near = doc[max(span[0].sent.start, span.start - NEAR) : span.start]
    return any(_changes(above) for above in governors[:3] if above in near)


def _changes(word: Token) -> bool:
    return word.lemma_.lower() in changes("verb") | changes("between") | words("level", "bringing")
