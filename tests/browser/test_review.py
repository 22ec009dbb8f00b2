"""The review widget in JupyterLab and in Notebook 7: by mouse, by keyboard alone, over a restart."""

import json
import re
from pathlib import Path

import nbformat
import newsframes as nf
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import FRONT_ENDS, PATIENCE_S, needs_chromium, run_all, stop_kernels, wait_for

SEED = Path(__file__).parent.parent.parent / "seeds"
PICTURES = Path(__file__).parent.parent.parent / "out/screens"
CELLS = (
    "import newsframes as nf\ntables = nf.tabulate(nf.read_article('article.txt'))",
    "widget = nf.review(tables, 'corrections.jsonl')\nwidget",
    "widget.tables.quotes[['speaker_name', 'text']]",
    "nf.charts.speakers(widget.tables)",
)

pytestmark = needs_chromium


@pytest.fixture
def root(served, request):
    folder = served / re.sub(r"\W+", "-", request.node.name)
    folder.mkdir()
    seed = next(path for path in sorted(SEED.iterdir()) if path.suffix == ".txt")
    (folder / "article.txt").write_text(seed.read_text("utf-8"), "utf-8")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in CELLS],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
    )
    nbformat.write(notebook, folder / "review.ipynb")
    return folder


@pytest.fixture
def front_end(request):
    return getattr(request, "param", "JupyterLab")


in_each_front_end = pytest.mark.parametrize("front_end", FRONT_ENDS, indirect=True)


@pytest.fixture
def page(root, context, kernels, front_end):
    opened = context.new_page()
    run(opened, root, front_end)
    return opened


def run(page, root: Path, front_end: str) -> None:
    """Run the notebook and wait for the widget."""
    run_all(page, f"{root.name}/review.ipynb", front_end)
    page.wait_for_selector(".nf-review", timeout=PATIENCE_S * 1000)


def decisions(root: Path) -> list[dict]:
    path = root / "corrections.jsonl"
    return (
        [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    )


def decided(page, root: Path, n: int) -> list[dict]:
    """Wait until the file has n lines."""
    wait_for(
        lambda: len(decisions(root)) >= n,
        f"{n} decisions",
        lambda s: page.wait_for_timeout(1000 * s),
    )
    return decisions(root)


def outputs(page) -> list[str]:
    """Return the text of the cells behind the widget, pictures by their sources."""
    return page.evaluate(
        """[...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].slice(2).map(cell =>
            [...cell.querySelectorAll('.jp-Cell-outputWrapper img')].map(i => i.alt + i.src).join()
            + cell.querySelector('.jp-Cell-outputWrapper').textContent)"""
    )


def run_again(page, root: Path, front_end: str) -> None:
    """Run the notebook in a kernel that knows nothing of what was decided before."""
    stop_kernels()
    run(page, root, front_end)


@in_each_front_end
def test_decisions_by_keyboard_outlive_a_restart(page, root, front_end):
    tables = nf.tabulate(nf.read_article(root / "article.txt"))
    before = outputs(page)
    page.focus(".nf-review")
    while page.locator(".nf-who button").count() < 3:  # a figure has no speakers to choose
        page.keyboard.press("j")
    for n, key in enumerate(("2", "n", "y"), start=1):
        page.keyboard.press(key)
        made = decided(page, root, n)
    assert [one["action"] for one in made] == ["set_speaker", "reject", "confirm"]
    page.keyboard.press("u")
    decided(page, root, 4)
    page.keyboard.press("U")
    decided(page, root, 5)
    run_again(page, root, front_end)
    after = outputs(page)
    assert after != before
    corrected = tables.correct(root / "corrections.jsonl")
    assert (
        len(corrected.quotes) + len(corrected.figures)
        == len(tables.quotes) + len(tables.figures) - 1
    )
    run_again(page, root, front_end)
    assert outputs(page) == after


@in_each_front_end
def test_a_quote_is_added_by_selecting_words(page, root):
    page.focus(".nf-review")
    page.keyboard.press("x")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    (made,) = decided(page, root, 1)
    assert made["action"] == "add_quote"
    assert len(made["targets"][0]["selector"][0]["exact"].split()) == 4


@in_each_front_end
def test_actors_are_merged_by_mouse(page, root):
    page.click(".nf-review >> role=tab[name='Actors']")
    boxes = page.locator(".nf-actors input")
    boxes.nth(0).check()
    page.locator(".nf-actors input").nth(1).check()
    page.click(".nf-review >> text=/^Merge 2 actors$/")
    (made,) = decided(page, root, 1)
    assert made["action"] == "merge_actors"
    assert len(made["targets"]) == 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(page, theme):
    if theme == "dark":
        page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    for tab in ("To check", "Actors", "Decisions"):
        page.click(f".nf-review >> role=tab[name=/^{tab}/]")
        found = Axe().run(page, context=".nf-review").response["violations"]
        grave = [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")]
        assert grave == [], (tab, grave)
    page.click(".nf-review >> role=tab[name=/^To check/]")
    # The first row is a figure, the widest of the panels.
    assert (
        page.evaluate(
            """(() => { const edge = document.querySelector('.nf-panel').getBoundingClientRect().right;
            return [...document.querySelectorAll('.nf-panel *')].filter(
                node => node.getBoundingClientRect().right > edge + 1).map(node => node.outerHTML) })()"""
        )
        == []
    )
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.locator(".nf-review").screenshot(path=PICTURES / f"review-{theme}.png")
