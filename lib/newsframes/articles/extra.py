"""Extras: libraries that are installed only with ``newsframes[documents]``."""

from importlib import import_module
from types import ModuleType

from .article import ArticleError


def import_extra(module: str, name: str) -> ModuleType:
    """Import a library of the extra, or say how to install it.

    Parameters
    ----------
    module
        The library's name.
    name
        The file to be read.

    Raises
    ------
    ArticleError
        If it is not installed.

    Examples
    --------
    >>> import_extra("json", "a.pdf").__name__
    'json'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise ArticleError(
            f"Cannot read {name}: {module} is not installed. Install it with"
            ' pip install "newsframes[documents]".'
        ) from None
