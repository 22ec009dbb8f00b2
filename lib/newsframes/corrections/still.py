"""The review where nothing can run: the rows to check as a list, and how to go on."""

from ..tables.rendering import render

# The least sure rows are shown.
N_ROWS = 10


def still_review(rows: list[dict[str, object]], summary: str) -> str:
    """Return the rows that are least sure as HTML with inline styles.

    Parameters
    ----------
    rows
        Rows of quotes and figures, least sure first.
    summary
        The widget in a line.
    """
    return render("corrections/review", rows=rows[:N_ROWS], n=len(rows), summary=summary)
