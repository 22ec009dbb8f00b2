"""What people see, in a real JupyterLab and as a page: it runs, it stays on this machine, everyone can read it."""

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import needs_chromium, open_notebook, run_all

ROOT = Path(__file__).parent.parent.parent
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PICTURES = ROOT / "out/screens"
ANNOTATED = {"00-start-here", "04-the-article-annotated"}
SEARCHED = {"08-many-voices"}
EXPLORED = {"99-your-article"}
GRAVE = {"serious", "critical"}

pytestmark = needs_chromium


@pytest.fixture(scope="module", autouse=True)
def copied(served) -> None:
    """Serve a copy of the notebooks, so that nothing is written into the repository.

    The one on a corpus repeats the reports less often: nbval compares it as it is, which takes
    most of the time that all of them take.
    """
    for folder in ("notebooks", "seeds"):
        shutil.copytree(ROOT / folder, served / folder)
    path = served / "notebooks/11-a-thousand-articles.ipynb"
    source = path.read_text("utf-8")
    assert source.count('"COPIES = 16\\n"') == 1
    path.write_text(source.replace('"COPIES = 16\\n"', '"COPIES = 4\\n"'), "utf-8")


@pytest.fixture
def page(context, kernels):
    return context.new_page()


def faults(page, within: str) -> list[str]:
    """List what axe-core calls serious or critical."""
    found = Axe().run(page, context=within).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} ({len(fault['nodes'])} times, first {fault['nodes'][0]['html'][:150]})"
        for fault in found
        if fault["impact"] in GRAVE
    ]


def picture(page, name: str) -> None:
    """Keep a picture of the whole notebook, to be looked at."""
    height = page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size({"width": 1280, "height": height + 120})
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, 0)")
    page.wait_for_function("document.querySelector('.jp-WindowedPanel-outer').scrollTop === 0")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_notebook_runs_in_jupyterlab(page, path):
    run_all(page, f"notebooks/{path.name}")
    errors = page.locator(
        '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"], .jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]'
    )
    assert errors.count() == 0, errors.first.inner_text()
    assert faults(page, ".jp-RenderedHTMLCommon") == []
    if path.stem in ANNOTATED:
        assert page.get_by_text(re.compile(r"^figure \(\d+\)$")).first.is_visible()
    if path.stem in EXPLORED:
        assert page.locator(".nf-explore").first.is_visible()
    if path.stem in SEARCHED:
        check_search(page)
    picture(page, path.stem)


def check_search(page) -> None:
    """Search a table of the notebook."""
    search = page.locator(".dt-search input").last
    search.wait_for(state="visible")
    search.fill("bandits")
    rows = page.locator(".dt-container tbody tr")
    page.wait_for_function("document.querySelectorAll('.dt-container tbody tr').length < 6")
    assert rows.count() >= 1
    assert all("bandits" in row for row in rows.all_inner_texts())
    search.fill("")


def test_links_work_in_an_untrusted_notebook(page):
    open_notebook(page, "notebooks/04-the-article-annotated.ipynb")
    label = page.locator("a", has_text=re.compile(r"^\D+7$")).last
    target = label.get_attribute("href")[1:]
    place = page.locator(f'[data-jupyter-id="{target}"]')
    assert place.count() == 1, "The notebook is trusted, or the sanitizer took the anchor."
    label.click()
    place.wait_for(state="visible")
    assert page.evaluate(
        "name => { const box = document.querySelector(`[data-jupyter-id='${name}']`).getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }",
        target,
    )
