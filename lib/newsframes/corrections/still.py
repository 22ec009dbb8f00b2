"""The review where nothing can run: the rows to check as a list, and how to go on."""

from jinja2 import Environment, PackageLoader

from ..tables.mathjax import IGNORED

# The least sure rows are shown.
N_ROWS = 10
PAGES = Environment(loader=PackageLoader("newsframes.corrections"), autoescape=True)


def still_review(rows: list[dict[str, object]], summary: str) -> str:
    """Return the rows that are least sure as HTML with inline styles.

    Parameters
    ----------
    rows
        Rows of quotes and figures, least sure first.
    summary
        The widget in a line.
    """
    page = PAGES.get_template("review.html.jinja")
    return page.render(rows=rows[:N_ROWS], n=len(rows), summary=summary, ignored=IGNORED)
