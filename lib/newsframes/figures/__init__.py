"""Figures: quantities with value, bounds, unit, what they count, what they are about, and what happened."""

from .figure import Figure
from .finding import find_figures
from .quantities import find_numbers
from .quantity import Number

__all__ = ["Figure", "Number", "find_figures", "find_numbers"]
