"""A table to filter and sort in the notebook, with a still one where nothing can run."""

from typing import Any

import pandas as pd
from itables.widget import ITable
from markupsafe import Markup

from ..tables.rendering import IGNORED, render
from .reading_table import ROWS, ReadingTable, check_is_frame


class TableView:
    """A frame with a live view to search and sort, a still view in HTML, and a stable text form.

    The live view is itables' widget: its code comes from the installed package, never from the
    network. An untrusted notebook, a viewer without widgets and nbconvert show the first rows
    instead.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def __repr__(self) -> str:
        columns = ", ".join(map(str, self.frame.columns))
        return f"{len(self.frame)} rows: {columns}\n{ReadingTable(self.frame)}"

    def still(self) -> str:
        """Return the first rows as HTML, every text escaped."""
        return render(
            "table_view",
            table=Markup(ReadingTable(self.frame)._repr_html_()),
            n_rows=len(self.frame),
        )

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle: Any = ITable(
            self.frame, allow_html=False, showIndex=False, pageLength=ROWS,
            lengthMenu=[10, 25, 100], maxBytes=0, classes=f"display compact {IGNORED}",
            style="width:100%;table-layout:auto", autoWidth=False,
        )._repr_mimebundle_()  # fmt: skip
        live, metadata = bundle
        return live | {"text/plain": repr(self), "text/html": self.still()}, metadata


def browse(frame: pd.DataFrame) -> TableView:
    """Show a table that can be searched, sorted and paged through.

    Parameters
    ----------
    frame
        Any frame, such as ``tables.quotes``; it is not changed. Lists become text, missing values
        stay empty.

    Returns
    -------
    TableView
        Shows itself in a notebook.

    Raises
    ------
    TypeError
        If it is no frame.

    Examples
    --------
    >>> browse(pd.DataFrame({"name": ["Ann", "Bo"]})).frame.shape
    (2, 1)
    """
    check_is_frame(frame, "browse")
    texts = {
        name: column.map(
            lambda value: ", ".join(map(str, value)) if isinstance(value, list) else value
        )
        for name, column in frame.items()
        if column.dtype == object
    }
    return TableView(frame.assign(**texts).reset_index(drop=True))
