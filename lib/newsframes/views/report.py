"""One self-contained page: the charts, the annotated text, the tables, the issues, and how it was made."""

import html
from pathlib import Path

import pandas as pd

from .. import charts
from ..tables.linked import Tables
from ..tables.mathjax import IGNORED
from .annotation import annotate
from .provenance import how_made

SHOWN = {
    "actors": ["name", "kind", "role", "aliases", "n_mentions", "n_quotes"],
    "quotes": ["speaker_name", "speaker", "cue", "text", "kind", "stance", "found_by", "quote_id"],
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
STYLE = """body{font-family:sans-serif;color:#222222;background:#ffffff;max-width:72em;margin:2em auto;padding:0 1em;
line-height:1.5}table{border-collapse:collapse;font-size:14px}th,td{text-align:left;vertical-align:top;
padding:4px 12px 4px 0;border-bottom:1px solid #dddddd}th{border-bottom:2px solid #717581}.wide{overflow-x:auto}
h1,td{overflow-wrap:anywhere}h2{margin-top:2em}figure{margin:0 0 2em}:target{outline:3px solid #e76300}a{color:#1a5fa0}
@media print{details,nav{display:none}div{max-height:none!important;overflow:visible!important}
figure,tr{break-inside:avoid}}"""


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
    """
    marked = annotate(tables, article_id=article_id, layout="side")
    one, title = one_article(tables, article_id)
    drawn = (
        "".join(chart.linked()._repr_html_() for chart in draw_all(one))
        or "<p>Nothing to draw.</p>"
    )
    parts = {
        "The text, annotated": marked._repr_html_(),
        "Charts": drawn,
        **{name.capitalize(): _table(name, frame) for name, frame in shown_frames(one).items()},
        "How this was made": _making(one.articles.iloc[0], parameters),
    }
    links = " · ".join(f'<a href="#part-{n}">{name}</a>' for n, name in enumerate(parts))
    sections = "".join(
        f'<h2 id="part-{n}">{name}</h2>{part}' for n, (name, part) in enumerate(parts.items())
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<title class="{IGNORED}">{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>\n'
        f'<body><main><div class="{IGNORED}"><h1>{html.escape(title)}</h1>'
        f"<p>{html.escape(one.summary())}</p>"
        f'<nav aria-label="Parts">{links}</nav>{sections}</div></main></body></html>\n'
    )


def _table(name: str, frame: pd.DataFrame) -> str:
    """Render a frame, escaped; what is missing is a dash."""
    if frame.empty:
        return "<p>None.</p>"
    head = "".join(
        f'<th scope="col">{html.escape(column.replace("_", " "))}</th>' for column in frame.columns
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(shown(value))}</td>" for value in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{name}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def shown(value: object) -> str:
    """Write one value for a reader."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "—"
    if pd.isna(value):
        return "—"
    return f"{value:,.10g}" if isinstance(value, float) else str(value).replace("\0", "\ufffd")


def _making(article: pd.Series, parameters: dict[str, str] | None) -> str:
    """Say which versions read which text."""
    facts = how_made(article, parameters)
    rows = "".join(
        f'<tr><th scope="row">{key}</th><td>{html.escape(value)}</td></tr>'
        for key, value in facts.items()
    )
    return f"<table>{rows}</table><p>Ids end in the offsets of the characters that a row rests on, in code points.</p>"
