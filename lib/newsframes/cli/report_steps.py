"""Steps of the command ``report``; each imports what it needs when it comes to it."""

from pathlib import Path

from ..tables.linked import Tables


def write_pages(tables: Tables, out: Path, format: str, vague: str, *, progress: bool) -> str:
    """Write a report for each article, and return where they are."""
    from ..views.report_files import write_reports

    return write_reports(tables, out, format=format, parameters={"vague": vague}, progress=progress)


def first_screen(tables: Tables) -> str:
    """Return the five answers as text."""
    from ..analysis.summary import summarize

    return repr(summarize(tables))
