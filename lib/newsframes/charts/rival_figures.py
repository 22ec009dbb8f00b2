"""Rival figures over time: who claimed what when, and what was taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from ..claims.commitment_words import ASSERTED, DENIED
from ..claims.crediting import credit
from ..claims.ledger import ledger as list_claims
from ..tables.doubt import unsure_rows
from ..tables.linked import Record
from ..tables.parts import TablesInParts, gather
from .amount_scales import amount_mark, amount_scale, described, key, ticks
from .chart import Chart, finish, nothing
from .grammar import LETTERED, ChartRow, Look, Mark, Panel
from .headline import UNSURE
from .text_measure import clip, named

# How a ledger says that a claim is not a new one, or that it takes one back.
REPEATED, WITHDRAWING = "repeats", ("repeats", "withdraws")


def ledger(
    tables: TablesInParts, *, group: str | Sequence[str] = "killed: people", top: int = 24
) -> Chart:
    """Draw the claimed figures of one group of the ledger, claimant by claimant, day by day.

    Parameters
    ----------
    tables
        Of several articles with a day of publication, or a corpus; claims without one are left out.
    group
        A value of the ledger's ``group``, or several: each has a panel with a scale of its own.
    top
        How many claims a panel has at most, the latest ones.

    Returns
    -------
    Chart
        One row a claim, below those of the same claimant before it. Dots are figures, arrows open
        bounds, dashed bands vague amounts; steps join the claims of one claimant that stand.
        Crosses were taken back, diamonds are denied, bars are parts of a whole; no step leads
        there. What only repeats a claim is left out.

    Examples
    --------
    >>> import newsframes as nf
    >>> report = nf.Article(text="Police said 12 people were killed.", published="2022-01-12")
    >>> nf.charts.ledger(nf.tabulate(report)).title
    'Killed: 12'
    """
    tables = gather(tables)
    groups = [group] if isinstance(group, str) else list(group)
    claims = list_claims(tables)
    claims = claims[claims.published.notna() & claims.figure_id.notna()]
    points = claims[claims.group.isin(groups)]
    points = points.assign(claim=points.claim.fillna(ASSERTED))
    about = " and ".join(f"“{clip(name)}”" for name in groups)
    if points.empty:
        return nothing(what=f"dated claims about {about}", tables=tables)
    found = {name: points[points.group == name] for name in groups}
    found = {name: rows for name, rows in found.items() if len(rows)}
    n_struck, n_denied = int(points.is_withdrawn.sum()), int((points.claim == DENIED).sum())
    struck = (f", {n_struck} taken back" if n_struck else "") + (
        f", {n_denied} denied" if n_denied else ""
    )
    listed = "; ".join(
        f"{row.published} {row.text} ({_credit(row)})" for row in points.head(4).itertuples()
    )
    panels = [_panel(name, claimed, top) for name, claimed in found.items()]
    rows = [row for panel in panels for row in panel.rows]
    steps = "steps join those of one claimant; " if any(row.step for row in rows) else ""
    first, claimed = next(iter(found.items()))
    # What a row to be checked takes back does not stand, so all claims are related to one another
    # before those that are to be checked are left out of the headline.
    sure = claimed[~claimed.figure_id.isin(unsure_rows(tables))]
    return finish(
        panels,
        title=_title(first, sure) if len(sure) else UNSURE,
        subtitle=f"Claims about {about} by claimant and day of report{struck}; {steps}{key(rows)}",
        tables=tables, noun="claims", row_ids=points.figure_id.tolist(),
        alt=f"Points over time of {len(points)} claims about {' and '.join(groups)}{struck}:"
        f" {listed}.",
    )  # fmt: skip


def _credit(row: Record) -> str:
    return credit(row, unclaimed="the article")


def _standing(points: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that stand: those of a whole, neither taken back nor denials."""
    return points[~points.is_part & ~points.is_withdrawn & (points.claim != DENIED)]


def _title(group: str, points: pd.DataFrame) -> str:
    """Return the title: the first and the last of the standing claims, or the only figure."""
    noun, standing = group.partition(": ")[0].capitalize(), _standing(points)
    if len(standing) < 2:
        row = (standing if len(standing) else points).iloc[0]
        by_whom = f", {_credit(row)}" if row.claim == DENIED else ""
        fate = ", taken back" if row.is_withdrawn else ", a part" if row.is_part else ""
        return f"{noun}: {row.text}{by_whom}{fate}"
    first, last = standing.text.iloc[0], standing.text.iloc[-1]
    return f"{noun}: from {first[0].lower()}{first[1:]} to {last}"


def _panel(group: str, points: pd.DataFrame, top: int) -> Panel:
    """Return the claims about one group, claimants in the order of their first claim."""
    new = points[points.relation != REPEATED]
    kept = new.sort_values("published", kind="stable").tail(top)
    rows: list[ChartRow] = []
    for _, own in kept.groupby(kept.claimant_name.fillna(""), sort=False):
        joint: float | None = None
        standing = set(_standing(own).figure_id)
        for claim in own.itertuples():
            row = _row(claim)
            if claim.figure_id in standing and claim.bound not in ("vague", "range"):
                row, joint = replace(row, step=joint), row.marks[0].start
            rows.append(row)
    scale = amount_scale(mark for row in rows for mark in row.marks)
    left_out = {
        "earlier claims": len(new) - len(kept), "repeats": len(points) - len(new),
    }  # fmt: skip
    rest = " and ".join(f"{n:,} {noun}" for noun, n in left_out.items() if n)
    return Panel(
        tuple(rows), scale, heading=clip(group).capitalize(), aside=described(scale),
        ticks=ticks(scale), rest=f"without {rest}" if rest else "",
    )  # fmt: skip


def _row(claim: Record) -> ChartRow:
    """Return the row of a claim: who, on which day, how many."""
    note = f"{claim.published}: {claim.text}, {_credit(claim)}"
    mark = amount_mark(claim, note)
    if claim.is_withdrawn or claim.claim == DENIED:
        look: Look = "diamond" if claim.claim == DENIED else "cross"
        mark = replace(mark, look=look, end=mark.start, is_muted=True)
    elif claim.is_part:
        mark = Mark("bar", 0, mark.start, note, claim.figure_id, tint=LETTERED)
    is_struck = claim.is_withdrawn and claim.relation not in WITHDRAWING
    return ChartRow(
        named(_credit(claim)), (mark,), clip(claim.text) + (" (part)" if claim.is_part else ""),
        f"{date.fromisoformat(claim.published):%-d %B %Y}", is_struck=is_struck,
    )  # fmt: skip
