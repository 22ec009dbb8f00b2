"""Frictionless Data Package: the tables as CSV, described column by column."""

import json
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..tables.csv_tables import escape_cell
from ..tables.schema import CONTRACT, JSON_TYPES, LIST, Column
from ..tables.storage import save_frames
from .handover import Handover, is_address

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# The ends of a figure that its bound leaves open are empty.
OPEN_ENDS = {("figures", "low"), ("figures", "high")}
DESCRIPTION = (
    "Actors, quotes and figures of news articles, with the characters that they came from. The"
    " quotes and texts are words of the articles, whose rights are not covered by the licence of"
    " the tables. A cell that a spreadsheet would take for a formula begins with an apostrophe,"
    " which is not part of the value (that apostrophe doubled: the value begins with one). An"
    " empty low or high is an end that bound leaves open."
)


def render(handover: Handover) -> dict[str, bytes]:
    """Return the tables as a Data Package.

    Parameters
    ----------
    handover
        The tables, and what is told of them.

    Returns
    -------
    dict of bytes
        ``datapackage.json`` and a CSV file for each table, the same as ``Tables.save`` writes. The
        descriptor says of each column its type, unit, meaning and closed vocabulary, and how the
        tables refer to one another.

    Notes
    -----
    Data Package 2.0 and Table Schema 2.0. ``unit`` is a property of our own. A list of ids cannot
    be declared as a foreign key there.

    Examples
    --------
    >>> import newsframes as nf
    >>> list(render(Handover(nf.tabulate("All quiet."))))[:2]
    ['datapackage.json', 'articles.csv']
    """
    frames = handover.tables.frames()
    with tempfile.TemporaryDirectory() as folder:
        save_frames(frames, Path(folder), format="csv")
        files = {f"{name}.csv": Path(folder, f"{name}.csv").read_bytes() for name in frames}
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "newsframes-tables",
        "title": handover.title,
        "description": DESCRIPTION,
        "version": version("newsframes"),
    }
    if handover.date is not None:
        package["created"] = f"{handover.date}T00:00:00Z"
    if handover.licence is not None:
        package["licenses"] = [_licence(handover)]
    sources = handover.tables.articles.source.dropna().drop_duplicates()
    if len(sources):
        package["sources"] = [_source(source) for source in sources]
    package["resources"] = [_resource(name) for name in frames]
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return {DESCRIPTOR: text.encode(), **files}


def _licence(handover: Handover) -> dict[str, str]:
    named = {} if is_address(handover.licence) else {"name": str(handover.licence)}
    return {**named, "path": str(handover.licence_address)}


def _source(source: str) -> dict[str, str]:
    return {"title": source, "path": source} if is_address(source) else {"title": source}


def _resource(name: str) -> dict[str, Any]:
    """Describe the file of one table."""
    columns = CONTRACT[name]
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for column in columns],
        "missingValues": [""],
    }
    if keys := [column.name for column in columns if column.is_key]:
        schema["primaryKey"] = keys
    links = [column for column in columns if column.refers and column.dtype != LIST]
    if links:
        schema["foreignKeys"] = [_foreign_key(name, column) for column in links]
    return {
        "name": name, "type": "table", "path": f"{name}.csv", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"'},
    }  # fmt: skip


def _field(table: str, column: Column) -> dict[str, Any]:
    """Describe one column: type, unit, meaning, what it may hold."""
    kind = "date" if column.unit == "date" else JSON_TYPES[column.dtype]
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.meaning}
    if column.unit and column.unit != "date":
        field["unit"] = column.unit
    if kind == "boolean":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    constraints: dict[str, Any] = {}
    if not column.is_optional and (table, column.name) not in OPEN_ENDS:
        constraints["required"] = True
    if column.is_key:
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = [escape_cell(choice) for choice in column.choices]
    if column.name.endswith("confidence"):
        constraints |= {"minimum": 0, "maximum": 1}
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_key(table: str, column: Column) -> dict[str, Any]:
    """Return the link of a column of ids to the table that they live in."""
    resource = "" if column.refers == table else column.refers
    key = CONTRACT[column.refers][0].name
    return {
        "fields": [column.name],
        "reference": {"resource": resource, "fields": [key]},
    }
