"""Links of notebooks and Markdown pages, turned to the pages and files of the site."""

import os
import re
from pathlib import Path, PurePosixPath

LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)")


class GalleryError(ValueError):
    """The site cannot be written."""


class RepositoryLinks:
    """Turns relative links, and keeps which pages and files they lead to.

    Parameters
    ----------
    root
        The repository.

    Attributes
    ----------
    pages
        The Markdown pages that were linked, from the repository's root.
    files
        The other files that were linked.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages: set[PurePosixPath] = set()
        self.files: set[PurePosixPath] = set()

    def turn(self, text: str, home: PurePosixPath) -> str:
        """Return Markdown with its links turned.

        Parameters
        ----------
        text
            Markdown.
        home
            The file that it stands in, from the repository's root.

        Raises
        ------
        GalleryError
            If a link leads to no file of the repository.
        """
        return LINK.sub(lambda link: f"]({self._target(link[1], home)}{link[2] or ''})", text)

    def _target(self, link: str, home: PurePosixPath) -> str:
        path = PurePosixPath(os.path.normpath(home.parent / link))
        if not (self.root / path).is_file():
            raise GalleryError(
                f"Cannot write the page of {home}: its link {link!r} leads to no file. Expected a"
                " file of the repository, relative to the page. Correct the link."
            )
        if path.suffix == ".ipynb":
            return page_name(path)
        if path.suffix == ".md":
            self.pages.add(path)
            return page_name(path)
        self.files.add(path)
        return f"files/{path}"


def page_name(path: PurePosixPath) -> str:
    """Return the name of the page that a notebook or a Markdown file becomes.

    Examples
    --------
    >>> page_name(PurePosixPath("docs/limits.md")), page_name(PurePosixPath("seeds/README.md"))
    ('docs-limits.html', 'seeds-readme.html')
    >>> page_name(PurePosixPath("notebooks/00-start-here.ipynb"))
    '00-start-here.html'
    """
    if path.suffix == ".ipynb":
        return f"{path.stem}.html"
    parts = [part for part in (path.parent.name, path.stem) if part]
    return "-".join(parts).lower().replace("_", "-") + ".html"
