"""JSON on standard output, and errors as JSON on standard error, for programs that call."""

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, NoReturn, cast

import pandas as pd
import typer
from typer.core import TyperGroup

from ..tables.row_json import json_line

# Raised when docs/newsframes.schema.json changes in a way that a caller would notice.
FORMAT = 1
FLAG = "--json"
# The error of a call that does not fit the commands' parameters; typer names only its descendants.
CallError = cast(type[Exception], typer.BadParameter.__base__)


class ProgramGroup(TyperGroup):
    """Commands that answer a wrong call in JSON if JSON was asked for."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **options: Any) -> Any:
        """Run a command; with ``--json`` a wrong call is one line of JSON on standard error."""
        given = sys.argv[1:] if args is None else list(args)
        if FLAG not in given:
            return super().main(args, *more, **options)
        try:
            code = super().main(args, *more, **{**options, "standalone_mode": False})
        except CallError as error:
            fail(cast(Any, error).format_message(), as_json=True)
        sys.exit(code if isinstance(code, int) else 0)


def fail(message: str, *, as_json: bool = False, details: Sequence[str] = ()) -> NoReturn:
    """Say on standard error why nothing could be done, and exit with 2.

    Parameters
    ----------
    message
        What failed, and what to do.
    as_json
        Write one line of JSON.
    details
        What is to be said before it, a line each.
    """
    if as_json:
        error = {"message": message, "details": list(details), "exit_code": 2}
        typer.echo(json_line({"format": FORMAT, "error": error}), err=True)
    else:
        for line in (*details, message):
            typer.echo(line, err=True)
    sys.exit(2)


def answer(command: str, **values: object) -> None:
    """Write the answer of a command to standard output, as one line of JSON.

    Parameters
    ----------
    command
        Its name.
    values
        What it found; docs/newsframes.schema.json describes it.
    """
    head = {"format": FORMAT, "command": command, "version": version("newsframes")}
    typer.echo(json_line({**head, **values}))


def rows_of_frame(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame without lists, with None for what is missing.

    Examples
    --------
    >>> rows_of_frame(pd.DataFrame({"a": pd.Series([1, pd.NA], dtype="Int64")}))
    [{'a': 1}, {'a': None}]
    """
    columns = {name: frame[name].tolist() for name in frame.columns}
    return [
        {name: None if pd.isna(values[n]) else values[n] for name, values in columns.items()}
        for n in range(len(frame))
    ]
