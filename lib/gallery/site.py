"""The pages of the site: notebooks and Markdown through templates of our own, reports, an index."""

import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

import nbformat
import newsframes as nf
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from markupsafe import Markup
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html_mistune
from newsframes.tables.client_code import CLIENT
from newsframes.views.report import write_report
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

from .repository_links import RepositoryLinks, page_name

TEMPLATES = Path(__file__).parent / "templates"
# Light and dark colours of code that keep the contrast of 4.5 to 1.
CODE_STYLES = ("default", "github-dark")


@dataclass(frozen=True)
class IndexEntry:
    """One page on the index; ``picture`` is the address of its first chart, if it has one."""

    page: str
    name: str
    finding: str
    picture: str = ""


def build_site(root: Path, folder: Path) -> Path:
    """Write the site to a folder, which is emptied first; nothing is executed but the two reports.

    The outputs are those that are stored in the notebooks. No page asks for anything on another
    machine, and none but the explorer and the reports runs a script.

    Parameters
    ----------
    root
        The repository.
    folder
        Where to write.

    Returns
    -------
    Path
        The index page.

    Raises
    ------
    GalleryError
        If a link leads to no file of the repository.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    links = RepositoryLinks(root)
    notebooks = sorted((root / "notebooks").glob("*.ipynb"))
    entries = [_write_notebook(path, notebooks, links, folder) for path in notebooks]
    _write_pages(links, folder)
    for path in sorted(links.files):
        (folder / "files" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, folder / "files" / path)
    (folder / ".nojekyll").touch()
    home = folder / "index.html"
    examples = _write_examples(folder)
    home.write_text(_fill("index", notebooks=entries, examples=examples), "utf-8")
    return home


def _write_notebook(
    path: Path, notebooks: list[Path], links: RepositoryLinks, folder: Path
) -> IndexEntry:
    notebook = nbformat.read(path, as_version=4)
    home = PurePosixPath("notebooks", path.name)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = links.turn(cell.source, home)
    title = notebook.cells[0].source.splitlines()[0].removeprefix("# ")
    place = notebooks.index(path)
    around = {
        "before": notebooks[place - 1].stem if place else "",
        "after": notebooks[place + 1].stem if place + 1 < len(notebooks) else "",
    }
    values = {"title": title, "name": path.stem, "style": Markup(_style()), **around}
    page, _ = _exporter().from_notebook_node(notebook, resources={"page": values})
    (folder / page_name(home)).write_text(page, "utf-8")
    stored = [
        output.data["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    return IndexEntry(
        page_name(home), path.stem, title, next(filter(None, map(_picture, stored)), "")
    )


def _picture(page: str) -> str:
    """Return the address of the first picture in a page, which is in the address itself."""
    return next(iter(html.fromstring(page).xpath("//img/@src[starts-with(., 'data:')]")), "")


def _write_pages(links: RepositoryLinks, folder: Path) -> None:
    """Write the Markdown pages that were linked, and those that they link."""
    written: set[PurePosixPath] = set()
    while left := sorted(links.pages - written):
        for path in left:
            text = links.turn((links.root / path).read_text("utf-8"), path)
            found = re.search(r"^# (.+)", text, re.MULTILINE)
            page = _fill(
                "page", title=found[1] if found else path.stem, name=str(path),
                content=Markup(markdown2html_mistune(text)),
            )  # fmt: skip
            (folder / page_name(path)).write_text(page, "utf-8")
            written.add(path)


def _write_examples(folder: Path) -> list[IndexEntry]:
    """Write the reports of two examples, and the first one's explorer."""
    articles = {"kazakhstan": nf.examples.kazakhstan(), "chronicle": nf.examples.chronicle()[-2]}
    entries = []
    for name, article in articles.items():
        tables = nf.tabulate(article)
        report = write_report(tables, folder / f"report-{name}.html")
        finding, picture = (
            nf.summarize(tables).answers[0].sentence,
            _picture(report.read_text("utf-8")),
        )
        entries.append(
            IndexEntry(report.name, f"Report: {article.title or name}", finding, picture)
        )
        if name == "kazakhstan":
            nf.explore(tables).save(folder / f"explorer-{name}.html")
            said = "The text beside its quotes and figures, to filter, to search and to cite."
            entries.append(IndexEntry(f"explorer-{name}.html", f"Explorer: {name}", said))
    return entries


def _fill(template: str, **values: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    page = environment.get_template(f"{template}.html.jinja").render(
        style=Markup(_style()), **values
    )
    return f"{page}\n"


@cache
def _style() -> str:
    """Return the style of every page, with the tokens of the report and the live views."""
    light, dark = (HtmlFormatter(style=name).get_style_defs(".highlight") for name in CODE_STYLES)
    tokens = {name: (CLIENT / f"{name}.css").read_text("utf-8") for name in ("light", "dark")}
    rules = (
        f":root {{ color-scheme: light dark;\n{tokens['light']}}}",
        light,
        "@media screen and (prefers-color-scheme: dark) {",
        f":root {{\n{tokens['dark']}}}",
        dark,
        "}",
        (TEMPLATES / "site.css").read_text("utf-8"),
    )
    return "\n".join(rules)


@cache
def _exporter() -> HTMLExporter:
    config = Config()
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_input_tags = {"remove-input"}
    return HTMLExporter(
        config=config, template_name="notebook", extra_template_basedirs=[str(TEMPLATES)]
    )
