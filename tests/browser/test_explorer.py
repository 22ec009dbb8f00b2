"""The explorer: it filters, searches, jumps and copies, works by keyboard, and asks for nothing."""

import json
from pathlib import Path

import nbformat
import newsframes as nf
import pytest
from lab import PATIENCE_S, faults, needs_chromium, open_notebook, page_at, run_all
from nbclient import NotebookClient
from playwright.sync_api import expect

HOSTILE = (
    "Dell paid between $100 and $500 million for the <b>plant</b>, chief executive Ann Lee said. “We"
    " spent $31 a share, or $135 million,” Lee said.\n\nBo Hill warned that the dam might break."
)
TEXT = """() => { const prose = document.querySelector('.nfe-text .prose').cloneNode(true);
    prose.querySelectorAll('.pn, .tag, .check, .vh').forEach(e => e.remove());
    return [...prose.querySelectorAll('p')].map(p => p.textContent).join('\\n') }"""
IN_SIGHT = """(e, pane) => { const box = e.getBoundingClientRect(), frame = document.querySelector(pane).getBoundingClientRect();
    return box.top >= frame.top && box.bottom <= frame.bottom }"""

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def seed() -> nf.Tables:
    return nf.tabulate(nf.examples.kazakhstan())


@pytest.fixture
def page(context, seed, tmp_path):
    with page_at(context, nf.explore(seed).save(tmp_path / "explorer.html").as_uri()) as opened:
        yield opened


def count(page) -> str:
    return page.locator(".nfe-count").inner_text()


def rows(page) -> list[str]:
    """Return the rows of the list, in its order."""
    return page.evaluate("[...document.querySelectorAll('.nfe-list .q')].map(q => q.dataset.row)")


def marked(page) -> set[str]:
    """Return the rows that are marked in the text."""
    found = page.evaluate(
        "[...document.querySelectorAll('.nfe-text [data-row]')].map(e => e.dataset.row)"
    )
    return set(found)


@pytest.mark.parametrize(
    ("label", "value", "rest"),
    [
        ("Speaker", "Vladimir Putin", lambda row: row["name"] == "Vladimir Putin"),
        ("Kind", "direct", lambda row: row["kind"] == "direct"),
        ("Kind", "figure", lambda row: row["table"] == "figures"),
        ("Stance", "warn", lambda row: row["stance"] == "warn"),
        ("Confidence", "check", lambda row: row["confidence"] < 0.7),
        ("Confidence", "sure", lambda row: row["confidence"] >= 0.7),
    ],
)
def test_a_filter_keeps_its_rows_in_the_list_and_in_the_text(page, seed, label, value, rest):
    state = nf.explore(seed).state
    expected = [row["row"] for row in state["rows"] if rest(row)]
    page.get_by_label(label, exact=True).select_option(value)
    assert 0 < len(expected) < len(state["rows"])
    assert rows(page) == expected
    assert marked(page) == set(expected)
    assert count(page) == f"{len(expected)} of {len(state['rows'])} rows."


def test_filters_together_and_show_all(page):
    page.get_by_label("Speaker", exact=True).select_option("Vladimir Putin")
    page.get_by_label("Kind", exact=True).select_option("figure")
    assert rows(page) == []
    assert page.locator(".nf-foot button").first.is_disabled()
    page.click(".nfe-list button")
    assert count(page) == "All 17 rows."


def test_least_sure_first(page, seed):
    page.get_by_label("Order", exact=True).select_option("doubt")
    confidences = {row["row"]: row["confidence"] for row in nf.explore(seed).state["rows"]}
    shown = [confidences[row] for row in rows(page)]
    assert shown == sorted(shown) and len(shown) == 17


def test_a_search_marks_its_hits_and_enter_goes_through_them(page):
    page.keyboard.press("Tab")
    page.fill("input[type=search]", "kazakhstan's")
    places = page.locator(".nfe-text .nfe-hit")
    assert set(places.all_inner_texts()) == {"Kazakhstan’s"}
    assert count(page).endswith(f", {places.count()} places in the text.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    now = page.locator(".nfe-text .nfe-now")
    assert now.get_attribute("data-hit") == "1"
    assert now.evaluate(IN_SIGHT, ".nfe-text")
    page.keyboard.press("Escape")
    assert places.count() == 0 and count(page) == "All 17 rows."


def test_a_hit_over_the_edge_of_a_mark_is_one_place(page):
    page.fill("input[type=search]", "Putin confirmed they would")
    assert count(page) == "1 of 17 rows, 1 place in the text."
    assert (
        "".join(page.locator(".nfe-text .nfe-hit").all_inner_texts())
        == "Putin confirmed they would"
    )


def test_a_search_is_no_pattern(page):
    page.fill("input[type=search]", "(a.*")
    assert count(page) == "0 of 17 rows, 0 places in the text."


def test_a_jump_highlights_its_row_in_place(page):
    card = page.locator(".nfe-list .q").nth(13)
    card.scroll_into_view_if_needed()
    before = page.evaluate("document.querySelector('.nfe-list').scrollTop")
    card.locator("blockquote").click()
    row = card.get_attribute("data-row")
    mark = page.locator(f".nfe-text .on[data-row='{row}']").first
    assert mark.evaluate(IN_SIGHT, ".nfe-text")
    assert page.evaluate("document.querySelector('.nfe-list').scrollTop") == before
    assert page.locator(".q.on").count() == 1


def test_a_mark_leads_to_its_row(page):
    tag = page.locator(".nfe-text .tag").nth(10)
    tag.click()
    card = page.locator(".nfe-list .q.on")
    assert card.get_attribute("data-row") == tag.locator("..").get_attribute("data-row")
    assert card.evaluate(IN_SIGHT, ".nfe-list")


def test_copy_with_citation(page, seed):
    card = page.locator(".nfe-list .q").nth(1)
    card.get_by_text("Copy with citation").click()
    expect(page.locator(".nf-foot [role=status]")).to_have_text("Copied quote 2 with its citation.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "that Russian-led troops called in to help quell the unrest would go home “soon” —"
        " Kassym-Jomart Tokayev (mixed, “insisted”), in: 000_bfc59336010fc295.txt, paragraph 1,"
        " characters 178–257 [5b09a07d7ca6:q178-257]"
    )
    page.get_by_label("Kind", exact=True).select_option("figure")
    page.locator(".nfe-list .q").nth(1).get_by_text("Copy with citation").click()
    expect(page.locator(".nf-foot [role=status]")).to_contain_text("Copied figure 2")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("just over 2,000 — troops")
    assert copied.endswith(f"[{seed.figures.figure_id[1]}]")


def test_keyboard_alone(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    page.keyboard.press("j")
    active = "document.activeElement.closest('.q')?.dataset.row"
    assert page.evaluate(active) == rows(page)[1]
    assert "2 of 17: Kassym-Jomart Tokayev insisted" in page.locator("[role=status]").inner_text()
    page.keyboard.press("c")
    expect(page.locator("[role=status]")).to_contain_text("Copied quote 2")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Copy with citation"
    page.keyboard.press("k")
    assert page.evaluate(active) == rows(page)[0]
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.input_value("input[type=search]") == "jk"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1400])
def test_everyone_can_read_it(page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert faults(page, ".nf-explore") == []
    page.fill("input[type=search]", "Russian")
    page.keyboard.press("Enter")
    assert faults(page, ".nf-explore") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_text_is_the_text(page, tmp_path):
    tables = nf.tabulate(nf.Article(HOSTILE, title="R&D, $1 to $2", as_is=True))
    page.goto(nf.explore(tables).save(tmp_path / "hostile.html").as_uri())
    assert page.evaluate(TEXT) == HOSTILE.replace("\n\n", "\n")
    page.fill("input[type=search]", "$31 a")
    assert page.evaluate(TEXT) == HOSTILE.replace("\n\n", "\n")
    assert page.locator(".nf-top b").inner_text() == "R&D, $1 to $2"
    assert page.locator(".nfe-list .q:not(.figure) blockquote").all_inner_texts() == [
        "“We spent $31 a share, or $135 million,”"
    ]


def test_an_article_without_rows(page, tmp_path):
    tables = nf.tabulate("The streets were quiet. Snow fell on the old harbour until evening.")
    page.goto(nf.explore(tables).save(tmp_path / "quiet.html").as_uri())
    assert "Nobody is quoted" in page.locator(".nfe-list").inner_text()
    assert faults(page, ".nf-explore") == []


def test_without_a_script_the_still_page_is_shown(context, seed, tmp_path):
    path = nf.explore(seed).save(tmp_path / "bare.html")
    bare = context.browser.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(path.as_uri())
    assert "Kassym-Jomart Tokayev (6)" in page.locator("main").inner_text()
    bare.close()


CODE = f"import newsframes as nf\nnf.explore(nf.tabulate([nf.Article({HOSTILE!r}, title='One', as_is=True), 'Ann Lee said it rained.']))"


@pytest.fixture(scope="module")
def notebook(served) -> Path:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cells = [nbformat.v4.new_code_cell(CODE), nbformat.v4.new_code_cell("1 + 1")]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    NotebookClient(notebook, timeout=300, store_widget_state=False).execute()
    nbformat.write(notebook, served / "explore.ipynb")
    return served / "explore.ipynb"


def test_in_jupyterlab(context, kernels, notebook):
    opened = context.new_page()
    open_notebook(opened, "explore.ipynb")
    still = opened.locator(".jp-OutputArea-output").first
    assert "Run this cell, in a notebook that you trust" in still.inner_text()
    assert "We spent $31 a share, or $135 million" in still.inner_text()
    assert opened.locator("mjx-container").count() == 0
    run_all(opened, "explore.ipynb")
    opened.wait_for_selector(".nf-explore", timeout=PATIENCE_S * 1000)
    assert opened.evaluate(TEXT) == HOSTILE.replace("\n\n", "\n")
    opened.focus(".nf-explore")
    for pressed in ("j", "j", "k", "c"):
        opened.keyboard.press(pressed)
    expect(opened.locator(".nf-foot [role=status]")).to_contain_text("Copied")
    assert opened.locator(".jp-Notebook .jp-Cell").count() == 2
    assert opened.locator(".nf-explore mjx-container").count() == 0
    opened.get_by_label("Article", exact=True).select_option(index=1)
    expect(opened.locator(".nfe-text .prose")).to_contain_text("it rained")
    stored = json.loads(notebook.read_text("utf-8"))
    assert "text/html" in stored["cells"][0]["outputs"][0]["data"]
