"""HTML for people: templates whose texts are escaped, and dollar signs that stay text.

JupyterLab typesets what stands between two dollar signs as mathematics. MathJax leaves out elements
of the classes in ``IGNORED``: the first is that of MathJax 2, which nbconvert's pages load, the
second that of MathJax 3 and later, which JupyterLab and Notebook bring along. JupyterLab's
sanitizer keeps classes.
"""

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from jinja2 import Environment

IGNORED = "tex2jax_ignore mathjax_ignore"
# JupyterLab pairs dollar signs in the Markdown source, where an entity is none, and again in the
# rendered page, where an element of its own keeps one from the next and a backslash is gone.
MARKDOWN_DOLLAR = "<span>&#36;</span>"


def keep_frames_as_text() -> None:
    """Switch off mathematics in pandas, so that frames show their text unaltered.

    This is a setting of the whole session. A subclass of DataFrame would not reach every frame that
    users derive from ours.
    """
    pd.set_option("display.html.use_mathjax", False)
    pd.set_option("styler.html.mathjax", False)


def render(name: str, **values: object) -> str:
    """Fill a template of ``views/templates``; every text in it is escaped.

    Parameters
    ----------
    name
        Name of the template without its suffix ``.html.jinja``.
    values
        What the template names. A name that it does not get is an error.

    Returns
    -------
    str
        HTML, without the line end of the template's last line.

    Raises
    ------
    jinja2.UndefinedError
        If a name of the template has no value.

    Examples
    --------
    >>> render("table_view", table="", n_rows=2)[:45]
    '<div class="tex2jax_ignore mathjax_ignore"><p'
    """
    return _environment().get_template(f"{name}.html.jinja").render(values)


@cache
def _environment() -> "Environment":
    """Make the environment of the templates."""
    # Imported here because most calls of the library draw nothing.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("newsframes", "views/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_without_nul,
    )
    environment.globals["ignored"] = IGNORED
    return environment


def _without_nul(value: object) -> object:
    """Replace the character that no HTML page may hold."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
