"""Scripts and styles of the live views and of the report, put together from shared parts.

Nothing is built or bundled: a script is the shared functions with its own code behind them.
"""

import json
from base64 import b64encode
from hashlib import sha256
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
    light, dark, marks, common = (
        _read(CLIENT / f"{name}.css") for name in ("light", "dark", "marks", "widget")
    )
    # What is printed is light.
    return (
        f".nf-widget {{\n{light}}}\n"
        f'@media screen {{ [data-jp-theme-light="false"] .nf-widget {{\n{dark}}} }}\n'
        f".nf-widget {{\n{marks}}}\n{common}{_read(own)}"
    )


def script_digest(script: str) -> str:
    """Return the digest by which the policy of a page allows a script and no other.

    Examples
    --------
    >>> script_digest("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def json_in_page(value: object) -> str:
    r"""Return JSON in which no text can end the element that it stands in.

    Examples
    --------
    >>> json_in_page({"text": "</script>"})
    '{"text": "\\u003c/script>"}'
    """
    return json.dumps(value).replace("<", "\\u003c")


def _read(path: Path) -> str:
    return path.read_text("utf-8")
