"""What is wrong with a table, by its contract, in words."""

from typing import Any

import pandas as pd
import pandera.pandas as pa

from .schema import CONTRACT, TEXT, Column


def _schema(columns: tuple[Column, ...]) -> pa.DataFrameSchema:
    """Turn one table's columns into a pandera model."""
    made = {}
    for column in columns:
        checks = [pa.Check.isin(column.choices)] if column.choices else []
        if column.dtype == TEXT:
            checks.append(pa.Check.str_length(min_value=1, error="is empty; missing is NA"))
        if column.name.endswith("confidence"):
            checks.append(pa.Check.in_range(0, 1))
        made[column.name] = pa.Column(
            column.dtype,
            checks,
            nullable=column.is_optional,
            unique=column.is_key,
            description=column.meaning,
        )
    return pa.DataFrameSchema(made, strict=True, ordered=True)


SCHEMAS = {name: _schema(columns) for name, columns in CONTRACT.items()}


def check_frame(name: str, frame: pd.DataFrame) -> list[str]:
    """List what is wrong with one table, one line a fault.

    An empty list means that the contract holds.

    Parameters
    ----------
    name
        One of ``CONTRACT``.
    frame
        The table; it is not changed.

    Returns
    -------
    list of str
        At most 20 lines.

    Examples
    --------
    >>> from newsframes.tables.schema import frame_of
    >>> check_frame("issues", frame_of("issues", [{"kind": "fire", "message": "It burns."}]))
    ... # doctest: +ELLIPSIS
    ["issues.kind, row 0: found 'fire'. Expected one of cut, duplicate, encoding, ..."]
    """
    try:
        SCHEMAS[name].validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return [_fault(name, case) for case in errors.failure_cases.head(20).to_dict("records")]
    return []


def _fault(name: str, case: dict[str, Any]) -> str:
    """Write one pandera failure as a sentence that says what was expected."""
    check, found, row = str(case["check"]), case["failure_case"], case["index"]
    if check == "column_in_schema":
        return f"{name}: has a column {found!r} that the contract does not know. Drop it."
    if check == "column_in_dataframe":
        return (
            f"{name}: column {found!r} is missing. Add it; newsframes.codebook() lists the columns."
        )
    where = f"{name}.{case['column']}" + (
        "" if row is None or pd.isna(row) else f", row {int(row)}"
    )
    if check == "not_nullable":
        return f"{where}: is missing. Expected a value."
    if check == "field_uniqueness":
        return f"{where}: {found!r} stands twice. Expected an id of its own."
    return f"{where}: found {found!r}. Expected {_expected(name, str(case['column']), check)}."


def _expected(name: str, column_name: str, check: str) -> str:
    """Return what a column accepts, in words."""
    column = next((column for column in CONTRACT[name] if column.name == column_name), None)
    if column is None:
        return "the columns in the contract's order"
    if check.startswith("dtype"):
        return f"dtype {column.dtype}"
    if column.choices:
        return "one of " + ", ".join(column.choices)
    return (
        "a number from 0 to 1"
        if column.name.endswith("confidence")
        else "text of at least one character, or NA"
    )
