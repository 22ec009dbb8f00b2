"""Notebooks run again: in place and reproducibly, or on another article into another folder."""

import asyncio
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_client.manager import AsyncKernelManager
from tqdm.auto import tqdm

from ..articles import ArticleError
from ..tables.outputs import MARK
from .escaping import escape

if TYPE_CHECKING:
    from jupyter_client.client import KernelClient
    from nbclient import NotebookClient
    from nbformat import NotebookNode

ENVIRONMENT = {"PYTHONHASHSEED": "0", "TZ": "UTC"}
# What a kernel imports while the article is read elsewhere.
WARM_UP = """import newsframes
newsframes.browse, newsframes.charts, newsframes.explore, newsframes.gather_articles
newsframes.review, newsframes.summarize, newsframes.tabulate"""
TAKE = "from newsframes.read_before import take; take({!r})"
# Tags of the cell that names an article, and of the one put below it, as papermill has them.
PARAMETERS, INJECTED = "parameters", "injected-parameters"
# Checks addresses in other alphabets for jsonschema, which takes two seconds to import.
SLOW = "rfc3987_syntax"
VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def rerun(
    notebooks: Iterable[Path],
    *,
    out: Path | None = None,
    article: str | None = None,
    progress: bool | None = None,
    running: Callable[[str], AbstractContextManager[None]] = lambda _: nullcontext(),
    kernel: AsyncKernelManager | None = None,
    read: "Future[Path | None] | None" = None,
) -> list[Path]:
    """Run notebooks from top to bottom; the same input gives the same bytes.

    Parameters
    ----------
    notebooks
        Which to run, each in its own folder, so that its relative paths hold.
    out
        Where to write them; in place by default.
    article
        Path or URL of an article to put in the place of the one in the cell tagged ``parameters``.
    progress
        Show a progress bar; by default on a terminal.
    running
        Called with the name of each notebook; what it returns is entered while that one runs.
    kernel
        What ``launch`` returned for the folder of the first notebook; a new one by default.
    read
        A file of ``read_before``, once its article is read; the notebook begins then. None if the
        notebook is to read for itself. Cancelled, it ends the kernel.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    ArticleError
        If an article is given, and a notebook has no place for it.
    nbclient.exceptions.CellExecutionError
        If a cell fails; that notebook is then not written, and no earlier one is left in ``out``.
    """
    os.environ.update(ENVIRONMENT)
    targets = {path: path if out is None else out / path.name for path in sorted(notebooks)}
    for path, target in targets.items():
        if target.resolve() != path.resolve():
            target.unlink(missing_ok=True)
    is_hidden = None if progress is None else not progress
    for path, target in tqdm(targets.items(), desc="running", unit="notebook", disable=is_hidden):
        with running(path.name):
            _run(path, target, article, kernel or launch(path.parent), read)
        kernel = None
    return list(targets.values())


def start(
    background: Executor,
    notebook: Path,
    *,
    out: Path,
    article: str,
    read: "Future[Path | None] | None" = None,
) -> "Future[list[Path]]":
    """Start to run a notebook on an article in the background; its kernel starts at once.

    Parameters
    ----------
    background
        What runs it.
    notebook
        Which notebook.
    out
        Where to write it.
    article
        Path or URL of an article.
    read
        As in ``rerun``.
    """
    kernel = launch(notebook.parent)
    return background.submit(
        rerun, [notebook], out=out, article=article, progress=False, kernel=kernel, read=read
    )


def launch(folder: Path) -> AsyncKernelManager:
    """Start a kernel in a folder, and do not wait for it: it starts while the notebook is read.

    Parameters
    ----------
    folder
        Where the kernel works, so that relative paths of a notebook hold.
    """
    os.environ.update(ENVIRONMENT)
    manager = AsyncKernelManager(kernel_name="python3")
    asyncio.run(_launch(manager, folder))
    return manager


async def _launch(manager: AsyncKernelManager, folder: Path) -> None:
    # Errors only: the kernel notes at every start that its channel on this machine is not
    # encrypted.
    await manager.start_kernel(cwd=str(folder), extra_arguments=["--log-level=ERROR"])


async def _stop(manager: AsyncKernelManager) -> None:
    await manager.shutdown_kernel(now=True)


def _run(
    path: Path,
    target: Path,
    article: str | None,
    kernel: AsyncKernelManager,
    read: "Future[Path | None] | None",
) -> None:
    """Run one notebook in a kernel that was launched, and write it."""
    # Imported while the kernel starts.
    with _without_slow():
        import nbformat
        from nbclient import NotebookClient

    try:
        if article is None:
            notebook = nbformat.read(path, as_version=4)
        else:
            notebook = with_article(path, article)
    except Exception:
        asyncio.run(_stop(kernel))
        raise
    client = NotebookClient(
        notebook, km=kernel, timeout=300, record_timing=False, store_widget_state=False,
        resources={"metadata": {"path": str(path.parent)}},
    )  # fmt: skip
    asyncio.run(_execute(client, kernel, read))
    _still(notebook)
    mark = {} if article is None else {MARK: {"article": article}}
    notebook.metadata = nbformat.from_dict(METADATA | mark)
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)


async def _execute(
    client: "NotebookClient", kernel: AsyncKernelManager, read: "Future[Path | None] | None"
) -> None:
    """Run all cells and end the kernel; if the article is read elsewhere, once it is."""
    if read is not None:
        try:
            connection = await client.async_start_new_kernel_client()
            await _tell(client, connection, WARM_UP)
            path = await asyncio.wrap_future(read)
            if path is not None:
                await _tell(client, connection, TAKE.format(str(path)))
        except BaseException:
            await kernel.shutdown_kernel(now=True)
            raise
    await client.async_execute(cleanup_kc=True)  # which also ends the kernel


async def _tell(client: "NotebookClient", connection: "KernelClient", code: str) -> None:
    """Run code in the kernel that belongs to no cell and names nothing there; wait for it."""
    message = connection.execute(f"exec({code!r}, {{}})", silent=True)
    await client.async_wait_for_reply(message)


@contextmanager
def _without_slow() -> Iterator[None]:
    """Let ``SLOW`` be missing for what tries to import it and can do without."""
    if SLOW in sys.modules:
        yield
        return
    sys.modules[SLOW] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[SLOW]


def _still(notebook: "NotebookNode") -> None:
    """Leave out live views, which need a running kernel and bear a random id.

    Their still form stays.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(VIEW, None)


def with_article(path: Path, article: str) -> "NotebookNode":
    """Return a notebook with its article set.

    Its headline becomes the question, since it states what was found in another article.

    Parameters
    ----------
    path
        Where the notebook lies.
    article
        Path or URL of an article.

    Returns
    -------
    nbformat.NotebookNode
        A notebook that has not run.

    Raises
    ------
    ArticleError
        If no cell of it is tagged ``parameters``: it reads an example, and would read it again.
    """
    with _without_slow():
        import nbformat

    notebook = nbformat.read(path, as_version=4)
    at = [n for n, cell in enumerate(notebook.cells) if PARAMETERS in cell.metadata.get("tags", [])]
    if not at:
        raise ArticleError(
            f"Cannot run {path.name} on {article}: it has no cell tagged 'parameters', so it reads"
            " its own example. Use 99-your-article.ipynb, or replace nf.examples in a copy of it."
        )
    is_url = article.lower().startswith(("http://", "https://"))
    given = article if is_url else str(Path(article).resolve())  # notebooks run in their own folder
    cell = nbformat.v4.new_code_cell(
        f"article_path = {given!r}", id=INJECTED, metadata={"tags": [INJECTED]}
    )
    notebook.cells.insert(at[0] + 1, cell)
    first, name = notebook.cells[0], given.rsplit("/", 1)[-1]
    question = re.search(r"\*\*Question\.\*\* *([^\n]+)", first.source)
    headline = f"# {escape(name)}: {question[1] if question else 'rerun'}"
    first.source = re.sub(r"\A# .*", lambda _: headline, first.source)
    return notebook
