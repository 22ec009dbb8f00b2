"""What people see, in a real JupyterLab and as a page: it runs, it stays on this machine, everyone can read it."""

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import browser, lab, needs_chromium, open_notebook, run_all, stop_kernels

ROOT = Path(__file__).parent.parent.parent
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PICTURES = ROOT / "out/screens"
ANNOTATED = {"00-start-here", "04-the-article-annotated"}
EXPLORED = {"99-your-article"}
GRAVE = {"serious", "critical"}

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def strange() -> list[str]:
    return []


@pytest.fixture(scope="module")
def context(tmp_path_factory, strange):
    """Serve a copy of the notebooks, so that nothing is written into the repository."""
    root = tmp_path_factory.mktemp("root")
    for folder in ("notebooks", "seeds"):
        shutil.copytree(ROOT / folder, root / folder)
    with lab(tmp_path_factory.mktemp("scratch"), root), browser(strange) as opened:
        yield opened


@pytest.fixture
def page(context):
    opened = context.new_page()
    yield opened
    opened.close()
    stop_kernels()


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
def test_notebook_runs_in_jupyterlab(page, strange, path):
    run_all(page, f"notebooks/{path.name}")
    errors = page.locator(
        '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"], .jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]'
    )
    assert errors.count() == 0, errors.first.inner_text()
    assert strange == []
    assert faults(page, ".jp-RenderedHTMLCommon") == []
    if path.stem in ANNOTATED:
        assert page.get_by_text(re.compile(r"^figure \(\d+\)$")).first.is_visible()
    if path.stem in EXPLORED:
        assert page.locator(".nf-explore").first.is_visible()
    picture(page, path.stem)


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


def test_table_is_searched_in_the_notebook(page):
    run_all(page, "notebooks/08-many-voices.ipynb")
    search = page.locator(".dt-search input").last
    search.wait_for(state="visible")
    search.fill("bandits")
    rows = page.locator(".dt-container tbody tr")
    page.wait_for_function("document.querySelectorAll('.dt-container tbody tr').length < 6")
    assert rows.count() >= 1
    assert all("bandits" in row for row in rows.all_inner_texts())


def test_nothing_left_this_machine(strange):
    assert strange == []
