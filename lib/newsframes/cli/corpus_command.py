"""The command that builds a corpus."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..articles import ArticleError
from ..corpus import CorpusError, build_corpus
from ..corpus.building import MEMORY_LIMIT, SIZE, TIME_LIMIT
from ..corrections import CorrectionError
from .inputs_of_calls import Columns, Quiet, Vague, columns_of
from .json_output import fail
from .progress import step

# The exit code of a program that Ctrl-C ended.
INTERRUPTED = 130
Sources = Annotated[
    list[Path],
    typer.Argument(
        help="Folders and files: JSONL, CSV and Parquet, also as .gz and .zst, ZIP, WARC, text,"
        " HTML, PDF, .docx, .rtf, .eml.",
        metavar="SOURCE…",
    ),
]


def corpus_command(
    sources: Sources,
    *,
    out: Annotated[
        Path, typer.Option(help="Folder to write to; what it holds of these sources is kept.")
    ] = Path("corpus"),
    workers: Annotated[
        int | None, typer.Option(help="Processes that read; by default one a core.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, such as tcp://head:8786.")
    ] = None,
    size: Annotated[int, typer.Option(help="Articles a batch, on average.")] = SIZE,
    time_limit: Annotated[float, typer.Option(help="Seconds an article may take.")] = TIME_LIMIT,
    memory_limit: Annotated[float, typer.Option(help="GiB a process may take.")] = MEMORY_LIMIT,
    vague: Annotated[Vague, typer.Option(help="How vague amounts become values.")] = Vague.interval,
    columns: Columns = None,
    corrections: Annotated[
        Path | None, typer.Option(help="File of a person's corrections.")
    ] = None,
    report: Annotated[
        bool, typer.Option(help="Write out/report/index.html and a page for each article.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Read any number of articles into Parquet files, and go on where an earlier run ended.

    Exit code 1: some could not be read. 2: a wrong call, or it cannot go on. 130: Ctrl-C.
    """
    named = columns_of(columns)
    try:
        corpus = build_corpus(
            sources, out, workers=workers, scheduler=scheduler, size=size, time_limit=time_limit,
            memory_limit=memory_limit, vague=vague.value, columns=named, corrections=corrections,
            progress=not quiet,
        )  # fmt: skip
        if report:
            from ..corpus.report_pages import write_corpus_report

            with step(f"writing {len(corpus):,} reports", quiet=quiet):
                write_corpus_report(corpus, out / "report")
    except KeyboardInterrupt:
        typer.echo(f"Stopped. What is finished is kept in {out}/; the same call goes on.", err=True)
        sys.exit(INTERRUPTED)
    except (ArticleError, CorpusError, CorrectionError) as error:
        fail(str(error))
    if not quiet:
        typer.echo(f"{corpus!r}\nTables in {out}/")
        if report:
            typer.echo(f"Report in {out}/report/index.html")
    kinds = "SELECT count(*) FROM issues WHERE kind IN ('failed', 'unreadable')"
    if corpus.sql(kinds).fetchall() != [(0,)]:
        raise typer.Exit(1)
