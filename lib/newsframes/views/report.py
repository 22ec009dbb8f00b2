"""The report: one self-contained page of text, charts, tables, issues and provenance."""

from pathlib import Path

import pandas as pd

from .. import charts
from ..tables.linked import Tables
from ..tables.rendering import render
from .annotation import annotate
from .provenance import how_made

SHOWN = {
    "actors": ["name", "kind", "role", "aliases", "n_mentions", "n_quotes"],
    "quotes": ["speaker_name", "speaker", "cue", "text", "kind", "stance", "rule", "quote_id"],
    "figures": [
        "text",
        "low",
        "high",
        "bound",
        "unit",
        "thing",
        "event",
        "claimant_name",
        "claim",
        "figure_id",
    ],
    "issues": ["kind", "message", "start", "end"],
}


def write_report(
    tables: Tables,
    path: str | Path,
    *,
    article_id: str | None = None,
    parameters: dict[str, str] | None = None,
) -> Path:
    """Write the report of one article as a page that needs no network and no script.

    Parameters
    ----------
    tables
        Of one or many articles; the tables and charts of the page cover the one article alone.
    path
        Where to write; its folder is made if need be.
    article_id
        Which article; the first by default.
    parameters
        What was asked of ``tabulate``, to be told on the page.

    Returns
    -------
    Path
        What was written.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        render_report(tables, article_id=article_id, parameters=parameters), encoding="utf-8"
    )
    return path


def one_article(tables: Tables, article_id: str | None) -> tuple[Tables, str]:
    """Return the tables of one article, the first by default, and its headline, source or id."""
    chosen = article_id or tables.articles.article_id.iloc[0]
    one = Tables(
        **{name: frame[frame.article_id == chosen] for name, frame in tables.frames().items()}
    )
    article = one.articles.iloc[0]
    return one, next(
        (str(value) for value in (article.title, article.source) if not pd.isna(value)), chosen
    )


def shown_frames(tables: Tables) -> dict[str, pd.DataFrame]:
    """Return the tables of a report with the columns it shows; of the quotes, the statements."""
    stated = tables.without_attitudes()
    return {name: getattr(stated, name)[columns] for name, columns in SHOWN.items()}


def draw_all(tables: Tables) -> list[charts.Chart]:
    """Draw the charts of one article, those that have nothing to show left out."""
    drawn = [
        charts.actors(tables), charts.strip(tables), charts.speakers(tables), charts.turns(tables),
        charts.sources(tables), charts.stances(tables), charts.network(tables),
        charts.figures(tables), charts.words(tables), charts.timeline(tables),
    ]  # fmt: skip
    return [chart for chart in drawn if chart.row_ids]


def render_report(
    tables: Tables, *, article_id: str | None = None, parameters: dict[str, str] | None = None
) -> str:
    """Return the page; the same tables give the same page.

    Every text from the article is escaped.

    Parameters
    ----------
    tables
        Of one or many articles; the tables and charts of the page cover the one article alone.
    article_id
        Which article; the first by default.
    parameters
        What was asked of ``tabulate``, to be told on the page.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> import newsframes as nf
    >>> page = render_report(nf.tabulate(nf.Article(text="All quiet.", title="<Town>")))
    >>> "<h1>&lt;Town&gt;</h1>" in page
    True
    """
    marked = annotate(tables, article_id=article_id, layout="side")
    one, title = one_article(tables, article_id)
    shown_tables = {
        name: {
            "columns": [column.replace("_", " ") for column in frame.columns],
            "rows": [[shown(value) for value in row] for row in frame.itertuples(index=False)],
        }
        for name, frame in shown_frames(one).items()
    }
    names = [name.capitalize() for name in shown_tables]
    page = render(
        "report",
        title=title,
        summary=one.summary(),
        parts=["The text, annotated", "Charts", *names, "How this was made"],
        annotated=marked._repr_html_(),
        charts=[chart.linked()._repr_html_() for chart in draw_all(one)],
        tables=shown_tables,
        making=how_made(one.articles.iloc[0], parameters),
    )
    return f"{page}\n"


def shown(value: object) -> str:
    """Write one value for a reader.

    Examples
    --------
    >>> shown(["a", "b"]), shown(1234.5), shown(pd.NA)
    ('a, b', '1,234.5', '—')
    """
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "—"
    if pd.isna(value):
        return "—"
    return f"{value:,.10g}" if isinstance(value, float) else str(value)
