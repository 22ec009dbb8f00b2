"""A person's corrections: what they are, the file that keeps them, and their replay on tables."""

from .decisions import Corrections
from .model import Correction, CorrectionError, Target
from .scores import review_scores, sample_to_check

__all__ = [
    "Correction",
    "CorrectionError",
    "Corrections",
    "Target",
    "review_scores",
    "sample_to_check",
]
