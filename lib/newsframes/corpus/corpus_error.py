"""Why a corpus cannot be built or opened."""

from importlib import import_module
from typing import Any


class CorpusError(RuntimeError):
    """A corpus cannot be built or opened; the message says which, why, and what to do."""


def import_tool(module: str) -> Any:
    """Import a library of the extra ``corpus``, or say how to install it.

    Parameters
    ----------
    module
        Its name.

    Raises
    ------
    CorpusError
        If it is not installed.

    Examples
    --------
    >>> import_tool("json").__name__
    'json'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise
        raise CorpusError(
            f"Cannot work on a corpus: {error.name} is not installed. Install it with"
            ' pip install "newsframes[corpus]".'
        ) from None
