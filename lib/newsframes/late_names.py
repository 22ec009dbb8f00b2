"""Names of a package that are imported on first use.

Tables are drawn and summarised without spaCy, which takes a second to import, though what draws
them needs a word list or two of the packages that read.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def late(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package.

    Parameters
    ----------
    package
        Its name.
    homes
        Its modules, each with the public names that stand in it; without any, it is public itself.

    Returns
    -------
    callable
        Imports the module of a name and keeps what it is. Raises ``AttributeError`` for others.

    Examples
    --------
    >>> late("newsframes.figures", {"quantity": ("Number",)})("Number").__name__
    'Number'
    """
    modules = {name: home for home, names in homes.items() for name in names or (home,)}

    def find(name: str) -> object:
        if name not in modules:
            known = ", ".join(sorted(modules))
            raise AttributeError(f"module {package!r} has no attribute {name!r}. It has: {known}")
        home = import_module(f".{modules[name]}", package)
        found = getattr(home, name) if homes[modules[name]] else home
        setattr(sys.modules[package], name, found)
        return found

    return find
