"""Files of reports: one for each article, in HTML or Markdown."""

from pathlib import Path

from tqdm.auto import tqdm

from ..tables.linked import Tables
from .markdown import render_markdown
from .report import render_report

RENDERERS = {"html": render_report, "md": render_markdown}


def write_reports(
    tables: Tables,
    folder: Path,
    *,
    format: str = "html",
    parameters: dict[str, str] | None = None,
    progress: bool = False,
) -> str:
    """Write a report for each article, ``report.html`` if there is one, else with its id.

    Parameters
    ----------
    tables
        Of one or many articles.
    folder
        Where to write; it must be there.
    format
        ``"html"`` or ``"md"``.
    parameters
        What was asked of ``tabulate``, to be told in the reports.
    progress
        Show a progress bar.

    Returns
    -------
    str
        Where the reports are, for a reader.
    """
    ids = tables.articles.article_id.tolist()
    for article_id in tqdm(ids, desc="writing", unit="report", disable=not progress):
        name = f"report.{format}" if len(ids) == 1 else f"report-{article_id}.{format}"
        page = RENDERERS[format](tables, article_id=article_id, parameters=parameters)
        (folder / name).write_text(page, encoding="utf-8")
    many = f"report-<article_id>.{format} ({len(ids)} reports)"
    return str(folder / (f"report.{format}" if len(ids) == 1 else many))
