"""Charts that say their finding, show doubt, and cite the rows they rest on."""

from .actors import actors
from .chart import Chart
from .figures import figures
from .speakers import speakers

__all__ = ["Chart", "actors", "figures", "speakers"]
