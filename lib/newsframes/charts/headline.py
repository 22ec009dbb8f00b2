"""Headlines of charts: they rest on rows that are sure, whatever else is drawn."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TypeVar, cast

from ..tables.doubt import sure_part
from ..tables.parts import TablesInParts, gather
from .chart import Chart

Draw = TypeVar("Draw", bound=Callable[..., Chart])
# The headline where nothing is left for one.
UNSURE = "No row is sure enough for a headline"


def on_sure_rows(*, lead: str = "") -> Callable[[Draw], Draw]:
    """Let the headline of a chart be that of the same chart of the sure rows alone.

    Rows to be checked are drawn, marked and counted in the source line; the headline would be the
    same without them.

    Parameters
    ----------
    lead
        What the headline begins with if rows to be checked would have changed it, where it says
        more than how many of the sure rows are so.
    """

    def on_sure(draw: Draw) -> Draw:
        @wraps(draw)
        def drawn(tables: TablesInParts, *args: object, **options: object) -> Chart:
            held = gather(tables)
            chart = draw(held, *args, **options)
            if not chart.unsure_ids:
                return chart
            sure = draw(sure_part(held), *args, **options)
            told = sure.title if sure.title == chart.title else f"{lead}{sure.title}"
            return replace(chart, title=told if sure.panels else UNSURE)

        return cast("Draw", drawn)

    return on_sure
