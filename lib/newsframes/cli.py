"""The command line: the same calls, with paths.

Each command imports what it needs when it is called: a notebook can then start before spaCy is
loaded, and ``--help`` answers at once.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from .progress import step

if TYPE_CHECKING:
    from .articles import Articles
    from .corrections import Corrections
    from .tables.linked import Tables

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

kept = typer.Typer(no_args_is_help=True, help="What to do with a file of corrections.")
app.add_typer(kept, name="corrections")


class Format(StrEnum):
    """How tables are written."""

    all = "all"
    parquet = "parquet"
    csv = "csv"


class Page(StrEnum):
    """How a report is written."""

    html = "html"
    md = "md"


class Vague(StrEnum):
    """How vague amounts become values."""

    interval = "interval"
    acled = "acled"


Paths = Annotated[
    list[str],
    typer.Argument(help="Text, HTML, JSONL, CSV, Parquet, a folder, or a URL.", metavar="PATH…"),
]
Out = Annotated[
    Path,
    typer.Option(help="Folder to write to; tables and reports of an earlier run are removed."),
]
Corrected = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        help="File of a person's corrections; by default corrections.jsonl beside the one article.",
    ),
]
CorrectionsFile = Annotated[Path, typer.Argument(help="corrections.jsonl")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


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
    out: Out = Path("out"),
    format: Annotated[Format, typer.Option(help="How to write the tables.")] = Format.all,
    vague: Annotated[Vague, typer.Option(help="How vague amounts become values.")] = Vague.interval,
    quiet: Quiet = False,
    corrections: Corrected = None,
) -> None:
    """Write the six tables of the articles. Exit code 1: some could not be read.

    2: none, or a wrong call.
    """
    tables = _read(_gather(paths, out), paths, vague, quiet, corrections=corrections)
    with step("writing tables", quiet=quiet):
        tables.save(out, format=format.value)
    _finish(tables, f"Tables in {out}/", quiet)


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
    quiet: Quiet = False,
    corrections: Corrected = None,
) -> None:
    """Write the tables and a self-contained report for each article; print the first screen."""
    from .views.rerun import start

    found = _gather(paths, out)
    with ThreadPoolExecutor(1) as background:
        # The notebook has a kernel of its own, so both run at once on two cores.
        running = (
            None if notebook is None else start(background, notebook, out=out, article=paths[0])
        )
        tables = _read(found, paths, vague, quiet, corrections=corrections)
        n = len(tables.articles)
        with step(f"writing tables and {f'{n:,} reports' if n > 1 else 'report'}", quiet=quiet):
            tables.save(out)
            pages = _write(tables, out, format, vague, progress=n > 1 and not quiet)
        summary = _summary(tables) if not quiet else ""
        if running is not None and notebook is not None:
            with step(f"finishing {out / notebook.name}", quiet=quiet):
                running.result()
    if summary:
        typer.echo(f"{summary}\n")
    _finish(tables, f"Tables in {out}/, report in {pages}", quiet)


def _write(tables: "Tables", out: Path, format: Page, vague: Vague, *, progress: bool) -> str:
    from .views.report_files import write_reports

    parameters = {"vague": vague.value}
    return write_reports(tables, out, format=format, parameters=parameters, progress=progress)


def _summary(tables: "Tables") -> str:
    from .analysis.summary import summarize

    return repr(summarize(tables))


@app.command("codebook")
def codebook_command(
    format: Annotated[str, typer.Option(help="md or csv.")] = "md",
) -> None:
    """Print every column of every table."""
    from .tables.schema import codebook

    if format not in ("md", "csv"):
        _fail(f"Cannot print the codebook as {format!r}. Expected md or csv.")
    typer.echo(codebook_markdown() if format == "md" else codebook().to_csv(index=False), nl=False)


@app.command("explain")
def explain_command(
    row_id: Annotated[str, typer.Argument(help="Id of a mention, actor, quote or figure.")],
    path: Annotated[
        Path, typer.Argument(help="Folder of tables, or the article that the row is from.")
    ],
) -> None:
    """Print why a row is as it is: its sentence, rules, confidence and claimant."""
    from .articles import ArticleError
    from .reader import ReaderError
    from .tables.schema import ContractError
    from .views.explanation import explain

    try:
        typer.echo(repr(explain(row_id, _tables_of(path))))
    except (ArticleError, ContractError, ReaderError, ValueError) as error:
        _fail(str(error))


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
    from .views.rerun import rerun

    for path in rerun(notebooks, out=out, article=article):
        typer.echo(str(path))


def codebook_markdown() -> str:
    """Return the codebook as one Markdown table for each of the six tables."""
    from .tables.schema import codebook

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


@kept.command("export")
def export_corrections(
    corrections: CorrectionsFile,
    paths: Paths,
    *,
    golden: Annotated[Path, typer.Option(help="File to write: one case a line, with its article.")],
) -> None:
    """Write decisions with their articles as test cases."""
    from .corrections.golden import golden_cases

    decisions, tables = _decisions(corrections), _sources(paths)
    lines = list(golden_cases(tables, decisions))
    golden.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    typer.echo(f"{len(lines)} of {len(decisions)} decisions in {golden}")


@kept.command("score")
def score_corrections(corrections: CorrectionsFile, paths: Paths) -> None:
    """Count the decisions that the reading meets by itself. Exit code 1: not all."""
    from .corrections.golden import is_met

    decisions, tables = _decisions(corrections), _sources(paths)
    missed = [decision for decision in decisions if not is_met(tables, decision)]
    for decision in missed:
        typer.echo(f"{decision.correction_id} {decision.action}: “{decision.targets[0].exact}”")
    typer.echo(f"{len(decisions) - len(missed)} of {len(decisions)} decisions are met.")
    if missed:
        raise typer.Exit(1)


def _decisions(path: Path) -> "Corrections":
    """Read a file of corrections, and name its faults."""
    from .corrections import CorrectionError, Corrections

    try:
        decisions = Corrections.load(path)
    except CorrectionError as error:
        _fail(str(error))
    for fault in decisions.faults:
        typer.echo(fault, err=True)
    return decisions


@app.command("check")
def check_command(
    draft: Annotated[Path, typer.Argument(help="The draft: text, Markdown or HTML.")],
    sources: Annotated[
        list[str], typer.Argument(help="Articles, folders, addresses, or a folder of saved tables.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="File to write the page to, .html or .md.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Compare every quotation, attribution and figure of a draft with its sources.

    Exit code 1: something must not go to print as it is. 2: a wrong call.
    """
    from .articles import ArticleError
    from .checking import check
    from .checking.check_page import has_faults, render_check, render_check_markdown, summarise
    from .reader import ReaderError
    from .tables.schema import ContractError

    try:
        found = check(draft, _sources(sources))
    except (ArticleError, ContractError, ReaderError) as error:
        _fail(str(error))
    title = f"Check of {draft.name}"
    if out is not None:
        is_markdown = out.suffix == ".md"
        page = (render_check_markdown if is_markdown else render_check)(found, title=title)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, "utf-8")
    if not quiet:
        for row in found.itertuples():
            typer.echo(f"{row.verdict}: {row.kind} “{row.draft_text}”. {row.message}")
        typer.echo(summarise(found))
    if has_faults(found):
        raise typer.Exit(1)


def _sources(paths: list[str]) -> "Tables":
    """Load saved tables if one folder of them is given; else tabulate what the paths lead to."""
    from .articles import gather_articles
    from .pipeline import tabulate
    from .tables.linked import Tables

    if len(paths) == 1 and _is_saved(Path(paths[0])):
        return Tables.load(paths[0])
    found = gather_articles(*paths)
    for issue in found.issues:
        typer.echo(issue.message, err=True)
    if not found.articles:
        _fail("No source could be read.")
    return tabulate(found, progress=False)


def _beside(paths: list[str]) -> Path | None:
    """Return the file of corrections that lies beside a single article, if there is one."""
    beside = Path(paths[0]).parent / "corrections.jsonl"
    return beside if len(paths) == 1 and Path(paths[0]).is_file() and beside.is_file() else None


def _gather(paths: list[str], out: Path) -> "Articles":
    """Read the files of all paths, once the outputs of an earlier run are removed.

    A path that cannot be read ends the call only when it is the only one.
    """
    from .articles import gather_articles
    from .tables.outputs import remove_outputs

    remove_outputs(out, inputs=paths)
    found = gather_articles(*paths)
    for issue in found.issues:
        typer.echo(issue.message, err=True)
    if not found.articles:
        _fail("Nothing could be read.")
    return found


def _read(
    found: "Articles", paths: list[str], vague: Vague, quiet: bool, *, corrections: Path | None
) -> "Tables":
    """Tabulate articles, with a bar where there are several."""
    n = len(found.articles)
    with step(f"reading {n:,} article{'s' if n != 1 else ''}", quiet=quiet):
        from .corrections import CorrectionError
        from .pipeline import tabulate
        from .reader import ReaderError
        from .tables.schema import ContractError

        try:
            return tabulate(
                found, vague=vague.value, progress=n > 1 and not quiet,
                corrections=corrections or _beside(paths),
            )  # fmt: skip
        except (ContractError, CorrectionError, ReaderError) as error:
            _fail(str(error))


def _tables_of(path: Path) -> "Tables":
    """Load the tables of a folder; else tabulate the article that a path leads to."""
    from .articles import read_article
    from .pipeline import tabulate
    from .tables.linked import Tables

    return Tables.load(path) if _is_saved(path) else tabulate(read_article(str(path)))


def _is_saved(path: Path) -> bool:
    """Return True for a folder that ``Tables.save`` wrote."""
    return any((path / f"articles.{suffix}").is_file() for suffix in ("parquet", "csv"))


def _finish(tables: "Tables", where: str, quiet: bool) -> None:
    """Print what was found and where it was written; exit with 1 if something could not be read."""
    if not quiet:
        typer.echo(f"{tables!r}\n{where}")
    if tables.issues.kind.isin(["unreadable", "failed"]).any():
        raise typer.Exit(1)


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    sys.exit(2)
