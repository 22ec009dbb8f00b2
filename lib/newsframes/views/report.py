"""The report: one self-contained page of answers, quotes, text, figures, actors and charts."""

from functools import cache
from pathlib import Path

import pandas as pd

from .. import charts
from ..analysis.answer import clipped
from ..analysis.summary import summarize
from ..analysis.voice_answers import TOP
from ..tables.client_code import CLIENT, compose_script, script_digest
from ..tables.doubt import SURE, percent
from ..tables.linked import Tables, anchor_of
from ..tables.rendering import render
from .cards import group_cards
from .explanation import SENTENCE_END
from .paragraphs_view import find_paragraphs, mark_paragraphs, paragraph_at
from .provenance import how_made
from .report_tables import list_actors, list_figures
from .speaker_looks import speaker_looks

SECTIONS = {
    "brief": "In brief", "quotes": "Quotes", "text": "Text", "figures": "Figures",
    "actors": "Actors", "charts": "Charts", "issues": "Issues", "made": "How it was made",
}  # fmt: skip
# What a short report leaves out.
LONG = ("brief", "charts")

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
    one = tables.of_article(article_id or tables.articles.article_id.iloc[0])
    article = one.articles.iloc[0]
    names = (article.title, article.source, article.article_id)
    return one, next(str(name) for name in names if not pd.isna(name))


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


def draw_page(tables: Tables) -> list[charts.Chart]:
    """Draw what the page does not say in another form, what has nothing to show left out."""
    drawn = [
        charts.turns(tables), charts.strip(tables), charts.network(tables),
        charts.stances(tables), charts.figures(tables), charts.words(tables),
        charts.timeline(tables),
    ]  # fmt: skip
    return [chart for chart in drawn if chart.row_ids]


def render_report(
    tables: Tables,
    *,
    article_id: str | None = None,
    parameters: dict[str, str] | None = None,
    is_short: bool = False,
    home: str | None = None,
) -> str:
    """Return the page; the same tables give the same page.

    It answers five questions (``nf.summarize``), lists the quotes by speaker beside the text, then
    figures, actors, charts, issues, and how it was made. Every text from the article is escaped;
    the page asks for nothing from anywhere and forbids itself to.

    Parameters
    ----------
    tables
        Of one or many articles; the tables and charts of the page cover the one article alone.
    article_id
        Which article; the first by default.
    parameters
        What was asked of ``tabulate``, to be told on the page.
    is_short
        Leave out the answers and the charts, which take most of the time.
    home
        Address of the page that leads to this one, if there is one.

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
    one, title = one_article(tables, article_id)
    stated, article = one.without_attitudes(), one.articles.iloc[0]
    summary = None if is_short else summarize(one)
    looks = speaker_looks(stated, article.article_id)
    groups = group_cards(stated, looks, title)
    figures, actors = list(list_figures(stated)), list(list_actors(stated))
    lines = find_paragraphs(article.text)
    issues = _issues(one, article.text)
    script, digest = _script()
    counts = {
        "quotes": len(stated.quotes), "figures": len(figures), "actors": len(actors),
        "issues": len(issues),
    }  # fmt: skip
    page = render(
        "report/page",
        title=title,
        headline=title if not pd.isna(article.title) else _first_sentence(article) or title,
        kicker=_kicker(article),
        counts=stated.summary(),
        sections=[
            (anchor, name, counts.get(anchor))
            for anchor, name in SECTIONS.items()
            if not (is_short and anchor in LONG)
        ],
        home=home,
        summary=summary,
        top=TOP,
        n_words=sum(voice.n_words for voice in summary.voices) if summary else 0,
        sure=percent(SURE),
        groups=groups,
        paragraphs=list(mark_paragraphs(stated, article.article_id, looks)),
        figures=figures,
        actors=actors,
        charts=[] if is_short else [chart.inline() for chart in draw_page(one)],
        issues=issues,
        making=how_made(article, parameters),
        n_rows=len(stated.quotes) + len(figures) + len(actors),
        script=script,
        script_digest=digest,
        anchor=anchor_of,
        paragraph=lambda start: paragraph_at(lines, start),
    )
    return f"{page}\n"


def _kicker(article: pd.Series) -> str:
    """Say where the article is from, as far as that is known."""
    facts = (article.byline, article.dateline, article.published, article.source)
    return " · ".join(["newsframes report", *(str(fact) for fact in facts if not pd.isna(fact))])


def _first_sentence(article: pd.Series) -> str:
    """Return the first sentence of the body, without the dateline, cut at a word."""
    body = article.text[article.body_start : article.body_end].strip()
    if not pd.isna(article.dateline):
        body = body.removeprefix(article.dateline).lstrip(" :–—-\n")
    return clipped(SENTENCE_END.split(body, maxsplit=1)[0], 110)


def _issues(one: Tables, text: str) -> list[tuple[str, str, int, str]]:
    """List the open issues with the words they are about."""
    found = []
    for row in one.issues.itertuples():
        start, end = (0, 0) if pd.isna(row.start) else (row.start, row.end)
        found.append((row.kind.replace("_", " "), row.message, start, clipped(text[start:end])))
    return found


@cache
def _script() -> tuple[str, str]:
    """Return the page's script, and the digest by which its policy allows it and no other."""
    code = compose_script(CLIENT.parent / "report/script.js")
    return code, script_digest(code)


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
