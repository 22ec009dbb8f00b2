"""A draft beside its sources: a live view in which a mark leads to the passage it comes from."""

from pathlib import Path

from ..articles import Article
from ..tables.client_code import compose_script, compose_style
from ..tables.live_view import LiveView
from ..tables.rendering import render
from .check import CheckedDraft, check_beside
from .check_page import summarise
from .comparison_state import comparison_of
from .draft_and_sources import Sources

HERE = Path(__file__).parent


class Comparison(LiveView):
    """A draft beside its sources, each quotation, attribution and figure marked by its verdict.

    Parameters
    ----------
    checked
        What ``check_beside`` returned.

    Attributes
    ----------
    found
        The rows, as ``check`` returns them.
    sources
        The tables of the sources, which the rows point into.
    """

    _esm = compose_script(HERE / "comparison.js")
    _css = compose_style(HERE / "comparison.css")

    def __init__(self, checked: CheckedDraft) -> None:
        self.found = checked.found
        self.sources = checked.sources
        super().__init__(state=comparison_of(checked))

    def __repr__(self) -> str:
        return f"Draft beside its sources. {summarise(self.found)}"

    def still(self) -> str:
        """Return the marked draft, then each row beside its passage."""
        return render("comparison", **self.state)


def compare_draft(draft: Article | str | Path, sources: Sources) -> Comparison:
    """Show a draft beside its sources, with each quotation, attribution and figure checked.

    A click on a mark, or the focus on its number, shows what is wrong and the passage of the source
    that it comes from; a number in the source leads back. Keys: ``j`` and ``k`` next and back.

    Parameters
    ----------
    draft, sources
        As those of ``check``.

    Returns
    -------
    Comparison
        ``.found`` are the rows that ``check`` returns, ``.sources`` the tables of the sources.
        Where nothing can run, as in a notebook that is not trusted, it is a page without a script.

    Raises
    ------
    ArticleError
        If the draft or a source cannot be read.

    Examples
    --------
    >>> import newsframes as nf
    >>> nf.compare_draft("“We won it all,” Bo Hill said.", "“We won it,” Ann Lee said.")
    Draft beside its sources. 1 checked: 1 altered.
    """
    return Comparison(check_beside(draft, sources))
