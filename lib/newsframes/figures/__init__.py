"""Figures: quantities with value, bounds and unit, and what they count or measure."""

from typing import TYPE_CHECKING

from ..late_names import late

if TYPE_CHECKING:
    from .figure import Figure
    from .figure_finding import FOUND_BY, find_figures
    from .quantities import find_numbers
    from .quantity import Number

__all__ = ["FOUND_BY", "Figure", "Number", "find_figures", "find_numbers"]
__getattr__ = late(
    __name__,
    {
        "figure": ("Figure",),
        "figure_finding": ("FOUND_BY", "find_figures"),
        "quantities": ("find_numbers",),
        "quantity": ("Number",),
    },
)
