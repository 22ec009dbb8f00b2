"""Exclusions: numbers that are no figures, such as dates, times, ordinals, scores and names."""

from ..rules import Stage
from . import dates, marks, model_numbers, name_numbers

EXCLUSIONS = Stage(
    "exclusion",
    "any",
    (*dates.RULES, *name_numbers.RULES, *model_numbers.RULES, *marks.RULES),
)
