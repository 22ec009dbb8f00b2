"""What a call names: articles, folders, addresses, saved tables, corrections."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..articles import ArticleError, Articles, gather_articles, read_article
from ..articles.records import FIELDS
from ..corrections import CorrectionError, Corrections
from ..pipeline import tabulate
from ..tables.linked import Tables
from ..tables.outputs import remove_outputs
from ..tables.schema import ContractError
from .json_output import FLAG, fail
from .progress import step


class Vague(StrEnum):
    """How vague amounts become values."""

    interval = "interval"
    acled = "acled"


Paths = Annotated[
    list[str],
    typer.Argument(
        help="Text, HTML, PDF, .docx, .rtf, .eml, .zip, JSONL, CSV, Parquet, a folder, a URL, or -"
        " for standard input.",
        metavar="PATH…",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        help="Where records name their fields otherwise: text=story. Also title, published, source,"
        " byline; once for each.",
        metavar="FIELD=NAME",
    ),
]
Sources = Annotated[
    list[str], typer.Argument(help="Articles, folders, addresses, or a folder of saved tables.")
]
Corrected = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        help="File of a person's corrections; by default corrections.jsonl beside the one article.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
AsJson = Annotated[
    bool,
    typer.Option(FLAG, help="Answer in JSON, as docs/for-programs.md says; errors are JSON, too."),
]


def failures(*more: type[Exception]) -> tuple[type[Exception], ...]:
    """Return why a call can fail that was well formed.

    The reader is imported for it, which takes a second, so ask for it when something failed.

    Parameters
    ----------
    more
        Further errors that the call can end with.
    """
    from ..reader import ReaderError

    return ArticleError, ContractError, CorrectionError, ReaderError, *more


def columns_of(given: list[str] | None, *, as_json: bool = False) -> dict[str, str]:
    """Return the columns of records that a call names, by field.

    Parameters
    ----------
    given
        As written: ``text=story``.
    as_json
        Whether errors are to be written as JSON.
    """
    columns: dict[str, str] = {}
    for one in given or ():
        field, _, name = one.partition("=")
        if field not in FIELDS or field in columns or not name:
            fail(
                f"Cannot take --column {one!r}. Expected FIELD=NAME, where FIELD is one of"
                f" {', '.join(FIELDS)}, each once, as in --column text=story.",
                as_json=as_json,
            )
        columns[field] = name
    return columns


def load_sources(
    paths: list[str],
    *,
    vague: str = Vague.interval,
    corrections: Path | None = None,
    columns: list[str] | None = None,
    as_json: bool = False,
) -> Tables:
    """Load saved tables if one folder of them is given; else tabulate what the paths lead to.

    Parameters
    ----------
    paths
        Files, folders, addresses.
    vague
        How vague amounts become values, where articles are read.
    corrections
        File of corrections to apply.
    columns
        What ``--column`` named.
    as_json
        Whether errors are to be written as JSON; then what could not be read is in ``issues`` only.
    """
    if are_saved(paths):
        tables = Tables.load(paths[0])
        return tables if corrections is None else tables.correct(corrections)
    found = gather_articles(*paths, columns=columns_of(columns, as_json=as_json))
    messages = [issue.message for issue in found.issues]
    if not found.articles:
        fail("No source could be read.", as_json=as_json, details=messages)
    if not as_json:
        for message in messages:
            typer.echo(message, err=True)
    return tabulate(found, vague=str(vague), progress=False, corrections=corrections)


def read_anew(
    paths: list[str], out: Path | None, vague: str, *, quiet: bool, corrections: Path | None,
    columns: list[str] | None = None, as_json: bool = False,
    meanwhile: Callable[[Articles], None] | None = None,
) -> Tables:  # fmt: skip
    """Tabulate the articles of all paths, once the outputs of an earlier run are removed.

    A path that cannot be read ends the call only when it is the only one.

    Parameters
    ----------
    paths
        Files, folders, addresses.
    out
        Folder that is to be written to; None if nothing is.
    vague
        How vague amounts become values.
    quiet
        Show no progress.
    corrections
        File of corrections; by default the one beside a single article.
    columns
        What ``--column`` named.
    as_json
        Whether errors are to be written as JSON.
    meanwhile
        Called with the articles once they are gathered, to start what can run while they are read.
    """
    named = columns_of(columns, as_json=as_json)
    if out is not None:
        remove_outputs(out, inputs=paths)
    found = gather_articles(*paths, columns=named)
    messages = [issue.message for issue in found.issues]
    if not found.articles:
        fail("Nothing could be read.", as_json=as_json, details=messages)
    if not as_json:
        for message in messages:
            typer.echo(message, err=True)
    if meanwhile is not None:
        meanwhile(found)
    kept, is_quiet = corrections or beside(paths), quiet or as_json
    n = len(found.articles)
    with step(f"reading {n:,} article{'s' if n != 1 else ''}", quiet=is_quiet):
        try:
            tables = tabulate(found, vague=vague, progress=n > 1 and not is_quiet, corrections=kept)
        except failures() as error:
            fail(str(error), as_json=as_json)
    if kept and not is_quiet:
        n = len(tables.corrections)
        typer.echo(f"{n} correction{'' if n == 1 else 's'} of {kept}")
    return tables


def beside(paths: list[str]) -> Path | None:
    """Return the file of corrections that lies beside a single article, if there is one."""
    path = Corrections.beside(paths[0]).path if len(paths) == 1 else None
    return path if path and path.is_file() else None


def tables_of(path: Path) -> Tables:
    """Load the tables of a folder; else tabulate the article that a path leads to."""
    return Tables.load(path) if is_saved(path) else tabulate(read_article(str(path)))


def are_saved(paths: list[str]) -> bool:
    """Return True if what is named is one folder of saved tables."""
    return len(paths) == 1 and is_saved(Path(paths[0]))


def is_saved(path: Path) -> bool:
    """Return True for a folder that ``Tables.save`` wrote."""
    return any((path / f"articles.{suffix}").is_file() for suffix in ("parquet", "csv"))


def is_partial(tables: Tables) -> bool:
    """Return True if something could not be read."""
    return bool(tables.issues.kind.isin(["unreadable", "failed"]).any())
