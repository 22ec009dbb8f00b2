"""The JSON Schema of what the commands answer with ``--json``, made of the tables' contract."""

from typing import Any

from ..checking.check import COLUMNS, KINDS
from ..checking.verdicts import VERDICTS
from ..exports.data_package import OPEN_ENDS
from ..tables.schema import CONTRACT, JSON_TYPES, LIST, Column
from ..views.explanation import EXPLAINED
from .json_output import FORMAT

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
PAIR = {
    "type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2,
}  # fmt: skip


def json_schema() -> Schema:
    """Return the JSON Schema of the answers of ``tabulate``, ``check``, ``explain`` and ``export``.

    Returns
    -------
    dict
        A schema of which every answer, and every error, is an instance. Under ``$defs`` is one for
        each table's rows, each command and the error.

    Examples
    --------
    >>> json_schema()["$defs"]["figures"]["properties"]["low"]["type"]
    ['number', 'null']
    """
    commands = {
        "tabulate": _tabulate(), "check": _check(), "explain": _explain(), "export": _export(),
        "error": _error(),
    }  # fmt: skip
    return {
        "$schema": DIALECT,
        "title": "What newsframes answers with --json",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in commands],
        "$defs": {
            **commands,
            **{name: _row(name, columns) for name, columns in CONTRACT.items()},
            "checked": _checked(),
        },
    }


def _object(properties: Schema, description: str = "") -> Schema:
    """Return the schema of an object that has all of some properties and no others."""
    return {
        **({"description": description} if description else {}),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _answer(command: str, description: str, properties: Schema) -> Schema:
    return _object(
        {
            "format": {"const": FORMAT},
            "command": {"const": command},
            "version": {"type": "string", "description": "version of newsframes"},
            **properties,
        },
        description,
    )


def _rows(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _row(table: str, columns: tuple[Column, ...]) -> Schema:
    return _object({column.name: _column(table, column) for column in columns}, f"a row of {table}")


def _column(table: str, column: Column) -> Schema:
    """Return the schema of a cell: type, meaning, unit, closed vocabulary."""
    is_null = column.is_optional or (table, column.name) in OPEN_ENDS
    kind = JSON_TYPES[column.dtype]
    made: Schema = {
        "type": [kind, "null"] if is_null else kind,
        "description": f"{column.meaning} [{column.unit}]" if column.unit else column.meaning,
    }
    if column.choices:
        made["enum"] = [*column.choices, *([None] if is_null else [])]
    if column.dtype == LIST:
        made["items"] = PAIR if column.name == "parts" else {"type": "string"}
    if column.unit == "date":
        made["format"] = "date"
    if column.name.endswith("confidence"):
        made |= {"minimum": 0, "maximum": 1}
    return made


def _tabulate() -> Schema:
    tables = _object({name: _rows(name) for name in CONTRACT}, "the six tables, as rows")
    return _answer(
        "tabulate", "exit code 0, or 1 if issues has unreadable or failed", {"tables": tables}
    )


def _check() -> Schema:
    return _answer(
        "check",
        "exit code 1 if has_faults, else 0",
        {
            "has_faults": {"type": "boolean", "description": "something must not go to print"},
            "rows": _rows("checked"),
            "issues": {**_rows("issues"), "description": "of the sources"},
        },
    )


def _checked() -> Schema:
    """Return the schema of a row of the check; what may be missing is what a source gives."""
    needed = {"kind", "draft_start", "draft_end", "draft_text", "verdict", "confidence", "message"}
    properties: Schema = {}
    for name, dtype in COLUMNS.items():
        kind = JSON_TYPES[dtype]
        properties[name] = {"type": kind if name in needed else [kind, "null"]}
    properties["kind"]["enum"] = list(KINDS)
    properties["verdict"]["enum"] = list(VERDICTS)
    return _object(properties, "a quotation, attribution or figure of the draft")


def _explain() -> Schema:
    piece = _object({"text": {"type": "string"}, "is_row": {"type": "boolean"}})
    fact = _object({"label": {"type": "string"}, "value": {"type": "string"}})
    names = list(EXPLAINED.values())
    return _answer(
        "explain",
        "exit code 0",
        {
            "table": {"enum": names},
            "row": {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in names]},
            "sentence": {
                "type": "array", "items": piece,
                "description": "the sentence in pieces; is_row marks the characters of the row",
            },
            "facts": {
                "type": "array", "items": fact,
                "description": "for a reader; labels may change without a new format",
            },
        },
    )  # fmt: skip


def _export() -> Schema:
    return _answer(
        "export",
        "exit code 0, or 1 if issues has unreadable or failed",
        {
            "path": {"type": "string", "description": "what was written"},
            "rows": _object({name: {"type": "integer"} for name in CONTRACT}, "rows by table"),
            "issues": _rows("issues"),
        },
    )


def _error() -> Schema:
    error = _object({
        "message": {"type": "string", "description": "what failed, and what to do"},
        "details": {"type": "array", "items": {"type": "string"}},
        "exit_code": {"const": 2},
    })  # fmt: skip
    return _object(
        {"format": {"const": FORMAT}, "error": error}, "on standard error, with exit code 2"
    )
