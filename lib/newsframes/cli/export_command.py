"""The command that exports tables."""

from pathlib import Path
from typing import Annotated

import typer

from ..exports.handover import ExportError
from ..exports.registry import FORMATS, export, format_of
from ..tables.row_json import rows_as_json
from .inputs_of_calls import (
    AsJson,
    Columns,
    Corrected,
    Quiet,
    Sources,
    Vague,
    are_saved,
    beside,
    failures,
    is_partial,
    load_sources,
)
from .json_output import answer, fail

FORMAT_HELP = f"One of {', '.join(FORMATS)}; by default what the suffix of OUT tells."


def export_command(
    sources: Sources,
    *,
    out: Annotated[Path, typer.Option(help="File to write; brat, data-package, ro-crate: folder.")],
    format: Annotated[str | None, typer.Option(help=FORMAT_HELP)] = None,
    date: Annotated[
        str | None, typer.Option(help="Day of the run, ISO 8601; ro-crate needs it.")
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option(help="Licence of the tables: an SPDX identifier or a web address."),
    ] = None,
    vague: Annotated[
        Vague | None, typer.Option(help="How vague amounts become values; not of saved tables.")
    ] = None,
    column: Columns = None,
    corrections: Corrected = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Write tables in a format that other tools read: docs/exports.md.

    Exit code 1: some sources could not be read. 2: nothing could be written, or a wrong call.
    """
    if vague and are_saved(sources):
        fail(
            f"Cannot read vague amounts by {vague} in saved tables: they have their values."
            " Leave --vague out, or name the articles.",
            as_json=as_json,
        )
    asked = {} if are_saved(sources) else {"vague": str(vague or Vague.interval)}
    try:
        format_of(out, format)  # before articles are read in vain
        kept = corrections or beside(sources)
        tables = load_sources(sources, **asked, corrections=kept, columns=column, as_json=as_json)
        path = export(tables, out, format=format, date=date, licence=licence, parameters=asked)
    except failures(ExportError) as error:
        fail(str(error), as_json=as_json)
    if as_json:
        rows = {name: len(frame) for name, frame in tables.frames().items()}
        answer("export", path=str(path), rows=rows, issues=rows_as_json("issues", tables.issues))
    elif not quiet:
        typer.echo(f"{tables!r}\nExported to {path}")
    if is_partial(tables):
        raise typer.Exit(1)
