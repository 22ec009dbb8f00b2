"""Exclusions: numbers that are no figures, such as dates, times, ordinals, scores and names."""

from ..rules import Stage
from . import dates, marks, names
from .context import number_contexts

EXCLUSIONS = Stage(
    "exclusion", "any", (*dates.RULES, *names.RULES, *marks.RULES), contexts=number_contexts
)
