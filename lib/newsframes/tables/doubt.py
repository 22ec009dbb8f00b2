"""Doubt: from which confidence on a row is sure enough to be relied on, in one place."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from .linked import Tables

# A row counts as sure if each of its confidences is at least this. Chosen on the training part of
# ``tests/gold/speakers.jsonl``: 17 of 213 statements lie below, of which 35% are right in content
# and speaker, against 85% of the others. On the held-out part: 30 of 259, 57% against 83%.
SURE = 0.7
# Below this a row is worth a look before it is relied on: 46% right on the training part.
LIKELY = 0.8
# Confidences of a row, as far as its table has them.
CONFIDENCES = ("confidence", "speaker_confidence", "claimant_confidence")


def least_confidence(frame: pd.DataFrame) -> pd.Series:
    """Return the lowest confidence of each row; what is NA does not count.

    Parameters
    ----------
    frame
        Rows of ``quotes``, ``figures`` or ``mentions``.

    Returns
    -------
    pandas.Series
        From 0 to 1, with the index of ``frame``.

    Examples
    --------
    >>> quotes = pd.DataFrame({"confidence": [0.9, 0.8], "speaker_confidence": [0.4, pd.NA]})
    >>> least_confidence(quotes).tolist()
    [0.4, 0.8]
    """
    columns = [name for name in CONFIDENCES if name in frame]
    return frame[columns].astype("Float64").min(axis=1).astype("float64")


def is_unsure(*confidences: float) -> bool:
    """Return True if one of some confidences is below ``SURE``; NA does not count.

    Examples
    --------
    >>> is_unsure(0.4, 0.9), is_unsure(0.8, pd.NA)
    (True, False)
    """
    return any(confidence < SURE for confidence in confidences if not pd.isna(confidence))


def unsure_rows(tables: "Tables") -> frozenset[str]:
    """Return the ids of the quotes, figures and mentions that are to be checked.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said 3 men died. Dozens were hurt.")
    >>> unsure_rows(tables) <= {*tables.quotes.quote_id, *tables.figures.figure_id}
    True
    """
    frames = (tables.quotes, tables.figures, tables.mentions)
    return frozenset(
        row_id for frame in frames for row_id in frame[least_confidence(frame) < SURE].iloc[:, 0]
    )


def sure_part(tables: "Tables") -> "Tables":
    """Return tables without the quotes, figures and mentions that are to be checked.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said 3 men died. Dozens were hurt.")
    >>> unsure_rows(sure_part(tables))
    frozenset()
    """
    frames = {name: getattr(tables, name) for name in ("quotes", "figures", "mentions")}
    sure = {name: frame[~(least_confidence(frame) < SURE)] for name, frame in frames.items()}
    return replace(tables, **sure)


def percent(share: float) -> str:
    """Write a share of one as a whole percentage.

    Examples
    --------
    >>> percent(0.7)
    '70%'
    """
    return f"{round(100 * share)}%"
