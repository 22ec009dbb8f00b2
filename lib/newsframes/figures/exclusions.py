"""Exclusions: numbers that are no figures, such as dates, times, ordinals, scores and names."""

from ..rules import Stage
from . import dates, marks, names

EXCLUSIONS = Stage("exclusion", "any", (*dates.RULES, *names.RULES, *marks.RULES))
