"""The rule engine: linguistic decisions as data, with examples that are tested and counted."""

from .patterns import Pattern, node, without
from .stage import Decision, Rule, Stage, all_stages
from .trace import Trace, tracing

__all__ = [
    "Decision", "Pattern", "Rule", "Stage", "Trace", "all_stages", "node", "tracing", "without",
]  # fmt: skip
