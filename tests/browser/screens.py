"""Pictures to be looked at: reports, explorer, notebooks; three widths, light and dark, print, colour-blind.

Without an article, the pages are those of the gallery and the report of a text in which nobody speaks.
"""

import sys
from pathlib import Path

import newsframes as nf
from gallery.site import build_site
from lab import browser
from newsframes.views.report import write_report
from playwright.sync_api import CDPSession, Page

ROOT = Path(__file__).parent.parent.parent
WIDTHS = (360, 768, 1400)
SCHEMES = ("light", "dark")
# Names of pictures, and of the deficiencies as Chromium emulates them.
VISIONS = {"greyscale": "achromatopsia", "deuteranopia": "deuteranopia"}
QUIET = "The streets were quiet. Snow fell on the old harbour until evening."


def see(session: CDPSession, kind: str) -> None:
    """Show pages as somebody sees them whose colour vision is deficient; ``none`` ends it."""
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": kind})


def take(page: Page, path: Path, folder: Path) -> list[Path]:
    """Write ``<name>-<width>-<scheme>.png``, those of ``VISIONS`` at 1400 pixels, and a PDF."""
    session = page.context.new_cdp_session(page)
    name, written = path.stem, []

    def picture(width: int, view: str) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path.as_uri())  # anew: the explorer begins with its filters closed on a phone
        written.append(folder / f"{name}-{width}-{view}.png")
        page.screenshot(path=written[-1], full_page=True)

    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            picture(width, scheme)
        for vision, kind in VISIONS.items():
            see(session, kind)
            picture(WIDTHS[-1], f"{scheme}-{vision}")
        see(session, "none")
    written.append(folder / f"{name}-print.pdf")
    page.emulate_media(media="print", color_scheme="light")
    page.pdf(path=written[-1], format="A4", prefer_css_page_size=True)
    page.emulate_media(media="screen")
    session.detach()
    return written


def pages_of(paths: list[str], folder: Path) -> list[Path]:
    """Write the pages of some articles, or those of the gallery, and return them."""
    if not paths:
        site = build_site(ROOT, folder / "gallery")
        shown = [*site.parent.glob("[0-9]*.html"), *site.parent.glob("*-kazakhstan.html")]
        report = write_report(nf.tabulate(QUIET), folder / "report-quiet.html")
        return [site, *sorted(shown), report]
    written = []
    for n, path in enumerate(paths, start=1):
        tables = nf.tabulate(nf.read_article(path))
        written.append(write_report(tables, folder / f"report-{n}.html"))
        written.append(nf.explore(tables).save(folder / f"explorer-{n}.html"))
    return written


if __name__ == "__main__":
    target = ROOT / "out/screens"
    target.mkdir(parents=True, exist_ok=True)
    strange: list[str] = []
    to_shoot = pages_of(sys.argv[1:], target)
    with browser(strange) as context:
        shooting = context.new_page()
        for one in to_shoot:
            for written in take(shooting, one, target):
                sys.stdout.write(f"{written}\n")
    if strange:
        sys.exit(f"A page asked for {len(strange)} addresses elsewhere, first {strange[0]}")
