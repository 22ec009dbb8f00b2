"""Charts that say their finding, show doubt, and cite the rows they rest on."""

from .actors import actors
from .chart import Chart
from .figures import figures
from .speakers import quoted_lengths, speakers
from .stances import stances

__all__ = ["Chart", "actors", "figures", "quoted_lengths", "speakers", "stances"]
