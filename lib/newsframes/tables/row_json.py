"""Rows as JSON: what is missing, and what a bound leaves open, is null."""

import json
import math
import re
from typing import Any

import pandas as pd

from .schema import CONTRACT, LIST

JsonRow = dict[str, Any]
# What ends a line for some reader: the marks at which ``str.splitlines`` breaks.
LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")


def rows_as_json(name: str, frame: pd.DataFrame) -> list[JsonRow]:
    """Return the rows of a table as values that JSON knows.

    Parameters
    ----------
    name
        One of the six tables.
    frame
        Its rows.

    Returns
    -------
    list of dict
        Every column of the contract in its order. NA is None, and so is an infinite ``low`` or
        ``high``: ``bound`` says that this end is open. A pair of offsets is a list of two.

    Examples
    --------
    >>> import newsframes as nf
    >>> row = rows_as_json("figures", nf.tabulate("Police detained over 200 people.").figures)[0]
    >>> row["low"], row["high"], row["bound"], row["claimant_id"]
    (200.0, None, '>', None)
    """
    columns = CONTRACT[name]
    values = [
        [_value(value, is_list=column.dtype == LIST) for value in frame[column.name].tolist()]
        for column in columns
    ]
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def _value(value: Any, *, is_list: bool) -> Any:
    if is_list:
        return [list(item) if isinstance(item, tuple) else item for item in value]
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value


def json_line(value: object) -> str:
    r"""Return JSON that stays one line for every reader: whatever may end a line is escaped.

    Examples
    --------
    >>> json_line({"text": "one\u2028two"})
    '{"text": "one\\u2028two"}'
    """
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return LINE_ENDS.sub(lambda mark: f"\\u{ord(mark[0]):04x}", line)
