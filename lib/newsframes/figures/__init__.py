"""Figures: quantities with value, bounds and unit, and what they count or measure."""

from .figure import Figure
from .figure_finding import FOUND_BY, find_figures
from .quantities import find_numbers
from .quantity import Number

__all__ = ["FOUND_BY", "Figure", "Number", "find_figures", "find_numbers"]
