"""A draft beside its sources in a real JupyterLab: by mouse, by keyboard alone, without faults."""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import PATIENCE_S, needs_chromium, run_all, stop_kernels

# The second quotation's passage stands far down in the source, out of sight.
SOURCE = (
    "“We will rebuild every house,” Ann Lee said.\n\n"
    + "\n\n".join(f"Street {n} is long and nothing of note happened there." for n in range(60))
    + "\n\nBo Hill, an engineer, said: “Nobody told us anything about the dam.”"
)
DRAFT = (
    "“We will rebuild every house,” Ann Lee said. “Nobody told us a word about the dam,” Bo Hill"
    " said. “Three <b>ministers</b> have resigned over this,” Ann Lee said."
)
CODE = f"import newsframes as nf\nnf.compare_draft(nf.Article({DRAFT!r}, as_is=True), {SOURCE!r})"

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def page(served, chromium, strange):
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cells = [nbformat.v4.new_code_cell(CODE)]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, served / "compare.ipynb")
    opened = chromium.new_page()
    run_all(opened, "compare.ipynb")
    opened.wait_for_selector(".nf-compare", timeout=PATIENCE_S * 1000)
    yield opened
    opened.close()
    stop_kernels()
    assert strange == []


def lit(page) -> list[str]:
    """Return the text that is lit in the draft and in the source."""
    return page.evaluate(
        """[...document.querySelectorAll('.nf-compare .nfc-text')].map(pane =>
            [...pane.querySelectorAll('.nfc-mark.nfc-now')].map(node => node.textContent).join(''))"""
    )


def is_in_view(page) -> bool:
    """Return True if the lit passage is within its pane."""
    return page.evaluate(
        """(() => {
            const pane = document.querySelector('.nfc-side .nfc-text').getBoundingClientRect();
            const mark = document.querySelector('.nfc-side .nfc-mark.nfc-now').getBoundingClientRect();
            return mark.top >= pane.top && mark.bottom <= pane.bottom;
        })()"""
    )


def test_a_click_on_a_mark_leads_to_its_passage(page):
    page.click(".nfc-mark:has-text('We will rebuild') >> nth=0")
    assert lit(page) == ["We will rebuild every house,", "We will rebuild every house"]
    page.click(".nfc-mark:has-text('a word about')")
    assert lit(page) == [
        "Nobody told us a word about the dam,", "Nobody told us anything about the dam",
    ]  # fmt: skip
    assert is_in_view(page)
    panel = page.locator(".nfc-panel")
    assert panel.locator("b").inner_text() == "2! altered"
    assert panel.locator("del").all_inner_texts() == ["a word"]
    assert panel.locator("ins").all_inner_texts() == ["anything"]


def test_keyboard_alone(page):
    page.focus(".nf-body > .nfc-text")
    page.keyboard.press("Tab")
    assert lit(page)[0] == "We will rebuild every house,"
    page.keyboard.press("Tab")
    assert lit(page)[1] == "Nobody told us anything about the dam"
    assert is_in_view(page)
    page.keyboard.press("j")
    assert page.locator(".nfc-panel b").inner_text().endswith("not found")
    assert lit(page)[1] == ""
    page.keyboard.press("k")
    assert lit(page)[1] == "Nobody told us anything about the dam"
    assert page.locator(".jp-Notebook .jp-Cell").count() == 1


def test_a_number_in_the_source_leads_back(page):
    page.click(".nfc-side .nfc-tag >> nth=0")
    assert lit(page)[0] == "We will rebuild every house,"


def test_texts_are_no_markup(page):
    assert page.locator(".nf-compare .nfc-text b").count() == 0
    assert "<b>ministers</b>" in page.locator(".nf-body > .nfc-text").inner_text()


@pytest.mark.parametrize("is_light", ["true", "false"])
def test_accessible_in_light_and_dark(page, is_light):
    page.evaluate("light => document.body.setAttribute('data-jp-theme-light', light)", is_light)
    result = Axe().run(page, context=".nf-compare")
    assert result.violations_count == 0, result.generate_report()
