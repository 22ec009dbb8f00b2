"""Scripts and styles of the live views and of the report, put together from shared parts.

Nothing is built or bundled: a script is the shared functions with its own code behind them.
"""

from pathlib import Path

CLIENT = Path(__file__).parent.parent / "views/templates/client"


def compose_script(own: Path) -> str:
    """Return a script with the shared functions before it.

    Parameters
    ----------
    own
        File of its own code.

    Returns
    -------
    str
        JavaScript.
    """
    return _read(CLIENT / "shared.js") + "\n" + _read(own)


def compose_style(own: Path) -> str:
    """Return the style of a live view, which stands in an element of the class ``nf-widget``.

    Light and dark follow JupyterLab's theme. Marks and cards look as in the report.

    Parameters
    ----------
    own
        File of its own rules.

    Returns
    -------
    str
        CSS.
    """
    parts = {
        ".nf-widget": _read(CLIENT / "light.css"),
        '[data-jp-theme-light="false"] .nf-widget': _read(CLIENT / "dark.css"),
        ".nf-widget ": _read(CLIENT / "marks.css"),
    }
    nested = [f"{selector} {{\n{rules}}}\n" for selector, rules in parts.items()]
    return "".join([*nested, _read(CLIENT / "widget.css"), _read(own)])


def _read(path: Path) -> str:
    return path.read_text("utf-8")
