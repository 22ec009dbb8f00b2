"""Charts that say their finding, show doubt, and cite the rows they rest on."""

from .actors import actors
from .chart import Chart
from .figures import figures
from .ledger import ledger
from .network import network, spoken_of
from .speakers import quoted_lengths, speakers
from .stances import stances
from .strip import strip

__all__ = [
    "Chart", "actors", "figures", "ledger", "network", "quoted_lengths", "speakers", "spoken_of", "stances", "strip",
]  # fmt: skip
