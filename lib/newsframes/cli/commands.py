"""The commands."""

from contextlib import nullcontext
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from ..tables.linked import Tables
from ..tables.row_json import rows_as_json
from ..tables.schema import codebook
from .corpus_command import corpus_command
from .export_command import export_command
from .inputs_of_calls import (
    AsJson,
    Columns,
    Corrected,
    Paths,
    Quiet,
    Sources,
    Vague,
    failures,
    is_partial,
    load_sources,
    read_anew,
    tables_of,
)
from .json_output import ProgramGroup, answer, fail, rows_of_frame
from .kept_corrections import kept
from .progress import step
from .report_steps import first_screen, notebook_beside, write_pages

app = typer.Typer(
    cls=ProgramGroup, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
app.add_typer(kept, name="corrections")
app.command("export")(export_command)
app.command("corpus")(corpus_command)


class Format(StrEnum):
    """How tables are written."""

    all = "all"
    parquet = "parquet"
    csv = "csv"


class Page(StrEnum):
    """How a report is written."""

    html = "html"
    md = "md"


OUT_HELP = "Folder to write to; tables and reports of an earlier run are removed."
Out = Annotated[Path, typer.Option(help=OUT_HELP)]


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"newsframes {version('newsframes')}")
        raise typer.Exit


@app.callback()
def main(
    is_asked: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Read news reports into tables: actors, quotes, figures."""


@app.command("tabulate")
def tabulate_command(
    paths: Paths,
    *,
    out: Annotated[
        Path | None, typer.Option(help=f"{OUT_HELP} By default out; with --json, none.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to write the tables.")] = Format.all,
    vague: Annotated[Vague, typer.Option(help="How vague amounts become values.")] = Vague.interval,
    column: Columns = None,
    quiet: Quiet = False,
    corrections: Corrected = None,
    as_json: AsJson = False,
) -> None:
    """Write the six tables of the articles. Exit code 1: some could not be read.

    2: none, or a wrong call.
    """
    folder = out if out or as_json else Path("out")
    tables = read_anew(
        paths,
        folder,
        vague.value,
        quiet=quiet,
        corrections=corrections,
        columns=column,
        as_json=as_json,
    )
    if folder is not None:
        with step("writing tables", quiet=quiet or as_json):
            tables.save(folder, format=format.value)
    if as_json:
        frames = tables.frames().items()
        answer("tabulate", tables={name: rows_as_json(name, frame) for name, frame in frames})
    _finish(tables, f"Tables in {folder}/", quiet=quiet or as_json)


@app.command()
def report(
    paths: Paths,
    *,
    out: Out = Path("out"),
    format: Annotated[
        Page, typer.Option(help="html: a page with charts; md: Markdown, without pictures.")
    ] = Page.html,
    vague: Annotated[Vague, typer.Option(help="How vague amounts become values.")] = Vague.interval,
    notebook: Annotated[
        Path | None,
        typer.Option(help="A notebook to run on the first path meanwhile, and to write to out."),
    ] = None,
    column: Columns = None,
    quiet: Quiet = False,
    corrections: Corrected = None,
) -> None:
    """Write the tables and a self-contained report for each article; print the first screen."""
    beside = nullcontext() if notebook is None else notebook_beside(notebook, out, paths[0])
    # The notebook has a kernel of its own, so both run at once on two cores.
    with beside as running:
        tables = read_anew(
            paths, out, vague.value, quiet=quiet, corrections=corrections, columns=column,
            meanwhile=None if running is None else running.begin,
        )  # fmt: skip
        if running is not None:
            running.go_on(tables, vague.value)
        n = len(tables.articles)
        with step(f"writing tables and {f'{n:,} reports' if n > 1 else 'report'}", quiet=quiet):
            tables.save(out)
            pages = write_pages(
                tables, out, format.value, vague.value, progress=n > 1 and not quiet
            )
        summary = "" if quiet else f"{first_screen(tables)}\n\n"
        if running is not None:
            running.finish(quiet=quiet)
    typer.echo(summary, nl=False)
    also = "" if notebook is None else f", notebook in {out / notebook.name}"
    _finish(tables, f"Tables in {out}/, report in {pages}{also}", quiet=quiet)


@app.command("codebook")
def codebook_command(
    format: Annotated[str, typer.Option(help="md or csv.")] = "md",
) -> None:
    """Print every column of every table."""
    if format not in ("md", "csv"):
        fail(f"Cannot print the codebook as {format!r}. Expected md or csv.")
    typer.echo(codebook_markdown() if format == "md" else codebook().to_csv(index=False), nl=False)


def codebook_markdown() -> str:
    """Return the codebook as one Markdown table for each of the six tables."""
    lines = []
    for table, columns in codebook().groupby("table", sort=False):
        lines += [
            f"**{table}**",
            "",
            "| column | dtype | unit | meaning |",
            "| --- | --- | --- | --- |",
        ]
        for row in columns.itertuples():
            meaning = row.meaning.replace("|", "\\|").replace("<", "&lt;")
            lines.append(f"| `{row.column}` | {row.dtype} | {row.unit} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


@app.command("explain")
def explain_command(
    row_id: Annotated[str, typer.Argument(help="Id of a mention, actor, quote or figure.")],
    path: Annotated[
        Path, typer.Argument(help="Folder of tables, or the article that the row is from.")
    ],
    as_json: AsJson = False,
) -> None:
    """Print why a row is as it is: its sentence, rules, confidence and claimant."""
    from ..views.explanation import explain

    try:
        tables = tables_of(path)
        found = explain(row_id, tables)
    except failures(ValueError) as error:
        fail(str(error), as_json=as_json)
    if not as_json:
        typer.echo(repr(found))
        return
    table = found.title.partition(" ")[0]
    frame = getattr(tables, table)
    row = rows_as_json(table, frame[frame.iloc[:, 0] == row_id])[0]
    facts = [{"label": label, "value": value} for label, value in found.facts]
    pieces = [{"text": text, "is_row": is_row} for text, is_row in found.stretches]
    answer("explain", table=table, row=row, sentence=pieces, facts=facts)


@app.command("rerun")
def rerun_command(
    notebooks: Annotated[list[Path], typer.Argument(help="Notebooks to run from top to bottom.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder to write them to; in place by default.")
    ] = None,
    article: Annotated[
        str | None, typer.Option(help="Path or URL of an article to run them on.")
    ] = None,
) -> None:
    """Run notebooks again, reproducibly."""
    from ..views.rerun import rerun

    try:
        written = rerun(notebooks, out=out, article=article, progress=False, running=step)
    except failures() as error:
        fail(str(error))
    for path in written:
        typer.echo(str(path))


@app.command("check")
def check_command(
    draft: Annotated[Path, typer.Argument(help="The draft: text, Markdown, HTML, PDF, .docx.")],
    sources: Sources,
    out: Annotated[
        Path | None, typer.Option(help="File to write the page to, .html or .md.")
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Compare every quotation, attribution and figure of a draft with its sources.

    Exit code 1: something must not go to print as it is. 2: a wrong call.
    """
    from ..checking import check
    from ..checking.check_page import has_faults, render_check, render_check_markdown, summarise

    try:
        tables = load_sources(sources, as_json=as_json)
        found = check(draft, tables)
    except failures() as error:
        fail(str(error), as_json=as_json)
    title = f"Check of {draft.name}"
    if out is not None:
        is_markdown = out.suffix == ".md"
        page = (render_check_markdown if is_markdown else render_check)(found, title=title)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, "utf-8")
    if as_json:
        issues = rows_as_json("issues", tables.issues)
        answer("check", has_faults=has_faults(found), rows=rows_of_frame(found), issues=issues)
    elif not quiet:
        for row in found.itertuples():
            typer.echo(f"{row.verdict}: {row.kind} “{row.draft_text}”. {row.message}")
        typer.echo(summarise(found))
    if has_faults(found):
        raise typer.Exit(1)


def _finish(tables: Tables, where: str, *, quiet: bool) -> None:
    """Print what was found and where it was written; exit with 1 if something could not be read."""
    if not quiet:
        typer.echo(f"{tables!r}\n{where}")
    if is_partial(tables):
        raise typer.Exit(1)
