"""Pictures to be looked at: reports, explorer, notebooks, charts; three widths, light and dark, print, colour-blind.

Without an article, the pages are those of the gallery, every chart by itself and the report of a text in which
nobody speaks. ``--only charts`` takes the pages whose names begin so.
"""

import argparse
import sys
from collections.abc import Iterator
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
# A page as empty as can be: it takes light or dark from whoever reads it, as a notebook's page does.
SHEET = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width">
<style>:root {{ color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }} main {{ margin: 16px }}</style>
<main>{chart}</main></html>
"""
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


def charts_of(folder: Path) -> Iterator[Path]:
    """Write every kind of chart on a page of its own: of all articles of the chronicle, and of nothing."""
    tables = nf.tabulate(nf.examples.chronicle(), progress=False)
    decided = nf.Corrections()
    for row_id in [*tables.quotes.quote_id[:12], *tables.figures.figure_id[:8]]:
        decided.confirm(tables, row_id)
    plain = (
        "actors",
        "figures",
        "network",
        "sources",
        "speakers",
        "stances",
        "strip",
        "timeline",
        "turns",
        "words",
    )
    drawn = {name: getattr(nf.charts, name)(tables) for name in plain}
    drawn |= {
        "ledger": nf.charts.ledger(tables, group=["killed: people", "detained: people"]),
        "nothing": nf.charts.speakers(nf.tabulate(QUIET)),
        "review": nf.charts.review_scores(tables, corrections=decided),
        "voices": nf.charts.voices(tables, by="day"),
        "voices-over-time": nf.charts.voices_over_time(tables, every="day"),
    }
    for name, chart in drawn.items():
        path = folder / f"chart-{name}.html"
        path.write_text(SHEET.format(title=name, chart=chart._repr_html_()), "utf-8")
        yield path


def pages_of(paths: list[str], folder: Path, only: str) -> list[Path]:
    """Write the pages of some articles, or those of the gallery, and return them."""
    if not paths and only.startswith("chart"):
        return [*charts_of(folder)]
    if not paths:
        site = build_site(ROOT, folder / "gallery")
        shown = [*site.parent.glob("[0-9]*.html"), *site.parent.glob("*-kazakhstan.html")]
        report = write_report(nf.tabulate(QUIET), folder / "report-quiet.html")
        return [*charts_of(folder), site, *sorted(shown), report]
    written = []
    for n, path in enumerate(paths, start=1):
        tables = nf.tabulate(nf.read_article(path))
        written.append(write_report(tables, folder / f"report-{n}.html"))
        written.append(nf.explore(tables).save(folder / f"explorer-{n}.html"))
    return written


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", help="Articles to take the pictures of.")
    parser.add_argument(
        "--only", default="", help="How the names of the pages begin: chart, report, 00 …"
    )
    options = parser.parse_args()
    target = ROOT / "out/screens"
    target.mkdir(parents=True, exist_ok=True)
    strange: list[str] = []
    to_shoot = [
        path
        for path in pages_of(options.articles, target, options.only)
        if path.name.startswith(options.only)
    ]
    with browser(strange) as context:
        shooting = context.new_page()
        for one in to_shoot:
            for written in take(shooting, one, target):
                sys.stdout.write(f"{written}\n")
    if strange:
        sys.exit(f"A page asked for {len(strange)} addresses elsewhere, first {strange[0]}")
