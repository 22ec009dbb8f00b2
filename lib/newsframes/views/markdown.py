"""The report as Markdown: answers, what the charts say, tables, issues, and how it was made."""

import pandas as pd

from ..analysis.summary import summarize
from ..tables.linked import Tables
from .escaping import escape
from .provenance import how_made
from .report import draw_all, one_article, shown, shown_frames


def render_markdown(
    tables: Tables, *, article_id: str | None = None, parameters: dict[str, str] | None = None
) -> str:
    """Return the report of one article as Markdown, for notes and wikis.

    No picture, but every chart's sentence.

    Every text from the article is escaped, so that it never becomes markup.

    Parameters
    ----------
    tables
        Of one or many articles.
    article_id
        Which article; the first by default.
    parameters
        What was asked of ``tabulate``, to be told in the report.

    Returns
    -------
    str
        Markdown with a heading for each part, ended by a line end.

    Examples
    --------
    >>> import newsframes as nf
    >>> render_markdown(nf.tabulate(nf.Article(text="All quiet.", title="Town"))).splitlines()[0]
    '# Town'
    """
    one, title = one_article(tables, article_id)
    counts = one.without_attitudes().summary()
    lines = [f"# {escape(title)}", "", escape(counts), "", "## In brief", ""]
    summary = summarize(one)
    if summary.warning:
        lines += [f"**{escape(summary.warning)}**", ""]
    for answer in summary.answers:
        lines.append(f"- {escape(answer.question)}: **{escape(answer.sentence)}**")
        lines += [f"  - {escape(str(line))}" for line in answer.evidence]
    lines += ["", "## What the charts say", ""]
    lines += [f"- **{escape(chart.title)}.** {escape(chart.alt)}" for chart in draw_all(one)] or [
        "Nothing to draw."
    ]
    for name, frame in shown_frames(one).items():
        lines += ["", f"## {name.capitalize()}", "", *_table(frame)]
    lines += ["", "## How this was made", ""]
    lines += [
        f"- {key}: {escape(value)}"
        for key, value in how_made(one.articles.iloc[0], parameters).items()
    ]
    return "\n".join(lines) + "\n"


def _table(frame: pd.DataFrame) -> list[str]:
    if frame.empty:
        return ["None."]
    head = [column.replace("_", " ") for column in frame.columns]
    rows = [[escape(shown(value)) for value in row] for row in frame.itertuples(index=False)]
    return [f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows]]
