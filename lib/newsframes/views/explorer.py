"""The explorer: an article's text beside its rows, to filter, to search and to cite."""

from pathlib import Path
from typing import Any

from ..analysis.answer import counted
from ..tables.client_code import (
    compose_script,
    compose_style,
    json_in_page,
    script_digest,
)
from ..tables.linked import Tables
from ..tables.live_view import LiveView
from ..tables.rendering import render
from .annotation import annotate
from .explorer_state import explorer_state

HERE = Path(__file__).parent


class Explorer(LiveView):
    """An article's text beside its quotes and figures.

    Parameters
    ----------
    tables
        Of one or many articles.

    Attributes
    ----------
    tables
        What is shown.
    """

    _esm = compose_script(HERE / "explorer.js")
    _css = compose_style(HERE / "explorer.css")

    def __init__(self, tables: Tables, place: int = 0) -> None:
        self.tables = tables
        super().__init__(state=explorer_state(tables, place))
        self.on_msg(lambda _, content, __: self.show_article(content["place"]))

    def show_article(self, place: int) -> None:
        """Show another article, by its place in the table of articles, counted from 0."""
        if place not in range(len(self.tables.articles)):
            raise ValueError(
                f"Cannot show article {place!r}: there are {len(self.tables.articles)}, counted"
                " from 0."
            )
        self.state = explorer_state(self.tables, place)

    def still(self) -> str:
        """Return the marked text of the article with the list of its rows."""
        place = self.state.get("place", 0)
        ids = self.tables.articles.article_id.tolist()
        page = annotate(self.tables, article_id=ids[place] if ids else None, layout="side").page
        return render("explorer", page=page, summary=repr(self))

    def save(self, path: str | Path) -> Path:
        """Write the article that is shown as a page of its own, to send on.

        It needs no notebook and no network, and forbids itself to ask for anything.

        Parameters
        ----------
        path
            Where to write; its folder is made if need be.

        Returns
        -------
        Path
            What was written.
        """
        state = self.state
        if state:
            state = {**state, "articles": [state["articles"][state["place"]]], "place": 0}
        script = self._esm + "\n" + (HERE / "explorer_page.js").read_text("utf-8")
        page = render(
            "explorer_page", summary=repr(self), still=self.still(), style=self._css,
            script=script, script_digest=script_digest(script), state=json_in_page(state),
        )  # fmt: skip
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{page}\n", "utf-8")
        return path

    def __repr__(self) -> str:
        if not self.state:
            return "Explorer: no article was read."
        n = len(self.state["articles"])
        place = "" if n == 1 else f"article {self.state['place'] + 1} of {n}, "
        rows = [row["table"] for row in self.state["rows"]]
        n_quotes, n_figures = rows.count("quotes"), rows.count("figures")
        counts = f"{counted(n_quotes, 'quote')}, {counted(n_figures, 'figure')}"
        return f"Explorer: {place}{self.state['articles'][self.state['place']]}: {counts}"


def explore(tables: Tables, *, article_id: str | None = None) -> Explorer:
    """Show an article's text beside its quotes and figures, to filter, to search and to cite.

    Rows are filtered by speaker, kind, act, stance and confidence, and by a search that marks its
    hits in the text, too; what the filter leaves out is not marked. Choosing a row highlights it in
    the text, and a mark in the text leads to its row. A row is copied with its citation. Keys:
    ``j`` and ``k`` next and back, ``c`` copy, ``/`` search, ``Escape`` show all. Quotes that are
    only an attitude are left out, as in the report.

    Parameters
    ----------
    tables
        Of one or many articles; of many, another one is chosen in the view.
    article_id
        Which article to show first; the first by default.

    Returns
    -------
    Explorer
        Runs in JupyterLab 4 and Notebook 7 and loads nothing. Where nothing can run, as in a
        notebook that is not trusted, the marked text stands in for it, as ``annotate`` shows it.

    Raises
    ------
    TypeError
        If ``tables`` are no Tables.
    ValueError
        If there is no such article.

    Examples
    --------
    >>> import newsframes as nf
    >>> nf.explore(nf.tabulate(nf.Article("Ann Lee said 3 men died.", title="Floods")))
    Explorer: Floods: 1 quote, 1 figure
    """
    if not isinstance(tables, Tables):
        raise TypeError(
            f"Cannot explore a {type(tables).__name__}. Expected Tables, as tabulate returns them."
        )
    ids: list[Any] = tables.articles.article_id.tolist()
    if article_id is not None and article_id not in ids:
        known = ", ".join(ids) or "none"
        raise ValueError(f"Cannot explore {article_id!r}: no such article. Available: {known}.")
    return Explorer(tables, ids.index(article_id) if article_id is not None else 0)
