"""The commands on a file of corrections."""

from pathlib import Path
from typing import Annotated

import typer

from ..corrections import CorrectionError, Corrections
from .inputs_of_calls import Paths, load_sources
from .json_output import fail

kept = typer.Typer(no_args_is_help=True, help="What to do with a file of corrections.")
CorrectionsFile = Annotated[Path, typer.Argument(help="corrections.jsonl")]


@kept.command("export")
def export_corrections(
    corrections: CorrectionsFile,
    paths: Paths,
    *,
    golden: Annotated[Path, typer.Option(help="File to write: one case a line, with its article.")],
) -> None:
    """Write decisions with their articles as test cases."""
    from ..corrections.golden import golden_cases

    decisions, tables = _decisions(corrections), load_sources(paths)
    lines = list(golden_cases(tables, decisions))
    golden.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    typer.echo(f"{len(lines)} of {len(decisions)} decisions in {golden}")


@kept.command("score")
def score_corrections(corrections: CorrectionsFile, paths: Paths) -> None:
    """Count the decisions that the reading meets by itself. Exit code 1: not all."""
    from ..corrections.golden import is_met

    decisions, tables = _decisions(corrections), load_sources(paths)
    missed = [decision for decision in decisions if not is_met(tables, decision)]
    for decision in missed:
        typer.echo(f"{decision.correction_id} {decision.action}: “{decision.targets[0].exact}”")
    typer.echo(f"{len(decisions) - len(missed)} of {len(decisions)} decisions are met.")
    if missed:
        raise typer.Exit(1)


def _decisions(path: Path) -> Corrections:
    """Read a file of corrections, and name its faults."""
    try:
        decisions = Corrections.load(path)
    except CorrectionError as error:
        fail(str(error))
    for fault in decisions.faults:
        typer.echo(fault, err=True)
    return decisions
