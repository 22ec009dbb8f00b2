"""Durations whose number and unit stand apart: "three more months", "three or four hours"."""

from dataclasses import replace

from spacy.tokens import Span

from .measures import units
from .quantity import Number
from .words import words

# A shorter word than "day" is no unit apart from its number: "in their 20 s".
SHORTEST = 3


def as_spell(number: Number, thing: Span) -> Number | None:
    """Read a count of hours as a duration.

    None for what is no unit, or one of a kind ("three school days").

    Parameters
    ----------
    number
        The number as the text alone shows it.
    thing
        What it counts.
    """
    entry = units().get(thing[-1].lower_)
    if (
        number.unit != "count"
        or entry is None
        or entry["unit_kind"] != "duration"
        or len(thing[-1]) < SHORTEST
    ):
        return None
    if any(word.lower_ not in words("lasting") for word in thing[:-1]):
        return None
    end, last = number.end, thing[-1].idx + len(thing[-1])
    is_next = thing[0].idx >= end and not thing.doc.text[end : thing[0].idx].strip()
    return replace(number, end=last if is_next else end, unit=entry["unit"], unit_kind="duration")
