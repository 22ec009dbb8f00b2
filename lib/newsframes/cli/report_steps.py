"""Steps of the command ``report``; each imports what it needs when it comes to it."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm.auto import tqdm

from ..articles import Articles
from ..read_before import hand_over
from ..tables.linked import Tables
from .inputs_of_calls import is_partial
from .progress import step


class NotebookBeside:
    """A notebook that runs on an article while its report is written.

    Its kernel starts while the article is read, and is handed the tables, so that the article is
    read once. Of several articles it shows the first, and reads it for itself at once.
    """

    def __init__(self, notebook: Path, out: Path, path: str, folder: Path) -> None:
        self.notebook, self.out, self.path, self.folder = notebook, out, path, folder
        self.background = ThreadPoolExecutor(1)
        self.read: Future[Path | None] = Future()
        self.running: Future[list[Path]] | None = None
        self.found = Articles(())

    def begin(self, found: Articles) -> None:
        """Start the kernel."""
        from ..views.rerun import start

        self.found = found
        if not self.is_same:
            self.read.set_result(None)
        self.running = start(
            self.background, self.notebook, out=self.out, article=self.path, read=self.read
        )

    @property
    def is_same(self) -> bool:
        """Return True if what is read for the report is what the notebook reads."""
        return len(self.found) == 1 and not self.found.issues

    def go_on(self, tables: Tables, vague: str) -> None:
        """Hand the tables over."""
        if not self.read.done():
            path = None
            if self.is_same and not is_partial(tables):
                path = self.folder / "read-before"
                hand_over(self.found[0], vague, tables.origin or tables, path)
            self.read.set_result(path)

    def finish(self, *, quiet: bool) -> None:
        """Wait for the notebook."""
        if self.running is not None:
            with step("finishing the notebook", quiet=quiet):
                self.running.result()

    def end(self) -> None:
        """End the kernel if there is nothing that it could wait for."""
        self.read.cancel()
        self.background.shutdown()


@contextmanager
def notebook_beside(notebook: Path, out: Path, path: str) -> Iterator[NotebookBeside]:
    """Run a notebook beside a report; whatever happens, its kernel has ended afterwards.

    Parameters
    ----------
    notebook
        Which notebook.
    out
        Folder to write it to.
    path
        Path or URL of the article.
    """
    with TemporaryDirectory() as folder:
        beside = NotebookBeside(notebook, out, path, Path(folder))
        try:
            yield beside
        finally:
            beside.end()


def write_pages(tables: Tables, out: Path, format: str, vague: str, *, progress: bool) -> str:
    """Write a report for each article, and return where they are, for a reader.

    It is ``report.html`` or ``report.md`` if there is one article; of several, each has its id.
    """
    from ..views.markdown import render_markdown
    from ..views.report import render_report

    render = {"html": render_report, "md": render_markdown}[format]
    ids = tables.articles.article_id.tolist()
    for article_id in tqdm(ids, desc="writing", unit="report", disable=not progress):
        name = f"report.{format}" if len(ids) == 1 else f"report-{article_id}.{format}"
        page = render(tables, article_id=article_id, parameters={"vague": vague})
        (out / name).write_text(page, encoding="utf-8")
    many = f"report-<article_id>.{format} ({len(ids)} reports)"
    return str(out / (f"report.{format}" if len(ids) == 1 else many))


def first_screen(tables: Tables) -> str:
    """Return the five answers as text."""
    from ..analysis.summary import summarize

    return repr(summarize(tables))
