"""Charts that say their finding, show doubt, and cite the rows they rest on."""

from ..analysis.quoted_about import spoken_of
from ..analysis.share_of_voice import quoted_lengths, source_namings
from .actors import actors
from .chart import Chart
from .contested_words import words
from .network import network
from .reviewed_rows import review_scores
from .rival_figures import ledger
from .sources import sources
from .speakers import speakers
from .stances import stances
from .strip import strip
from .timeline import timeline
from .turns import turns
from .voices import voices
from .voices_over_time import voices_over_time
from .whiskers import figures

__all__ = [
    "Chart", "actors", "figures", "ledger", "network", "quoted_lengths", "review_scores",
    "source_namings", "sources", "speakers", "spoken_of", "stances", "strip", "timeline",
    "turns", "voices", "voices_over_time", "words",
]  # fmt: skip
