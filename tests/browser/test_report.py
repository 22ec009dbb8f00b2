"""The report in a browser: it filters, jumps, copies, works by keyboard, and asks for nothing."""

from pathlib import Path

import newsframes as nf
import pytest
from lab import faults, needs_chromium, page_at
from newsframes.views.report import write_report
from playwright.sync_api import expect

SEED = Path(__file__).parent.parent.parent / "seeds/000_bfc59336010fc295.txt"
DOLLARS = (
    "Dell paid between $100 and $500 million for the plant, chief executive Ann Lee said. “We spent"
    " $31 a share, or $135 million,” Lee said."
)
TEXT = """() => { const prose = document.querySelector('.prose').cloneNode(true);
    prose.querySelectorAll('.pn, .tag, .code, .check, .vh').forEach(e => e.remove());
    return [...prose.querySelectorAll('p')].map(p => p.textContent).join('\\n') }"""
IN_SIGHT = """e => { const box = e.getBoundingClientRect(), pane = e.closest('.textpane').getBoundingClientRect();
    return box.top >= Math.max(0, pane.top) && box.bottom <= Math.min(innerHeight, pane.bottom) }"""

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def seed_page(tmp_path_factory) -> Path:
    tables = nf.tabulate(nf.read_article(SEED))
    return write_report(tables, tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture
def page(context, seed_page):
    with page_at(context, seed_page.as_uri()) as opened:
        yield opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1400])
def test_everyone_can_read_it(page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.check("#actors-on")
    page.check("#codes-on")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_article_without_rows_can_be_read(page, tmp_path):
    tables = nf.tabulate("The streets were quiet. Snow fell on the old harbour until evening.")
    page.goto(write_report(tables, tmp_path / "quiet.html").as_uri())
    assert faults(page) == []
    answers = page.locator(".say").all_inner_texts()
    assert answers[:3] == ["Nobody is quoted.", "Nobody is quoted.", "The report gives no figure."]


def test_filters(page):
    tools = page.locator(".tools")
    assert tools.locator("output").inner_text() == "All 14 quotes."
    page.select_option("#by-speaker", label="Vladimir Putin")
    assert page.locator(".q:visible").count() == 4
    assert page.locator(".group:visible h3").all_inner_texts() == ["Vladimir Putin"]
    page.select_option("#by-kind", "direct")
    assert tools.locator("output").inner_text() == "1 of 14 quotes."
    page.check("#by-check")
    assert "No quote matches" in tools.locator("output").inner_text()
    assert page.locator("#next").is_disabled()


def test_previous_and_next_stay_within_the_filter(page):
    page.select_option("#by-speaker", label="Vladimir Putin")
    page.click("#next")
    page.click("#next")
    assert page.locator(".tools output").inner_text() == "Quote 2 of 4."
    lit = page.locator(".q.on")
    assert lit.get_attribute("data-n") == page.locator(".q:visible").nth(1).get_attribute("data-n")
    page.click("#previous")
    assert page.locator(".tools output").inner_text() == "Quote 1 of 4."


def test_a_jump_highlights_its_target_and_keeps_the_place(page):
    card = page.locator(".q").nth(9)
    card.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    card.locator(".bar1 a").click()
    row = card.get_attribute("data-row")
    band = page.locator(f".band.on[data-row='{row}']").first
    assert band.evaluate(IN_SIGHT)
    assert page.evaluate("scrollY") == before
    assert card.evaluate("e => e.classList.contains('on')")


def test_a_mark_leads_to_its_card(page):
    tag = page.locator(".band .tag").nth(9)
    row = tag.locator("..").get_attribute("data-row")
    tag.click()
    assert page.locator(".q.on").get_attribute("data-row") == row
    assert page.locator(".q.on").evaluate(
        "e => { const box = e.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )


def test_without_script_links_still_lead_there(context, seed_page):
    bare = context.browser.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(seed_page.as_uri())
    assert page.locator(".tools").is_hidden()
    row = page.locator(".q").nth(3).get_attribute("data-row")
    page.locator(".q").nth(3).locator(".bar1 a").click()
    assert page.url.endswith(f"#{row}")
    assert page.locator(f"[id='{row}']:target").count() == 1
    bare.close()


def test_hover_focus_and_touch_show_the_row(page, context, seed_page):
    page.locator(".band").first.hover()
    assert "Kassym-Jomart Tokayev" in page.locator("#peek").inner_text()
    page.locator(".q").nth(7).locator(".bar1 a").focus()
    row = page.locator(".q").nth(7).get_attribute("data-row")
    assert page.locator(f".band.on[data-row='{row}']").count() >= 1
    phone = context.browser.new_context(has_touch=True, viewport={"width": 360, "height": 800})
    touched = phone.new_page()
    touched.goto(seed_page.as_uri())
    touched.locator(".prose .fig").first.tap()
    expect(touched.locator("#peek")).to_contain_text("vague 24 to 99")
    touched.locator(".q").first.scroll_into_view_if_needed()
    before = touched.evaluate("scrollY")
    touched.locator(".q blockquote").first.tap()
    expect(touched.locator(".q.on")).to_have_count(1)
    assert touched.evaluate("scrollY") == before
    phone.close()


def test_copy_with_citation(page):
    page.locator(".q").nth(1).locator("button").click()
    expect(page.locator("#said")).to_have_text("Copied quote 2 with its citation.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "that Russian-led troops called in to help quell the unrest would go home “soon” —"
        " Kassym-Jomart Tokayev (mixed, “insisted”), in: 000_bfc59336010fc295.txt, paragraph 1,"
        " characters 178–257 [5b09a07d7ca6:q178-257]"
    )


def test_keyboard_alone(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the answers"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "brief"
    page.locator(".q").first.locator(".bar1 a").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Copy with citation"
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Copied quote 1")
    page.keyboard.press("Tab")
    second = page.locator(".q").nth(1).get_attribute("data-row")
    assert page.evaluate("document.activeElement.closest('.q').dataset.row") == second
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.q').dataset.row") is not None


def test_one_focus_stop_a_row(page):
    stops = page.evaluate(
        "[...document.querySelectorAll('.q')].map(q => [...q.querySelectorAll('a, button')].filter(e => e.tabIndex >= 0).length)"
    )
    assert set(stops) == {1}
    rows = page.evaluate(
        "[...document.querySelectorAll('#figures tbody tr, #actors tbody tr')].map(q => [...q.querySelectorAll('a')].filter(e => e.tabIndex >= 0).length)"
    )
    assert set(rows) == {1}
    assert (
        page.evaluate(
            'document.querySelectorAll(\'.prose [tabindex="0"], .charts figure a[tabindex="0"]\').length'
        )
        == 0
    )


@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_of_a_chart_say_their_sentence(page, width: int, scheme: str):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    figure = page.locator(".charts figure").first
    expect(figure.locator("svg:visible")).to_have_count(1)
    picture = figure.locator("svg:visible")
    picture.focus()
    notes = [title.text_content() for title in picture.locator("title").all()]
    for note in notes[:2]:
        page.keyboard.press("ArrowRight")
        expect(figure.locator(".note")).to_have_text(note)
    page.keyboard.press("ArrowLeft")
    expect(figure.locator(".note")).to_have_text(notes[0])
    page.keyboard.press("Enter")
    first = picture.locator("a").first.get_attribute("href").removeprefix("#")
    assert page.evaluate("document.querySelector('.prose :target').id") == first
    sides = page.evaluate(
        """[...document.querySelectorAll('.charts svg text')].filter(e => e.checkVisibility()).map(e => {
            const box = e.getBoundingClientRect(); return [box.left, box.right] })"""
    )
    assert min(left for left, _ in sides) >= 0
    assert max(right for _, right in sides) <= width


def test_the_text_is_the_text(page, tmp_path):
    article = nf.read_article(SEED)
    assert page.evaluate(TEXT) == "\n".join(
        line for line in article.text.splitlines() if line.strip()
    )
    page.goto(write_report(nf.tabulate(DOLLARS), tmp_path / "dollars.html").as_uri())
    assert page.evaluate(TEXT) == DOLLARS
    assert "$31 a share, or $135 million" in page.locator("blockquote").last.inner_text()


def test_nothing_leaves_this_machine(page, strange):
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert "default-src 'none'" in policy
    assert strange == []
