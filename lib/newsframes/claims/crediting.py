"""Crediting: how to write, for a reader, whose figure it is and how they stand to it."""

import pandas as pd

from ..tables.linked import Record
from .commitment_words import ASSERTED


def credit(row: Record, *, asserting: str = "{}", unclaimed: str) -> str:
    """Return whose figure it is: "police", "denied by the army".

    Parameters
    ----------
    row
        A row of ``figures`` or of the ledger.
    asserting
        How to write who asserts it.
    unclaimed
        What to write in the article's own voice.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Police said 12 people died. The army denied that 15 people died.")
    >>> [credit(row, unclaimed="the article") for row in tables.figures.itertuples()]
    ['Police', 'denied by army']
    """
    if pd.isna(row.claimant_name):
        return unclaimed
    is_plain = pd.isna(row.claim) or row.claim == ASSERTED
    return (
        asserting.format(row.claimant_name) if is_plain else f"{row.claim} by {row.claimant_name}"
    )
