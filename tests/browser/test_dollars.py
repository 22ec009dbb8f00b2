"""Text with dollar signs, read back from a real JupyterLab: whole, and with no formula in it."""

import nbformat
import pytest
from lab import PATIENCE_S, needs_chromium, open_notebook, run_all
from nbclient import NotebookClient
from newsframes.charts.chart import WIDE

TEXT = (
    "Dell paid between $100 and $500 million for the plant, chief executive Ann Lee said. “We spent $31 a share, or"
    " $135 million,” Lee said. The mayor said it would cost $4 or $5 a head. A$AP Rocky and Ke$ha paid $20."
)
QUOTE = "“We spent $31 a share, or $135 million,”"
# Each shows text of the article; the second value is what must be readable in its output.
CELLS = {
    "annotate": ("nf.annotate(tables)", TEXT),
    "annotate with rows": ('nf.annotate(tables, layout="side")', TEXT),
    "annotate in print": ('nf.annotate(tables, layout="print")', TEXT),
    "chart": ("nf.charts.figures(tables, unit='USD')", "$500 million paid; $4 or $5"),
    "frame": ("tables.quotes[['speaker_name', 'text']]", QUOTE),
    "figures": ("tables.figures[['text', 'about']]", "between $100 and $500 million"),
    "derived frame": ("tables.quotes.text.value_counts().to_frame()", QUOTE),
    "styled frame": ("tables.quotes[['text']].style", QUOTE),
    "ledger": ("nf.ledger(tables)[['text']]", "between $100 and $500 million"),
    "browse": ("nf.browse(tables.quotes[['text']])", QUOTE),
    "still": ("HTML(nf.browse(tables.quotes[['text']]).still())", QUOTE),
    "tables": ("nf.tabulate([article, replace(article)])", "from $6 to $7.txt"),
    "Markdown": ("Markdown(render_markdown(tables))", QUOTE),
    # A page of its own, shown here only as code that was run: a sanitizer would leave its title
    # without the element.
    "report": ("HTML(render_report(tables))", QUOTE),
    "text": ("tables.quotes.text.tolist()", QUOTE),
}
IMPORTS = f"""from dataclasses import replace
import newsframes as nf
from IPython.display import HTML, Markdown
from newsframes.views.markdown import escape, render_markdown
from newsframes.views.report import render_report
article = nf.Article(text={TEXT!r}, title="$8, $9", source="from $6 to $7.txt")
tables = nf.tabulate(article)
Markdown(escape(article.source))"""
CONTROL = "HTML('from $x^2$ to $y$')"

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def dollars(served) -> str:
    """Serve a notebook that shows dollar signs everywhere, run once, so that it opens with its outputs."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(code)
            for code in (IMPORTS, *(code for code, _ in CELLS.values()), CONTROL)
        ],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
    )
    NotebookClient(notebook, timeout=300, store_widget_state=False).execute()
    nbformat.write(notebook, served / "dollars.ipynb")
    return "dollars.ipynb"


def shown(page) -> list[str]:
    """Return the text of each cell's output once MathJax has worked through them, marks' letters left out."""
    page.wait_for_selector(".jp-CodeCell:last-child mjx-container", timeout=PATIENCE_S * 1000)
    return page.evaluate(
        """[...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].map(cell => {
            const output = cell.querySelector('.jp-Cell-outputWrapper').cloneNode(true);
            output.querySelectorAll('sup, .jp-OutputPrompt').forEach(mark => mark.remove());
            return output.textContent.replace(/\\s+/g, ' ') })"""
    )


def formulas(page) -> list[int]:
    """Return the number of formulas in each cell."""
    return page.evaluate(
        "[...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].map(c => c.querySelectorAll('mjx-container').length)"
    )


def check(page, *, skipped: tuple[str, ...] = ()) -> None:
    texts, found = shown(page), formulas(page)
    assert found[-1] == 2
    assert {
        name: n for name, n in zip(CELLS, found[1:-1], strict=True) if n and name not in skipped
    } == {}
    assert "from $6 to $7.txt" in texts[0]
    pairs = zip(CELLS.items(), texts[1:-1], strict=True)
    assert {
        name: text[:2000] for (name, (_, expected)), text in pairs if expected not in text
    } == {}


def test_a_chart_of_an_untrusted_notebook_is_a_picture_with_notes(context, kernels, dollars):
    page = context.new_page()
    open_notebook(page, dollars)
    output = page.locator(".jp-Notebook .jp-CodeCell").nth(1 + [*CELLS].index("chart"))
    picture = output.locator("img")
    assert picture.evaluate("image => image.complete && image.naturalWidth") == WIDE + 16
    assert picture.get_attribute("alt").startswith("Dot-and-whisker chart")
    assert output.locator(".jp-OutputArea-output svg text").count() == 0
    notes = [span.get_attribute("title") for span in output.locator("span[title]").all()]
    assert "between $100 and $500 million paid: 100 m–500 m, Ann Lee" in notes


@pytest.mark.parametrize("is_run", [False, True], ids=["untrusted, as stored", "run"])
def test_dollar_signs_are_text(context, kernels, dollars, is_run: bool):
    page = context.new_page()
    (run_all if is_run else open_notebook)(page, dollars)
    check(page, skipped=() if is_run else ("report",))
