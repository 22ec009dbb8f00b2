"""Paths as people paste them: in quotation marks, as ``file:`` addresses, from Windows."""

import os
import re
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote

from .article import ArticleError

WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\[^\\]")
MARKS = {'"': '"', "'": "'", "“": "”"}
# Where the Windows Subsystem for Linux keeps the drives of Windows.
DRIVES = Path("/mnt")


def clean_path(given: str | Path, *, drives: Path = DRIVES) -> str | Path:
    r"""Return a path or an address as it was meant.

    Parameters
    ----------
    given
        As pasted: with spaces or quotation marks around it, as a ``file:`` address, with ``~`` for
        the home folder, or a path of Windows.
    drives
        Folder that holds the drives of Windows by their letters.

    Returns
    -------
    str or Path
        The path or address, else unchanged. Under the Windows Subsystem for Linux ``C:\a.txt`` is
        ``/mnt/c/a.txt``.

    Raises
    ------
    ArticleError
        If it is a path of Windows and this machine cannot reach it.

    Examples
    --------
    >>> clean_path(' "news/a b.txt" ')
    'news/a b.txt'
    >>> clean_path("file:///news/a%20b.txt")
    '/news/a b.txt'
    """
    if not isinstance(given, str):
        return given
    path = given.strip()
    if len(path) > 1 and MARKS.get(path[0]) == path[-1]:
        path = path[1:-1].strip()
    if path.lower().startswith("file:"):
        path = unquote(re.sub(r"(?i)\Afile:(?://(?:localhost)?)?", "", path))
        path = path[1:] if re.match(r"/[A-Za-z]:", path) else path
    if path.startswith("~"):
        path = os.path.expanduser(path)  # noqa: PTH111 (an unknown user stays as written)
    if os.name != "nt" and WINDOWS.match(path) and not Path(path).exists():
        return _from_windows(path, drives)
    return path


def where_to_look(path: Path) -> str:
    """Return what to do about a path where there is nothing: names like it, or where it led.

    Parameters
    ----------
    path
        As given, relative or not.

    Examples
    --------
    >>> where_to_look(Path("seeds/chronicles"))
    'Did you mean chronicle?'
    """
    folder = path.parent
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    if near := get_close_matches(path.name, names):
        return f"Did you mean {' or '.join(near)}?"
    return "Check the path." if path.is_absolute() else f"Check the path, from {Path.cwd()} on."


def _from_windows(path: str, drives: Path) -> str:
    """Return where a drive of Windows is mounted."""
    drive = drives / path[0].lower()
    if path[1] == ":" and drive.is_dir():
        return str(drive.joinpath(*re.split(r"[\\/]+", path[2:].strip("\\/"))))
    raise ArticleError(
        f"Cannot read {path}: it is a path of Windows, and this machine has no such drive. Copy or"
        " upload the file to this machine (in JupyterLab: beside the notebook) and give its path"
        " here, or paste the text."
    )
