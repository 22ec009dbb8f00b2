"""Corrections of figures: values, bound, unit, counted noun, claimant; and figures added."""

import math

from ..figures.measures import units
from .draft import Draft
from .model import Correction, Target
from .row_values import Row, overlapping, put, sign
from .speaker_changes import move_claims, set_claimant

OPEN_END = {">": "high", ">=": "high", "<": "low", "<=": "low"}


def add_figure(draft: Draft, decision: Correction) -> None:
    """Make a figure of a stretch of text, claimed by the speaker of the quote around it."""
    article_id, start, end = draft.place(decision.targets[0])
    figure_id = f"{article_id}:f{start}-{end}"
    quotes = overlapping(draft.rows["quotes"].values(), article_id, start, end)
    whole = [row for row in quotes if row["start"] <= start and end <= row["end"]]
    quote = min(whole, key=lambda row: int(row["end"]) - int(row["start"]), default=None)
    figure = draft.rows["figures"].setdefault(
        figure_id,
        {
            "figure_id": figure_id, "article_id": article_id, "start": start, "end": end,
            "text": draft.texts[article_id][start:end], "bound": "=", "unit": "count",
            "unit_kind": "count",
        },
    )  # fmt: skip
    put(figure, "quote_id", quote and quote["quote_id"])
    sign(figure, "figures", "found_by", "confidence")
    if quote and "claimant" not in decision.values:
        move_claims(draft, quote, None, quote.get("speaker_id"))
    _change(draft, figure, decision)


def change_figure(draft: Draft, decision: Correction) -> None:
    """Change the values of a figure."""
    figure = draft.row(decision.targets[0])
    sign(figure, "figures", "found_by", "confidence")
    _change(draft, figure, decision)


def _change(draft: Draft, figure: Row, decision: Correction) -> None:
    values = decision.values
    bound = str(values.get("bound", figure["bound"]))
    for column, other in (("low", "high"), ("high", "low")):
        if column in values:
            figure[column] = float(values[column])
            if other not in values and (bound in "=~" or other not in figure):
                figure[other] = float(values[column])
    if bound != figure["bound"]:
        figure["bound"] = bound
        known = figure["low"] if math.isfinite(float(figure["low"])) else figure["high"]
        if bound in ("=", "~") and not {"low", "high"} <= values.keys():
            figure["low"] = figure["high"] = known
    if open_end := OPEN_END.get(bound):
        known = figure["low"] if open_end == "high" else figure["high"]
        if not math.isfinite(float(known)):
            figure["low" if open_end == "high" else "high"] = figure[open_end]
        figure[open_end] = math.inf if open_end == "high" else -math.inf
    if "unit" in values:
        figure["unit"], figure["unit_kind"] = _unit(str(values["unit"]), figure)
    if "thing" in values:
        thing = values["thing"]
        span = draft.place(thing) if isinstance(thing, Target) else None
        for column in ("thing", "thing_start", "thing_end"):
            figure.pop(column, None)
        if span:
            article_id, start, end = span
            words = draft.texts[article_id][start:end]
            figure |= {"thing": words, "thing_start": start, "thing_end": end}
    if "claimant" in values:
        claimant = values["claimant"]
        is_actor = isinstance(claimant, Target)
        set_claimant(figure, str(draft.row(claimant)["actor_id"]) if is_actor else None, "asserted")
        draft.claimed.add(figure["figure_id"])


def _unit(name: str, figure: Row) -> tuple[str, str]:
    """Return a unit and its kind, as the table of units has it, or else the kind that was there."""
    known = units().get(name.lower())
    if known:
        return str(known["unit"]), str(known["unit_kind"])
    return name, name if name in ("count", "percent", "ratio") else str(figure["unit_kind"])
